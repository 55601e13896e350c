//! Consents.

use serde::Serialize;
use studio_app::Consent;
use studio_domain::{ConsentManner, StudioZone, Timestamp};

use crate::paging::Row;
use crate::words::Words;

/// A consent as an event.
#[derive(Debug, Serialize)]
pub(crate) struct ConsentView {
    id: i64,
    kind: &'static str,
    act: &'static str,
    manner: &'static str,
    recorded_at: String,
    recorded_by: Option<String>,
    #[serde(skip)]
    at: Timestamp,
    #[serde(skip)]
    zone: StudioZone,
}

impl ConsentView {
    /// With its time in the studio's zone.
    pub(crate) fn new(consent: Consent, zone: StudioZone) -> Self {
        Self {
            id: consent.id.get(),
            kind: consent.kind.code(),
            act: consent.act.code(),
            manner: consent.manner.code(),
            recorded_at: zone.offset_rfc3339(consent.recorded_at),
            recorded_by: consent.recorded_by.map(|(_, name)| name),
            at: consent.recorded_at,
            zone,
        }
    }
}

impl ConsentView {
    /// Id, moment, kind, answer, manner and who recorded it, in words.
    pub(crate) fn told(&self, words: Words) -> [String; 6] {
        [
            self.id.to_string(),
            words.moment(self.zone, self.at),
            words.word("consent", self.kind),
            words.word("consent-act", self.act),
            words.word("consent-manner", self.manner),
            words.by(self.recorded_by.as_ref(), self.manner == ConsentManner::BeforeMove.code()),
        ]
    }
}

impl Row for ConsentView {
    const HEADS: &'static [&'static str] =
        &["cli-id", "cli-when", "cli-consent", "cli-said", "cli-how", "cli-who"];

    fn cells(&self, words: Words) -> Vec<String> {
        self.told(words).into()
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}
