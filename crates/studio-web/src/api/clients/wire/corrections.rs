//! Corrections of records.

use serde::{Deserialize, Serialize};
use studio_app::{CorrectionInput, CorrectionSeen, Page, WaitingCorrection};
use studio_domain::{StudioZone, Version};
use utoipa::{IntoParams, ToSchema};

use crate::api::{times, whole};

/// What somebody says is wrong with a client's record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Correction {
    id: i64,
    client_id: i64,
    /// Name of the client today.
    client: String,
    /// Code of the field.
    field: &'static str,
    /// What stood there when it was sent.
    was: String,
    /// What should stand there; empty: nothing.
    value: String,
    reason: String,
    sent_at: String,
    /// User name of today.
    sent_by: Option<String>,
    /// `applied` or `declined`; absent: it is open.
    outcome: Option<&'static str>,
    decided_at: Option<String>,
    decided_by: Option<String>,
    /// What the sender is told.
    answer: String,
    /// To be sent back when deciding.
    version: i64,
}

impl Correction {
    pub(in super::super) fn new(one: studio_app::Correction, zone: StudioZone) -> Self {
        let decision = one.decision.as_ref();
        Self {
            id: one.id.get(),
            client_id: one.client.id.get(),
            client: one.client.name,
            field: one.field.code(),
            was: one.was,
            value: one.value,
            reason: one.reason,
            sent_at: times::at(zone, one.sent_at),
            sent_by: one.sent_by.map(|(_, name)| name),
            outcome: decision.map(|decision| decision.outcome.code()),
            decided_at: decision.map(|decision| times::at(zone, decision.decided_at)),
            decided_by: decision.and_then(|decision| decision.decided_by.clone()),
            answer: decision.map(|decision| decision.answer.clone()).unwrap_or_default(),
            version: one.version.get(),
        }
    }
}

/// The newest corrections of a record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Corrections {
    items: Vec<Correction>,
}

impl Corrections {
    pub(in super::super) fn new(all: Vec<studio_app::Correction>, zone: StudioZone) -> Self {
        Self { items: all.into_iter().map(|one| Correction::new(one, zone)).collect() }
    }
}

/// One page of what waits for a decision, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OpenCorrections {
    items: Vec<Correction>,
    next_cursor: Option<String>,
}

impl OpenCorrections {
    pub(in super::super) fn new(page: Page<WaitingCorrection>, zone: StudioZone) -> Self {
        let last = page.items.last().filter(|_| page.more).map(|one| &one.correction);
        Self {
            next_cursor: last.map(|one| format!("{}-{}", one.sent_at.millis(), one.id)),
            items: page.items.into_iter().map(|one| Correction::new(one.correction, zone)).collect(),
        }
    }
}

/// Paging of what waits.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CorrectionsQuery {
    /// `next_cursor` of the page before.
    pub(in super::super) cursor: Option<String>,
}

/// A correction to be sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCorrection {
    /// Code of the field, as in a client's record; `emergency_name` and so on for the emergency contact.
    #[schema(example = "city")]
    field: String,
    /// What should stand there; of styles and placements with commas between them; empty: nothing.
    #[schema(example = "Oaxaca")]
    value: String,
    /// How the sender knows.
    #[schema(example = "Moved last month")]
    reason: String,
}

impl From<NewCorrection> for CorrectionInput {
    fn from(body: NewCorrection) -> Self {
        Self { field: body.field, value: body.value, reason: body.reason }
    }
}

/// That it is to be put into the record.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Apply {
    /// Version of the correction.
    #[schema(example = 1)]
    #[serde(deserialize_with = "whole::needed")]
    version: i64,
    /// Version of the client's record.
    #[schema(example = 1)]
    #[serde(deserialize_with = "whole::needed")]
    client_version: i64,
    /// Save although there may be the same person already.
    #[serde(default)]
    #[schema(example = false)]
    pub(in super::super) confirm_duplicates: bool,
}

impl Apply {
    pub(in super::super) fn seen(&self) -> CorrectionSeen {
        CorrectionSeen {
            correction: Some(Version::new(self.version)),
            record: Some(Version::new(self.client_version)),
        }
    }
}

/// That the record stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decline {
    /// Version of the correction.
    #[schema(example = 1)]
    #[serde(deserialize_with = "whole::needed")]
    pub(in super::super) version: i64,
    /// What the sender is told.
    #[serde(default)]
    #[schema(example = "The client says otherwise")]
    pub(in super::super) answer: String,
}
