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

/// One handler for each step: they differ in what is said and in what it does.
macro_rules! steps {
    ($(
        $(#[$doc:meta])*
        $name:ident($path:literal, $done:literal, $conflict:literal)
            |$studio:ident, $ctx:ident, $id:ident, $body:ident: $Body:ident, $version:ident| $take:expr;
    )+) => {$(
        $(#[$doc])*
        #[utoipa::path(
            post, path = $path, tag = "appointments", request_body = $Body,
            params(("id" = i64, Path, description = "Id of the appointment")),
            responses(
                (status = 200, description = $done, body = Appointment),
                (status = 400, description = "Malformed", body = Document),
                (status = 401, description = "No session", body = Document),
                (status = 403, description = "Refused", body = Document),
                (status = 404, description = "Not there", body = Document),
                (status = 409, description = $conflict, body = Document),
                (status = 422, description = "Fields are not valid", body = Document),
            )
        )]
        pub(crate) async fn $name(
            State(app): State<App>,
            person: Person,
            Path(id): Path<i64>,
            Json($body): Json<$Body>,
        ) -> Result<Json<Appointment>, Problem> {
            step(&app, &person, id, move |$studio, $ctx, $id| {
                let $version = $body.version.map(Version::new);
                $take
            })
            .await
        }
    )+};
}

steps! {
    /// Agrees on an appointment.
    confirm(
        "/api/v1/appointments/{id}/confirm",
        "Agreed",
        "Its status does not permit it (`wrong_status`), or somebody else saved it meanwhile (`stale`)"
    ) |studio, ctx, id, body: Step, version| studio.confirm_appointment(ctx, id, version);
    /// Puts an appointment back to awaiting confirmation.
    unconfirm(
        "/api/v1/appointments/{id}/unconfirm",
        "Pending",
        "Its status does not permit it (`wrong_status`), or somebody else saved it meanwhile (`stale`)"
    ) |studio, ctx, id, body: Step, version| studio.unconfirm_appointment(ctx, id, version);
    /// Says that the client is here, or with `undo` takes that back.
    arrive(
        "/api/v1/appointments/{id}/arrive",
        "Arrived",
        "Its status does not permit it (`wrong_status`), or somebody else saved it meanwhile (`stale`)"
    ) |studio, ctx, id, body: Step, version| studio.arrive_appointment(ctx, id, !body.undo, version);
    /// Says that work has begun, or with `undo` takes that back.
    start(
        "/api/v1/appointments/{id}/start",
        "Begun",
        "Its status does not permit it (`wrong_status`), or somebody else saved it meanwhile (`stale`)"
    ) |studio, ctx, id, body: Step, version| studio.start_appointment(ctx, id, !body.undo, version);
    /// Records that the client did not come.
    no_show(
        "/api/v1/appointments/{id}/no-show",
        "Recorded",
        "Its status does not permit it (`wrong_status`), or somebody else saved it meanwhile (`stale`)"
    ) |studio, ctx, id, body: Step, version| studio.miss_appointment(ctx, id, version);
    /// Calls an appointment off; within the notice period it is marked as late.
    cancel(
        "/api/v1/appointments/{id}/cancel",
        "Called off",
        "Its status does not permit it (`wrong_status`), or somebody else saved it meanwhile (`stale`)"
    ) |studio, ctx, id, body: Cancel, version| studio.cancel_appointment(ctx, id, CancelInput::from(body), version);
    /// Completes an appointment; it is final then.
    complete(
        "/api/v1/appointments/{id}/complete",
        "Completed",
        "Something is missing (`missing_to_complete`); its status does not permit it (`wrong_status`), or somebody else saved it meanwhile (`stale`)"
    ) |studio, ctx, id, body: Complete, version| studio.complete_appointment(ctx, id, CompletionInput::from(body), version);
    /// Takes back that an appointment was called off or missed, if its time is still free.
    reopen(
        "/api/v1/appointments/{id}/reopen",
        "Agreed again",
        "As for booking; its status does not permit it (`wrong_status`), or somebody else saved it meanwhile (`stale`)"
    ) |studio, ctx, id, body: Reopen, version| studio.reopen_appointment(ctx, id, body.confirm_warnings, version);
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
