//! Completing an appointment: what is missing for it, what it came to, what was said, and what comes next.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, AppointmentSheet, CompletionInput, Error, OpCtx, Studio};
use studio_domain::{AppointmentId, AppointmentStep, Missing, NotePrompt, Version};
use studio_policy::Action;

use super::show::follow_up;
use super::words::{Badge, badge, money};
use super::{id_of, page_of, version_of};
use crate::extract::Path;
use crate::pages::elevation::{Asked, CODE, after as unlocked, asked, enter};
use crate::pages::reader::Sent;
use crate::pages::{Form, PageError, Reader, Say, Shell, Typed, done, go, html};
use crate::problem::Problem;
use crate::state::App;

#[derive(Template)]
#[template(path = "booking/complete.html")]
struct Page {
    shell: Shell,
    form: Form,
    to: String,
    back: String,
    client: String,
    artist: String,
    when: String,
    service: String,
    badge: Badge,
    /// What is missing: in words, and where it is seen to.
    missing: Vec<(String, String)>,
    /// Whether it ends before its time is over, so that the rest can be given free.
    early: bool,
    /// The deposit that was asked for; empty: none.
    deposit: String,
    /// Whether a note can be written here.
    note: bool,
    prompts: Vec<String>,
    locked: bool,
    asked: Option<Asked>,
}

/// Asks what it came to.
pub(crate) async fn open(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    let sheet = reader.act(&app, move |studio, ctx| studio.appointment(ctx, id)).await?;
    if !sheet.steps.contains(&AppointmentStep::Complete) {
        // Trying it says why. It can't succeed: no appointment has this version.
        let nothing = CompletionInput::default();
        let never = Some(Version::new(-1));
        reader.act(&app, move |studio, ctx| studio.complete_appointment(ctx, id, nothing, never)).await?;
    }
    let currency = reader.frame.house.currency();
    let price = sheet.card.details.as_ref().and_then(|full| full.price);
    let typed: Typed = [
        ("version", sheet.card.version.to_string()),
        ("price", price.map(|cents| cents.plain(currency)).unwrap_or_default()),
        ("free_rest", "1".to_owned()),
    ]
    .into_iter()
    .collect();
    let form = Form::new(typed).begin_in("price");
    page(reader, &sheet, &sheet.missing, form, StatusCode::OK, None)
}

/// Where something that is missing is seen to.
fn seen_to(sheet: &AppointmentSheet, missing: Missing) -> String {
    let client = sheet.card.client.id;
    match missing {
        Missing::InformedConsent | Missing::GuardianConsent => {
            format!("/clients/{client}/consent/informed")
        }
        Missing::BirthDate | Missing::GuardianName | Missing::GuardianPhone => {
            format!("/clients/{client}?tab=consents")
        }
    }
}

fn page(
    reader: Reader,
    sheet: &AppointmentSheet,
    missing: &[Missing],
    form: Form,
    status: StatusCode,
    asked: Option<Asked>,
) -> Result<Response, PageError> {
    let say: &Say = &reader.shell.say;
    let card = &sheet.card;
    let full = card.details.as_ref();
    let now = reader.ctx.visit.now;
    let page = Page {
        to: format!("{}/complete", page_of(card.id)),
        back: page_of(card.id),
        client: card.client.name.clone(),
        artist: card.artist.name.clone(),
        when: say.span(&card.starts_at, &card.ends_at),
        service: full.map(|full| full.service.clone()).unwrap_or_default(),
        badge: badge(say, card.status),
        missing: missing.iter().map(|one| (say.named("flag", one.code()), seen_to(sheet, *one))).collect(),
        early: now >= card.starts_at && now < card.ends_at,
        deposit: money(full.and_then(|full| full.deposit), reader.frame.house.currency()),
        note: sheet.can.note == Ability::Yes,
        prompts: NotePrompt::ALL.iter().map(|prompt| say.named("prompt", prompt.code())).collect(),
        locked: sheet.can.complete == Ability::Locked,
        asked,
        form,
        shell: reader.shell,
    };
    Ok(html(status, &page))
}

/// Completes it, and keeps the note that was written with it.
pub(crate) async fn complete(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let version = version_of(&typed);
    let input = CompletionInput {
        price: typed.maybe("price").map(str::to_owned).filter(|price| !price.trim().is_empty()),
        free_rest: typed.maybe("free_rest").is_some(),
    };
    let saved = match enter(&app, &reader, &typed).await {
        Ok(()) => {
            let complete = move |studio: &Studio, ctx: &OpCtx| {
                studio.complete_appointment(ctx, id, input, Some(version))
            };
            reader.try_act(&app, complete).await
        }
        Err(error) => Err(error),
    };
    match saved {
        Ok(_version) => after(&app, &reader, id, &typed).await,
        Err(error) => again(&app, reader, id, typed, &error).await,
    }
}

/// What follows on it: the note, and the form for what comes next if that was asked for.
async fn after(app: &App, reader: &Reader, id: AppointmentId, typed: &Typed) -> Result<Response, PageError> {
    let sheet = reader.act(app, move |studio, ctx| studio.appointment(ctx, id)).await?;
    let text = typed.get("text").trim().to_owned();
    if !text.is_empty() {
        let client = sheet.card.client.id;
        let write = move |studio: &Studio, ctx: &OpCtx| studio.write_session_note(ctx, client, id, &text);
        // It is completed whatever becomes of the note, which comes back on the page if it was not kept.
        if let Err(error) = reader.try_act(app, write).await {
            let problem = reader.problem(&error);
            let form = Form::new(typed.only(&["text"])).told(problem.told());
            let wrong = super::show::Wrong { note: Some(form), ..super::show::Wrong::default() };
            let pairs = Default::default();
            let reader = unlocked(app, reader.clone(), typed).await;
            return super::show::page(app, reader, id, &pairs, problem.status(), wrong).await;
        }
    }
    Ok(match typed.get("then") {
        "follow_up" => go(&follow_up(&sheet, false)),
        "continue" => go(&follow_up(&sheet, true)),
        _ => done(&page_of(id), "completed"),
    })
}

/// The form once more, with what is missing or wrong.
async fn again(
    app: &App,
    reader: Reader,
    id: AppointmentId,
    typed: Typed,
    error: &Error,
) -> Result<Response, PageError> {
    let reader = unlocked(app, reader, &typed).await;
    let asked = asked(&reader, error, &typed, Action::AgendaComplete);
    let typing_helps = matches!(
        error,
        Error::Invalid(_)
            | Error::Stale { .. }
            | Error::MissingToComplete(_)
            | Error::Busy
            | Error::Unavailable(_)
    );
    if asked.is_none() && !typing_helps {
        return Err(reader.told(error));
    }
    let sheet = reader.act(app, move |studio, ctx| studio.appointment(ctx, id)).await?;
    let problem = reader.problem(error);
    let mut form = Form::new(typed.without(&[CODE]));
    let missing = match error {
        Error::MissingToComplete(missing) => missing.clone(),
        _ => sheet.missing.clone(),
    };
    if asked.is_none() && missing.is_empty() {
        form = form.told(problem.told());
    }
    if matches!(error, Error::Stale { .. }) {
        form.typed.push("version", sheet.card.version.to_string());
    }
    page(reader, &sheet, &missing, form, problem.status(), asked)
}
