//! Appointments.

use serde::Serialize;
use studio_app::{AppointmentCard, AppointmentChange, AppointmentSheet};
use studio_domain::{Cents, Currency, Money, StudioZone, Timestamp};

use crate::output::Sheet;
use crate::paging::Row;
use crate::words::Words;

/// An amount.
#[derive(Debug, Serialize)]
struct Amount {
    amount: i64,
    currency: &'static str,
    #[serde(skip)]
    plain: String,
}

impl Amount {
    fn new(cents: Cents, currency: Currency) -> Self {
        let plain = Money::new(cents, currency).to_string();
        Self { amount: cents.get(), currency: currency.code(), plain }
    }
}

/// An appointment as a row of the list. What whoever asks may not see is `null`.
#[derive(Debug, Serialize)]
pub(crate) struct BookedRowView {
    id: i64,
    client_id: i64,
    client: String,
    artist_id: i64,
    artist: String,
    starts_at: String,
    ends_at: String,
    status: &'static str,
    details: bool,
    version: i64,
    service_id: Option<i64>,
    service: Option<String>,
    placement: Option<String>,
    style: Option<String>,
    price: Option<Amount>,
    deposit: Option<Amount>,
    commission: Option<String>,
    notes: Option<String>,
    continues_id: Option<i64>,
    arrived_at: Option<String>,
    started_at: Option<String>,
    completed_at: Option<String>,
    cancelled_by: Option<&'static str>,
    cancel_reason: Option<String>,
    cancelled_late: Option<bool>,
    #[serde(skip)]
    from: Timestamp,
    #[serde(skip)]
    to: Timestamp,
    #[serde(skip)]
    zone: StudioZone,
}

impl BookedRowView {
    /// With its times in the studio's zone.
    pub(crate) fn new(card: AppointmentCard, zone: StudioZone, currency: Currency) -> Self {
        let full = card.details.as_ref();
        let at = |at: Option<Timestamp>| at.map(|at| zone.offset_rfc3339(at));
        let amount = |cents: Option<Cents>| cents.map(|cents| Amount::new(cents, currency));
        Self {
            details: full.is_some(),
            service_id: full.and_then(|full| full.service_id).map(studio_domain::ServiceId::get),
            service: full.map(|full| full.service.clone()),
            placement: full.and_then(|full| full.placement.clone()),
            style: full.and_then(|full| full.style.clone()),
            price: amount(full.and_then(|full| full.price)),
            deposit: amount(full.and_then(|full| full.deposit)),
            commission: full.and_then(|full| full.commission).map(|rate| rate.to_string()),
            notes: full.map(|full| full.notes.clone()),
            continues_id: full.and_then(|full| full.continues).map(studio_domain::AppointmentId::get),
            arrived_at: at(full.and_then(|full| full.arrived_at)),
            started_at: at(full.and_then(|full| full.started_at)),
            completed_at: at(full.and_then(|full| full.completed_at)),
            cancelled_by: full.and_then(|full| full.cancelled_by).map(studio_domain::CancelledBy::code),
            cancel_reason: full.map(|full| full.cancel_reason.clone()),
            cancelled_late: full.map(|full| full.cancelled_late),
            id: card.id.get(),
            client_id: card.client.id.get(),
            client: card.client.name,
            artist_id: card.artist.id.get(),
            artist: card.artist.name,
            starts_at: zone.offset_rfc3339(card.starts_at),
            ends_at: zone.offset_rfc3339(card.ends_at),
            status: card.status.code(),
            version: card.version.get(),
            from: card.starts_at,
            to: card.ends_at,
            zone,
        }
    }
}

impl Row for BookedRowView {
    const HEADS: &'static [&'static str] =
        &["cli-id", "cli-when", "cli-client", "cli-artist", "cli-service", "cli-status"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![
            self.id.to_string(),
            words.moment(self.zone, self.from),
            format!("{} ({})", self.client, self.client_id),
            self.artist.clone(),
            self.service.clone().unwrap_or_default(),
            words.word("appointment", self.status),
        ]
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}

