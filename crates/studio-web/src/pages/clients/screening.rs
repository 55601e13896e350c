//! The form of a health screening: on a page of its own, filled with the last answers, and as a part of the form of a new client.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, AnswerInput, ClientSheet, Error, ScreeningInput};
use studio_domain::{Answer, Answers, ClientId, Question};
use studio_policy::Action;

use super::health::seen;
use super::{OK, id_of, page_of};
use crate::extract::Path;
use crate::pages::elevation::{Asked, CODE, asked, enter};
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
    reader.act(&app, move |studio, ctx| studio.expect_to_record_screening(ctx, id)).await?;
    let sheet = reader.act(&app, move |studio, ctx| studio.client(ctx, id)).await?;
    let mut typed = Typed::default();
    if sheet.can.read_health == Ability::Yes {
        let page = reader.act(&app, move |studio, ctx| studio.screenings(ctx, id, None)).await?;
        let newest = page.items.into_iter().next();
        let seen = newest.as_ref().map_or(0, |one| one.id.get());
        if let Some(answers) = newest.and_then(|one| one.answers.ok()) {
            typed = filled(&answers);
        }
        typed.push("seen", seen.to_string());
    }
    Ok(show(reader, &sheet, Form::new(typed), OK, false, None))
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
    let stale = match error {
        // Sent once more, it is meant in the knowledge of what was recorded meanwhile.
        Error::Stale { now, .. } => {
            form.typed.push("seen", now.to_string());
            true
        }
        _ => false,
    };
    Ok(show(reader, &sheet, form, problem.status(), stale, code))
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
        stale,
        form_id: "screening",
        asked,
        form,
        shell: reader.shell,
    };
    html(status, &page)
}
