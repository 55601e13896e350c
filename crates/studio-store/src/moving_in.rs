//! Moving in: rows that were made elsewhere, with their own times, authors and faults. Only by the operator, in one transaction.
//!
//! What lists need is made at the end by [`Tx::finish_moving_in`]: an import that forgets it leaves clients that no list shows, and
//! `doctor` says so.

mod known;

use diesel::prelude::*;
use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, BasisPoints, Cents, ClientId, ConsentAct, ConsentKind,
    NoteText, ScreeningId, Setting, Timestamp, UserId,
};

use crate::actions::ImportLegacy;
use crate::artists::NewArtist;
use crate::clients::{NewClient, index, insert};
use crate::error::Result;
use crate::guard::Permit;
use crate::notes;
use crate::schema::{appointments, artists, clients, consents, screenings, users};
use crate::tx::{Tx, Write};
use crate::users::NewUser;

pub use known::{Blocked, Booked, Known};

/// An account that moves in.
#[derive(Debug, Clone)]
pub struct MovedUser {
    /// The account; its password hash is the one that it had.
    pub new: NewUser,
    /// Whether it can sign in.
    pub active: bool,
    /// Whether its password is known to be shorter than today's rule. Of a hash that is not known before its first sign-in.
    pub short_password: bool,
    /// Its id there.
    pub legacy_id: i64,
    /// Last sign-in there.
    pub last_sign_in_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
}

/// An appointment that moves in, as it was kept: overlaps and impossible lengths included.
#[derive(Debug, Clone)]
pub struct MovedAppointment {
    /// Client, here.
    pub client: ClientId,
    /// Artist, here.
    pub artist: ArtistId,
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
    /// Status.
    pub status: AppointmentStatus,
    /// What was to be done.
    pub service: String,
    /// Price.
    pub price: Option<Cents>,
    /// Commission agreed for this appointment alone.
    pub commission_override: Option<BasisPoints>,
    /// Its id there; `None` for data that has no other home.
    pub legacy_id: Option<i64>,
    /// Kept as it was although rules of today would refuse it.
    pub imported: bool,
}

/// A consent recorded before the move, without text or signature.
#[derive(Debug, Clone, Copy)]
pub struct MovedConsent {
    /// Client, here.
    pub client: ClientId,
    /// To what.
    pub kind: ConsentKind,
    /// What was said.
    pub act: ConsentAct,
    /// When, as far as is known.
    pub recorded_at: Timestamp,
}

impl<'tx> Tx<'tx, Write> {
    /// An artist, with the rate that held there.
    ///
    /// # Errors
    /// If the database fails.
    pub fn move_artist(
        &mut self,
        may: &Permit<'tx, ImportLegacy>,
        new: &NewArtist,
        active: bool,
        legacy_id: Option<i64>,
        rate: Option<(chrono::NaiveDate, BasisPoints)>,
    ) -> Result<ArtistId> {
        let id = self.insert_artist(new)?;
        diesel::update(artists::table.find(id.get()))
            .set((artists::active.eq(active), artists::legacy_id.eq(legacy_id), artists::version.eq(1)))
            .execute(self.conn)?;
        if let Some((from, rate)) = rate {
            self.insert_rate(id, from, rate)?;
        }
        self.count(may, "artists");
        Ok(id)
    }

    /// An account.
    ///
    /// # Errors
    /// If the database fails.
    pub fn move_user(&mut self, may: &Permit<'tx, ImportLegacy>, moved: &MovedUser) -> Result<UserId> {
        let id = crate::users::insert(self.conn, &moved.new, moved.created_at.unwrap_or(self.facts.at))?;
        diesel::update(users::table.find(id.get()))
            .set((
                users::active.eq(moved.active),
                users::password_is_short.eq(moved.short_password),
                users::legacy_id.eq(moved.legacy_id),
                users::last_sign_in_at.eq(moved.last_sign_in_at.map(Timestamp::millis)),
                users::version.eq(1),
            ))
            .execute(self.conn)?;
        self.count(may, "users");
        Ok(id)
    }

    /// A client.
    ///
    /// # Errors
    /// If the database fails.
    pub fn move_client(
        &mut self,
        may: &Permit<'tx, ImportLegacy>,
        new: &NewClient,
        archived: bool,
    ) -> Result<ClientId> {
        let id = insert(self.conn, new, None, self.facts.at)?;
        if archived {
            let at = self.facts.at.millis();
            diesel::update(clients::table.find(id.get()))
                .set(clients::archived_at.eq(at))
                .execute(self.conn)?;
        }
        self.count(may, "clients");
        Ok(id)
    }

