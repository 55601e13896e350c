//! Clients: the list, one client, the form.

mod appointments;
mod consent;
mod consents;
mod edit;
mod emergency;
mod health;
mod list;
mod meanwhile;
mod notes;
mod preferences;
mod proof;
pub(crate) mod rows;
mod show;
mod tab;

pub(super) use consent::name_of;
pub(crate) use consent::{answer, ask};
pub(crate) use consents::{check_age, guardian, withdraw};
pub(crate) use edit::{add, change, new, open};
pub(crate) use list::list;
pub(crate) use notes::{pin, write};
pub(crate) use proof::{blank, show as proof, signature};
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
fn version_of(typed: &super::Typed) -> studio_domain::Version {
    studio_domain::Version::new(typed.get("version").trim().parse().unwrap_or(-1))
}

const OK: StatusCode = StatusCode::OK;
