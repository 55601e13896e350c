//! Booking, and asking whether something could be booked.

use studio_domain::{AppointmentId, Invalid, Rule as FieldRule};
use studio_store::actions::{Book, CheckBooking, OverrideCommission, SeeAppointment, ViewClient};
use studio_store::{NewAppointment, OpCtx, Tx, Wanted, Write};

use super::{BookingCheck, BookingInput, rules};
use crate::error::Result;
use crate::form::Form;
use crate::studio::Studio;

impl Studio {
    /// Books an appointment. Warnings are told first, unless the input says that they were read. Under a key of the sender's own, a request
    /// that is sent again is answered with the appointment that it made the first time.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) with every field that is wrong, [`Error::Refused`](crate::Error::Refused),
    /// [`Error::Clash`](crate::Error::Clash) with everything that stands in the way,
    /// [`Error::NeedsConfirmation`](crate::Error::NeedsConfirmation).
    pub fn book_appointment(
        &self,
        ctx: &OpCtx,
        input: BookingInput,
        key: Option<&str>,
    ) -> Result<AppointmentId> {
        let key = key.map(|key| Keyed { key: key.to_owned(), said: input.said() });
        self.store.write(ctx, move |tx| book(tx, &input, key.as_ref()))
    }

    /// What booking this would be told, or what moving an appointment there would; nothing is booked or moved.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) for what says not enough to tell, [`Error::Refused`](crate::Error::Refused),
    /// [`Error::NotFound`](crate::Error::NotFound).
    pub fn check_booking(
        &self,
        ctx: &OpCtx,
        input: &BookingInput,
        moved: Option<AppointmentId>,
    ) -> Result<BookingCheck> {
        self.store.read(ctx, |tx| {
            let house = tx.house()?;
            let mut form = Form::default();
            let (mut artist, mut client) = (input.artist(&mut form), input.client(&mut form));
            let when = input.when(&mut form, &house);
            let fields = input.fields(&mut form, &house);
            let mut from = None;
            if let Some(moved) = moved {
                let scope = tx.any_appointment(moved)?;
                let may = tx.authorize::<SeeAppointment>(&scope)?;
                let card = tx.appointment_card(&may)?;
                artist = artist.or(Some(card.artist.id));
                client = Some(card.client.id);
                from = Some((card.starts_at, card.ends_at));
            }
            for (field, given) in [("client_id", client.is_some()), ("artist_id", artist.is_some())] {
                if !given && form.is_clean() {
                    form.wrong(Invalid::new(field, FieldRule::Required));
                }
            }
            let (artist, client) = form.finish_with(artist.zip(client))?;
            let artist = rules::artist(tx, artist)?;
            let may = tx.authorize::<CheckBooking>(&artist)?;
            let client = rules::client(tx, client)?;
            tx.authorize::<ViewClient>(&client)?;
            let service = rules::service(tx, &may, fields.service_id.flatten(), None)?;
            let span = match from {
                Some(from) => when.to_move(from)?,
                None => when.to_book(service.as_ref().map(|service| service.minutes))?,
            };
            let wanted = Wanted { artist: may.id(), client: client.id(), span, except: moved };
            Ok(BookingCheck {
                zone: house.zone(),
                span,
                conflicts: tx.conflicts(&may, &wanted)?,
                warnings: rules::warnings(tx, &may, &house, &wanted)?,
            })
        })
    }
}

/// A request that may come twice.
pub(super) struct Keyed {
    /// The sender's own key.
    pub(super) key: String,
    /// Everything that was said, in one text that differs where anything differs.
    pub(super) said: String,
}

/// Books an appointment within a transaction; under a key only once.
pub(super) fn book(
    tx: &mut Tx<'_, Write>,
    input: &BookingInput,
    key: Option<&Keyed>,
) -> Result<AppointmentId> {
    let house = tx.house()?;
    let mut form = Form::default();
    for (field, given) in
        [("client_id", &input.client_id), ("artist_id", &input.artist_id), ("starts_at", &input.starts_at)]
    {
        if given.is_none() {
            form.wrong(Invalid::new(field, FieldRule::Required));
        }
    }
    let (artist, client) = (input.artist(&mut form), input.client(&mut form));
    let when = input.when(&mut form, &house);
    let (status, fields) = (input.status(&mut form), input.fields(&mut form, &house));
    // Whoever may not book with the artist is told that before what is wrong with the rest.
    let Some(artist) = artist else { return form.finish_with(None) };
    let artist = rules::artist(tx, artist)?;
    let may = tx.authorize::<Book>(&artist)?;
    let client = form.finish_with(client)?;
    if let Some(Keyed { key, said }) = key
        && let Some(made) = tx.booked_before(&may, key, said)?
    {
        return Ok(made);
    }
    let client = rules::client(tx, client)?;
    let of = tx.authorize::<ViewClient>(&client)?;
    let service = rules::service(tx, &may, fields.service_id.flatten(), None)?;
    let span = when.to_book(service.as_ref().map(|service| service.minutes))?;
    rules::continues(tx, &may, client.id(), fields.continues.flatten(), span.start())?;
    let wanted = Wanted { artist: may.id(), client: client.id(), span, except: None };
    rules::expect_free(tx, &may, &house, &wanted, input.confirm_warnings)?;
    let service = service.as_ref();
    let new = NewAppointment {
        span,
        status,
        service_id: service.map(|service| service.id),
        service: fields.service.or_else(|| service.map(|service| service.name.clone())).unwrap_or_default(),
        placement: fields.placement.flatten(),
        style: fields.style.flatten(),
        price: fields.price.unwrap_or_else(|| service.and_then(|service| service.price)),
        deposit: fields.deposit.unwrap_or_else(|| service.and_then(|service| service.deposit)),
        notes: fields.notes.unwrap_or_default(),
        continues: fields.continues.flatten(),
    };
    let made = tx.book_appointment(&may, &of, &new)?;
    if let Some(rate) = fields.commission.flatten() {
        let scope = tx.any_appointment(made)?;
        let may = tx.authorize::<OverrideCommission>(&scope)?;
        tx.override_commission(&may, scope.version(), Some(rate))?;
    }
    if let Some(Keyed { key, said }) = key {
        tx.remember_booking(&may, key, said, made)?;
    }
    Ok(made)
}
