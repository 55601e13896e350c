//! The steps of an appointment, for one and for several.

use axum::extract::State;
use studio_app::{CancelInput, CompletionInput, Error, OpCtx, Studio};
use studio_domain::{AppointmentId, Version};

use super::shown;
use super::wire::{Appointment, Cancel, CancelSeveral, Complete, Reopen, Results, Several, Step};
use crate::api::act;
use crate::caller::Person;
use crate::extract::{Json, Path};
use crate::problem::{Document, Problem};
use crate::state::App;

/// Takes a step, and shows the appointment as it is now.
async fn step<F>(app: &App, person: &Person, id: i64, take: F) -> Result<Json<Appointment>, Problem>
where
    F: FnOnce(&Studio, &OpCtx, AppointmentId) -> Result<Version, Error> + Send + 'static,
{
    let id = AppointmentId::new(id);
    act(app, person, move |studio, ctx| {
        take(studio, ctx, id)?;
        shown(studio, ctx, id)
    })
    .await
}

/// Agrees on an appointment.
#[utoipa::path(
    post, path = "/api/v1/appointments/{id}/confirm", tag = "appointments", request_body = Step,
    params(("id" = i64, Path, description = "Id of the appointment")),
    responses(
        (status = 200, description = "Agreed", body = Appointment),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Its status does not permit it (`wrong_status`), or somebody else saved it meanwhile (`stale`)", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn confirm(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<Step>,
) -> Result<Json<Appointment>, Problem> {
    step(&app, &person, id, move |studio, ctx, id| {
        let version = body.version.map(Version::new);
        studio.confirm_appointment(ctx, id, version)
    })
    .await
}

/// Puts an appointment back to awaiting confirmation.
#[utoipa::path(
    post, path = "/api/v1/appointments/{id}/unconfirm", tag = "appointments", request_body = Step,
    params(("id" = i64, Path, description = "Id of the appointment")),
    responses(
        (status = 200, description = "Pending", body = Appointment),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Its status does not permit it (`wrong_status`), or somebody else saved it meanwhile (`stale`)", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn unconfirm(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<Step>,
) -> Result<Json<Appointment>, Problem> {
    step(&app, &person, id, move |studio, ctx, id| {
        let version = body.version.map(Version::new);
        studio.unconfirm_appointment(ctx, id, version)
    })
    .await
}

/// Says that the client is here, or with `undo` takes that back.
#[utoipa::path(
    post, path = "/api/v1/appointments/{id}/arrive", tag = "appointments", request_body = Step,
    params(("id" = i64, Path, description = "Id of the appointment")),
    responses(
        (status = 200, description = "Arrived", body = Appointment),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Its status does not permit it (`wrong_status`), or somebody else saved it meanwhile (`stale`)", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn arrive(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<Step>,
) -> Result<Json<Appointment>, Problem> {
    step(&app, &person, id, move |studio, ctx, id| {
        let version = body.version.map(Version::new);
        studio.arrive_appointment(ctx, id, !body.undo, version)
    })
    .await
}

/// Says that work has begun, or with `undo` takes that back.
#[utoipa::path(
    post, path = "/api/v1/appointments/{id}/start", tag = "appointments", request_body = Step,
    params(("id" = i64, Path, description = "Id of the appointment")),
    responses(
        (status = 200, description = "Begun", body = Appointment),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Its status does not permit it (`wrong_status`), or somebody else saved it meanwhile (`stale`)", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn start(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<Step>,
) -> Result<Json<Appointment>, Problem> {
    step(&app, &person, id, move |studio, ctx, id| {
        let version = body.version.map(Version::new);
        studio.start_appointment(ctx, id, !body.undo, version)
    })
    .await
}

