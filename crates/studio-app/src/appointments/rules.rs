//! What booking, moving and taking back have in common: what stands in the way, and what has to be confirmed.

use studio_domain::{
    AppointmentId, ArtistId, BookingFacts, BookingWarning, ClientId, HouseRules, Invalid, Rule as FieldRule,
    ServiceId, TimeSpan, Timestamp, Values, booking_warnings, within_notice,
};
use studio_policy::{Action, Ownership};
use studio_store::{Conflict, Permit, Reserves, Scope, ServiceOffered, Tx, Wanted, actions};

use super::Clash;
use crate::error::{Error, Result, Rule};

/// An id that names nothing is a mistake in its field.
fn unknown(field: &'static str, given: &impl ToString) -> Error {
    Invalid::new(field, FieldRule::Unknown { given: given.to_string() }).into()
}

/// The artist who is named.
pub(super) fn artist<'tx, M>(tx: &mut Tx<'tx, M>, id: ArtistId) -> Result<Scope<'tx, actions::Artist>> {
    match tx.artist(id) {
        Err(studio_store::Error::NotFound { .. }) => Err(unknown("artist_id", &id)),
        other => Ok(other?),
    }
}

/// The client who is named; the number of a record that was merged leads to the one that stands for it.
pub(super) fn client<'tx, M>(tx: &mut Tx<'tx, M>, id: ClientId) -> Result<Scope<'tx, actions::Client>> {
    match tx.client(id) {
        Err(studio_store::Error::NotFound { .. }) => Err(unknown("client_id", &id)),
        other => Ok(other?),
    }
}

/// The service that is named; one that is offered no longer only stays where it is.
pub(super) fn service<'tx, M, A: Reserves>(
    tx: &mut Tx<'tx, M>,
    may: &Permit<'tx, A>,
    id: Option<ServiceId>,
    stays: Option<ServiceId>,
) -> Result<Option<ServiceOffered>> {
    let Some(id) = id else { return Ok(None) };
    match tx.service_to_book(may, id)? {
        Some(service) if !service.archived || stays == Some(id) => Ok(Some(service)),
        _ => Err(unknown("service_id", &id)),
    }
}

/// A session continues an earlier one of the same client, other than itself.
pub(super) fn continues<'tx, M, A: Reserves>(
    tx: &mut Tx<'tx, M>,
    may: &Permit<'tx, A>,
    client: ClientId,
    earlier: Option<AppointmentId>,
    starts_at: Timestamp,
) -> Result<()> {
    let Some(earlier) = earlier else { return Ok(()) };
    match tx.session_to_continue(may, client, earlier)? {
        None => Err(unknown("continues_id", &earlier)),
        Some((at, _)) if at >= starts_at => Err(Invalid::new("continues_id", FieldRule::NotAllowed).into()),
        Some((_, status)) if !status.takes_time() => {
            Err(Invalid::new("continues_id", FieldRule::NotAllowed).into())
        }
        Some(_) => Ok(()),
    }
}

/// What has to be confirmed.
pub(super) fn warnings<'tx, M, A: Reserves>(
    tx: &mut Tx<'tx, M>,
    may: &Permit<'tx, A>,
    house: &Values,
    wanted: &Wanted,
) -> Result<Vec<BookingWarning>> {
    let client = tx.client_to_book(may, wanted.client)?;
    let hours = tx.hours_to_book(may, wanted.artist)?;
    let opening = house.opening_hours();
    let booking = BookingFacts {
        span: wanted.span,
        hours: &hours,
        birth: client.birth,
        guardian: client.guardian,
        screened_at: client.screened_at,
    };
    let rules = HouseRules {
        zone: house.zone(),
        opening: &opening,
        majority: house.age_of_majority(),
        screening_age: house.screening_age(),
    };
    Ok(booking_warnings(&booking, &rules, tx.now()))
}

/// Refuses what stands in the way, and what was not confirmed.
pub(super) fn expect_free<'tx, M, A: Reserves>(
    tx: &mut Tx<'tx, M>,
    may: &Permit<'tx, A>,
    house: &Values,
    wanted: &Wanted,
    confirmed: bool,
) -> Result<()> {
    let conflicts = tx.conflicts(may, wanted)?;
    refuse(house, conflicts)?;
    if confirmed {
        return Ok(());
    }
    let warnings = warnings(tx, may, house, wanted)?;
    if warnings.is_empty() { Ok(()) } else { Err(Error::NeedsConfirmation(warnings)) }
}

/// Refuses if anything stands in the way.
pub(super) fn refuse(house: &Values, conflicts: Vec<Conflict>) -> Result<()> {
    if conflicts.is_empty() {
        return Ok(());
    }
    Err(Error::Clash(Box::new(Clash { zone: house.zone(), conflicts })))
}

/// Whether late changes of this appointment are left to the desk: to whoever may change anybody's.
pub(super) fn is_too_late<M>(tx: &Tx<'_, M>, house: &Values, starts_at: Timestamp) -> bool {
    let desk = tx.decide(Action::AgendaEdit, Ownership::Theirs).is_permit();
    !desk && !house.artists_change_late() && within_notice(starts_at, tx.now(), house.notice())
}

/// Refuses late changes that are left to the desk.
pub(super) fn expect_in_time<M>(tx: &Tx<'_, M>, house: &Values, starts_at: Timestamp) -> Result<()> {
    if is_too_late(tx, house, starts_at) {
        return Err(Error::Rule(Rule::LateChange));
    }
    Ok(())
}

/// The span as it stands; one that was brought in may be none.
pub(super) fn span_of(starts_at: Timestamp, ends_at: Timestamp) -> Result<TimeSpan> {
    Ok(TimeSpan::new(starts_at, ends_at)?)
}
