//! Every query of the agenda takes an index that fits, on a filled file, before and after SQLite has gathered statistics.

use std::sync::{Arc, Mutex};

use diesel::connection::{Instrumentation, InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::sqlite::SqliteConnection;
use studio_domain::agenda::AgendaSort;
use studio_domain::{AppointmentId, ArtistId, Order, Timestamp, needles};
use studio_policy::SystemRole;
use tempfile::TempDir;

use super::{AgendaCursor, AgendaListQuery, AgendaRange};
use crate::actions::SeeAgenda;
use crate::connection::open_writer;
use crate::ctx::{OpCtx, Origin, Visit, Who};
use crate::store::Store;
use crate::tx::{Read, Tx};

const NOW: i64 = 1_790_000_000_000;
const DAY: i64 = 86_400_000;

/// Eight artists, 400 clients, 20,000 imported appointments over 1,000 days, of which some last for days, and a block for each third day.
const FILL: &str = "
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 8)
        INSERT INTO artists (id, name, name_key, active, colour, bio, styles, created_at, updated_at)
        SELECT i, 'Artist ' || i, 'artist ' || i, 1, '#b8442e', '', '', 0, 0 FROM n;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
        INSERT INTO clients (id, name, phone, created_at, updated_at) SELECT i, 'Client ' || i, '600 ' || i, 0, 0 FROM n;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
        INSERT INTO blocks (artist_id, starts_at, ends_at, kind, created_at, updated_at)
        SELECT 1 + i % 8, 1790000000000 + (i * 3 - 400) * 86400000 + 70000000, 1790000000000 + (i * 3 - 400) * 86400000 + 80000000,
               'break', 0, 0 FROM n;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
        INSERT INTO appointments (client_id, artist_id, starts_at, ends_at, status, imported, created_at, updated_at)
        SELECT 1 + i % 400, 1 + (i + i / 1000) % 8, 1790000000000 + (i % 1000 - 500) * 86400000 + i % 20 * 1800000,
               1790000000000 + (i % 1000 - 500) * 86400000 + i % 20 * 1800000 + CASE WHEN i % 997 = 0 THEN 200000000 ELSE 3600000 END,
               'confirmed', 1, 0, 0 FROM n;
    UPDATE clients SET merged_into = 1, merged_at = 5 WHERE id % 50 = 0;";

struct Filled {
    conn: SqliteConnection,
    _folder: TempDir,
}

#[derive(Debug, Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

impl Instrumentation for Heard {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            self.0.lock().unwrap().push(query.to_string());
        }
    }
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

impl Filled {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("studio.db");
        drop(Store::create(&path).unwrap());
        let mut conn = open_writer(&path).unwrap();
        conn.batch_execute(FILL).unwrap();
        Self { conn, _folder: folder }
    }

    /// How SQLite goes about what `act` runs, a line each statement.
    fn plans(&mut self, act: impl FnOnce(&mut Tx<'_, Read>)) -> Vec<String> {
        let ctx = operator();
        let mut tx = Tx::begin(&mut self.conn, &ctx).unwrap();
        let heard = Heard::default();
        tx.conn.set_instrumentation(heard.clone());
        act(&mut tx);
        tx.conn.set_instrumentation(Heard::default());
        drop(tx);
        let heard = heard.0.lock().unwrap().clone();
        heard
            .iter()
            .map(|sql| {
                let sql = sql.split(" -- binds:").next().unwrap_or_default();
                let sql = format!("EXPLAIN QUERY PLAN {sql}");
                let steps = diesel::sql_query(&sql).load::<Step>(&mut self.conn);
                let steps: Vec<String> = steps.unwrap().into_iter().map(|step| step.detail).collect();
                steps.join("; ")
            })
            .collect()
    }
}

fn operator() -> OpCtx {
    let now = Timestamp::from_millis(NOW);
    Visit { now, origin: Origin::SYSTEM, request_id: "r".to_owned() }.by(Who::System(SystemRole::Operator))
}

fn range(days: i64, artists: &[i64], q: &str) -> AgendaRange {
    AgendaRange {
        from: Timestamp::from_millis(NOW),
        to: Timestamp::from_millis(NOW + days * DAY),
        artists: artists.iter().map(|id| ArtistId::new(*id)).collect(),
        statuses: Vec::new(),
        needles: needles(q),
    }
}