/// One appointment.
#[derive(Debug, Serialize)]
pub(crate) struct BookedView {
    #[serde(flatten)]
    row: BookedRowView,
    late: bool,
    within_notice: bool,
    session: usize,
    /// Ids of all sessions of the work, the first one first.
    chain: Vec<i64>,
    missing: Vec<&'static str>,
    steps: Vec<&'static str>,
}

impl BookedView {
    /// With its times in the studio's zone.
    pub(crate) fn new(sheet: AppointmentSheet, currency: Currency) -> Self {
        Self {
            row: BookedRowView::new(sheet.card, sheet.zone, currency),
            late: sheet.late,
            within_notice: sheet.within_notice,
            session: sheet.session,
            chain: sheet.chain.iter().map(|link| link.id.get()).collect(),
            missing: sheet.missing.iter().map(|one| one.code()).collect(),
            steps: sheet.steps.iter().map(|step| step.code()).collect(),
        }
    }

    /// As lines.
    pub(crate) fn sheet(&self, words: Words) -> Sheet {
        let row = &self.row;
        let money = |amount: &Option<Amount>| amount.as_ref().map(|amount| amount.plain.clone());
        let session = match self.chain.len() {
            0 | 1 => None,
            all => Some(format!("{}/{all}", self.session)),
        };
        let missing: Vec<String> = self.missing.iter().map(|code| words.word("missing", code)).collect();
        let steps: Vec<String> = self.steps.iter().map(|code| words.word("step", code)).collect();
        let some = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        Sheet::default()
            .line(words.say("cli-id"), row.id.to_string())
            .line(words.say("cli-client"), format!("{} ({})", row.client, row.client_id))
            .line(words.say("cli-artist"), format!("{} ({})", row.artist, row.artist_id))
            .line(words.say("field-starts-at"), words.moment(row.zone, row.from))
            .line(words.say("field-ends-at"), words.moment(row.zone, row.to))
            .line(words.say("cli-status"), words.word("appointment", row.status))
            .maybe(words.say("cli-session-of"), session)
            .maybe(words.say("cli-service"), some(&row.service))
            .maybe(words.say("field-placement"), row.placement.clone())
            .maybe(words.say("field-style"), row.style.clone())
            .maybe(words.say("field-price"), money(&row.price))
            .maybe(words.say("field-deposit"), money(&row.deposit))
            .maybe(words.say("field-commission"), row.commission.clone())
            .maybe(words.say("field-notes"), some(&row.notes))
            .maybe(words.say("step-arrive"), row.arrived_at.clone())
            .maybe(words.say("change-started"), row.started_at.clone())
            .maybe(words.say("change-completed"), row.completed_at.clone())
            .maybe(words.say("field-by"), row.cancelled_by.map(|by| words.word("cancelled-by", by)))
            .maybe(words.say("field-reason"), some(&row.cancel_reason))
            .maybe(words.say("cli-missing"), Some(missing.join(", ")).filter(|missing| !missing.is_empty()))
            .maybe(words.say("cli-steps"), Some(steps.join(", ")).filter(|steps| !steps.is_empty()))
    }
}

/// One change of an appointment.
#[derive(Debug, Serialize)]
pub(crate) struct HistoryView {
    id: i64,
    at: String,
    by: Option<String>,
    what: String,
    field: Option<String>,
    was: Option<String>,
    became: Option<String>,
    #[serde(skip)]
    moment: Timestamp,
    #[serde(skip)]
    zone: StudioZone,
}

impl HistoryView {
    /// With its time in the studio's zone.
    pub(crate) fn new(one: AppointmentChange, zone: StudioZone) -> Self {
        Self {
            id: one.id,
            at: zone.offset_rfc3339(one.at),
            by: one.by.map(|(_, name)| name),
            what: one.what,
            field: one.field,
            was: one.was,
            became: one.became,
            moment: one.at,
            zone,
        }
    }
}

impl Row for HistoryView {
    const HEADS: &'static [&'static str] =
        &["cli-when", "cli-who", "cli-what", "cli-changed-field", "field-from", "field-to"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![
            words.moment(self.zone, self.moment),
            self.by.clone().unwrap_or_default(),
            words.word("change", &self.what),
            self.field.as_deref().map(|field| words.field(field)).unwrap_or_default(),
            self.was.clone().unwrap_or_default(),
            self.became.clone().unwrap_or_default(),
        ]
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}
