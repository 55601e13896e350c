//! The steps of an appointment: agreed on, arrived, begun, missed, called off, taken back; and notes about it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, AppointmentSheet, CancelInput, Error, OpCtx, Studio};
use studio_domain::{AppointmentId, AppointmentStep, CancelledBy, Invalid, Reason, Rule, Version};
use studio_policy::Action;

use super::show::{Wrong, page};
use super::words::{Badge, badge, money, warnings};
use super::{id_of, page_of, version_of};
use crate::extract::Path;
use crate::pages::elevation::{Asked, CODE, after, asked, carry_on, enter};
use crate::pages::reader::Sent;
use crate::pages::{Form, PageError, Reader, Shell, done, html, local};
use crate::problem::Problem;
use crate::state::App;

/// Where to go on after a step: the page that it was taken from.
fn back(sent: &Sent, id: AppointmentId) -> String {
    sent.typed.maybe("next").and_then(local).map_or_else(|| page_of(id), str::to_owned)
}

/// Takes a step that one click takes, by its code.
fn step(
    studio: &Studio,
    ctx: &OpCtx,
    id: AppointmentId,
    code: &str,
    version: Version,
) -> Result<Version, Error> {
    let version = Some(version);
    match code {
        "confirm" => studio.confirm_appointment(ctx, id, version),
        "unconfirm" => studio.unconfirm_appointment(ctx, id, version),
        "arrive" => studio.arrive_appointment(ctx, id, true, version),
        "not_arrived" => studio.arrive_appointment(ctx, id, false, version),
        "start" => studio.start_appointment(ctx, id, true, version),
        "not_started" => studio.start_appointment(ctx, id, false, version),
        other => {
            // Whether it may be changed at all is said first.
            studio.edit_appointment(ctx, id, studio_app::BookingInput::default(), version)?;
            Err(Invalid::new("step", Rule::Unknown { given: other.to_owned() }).into())
        }
    }
}

/// Agrees on it, says that the client is here or that work has begun; or takes that back.
pub(crate) async fn mark(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let id = id_of(&sent.reader, path)?;
    let (code, version) = (sent.typed.get("step").to_owned(), version_of(&sent.typed));
    let said = match code.as_str() {
        "confirm" => "confirmed",
        "arrive" => "arrived",
        "start" => "started",
        _ => "undone",
    };
    let (to, next) = (format!("{}/mark", page_of(id)), back(&sent, id));
    carry_on(&app, &sent, &to, &next, move |studio, ctx| step(studio, ctx, id, &code, version)).await?;
    Ok(done(&next, said))
}

/// Records that the client did not come.
pub(crate) async fn miss(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let id = id_of(&sent.reader, path)?;
    let version = version_of(&sent.typed);
    let (to, next) = (format!("{}/no-show", page_of(id)), back(&sent, id));
    let miss = move |studio: &Studio, ctx: &OpCtx| studio.miss_appointment(ctx, id, Some(version));
    carry_on(&app, &sent, &to, &next, miss).await?;
    Ok(done(&next, "missed"))
}

/// Takes back that it was called off or missed.
pub(crate) async fn reopen(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let id = id_of(&sent.reader, path)?;
    let version = version_of(&sent.typed);
    let confirmed = sent.typed.maybe("confirm_warnings").is_some();
    let (to, next) = (format!("{}/reopen", page_of(id)), page_of(id));
    let reopen = move |studio: &Studio, ctx: &OpCtx| match studio.reopen_appointment(
        ctx,
        id,
        confirmed,
        Some(version),
    ) {
        Err(Error::NeedsConfirmation(all)) => Ok(Err(all)),
        other => other.map(Ok),
    };
    match carry_on(&app, &sent, &to, &next, reopen).await? {
        Ok(_version) => Ok(done(&next, "reopened")),
        Err(all) => {
            let words = warnings(&sent.reader.shell.say, &all);
            let wrong = Wrong { warnings: words, ..Wrong::default() };
            let reader = after(&app, sent.reader, &sent.typed).await;
            page(&app, reader, id, &Default::default(), StatusCode::CONFLICT, wrong).await
        }
    }
}

