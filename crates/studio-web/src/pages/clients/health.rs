//! The tab of health screenings, and what the head of the page says of them before anybody reads one.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use studio_app::{Ability, Error, Screening, Unreadable};
use studio_domain::{Answer, Answers, Changes, HealthFlag, Question, Reply, ScreeningId, Timestamp};
use studio_policy::Action;

use super::tab::{Body, FormOf, View, again, body};
use super::{id_of, page_of};
use crate::extract::Path;
use crate::pages::elevation::enter;
use crate::pages::reader::Sent;
use crate::pages::{Form, PageError, Say, Shell, Typed, done};
use crate::problem::Problem;
use crate::state::App;

const CONFIRM: FormOf =
    FormOf { tab: "health", id: "confirm-screening", action: Action::ClientsHealthRecord };

#[derive(Template)]
#[template(path = "clients/health.html")]
struct Tab<'a> {
    shell: &'a Shell,
    /// Of the client.
    id: i64,
    /// The newest one of all, on the first page.
    newest: Option<Shown>,
    /// The rest of the page, newest first.
    earlier: Vec<Shown>,
    older: Option<String>,
    may_record: bool,
    /// Whether recording takes the master code.
    locked: bool,
    confirm: Form,
}

/// A screening as it is shown.
struct Shown {
    id: i64,
    at: Timestamp,
    by: String,
    review: bool,
    /// Why it can't be read.
    shut: Option<String>,
    yes: Vec<(String, String)>,
    no: Vec<String>,
    none: Vec<String>,
    observations: String,
    /// In what it differs from the one before: question and words.
    changes: Option<Vec<(String, String)>>,
}

/// What may be said without reading; nothing to whoever may not read.
pub(super) async fn flag(view: View<'_>) -> Result<HealthFlag, Error> {
    match view.sheet.can.read_health {
        Ability::Yes => {
            let id = view.id();
            view.reader.try_act(view.app, move |studio, ctx| studio.health_flag(ctx, id)).await
        }
        Ability::Locked | Ability::No => Ok(HealthFlag::QUIET),
    }
}

/// What stands in the tab.
pub(super) async fn tab(view: View<'_>) -> Result<Body, Error> {
    let View { app, reader, sheet, query, wrong } = view;
    let id = view.id();
    let before = crate::api::screenings::before(query.get("cursor").map(String::as_str))?;
    let page = reader.try_act(app, move |studio, ctx| studio.screenings(ctx, id, before)).await?;
    let last = page.items.last().filter(|_| page.more);
    let older = last.map(|one| format!("{}-{}", one.answered_at.millis(), one.id));
    let mut shown = page.items.into_iter().map(|one| shown(&reader.shell.say, one));
    let newest = if before.is_none() { shown.next() } else { None };
    body(&Tab {
        shell: &reader.shell,
        id: id.get(),
        newest,
        earlier: shown.collect(),
        older,
        may_record: sheet.can.record_health != Ability::No,
        locked: sheet.can.record_health == Ability::Locked,
        confirm: wrong.form(CONFIRM.id).unwrap_or_default(),
    })
}

fn shown(say: &Say, screening: Screening) -> Shown {
    let (by, review) = (say.by(screening.recorded_by, screening.imported), screening.review);
    let blank = Shown {
        id: screening.id.get(),
        at: screening.answered_at,
        by,
        review,
        shut: None,
        yes: Vec::new(),
        no: Vec::new(),
        none: Vec::new(),
        observations: String::new(),
        changes: None,
    };
    match screening.answers {
        Ok(answers) => read(say, blank, answers, screening.changes),
        Err(Unreadable::NoKey { key }) => {
            Shown { shut: Some(say.with("health-shut-no-key", "id", &key)), ..blank }
        }
        Err(Unreadable::Damaged) => Shown { shut: Some(say.t("health-shut-damaged")), ..blank },
    }
}

/// A screening whose answers are open: what was answered with yes apart from the rest.
fn read(say: &Say, mut shown: Shown, answers: Answers, changes: Option<Changes>) -> Shown {
    let name = |question: &Question| say.named("question", question.code());
    for question in Question::ASKED {
        let answer = answers.answer(*question);
        match answer.reply {
            Reply::Yes => shown.yes.push((name(question), answer.detail.clone())),
            Reply::No if answer.detail.is_empty() => shown.no.push(name(question)),
            Reply::No => shown.no.push(format!("{} ({})", name(question), answer.detail)),
            Reply::NotAsked => shown.none.push(name(question)),
        }
    }
    shown.changes = changes.map(|changes| turned(say, &changes, &answers));
    shown.observations = answers.observations;
    shown
}

/// What was otherwise before, in words.
fn turned(say: &Say, changes: &Changes, now: &Answers) -> Vec<(String, String)> {
    let words = |answer: &Answer| {
        let reply = say.named("reply", answer.reply.code());
        if answer.detail.is_empty() { reply } else { format!("{reply} ({})", answer.detail) }
    };
    let mut all: Vec<(String, String)> = changes
        .answers
        .iter()
        .map(|one| {
            let (was, is) = (words(&one.before), words(now.answer(one.question)));
            (say.named("question", one.question.code()), say.turned("health-turned", &was, &is))
        })
        .collect();
    if let Some(before) = &changes.observations {
        let was = match before.as_str() {
            "" => say.t("health-observations-none-before"),
            before => say.with("health-observations-before", "what", before),
        };
        all.push((say.t("health-observations"), was));
    }
    all
}

/// The newest screening that whoever sends a form has seen.
pub(super) fn seen(typed: &Typed) -> Option<ScreeningId> {
    // One that can't be read is none that anybody saw.
    typed.maybe("seen").map(|seen| ScreeningId::new(seen.trim().parse().unwrap_or(-1)))
}

/// Records that nothing has changed.
pub(crate) async fn confirm_screening(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let seen = seen(&typed);
    let confirmed = match enter(&app, &reader, &typed).await {
        Ok(()) => reader.try_act(&app, move |studio, ctx| studio.confirm_screening(ctx, id, seen)).await,
        Err(error) => Err(error),
    };
    match confirmed {
        Ok(_screening) => Ok(done(&format!("{}?tab=health", page_of(id)), "unchanged")),
        Err(error) => again(&app, reader, id, CONFIRM, typed, &error).await,
    }
}
