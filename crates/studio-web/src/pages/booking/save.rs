//! Saving what the booking form says: booking, changing, and making the client along with it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{ClientInput, Error, OpCtx, Rule, Saving, Studio};
use studio_domain::AppointmentId;
use studio_policy::Action;

use super::form::{About, Outcome, form, to_edit};
use super::words::{conflicts, warnings};
use super::{id_of, page_of, typed, version_of};
use crate::extract::Path;
use crate::pages::elevation::{CODE, after, asked, enter};
use crate::pages::reader::Sent;
use crate::pages::{Form, PageError, Reader, Typed, done};
use crate::problem::Problem;
use crate::state::App;

/// Fields of the client who is made along with the booking.
const NEW: [&str; 3] = ["new_name", "new_phone", "new_email"];

/// The client who is to be made, where the form says one and chose none.
fn newcomer(typed: &Typed) -> Option<ClientInput> {
    let said = NEW.iter().any(|field| !typed.get(field).trim().is_empty());
    let chosen = !typed.get("client_id").trim().is_empty();
    let text = |field: &str| Some(typed.get(field).to_owned());
    (said && !chosen).then(|| ClientInput {
        name: text("new_name"),
        phone: text("new_phone"),
        email: text("new_email"),
        ..ClientInput::default()
    })
}

/// Books.
pub(crate) async fn add(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    let Sent { reader, mut typed } = sent;
    if let Some(taken) = typed.maybe("take").map(str::to_owned) {
        typed = typed.without(&["take", "client_id", "find"]);
        typed.push("client_id", taken);
    }
    let new = newcomer(&typed);
    // Without a script people are found by sending the form, and whoever typed a name and chose nobody chooses now.
    let unsettled = typed.get("client_id").trim().is_empty() && new.is_none();
    if typed.maybe("find").is_some() || (unsettled && !typed.get("client_q").trim().is_empty()) {
        return choose(&app, reader, typed).await;
    }
    let input = typed::booking(&typed);
    let (anyway, key) = (typed.maybe("anyway").is_some(), typed.get("key").to_owned());
    let saved: Result<Saving<AppointmentId>, Error> = match enter(&app, &reader, &typed).await {
        Ok(()) => {
            let book = move |studio: &Studio, ctx: &OpCtx| {
                let key = Some(key.as_str()).filter(|key| !key.is_empty());
                match new {
                    Some(client) => studio.book_newcomer(ctx, client, input, anyway, key),
                    None => studio.book_appointment(ctx, input, key).map(Saving::Saved),
                }
            };
            reader.try_act(&app, book).await
        }
        Err(error) => Err(error),
    };
    match saved {
        Ok(Saving::Saved(id)) => Ok(done(&page_of(id), "booked")),
        Ok(Saving::Likely(likely)) => {
            let outcome = Outcome { status: Some(StatusCode::CONFLICT), likely, ..Outcome::default() };
            let reader = after(&app, reader, &typed).await;
            form(&app, reader, About::New, Form::new(typed.without(&[CODE])), outcome).await
        }
        Err(error) => again(&app, reader, About::New, typed, &error).await,
    }
}

/// The form once more, with the people whom the letters fit.
async fn choose(app: &App, reader: Reader, typed: Typed) -> Result<Response, PageError> {
    let empty = typed.get("client_q").trim().is_empty();
    let mut shown = Form::new(typed.without(&[CODE, "find", "client_id"])).begin_in("client_q");
    if !empty {
        let say = &reader.shell.say;
        shown.summary = Some((say.t("booking-choose-client"), Some(say.t("booking-choose-client-how"))));
    }
    let outcome =
        Outcome { status: Some(StatusCode::UNPROCESSABLE_ENTITY), find: true, ..Outcome::default() };
    form(app, reader, About::New, shown, outcome).await
}

