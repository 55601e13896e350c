//! Corrections of clients' records: sent by whoever sees the card, decided by whoever may change it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use studio_domain::{ClientId, CorrectionId, Invalid, Timestamp, Version};

use super::wire::{
    Apply, Correction, Corrections, CorrectionsQuery, Decline, NewCorrection, OpenCorrections,
};
use super::{Client, likely, place, save};
use crate::api::act;
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::problem::{Document, Problem};
use crate::state::App;

/// What waits for a decision in the whole studio, oldest first.
#[utoipa::path(
    get, path = "/api/v1/corrections", tag = "corrections", params(CorrectionsQuery),
    responses(
        (status = 200, description = "One page", body = OpenCorrections),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 422, description = "The cursor is not valid", body = Document),
    )
)]
pub(crate) async fn open(
    State(app): State<App>,
    person: Person,
    Query(query): Query<CorrectionsQuery>,
) -> Result<Json<OpenCorrections>, Problem> {
    let (page, zone) = act(&app, &person, move |studio, ctx| {
        let page = studio.open_corrections(ctx, after(query.cursor.as_deref())?)?;
        Ok((page, studio.house(ctx)?.zone()))
    })
    .await?;
    Ok(Json(OpenCorrections::new(page, zone)))
}

/// The cursor is moment and id of the last one.
fn after(cursor: Option<&str>) -> Result<Option<(Timestamp, CorrectionId)>, Invalid> {
    place(cursor)
}

/// The newest corrections of a record, newest first.
#[utoipa::path(
    get, path = "/api/v1/clients/{id}/corrections", tag = "corrections",
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 200, description = "At most twenty", body = Corrections),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<Json<Corrections>, Problem> {
    let (all, zone) = act(&app, &person, move |studio, ctx| {
        Ok((studio.corrections(ctx, ClientId::new(id))?, studio.house(ctx)?.zone()))
    })
    .await?;
    Ok(Json(Corrections::new(all, zone)))
}

/// Says what is wrong with a record. Nothing of the record changes until somebody decides.
#[utoipa::path(
    post, path = "/api/v1/clients/{id}/corrections", tag = "corrections", request_body = NewCorrection,
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 201, description = "Sent", body = Correction),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn send(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<NewCorrection>,
) -> Result<Response, Problem> {
    let id = ClientId::new(id);
    let sent = act(&app, &person, move |studio, ctx| {
        let correction = studio.send_correction(ctx, id, body.into())?;
        Ok(Correction::new(studio.correction(ctx, id, correction)?, studio.house(ctx)?.zone()))
    })
    .await?;
    Ok((StatusCode::CREATED, Json(sent)).into_response())
}

/// Puts what a correction says into the record.
#[utoipa::path(
    post, path = "/api/v1/clients/{id}/corrections/{correction}/apply", tag = "corrections", request_body = Apply,
    params(
        ("id" = i64, Path, description = "Id of the client"),
        ("correction" = i64, Path, description = "Id of the correction"),
    ),
    responses(
        (status = 200, description = "The record as it is now", body = Client),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Decided already, saved by somebody else meanwhile (`stale`), or likely duplicates (`needs_confirmation`)", body = Document),
        (status = 422, description = "The record does not take the value any more", body = Document),
    )
)]
pub(crate) async fn apply(
    State(app): State<App>,
    person: Person,
    Path((id, correction)): Path<(i64, i64)>,
    Json(body): Json<Apply>,
) -> Result<Response, Problem> {
    let (id, correction) = (ClientId::new(id), CorrectionId::new(correction));
    let (seen, anyway) = (body.seen(), body.confirm_duplicates);
    let saved = save(&app, &person, move |studio, ctx| {
        Ok(studio.apply_correction(ctx, id, correction, seen, anyway)?.map(|_version| id))
    });
    match saved.await? {
        studio_app::Saving::Likely(duplicates) => Ok(likely(duplicates, &person)),
        studio_app::Saving::Saved((_, card)) => Ok(card.into_response()),
    }
}

/// Leaves the record as it is; the sender is told why.
#[utoipa::path(
    post, path = "/api/v1/clients/{id}/corrections/{correction}/decline", tag = "corrections", request_body = Decline,
    params(
        ("id" = i64, Path, description = "Id of the client"),
        ("correction" = i64, Path, description = "Id of the correction"),
    ),
    responses(
        (status = 200, description = "Declined", body = Correction),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Decided already (`correction_decided`)", body = Document),
        (status = 422, description = "The answer is too long", body = Document),
    )
)]
pub(crate) async fn decline(
    State(app): State<App>,
    person: Person,
    Path((id, correction)): Path<(i64, i64)>,
    Json(body): Json<Decline>,
) -> Result<Json<Correction>, Problem> {
    let (id, correction) = (ClientId::new(id), CorrectionId::new(correction));
    act(&app, &person, move |studio, ctx| {
        studio.decline_correction(ctx, id, correction, &body.answer, Some(Version::new(body.version)))?;
        Ok(Json(Correction::new(studio.correction(ctx, id, correction)?, studio.house(ctx)?.zone())))
    })
    .await
}
