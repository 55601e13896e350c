//! Appointments of a client.

use axum::extract::State;
use studio_domain::ClientId;

use super::place;
use super::wire::{Appointments, AppointmentsQuery};
use crate::api::act;
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::problem::{Document, Problem};
use crate::state::App;

/// A client's appointments, newest first; service and price of those whose details the caller may see.
#[utoipa::path(
    get, path = "/api/v1/clients/{id}/appointments", tag = "clients",
    params(("id" = i64, Path, description = "Id of the client"), AppointmentsQuery),
    responses(
        (status = 200, description = "One page", body = Appointments),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 422, description = "The cursor is not valid", body = Document),
    )
)]
pub(crate) async fn appointments(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Query(query): Query<AppointmentsQuery>,
) -> Result<Json<Appointments>, Problem> {
    let (page, zone) = act(&app, &person, move |studio, ctx| {
        let page = studio.client_appointments(ctx, ClientId::new(id), place(query.cursor.as_deref())?)?;
        Ok((page, studio.house(ctx)?.zone()))
    })
    .await?;
    Ok(Json(Appointments::new(page, zone)))
}
