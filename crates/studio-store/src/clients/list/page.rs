//! One page, by whichever way is right for what was asked.

use diesel::sqlite::SqliteConnection;

use super::rows::{Placed, mark_own, name_artists, next_rows, rows_at};
use super::walk::{segments, sides, walk};
use super::{ClientCursor, ClientPage, ClientQuery, Keys, compare, find};
use crate::actions::{ExportClients, ListClients};
use crate::error::Result;
use crate::guard::{ListPermit, Rows};
use crate::tx::Tx;

/// How far the search for one page reaches.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    /// Finds of the full-text index that are sorted here; more are looked for by walking.
    pub(super) finds: usize,
    /// Rows of each side that a walk looks at.
    pub(super) look: usize,
}

const REACH: Reach = Reach { finds: find::FINDS, look: 20_000 };
/// The most rows a page.
const MOST: usize = 200;

impl<'tx, M> Tx<'tx, M> {
    /// One page of clients.
    ///
    /// # Errors
    /// If the database fails.
    pub fn list_clients(
        &mut self,
        may: &ListPermit<'tx, ListClients>,
        query: &ClientQuery,
    ) -> Result<ClientPage> {
        self.page_of_clients(may.rows, query)
    }

    /// The same rows for an export.
    ///
    /// # Errors
    /// If the database fails.
    pub fn export_clients(
        &mut self,
        may: &ListPermit<'tx, ExportClients>,
        query: &ClientQuery,
    ) -> Result<ClientPage> {
        self.page_of_clients(may.rows, query)
    }

    /// Says in the log of which view an export is.
    pub fn exporting(&mut self, may: &ListPermit<'tx, ExportClients>, view: &[(&'static str, String)]) {
        for (name, value) in view {
            self.detail_of(may.entry, name, value.as_str());
        }
    }

    /// Says in the log how many rows an export had.
    pub fn exported(&mut self, may: &ListPermit<'tx, ExportClients>, rows: u64) {
        self.detail_of(may.entry, "rows", rows);
    }

    fn page_of_clients(&mut self, rows: Rows, query: &ClientQuery) -> Result<ClientPage> {
        let query = ClientQuery { limit: query.limit.clamp(1, MOST), ..query.clone() };
        let mut page = page(self.conn, &query, rows, REACH)?;
        name_artists(self.conn, &mut page.items)?;
        if let Some(artist) = self.acting.artist {
            mark_own(self.conn, &mut page.items, artist)?;
        }
        Ok(page)
    }
}

/// Names of artists and whose the rows are come later.
pub(super) fn page(
    conn: &mut SqliteConnection,
    query: &ClientQuery,
    rows: Rows,
    reach: Reach,
) -> Result<ClientPage> {
    if query.needles.is_empty() {
        return listed(conn, query, rows);
    }
    if let Some(expression) = find::expression(&query.needles)
        && let Some(found) = find::ids(conn, &expression, reach.finds)?
    {
        let hits = find::sorted(conn, query, rows, &found)?;
        return shown(conn, query, hits, None);
    }
    walked(conn, query, rows, reach.look)
}

/// Without a search: the first rows of each side, merged.
fn listed(conn: &mut SqliteConnection, query: &ClientQuery, rows: Rows) -> Result<ClientPage> {
    let mut placed: Vec<Placed> = Vec::new();
    for archived in sides(query.status) {
        let mut side = Vec::new();
        for segment in segments(query) {
            if side.len() <= query.limit {
                side.append(&mut next_rows(conn, query, rows, *archived, *segment)?);
            }
        }
        placed.append(&mut side);
    }
    if sides(query.status).len() > 1 {
        placed.sort_by(|(a, _), (b, _)| compare(&a.cursor(query.sort), &b.cursor(query.sort), query.order));
    }
    let more = placed.len() > query.limit;
    placed.truncate(query.limit);
    let next = placed.last().filter(|_| more).map(|(keys, _)| keys.cursor(query.sort));
    Ok(ClientPage { items: placed.into_iter().map(|(_, row)| row).collect(), next })
}

/// A search by walking each side; what lies behind the place where either side stopped is left to the next page.
fn walked(conn: &mut SqliteConnection, query: &ClientQuery, rows: Rows, look: usize) -> Result<ClientPage> {
    let mut hits = Vec::new();
    let mut stopped: Option<ClientCursor> = None;
    for archived in sides(query.status) {
        let mut side = walk(conn, query, rows, *archived, look)?;
        hits.append(&mut side.hits);
        stopped = match (stopped, side.stopped_at) {
            (Some(a), Some(b)) if compare(&b, &a, query.order).is_lt() => Some(b),
            (Some(a), _) => Some(a),
            (None, b) => b,
        };
    }
    hits.sort_by(|a, b| compare(&a.cursor(query.sort), &b.cursor(query.sort), query.order));
    if let Some(stopped) = &stopped {
        hits.retain(|hit| compare(&hit.cursor(query.sort), stopped, query.order).is_le());
    }
    shown(conn, query, hits, stopped)
}

fn shown(
    conn: &mut SqliteConnection,
    query: &ClientQuery,
    mut hits: Vec<Keys>,
    stopped: Option<ClientCursor>,
) -> Result<ClientPage> {
    let more = hits.len() > query.limit;
    hits.truncate(query.limit);
    let next = if more { hits.last().map(|hit| hit.cursor(query.sort)) } else { stopped };
    Ok(ClientPage { items: rows_at(conn, &hits)?, next })
}
