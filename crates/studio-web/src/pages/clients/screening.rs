//! The form of a health screening: on a page of its own, filled with the last answers, and as a part of the form of a new client.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, AnswerInput, ClientSheet, Error, ScreeningInput};
use studio_domain::{Answer, Answers, ClientId, Question};
use studio_policy::Action;

use super::health::seen;
use super::meanwhile::{WAS, opened_with, together};
use super::merging::lead_on;
use super::{OK, id_of, page_of};
use crate::extract::Path;
use crate::pages::elevation::{Asked, CODE, after, asked, enter};
use crate::pages::reader::Sent;
use crate::pages::{Form, PageError, Reader, Say, Shell, Typed, done, html};
use crate::problem::Problem;
use crate::state::App;

#[derive(Template)]
#[template(path = "clients/screening.html")]
struct Page {
    shell: Shell,
    form: Form,
    title: String,
    name: String,
    to: String,
    back: String,
    health: Questions,
    seen: Option<String>,
    /// The answers that the form was opened with.
    was: Vec<(String, String)>,
    /// Whether somebody else recorded one meanwhile, which should be looked at.
    stale: bool,
    form_id: &'static str,
    asked: Option<Asked>,
}

/// The questions as they are asked.
pub(super) struct Questions {
    pub(super) groups: Vec<(String, Vec<Asking>)>,
    pub(super) detail_max: usize,
    pub(super) observations_max: usize,
    /// Whether something was typed or is wrong.
    pub(super) open: bool,
}

/// A question of the form.
pub(super) struct Asking {
    pub(super) code: &'static str,
    pub(super) name: String,
    /// Name of the field of the detail.
    pub(super) detail: String,
}

impl Questions {
    /// For a form in which this was typed.
    pub(super) fn of(say: &Say, form: &Form) -> Self {
        let asking = |question: &Question| Asking {
            code: question.code(),
            name: say.named("question", question.code()),
            detail: detail(*question),
        };
        let group = |title: &str, allergies: bool| {
            let of_group = Question::ASKED.iter().filter(|question| question.is_allergy() == allergies);
            (say.t(title), of_group.map(asking).collect())
        };
        let wrong = |field: &str| form.error(field).is_some();
        let any = Question::ALL.iter().any(|question| wrong(question.code()));
        Self {
            groups: vec![group("health-allergies", true), group("health-conditions", false)],
            detail_max: Answer::DETAIL_MAX,
            observations_max: Answers::OBSERVATIONS_MAX,
            open: any
                || wrong("observations")
                || wrong("answers")
                || input(&form.typed).is_some_and(|typed| !typed.is_blank()),
        }
    }
}

fn detail(question: Question) -> String {
    format!("{}.detail", question.code())
}

/// What a form says of a client's health; nothing if it has none of the fields.
pub(super) fn input(typed: &Typed) -> Option<ScreeningInput> {
    let mut any = typed.maybe("observations").is_some();
    let mut answers = Vec::new();
    for question in Question::ASKED {
        let (reply, said) = (typed.maybe(question.code()), typed.maybe(&detail(*question)));
        if reply.is_some() || said.is_some() {
            any = true;
            answers.push(AnswerInput {
                question: question.code().to_owned(),
                reply: reply.unwrap_or_default().to_owned(),
                detail: said.unwrap_or_default().to_owned(),
            });
        }
    }
    any.then(|| ScreeningInput { answers, observations: typed.get("observations").to_owned() })
}

/// A form that is filled with answers.
fn filled(answers: &Answers) -> Typed {
    let mut typed = Typed::default();
    for question in Question::ASKED {
        let answer = answers.answer(*question);
        typed.push(question.code(), answer.reply.code().to_owned());
        typed.push(&detail(*question), answer.detail.clone());
    }
    typed.push("observations", answers.observations.clone());
    typed
}

/// The form, filled with the last answers for whoever may read them.
pub(crate) async fn screen(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    lead_on(&app, &reader, id).await?;
    reader.act(&app, move |studio, ctx| studio.expect_to_record_screening(ctx, id)).await?;
    let sheet = reader.act(&app, move |studio, ctx| studio.client(ctx, id)).await?;
    let typed = newest(&app, &reader, &sheet).await?.unwrap_or_default();
    Ok(show(reader, &sheet, Form::new(typed), OK, false, None))
}