#[derive(Template)]
#[template(path = "booking/cancel.html")]
struct Cancel {
    shell: Shell,
    form: Form,
    to: String,
    back: String,
    client: String,
    artist: String,
    when: String,
    badge: Badge,
    /// Who may have called it off: code and words.
    who: Vec<(&'static str, String)>,
    /// Whether it is within the notice period.
    late: bool,
    notice: String,
    /// The deposit that was asked for; empty: none.
    deposit: String,
    locked: bool,
    max: usize,
    asked: Option<Asked>,
}

/// Asks who calls it off, and why.
pub(crate) async fn open_cancellation(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    let sheet = reader.act(&app, move |studio, ctx| studio.appointment(ctx, id)).await?;
    if !sheet.steps.contains(&AppointmentStep::Cancel) {
        // Trying it says why, and changes nothing: nobody called it off.
        let try_it = move |studio: &Studio, ctx: &OpCtx| {
            studio.cancel_appointment(
                ctx,
                id,
                CancelInput { by: "client".to_owned(), ..CancelInput::default() },
                Some(Version::new(-1)),
            )
        };
        reader.act(&app, try_it).await?;
    }
    let mut typed: crate::pages::Typed = [("version", sheet.card.version.to_string())].into_iter().collect();
    typed.push("by", "client".to_owned());
    cancellation(reader, &sheet, Form::new(typed), StatusCode::OK, None)
}

fn cancellation(
    reader: Reader,
    sheet: &AppointmentSheet,
    form: Form,
    status: StatusCode,
    asked: Option<Asked>,
) -> Result<Response, PageError> {
    let say = &reader.shell.say;
    let (card, house) = (&sheet.card, &reader.frame.house);
    let hours = usize::try_from(house.notice().as_secs() / 3_600).unwrap_or_default();
    let page = Cancel {
        to: format!("{}/cancel", page_of(card.id)),
        back: page_of(card.id),
        client: card.client.name.clone(),
        artist: card.artist.name.clone(),
        when: say.span(&card.starts_at, &card.ends_at),
        badge: badge(say, card.status),
        who: CancelledBy::ALL.iter().map(|by| (by.code(), say.named("cancelled-by", by.code()))).collect(),
        late: sheet.within_notice,
        notice: say.count("booking-notice", hours),
        deposit: money(card.details.as_ref().and_then(|full| full.deposit), house.currency()),
        locked: sheet.can.cancel == Ability::Locked,
        max: Reason::MAX,
        asked,
        form,
        shell: reader.shell,
    };
    Ok(html(status, &page))
}

/// Calls it off.
pub(crate) async fn cancel(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let version = version_of(&typed);
    let how = CancelInput { by: typed.get("by").to_owned(), reason: typed.get("reason").to_owned() };
    let saved = match enter(&app, &reader, &typed).await {
        Ok(()) => {
            let cancel =
                move |studio: &Studio, ctx: &OpCtx| studio.cancel_appointment(ctx, id, how, Some(version));
            reader.try_act(&app, cancel).await
        }
        Err(error) => Err(error),
    };
    let error = match saved {
        Ok(_version) => return Ok(done(&page_of(id), "cancelled")),
        Err(error) => error,
    };
    let reader = after(&app, reader, &typed).await;
    let asked = asked(&reader, &error, &typed, Action::AgendaCancel);
    let typing_helps =
        matches!(error, Error::Invalid(_) | Error::Stale { .. } | Error::Busy | Error::Unavailable(_));
    if asked.is_none() && !typing_helps {
        return Err(reader.told(&error));
    }
    let sheet = reader.act(&app, move |studio, ctx| studio.appointment(ctx, id)).await?;
    let problem = reader.problem(&error);
    let mut form = Form::new(typed.without(&[CODE]));
    if asked.is_none() {
        form = form.told(problem.told());
    }
    if matches!(error, Error::Stale { .. }) {
        form.typed.push("version", sheet.card.version.to_string());
    }
    cancellation(reader, &sheet, form, problem.status(), asked)
}

/// Writes a note about the session.
pub(crate) async fn note(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let text = typed.get("text").to_owned();
    let write = move |studio: &Studio, ctx: &OpCtx| {
        let client = studio.appointment(ctx, id)?.card.client.id;
        studio.write_session_note(ctx, client, id, &text)
    };
    let written = match enter(&app, &reader, &typed).await {
        Ok(()) => reader.try_act(&app, write).await,
        Err(error) => Err(error),
    };
    let error = match written {
        Ok(_note) => return Ok(done(&page_of(id), "noted")),
        Err(error) => error,
    };
    let reader = after(&app, reader, &typed).await;
    let asked = asked(&reader, &error, &typed, Action::ClientsNotes);
    let typing_helps = matches!(error, Error::Invalid(_) | Error::Busy | Error::Unavailable(_));
    if asked.is_none() && !typing_helps {
        return Err(reader.told(&error));
    }
    let problem = reader.problem(&error);
    let mut form = Form::new(typed.without(&[CODE]));
    if asked.is_none() {
        form = form.told(problem.told());
    }
    let wrong = Wrong { note: Some(form), asked: asked.map(|asked| ("new-note", asked)), ..Wrong::default() };
    page(&app, reader, id, &Default::default(), problem.status(), wrong).await
}
