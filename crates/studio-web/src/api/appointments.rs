//! Appointments.

pub(crate) mod steps;
mod wire;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use studio_app::{AppointmentFilter, BookingInput, ClientInput, Error, OpCtx, Saving, Studio};
use studio_domain::{AppointmentId, Invalid, Rule, Version};

use super::act;
use super::clients::{Duplicates, likely};
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::headers::{etag, matches};
use crate::problem::{Document, Problem};
use crate::state::App;

use wire::{
    Appointment, Appointments, Booking, BookingCheck, Filters, History, HistoryQuery, NewcomerBooking,
};

/// The most characters of a key that make sense.
const KEY: usize = 255;

/// Appointments in the order of their starts. Details of those that the caller may see.
#[utoipa::path(
    get, path = "/api/v1/appointments", tag = "appointments", params(Filters),
    responses(
        (status = 200, description = "One page", body = Appointments, headers(("ETag" = String, description = "For `If-None-Match`"))),
        (status = 304, description = "Unchanged since the `ETag` that was sent", headers(("ETag" = String, description = "The same"))),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 404, description = "The client is not there", body = Document),
        (status = 422, description = "A filter is not valid", body = Document),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    Query(filters): Query<Filters>,
) -> Result<Response, Problem> {
    let address = format!("appointments {}", serde_json::to_string(&filters).unwrap_or_default());
    let (tag, page) = act(&app, &person, move |studio, ctx| {
        let tag = etag(&[&studio.revision(ctx)?, &address]);
        if matches(&headers, &tag) {
            return Ok((tag, None));
        }
        let page = studio.appointments(ctx, &AppointmentFilter::from(filters))?;
        Ok((tag, Some((page, studio.house(ctx)?.currency()))))
    })
    .await?;
    let Some((page, currency)) = page else {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    };
    Ok(([(header::ETAG, tag)], Json(Appointments::new(page, currency))).into_response())
}

