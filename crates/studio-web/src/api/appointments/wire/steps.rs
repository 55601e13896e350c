//! The steps of an appointment, for one and for several, and what became of them.

use serde::{Deserialize, Serialize};
use studio_app::{BulkRow, CancelInput, CompletionInput, tell};
use studio_domain::{AppointmentId, Timestamp};
use studio_text::Lang;
use utoipa::ToSchema;

use super::Money;
use crate::api::whole;

/// A step of an appointment.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = AppointmentStep, example = json!({ "version": 1 }))]
pub(crate) struct Step {
    /// The version that was read; left out: whatever it is at.
    #[serde(deserialize_with = "whole::maybe")]
    pub(in super::super) version: Option<i64>,
    /// `true` takes it back: not arrived, not started.
    pub(in super::super) undo: bool,
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
    pub(in super::super) version: Option<i64>,
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
    pub(in super::super) version: Option<i64>,
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
    pub(in super::super) confirm_warnings: bool,
    /// The version that was read; left out: whatever it is at.
    #[serde(deserialize_with = "whole::maybe")]
    pub(in super::super) version: Option<i64>,
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
    pub(in super::super) fn ids(&self) -> Vec<AppointmentId> {
        ids(&self.ids)
    }
}

impl CancelSeveral {
    pub(in super::super) fn read(self) -> (Vec<AppointmentId>, CancelInput) {
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
    pub(in super::super) fn new(rows: Vec<BulkRow>, lang: Lang, now: Timestamp, request: &str) -> Self {
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
