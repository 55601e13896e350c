//! Walking the index of a sort from a place on.

use diesel::dsl::exists;
use diesel::helper_types::{InnerJoin, IntoBoxed, LeftJoin};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};
use diesel::sqlite::{Sqlite, SqliteConnection};
use studio_domain::{AppointmentStatus, ClientSort, ClientStatus, Order};

use super::{ClientCursor, ClientQuery, CursorKey, Keys};
use crate::error::Result;
use crate::guard::Rows;
use crate::schema::{appointments, client_index, client_photos, clients};

/// Half of a sort by a date: the rows that have it come first, those that miss it last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Segment {
    Present,
    Missing,
}

/// The segments that a list has from its cursor on, in their order.
pub(super) fn segments(query: &ClientQuery) -> &'static [Segment] {
    let behind_dates = query.after.as_ref().is_some_and(|after| after.key == CursorKey::Missing);
    match query.sort {
        ClientSort::Name | ClientSort::Registered => &[Segment::Present],
        ClientSort::Next if query.upcoming && behind_dates => &[],
        ClientSort::Next if query.upcoming => &[Segment::Present],
        ClientSort::Next | ClientSort::Last if behind_dates => &[Segment::Missing],
        ClientSort::Next | ClientSort::Last => &[Segment::Present, Segment::Missing],
    }
}

/// The archived flags that a status covers.
pub(super) fn sides(status: Option<ClientStatus>) -> &'static [bool] {
    match status {
        Some(ClientStatus::Active) => &[false],
        Some(ClientStatus::Archived) => &[true],
        None => &[false, true],
    }
}

// Keeps SQLite from looking for rows by the column behind it.
diesel::prefix_operator!(Aside, "+", Nullable<BigInt>, backend: Sqlite);
// The same of a column that is always there.
diesel::prefix_operator!(Straight, "+", BigInt, backend: Sqlite);

/// The filters that do not depend on the sort.
macro_rules! narrowed {
    ($base:expr, $query:expr, $rows:expr) => {{
        let mut sql = $base.into_boxed();
        if let Some(artist) = $query.artist {
            sql = sql.filter(client_index::artist_id.eq(artist.get()));
        }
        if let Rows::Of(artist) = $rows {
            let (met, preferring, merged) =
                diesel::alias!(appointments as met, clients as preferring, clients as merged);
            // With nothing but its columns asked for, SQLite takes the index by client; else that by artist, who has met thousands.
            let met = met
                .filter(met.field(appointments::client_id).eq(client_index::client_id))
                .filter(met.field(appointments::artist_id).eq(artist.get()))
                .filter(met.field(appointments::status).ne(AppointmentStatus::Cancelled.code()))
                .select(met.field(appointments::id));
            let preferring = preferring
                .filter(preferring.field(clients::id).eq(client_index::client_id))
                .filter(preferring.field(clients::preferred_artist_id).eq(artist.get()));
            // Appointments of the records that were merged into the client, which are few: from these to their appointments.
            let through = merged
                .inner_join(
                    appointments::table
                        .on(appointments::client_id.eq(merged.field(clients::id))),
                )
                .filter(merged.field(clients::merged_into).eq(client_index::client_id.nullable()))
                .filter(Straight::new(appointments::artist_id).eq(artist.get()))
                .filter(appointments::status.ne(AppointmentStatus::Cancelled.code()))
                .select(appointments::id);
            sql = sql.filter(exists(met).or(exists(preferring)).or(exists(through)));
        }
        sql
    }};
}

