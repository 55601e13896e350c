//! What a client is told after a session, and that it was given.

use diesel::prelude::*;
use studio_domain::{AppointmentId, AppointmentStatus, ArtistId, ClientId, Timestamp, UserId};

use crate::actions::{GiveAftercare, ReadAftercare};
use crate::clients::Named;
use crate::error::{Error, Result};
use crate::guard::Permit;
use crate::schema::{appointment_changes, appointments, artists, clients, services};
use crate::tx::{Tx, Write};

/// The aftercare text of an appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AftercareSheet {
    /// Which appointment.
    pub id: AppointmentId,
    /// Its start.
    pub starts_at: Timestamp,
    /// How things stand with it.
    pub status: AppointmentStatus,
    /// Who came.
    pub client: Named<ClientId>,
    /// With whom.
    pub artist: Named<ArtistId>,
    /// What was done.
    pub service: String,
    /// What the client is told; empty: the service has no text, or none was chosen.
    pub text: String,
    /// When it was given.
    pub given_at: Option<Timestamp>,
}

type Columns = (i64, i64, String, i64, String, i64, String, String, Option<String>, Option<i64>);

impl<'tx, M> Tx<'tx, M> {
    /// The aftercare text of an appointment: that of its service as it is today.
    ///
    /// # Errors
    /// If the database fails.
    pub fn aftercare(&mut self, may: &Permit<'tx, ReadAftercare>) -> Result<AftercareSheet> {
        let (id, starts_at, status, client, client_name, artist, artist_name, service, text, given_at): Columns =
            appointments::table
                .inner_join(clients::table)
                .inner_join(artists::table)
                .left_join(services::table)
                .filter(appointments::id.eq(may.id.get()))
                .select((
                    appointments::id,
                    appointments::starts_at,
                    appointments::status,
                    clients::id,
                    clients::name,
                    artists::id,
                    artists::name,
                    appointments::service,
                    services::aftercare.nullable(),
                    appointments::aftercare_at,
                ))
                .get_result(self.conn)?;
        Ok(AftercareSheet {
            id: AppointmentId::new(id),
            starts_at: Timestamp::from_millis(starts_at),
            status: AppointmentStatus::parse(&status)
                .map_err(|_unknown| Error::damaged("appointments.status"))?,
            client: Named { id: ClientId::new(client), name: client_name },
            artist: Named { id: ArtistId::new(artist), name: artist_name },
            service,
            text: text.unwrap_or_default(),
            given_at: given_at.map(Timestamp::from_millis),
        })
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Keeps that the text was given; the first time counts. Answers when that was.
    ///
    /// # Errors
    /// If the database fails.
    pub fn give_aftercare(&mut self, may: &Permit<'tx, GiveAftercare>) -> Result<Timestamp> {
        let (id, now) = (may.id.get(), self.facts.at);
        let here = appointments::table.find(id);
        let given: Option<i64> = here.select(appointments::aftercare_at).get_result(self.conn)?;
        if let Some(at) = given {
            self.forget(may);
            return Ok(Timestamp::from_millis(at));
        }
        diesel::update(here)
            .set((appointments::aftercare_at.eq(now.millis()), appointments::updated_at.eq(now.millis())))
            .execute(self.conn)?;
        diesel::insert_into(appointment_changes::table)
            .values((
                appointment_changes::appointment_id.eq(id),
                appointment_changes::changed_at.eq(now.millis()),
                appointment_changes::changed_by.eq(self.facts.user.map(UserId::get)),
                appointment_changes::what.eq("aftercare_given"),
            ))
            .execute(self.conn)?;
        self.detail(may, "aftercare", "given");
        Ok(now)
    }
}
