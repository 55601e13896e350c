//! The steps of an appointment, from agreeing on it to its end.

use studio_domain::{AppointmentId, AppointmentStep, Version, within_notice};
use studio_store::actions::{Book, CancelAppointment, CompleteAppointment, EditAppointment, MissAppointment};
use studio_store::{AppointmentCard, Cancellation, OpCtx, Tx, Wanted, Write};

use super::edit::{card, leave_to_book};
use super::input::early_end;
use super::{CancelInput, CompletionInput, rules};
use crate::consents::missing_for;
use crate::error::{Error, Result};
use crate::studio::Studio;

/// Refuses a step that the status does not permit, naming both.
fn expect_step(card: &AppointmentCard, step: AppointmentStep) -> Result<()> {
    match card.status.after(step) {
        Some(_) => Ok(()),
        None => Err(Error::WrongStatus { step, status: card.status }),
    }
}

impl Studio {
    /// Agrees on an appointment. One that is agreed on already stays as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`], [`Error::Stale`], [`Error::WrongStatus`].
    pub fn confirm_appointment(
        &self,
        ctx: &OpCtx,
        id: AppointmentId,
        version: Option<Version>,
    ) -> Result<Version> {
        self.store.write(ctx, move |tx| confirm(tx, id, version, true))
    }

    /// Puts an appointment back to awaiting confirmation.
    ///
    /// # Errors
    /// As [`Studio::confirm_appointment`].
    pub fn unconfirm_appointment(
        &self,
        ctx: &OpCtx,
        id: AppointmentId,
        version: Option<Version>,
    ) -> Result<Version> {
        self.store.write(ctx, move |tx| confirm(tx, id, version, false))
    }

    /// Says that the client is here, or takes that back; that work has begun goes with it.
    ///
    /// # Errors
    /// As [`Studio::confirm_appointment`].
    pub fn arrive_appointment(
        &self,
        ctx: &OpCtx,
        id: AppointmentId,
        arrived: bool,
        version: Option<Version>,
    ) -> Result<Version> {
        self.store.write(ctx, move |tx| {
            let scope = tx.any_appointment(id)?;
            let may = tx.authorize::<EditAppointment>(&scope)?;
            expect_step(&card(tx, id)?, AppointmentStep::Arrive)?;
            Ok(tx.arrive_appointment(&may, version.unwrap_or(scope.version()), arrived)?)
        })
    }

    /// Says that work has begun, or takes that back. Whoever is worked on has arrived.
    ///
    /// # Errors
    /// As [`Studio::confirm_appointment`].
    pub fn start_appointment(
        &self,
        ctx: &OpCtx,
        id: AppointmentId,
        started: bool,
        version: Option<Version>,
    ) -> Result<Version> {
        self.store.write(ctx, move |tx| {
            let scope = tx.any_appointment(id)?;
            let may = tx.authorize::<EditAppointment>(&scope)?;
            expect_step(&card(tx, id)?, AppointmentStep::Start)?;
            Ok(tx.start_appointment(&may, version.unwrap_or(scope.version()), started)?)
        })
    }

    /// Completes an appointment; it is final then. Refused while what is needed for it is missing: the informed consent, and a minor's
    /// guardian with theirs. Its time stays as it was booked, unless the rest of it is to be free again.
    ///
    /// # Errors
    /// As [`Studio::confirm_appointment`]; [`Error::MissingToComplete`], [`Error::Invalid`].
    pub fn complete_appointment(
        &self,
        ctx: &OpCtx,
        id: AppointmentId,
        input: CompletionInput,
        version: Option<Version>,
    ) -> Result<Version> {
        self.store.write(ctx, move |tx| {
            let scope = tx.any_appointment(id)?;
            let may = tx.authorize::<CompleteAppointment>(&scope)?;
            let card = card(tx, id)?;
            let house = tx.house()?;
            let price = input.price(&house)?;
            expect_step(&card, AppointmentStep::Complete)?;
            let date = house.zone().date(card.starts_at);
            let missing = missing_for(tx, &house, card.client.id, Some(id), date)?;
            if !missing.is_empty() {
                return Err(Error::MissingToComplete(missing));
            }
            let ends_at =
                input.free_rest.then(|| early_end(card.starts_at, card.ends_at, tx.now())).flatten();
            Ok(tx.complete_appointment(&may, version.unwrap_or(card.version), price, ends_at)?)
        })
    }

