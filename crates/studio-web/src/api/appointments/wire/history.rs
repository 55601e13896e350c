//! What happened to an appointment.

use serde::{Deserialize, Serialize};
use studio_app::{AppointmentChange, Page};
use studio_domain::StudioZone;
use studio_text::{Args, Lang, key, text};
use utoipa::{IntoParams, ToSchema};

use crate::api::times;

/// Paging of a history.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct HistoryQuery {
    /// `next_cursor` of the page before.
    pub(in super::super) cursor: Option<String>,
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
    pub(in super::super) fn new(page: Page<AppointmentChange>, zone: StudioZone, lang: Lang) -> Self {
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
