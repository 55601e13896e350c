//! Appointments as JSON.

mod booking;
mod history;
mod steps;

pub(super) use booking::{Booking, BookingCheck, NewcomerBooking};
pub(super) use history::{History, HistoryQuery};
pub(super) use steps::{Cancel, CancelSeveral, Complete, Reopen, Results, Several, Step};

use serde::{Deserialize, Serialize};
use studio_app::{AppointmentCard, AppointmentFilter, AppointmentList, AppointmentSheet, ChainLink};
use studio_domain::{BasisPoints, CancelledBy, Cents, Currency, StudioZone, Timestamp};
use utoipa::{IntoParams, ToSchema};

use crate::api::{times, whole};

/// An amount in minor units of a currency.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Money, example = json!({ "amount": 12345, "currency": "MXN" }))]
pub(crate) struct Money {
    #[serde(deserialize_with = "whole::needed")]
    amount: i64,
    currency: String,
}

impl Money {
    fn of(cents: Option<Cents>, currency: Currency) -> Option<Self> {
        cents.map(|cents| Self { amount: cents.get(), currency: currency.code().to_owned() })
    }

    /// As a form has it; a currency that there is not is left for the reader of forms to refuse.
    fn typed(self) -> String {
        match Currency::parse(&self.currency) {
            Ok(currency) => format!("{} {currency}", Cents::new(self.amount).plain(currency)),
            Err(_unknown) => format!("{} {}", self.amount, self.currency),
        }
    }
}

/// An appointment. What only its artist, the desk and admins see is left out for everybody else.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BookedAppointment)]
pub(crate) struct Appointment {
    pub(super) id: i64,
    client_id: i64,
    client: String,
    artist_id: i64,
    artist: String,
    starts_at: String,
    ends_at: String,
    /// `pending`, `confirmed`, `completed`, `no_show` or `cancelled`.
    status: &'static str,
    /// Whether the details are here as well.
    details: bool,
    /// To be sent back with a change.
    version: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    placement: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deposit: Option<Money>,
    /// In percent, for its artist and those who set rates.
    #[serde(skip_serializing_if = "Option::is_none")]
    commission: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<String>,
    /// The session before this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    continues_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    arrived_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    started_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completed_at: Option<String>,
    /// `client`, `artist` or `studio`.
    #[serde(skip_serializing_if = "Option::is_none")]
    cancelled_by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cancel_reason: Option<String>,
    /// Whether it was called off within the notice period.
    #[serde(skip_serializing_if = "Option::is_none")]
    cancelled_late: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aftercare_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_at: Option<String>,
    /// User name of today.
    #[serde(skip_serializing_if = "Option::is_none")]
    created_by: Option<String>,
    /// What is told of a single one only.
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<More>,
}

/// What is told of a single appointment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AppointmentMore)]
pub(crate) struct More {
    /// Whether the client is expected and has not come in time.
    late: bool,
    /// Whether calling it off now would be within the notice period.
    within_notice: bool,
    /// Which session of the work it is.
    session: u64,
    /// All sessions of the work, the first one first.
    chain: Vec<Session>,
    /// Codes of what is missing to complete it.
    missing: Vec<&'static str>,
    /// Steps that the caller may take now.
    steps: Vec<&'static str>,
}

/// One session of the work.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AppointmentSession)]
pub(crate) struct Session {
    id: i64,
    starts_at: String,
    status: &'static str,
    artist_id: i64,
    artist: String,
}