    /// Records that the client did not come; the time is free again.
    ///
    /// # Errors
    /// As [`Studio::confirm_appointment`].
    pub fn miss_appointment(
        &self,
        ctx: &OpCtx,
        id: AppointmentId,
        version: Option<Version>,
    ) -> Result<Version> {
        self.store.write(ctx, move |tx| {
            let scope = tx.any_appointment(id)?;
            let may = tx.authorize::<MissAppointment>(&scope)?;
            expect_step(&card(tx, id)?, AppointmentStep::NoShow)?;
            Ok(tx.miss_appointment(&may, version.unwrap_or(scope.version()))?)
        })
    }

    /// Calls an appointment off; the time is free again. Within the notice period it is marked as late.
    ///
    /// # Errors
    /// As [`Studio::confirm_appointment`]; [`Error::Invalid`]; [`Rule::LateChange`](crate::Rule::LateChange) where late changes are the desk's.
    pub fn cancel_appointment(
        &self,
        ctx: &OpCtx,
        id: AppointmentId,
        input: CancelInput,
        version: Option<Version>,
    ) -> Result<Version> {
        self.store.write(ctx, move |tx| {
            let scope = tx.any_appointment(id)?;
            let may = tx.authorize::<CancelAppointment>(&scope)?;
            let (by, reason) = input.read()?;
            let (card, house) = (card(tx, id)?, tx.house()?);
            expect_step(&card, AppointmentStep::Cancel)?;
            rules::expect_in_time(tx, &house, card.starts_at)?;
            let late = within_notice(card.starts_at, tx.now(), house.notice());
            let how = Cancellation { by, reason, late };
            Ok(tx.cancel_appointment(&may, version.unwrap_or(card.version), &how)?)
        })
    }

    /// Takes back that an appointment was called off or missed, if its time is still free. It takes both leave to change it and leave to book
    /// with its artist.
    ///
    /// # Errors
    /// As [`Studio::confirm_appointment`]; [`Error::Clash`]; [`Error::NeedsConfirmation`] unless that was confirmed.
    pub fn reopen_appointment(
        &self,
        ctx: &OpCtx,
        id: AppointmentId,
        confirm_warnings: bool,
        version: Option<Version>,
    ) -> Result<Version> {
        self.store.write(ctx, move |tx| {
            let scope = tx.any_appointment(id)?;
            let may = tx.authorize::<EditAppointment>(&scope)?;
            let (card, house) = (card(tx, id)?, tx.house()?);
            let with = leave_to_book(tx, card.artist.id)?;
            expect_step(&card, AppointmentStep::Reopen)?;
            expect_free_again(tx, &with, &card, confirm_warnings, &house)?;
            Ok(tx.reopen_appointment(&may, version.unwrap_or(card.version), &with)?)
        })
    }
}

fn expect_free_again<'tx>(
    tx: &mut Tx<'tx, Write>,
    with: &studio_store::Permit<'tx, Book>,
    card: &AppointmentCard,
    confirmed: bool,
    house: &studio_domain::Values,
) -> Result<()> {
    let span = rules::span_of(card.starts_at, card.ends_at)?;
    let wanted = Wanted { artist: card.artist.id, client: card.client.id, span, except: Some(card.id) };
    rules::expect_free(tx, with, house, &wanted, confirmed)
}

fn confirm(
    tx: &mut Tx<'_, Write>,
    id: AppointmentId,
    version: Option<Version>,
    confirmed: bool,
) -> Result<Version> {
    let scope = tx.any_appointment(id)?;
    let may = tx.authorize::<EditAppointment>(&scope)?;
    let step = if confirmed { AppointmentStep::Confirm } else { AppointmentStep::Unconfirm };
    expect_step(&card(tx, id)?, step)?;
    Ok(tx.confirm_appointment(&may, version.unwrap_or(scope.version()), confirmed)?)
}
