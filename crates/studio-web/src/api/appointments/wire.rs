//! Appointments as JSON.

use serde::{Deserialize, Deserializer, Serialize};
use studio_app::{
    AppointmentCard, AppointmentChange, AppointmentFilter, AppointmentList, AppointmentSheet, BookingInput,
    BulkRow, CancelInput, ChainLink, CompletionInput, Page, tell, tell_conflict, tell_warning,
};
use studio_domain::{AppointmentId, BasisPoints, CancelledBy, Cents, Currency, StudioZone, Timestamp};
use studio_text::{Args, Lang, key, text};
use utoipa::{IntoParams, ToSchema};

use crate::api::{times, whole};
use crate::problem::ItemProblem;

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
    pub(super) version: Option<i64>,
    /// For asking whether this appointment could be moved there.
    #[serde(deserialize_with = "whole::maybe")]
    pub(super) appointment_id: Option<i64>,
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
    pub(super) fn new(check: &studio_app::BookingCheck, lang: Lang) -> Self {
        let zone = check.zone;
        Self {
            starts_at: times::at(zone, check.span.start()),
            ends_at: times::at(zone, check.span.end()),
            conflicts: check.conflicts.iter().map(|one| tell_conflict(one, zone, lang).into()).collect(),
            warnings: check.warnings.iter().map(|one| tell_warning(*one, lang).into()).collect(),
        }
    }
}

/// A step of an appointment.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = AppointmentStep, example = json!({ "version": 1 }))]
pub(crate) struct Step {
    /// The version that was read; left out: whatever it is at.
    #[serde(deserialize_with = "whole::maybe")]
    pub(super) version: Option<i64>,
    /// `true` takes it back: not arrived, not started.
    pub(super) undo: bool,
}

/// How an appointment is called off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "by": "client", "reason": "Has a fever" }))]
pub(crate) struct Cancel {
    /// `client`, `artist` or `studio`.
    by: String,
    #[serde(default)]
    reason: String,
    /// The version that was read; left out: whatever it is at.
    #[serde(default, deserialize_with = "whole::maybe")]
    pub(super) version: Option<i64>,
}

impl From<Cancel> for CancelInput {
    fn from(body: Cancel) -> Self {
        Self { by: body.by, reason: body.reason }
    }
}

/// How an appointment is completed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "price": { "amount": 12345, "currency": "MXN" } }))]
pub(crate) struct Complete {
    /// The price that it came to; left out: as agreed.
    price: Option<Money>,
    /// Whether the rest of its time is free again.
    free_rest: bool,
    /// The version that was read; left out: whatever it is at.
    #[serde(deserialize_with = "whole::maybe")]
    pub(super) version: Option<i64>,
}

impl From<Complete> for CompletionInput {
    fn from(body: Complete) -> Self {
        Self { price: body.price.map(Money::typed), free_rest: body.free_rest }
    }
}

/// Taking back that an appointment was called off or missed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "confirm_warnings": true }))]
pub(crate) struct Reopen {
    /// Go on after warnings.
    pub(super) confirm_warnings: bool,
    /// The version that was read; left out: whatever it is at.
    #[serde(deserialize_with = "whole::maybe")]
    pub(super) version: Option<i64>,
}

/// Several appointments.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AppointmentIds, example = json!({ "ids": [1] }))]
pub(crate) struct Several {
    #[schema(value_type = Vec<i64>)]
    #[serde(deserialize_with = "whole::each")]
    ids: Vec<i64>,
}

/// Several appointments that are called off for one reason.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "ids": [1], "by": "studio", "reason": "A power cut" }))]
pub(crate) struct CancelSeveral {
    #[schema(value_type = Vec<i64>)]
    #[serde(deserialize_with = "whole::each")]
    ids: Vec<i64>,
    /// `client`, `artist` or `studio`.
    by: String,
    #[serde(default)]
    reason: String,
}

fn ids(ids: &[i64]) -> Vec<AppointmentId> {
    ids.iter().copied().map(AppointmentId::new).collect()
}

impl Several {
    pub(super) fn ids(&self) -> Vec<AppointmentId> {
        ids(&self.ids)
    }
}

impl CancelSeveral {
    pub(super) fn read(self) -> (Vec<AppointmentId>, CancelInput) {
        (ids(&self.ids), CancelInput { by: self.by, reason: self.reason })
    }
}

/// What became of each.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AppointmentResults)]
pub(crate) struct Results {
    items: Vec<Outcome>,
}

/// What became of one.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AppointmentResult)]
pub(crate) struct Outcome {
    id: i64,
    /// Its version now; absent: it was left as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i64>,
    /// Why it was left as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
}

impl Results {
    pub(super) fn new(rows: Vec<BulkRow>, lang: Lang, now: Timestamp, request: &str) -> Self {
        let outcome = |row: BulkRow| match row.result {
            Ok(version) => {
                Outcome { id: row.id.get(), version: Some(version.get()), code: None, message: None }
            }
            Err(error) => {
                let told = tell(&error, lang, now, request);
                Outcome {
                    id: row.id.get(),
                    version: None,
                    code: Some(told.code),
                    message: Some(told.message),
                }
            }
        };
        Self { items: rows.into_iter().map(outcome).collect() }
    }
}

/// Paging of a history.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct HistoryQuery {
    /// `next_cursor` of the page before.
    pub(super) cursor: Option<String>,
}

/// One page of what happened, newest first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AppointmentHistory)]
pub(crate) struct History {
    items: Vec<Change>,
    next_cursor: Option<String>,
}

/// One change.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AppointmentChange)]
pub(crate) struct Change {
    at: String,
    /// User name of today; absent: the operator or an import.
    by: Option<String>,
    /// Code of what happened.
    what: String,
    /// The same in words.
    label: String,
    /// Which field; absent: the appointment as a whole.
    field: Option<String>,
    was: Option<String>,
    became: Option<String>,
}

impl History {
    pub(super) fn new(page: Page<AppointmentChange>, zone: StudioZone, lang: Lang) -> Self {
        let last = page.items.last().filter(|_| page.more);
        Self {
            next_cursor: last.map(|one| one.id.to_string()),
            items: page
                .items
                .into_iter()
                .map(|one| Change {
                    at: times::at(zone, one.at),
                    by: one.by.map(|(_, name)| name),
                    label: text(lang, &key("change", &one.what), &Args::new()),
                    what: one.what,
                    field: one.field,
                    was: one.was,
                    became: one.became,
                })
                .collect(),
        }
    }
}
