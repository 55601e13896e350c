//! Clients: the list, one client, the form.

mod appointments;
mod consent;
mod consents;
mod corrections;
mod edit;
mod editing;
mod emergency;
mod export;
mod fields;
mod gallery;
mod health;
mod import;
mod list;
mod meanwhile;
pub(crate) mod merging;
mod notes;
mod photo;
mod preferences;
mod proof;
pub(crate) mod removing;
pub(crate) mod rows;
mod screening;
mod show;
mod tab;

pub(super) use consent::name_of;
pub(crate) use consent::{answer, ask};
pub(crate) use consents::{check_age, guardian, withdraw};
pub(crate) use corrections::{
    Line as CorrectionLine, apply, correct as correct_record, decline, send, show as show_correction,
};
pub(super) use edit::choices;
pub(crate) use edit::{add, change, new, open};
pub(crate) use emergency::change as change_emergency;
pub(crate) use export::{ask as export, file as export_file, file_headers, head};
pub(crate) use gallery::show as gallery;
pub(super) use gallery::{Picture, picture};
pub(crate) use health::confirm_screening;
pub(crate) use import::{choose as choose_import, import, look as look_at_import, upload};
pub(crate) use list::list;
pub(crate) use notes::{correct as correct_note, pin, write};
pub(crate) use photo::{remove as remove_photo, set as set_photo};
pub(crate) use preferences::change as change_preferences;
pub(crate) use proof::{attach_paper, blank, show as proof, signature};
pub(crate) use screening::{record_screening, screen};
pub(crate) use show::{archive, restore, show};

use axum::http::StatusCode;
use studio_app::Error;
use studio_domain::ClientId;

use super::{PageError, Reader};
use crate::extract::Path;

/// The client of an address; one that can't be read names nobody.
fn id_of(reader: &Reader, path: Result<Path<i64>, crate::problem::Problem>) -> Result<ClientId, PageError> {
    path.map(|Path(id)| ClientId::new(id))
        .map_err(|_unreadable| reader.told(&Error::NotFound { kind: "client", id: String::new() }))
}

/// The client and the word of an address; what can't be read names nobody.
fn id_and(
    reader: &Reader,
    path: Result<Path<(i64, String)>, crate::problem::Problem>,
) -> Result<(ClientId, String), PageError> {
    path.map(|Path((id, word))| (ClientId::new(id), word))
        .map_err(|_unreadable| reader.told(&Error::NotFound { kind: "client", id: String::new() }))
}

/// Where a client's page is.
fn page_of(id: ClientId) -> String {
    format!("/clients/{id}")
}

/// The version that a form was filled from; one that can't be read is no version of anything.
pub(super) fn version(typed: &super::Typed) -> studio_domain::Version {
    version_of(typed)
}

/// The same within this area.
fn version_of(typed: &super::Typed) -> studio_domain::Version {
    studio_domain::Version::new(typed.get("version").trim().parse().unwrap_or(-1))
}

const OK: StatusCode = StatusCode::OK;
