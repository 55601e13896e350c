//! What a booking needs to know of the client, the artist and the service, and no more than that.

use diesel::prelude::*;
use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, BirthDate, Cents, ClientId, ContactKind, ServiceId,
    Timestamp, WorkingHours,
};

use super::conflicts::Reserves;
use crate::capped::CappedDsl;
use crate::clients::merged::{of_whole, whole};
use crate::error::{Error, Result};
use crate::guard::Permit;
use crate::hours;
use crate::schema::{appointments, client_contacts, clients, screenings, services};
use crate::tx::Tx;

/// What matters of a client when an appointment is booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientToBook {
    /// Date of birth, if it is known.
    pub birth: Option<BirthDate>,
    /// Whether somebody who answers for the client is named with a phone.
    pub guardian: bool,
    /// When the client was asked about health last. What was answered is not told.
    pub screened_at: Option<Timestamp>,
}

/// What a service is usually.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceOffered {
    /// Id.
    pub id: ServiceId,
    /// Name.
    pub name: String,
    /// How long it takes.
    pub minutes: u32,
    /// Price.
    pub price: Option<Cents>,
    /// Deposit that is asked for.
    pub deposit: Option<Cents>,
    /// Whether it is offered no longer.
    pub archived: bool,
}

impl<'tx, M> Tx<'tx, M> {
    /// What matters of the client. That a screening is there, and of when, is told to whoever may book: that is what the warning is for.
    ///
    /// # Errors
    /// If the database fails.
    pub fn client_to_book<A: Reserves>(
        &mut self,
        _may: &Permit<'tx, A>,
        client: ClientId,
    ) -> Result<ClientToBook> {
        let id = client.get();
        let birth: Option<String> =
            clients::table.find(id).select(clients::birth_date).get_result(self.conn)?;
        let guardian: Option<(String, String)> = client_contacts::table
            .find((id, ContactKind::Guardian.code()))
            .select((client_contacts::name, client_contacts::phone))
            .get_result(self.conn)
            .optional()?;
        let whole = whole(self.conn, id)?;
        let newest: Vec<i64> = of_whole!(screenings::table.into_boxed(), screenings::client_id, whole)
            .order((screenings::answered_at.desc(), screenings::id.desc()))
            .select(screenings::answered_at)
            .capped::<1>()
            .load(self.conn)?;
        Ok(ClientToBook {
            birth: birth.as_deref().and_then(|date| BirthDate::parse(date).ok()),
            guardian: guardian.is_some_and(|(name, phone)| !name.is_empty() && !phone.is_empty()),
            screened_at: newest.first().copied().map(Timestamp::from_millis),
        })
    }

    /// When the artist works; closed all week: nobody said so far.
    ///
    /// # Errors
    /// If the database fails.
    pub fn hours_to_book<A: Reserves>(
        &mut self,
        _may: &Permit<'tx, A>,
        artist: ArtistId,
    ) -> Result<WorkingHours> {
        hours::load(self.conn, artist)
    }

    /// A service of the list; `None`: there is none of this number.
    ///
    /// # Errors
    /// If the database fails.
    pub fn service_to_book<A: Reserves>(
        &mut self,
        _may: &Permit<'tx, A>,
        id: ServiceId,
    ) -> Result<Option<ServiceOffered>> {
        type Found = (String, i64, Option<i64>, Option<i64>, Option<i64>);
        let found: Option<Found> = services::table
            .find(id.get())
            .select((
                services::name,
                services::minutes,
                services::price_cents,
                services::deposit_cents,
                services::archived_at,
            ))
            .get_result(self.conn)
            .optional()?;
        found
            .map(|(name, minutes, price, deposit, archived)| {
                Ok(ServiceOffered {
                    id,
                    name,
                    minutes: u32::try_from(minutes).map_err(|_odd| Error::damaged("services.minutes"))?,
                    price: price.map(Cents::new),
                    deposit: deposit.map(Cents::new),
                    archived: archived.is_some(),
                })
            })
            .transpose()
    }

    /// Start and status of an appointment that another one is to continue; `None` if the client has no such one.
    ///
    /// # Errors
    /// If the database fails.
    pub fn session_to_continue<A: Reserves>(
        &mut self,
        _may: &Permit<'tx, A>,
        client: ClientId,
        id: AppointmentId,
    ) -> Result<Option<(Timestamp, AppointmentStatus)>> {
        let whole = whole(self.conn, client.get())?;
        let one = appointments::table.find(id.get()).into_boxed();
        let found: Option<(i64, String)> = of_whole!(one, appointments::client_id, whole)
            .select((appointments::starts_at, appointments::status))
            .get_result(self.conn)
            .optional()?;
        found
            .map(|(at, status)| {
                let status = AppointmentStatus::parse(&status)
                    .map_err(|_unknown| Error::damaged("appointments.status"))?;
                Ok((Timestamp::from_millis(at), status))
            })
            .transpose()
    }
}
