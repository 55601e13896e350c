//! Corrections and appointments of clients.

use serde::Serialize;
use studio_app::{ClientAppointment, Correction};
use studio_domain::{Cents, StudioZone, Timestamp};

use crate::paging::Row;
use crate::words::Words;

/// A correction.
#[derive(Debug, Serialize)]
pub(crate) struct CorrectionView {
    id: i64,
    client_id: i64,
    client: String,
    field: &'static str,
    was: String,
    value: String,
    reason: String,
    sent_at: String,
    sent_by: Option<String>,
    outcome: Option<&'static str>,
    decided_by: Option<String>,
    answer: String,
    version: i64,
    #[serde(skip)]
    at: Timestamp,
    #[serde(skip)]
    zone: StudioZone,
}

impl CorrectionView {
    /// With its time in the studio's zone.
    pub(crate) fn new(one: Correction, zone: StudioZone) -> Self {
        let (outcome, decided_by, answer) = match one.decision {
            Some(decision) => (Some(decision.outcome.code()), decision.decided_by, decision.answer),
            None => (None, None, String::new()),
        };
        Self {
            id: one.id.get(),
            client_id: one.client.id.get(),
            client: one.client.name,
            field: one.field.code(),
            was: one.was,
            value: one.value,
            reason: one.reason,
            sent_at: zone.offset_rfc3339(one.sent_at),
            sent_by: one.sent_by.map(|(_, name)| name),
            outcome,
            decided_by,
            answer,
            version: one.version.get(),
            at: one.sent_at,
            zone,
        }
    }
}

impl Row for CorrectionView {
    const HEADS: &'static [&'static str] = &[
        "cli-id",
        "cli-when",
        "cli-client",
        "field-field",
        "field-from",
        "field-to",
        "field-reason",
        "cli-who",
        "field-status",
    ];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![
            self.id.to_string(),
            words.moment(self.zone, self.at),
            format!("{} ({})", self.client, self.client_id),
            words.word("field", self.field),
            self.was.clone(),
            self.value.clone(),
            self.reason.clone(),
            self.sent_by.clone().unwrap_or_default(),
            self.outcome.map(|outcome| words.word("correction", outcome)).unwrap_or_default(),
        ]
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}

/// An appointment of a client.
#[derive(Debug, Serialize)]
pub(crate) struct AppointmentView {
    id: i64,
    starts_at: String,
    ends_at: String,
    status: &'static str,
    artist_id: i64,
    artist: String,
    /// Absent where whoever asks may not see it.
    service: Option<String>,
    price_cents: Option<i64>,
    #[serde(skip)]
    at: Timestamp,
    #[serde(skip)]
    zone: StudioZone,
}

impl AppointmentView {
    /// With its times in the studio's zone.
    pub(crate) fn new(one: ClientAppointment, zone: StudioZone) -> Self {
        let price = one.details.as_ref().and_then(|details| details.price);
        Self {
            id: one.id.get(),
            starts_at: zone.offset_rfc3339(one.starts_at),
            ends_at: zone.offset_rfc3339(one.ends_at),
            status: one.status.code(),
            artist_id: one.artist.id.get(),
            artist: one.artist.name,
            service: one.details.map(|details| details.service),
            price_cents: price.map(Cents::get),
            at: one.starts_at,
            zone,
        }
    }
}

impl Row for AppointmentView {
    const HEADS: &'static [&'static str] =
        &["cli-id", "cli-when", "cli-artist", "field-status", "cli-service"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![
            self.id.to_string(),
            words.moment(self.zone, self.at),
            self.artist.clone(),
            words.word("appointment", self.status),
            self.service.clone().unwrap_or_default(),
        ]
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}
