//! What a booking would be told, while it is typed.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{BookingCheck, Error};
use studio_domain::{AppointmentId, ClientId, StudioZone, Timestamp, WhichHour, read_moment};

use super::choices::sessions;
use super::form::{Chosen, in_short};
use super::typed;
use super::words::{Line, conflicts, warnings};
use crate::extract::Query;
use crate::pages::reader::Pairs;
use crate::pages::{PageError, Reader, Say, Shell, Typed, html};
use crate::state::App;

/// What was found out.
#[derive(Default)]
pub(super) struct Found {
    /// When it would be, in words; empty: that is not known yet.
    pub(super) when: String,
    pub(super) minutes: String,
    pub(super) conflicts: Vec<Line>,
    pub(super) warnings: Vec<String>,
    /// What is wrong with what was typed.
    pub(super) wrong: Vec<String>,
}

#[derive(Template)]
#[template(path = "booking/checked.html")]
struct Part<'a> {
    shell: &'a Shell,
    found: &'a Found,
    client: Option<Chosen>,
    /// Sessions of the client that this one can continue.
    sessions: Vec<(String, String)>,
    /// The one that is chosen.
    continues: String,
}

/// What a form is told that says enough to be asked about; nothing where it does not.
pub(super) async fn look(
    app: &App,
    reader: &Reader,
    form: &Typed,
    moved: Option<AppointmentId>,
) -> Result<Found, Error> {
    let mut input = typed::booking(form);
    let client = moved.is_some() || input.client_id.is_some();
    let whole = input.starts_at.as_deref().is_some_and(|at| at.len() == "2026-03-14T16:30".len());
    let length = input.ends_at.is_some() || input.minutes.is_some() || input.service_id.is_some();
    if !client || input.artist_id.is_none() || !whole || !length {
        return Ok(Found::default());
    }
    // Only when and with whom matters here; what is wrong with the rest is told when it is saved.
    (input.price, input.deposit, input.commission) = (None, None, None);
    if moved.is_some() {
        input.client_id = None;
        input.status = None;
    }
    let say = &reader.shell.say;
    match reader.try_act(app, move |studio, ctx| studio.check_booking(ctx, &input, moved)).await {
        Ok(check) => Ok(found(say, &check)),
        Err(error @ (Error::Invalid(_) | Error::NotFound { .. } | Error::Refused { .. })) => {
            let told = reader.problem(&error).told().clone();
            let wrong = told.errors.iter().map(|one| one.message.clone()).collect::<Vec<_>>();
            Ok(Found { wrong: if wrong.is_empty() { vec![told.message] } else { wrong }, ..Found::default() })
        }
        Err(error) => Err(error),
    }
}

fn found(say: &Say, check: &BookingCheck) -> Found {
    let minutes = usize::try_from(check.span.minutes()).unwrap_or_default();
    Found {
        when: say.span(&check.span.start(), &check.span.end()),
        minutes: say.count("appointment-minutes", minutes),
        conflicts: conflicts(say, check.zone, &check.conflicts),
        warnings: warnings(say, &check.warnings),
        wrong: Vec::new(),
    }
}

/// When the appointment of a form begins, as far as that can be read yet.
pub(super) fn start_of(form: &Typed, zone: StudioZone) -> Option<Timestamp> {
    let input = typed::input(form);
    let which = input.starts_which.as_deref().and_then(|which| WhichHour::parse(which).ok());
    read_moment("starts_at", input.starts_at.as_deref()?, which.or(Some(WhichHour::First)), zone).ok()
}

/// The part of the form that says so.
pub(crate) async fn check(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let form: Typed = query.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    let moved = query.get("appointment").and_then(|id| id.parse::<AppointmentId>().ok());
    let found = look(&app, &reader, &form, moved).await.map_err(|error| reader.told(&error))?;
    let client = match query.get("client_id").and_then(|id| id.parse::<ClientId>().ok()) {
        Some(id) if moved.is_none() => {
            reader.try_act(&app, move |studio, ctx| studio.client(ctx, id)).await.ok()
        }
        _ => None,
    };
    let client = client.map(|sheet| in_short(&reader.shell.say, sheet));
    let continues = query.get("continues_id").cloned().unwrap_or_default();
    let sessions = match &client {
        Some(client) => {
            let before = start_of(&form, reader.frame.house.zone());
            sessions(&app, &reader, client.id, (None, before), &continues)
                .await
                .map_err(|error| reader.told(&error))?
        }
        None => Vec::new(),
    };
    let part = Part { shell: &reader.shell, found: &found, client, sessions, continues };
    Ok(html(StatusCode::OK, &part))
}
