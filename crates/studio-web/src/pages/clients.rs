//! Clients: the list, one client, the form.

mod appointments;
mod consents;
mod edit;
mod emergency;
mod export;
mod health;
mod import;
mod list;
mod meanwhile;
mod notes;
mod preferences;
pub(crate) mod rows;
mod show;
mod tab;

pub(crate) use edit::{add, change, new, open};
pub(crate) use export::{ask as export, file as export_file, file_headers, head};
pub(crate) use import::{choose as choose_import, import, look as look_at_import, upload};
pub(crate) use list::list;
pub(crate) use notes::{pin, write};
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

/// Where a client's page is.
fn page_of(id: ClientId) -> String {
    format!("/clients/{id}")
}

/// The version that a form was filled from; one that can't be read is no version of anything.
fn version_of(typed: &super::Typed) -> studio_domain::Version {
    studio_domain::Version::new(typed.get("version").trim().parse().unwrap_or(-1))
}

const OK: StatusCode = StatusCode::OK;
