//! Health screenings of a client. Reading the answers is in the log; the flag and what is recorded tell none.

mod wire;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use studio_app::ScreeningInput;
use studio_domain::{ClientId, ScreeningId, Timestamp};

use super::act;
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::problem::{Document, Problem};
use crate::state::App;

pub(in crate::api) use wire::Entered;
pub(crate) use wire::{Flag, NewScreening, Recorded, Screenings, ScreeningsQuery, Seen};

/// The cursor of screenings is moment and id of the last one.
pub(crate) fn before(
    cursor: Option<&str>,
) -> Result<Option<(Timestamp, ScreeningId)>, studio_domain::Invalid> {
    let Some((at, note)) = super::clients::before(cursor)? else { return Ok(None) };
    Ok(Some((at, ScreeningId::new(note.get()))))
}

/// Health screenings of a client, newest first, each with what is otherwise than in the one before. Every reading is in the log.
#[utoipa::path(
    get, path = "/api/v1/clients/{id}/screenings", tag = "health",
    params(("id" = i64, Path, description = "Id of the client"), ScreeningsQuery),
    responses(
        (status = 200, description = "One page", body = Screenings),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 422, description = "The cursor is not valid", body = Document),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Query(query): Query<ScreeningsQuery>,
) -> Result<Json<Screenings>, Problem> {
    let (page, zone) = act(&app, &person, move |studio, ctx| {
        let page = studio.screenings(ctx, ClientId::new(id), before(query.cursor.as_deref())?)?;
        Ok((page, studio.house(ctx)?.zone()))
    })
    .await?;
    Ok(Json(Screenings::new(page, zone)))
}

/// Records a health screening of now. Earlier ones stay.
#[utoipa::path(
    post, path = "/api/v1/clients/{id}/screenings", tag = "health", request_body = NewScreening,
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 201, description = "Recorded", body = Recorded),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Somebody else recorded one meanwhile", body = Document),
        (status = 422, description = "Answers are not valid", body = Document),
    )
)]
pub(crate) async fn record(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<NewScreening>,
) -> Result<Response, Problem> {
    let seen = body.seen();
    let input = ScreeningInput::from(body);
    let recorded =
        act(&app, &person, move |studio, ctx| studio.record_screening(ctx, ClientId::new(id), input, seen));
    Ok((StatusCode::CREATED, Json(Recorded::from(recorded.await?))).into_response())
}

/// Records that nothing has changed: a screening of now with the answers of the newest one.
#[utoipa::path(
    post, path = "/api/v1/clients/{id}/screenings/unchanged", tag = "health", request_body = Seen,
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 201, description = "Recorded", body = Recorded),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there, or never screened", body = Document),
        (status = 409, description = "Somebody else recorded one meanwhile", body = Document),
    )
)]
pub(crate) async fn unchanged(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<Seen>,
) -> Result<Response, Problem> {
    let recorded = act(&app, &person, move |studio, ctx| {
        studio.confirm_screening(ctx, ClientId::new(id), body.seen.map(ScreeningId::new))
    });
    Ok((StatusCode::CREATED, Json(Recorded::from(recorded.await?))).into_response())
}

/// What may be said of a client's health without telling an answer. Not in the log.
#[utoipa::path(
    get, path = "/api/v1/clients/{id}/health-flag", tag = "health",
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 200, description = "The flag", body = Flag),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn flag(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<Json<Flag>, Problem> {
    let flag = act(&app, &person, move |studio, ctx| studio.health_flag(ctx, ClientId::new(id)));
    Ok(Json(Flag::from(flag.await?)))
}