/// The form filled with the newest answers, for whoever may read them.
async fn newest(app: &App, reader: &Reader, sheet: &ClientSheet) -> Result<Option<Typed>, PageError> {
    if sheet.can.read_health != Ability::Yes {
        return Ok(None);
    }
    let id = sheet.card.id;
    let page = reader.act(app, move |studio, ctx| studio.screenings(ctx, id, None)).await?;
    let newest = page.items.into_iter().next();
    let seen = newest.as_ref().map_or(0, |one| one.id.get());
    let mut typed =
        newest.and_then(|one| one.answers.ok()).map(|answers| filled(&answers)).unwrap_or_default();
    typed.push("seen", seen.to_string());
    Ok(Some(typed))
}

/// The form of answers beside which somebody else has recorded others: what was not touched here is as it was recorded there, and what was
/// answered here and there shows what the other said.
fn beside(say: &Say, mut form: Form, now: &Typed) -> Form {
    let (typed, both) = together(&form.typed, now);
    form.typed = typed;
    for (field, there) in both {
        let said = there.join(", ");
        let words = match Question::ASKED.iter().find(|question| question.code() == field) {
            Some(_) => say.t(&format!("reply-{}", said.replace('_', "-"))),
            None if said.is_empty() => say.t("page-nothing"),
            None => said,
        };
        // A detail stands beside its question, and so does what is said about it.
        let field = field.strip_suffix(".detail").map_or(field.clone(), str::to_owned);
        form.errors.push((field, say.with("stale-now", "what", &words)));
    }
    form
}

/// Records a screening.
pub(crate) async fn record_screening(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let (given, seen) = (input(&typed).unwrap_or_default(), seen(&typed));
    let recorded = match enter(&app, &reader, &typed).await {
        Ok(()) => {
            reader.try_act(&app, move |studio, ctx| studio.record_screening(ctx, id, given, seen)).await
        }
        Err(error) => Err(error),
    };
    match recorded {
        Ok(_screening) => Ok(done(&format!("{}?tab=health", page_of(id)), "screened")),
        Err(error) => again(&app, reader, id, typed, &error).await,
    }
}

/// The form once more, with what is wrong; what typing again can't help is a page of its own.
async fn again(
    app: &App,
    reader: Reader,
    id: ClientId,
    typed: Typed,
    error: &Error,
) -> Result<Response, PageError> {
    let reader = after(app, reader, &typed).await;
    let code = asked(&reader, error, &typed, Action::ClientsHealthRecord);
    let helps =
        matches!(error, Error::Invalid(_) | Error::Stale { .. } | Error::Busy | Error::Unavailable(_));
    if code.is_none() && !helps {
        return Err(reader.told(error));
    }
    let sheet = reader.act(app, move |studio, ctx| studio.client(ctx, id)).await?;
    let problem = reader.problem(error);
    let mut form = Form::new(typed.without(&[CODE]));
    if code.is_none() {
        form = form.told(problem.told());
    }
    let stale = matches!(error, Error::Stale { .. });
    if let Error::Stale { now, .. } = error {
        let recorded = newest(app, &reader, &sheet).await?;
        let known = opened_with(&form.typed);
        let was = recorded.as_ref().map(|recorded| recorded.without(&["seen"]));
        if let Some(recorded) = &recorded {
            form = beside(&reader.shell.say, form, recorded);
        }
        // Sent once more, it is meant in the knowledge of what was recorded meanwhile.
        form.typed.push("seen", now.to_string());
        for (name, value) in was.or(known).unwrap_or_default().pairs() {
            form.typed.push(&format!("{WAS}{name}"), value.clone());
        }
    }
    Ok(show(reader, &sheet, form, problem.status(), stale, code))
}

/// What the form was opened with: as it says, or, opened now, what it is filled with.
fn was(typed: &Typed) -> Vec<(String, String)> {
    let was = opened_with(typed).unwrap_or_else(|| typed.without(&["seen"]));
    was.pairs().cloned().collect()
}

fn show(
    reader: Reader,
    sheet: &ClientSheet,
    form: Form,
    status: StatusCode,
    stale: bool,
    asked: Option<Asked>,
) -> Response {
    let (id, name) = (sheet.card.id, sheet.card.name.clone());
    let page = Page {
        title: reader.shell.say.with("health-title", "name", &name),
        name,
        to: format!("{}/health", page_of(id)),
        back: format!("{}?tab=health", page_of(id)),
        health: Questions::of(&reader.shell.say, &form),
        seen: form.typed.maybe("seen").map(str::to_owned),
        was: was(&form.typed),
        stale,
        form_id: "screening",
        asked,
        form,
        shell: reader.shell,
    };
    html(status, &page)
}
