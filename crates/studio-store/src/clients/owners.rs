//! Whose client it is: read from the rows, in the transaction of the act.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{AppointmentStatus, ArtistId, ClientId};
use studio_policy::Ownership;

use super::merged::whole;
use crate::actions::Client;
use crate::capped::CappedDsl;
use crate::error::{Error, Result};
use crate::guard::{Row as _, Scope};
use crate::schema::{appointments, clients};
use crate::tx::Tx;

/// A client belongs to the artist who is preferred, and to each artist who has an appointment with the client that is not cancelled.
pub(crate) fn is_of(conn: &mut SqliteConnection, client: i64, artist: ArtistId) -> Result<bool> {
    let preferred: Option<i64> = clients::table
        .filter(clients::id.eq(client))
        .filter(clients::preferred_artist_id.eq(artist.get()))
        .select(clients::id)
        .get_result(conn)
        .optional()?;
    if preferred.is_some() {
        return Ok(true);
    }
    for id in whole(conn, client)? {
        let met: Vec<i64> = appointments::table
            .filter(appointments::client_id.eq(id))
            .filter(appointments::artist_id.eq(artist.get()))
            .filter(appointments::status.ne(AppointmentStatus::Cancelled.code()))
            .select(appointments::id)
            .capped::<1>()
            .load(conn)?;
        if !met.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

impl<'tx, M> Tx<'tx, M> {
    /// A client that exists. The id of a record that was merged into another one leads to that one.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn client(&mut self, id: ClientId) -> Result<Scope<'tx, Client>> {
        let found: Option<(i64, Option<i64>)> = clients::table
            .find(id.get())
            .select((clients::version, clients::merged_into))
            .get_result(self.conn)
            .optional()?;
        let (version, merged_into) = found.ok_or_else(|| Error::not_found(Client::KIND, id))?;
        if let Some(kept) = merged_into {
            // It points nowhere itself: the file sees to that.
            return self.client(ClientId::new(kept));
        }
        let ownership = match self.acting.artist {
            Some(artist) if is_of(self.conn, id.get(), artist)? => Ownership::Mine,
            _ => Ownership::Theirs,
        };
        Ok(self.scope(id, ownership, version))
    }

    /// The client that had this id in the application that the studio moved from.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn client_by_legacy(&mut self, legacy: i64) -> Result<Scope<'tx, Client>> {
        let found: Option<i64> = clients::table
            .filter(clients::legacy_id.eq(legacy))
            .select(clients::id)
            .get_result(self.conn)
            .optional()?;
        let id = found.ok_or_else(|| Error::not_found(Client::KIND, format!("legacy {legacy}")))?;
        self.client(ClientId::new(id))
    }
}
