//! Who and what is shown: the filters of the agenda.

use studio_app::AgendaPerson;
use studio_domain::agenda::nearest;
use studio_domain::{AppointmentStatus, ArtistId, Colour};

use super::address::View;

/// An artist to choose.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub(super) id: i64,
    pub(super) name: String,
    /// Name of the colour, as styles have it.
    pub(super) colour: &'static str,
    pub(super) shown: bool,
}

/// The class of a colour: a colour that nobody checked looks like the nearest that was.
pub(in crate::pages) fn colour(hex: &str) -> &'static str {
    Colour::parse(hex).map_or("slate", |colour| nearest(&colour).name)
}

/// Everybody who can be booked, and who is shown besides.
pub(super) fn shown(people: Vec<AgendaPerson>) -> Vec<Shown> {
    people
        .into_iter()
        .filter(|person| person.active || person.shown)
        .map(|person| Shown {
            id: person.id.get(),
            colour: colour(&person.colour),
            name: person.name,
            shown: person.shown,
        })
        .collect()
}

/// Every status, and whether it is shown.
pub(super) fn statuses(view: &View) -> Vec<(&'static str, bool)> {
    let chosen: Vec<&str> = view.status.split(',').map(str::trim).filter(|code| !code.is_empty()).collect();
    AppointmentStatus::ALL
        .iter()
        .map(|status| (status.code(), chosen.is_empty() || chosen.contains(&status.code())))
        .collect()
}

/// The colour of an artist among others.
pub(super) fn colour_of(people: &[AgendaPerson], id: ArtistId) -> &'static str {
    people.iter().find(|person| person.id == id).map_or("slate", |person| colour(&person.colour))
}

/// The name of an artist among others.
pub(super) fn name_of(people: &[AgendaPerson], id: ArtistId) -> String {
    people.iter().find(|person| person.id == id).map(|person| person.name.clone()).unwrap_or_default()
}
