//! The invented studio from outside: always the same, always valid, never empty.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test"
)]

mod agenda;
mod limits;
mod same;
mod shares;
mod valid;

use studio_demo::{Demo, Plan};
use studio_domain::{Language, StudioZone, Timestamp};

/// A Monday at eleven in Madrid.
const NOW: &str = "2026-09-21T11:00:00+02:00";

fn zone(name: &str) -> StudioZone {
    StudioZone::parse(name).unwrap()
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

fn small(language: Language) -> Demo {
    Demo::new(Plan::small(language, zone("Europe/Madrid"), at(NOW))).unwrap()
}

fn big(clients: usize, appointments: usize) -> Demo {
    let plan = Plan::of_size(Language::Es, zone("Europe/Madrid"), at(NOW), clients, appointments);
    Demo::new(plan).unwrap()
}
