//! Filling an empty studio with invented rows: what moving in does not have, because nothing of it comes from elsewhere.
//!
//! Under the permit of a move, and only where nothing is yet: a studio with people in it is never filled.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{
    ClientId, ConsentAct, ConsentKind, ConsentManner, NoteText, PinnedNote, Timestamp, UserId,
};

use crate::actions::ImportLegacy;
use crate::capped::CappedDsl;
use crate::clients::index;
use crate::error::Result;
use crate::guard::Permit;
use crate::notes;
use crate::schema::{appointments, artists, clients, consents, screenings};
use crate::tx::{Tx, Write};

fn is_bare(conn: &mut SqliteConnection) -> Result<bool> {
    let artists: Vec<i64> = artists::table.select(artists::id).capped::<1>().load(conn)?;
    let clients: Vec<i64> = clients::table.select(clients::id).capped::<1>().load(conn)?;
    let appointments: Vec<i64> = appointments::table.select(appointments::id).capped::<1>().load(conn)?;
    Ok(artists.is_empty() && clients.is_empty() && appointments.is_empty())
}

impl<'tx> Tx<'tx, Write> {
    /// Whether there is nothing besides accounts and settings: no artist, no client, no appointment.
    ///
    /// # Errors
    /// If the database fails.
    pub fn is_bare(&mut self, _may: &Permit<'tx, ImportLegacy>) -> Result<bool> {
        is_bare(self.conn)
    }

    /// The line that is always seen beside the name of a client that was just made.
    ///
    /// # Errors
    /// If the database fails.
    pub fn fill_pin(
        &mut self,
        may: &Permit<'tx, ImportLegacy>,
        client: ClientId,
        note: &PinnedNote,
    ) -> Result<()> {
        diesel::update(clients::table.find(client.get()))
            .set(clients::pinned_note.eq(note.as_str()))
            .execute(self.conn)?;
        self.count(may, "pins");
        Ok(())
    }

    /// A note, as if it had been written here at that time.
    ///
    /// # Errors
    /// If the database fails.
    pub fn fill_note(
        &mut self,
        may: &Permit<'tx, ImportLegacy>,
        client: ClientId,
        author: Option<UserId>,
        written_at: Timestamp,
        text: &NoteText,
    ) -> Result<()> {
        notes::insert(
            self.conn,
            &notes::NewNote { client, appointment: None, author, written_at, text, imported: false },
        )?;
        self.count(may, "notes");
        Ok(())
    }

    /// A consent, as if it had been recorded here from a paper form.
    ///
    /// # Errors
    /// If the database fails.
    pub fn fill_consent(
        &mut self,
        may: &Permit<'tx, ImportLegacy>,
        client: ClientId,
        (kind, act): (ConsentKind, ConsentAct),
        recorded_at: Timestamp,
        by: Option<UserId>,
    ) -> Result<()> {
        diesel::insert_into(consents::table)
            .values((
                consents::client_id.eq(client.get()),
                consents::kind.eq(kind.code()),
                consents::act.eq(act.code()),
                consents::manner.eq(ConsentManner::Paper.code()),
                consents::recorded_at.eq(recorded_at.millis()),
                consents::recorded_by.eq(by.map(UserId::get)),
            ))
            .execute(self.conn)?;
        self.count(may, "consents");
        Ok(())
    }

    /// A screening, sealed by the caller for this client and moment, as if it had been recorded here.
    ///
    /// # Errors
    /// If the database fails.
    pub fn fill_screening(
        &mut self,
        may: &Permit<'tx, ImportLegacy>,
        client: ClientId,
        answered_at: Timestamp,
        by: Option<UserId>,
        sealed: &[u8],
    ) -> Result<()> {
        diesel::insert_into(screenings::table)
            .values((
                screenings::client_id.eq(client.get()),
                screenings::answered_at.eq(answered_at.millis()),
                screenings::recorded_by.eq(by.map(UserId::get)),
                screenings::sealed.eq(sealed),
            ))
            .execute(self.conn)?;
        self.count(may, "screenings");
        Ok(())
    }

    /// Makes what lists need of these clients, which were just made and have all their appointments. So that a big studio can be filled in
    /// several transactions; the last step of each client.
    ///
    /// # Errors
    /// If the database fails.
    pub fn fill_index(&mut self, may: &Permit<'tx, ImportLegacy>, clients: &[ClientId]) -> Result<()> {
        let ids: Vec<i64> = clients.iter().map(|client| client.get()).collect();
        index::create_many(self.conn, &ids, self.facts.at)?;
        self.detail(may, "indexed", ids.len());
        Ok(())
    }
}