    /// A note, dated as it was.
    ///
    /// # Errors
    /// If the database fails.
    pub fn move_note(
        &mut self,
        may: &Permit<'tx, ImportLegacy>,
        client: ClientId,
        author: Option<UserId>,
        written_at: Timestamp,
        text: &NoteText,
    ) -> Result<()> {
        notes::insert(
            self.conn,
            &notes::NewNote { client, appointment: None, author, written_at, text, imported: true },
        )?;
        self.count(may, "notes");
        Ok(())
    }

    /// A consent.
    ///
    /// # Errors
    /// If the database fails.
    pub fn move_consent(&mut self, may: &Permit<'tx, ImportLegacy>, moved: &MovedConsent) -> Result<()> {
        diesel::insert_into(consents::table)
            .values((
                consents::client_id.eq(moved.client.get()),
                consents::kind.eq(moved.kind.code()),
                consents::act.eq(moved.act.code()),
                consents::manner.eq(studio_domain::ConsentManner::BeforeMove.code()),
                consents::recorded_at.eq(moved.recorded_at.millis()),
            ))
            .execute(self.conn)?;
        self.count(may, "consents");
        Ok(())
    }

    /// A screening, sealed by the caller for this client and moment.
    ///
    /// # Errors
    /// If the database fails.
    pub fn move_screening(
        &mut self,
        may: &Permit<'tx, ImportLegacy>,
        client: ClientId,
        answered_at: Timestamp,
        sealed: &[u8],
    ) -> Result<ScreeningId> {
        let id: i64 = diesel::insert_into(screenings::table)
            .values((
                screenings::client_id.eq(client.get()),
                screenings::answered_at.eq(answered_at.millis()),
                screenings::imported.eq(true),
                screenings::sealed.eq(sealed),
            ))
            .returning(screenings::id)
            .get_result(self.conn)?;
        self.count(may, "screenings");
        Ok(ScreeningId::new(id))
    }

    /// An appointment.
    ///
    /// # Errors
    /// If the database fails.
    pub fn move_appointment(
        &mut self,
        may: &Permit<'tx, ImportLegacy>,
        moved: &MovedAppointment,
    ) -> Result<AppointmentId> {
        let now = self.facts.at.millis();
        let id: i64 = diesel::insert_into(appointments::table)
            .values((
                appointments::client_id.eq(moved.client.get()),
                appointments::artist_id.eq(moved.artist.get()),
                appointments::starts_at.eq(moved.starts_at.millis()),
                appointments::ends_at.eq(moved.ends_at.millis()),
                appointments::status.eq(moved.status.code()),
                appointments::service.eq(&moved.service),
                appointments::price_cents.eq(moved.price.map(Cents::get)),
                appointments::commission_override_bp
                    .eq(moved.commission_override.map(|rate| i64::from(rate.get()))),
                appointments::imported.eq(moved.imported),
                appointments::legacy_id.eq(moved.legacy_id),
                appointments::created_at.eq(now),
                appointments::updated_at.eq(now),
            ))
            .returning(appointments::id)
            .get_result(self.conn)?;
        self.count(may, "appointments");
        Ok(AppointmentId::new(id))
    }

    /// A setting, in canonical text.
    ///
    /// # Errors
    /// If the database fails.
    pub fn move_setting(
        &mut self,
        may: &Permit<'tx, ImportLegacy>,
        setting: Setting,
        value: &str,
    ) -> Result<()> {
        crate::settings::put(self.conn, setting, value, self.facts.at)?;
        self.count(may, "settings");
        Ok(())
    }

    /// Makes what lists need of everything that moved in; `touched` are clients that were here before and got appointments. The last step.
    /// Answers how many clients are new.
    ///
    /// # Errors
    /// If the database fails.
    pub fn finish_moving_in(
        &mut self,
        may: &Permit<'tx, ImportLegacy>,
        touched: &[ClientId],
    ) -> Result<usize> {
        let made = index::create_missing(self.conn, self.facts.at)?;
        for client in touched {
            index::refresh(self.conn, client.get(), self.facts.at)?;
        }
        self.detail(may, "indexed", made);
        Ok(made)
    }

    /// Counts rows in the one entry that the log has of a move.
    pub(crate) fn count(&mut self, may: &Permit<'tx, ImportLegacy>, what: &str) {
        if let Some(entry) = self.entries.get_mut(may.entry) {
            entry.detail.count(what);
        }
    }
}
