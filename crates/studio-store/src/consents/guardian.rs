//! Who answers for a minor, and the appointments that a consent may be about.

use diesel::prelude::*;
use studio_domain::{AppointmentId, AppointmentStatus, ContactKind, Timestamp, UserId, Version};

use crate::actions::{Client, ReadConsents, SetGuardian};
use crate::capped::CappedDsl;
use crate::clients::merged::{of_whole, whole};
use crate::clients::{ContactEdit, save_contact};
use crate::error::Result;
use crate::guard::{Permit, Row as _};
use crate::schema::{appointments, artists, clients};
use crate::tx::{Tx, Write};
use crate::versioned::saved;

/// An appointment of a client, as far as a consent needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentBrief {
    /// Id.
    pub id: AppointmentId,
    /// Start.
    pub starts_at: Timestamp,
    /// Name of the artist.
    pub artist: String,
}

impl<'tx, M> Tx<'tx, M> {
    /// The appointments of a client that are not cancelled and end after a moment, the earliest first, at most 50.
    ///
    /// # Errors
    /// If the database fails.
    pub fn appointments_after(
        &mut self,
        may: &Permit<'tx, ReadConsents>,
        after: Timestamp,
    ) -> Result<Vec<AppointmentBrief>> {
        let whole = whole(self.conn, may.id.get())?;
        let all = appointments::table.inner_join(artists::table).into_boxed();
        let rows: Vec<(i64, i64, String)> = of_whole!(all, appointments::client_id, whole)
            .filter(appointments::status.ne(AppointmentStatus::Cancelled.code()))
            .filter(appointments::ends_at.gt(after.millis()))
            .order(appointments::starts_at)
            .select((appointments::id, appointments::starts_at, artists::name))
            .capped::<50>()
            .load(self.conn)?;
        Ok(rows
            .into_iter()
            .map(|(id, at, artist)| AppointmentBrief {
                id: AppointmentId::new(id),
                starts_at: Timestamp::from_millis(at),
                artist,
            })
            .collect())
    }

    /// Start of an appointment of the client; `None` if the client has no such one, or it is cancelled.
    ///
    /// # Errors
    /// If the database fails.
    pub fn appointment_of(
        &mut self,
        may: &Permit<'tx, ReadConsents>,
        id: AppointmentId,
    ) -> Result<Option<Timestamp>> {
        let whole = whole(self.conn, may.id.get())?;
        let one = appointments::table.find(id.get()).into_boxed();
        let at: Option<i64> = of_whole!(one, appointments::client_id, whole)
            .filter(appointments::status.ne(AppointmentStatus::Cancelled.code()))
            .select(appointments::starts_at)
            .get_result(self.conn)
            .optional()?;
        Ok(at.map(Timestamp::from_millis))
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Sets or removes the guardian, of a record as it was at `version`.
    ///
    /// # Errors
    /// [`Error::Stale`](crate::Error::Stale) if somebody else saved it meanwhile.
    pub fn set_guardian(
        &mut self,
        may: &Permit<'tx, SetGuardian>,
        version: Version,
        guardian: Option<&ContactEdit>,
    ) -> Result<Version> {
        let id = may.id.get();
        let hit = diesel::update(clients::table.find(id).filter(clients::version.eq(version.get())))
            .set((
                clients::updated_at.eq(self.facts.at.millis()),
                clients::updated_by.eq(self.facts.user.map(UserId::get)),
                clients::version.eq(clients::version + 1),
            ))
            .execute(self.conn)?;
        let saved = saved(hit, Client::KIND, id, version, || {
            Ok(clients::table.find(id).select(clients::version).get_result(self.conn)?)
        })?;
        save_contact(self.conn, id, ContactKind::Guardian, guardian)?;
        self.detail(may, "guardian", guardian.is_some());
        Ok(saved)
    }
}
