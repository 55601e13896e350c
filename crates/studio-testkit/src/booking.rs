//! Appointments for tests, as moving in leaves them: exempt from the rule that none overlaps.

use std::time::Duration;

use studio_app::Studio;
use studio_domain::{AppointmentId, AppointmentStatus, ArtistId, Cents, ClientId, Timestamp};
use studio_store::actions::ImportLegacy;
use studio_store::{Error, MovedAppointment, Store};

/// An appointment of two hours, as moving in leaves one: a blackwork sleeve for 450.00.
///
/// # Panics
/// If it is not accepted.
#[must_use]
pub fn book(
    studio: &Studio,
    client: ClientId,
    artist: ArtistId,
    status: AppointmentStatus,
    starts_at: Timestamp,
) -> AppointmentId {
    let moved = MovedAppointment {
        client,
        artist,
        starts_at,
        ends_at: starts_at.plus(Duration::from_secs(2 * 60 * 60)),
        status,
        service: "Blackwork sleeve".to_owned(),
        price: Some(Cents::new(45_000)),
        commission_override: None,
        legacy_id: None,
        imported: true,
    };
    let store = Store::open(&studio.folder().database()).expect("the studio's file");
    let operator = studio.operator().expect("random numbers");
    let booked = store.write::<_, Error, _>(&operator, move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<ImportLegacy>(&studio)?;
        let id = tx.move_appointment(&may, &moved)?;
        tx.finish_moving_in(&may, &[client])?;
        Ok(id)
    });
    booked.expect("an appointment")
}
