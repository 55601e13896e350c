//! What is said about an appointment to book or to change, and what booking it would be told.

use serde::{Deserialize, Deserializer, Serialize};
use studio_app::{BookingInput, tell_conflict, tell_warning};
use studio_text::Lang;
use utoipa::ToSchema;

use super::Money;
use crate::api::clients::ClientBody;
use crate::api::{times, whole};
use crate::extract::needed;
use crate::problem::ItemProblem;

/// Reads a field that may be left out (stays) or `null` (is emptied).
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(from).map(Some)
}

/// What can be said about an appointment. What is left out is left to the service or stays; `null` or empty text empties.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = BookingBody, example = json!({
    "client_id": 1, "artist_id": 1, "starts_at": "2031-03-14T10:00:00-06:00", "ends_at": "2031-03-14T12:00:00-06:00",
    "service": "Fine line rose", "confirm_warnings": true
}))]
pub(crate) struct Booking {
    /// Needed to book, and not to be changed.
    #[serde(deserialize_with = "whole::maybe")]
    client_id: Option<i64>,
    /// Needed to book.
    #[serde(deserialize_with = "whole::maybe")]
    artist_id: Option<i64>,
    /// Needed to book: RFC 3339, or the studio's date and wall-clock time.
    starts_at: Option<String>,
    /// `first` or `second`, where the wall clock shows that start twice.
    starts_which: Option<String>,
    /// Without end and minutes a booking is as long as its service usually is, and a change keeps the length.
    ends_at: Option<String>,
    /// `first` or `second`, where the wall clock shows that end twice.
    ends_which: Option<String>,
    /// Length instead of an end.
    #[serde(deserialize_with = "whole::maybe")]
    minutes: Option<i64>,
    /// `pending` or `confirmed`, for a booking only.
    status: Option<String>,
    #[schema(value_type = Option<i64>)]
    #[serde(deserialize_with = "whole::present")]
    service_id: Option<Option<i64>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    service: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    placement: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    style: Option<Option<String>>,
    #[schema(value_type = Option<Money>)]
    #[serde(deserialize_with = "present")]
    price: Option<Option<Money>>,
    #[schema(value_type = Option<Money>)]
    #[serde(deserialize_with = "present")]
    deposit: Option<Option<Money>>,
    /// In percent, for this appointment alone.
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    commission: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    notes: Option<Option<String>>,
    /// The session before this one.
    #[schema(value_type = Option<i64>)]
    #[serde(deserialize_with = "whole::present")]
    continues_id: Option<Option<i64>>,
    /// The version that was read; needed for a change.
    #[serde(deserialize_with = "whole::maybe")]
    pub(in super::super) version: Option<i64>,
    /// For asking whether this appointment could be moved there.
    #[serde(deserialize_with = "whole::maybe")]
    pub(in super::super) appointment_id: Option<i64>,
    /// Go on after warnings.
    confirm_warnings: bool,
}

impl From<Booking> for BookingInput {
    fn from(body: Booking) -> Self {
        let number = |field: Option<i64>| field.map(|number| number.to_string());
        let id = |field: Option<Option<i64>>| field.map(|id| id.map(|id| id.to_string()).unwrap_or_default());
        let text = |field: Option<Option<String>>| field.map(Option::unwrap_or_default);
        let money =
            |field: Option<Option<Money>>| field.map(|amount| amount.map(Money::typed).unwrap_or_default());
        Self {
            client_id: number(body.client_id),
            artist_id: number(body.artist_id),
            starts_at: body.starts_at,
            starts_which: body.starts_which,
            ends_at: body.ends_at,
            ends_which: body.ends_which,
            minutes: number(body.minutes),
            status: body.status,
            service_id: id(body.service_id),
            service: text(body.service),
            placement: text(body.placement),
            style: text(body.style),
            price: money(body.price),
            deposit: money(body.deposit),
            commission: text(body.commission),
            notes: text(body.notes),
            continues_id: id(body.continues_id),
            confirm_warnings: body.confirm_warnings,
        }
    }
}

/// A booking for somebody who is not a client yet.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "client": { "name": "Nina Paz", "phone": "+52 600 700 800" },
    "appointment": {
        "artist_id": 1, "starts_at": "2031-03-15T10:00:00-06:00", "ends_at": "2031-03-15T12:00:00-06:00", "confirm_warnings": true
    }
}))]
pub(crate) struct NewcomerBooking {
    /// The record to be made; `confirm_duplicates` makes it all the same.
    #[serde(deserialize_with = "needed")]
    pub(in super::super) client: ClientBody,
    /// The booking, without a client.
    #[serde(deserialize_with = "needed")]
    pub(in super::super) appointment: Booking,
}

/// What booking this would be told.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BookingCheck {
    starts_at: String,
    ends_at: String,
    /// With anything here it can't be booked.
    conflicts: Vec<ItemProblem>,
    /// What has to be confirmed.
    warnings: Vec<ItemProblem>,
}

impl BookingCheck {
    pub(in super::super) fn new(check: &studio_app::BookingCheck, lang: Lang) -> Self {
        let zone = check.zone;
        Self {
            starts_at: times::at(zone, check.span.start()),
            ends_at: times::at(zone, check.span.end()),
            conflicts: check.conflicts.iter().map(|one| tell_conflict(one, zone, lang).into()).collect(),
            warnings: check.warnings.iter().map(|one| tell_warning(*one, lang).into()).collect(),
        }
    }
}
