//! Appointments of a client.

use serde::{Deserialize, Serialize};
use studio_app::Page;
use studio_domain::StudioZone;
use utoipa::{IntoParams, ToSchema};

use super::read::ArtistRef;
use crate::api::times;

/// An appointment, as far as the caller may see it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Appointment {
    id: i64,
    starts_at: String,
    ends_at: String,
    /// `pending`, `confirmed`, `completed`, `no_show` or `cancelled`.
    status: &'static str,
    artist: ArtistRef,
    /// Absent: the caller may not see the details of this one.
    details: Option<Details>,
}

/// What only its artist, the desk and admins see.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Details {
    service: String,
    /// In minor units of the studio's currency.
    price_cents: Option<i64>,
}

/// One page of a client's appointments, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Appointments {
    items: Vec<Appointment>,
    next_cursor: Option<String>,
}

impl Appointments {
    pub(in super::super) fn new(page: Page<studio_app::ClientAppointment>, zone: StudioZone) -> Self {
        let last = page.items.last().filter(|_| page.more);
        Self {
            next_cursor: last.map(|one| format!("{}-{}", one.starts_at.millis(), one.id)),
            items: page.items.into_iter().map(|one| appointment(one, zone)).collect(),
        }
    }
}

fn appointment(one: studio_app::ClientAppointment, zone: StudioZone) -> Appointment {
    Appointment {
        id: one.id.get(),
        starts_at: times::at(zone, one.starts_at),
        ends_at: times::at(zone, one.ends_at),
        status: one.status.code(),
        artist: ArtistRef { id: one.artist.id.get(), name: one.artist.name },
        details: one.details.map(|details| Details {
            service: details.service,
            price_cents: details.price.map(studio_domain::Cents::get),
        }),
    }
}

/// Paging of appointments.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AppointmentsQuery {
    /// `next_cursor` of the page before.
    pub(in super::super) cursor: Option<String>,
}
