//! Who and what is in a volume: clients from the generator of demos, appointments spread over six years.

use anyhow::Result;
use studio_demo::{Clients, Demo, Plan};
use studio_domain::{AppointmentStatus, Language, StudioZone};

use super::{APPOINTMENTS, ARTISTS};
use crate::random::Random;
use crate::studio::NOW;

/// The zone of every volume.
pub(crate) const ZONE: &str = "Europe/Madrid";
const QUARTER: i64 = 15 * 60 * 1_000;
/// Quarters of an hour before now, and after it, in which appointments lie.
const PAST: usize = 4 * 24 * 2_190;
const AHEAD: usize = 4 * 24 * 180;
pub(super) const SERVICES: [&str; 4] =
    ["Línea fina en antebrazo", "Consulta", "Blackwork en espalda, tercera sesión", "Retoque"];

/// An appointment of a client.
#[derive(Debug, Clone)]
pub(super) struct Appointment {
    /// Place of the client, from 0.
    pub(super) client: usize,
    /// Place of the artist, from 0.
    pub(super) artist: usize,
    /// Start and end.
    pub(super) starts_at: i64,
    /// End.
    pub(super) ends_at: i64,
    /// Status.
    pub(super) status: AppointmentStatus,
    /// What is done.
    pub(super) service: &'static str,
    /// Price in minor units.
    pub(super) price: i64,
}

/// The clients.
///
/// # Errors
/// If there can't be that many.
pub(super) fn clients(count: usize) -> Result<Clients> {
    let zone = StudioZone::parse(ZONE)?;
    let plan = Plan { artists: ARTISTS, ..Plan::of_size(Language::Es, zone, NOW, count, 0) };
    Ok(Demo::new(plan)?.clients())
}

/// All appointments of that many clients, in no order, as they are booked.
pub(super) fn appointments(clients: usize) -> impl Iterator<Item = Appointment> {
    let mut random = Random::new(3);
    (0..clients.saturating_mul(APPOINTMENTS)).map(move |_| {
        let ahead = random.below(100) < 8;
        let quarters = i64::try_from(random.below(if ahead { AHEAD } else { PAST })).unwrap_or_default() + 1;
        let starts_at = NOW.millis() + if ahead { quarters } else { -quarters } * QUARTER;
        let status = match (ahead, random.below(100)) {
            (_, 0..5) => AppointmentStatus::Cancelled,
            (true, 5..30) => AppointmentStatus::Pending,
            (true, _) => AppointmentStatus::Confirmed,
            (false, 5..8) => AppointmentStatus::NoShow,
            (false, _) => AppointmentStatus::Completed,
        };
        let length = i64::try_from(random.below(12)).unwrap_or_default() + 2;
        Appointment {
            client: random.below(clients),
            artist: random.below(ARTISTS),
            starts_at,
            ends_at: starts_at + length * QUARTER,
            status,
            service: SERVICES.get(random.below(SERVICES.len())).copied().unwrap_or_default(),
            price: length * 2_500,
        }
    })
}
