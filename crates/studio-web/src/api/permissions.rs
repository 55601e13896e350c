//! What one may do.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::act;
use crate::caller::Person;
use crate::extract::Json;
use crate::problem::{Document, Problem};
use crate::state::App;

/// What one may do right now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Permissions {
    /// Codes of actions that work now, on any row or on one's own.
    allowed: Vec<&'static str>,
    /// Codes of actions that work once the master code is entered.
    locked: Vec<&'static str>,
}

/// What one may do right now.
#[utoipa::path(
    get, path = "/api/v1/permissions", tag = "permissions",
    responses(
        (status = 200, description = "Action codes", body = Permissions),
        (status = 401, description = "No session", body = Document),
    )
)]
pub(crate) async fn mine(State(app): State<App>, person: Person) -> Result<Json<Permissions>, Problem> {
    let abilities = act(&app, &person, studio_app::Studio::abilities).await?;
    Ok(Json(Permissions {
        allowed: abilities.now.iter().map(studio_policy::Action::code).collect(),
        locked: abilities.locked.iter().map(studio_policy::Action::code).collect(),
    }))
}