/// Steps that read a whole table or sort everything: not those over what is few anyway, nor the sorting of equal starts.
fn is_dear(plan: &str) -> bool {
    // Of several artists a range of days is read and sorted: it is bounded at both ends.
    let bounded = plan.contains("appointments_by_artist (artist_id=? AND starts_at>? AND starts_at<?)");
    plan.split("; ").any(|step| {
        // Everything from the first day on: what began before a moment, without a bound on the other side.
        let past = step.contains("_by_start (starts_at<?)")
            || step.contains("_by_artist (artist_id=? AND starts_at<?)");
        let few = ["SCAN artists", "SCAN artist_hours", "SCAN appointments USING INDEX appointments_long"];
        let sorts = step.contains("TEMP B-TREE FOR ORDER BY") && bounded;
        let meant = sorts || few.iter().any(|few| step.starts_with(few)) || step.contains("LAST TERM");
        past || !meant && (step.contains("SCAN") || step.contains("TEMP B-TREE"))
    })
}

#[test]
fn every_query_takes_an_index_that_fits() {
    let mut file = Filled::new();
    for analysed in [false, true] {
        if analysed {
            file.conn.batch_execute("ANALYZE").unwrap();
        }
        for artists in [&[][..], &[3], &[3, 5]] {
            let plans = file.plans(|tx| {
                let may = tx.authorize_list::<SeeAgenda>().unwrap();
                tx.agenda_artists(&may).unwrap();
                for days in [1, 7, 31] {
                    let seen = tx.agenda_appointments(&may, &range(days, artists, "")).unwrap();
                    assert!(!seen.is_empty());
                    tx.agenda_blocks(&may, &range(days, artists, "")).unwrap();
                }
                for sort in AgendaSort::ALL {
                    for order in Order::ALL {
                        for after in [None, Some(NOW + DAY)] {
                            let after = after.map(|at| AgendaCursor {
                                key: String::new(),
                                starts_at: Timestamp::from_millis(at),
                                id: AppointmentId::new(5),
                            });
                            let range = range(14, artists, "client 1");
                            let query =
                                AgendaListQuery { range, sort: *sort, order: *order, limit: 5, after };
                            tx.list_agenda(&may, &query).unwrap();
                        }
                    }
                }
            });
            assert!(plans.len() > 20, "{plans:#?}");
            let dear: Vec<_> = plans.iter().filter(|plan| is_dear(plan)).collect();
            assert!(dear.is_empty(), "{analysed} {artists:?}: {dear:#?}");
            let by = if artists.is_empty() { "appointments_by_start" } else { "appointments_by_artist" };
            assert!(analysed || plans.iter().any(|plan| plan.contains(by)), "{artists:?}: {plans:#?}");
            assert!(plans.iter().any(|plan| plan.contains("blocks_by_")), "{plans:#?}");
        }
    }
}

#[test]
fn what_is_longer_than_any_booking_is_seen_on_each_of_its_days() {
    let mut file = Filled::new();
    let ctx = operator();
    let mut tx = Tx::<Read>::begin(&mut file.conn, &ctx).unwrap();
    let may = tx.authorize_list::<SeeAgenda>().unwrap();
    let all = tx.agenda_appointments(&may, &range(500, &[], "")).unwrap();
    let long =
        all.iter().find(|one| one.ends_at.millis() - one.starts_at.millis() > DAY * 2).unwrap().clone();
    for day in 0..3 {
        let from = Timestamp::from_millis(long.starts_at.millis() + day * DAY);
        let to = Timestamp::from_millis(from.millis() + DAY);
        let seen = tx.agenda_appointments(&may, &AgendaRange { from, to, ..range(1, &[], "") }).unwrap();
        let there = seen.iter().filter(|one| one.id == long.id).count();
        assert_eq!(there, usize::from(from < long.ends_at), "day {day}");
    }
}

#[test]
fn appointments_of_merged_records_bear_the_name_of_the_kept_one() {
    let mut file = Filled::new();
    let ctx = operator();
    let mut tx = Tx::<Read>::begin(&mut file.conn, &ctx).unwrap();
    let may = tx.authorize_list::<SeeAgenda>().unwrap();
    let all = tx.agenda_appointments(&may, &range(100, &[], "")).unwrap();
    assert!(all.iter().any(|one| one.client.name == "Client 1"));
    for merged in ["Client 50", "Client 400"] {
        assert!(all.iter().all(|one| one.client.name != merged), "{merged}");
    }
}