/// One appointment with what may be done about it.
#[utoipa::path(
    get, path = "/api/v1/appointments/{id}", tag = "appointments",
    params(("id" = i64, Path, description = "Id of the appointment")),
    responses(
        (status = 200, description = "The appointment", body = Appointment, headers(("ETag" = String, description = "For `If-None-Match`"))),
        (status = 304, description = "Unchanged since the `ETag` that was sent", headers(("ETag" = String, description = "The same"))),
        (status = 401, description = "No session", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let (tag, appointment) = act(&app, &person, move |studio, ctx| {
        let tag = etag(&[&studio.revision(ctx)?, &format!("appointment {id}")]);
        if matches(&headers, &tag) {
            return Ok((tag, None));
        }
        Ok((tag, Some(shown(studio, ctx, AppointmentId::new(id))?)))
    })
    .await?;
    let Some(appointment) = appointment else {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    };
    Ok(([(header::ETAG, tag)], appointment).into_response())
}

fn shown(studio: &Studio, ctx: &OpCtx, id: AppointmentId) -> Result<Json<Appointment>, Error> {
    let sheet = studio.appointment(ctx, id)?;
    Ok(Json(Appointment::sheet(sheet, studio.house(ctx)?.currency())))
}

/// The sender's own key of a request that may come twice.
fn key(headers: &HeaderMap, person: &Person) -> Result<Option<String>, Problem> {
    let Some(given) = headers.get("idempotency-key") else { return Ok(None) };
    let text = given.to_str().ok().filter(|text| (1..=KEY).contains(&text.len()));
    match text {
        Some(text) => Ok(Some(text.to_owned())),
        None => Err(Problem::malformed(
            StatusCode::BAD_REQUEST,
            "`Idempotency-Key` needs 1 to 255 visible characters",
            person.lang,
        )
        .of(&person.ctx.visit.request_id)),
    }
}

/// Books an appointment. What stands in the way and what has to be confirmed is answered first; `confirm_warnings` goes on after the latter.
/// The same body under the same key books once, and is answered with what it booked.
#[utoipa::path(
    post, path = "/api/v1/appointments", tag = "appointments", request_body = Booking,
    params(("Idempotency-Key" = Option<String>, Header, description = "A key of your own for this request, remembered for three days", min_length = 1, max_length = 255, pattern = "^[!-~]+$")),
    responses(
        (status = 201, description = "Booked", body = Appointment, headers(("Location" = String, description = "The appointment's address"))),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 409, description = "Something is in the way (`artist_booked`, `artist_blocked`, `client_booked`, `artist_inactive`, `client_archived`), or to be confirmed (`needs_confirmation`), or the key was used for another request (`key_reused`)", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn book(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    Json(body): Json<Booking>,
) -> Result<Response, Problem> {
    let key = key(&headers, &person)?;
    let booked = act(&app, &person, move |studio, ctx| {
        let id = studio.book_appointment(ctx, BookingInput::from(body), key.as_deref())?;
        shown(studio, ctx, id)
    })
    .await?;
    let place = [(header::LOCATION, format!("/api/v1/appointments/{}", booked.0.id))];
    Ok((StatusCode::CREATED, place, booked).into_response())
}

/// What is wrong with a part of the body stands in that part.
const PARTS: &[(&str, &str)] = &[
    ("name", "client.name"),
    ("phone", "client.phone"),
    ("email", "client.email"),
    ("instagram", "client.instagram"),
    ("address", "client.address"),
    ("city", "client.city"),
    ("state", "client.state"),
    ("gender", "client.gender"),
    ("birth_date", "client.birth_date"),
    ("preferred_artist_id", "client.preferred_artist_id"),
    ("styles", "client.styles"),
    ("placements", "client.placements"),
    ("source", "client.source"),
    ("source_detail", "client.source_detail"),
    ("emergency_name", "client.emergency.name"),
    ("emergency_relationship", "client.emergency.relationship"),
    ("emergency_phone", "client.emergency.phone"),
    ("guardian_name", "client.guardian.name"),
    ("guardian_relationship", "client.guardian.relationship"),
    ("guardian_phone", "client.guardian.phone"),
    ("informed_consent", "client.informed_consent"),
    ("client_id", "appointment.client_id"),
    ("artist_id", "appointment.artist_id"),
    ("starts_at", "appointment.starts_at"),
    ("starts_which", "appointment.starts_which"),
    ("ends_at", "appointment.ends_at"),
    ("ends_which", "appointment.ends_which"),
    ("minutes", "appointment.minutes"),
    ("status", "appointment.status"),
    ("service_id", "appointment.service_id"),
    ("service", "appointment.service"),
    ("placement", "appointment.placement"),
    ("style", "appointment.style"),
    ("price", "appointment.price"),
    ("deposit", "appointment.deposit"),
    ("commission", "appointment.commission"),
    ("notes", "appointment.notes"),
    ("continues_id", "appointment.continues_id"),
];

/// Makes a client and books for them; either both are made or neither. Likely duplicates are answered first, as when a client is made, then what
/// stands in the way and what has to be confirmed. The same body under the same key makes and books once.
#[utoipa::path(
    post, path = "/api/v1/appointments/with-client", tag = "appointments", request_body = NewcomerBooking,
    params(("Idempotency-Key" = Option<String>, Header, description = "A key of your own for this request, remembered for three days", min_length = 1, max_length = 255, pattern = "^[!-~]+$")),
    responses(
        (status = 201, description = "Made and booked", body = Appointment, headers(("Location" = String, description = "The appointment's address"))),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 409, description = "May be there already, or to be confirmed (`needs_confirmation`), or as for booking", body = Duplicates),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn book_newcomer(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    Json(body): Json<NewcomerBooking>,
) -> Result<Response, Problem> {
    let key = key(&headers, &person)?;
    let anyway = body.client.confirm_duplicates;
    let (client, booking) = (ClientInput::from(body.client), BookingInput::from(body.appointment));
    let booked = act(&app, &person, move |studio, ctx| {
        match studio.book_newcomer(ctx, client, booking, anyway, key.as_deref())? {
            Saving::Saved(id) => Ok(Saving::Saved(shown(studio, ctx, id)?)),
            Saving::Likely(likely) => Ok(Saving::Likely(likely)),
        }
    });
    match booked.await.map_err(|problem| problem.renamed(PARTS))? {
        Saving::Likely(duplicates) => Ok(likely(duplicates, &person)),
        Saving::Saved(booked) => {
            let place = [(header::LOCATION, format!("/api/v1/appointments/{}", booked.0.id))];
            Ok((StatusCode::CREATED, place, booked).into_response())
        }
    }
}

/// What booking this would be told; nothing is booked. With `appointment_id`: what moving that one there would.
#[utoipa::path(
    post, path = "/api/v1/appointments/check", tag = "appointments", request_body = Booking,
    responses(
        (status = 200, description = "What stands in the way and what has to be confirmed", body = BookingCheck),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn check(
    State(app): State<App>,
    person: Person,
    Json(body): Json<Booking>,
) -> Result<Json<BookingCheck>, Problem> {
    let lang = person.lang;
    act(&app, &person, move |studio, ctx| {
        let moved = body.appointment_id.map(AppointmentId::new);
        let check = studio.check_booking(ctx, &BookingInput::from(body), moved)?;
        Ok(Json(BookingCheck::new(&check, lang)))
    })
    .await
}

/// Changes or moves an appointment. What is left out stays; `null` or empty text empties. A new start alone keeps the length.
#[utoipa::path(
    patch, path = "/api/v1/appointments/{id}", tag = "appointments", request_body = Booking,
    params(("id" = i64, Path, description = "Id of the appointment")),
    responses(
        (status = 200, description = "Saved", body = Appointment),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused, or left to the desk so late (`late_change`)", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "As for booking; saved by somebody else meanwhile (`stale`); over (`appointment_final`, `appointment_closed`)", body = Document),
        (status = 422, description = "Fields are not valid, or the version is missing", body = Document),
    )
)]
pub(crate) async fn change(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<Booking>,
) -> Result<Json<Appointment>, Problem> {
    let id = AppointmentId::new(id);
    act(&app, &person, move |studio, ctx| {
        let Some(version) = body.version.map(Version::new) else {
            // Nothing changes, but whoever may not change it is told that first.
            studio.edit_appointment(ctx, id, BookingInput::default(), None)?;
            return Err(Invalid::new("version", Rule::Required).into());
        };
        studio.edit_appointment(ctx, id, BookingInput::from(body), Some(version))?;
        shown(studio, ctx, id)
    })
    .await
}

/// What happened to an appointment, newest first.
#[utoipa::path(
    get, path = "/api/v1/appointments/{id}/history", tag = "appointments",
    params(("id" = i64, Path, description = "Id of the appointment"), HistoryQuery),
    responses(
        (status = 200, description = "One page", body = History),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 422, description = "The cursor is not valid", body = Document),
    )
)]
pub(crate) async fn history(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Query(query): Query<HistoryQuery>,
) -> Result<Json<History>, Problem> {
    let lang = person.lang;
    act(&app, &person, move |studio, ctx| {
        let before = query.cursor.as_deref().map(str::parse::<i64>).transpose();
        let before = before.map_err(|_odd| Invalid::form("cursor", "cursor"))?;
        let page = studio.appointment_history(ctx, AppointmentId::new(id), before)?;
        Ok(Json(History::new(page, studio.house(ctx)?.zone(), lang)))
    })
    .await
}