/// Changes an appointment.
pub(crate) async fn change(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let (mut input, version) = (typed::input(&typed), version_of(&typed));
    (input.client_id, input.status) = (None, None);
    let saved = match enter(&app, &reader, &typed).await {
        Ok(()) => {
            let save =
                move |studio: &Studio, ctx: &OpCtx| studio.edit_appointment(ctx, id, input, Some(version));
            reader.try_act(&app, save).await
        }
        Err(error) => Err(error),
    };
    match saved {
        Ok(now) => Ok(done(&page_of(id), if now == version { "same" } else { "saved" })),
        Err(error) if !comes_back(&error) => Err(reader.told(&error)),
        Err(error) => {
            let sheet = to_edit(&app, &reader, id).await?;
            again(&app, reader, About::There(Box::new(sheet)), typed, &error).await
        }
    }
}

/// Whether typing or confirming again can help.
fn comes_back(error: &Error) -> bool {
    matches!(
        error,
        Error::Invalid(_)
            | Error::Stale { .. }
            | Error::Clash(_)
            | Error::Conflict(_)
            | Error::NeedsConfirmation(_)
            | Error::Rule(Rule::LateChange | Rule::AppointmentFinal | Rule::AppointmentClosed)
            | Error::Refused { .. }
            | Error::WrongCode
            | Error::Locked { .. }
            | Error::Busy
            | Error::Unavailable(_)
    )
}

/// The form once more, with what is wrong, what stands in the way, or what has to be confirmed.
async fn again(
    app: &App,
    reader: Reader,
    about: About,
    typed: Typed,
    error: &Error,
) -> Result<Response, PageError> {
    let reader = after(app, reader, &typed).await;
    let action = if about.id().is_some() { Action::AgendaEdit } else { Action::AgendaCreate };
    let asked = asked(&reader, error, &typed, action);
    let refused = matches!(error, Error::Refused { .. });
    if asked.is_none() && (refused || !comes_back(error)) {
        return Err(reader.told(error));
    }
    let problem = reader.problem(error);
    let say = &reader.shell.say;
    let mut outcome = Outcome { status: Some(problem.status()), ..Outcome::default() };
    let mut shown = Form::new(typed.without(&[CODE, "confirm_warnings"]));
    match error {
        Error::Clash(clash) => outcome.conflicts = conflicts(say, clash.zone, &clash.conflicts),
        Error::NeedsConfirmation(all) => outcome.warnings = warnings(say, all),
        _ if asked.is_some() => {}
        _ => shown = shown.told(problem.told()),
    }
    if newcomer(&shown.typed).is_some() {
        for (field, _) in &mut shown.errors {
            if let Some(new) = NEW.iter().find(|new| new.strip_prefix("new_") == Some(field.as_str())) {
                field.clear();
                field.push_str(new);
            }
        }
    }
    if let (Error::Stale { .. }, About::There(sheet)) = (error, &about) {
        shown = beside(&reader, shown, sheet);
    }
    outcome.asked = asked;
    form(app, reader, about, shown, outcome).await
}

/// A form of somebody who was not first: beside each field that the other changed, what stands there now.
fn beside(reader: &Reader, mut form: Form, sheet: &studio_app::AppointmentSheet) -> Form {
    let house = &reader.frame.house;
    let now = typed::filled(&sheet.card, house.zone(), house.currency());
    let say = &reader.shell.say;
    for (field, value) in now.pairs().filter(|(field, _)| field != "version") {
        let was = form.typed.maybe(&format!("was.{field}")).map(str::to_owned);
        let Some(was) = was.filter(|was| was != value) else { continue };
        if form.value(field) == was {
            // Untouched here: what the other saved is not taken back.
            form.typed.push(field, value.clone());
        } else if form.value(field) != value {
            let value = if value.is_empty() { say.t("page-nothing") } else { value.clone() };
            form.errors.push((field.clone(), say.with("stale-now", "what", &value)));
        }
    }
    let was: Vec<(String, String)> = now
        .pairs()
        .filter(|(field, _)| field != "version")
        .map(|(field, value)| (format!("was.{field}"), value.clone()))
        .collect();
    for (field, value) in was {
        form.typed.push(&field, value);
    }
    form.typed.push("version", sheet.card.version.to_string());
    form
}
