//! Records that stand for one person: the one that is kept, and those that were merged into it. Their rows keep their ids, and are read
//! through the kept one.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::ClientId;

use crate::actions::{Client, ViewClient};
use crate::error::{Error, Result};
use crate::guard::{Permit, Row as _};
use crate::schema::{
    age_checks, appointments, client_photos, clients, consents, corrections, notes, portfolio_items,
    screenings,
};
use crate::tx::Tx;

/// The records whose rows are a client's, the kept one first. Most clients have just that one.
///
/// Whatever asks for rows that hang on a client asks for those of all of these; a test looks for queries that don't.
pub(crate) fn whole(conn: &mut SqliteConnection, kept: i64) -> Result<Vec<i64>> {
    let mut ids = vec![kept];
    ids.extend(of(conn, kept)?);
    Ok(ids)
}

/// The records that were merged into one.
pub(crate) fn of(conn: &mut SqliteConnection, kept: i64) -> Result<Vec<i64>> {
    Ok(clients::table
        .filter(clients::merged_into.eq(kept))
        .order(clients::id)
        .select(clients::id)
        .load(conn)?)
}

/// Narrows a boxed query to the rows of these records. One value that is bound keeps the statement prepared; a list does not, nor does it
/// take the order of the index.
macro_rules! of_whole {
    ($query:expr, $column:expr, $ids:expr) => {
        match &$ids[..] {
            [one] => $query.filter($column.eq(*one)),
            several => $query.filter($column.eq_any(several.to_vec())),
        }
    };
}
pub(crate) use of_whole;

/// How many rows hang on a client. Numbers only: what is in them takes the permit of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClientCounts {
    /// Appointments, cancelled ones too.
    pub appointments: u64,
    /// Health screenings.
    pub screenings: u64,
    /// Consents, as events.
    pub consents: u64,
    /// Notes.
    pub notes: u64,
    /// Records that were merged into this one before.
    pub merged: u64,
    /// Photos: one or none.
    pub photos: u64,
    /// Corrections of the record, decided ones too.
    pub corrections: u64,
    /// Looks at documents that say how old the client is.
    pub age_checks: u64,
    /// Pieces of portfolios that show the client, removed ones too.
    pub portfolio_items: u64,
}

macro_rules! rows_of {
    ($conn:expr, $table:ident, $ids:expr) => {{
        let count: i64 =
            of_whole!($table::table.into_boxed(), $table::client_id, $ids).count().get_result($conn)?;
        u64::try_from(count).unwrap_or_default()
    }};
}

impl<'tx, M> Tx<'tx, M> {
    /// The record that one was merged into; `None`: it stands for itself.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn merged_into(&mut self, id: ClientId) -> Result<Option<ClientId>> {
        let found: Option<Option<i64>> =
            clients::table.find(id.get()).select(clients::merged_into).get_result(self.conn).optional()?;
        let kept = found.ok_or_else(|| Error::not_found(Client::KIND, id))?;
        Ok(kept.map(ClientId::new))
    }

    /// How much hangs on a client.
    ///
    /// # Errors
    /// If the database fails.
    pub fn client_counts(&mut self, may: &Permit<'tx, ViewClient>) -> Result<ClientCounts> {
        let ids = whole(self.conn, may.id.get())?;
        Ok(ClientCounts {
            appointments: rows_of!(self.conn, appointments, ids),
            screenings: rows_of!(self.conn, screenings, ids),
            consents: rows_of!(self.conn, consents, ids),
            notes: rows_of!(self.conn, notes, ids),
            merged: u64::try_from(ids.len().saturating_sub(1)).unwrap_or_default(),
            photos: rows_of!(self.conn, client_photos, ids),
            corrections: rows_of!(self.conn, corrections, ids),
            age_checks: rows_of!(self.conn, age_checks, ids),
            portfolio_items: rows_of!(self.conn, portfolio_items, ids),
        })
    }
}