impl Appointment {
    pub(super) fn card(card: AppointmentCard, zone: StudioZone, currency: Currency) -> Self {
        let full = card.details;
        let has = full.is_some();
        let at = |at: fn(&studio_app::AppointmentFull) -> Option<Timestamp>| {
            full.as_ref().and_then(at).map(|moment| times::at(zone, moment))
        };
        Self {
            id: card.id.get(),
            client_id: card.client.id.get(),
            client: card.client.name,
            artist_id: card.artist.id.get(),
            artist: card.artist.name,
            starts_at: times::at(zone, card.starts_at),
            ends_at: times::at(zone, card.ends_at),
            status: card.status.code(),
            details: has,
            version: card.version.get(),
            arrived_at: at(|full| full.arrived_at),
            started_at: at(|full| full.started_at),
            completed_at: at(|full| full.completed_at),
            aftercare_at: at(|full| full.aftercare_at),
            created_at: at(|full| Some(full.created_at)),
            service_id: full.as_ref().and_then(|full| full.service_id).map(studio_domain::ServiceId::get),
            price: full.as_ref().and_then(|full| Money::of(full.price, currency)),
            deposit: full.as_ref().and_then(|full| Money::of(full.deposit, currency)),
            commission: full
                .as_ref()
                .and_then(|full| full.commission)
                .map(|rate: BasisPoints| rate.to_string()),
            continues_id: full
                .as_ref()
                .and_then(|full| full.continues)
                .map(studio_domain::AppointmentId::get),
            cancelled_by: full.as_ref().and_then(|full| full.cancelled_by).map(CancelledBy::code),
            cancelled_late: full.as_ref().map(|full| full.cancelled_late),
            service: full.as_ref().map(|full| full.service.clone()),
            placement: full.as_ref().and_then(|full| full.placement.clone()),
            style: full.as_ref().and_then(|full| full.style.clone()),
            notes: full.as_ref().map(|full| full.notes.clone()),
            cancel_reason: full.as_ref().map(|full| full.cancel_reason.clone()),
            created_by: full.and_then(|full| full.created_by).map(|(_, name)| name),
            more: None,
        }
    }

    pub(super) fn sheet(sheet: AppointmentSheet, currency: Currency) -> Self {
        let zone = sheet.zone;
        let session = |link: ChainLink| Session {
            id: link.id.get(),
            starts_at: times::at(zone, link.starts_at),
            status: link.status.code(),
            artist_id: link.artist.id.get(),
            artist: link.artist.name,
        };
        let more = More {
            late: sheet.late,
            within_notice: sheet.within_notice,
            session: u64::try_from(sheet.session).unwrap_or(u64::MAX),
            chain: sheet.chain.into_iter().map(session).collect(),
            missing: sheet.missing.iter().map(|one| one.code()).collect(),
            steps: sheet.steps.iter().map(|step| step.code()).collect(),
        };
        Self { more: Some(more), ..Self::card(sheet.card, zone, currency) }
    }
}

/// One page of appointments, in the order of their starts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BookedAppointments)]
pub(crate) struct Appointments {
    items: Vec<Appointment>,
    next_cursor: Option<String>,
}

impl Appointments {
    pub(super) fn new(list: AppointmentList, currency: Currency) -> Self {
        let zone = list.zone;
        Self {
            items: list.items.into_iter().map(|card| Appointment::card(card, zone, currency)).collect(),
            next_cursor: list.next_cursor,
        }
    }
}

/// Which appointments to list.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filters {
    /// Only those that begin then or later: a date of the studio, or RFC 3339.
    from: String,
    /// Only those that begin before then; the whole day of a date is inside.
    to: String,
    /// Only those with this artist.
    artist_id: String,
    /// Only those for this client.
    client_id: String,
    /// Statuses, with commas between them.
    status: String,
    /// Words of the client's name or the service.
    q: String,
    /// `next_cursor` of the page before.
    cursor: String,
    /// Rows a page, 1 to 200; default 50.
    #[param(minimum = 1, maximum = 200)]
    #[serde(default, deserialize_with = "whole::in_address")]
    limit: Option<usize>,
}

impl From<Filters> for AppointmentFilter {
    fn from(asked: Filters) -> Self {
        Self {
            from: asked.from,
            to: asked.to,
            artist: asked.artist_id,
            client: asked.client_id,
            status: asked.status,
            q: asked.q,
            limit: asked.limit,
            cursor: asked.cursor,
        }
    }
}
