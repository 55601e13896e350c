//! Booking.

use diesel::prelude::*;
use studio_domain::{AppointmentId, AppointmentStatus, Cents, Placement, ServiceId, Style, TimeSpan, UserId};

use super::change::keep;
use crate::actions::{Appointment, Book, ViewClient};
use crate::clients::index;
use crate::error::{Error, Result};
use crate::guard::{Permit, Row as _, Scope};
use crate::schema::appointments;
use crate::tx::{Tx, Write};

/// A new appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAppointment {
    /// When.
    pub span: TimeSpan,
    /// Pending or confirmed.
    pub status: AppointmentStatus,
    /// The service that was chosen from the list.
    pub service_id: Option<ServiceId>,
    /// What is to be done; may be empty.
    pub service: String,
    /// Where on the body.
    pub placement: Option<Placement>,
    /// Style.
    pub style: Option<Style>,
    /// Price, if one is agreed.
    pub price: Option<Cents>,
    /// Deposit that is asked for.
    pub deposit: Option<Cents>,
    /// About the booking; may be empty.
    pub notes: String,
    /// The session before this one.
    pub continues: Option<AppointmentId>,
}

impl<'tx> Tx<'tx, Write> {
    /// Books an appointment of a client with the artist of the permit.
    ///
    /// # Errors
    /// [`Error::Conflict`] for what [`Tx::conflicts`] would have told.
    pub fn book_appointment(
        &mut self,
        may: &Permit<'tx, Book>,
        client: &Permit<'tx, ViewClient>,
        new: &NewAppointment,
    ) -> Result<AppointmentId> {
        let now = self.facts.at;
        let id: i64 = diesel::insert_into(appointments::table)
            .values((
                (
                    appointments::client_id.eq(client.id.get()),
                    appointments::artist_id.eq(may.id.get()),
                    appointments::starts_at.eq(new.span.start().millis()),
                    appointments::ends_at.eq(new.span.end().millis()),
                    appointments::status.eq(new.status.code()),
                    appointments::service_id.eq(new.service_id.map(ServiceId::get)),
                    appointments::service.eq(new.service.as_str()),
                    appointments::placement.eq(new.placement.as_ref().map(Placement::as_str)),
                ),
                (
                    appointments::style.eq(new.style.as_ref().map(Style::as_str)),
                    appointments::price_cents.eq(new.price.map(Cents::get)),
                    appointments::deposit_cents.eq(new.deposit.map(Cents::get)),
                    appointments::notes.eq(new.notes.as_str()),
                    appointments::continues_id.eq(new.continues.map(AppointmentId::get)),
                ),
                appointments::created_at.eq(now.millis()),
                appointments::created_by.eq(self.facts.user.map(UserId::get)),
                appointments::updated_at.eq(now.millis()),
            ))
            .returning(appointments::id)
            .get_result(self.conn)?;
        keep(self.conn, id, (self.facts.user, now), "booked", &[])?;
        index::refresh(self.conn, client.id.get(), now)?;
        self.detail(may, Appointment::KIND, id);
        self.detail(may, "client", client.id.get());
        self.detail(may, "starts_at", new.span.start().to_rfc3339());
        Ok(AppointmentId::new(id))
    }
}

impl<'tx, M> Tx<'tx, M> {
    /// An appointment that exists, whoever's it is.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn any_appointment(&mut self, id: AppointmentId) -> Result<Scope<'tx, Appointment>> {
        let found: Option<(i64, i64)> = appointments::table
            .find(id.get())
            .select((appointments::artist_id, appointments::version))
            .get_result(self.conn)
            .optional()?;
        let (artist, version) = found.ok_or_else(|| Error::not_found(Appointment::KIND, id))?;
        Ok(self.scope(id, self.whose(studio_domain::ArtistId::new(artist)), version))
    }
}
