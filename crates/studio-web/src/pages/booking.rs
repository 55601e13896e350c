//! Pages around one appointment: booking and changing it, its own page, the steps up to its end.

mod check;
mod choices;
mod complete;
mod form;
mod people;
mod save;
mod show;
mod steps;
mod typed;
mod words;

pub(crate) use check::check;
pub(crate) use complete::{complete, open as open_completion};
pub(crate) use form::{new, open};
pub(crate) use people::find;
pub(super) use people::people;
pub(crate) use save::{add, change};
pub(crate) use show::show;
pub(crate) use steps::{cancel, mark, miss, note, open_cancellation, reopen};
pub(super) use words::{Badge, Flag, badge, flags};

use studio_app::Error;
use studio_domain::{AppointmentId, Version};

use super::{PageError, Reader, Typed};
use crate::extract::Path;
use crate::problem::Problem;

/// The form for what comes after an appointment, filled with what is known.
pub(super) fn follow_up_of(card: &studio_app::AppointmentCard) -> String {
    show::follow_up_of(card, false)
}

/// The appointment of an address; one that can't be read names nothing.
fn id_of(reader: &Reader, path: Result<Path<i64>, Problem>) -> Result<AppointmentId, PageError> {
    path.map(|Path(id)| AppointmentId::new(id))
        .map_err(|_unreadable| reader.told(&Error::NotFound { kind: "appointment", id: String::new() }))
}

/// Where an appointment's page is.
fn page_of(id: AppointmentId) -> String {
    format!("/appointments/{id}")
}

/// The version that a form was filled from; one that can't be read is no version of anything.
fn version_of(typed: &Typed) -> Version {
    Version::new(typed.get("version").trim().parse().unwrap_or(-1))
}
