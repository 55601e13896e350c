//! Every query of the client pages takes an index that fits, on a filled file, before and after SQLite has gathered statistics.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::sqlite::SqliteConnection;
use studio_domain::{
    ArtistId, ClientId, ClientSort, ClientStatus, MergeField, MergeSide, NoteId, Order, PersonName, Phone,
    Timestamp, Version, needles,
};
use studio_policy::SystemRole;

use super::kit::{ARTIST, Filled, NOW};
use crate::actions::{AddClient, DeleteClient, EditClient, ListClients, MergeClients, ReadNotes, ViewClient};
use crate::clients::list::page::{Reach, page};
use crate::clients::list::rows::{mark_own, name_artists};
use crate::clients::list::{ClientCursor, ClientQuery, CursorKey};
use crate::clients::{ClientEdit, DuplicateProbe, MergeVersions, NewClient, index};
use crate::ctx::{OpCtx, Origin, Visit, Who};
use crate::guard::Rows;
use crate::tx::{Read, Tx, Write};

const REACH: Reach = Reach { finds: 2_000, look: 20_000 };

fn operator() -> OpCtx {
    Visit { now: NOW, origin: Origin::SYSTEM, request_id: "r".to_owned() }
        .by(Who::System(SystemRole::Operator))
}

/// Steps that read a whole table or sort in memory, the accepted ones aside.
fn is_dear(step: &str) -> bool {
    // A studio has few artists; the full-text index calls its own search a scan.
    let accepted = step == "SCAN artists" || step.contains("VIRTUAL TABLE INDEX");
    !accepted && (step.contains("SCAN") || step.contains("TEMP B-TREE FOR"))
}

/// Plans, each with what goes that way.
#[derive(Default)]
struct Plans(Vec<(String, Vec<String>)>);

impl Plans {
    /// Adds the plans of what `act` runs; dear steps that begin as `also` says are meant.
    fn add(
        &mut self,
        file: &mut Filled,
        label: &str,
        also: &[&str],
        act: impl FnOnce(&mut SqliteConnection),
    ) {
        let plan = plan_of(file, label, also, act);
        match self.0.iter_mut().find(|(known, _)| *known == plan) {
            Some((_, labels)) => labels.push(label.to_owned()),
            None => self.0.push((plan, vec![label.to_owned()])),
        }
    }

    fn text(&self) -> String {
        let blocks = self.0.iter().map(|(plan, labels)| format!("{}\n{plan}", labels.join("\n")));
        blocks.collect::<Vec<_>>().join("\n")
    }
}

/// The plans of what `act` runs, each once.
fn plan_of(file: &mut Filled, label: &str, also: &[&str], act: impl FnOnce(&mut SqliteConnection)) -> String {
    let mut text = String::new();
    let mut seen = BTreeSet::new();
    for statement in file.statements(act) {
        if !seen.insert(statement.clone()) {
            continue;
        }
        let steps = file.plan(&statement);
        for step in steps.iter().filter(|step| is_dear(step)) {
            let meant = also.iter().any(|accepted| step.starts_with(accepted));
            assert!(meant, "{label}: {step}\n{statement}\n{steps:#?}");
        }
        let line = format!("    {}\n", steps.join("; "));
        if !steps.is_empty() && !text.contains(&line) {
            text += &line;
        }
    }
    text
}

fn cursors(sort: ClientSort) -> Vec<(&'static str, Option<CursorKey>)> {
    let mut all = vec![("first page", None)];
    match sort {
        ClientSort::Name => all.push(("after a name", Some(CursorKey::Text("client c".to_owned())))),
        ClientSort::Registered => all.push(("after a date", Some(CursorKey::At(5_000)))),
        ClientSort::Next | ClientSort::Last => {
            all.push(("after a date", Some(CursorKey::At(NOW.millis()))));
            all.push(("after a missing date", Some(CursorKey::Missing)));
        }
    }
    all
}

/// Every shape that a list query takes without a search.
fn lists(file: &mut Filled, plans: &mut Plans) {
    for sort in ClientSort::ALL {
        for order in Order::ALL {
            for status in [Some(ClientStatus::Active), Some(ClientStatus::Archived)] {
                for (artist, upcoming, rows) in [
                    (false, false, Rows::All),
                    (true, false, Rows::All),
                    (false, true, Rows::All),
                    (true, true, Rows::All),
                    (false, false, Rows::Of(ARTIST)),
                ] {
                    for (place, key) in cursors(*sort) {
                        let query = ClientQuery {
                            status,
                            artist: artist.then_some(ArtistId::new(2)),
                            upcoming,
                            sort: *sort,
                            order: *order,
                            after: key.map(|key| ClientCursor { key, id: ClientId::new(70) }),
                            ..ClientQuery::default()
                        };
                        let label = format!(
                            "list by {sort} {order}, {}{}{}{}, {place}",
                            status.map_or("all", ClientStatus::code),
                            if artist { ", of an artist" } else { "" },
                            if upcoming { ", upcoming" } else { "" },
                            if rows == Rows::All { "" } else { ", own" },
                        );
                        plans.add(file, &label, &[], |conn| {
                            page(conn, &query, rows, REACH).unwrap();
                        });
                        // A walk goes the same way as the list, whatever it looks for.
                        let walk = ClientQuery { needles: needles("zz"), ..query };
                        plan_of(file, &format!("walk: {label}"), &[], |conn| {
                            page(conn, &walk, rows, REACH).unwrap();
                        });
                    }
                }
            }
        }
    }
}

