//! A client's appointments. What everybody sees of one is not what its artist and the desk see: service and price are left out for the others.

use diesel::prelude::*;
use studio_domain::{AppointmentId, AppointmentStatus, ArtistId, CancelledBy, Cents, ClientId, Timestamp};
use studio_policy::{Action, Ownership};

use crate::actions::{Appointment, SeeAppointments, ViewClient};
use crate::capped::CappedDsl;
use crate::clients::Named;
use crate::clients::merged::{of_whole, whole};
use crate::error::{Error, Result};
use crate::guard::{Permit, Row as _, Scope};
use crate::page::{PAGE, Page, take_page};
use crate::schema::{appointments, artists};
use crate::tx::Tx;

/// An appointment of a client, as far as the reader may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientAppointment {
    /// Id.
    pub id: AppointmentId,
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
    /// How things stand with it.
    pub status: AppointmentStatus,
    /// Whose time it is.
    pub artist: Named<ArtistId>,
    /// Service and price; `None`: the reader may not see them.
    pub details: Option<AppointmentDetails>,
    /// Whether the reader may write a note about it.
    pub may_note: bool,
}

/// What only its artist, the desk and admins see of an appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentDetails {
    /// What is to be done.
    pub service: String,
    /// Price, if one is agreed.
    pub price: Option<Cents>,
}

type Row = (i64, i64, i64, String, String, Option<i64>, i64, String);

impl<'tx, M> Tx<'tx, M> {
    /// An appointment of this client.
    ///
    /// # Errors
    /// [`Error::NotFound`], also if it is another client's.
    pub fn appointment(&mut self, client: ClientId, id: AppointmentId) -> Result<Scope<'tx, Appointment>> {
        let whole = whole(self.conn, client.get())?;
        let one = appointments::table.find(id.get()).into_boxed();
        let found: Option<(i64, i64)> = of_whole!(one, appointments::client_id, whole)
            .select((appointments::artist_id, appointments::version))
            .get_result(self.conn)
            .optional()?;
        let (artist, version) = found.ok_or_else(|| Error::not_found(Appointment::KIND, id))?;
        Ok(self.scope(id, self.whose(ArtistId::new(artist)), version))
    }

    /// Whether what belongs to an artist is the actor's own.
    pub(crate) fn whose(&self, artist: ArtistId) -> Ownership {
        if self.acting.artist == Some(artist) { Ownership::Mine } else { Ownership::Theirs }
    }

    /// One page of a client's appointments, newest first, older than the one given.
    ///
    /// # Errors
    /// If the database fails.
    pub fn client_appointments(
        &mut self,
        may: &Permit<'tx, SeeAppointments>,
        before: Option<(Timestamp, AppointmentId)>,
    ) -> Result<Page<ClientAppointment>> {
        let whole = whole(self.conn, may.id.get())?;
        let all = appointments::table.inner_join(artists::table).into_boxed();
        let mut query = of_whole!(all, appointments::client_id, whole);
        if let Some((at, id)) = before {
            query = query
                .filter(appointments::starts_at.le(at.millis()))
                .filter(appointments::starts_at.lt(at.millis()).or(appointments::id.lt(id.get())));
        }
        let rows: Vec<Row> = query
            .order((appointments::starts_at.desc(), appointments::id.desc()))
            .select((
                appointments::id,
                appointments::starts_at,
                appointments::ends_at,
                appointments::status,
                appointments::service,
                appointments::price_cents,
                artists::id,
                artists::name,
            ))
            .capped::<{ PAGE + 1 }>()
            .load(self.conn)?;
        let items: Result<Vec<_>> = rows.into_iter().map(|row| self.seen(row)).collect();
        Ok(take_page(items?))
    }

    /// What the actor sees of one.
    fn seen(
        &self,
        (id, starts_at, ends_at, status, service, price, artist, name): Row,
    ) -> Result<ClientAppointment> {
        let whose = self.whose(ArtistId::new(artist));
        let permits = |action| self.decide(action, whose).is_permit();
        Ok(ClientAppointment {
            id: AppointmentId::new(id),
            starts_at: Timestamp::from_millis(starts_at),
            ends_at: Timestamp::from_millis(ends_at),
            status: AppointmentStatus::parse(&status)
                .map_err(|_unknown| Error::damaged("appointments.status"))?,
            artist: Named { id: ArtistId::new(artist), name },
            details: permits(Action::AgendaDetails)
                .then(|| AppointmentDetails { service, price: price.map(Cents::new) }),
            may_note: permits(Action::ClientsNotes),
        })
    }

    /// How often the client did not come.
    ///
    /// # Errors
    /// If the database fails.
    pub fn no_shows(&mut self, may: &Permit<'tx, ViewClient>) -> Result<i64> {
        let whole = whole(self.conn, may.id.get())?;
        Ok(of_whole!(appointments::table.into_boxed(), appointments::client_id, whole)
            .filter(appointments::status.eq(AppointmentStatus::NoShow.code()))
            .count()
            .get_result(self.conn)?)
    }

    /// How often the client called an appointment off within the notice period.
    ///
    /// # Errors
    /// If the database fails.
    pub fn late_cancellations(&mut self, may: &Permit<'tx, ViewClient>) -> Result<i64> {
        let whole = whole(self.conn, may.id.get())?;
        Ok(of_whole!(appointments::table.into_boxed(), appointments::client_id, whole)
            .filter(appointments::status.eq(AppointmentStatus::Cancelled.code()))
            .filter(appointments::cancelled_late.eq(true))
            .filter(appointments::cancelled_by.eq(CancelledBy::Client.code()))
            .count()
            .get_result(self.conn)?)
    }
}
