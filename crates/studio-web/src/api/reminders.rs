//! Reminders by hand, and aftercare.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use studio_app::ReminderRow;
use studio_domain::{AppointmentId, StudioZone};
use utoipa::{IntoParams, ToSchema};

use super::{act, times};
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::problem::{Document, Problem};
use crate::state::App;

/// Which day, in which language.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct RemindFilters {
    /// The day of the appointments; without it, tomorrow.
    date: Option<String>,
    /// Language of the texts; without it, the studio's.
    language: Option<String>,
}

/// An appointment whose client is to be reminded.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Reminder {
    appointment_id: i64,
    starts_at: String,
    status: &'static str,
    client_id: i64,
    client: String,
    phone: Option<String>,
    email: Option<String>,
    artist_id: i64,
    artist: String,
    /// What to say.
    text: String,
    /// Address for a call.
    call: Option<String>,
    /// Address for a message with the text.
    whatsapp: Option<String>,
    /// Address for a mail with the text.
    mail: Option<String>,
    /// Who reminded them last, and how.
    reminded: Option<Reminded>,
}

/// That somebody was reminded.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Reminded {
    /// `call`, `whatsapp`, `mail` or `other`.
    way: &'static str,
    at: String,
    /// User name.
    by: Option<String>,
}

impl Reminder {
    fn new(row: ReminderRow, zone: StudioZone) -> Self {
        Self {
            appointment_id: row.of.id.get(),
            starts_at: times::at(zone, row.of.starts_at),
            status: row.of.status.code(),
            client_id: row.of.client.id.get(),
            client: row.of.client.name,
            phone: row.of.phone,
            email: row.of.email,
            artist_id: row.of.artist.id.get(),
            artist: row.of.artist.name,
            text: row.text,
            call: row.call,
            whatsapp: row.whatsapp,
            mail: row.mail,
            reminded: row.of.reminded.map(|one| Reminded {
                way: one.way.code(),
                at: times::at(zone, one.at),
                by: one.by,
            }),
        }
    }
}

/// Who is to be reminded.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Reminders {
    /// In the order of time.
    items: Vec<Reminder>,
    /// The day.
    date: String,
    /// How many open appointments of that day are of clients who did not agree to be reminded.
    without: usize,
    /// Always `null`.
    next_cursor: Option<String>,
}

/// How somebody was reminded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mark {
    /// `call`, `whatsapp`, `mail` or `other`.
    #[schema(example = "whatsapp")]
    way: String,
}

/// What a client is told after a session.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Aftercare {
    appointment_id: i64,
    client_id: i64,
    client: String,
    service: String,
    /// Empty: the service has none.
    text: String,
    /// When it was given.
    given_at: Option<String>,
}

/// The open appointments of a day whose clients agreed to be reminded. Nothing is sent by itself.
#[utoipa::path(
    get, path = "/api/v1/reminders", tag = "reminders", params(RemindFilters),
    responses(
        (status = 200, description = "Those of tomorrow, or of that day", body = Reminders),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 422, description = "Day or language is not valid", body = Document),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    person: Person,
    Query(filters): Query<RemindFilters>,
) -> Result<Json<Reminders>, Problem> {
    act(&app, &person, move |studio, ctx| {
        let date = filters.date.unwrap_or_default();
        let list = studio.to_remind(ctx, &date, &filters.language.unwrap_or_default())?;
        let zone = studio.house(ctx)?.zone();
        Ok(Json(Reminders {
            items: list.items.into_iter().map(|row| Reminder::new(row, zone)).collect(),
            date: list.date.to_string(),
            without: list.without,
            next_cursor: None,
        }))
    })
    .await
}

/// Keeps that a client was reminded.
#[utoipa::path(
    post, path = "/api/v1/appointments/{id}/remind", tag = "reminders", request_body = Mark,
    params(("id" = i64, Path, description = "Id of the appointment")),
    responses(
        (status = 204, description = "Kept"),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Not open, or the client did not agree (`not_to_remind`)", body = Document),
        (status = 422, description = "The way is not valid", body = Document),
    )
)]
pub(crate) async fn mark(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<Mark>,
) -> Result<StatusCode, Problem> {
    act(&app, &person, move |studio, ctx| studio.mark_reminded(ctx, AppointmentId::new(id), &body.way))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The aftercare text of an appointment: that of its service.
#[utoipa::path(
    get, path = "/api/v1/appointments/{id}/aftercare", tag = "reminders",
    params(("id" = i64, Path, description = "Id of the appointment")),
    responses(
        (status = 200, description = "The text", body = Aftercare),
        (status = 401, description = "No session", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn aftercare(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<Json<Aftercare>, Problem> {
    let shown = act(&app, &person, move |studio, ctx| studio.aftercare(ctx, AppointmentId::new(id))).await?;
    let (sheet, zone) = (shown.sheet, shown.zone);
    Ok(Json(Aftercare {
        appointment_id: sheet.id.get(),
        client_id: sheet.client.id.get(),
        client: sheet.client.name,
        service: sheet.service,
        text: sheet.text,
        given_at: times::maybe(zone, sheet.given_at),
    }))
}

/// Keeps that the aftercare text was given; the first time counts.
#[utoipa::path(
    post, path = "/api/v1/appointments/{id}/aftercare", tag = "reminders", operation_id = "give_aftercare",
    params(("id" = i64, Path, description = "Id of the appointment")),
    responses(
        (status = 204, description = "Kept"),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "There is no text, or nothing was done (`no_aftercare`)", body = Document),
    )
)]
pub(crate) async fn give(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<StatusCode, Problem> {
    act(&app, &person, move |studio, ctx| studio.give_aftercare(ctx, AppointmentId::new(id))).await?;
    Ok(StatusCode::NO_CONTENT)
}
