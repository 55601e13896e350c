//! The list of appointments: one page at a time, by any of its sorts, paged by key.
//!
//! By start a page is read from the index up to where it ends. The other sorts are of names that are no part of the appointment: everything in
//! the range is read and sorted here, which is why a range has a limit.

use std::cmp::Ordering;

use diesel::prelude::*;
use studio_domain::agenda::AgendaSort;
use studio_domain::{AppointmentId, Order, Timestamp, sort_key};

use super::{AgendaAppointment, AgendaRange, Columns, Reach, columns, fits, kept_names, within};
use crate::actions::SeeAgenda;
use crate::error::Result;
use crate::guard::ListPermit;
use crate::schema::{appointments, artists, clients};
use crate::tx::Tx;

/// Rows that are read for one page at the most, when a search or a status finds few.
const LOOK: usize = 20_000;
/// Rows that are read at a time.
const STEP: usize = 500;

/// What to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaListQuery {
    /// Of which time, with the filters.
    pub range: AgendaRange,
    /// By what.
    pub sort: AgendaSort,
    /// Which end first.
    pub order: Order,
    /// Rows a page, 1 to 200.
    pub limit: usize,
    /// Where the page before ended.
    pub after: Option<AgendaCursor>,
}

/// Where a page ended: sort key, start and id of its last row. It holds even if that row goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AgendaCursor {
    /// Key of the sort; empty where that is the start.
    pub key: String,
    /// Start.
    pub starts_at: Timestamp,
    /// Id.
    pub id: AppointmentId,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaListPage {
    /// The rows. In a search a page may be short although more follow.
    pub items: Vec<AgendaAppointment>,
    /// Where the next page begins; `None`: there is none.
    pub next: Option<AgendaCursor>,
}

fn cursor(one: &AgendaAppointment, key: String) -> AgendaCursor {
    AgendaCursor { key, starts_at: one.starts_at, id: one.id }
}

fn compare(a: &AgendaCursor, b: &AgendaCursor, order: Order) -> Ordering {
    match order {
        Order::Asc => a.cmp(b),
        Order::Desc => b.cmp(a),
    }
}

impl<'tx, M> Tx<'tx, M> {
    /// One page of the appointments that begin in a range.
    ///
    /// # Errors
    /// If the database fails.
    pub fn list_agenda(
        &mut self,
        may: &ListPermit<'tx, SeeAgenda>,
        query: &AgendaListQuery,
    ) -> Result<AgendaListPage> {
        let limit = query.limit.clamp(1, 200);
        if query.sort == AgendaSort::Start {
            return self.listed_by_start(may, query, limit);
        }
        let mut sql = begun(may, &query.range);
        sql = sql.order((appointments::starts_at, appointments::id));
        let rows: Vec<Columns> = sql.select(columns!()).load(self.conn)?;
        let names = self.artist_keys(query.sort)?;
        let mut all = Vec::new();
        for one in self.agenda_seen_all(rows)? {
            if !fits(&query.range, &one) {
                continue;
            }
            let key = match query.sort {
                AgendaSort::Client => sort_key(&one.client.name),
                AgendaSort::Artist => {
                    let name = names.iter().find(|(id, _)| *id == one.artist.get());
                    name.map(|(_, key)| key.clone()).unwrap_or_default()
                }
                AgendaSort::Status => format!("{}", one.status as u8),
                AgendaSort::Start => String::new(),
            };
            all.push((cursor(&one, key), one));
        }
        if let Some(after) = &query.after {
            all.retain(|(at, _)| compare(at, after, query.order).is_gt());
        }
        all.sort_unstable_by(|(a, _), (b, _)| compare(a, b, query.order));
        let more = all.len() > limit;
        all.truncate(limit);
        let next = all.last().filter(|_| more).map(|(at, _)| at.clone());
        Ok(AgendaListPage { items: all.into_iter().map(|(_, one)| one).collect(), next })
    }

    fn listed_by_start(
        &mut self,
        may: &ListPermit<'tx, SeeAgenda>,
        query: &AgendaListQuery,
        limit: usize,
    ) -> Result<AgendaListPage> {
        let mut items: Vec<AgendaAppointment> = Vec::new();
        let mut after = query.after.clone();
        let mut looked = 0_usize;
        loop {
            let mut sql = begun(may, &query.range);
            if let Some(AgendaCursor { starts_at, id, .. }) = &after {
                let (at, id) = (starts_at.millis(), id.get());
                sql = match query.order {
                    Order::Asc => sql
                        .filter(appointments::starts_at.ge(at))
                        .filter(appointments::starts_at.gt(at).or(appointments::id.gt(id))),
                    Order::Desc => sql
                        .filter(appointments::starts_at.le(at))
                        .filter(appointments::starts_at.lt(at).or(appointments::id.lt(id))),
                };
            }
            sql = match query.order {
                Order::Asc => sql.order((appointments::starts_at.asc(), appointments::id.asc())),
                Order::Desc => sql.order((appointments::starts_at.desc(), appointments::id.desc())),
            };
            let rows: Vec<Columns> = sql
                .select(columns!())
                .load_iter::<Columns, diesel::connection::DefaultLoadingMode>(self.conn)?
                .take(STEP)
                .collect::<QueryResult<_>>()?;
            let whole = rows.len() < STEP;
            looked = looked.saturating_add(rows.len());
            for one in self.agenda_seen_all(rows)? {
                after = Some(cursor(&one, String::new()));
                if fits(&query.range, &one) {
                    items.push(one);
                }
                if items.len() > limit {
                    items.truncate(limit);
                    let next = items.last().map(|one| cursor(one, String::new()));
                    return Ok(AgendaListPage { items, next });
                }
            }
            if whole {
                return Ok(AgendaListPage { items, next: None });
            }
            if looked >= LOOK {
                return Ok(AgendaListPage { items, next: after });
            }
        }
    }

    fn agenda_seen_all(&mut self, rows: Vec<Columns>) -> Result<Vec<AgendaAppointment>> {
        let kept = kept_names(self.conn, &rows)?;
        rows.into_iter().map(|row| self.agenda_seen(row, &kept)).collect()
    }

    /// Keys by which artists are sorted.
    fn artist_keys(&mut self, sort: AgendaSort) -> Result<Vec<(i64, String)>> {
        if sort != AgendaSort::Artist {
            return Ok(Vec::new());
        }
        Ok(artists::table.select((artists::id, artists::name_key)).load(self.conn)?)
    }
}

/// The appointments that begin in a range: each belongs to one day of a list.
fn begun<'q>(may: &ListPermit<'_, SeeAgenda>, range: &AgendaRange) -> super::Joined<'q> {
    within(range, may.rows, Reach::Usual).filter(appointments::starts_at.ge(range.from.millis()))
}
