//! Elevation by the master code.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use studio_app::{ElevationCard, Secret};
use utoipa::ToSchema;

use super::{act, session::hold_back, times};
use crate::caller::Person;
use crate::extract::Json;
use crate::problem::{Document, Problem};
use crate::state::App;

/// The master code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Code {
    /// As it was told.
    #[schema(example = "tres-agujas")]
    code: String,
}

/// How things stand with one's elevation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Elevation {
    /// Until when it is in force; absent: none is.
    expires_at: Option<String>,
    /// Whether a master code is set; without one nobody can elevate.
    code_set: bool,
}

async fn state(app: &App, person: &Person, begun: Option<ElevationCard>) -> Result<Json<Elevation>, Problem> {
    let (state, zone) =
        act(app, person, |studio, ctx| Ok((studio.elevation(ctx)?, studio.house(ctx)?.zone()))).await?;
    let card = begun.or(state.now);
    Ok(Json(Elevation {
        expires_at: times::maybe(zone, card.map(|card| card.expires_at)),
        code_set: state.code_set_at.is_some(),
    }))
}

/// How things stand.
#[utoipa::path(
    get, path = "/api/v1/elevation", tag = "elevation",
    responses(
        (status = 200, description = "How things stand", body = Elevation),
        (status = 401, description = "No session", body = Document),
    )
)]
pub(crate) async fn show(State(app): State<App>, person: Person) -> Result<Json<Elevation>, Problem> {
    state(&app, &person, None).await
}

/// Begins an elevation of this session.
#[utoipa::path(
    post, path = "/api/v1/elevation", tag = "elevation", request_body = Code,
    responses(
        (status = 200, description = "In force", body = Elevation),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "The code is wrong, or the role has nothing locked", body = Document),
        (status = 409, description = "No code is set", body = Document),
        (status = 429, description = "Too many wrong codes", body = Document),
    )
)]
pub(crate) async fn begin(
    State(app): State<App>,
    person: Person,
    Json(body): Json<Code>,
) -> Result<Json<Elevation>, Problem> {
    let tried =
        act(&app, &person, move |studio, ctx| Ok(studio.elevate(ctx, &Secret::from(body.code)))).await?;
    let visit = &person.ctx.visit;
    let card = hold_back(&app, tried)
        .await
        .map_err(|error| Problem::at(&error, person.lang, visit.now, &visit.request_id))?;
    state(&app, &person, Some(card)).await
}

/// Ends it early.
#[utoipa::path(
    delete, path = "/api/v1/elevation", tag = "elevation",
    responses(
        (status = 204, description = "None is in force now"),
        (status = 401, description = "No session", body = Document),
    )
)]
pub(crate) async fn end(State(app): State<App>, person: Person) -> Result<StatusCode, Problem> {
    act(&app, &person, studio_app::Studio::end_elevation).await?;
    Ok(StatusCode::NO_CONTENT)
}
