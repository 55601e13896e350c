//! Deleting a client's record.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use studio_app::Deletion;
use studio_domain::{ClientId, Version};

use super::wire::{DeletedClient, DeletionBody, InUse};
use crate::api::act;
use crate::caller::Person;
use crate::extract::{Json, Path};
use crate::problem::{Document, Problem};
use crate::state::App;

/// Deletes a client on whom nothing hangs that has to be kept: no appointment, no screening, no consent that is older than the first day.
/// Notes and consents of the first day go too. The client's name is sent once more to confirm it.
#[utoipa::path(
    post, path = "/api/v1/clients/{id}/delete", tag = "clients", request_body = DeletionBody,
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 200, description = "Deleted", body = DeletedClient),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Something keeps the client (`client_in_use`, with what), or somebody else saved it meanwhile, or it was merged", body = InUse),
        (status = 422, description = "Another name", body = Document),
    )
)]
pub(crate) async fn delete(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<DeletionBody>,
) -> Result<Response, Problem> {
    let (name, version) = (body.confirm_name, Version::new(body.version));
    let deletion = act(&app, &person, move |studio, ctx| {
        studio.delete_client(ctx, ClientId::new(id), &name, Some(version))
    })
    .await?;
    Ok(match deletion {
        Deletion::Done(deleted) => Json(DeletedClient::new(&deleted)).into_response(),
        Deletion::Held(holdings) => {
            let document = InUse::new(holdings, person.lang, &person.ctx.visit.request_id);
            let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"))];
            (StatusCode::CONFLICT, kind, axum::Json(document)).into_response()
        }
    })
}