fn searches(file: &mut Filled, plans: &mut Plans) {
    for (label, artist, upcoming, rows) in [
        ("search", false, false, Rows::All),
        ("search of an artist", true, false, Rows::All),
        ("search, upcoming", false, true, Rows::All),
        ("search, own", false, false, Rows::Of(ARTIST)),
    ] {
        let query = ClientQuery {
            needles: needles("client ink_17 600.100.017"),
            artist: artist.then_some(ArtistId::new(2)),
            upcoming,
            status: None,
            ..ClientQuery::default()
        };
        plans.add(file, label, &[], |conn| {
            assert_eq!(
                page(conn, &query, Rows::All, REACH).unwrap().items.len(),
                usize::from(!artist && !upcoming)
            );
            page(conn, &query, rows, REACH).unwrap();
        });
    }
}

/// What is asked inside a transaction of the operator.
fn others(file: &mut Filled, plans: &mut Plans) {
    let client = ClientId::new(4);
    plans.add(file, "filling in a page", &[], |conn| {
        let mut found = page(conn, &ClientQuery::default(), Rows::All, REACH).unwrap();
        name_artists(conn, &mut found.items).unwrap();
        mark_own(conn, &mut found.items, ARTIST).unwrap();
        assert!(found.items.iter().any(|row| row.mine) && found.items.iter().any(|row| !row.mine));
    });
    plans.add(file, "whose is it", &[], |conn| {
        let ana = Visit { now: NOW, origin: Origin::CLI, request_id: "r".to_owned() };
        let ana = ana.by(Who::User(studio_domain::UserId::new(1)));
        let mut tx: Tx<'_, Read> = Tx::begin(conn, &ana).unwrap();
        for id in 1..=8 {
            tx.client(ClientId::new(id)).unwrap();
        }
        tx.client_by_legacy(7).unwrap();
    });
    plans.add(file, "card", &[], |conn| {
        let mut tx: Tx<'_, Read> = Tx::begin(conn, &operator()).unwrap();
        let scope = tx.client(client).unwrap();
        let may = tx.authorize::<ViewClient>(&scope).unwrap();
        tx.client_card(&may).unwrap();
    });
    plans.add(file, "duplicates", &[], |conn| {
        let mut tx: Tx<'_, Read> = Tx::begin(conn, &operator()).unwrap();
        let may = tx.authorize_list::<ListClients>().unwrap();
        let probe = DuplicateProbe {
            name: "Client e 4".to_owned(),
            phone: Some("600 100004".to_owned()),
            phone_e164: Some("+34600100004".to_owned()),
            phone_also: vec!["600100004".to_owned()],
            email: Some("MAIL4@example.org".to_owned()),
            instagram: Some("Ink_4".to_owned()),
            birth_date: Some("1990-01-05".to_owned()),
            except: None,
        };
        assert!(tx.duplicates(&may, &probe).unwrap().iter().any(|found| found.by.len() == 4));
    });
    for (label, before) in
        [("notes", None), ("older notes", Some((Timestamp::from_millis(400), NoteId::new(1_300))))]
    {
        plans.add(file, label, &[], |conn| {
            let mut tx: Tx<'_, Read> = Tx::begin(conn, &operator()).unwrap();
            let scope = tx.client(client).unwrap();
            let may = tx.authorize::<ReadNotes>(&scope).unwrap();
            assert_eq!(tx.notes(&may, before).unwrap().items.len(), 50);
        });
    }
    plans.add(file, "tick", &[], |conn| {
        assert!(index::tick(conn, NOW.plus(std::time::Duration::from_secs(86_400))).unwrap() > 0);
    });
    plans.add(file, "saving", &[], |conn| {
        let mut tx: Tx<'_, Write> = Tx::begin(conn, &operator()).unwrap();
        let studio = tx.studio();
        let may = tx.authorize::<AddClient>(&studio).unwrap();
        let new = NewClient {
            name: PersonName::parse("New One").unwrap(),
            phone: Some(Phone::parse("600 555 555").unwrap()),
            more: ClientEdit { birth_date: Some(None), ..ClientEdit::default() },
            legacy_id: None,
            created_at: None,
        };
        let id = tx.add_client(&may, &new).unwrap();
        let scope = tx.client(id).unwrap();
        let may = tx.authorize::<EditClient>(&scope).unwrap();
        let version = tx.edit_client(&may, Version::FIRST, &new.more).unwrap();
        tx.archive_client(&may, version, true).unwrap();
    });
    // Who has several records has few rows: they are put in order in memory.
    let several = ["USE TEMP B-TREE FOR ORDER BY"];
    plans.add(file, "merging and deleting", &several, |conn| {
        let mut tx: Tx<'_, Write> = Tx::begin(conn, &operator()).unwrap();
        let studio = tx.studio();
        let may = tx.authorize::<AddClient>(&studio).unwrap();
        let new = NewClient {
            name: PersonName::parse("New Two").unwrap(),
            phone: Some(Phone::parse("600 555 556").unwrap()),
            more: ClientEdit::default(),
            legacy_id: None,
            created_at: None,
        };
        let [lone, other] = [(); 2].map(|()| tx.add_client(&may, &new).unwrap());
        let (keeps, gives) = (tx.client(client).unwrap(), tx.client(other).unwrap());
        let keep = tx.authorize::<MergeClients>(&keeps).unwrap();
        let give = tx.authorize::<MergeClients>(&gives).unwrap();
        let versions = MergeVersions { kept: keeps.version(), other: gives.version() };
        let sides: Vec<_> = MergeField::ALL.iter().map(|field| (*field, MergeSide::Other)).collect();
        tx.merge_clients(&keep, &give, versions, &sides).unwrap();
        let scope = tx.client(lone).unwrap();
        let view = tx.authorize::<ViewClient>(&scope).unwrap();
        tx.client_counts(&view).unwrap();
        tx.client_holdings(&view).unwrap();
        let may = tx.authorize::<DeleteClient>(&scope).unwrap();
        tx.delete_client(&may, scope.version()).unwrap();
    });
    plans.add(file, "notes of several records", &several, |conn| {
        let mut tx: Tx<'_, Read> = Tx::begin(conn, &operator()).unwrap();
        let scope = tx.client(client).unwrap();
        let may = tx.authorize::<ReadNotes>(&scope).unwrap();
        assert_eq!(tx.notes(&may, None).unwrap().items.len(), 50);
    });
    // Nobody waits for these two: they look at every client, and say so.
    let whole = ["SCAN clients", "SCAN client_index", several[0]];
    plans.add(file, "comparing and making the index", &whole, |conn| {
        assert_eq!(
            index::compare(conn, NOW.plus(std::time::Duration::from_secs(86_400))).unwrap().0.wrong,
            0
        );
        assert_eq!(index::create_missing(conn, NOW).unwrap(), 0);
    });
    // Last, since it leaves rows that the index does not know.
    file.conn
        .batch_execute(
            "UPDATE client_index SET phone_digits = '34600100001' WHERE client_id < 60;
         UPDATE clients SET email = 'same@example.org', instagram = 'same' WHERE id BETWEEN 1440 AND 1450",
        )
        .unwrap();
    plans.add(file, "duplicates of the studio", &[], |conn| {
        let mut tx: Tx<'_, Read> = Tx::begin(conn, &operator()).unwrap();
        let may = tx.authorize_list::<ListClients>().unwrap();
        let found = tx.duplicate_groups(&may, None).unwrap().items;
        assert_eq!(found.len(), 3);
        assert_eq!(tx.duplicate_groups(&may, Some(&found[1].cursor)).unwrap().items, found[2..]);
    });
}

#[test]
fn every_query_takes_an_index_that_fits() {
    let mut file = Filled::with(1_500);
    let found = all(&mut file);
    assert!(
        found == include_str!("../../../../tests/golden/client-plans.txt"),
        "plans have changed; if that is meant, make this tests/golden/client-plans.txt:\n{found}"
    );

    file.conn.batch_execute("ANALYZE").unwrap();
    let analysed = all(&mut file);
    let differing: Vec<(&str, &str)> = found.lines().zip(analysed.lines()).filter(|(a, b)| a != b).collect();
    assert_eq!(differing, [], "after ANALYZE");
    assert_eq!(found.len(), analysed.len());
}

fn all(file: &mut Filled) -> String {
    let mut plans = Plans::default();
    file.conn.batch_execute("BEGIN").unwrap();
    lists(file, &mut plans);
    searches(file, &mut plans);
    others(file, &mut plans);
    file.conn.batch_execute("ROLLBACK").unwrap();
    plans.text()
}