/// Records that the client did not come.
#[utoipa::path(
    post, path = "/api/v1/appointments/{id}/no-show", tag = "appointments", request_body = Step,
    params(("id" = i64, Path, description = "Id of the appointment")),
    responses(
        (status = 200, description = "Recorded", body = Appointment),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Its status does not permit it (`wrong_status`), or somebody else saved it meanwhile (`stale`)", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn no_show(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<Step>,
) -> Result<Json<Appointment>, Problem> {
    step(&app, &person, id, move |studio, ctx, id| {
        let version = body.version.map(Version::new);
        studio.miss_appointment(ctx, id, version)
    })
    .await
}

/// Calls an appointment off; within the notice period it is marked as late.
#[utoipa::path(
    post, path = "/api/v1/appointments/{id}/cancel", tag = "appointments", request_body = Cancel,
    params(("id" = i64, Path, description = "Id of the appointment")),
    responses(
        (status = 200, description = "Called off", body = Appointment),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Its status does not permit it (`wrong_status`), or somebody else saved it meanwhile (`stale`)", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn cancel(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<Cancel>,
) -> Result<Json<Appointment>, Problem> {
    step(&app, &person, id, move |studio, ctx, id| {
        let version = body.version.map(Version::new);
        studio.cancel_appointment(ctx, id, CancelInput::from(body), version)
    })
    .await
}

/// Completes an appointment; it is final then.
#[utoipa::path(
    post, path = "/api/v1/appointments/{id}/complete", tag = "appointments", request_body = Complete,
    params(("id" = i64, Path, description = "Id of the appointment")),
    responses(
        (status = 200, description = "Completed", body = Appointment),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Something is missing (`missing_to_complete`); its status does not permit it (`wrong_status`), or somebody else saved it meanwhile (`stale`)", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn complete(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<Complete>,
) -> Result<Json<Appointment>, Problem> {
    step(&app, &person, id, move |studio, ctx, id| {
        let version = body.version.map(Version::new);
        studio.complete_appointment(ctx, id, CompletionInput::from(body), version)
    })
    .await
}

/// Takes back that an appointment was called off or missed, if its time is still free.
#[utoipa::path(
    post, path = "/api/v1/appointments/{id}/reopen", tag = "appointments", request_body = Reopen,
    params(("id" = i64, Path, description = "Id of the appointment")),
    responses(
        (status = 200, description = "Agreed again", body = Appointment),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "As for booking; its status does not permit it (`wrong_status`), or somebody else saved it meanwhile (`stale`)", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn reopen(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<Reopen>,
) -> Result<Json<Appointment>, Problem> {
    step(&app, &person, id, move |studio, ctx, id| {
        let version = body.version.map(Version::new);
        studio.reopen_appointment(ctx, id, body.confirm_warnings, version)
    })
    .await
}

/// Agrees on several appointments, each for itself; one that can't be keeps none of the others back.
#[utoipa::path(
    post, path = "/api/v1/appointments/bulk-confirm", tag = "appointments", request_body = Several,
    responses(
        (status = 200, description = "What became of each", body = Results),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn bulk_confirm(
    State(app): State<App>,
    person: Person,
    Json(body): Json<Several>,
) -> Result<Json<Results>, Problem> {
    let lang = person.lang;
    act(&app, &person, move |studio, ctx| {
        let rows = studio.bulk_confirm(ctx, &body.ids())?;
        Ok(Json(Results::new(rows, lang, ctx.visit.now, &ctx.visit.request_id)))
    })
    .await
}

/// Calls several appointments off for one reason, each for itself.
#[utoipa::path(
    post, path = "/api/v1/appointments/bulk-cancel", tag = "appointments", request_body = CancelSeveral,
    responses(
        (status = 200, description = "What became of each", body = Results),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn bulk_cancel(
    State(app): State<App>,
    person: Person,
    Json(body): Json<CancelSeveral>,
) -> Result<Json<Results>, Problem> {
    let lang = person.lang;
    act(&app, &person, move |studio, ctx| {
        let rows = {
            let (ids, input) = body.read();
            studio.bulk_cancel(ctx, &ids, &input)?
        };
        Ok(Json(Results::new(rows, lang, ctx.visit.now, &ctx.visit.request_id)))
    })
    .await
}
