//! The master code: asked at the moment it is needed, and then carried on with what was to be done.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Constraint, Error, Locked, Rule, Secret, Studio};
use studio_policy::Action;

use super::reader::Sent;
use super::{Form, PageError, Reader, Shell, Typed, done, html, local};
use crate::api::session::hold_back;
use crate::state::App;

#[derive(Template)]
#[template(path = "elevation.html")]
struct Page {
    shell: Shell,
    form: Form,
    to: String,
    back: String,
    /// What needs the code.
    what: Option<String>,
}

/// The field in which forms carry the code.
pub(super) const CODE: &str = "master_code";

/// A code that a form asks for beside its own fields.
#[derive(Debug)]
pub(super) struct Asked {
    /// What needs it.
    pub(super) what: String,
    /// What was wrong with the one that was given.
    pub(super) wrong: Option<(String, Option<String>)>,
    /// Whether the form was confirmed already.
    pub(super) anyway: bool,
}

/// Enters the code that a form carries, if it carries one.
pub(super) async fn enter(app: &App, reader: &Reader, typed: &Typed) -> Result<(), Error> {
    let Some(code) = typed.maybe(CODE).filter(|code| !code.is_empty()) else { return Ok(()) };
    let code = Secret::from(code.to_owned());
    let tried = reader.try_act(app, move |studio, ctx| Ok(studio.elevate(ctx, &code))).await?;
    hold_back(app, tried).await.map(drop)
}

/// Whoever sent a form that carried a code, as the person is after it: the page around the form says that it is unlocked.
pub(super) async fn after(app: &App, reader: Reader, typed: &Typed) -> Reader {
    match typed.maybe(CODE).is_some_and(|code| !code.is_empty()) {
        true => reader.afresh(app).await,
        false => reader,
    }
}

/// Whether the right code would help.
pub(super) fn would_help(error: &Error) -> bool {
    match error {
        Error::Refused { why, .. } => why.curable(),
        Error::WrongCode => true,
        Error::Locked { what, .. } => matches!(what, Locked::Code),
        Error::Conflict(constraint) => *constraint == Constraint::NoCode,
        _ => false,
    }
}

/// Asks for what `action` needs beside a form that is shown again.
pub(super) fn asked(reader: &Reader, error: &Error, typed: &Typed, action: Action) -> Option<Asked> {
    if !would_help(error) {
        return None;
    }
    let told = reader.problem(error).told().clone();
    let needed = matches!(error, Error::Refused { .. });
    let empty = typed.maybe(CODE).is_some_and(str::is_empty);
    Some(Asked {
        what: reader.shell.say.named("action", action.code()),
        wrong: match (needed, empty) {
            (true, true) => Some((reader.shell.say.t("code-empty"), None)),
            (true, false) => None,
            (false, _) => Some((told.message, told.hint)),
        },
        anyway: typed.maybe("anyway").is_some(),
    })
}

/// Does what a form of hidden fields asks for; where the code is missing, asks for it and carries on.
pub(super) async fn carry_on<R, F>(
    app: &App,
    sent: &Sent,
    to: &str,
    back: &str,
    work: F,
) -> Result<R, PageError>
where
    F: FnOnce(&Studio, &studio_app::OpCtx) -> Result<R, Error> + Send + 'static,
    R: Send + 'static,
{
    let Sent { reader, typed } = sent;
    let answer = match enter(app, reader, typed).await {
        Ok(()) => reader.try_act(app, work).await,
        Err(error) => Err(error),
    };
    let error = match answer {
        Ok(done) => return Ok(done),
        Err(error) => error,
    };
    let reader = after(app, reader.clone(), typed).await;
    Err(asking(reader, typed, &error, to, back))
}

/// The page that asks for the code, or says what the code does not help.
fn asking(reader: Reader, typed: &Typed, error: &Error, to: &str, back: &str) -> PageError {
    if !would_help(error) {
        return reader.told(error);
    }
    let problem = reader.problem(error);
    let mut form = Form::new(typed.without(&[CODE]));
    let what = match error {
        Error::Refused { action, .. } => {
            if typed.maybe(CODE).is_some_and(str::is_empty) {
                form.summary = Some((reader.shell.say.t("code-empty"), None));
            }
            Some(reader.shell.say.named("action", action.code()))
        }
        _ => {
            form = form.told(problem.told());
            None
        }
    };
    let page = Page { shell: reader.shell, form, to: to.to_owned(), back: back.to_owned(), what };
    let mut response = html(problem.status(), &page);
    problem.mark(response.headers_mut());
    PageError::page(response)
}

/// The form on a page of its own.
pub(crate) async fn show(reader: Reader) -> Result<Response, PageError> {
    if !reader.frame.elevates() {
        return Err(reader.told(&Error::Rule(Rule::ElevationForAssistants)));
    }
    let form = Form::new([("next", "/")].into_iter().collect());
    let page =
        Page { shell: reader.shell, form, to: "/elevation".to_owned(), back: "/".to_owned(), what: None };
    Ok(html(StatusCode::OK, &page))
}

/// Begins an elevation.
pub(crate) async fn begin(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    let next = local(sent.typed.get("next")).unwrap_or("/").to_owned();
    let code = Secret::from(sent.typed.get(CODE).to_owned());
    let bare = Sent { typed: sent.typed.without(&[CODE]), reader: sent.reader.clone() };
    if sent.typed.get(CODE).is_empty() && sent.reader.frame.elevates() {
        let summary = Some((sent.reader.shell.say.t("code-empty"), None));
        let form = Form { summary, ..Form::new(bare.typed) };
        let page =
            Page { shell: bare.reader.shell, form, to: "/elevation".to_owned(), back: next, what: None };
        return Ok(html(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let tried = sent.reader.act(&app, move |studio, ctx| Ok(studio.elevate(ctx, &code))).await?;
    let answer = hold_back(&app, tried).await;
    carry_on(&app, &bare, "/elevation", &next, move |_studio, _ctx| answer).await?;
    Ok(done(&next, "elevated"))
}

/// Ends it early.
pub(crate) async fn end(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    sent.reader.act(&app, Studio::end_elevation).await?;
    Ok(done(local(sent.typed.get("next")).unwrap_or("/"), "lowered"))
}
