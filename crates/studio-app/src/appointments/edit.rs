//! Changing an appointment: what it is about, when it is, with whom.

use studio_domain::{AppointmentId, AppointmentStatus, ArtistId, Invalid, Rule as FieldRule, Version};
use studio_store::actions::{Book, EditAppointment, OverrideCommission, SeeAppointment};
use studio_store::{AppointmentCard, OpCtx, Permit, Tx, Wanted};

use super::input::Fields;
use super::{BookingInput, rules};
use crate::error::{Error, Result, Rule};
use crate::form::Form;
use crate::studio::Studio;

/// The card of an appointment that is about to change, for whoever may see at least that much.
pub(super) fn card<'tx, M>(tx: &mut Tx<'tx, M>, id: AppointmentId) -> Result<AppointmentCard> {
    let scope = tx.any_appointment(id)?;
    let may = tx.authorize::<SeeAppointment>(&scope)?;
    Ok(tx.appointment_card(&may)?)
}

/// What is completed, missed or called off keeps its time, price and the rest; only what is written about it may still be put right.
fn expect_open(card: &AppointmentCard, fields: &Fields, moves: bool) -> Result<()> {
    if card.status.is_open() {
        return Ok(());
    }
    let money = fields.price.is_some() || fields.deposit.is_some() || fields.commission.is_some();
    let what = fields.service_id.is_some() || fields.service.is_some() || fields.continues.is_some();
    if !(moves || money || what) {
        return Ok(());
    }
    Err(Error::Rule(match card.status {
        AppointmentStatus::Completed => Rule::AppointmentFinal,
        _ => Rule::AppointmentClosed,
    }))
}

impl Studio {
    /// Changes an appointment; what is left out stays as it is, and what is as it was to become leaves nothing in the log. To move it, any of
    /// artist, start, end and length is enough. Without a version the one that it is at is taken.
    ///
    /// # Errors
    /// As [`Studio::book_appointment`]; [`Error::NotFound`](crate::Error::NotFound), [`Error::Stale`](crate::Error::Stale),
    /// [`Rule::AppointmentFinal`], [`Rule::AppointmentClosed`], [`Rule::LateChange`].
    pub fn edit_appointment(
        &self,
        ctx: &OpCtx,
        id: AppointmentId,
        input: BookingInput,
        version: Option<Version>,
    ) -> Result<Version> {
        self.store.write(ctx, move |tx| {
            let scope = tx.any_appointment(id)?;
            let may = tx.authorize::<EditAppointment>(&scope)?;
            let card = card(tx, id)?;
            let house = tx.house()?;
            let mut form = Form::default();
            let (artist, client) = (input.artist(&mut form), input.client(&mut form));
            let (when, fields) = (input.when(&mut form, &house), input.fields(&mut form, &house));
            // The number of a record that was merged into the client's names the client too.
            let client = client.map(|client| rules::client(tx, client)).transpose()?;
            if client.is_some_and(|client| client.id() != card.client.id) {
                form.wrong(Invalid::new("client_id", FieldRule::NotAllowed));
            }
            if input.status.as_ref().is_some_and(|status| status.trim() != card.status.code()) {
                form.wrong(Invalid::new("status", FieldRule::NotAllowed));
            }
            form.finish()?;
            let from = (card.starts_at, card.ends_at);
            let other = artist.filter(|artist| *artist != card.artist.id);
            let asked = if when.is_said() { Some(when.to_move(from)?) } else { None };
            let span = asked.filter(|span| (span.start(), span.end()) != from);
            let fields = fields.unlike(card.details.as_ref());
            expect_open(&card, &fields, span.is_some() || other.is_some())?;
            let stays = card.details.as_ref().and_then(|full| full.service_id);
            let service = rules::service(tx, &may, fields.service_id.flatten(), stays)?;
            let to = match other {
                None => None,
                Some(artist) => Some(leave_to_book(tx, artist)?),
            };
            let with = other.unwrap_or(card.artist.id);
            if span.is_some() || other.is_some() {
                rules::expect_in_time(tx, &house, card.starts_at)?;
                let span = match span {
                    Some(span) => span,
                    None => rules::span_of(from.0, from.1)?,
                };
                let wanted = Wanted { artist: with, client: card.client.id, span, except: Some(id) };
                rules::expect_free(tx, &may, &house, &wanted, input.confirm_warnings)?;
            }
            let starts_at = span.map_or(card.starts_at, |span| span.start());
            rules::continues(tx, &may, card.client.id, fields.continues.flatten(), starts_at)?;
            let commission = fields.commission;
            let mut edit = fields.edit(span, service.as_ref());
            let zone = house.zone();
            edit.anew = zone.date(starts_at) != zone.date(card.starts_at);
            let version = version.unwrap_or(card.version);
            let saved = tx.edit_appointment(&may, version, to.as_ref(), &edit)?;
            let Some(rate) = commission else { return Ok(saved) };
            let scope = tx.any_appointment(id)?;
            let may = tx.authorize::<OverrideCommission>(&scope)?;
            Ok(tx.override_commission(&may, saved, rate)?)
        })
    }
}

/// Leave to book with the artist to whom an appointment goes.
pub(super) fn leave_to_book<'tx, M>(tx: &mut Tx<'tx, M>, artist: ArtistId) -> Result<Permit<'tx, Book>> {
    let scope = rules::artist(tx, artist)?;
    Ok(tx.authorize::<Book>(&scope)?)
}