/// Applies filters, place and order to a query that has `client_index` in it. A macro, because the types of a query on the index alone and
/// of one joined with the record have nothing in common that could be named.
macro_rules! ordered {
    ($base:expr, $query:expr, $rows:expr, $archived:expr, $segment:expr) => {{
        let query: &ClientQuery = $query;
        let mut sql = narrowed!($base, query, $rows).filter(client_index::archived.eq($archived));
        if query.upcoming {
            sql = match query.sort {
                // An index of its own.
                ClientSort::Name => sql.filter(client_index::next_at.is_not_null()),
                // The segment says so already; twice would draw SQLite away from the index of the artist.
                ClientSort::Next => sql,
                // Nor is it to gather all of them and sort: the index of the sort has the first ones soon.
                ClientSort::Last | ClientSort::Registered => {
                    sql.filter(Aside::new(client_index::next_at).is_not_null())
                }
            };
        }
        let after = query.after.as_ref();
        let upward = query.order == Order::Asc;
        macro_rules! from_key {
            ($column:expr, $key:expr, $id:expr) => {
                if upward {
                    sql.filter($column.ge($key)).filter($column.gt($key).or(client_index::client_id.gt($id)))
                } else {
                    sql.filter($column.le($key)).filter($column.lt($key).or(client_index::client_id.lt($id)))
                }
            };
        }
        macro_rules! in_order {
            ($column:expr) => {
                if upward {
                    sql.order(($column.asc(), client_index::client_id.asc()))
                } else {
                    sql.order(($column.desc(), client_index::client_id.desc()))
                }
            };
        }
        macro_rules! by_date {
            ($column:expr) => {{
                sql = match ($segment, after.map(|after| (&after.key, after.id.get()))) {
                    (Segment::Present, Some((CursorKey::At(at), id))) => from_key!($column, *at, id),
                    (Segment::Present, _) => sql.filter($column.is_not_null()),
                    (Segment::Missing, Some((CursorKey::Missing, id))) if upward => {
                        sql.filter($column.is_null()).filter(client_index::client_id.gt(id))
                    }
                    (Segment::Missing, Some((CursorKey::Missing, id))) => {
                        sql.filter($column.is_null()).filter(client_index::client_id.lt(id))
                    }
                    (Segment::Missing, _) => sql.filter($column.is_null()),
                };
                in_order!($column)
            }};
        }
        match query.sort {
            ClientSort::Name => {
                if let Some(ClientCursor { key: CursorKey::Text(name), id }) = after {
                    sql = from_key!(client_index::name_key, name.as_str(), id.get());
                }
                in_order!(client_index::name_key)
            }
            ClientSort::Registered => {
                if let Some(ClientCursor { key: CursorKey::At(at), id }) = after {
                    sql = from_key!(client_index::created_at, *at, id.get());
                }
                in_order!(client_index::created_at)
            }
            ClientSort::Next => by_date!(client_index::next_at),
            ClientSort::Last => by_date!(client_index::last_at),
        }
    }};
}

/// Rows of the index alone, in order; for a walk that tests the search text.
fn of_index(
    query: &ClientQuery,
    rows: Rows,
    archived: bool,
    segment: Segment,
) -> IntoBoxed<'_, client_index::table, Sqlite> {
    ordered!(client_index::table, query, rows, archived, segment)
}

/// A row of the index with the record and, if there is one, the photo.
type WithRecord = LeftJoin<InnerJoin<clients::table, client_index::table>, client_photos::table>;

/// Rows of the index with their records and photos, in order; what a list shows.
pub(super) fn with_records(
    query: &ClientQuery,
    rows: Rows,
    archived: bool,
    segment: Segment,
) -> IntoBoxed<'_, WithRecord, Sqlite> {
    let all = clients::table.inner_join(client_index::table).left_join(client_photos::table);
    ordered!(all, query, rows, archived, segment)
}

/// Rows of these ids that pass the filters; in no order.
pub(super) fn of_ids<'q>(
    query: &'q ClientQuery,
    rows: Rows,
    ids: &'q [i64],
) -> IntoBoxed<'q, client_index::table, Sqlite> {
    let sql = narrowed!(client_index::table, query, rows).filter(client_index::client_id.eq_any(ids));
    if query.upcoming { sql.filter(client_index::next_at.is_not_null()) } else { sql }
}

type Columns = (i64, String, Option<i64>, Option<i64>, i64, String);

/// What a walk over one side found.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// The rows that fit, in order; one more than the page has, if there is one.
    pub(super) hits: Vec<Keys>,
    /// The last row whose text was tested, if there are more behind it.
    pub(super) stopped_at: Option<ClientCursor>,
}

/// Walks one side and tests each row's search text. It stops at one hit more than `limit`, which says that there is more, and before the
/// row that would be one more than `look`, at least one: so that nothing is said to follow where every row has been looked at.
pub(super) fn walk(
    conn: &mut SqliteConnection,
    query: &ClientQuery,
    rows: Rows,
    archived: bool,
    look: usize,
) -> Result<Walked> {
    let mut hits = Vec::new();
    // Kept apart from the hits, which are few.
    let mut last: Option<Keys> = None;
    let mut looked = 0_usize;
    for segment in segments(query) {
        let found = of_index(query, rows, archived, *segment)
            .select((
                client_index::client_id,
                client_index::name_key,
                client_index::next_at,
                client_index::last_at,
                client_index::created_at,
                client_index::search_text,
            ))
            .load_iter::<Columns, diesel::connection::DefaultLoadingMode>(conn)?;
        for row in found {
            let (id, name, next, last_at, registered, text) = row?;
            if looked >= look.max(1) {
                return Ok(Walked { hits, stopped_at: last.map(|keys| keys.cursor(query.sort)) });
            }
            looked = looked.saturating_add(1);
            let keys = Keys { id, name, next, last: last_at, registered };
            if query.is_met_by(&text) {
                hits.push(keys.clone());
                if hits.len() > query.limit {
                    return Ok(Walked { hits, stopped_at: Some(keys.cursor(query.sort)) });
                }
            }
            last = Some(keys);
        }
    }
    Ok(Walked { hits, stopped_at: None })
}
