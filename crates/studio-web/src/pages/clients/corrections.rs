//! Corrections of a client's record: sending one, what waits on the client's page, and deciding.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{
    Ability, ClientCard, ClientSheet, Correction, CorrectionInput, CorrectionSeen, Duplicate, Error, OpCtx,
    Saving, Studio, stands,
};
use studio_domain::{ClientId, CorrectionField, CorrectionId, CorrectionOutcome, Timestamp, Version};
use studio_policy::Action;

use super::merging::lead_on;
use super::tab::{Body, View, body};
use super::{OK, id_of, page_of};
use crate::extract::{Path, Query};
use crate::pages::elevation::{Asked, CODE, after, asked, enter};
use crate::pages::reader::{Pairs, Sent};
use crate::pages::{Form, PageError, Reader, Say, Shell, Typed, done, html};
use crate::problem::Problem;
use crate::state::App;

/// A correction as it is read.
pub(crate) struct Line {
    pub(crate) id: CorrectionId,
    pub(crate) client: ClientId,
    pub(crate) name: String,
    pub(crate) field: String,
    pub(crate) was: String,
    pub(crate) value: String,
    pub(crate) reason: String,
    pub(crate) by: String,
    pub(crate) at: Timestamp,
    /// Code of what became of it; empty: it is open.
    pub(crate) outcome: &'static str,
    pub(crate) decided_by: String,
    pub(crate) answer: String,
}

impl Line {
    pub(crate) fn new(say: &Say, one: Correction) -> Self {
        let (outcome, decided_by, answer) = match one.decision {
            Some(decision) => {
                (decision.outcome.code(), decision.decided_by.unwrap_or_default(), decision.answer)
            }
            None => ("", String::new(), String::new()),
        };
        let nothing = |text: String| if text.is_empty() { say.t("page-nothing") } else { text };
        Self {
            id: one.id,
            client: one.client.id,
            name: one.client.name,
            field: say.named("field", one.field.code()),
            was: nothing(written(say, one.field, one.was)),
            value: nothing(written(say, one.field, one.value)),
            reason: one.reason,
            by: one.sent_by.map(|(_, name)| name).unwrap_or_default(),
            at: one.sent_at,
            outcome,
            decided_by,
            answer,
        }
    }
}

/// A value as people write it.
fn written(say: &Say, field: CorrectionField, value: String) -> String {
    if field == CorrectionField::BirthDate { say.stored_date(&value) } else { value }
}

#[derive(Template)]
#[template(path = "clients/corrections.html")]
struct Waiting<'a> {
    shell: &'a Shell,
    open: Vec<Line>,
    decided: Vec<Line>,
    /// Whether the reader may decide, now or with the code.
    decides: bool,
}

/// What stands on the client's page: what waits, and what became of the last ones.
pub(super) async fn waiting(view: View<'_>) -> Result<Body, Error> {
    let id = view.id();
    let all = view.reader.try_act(view.app, move |studio, ctx| studio.corrections(ctx, id)).await?;
    let say = &view.reader.shell.say;
    let (open, decided): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.decision.is_none());
    let lines = |all: Vec<Correction>| all.into_iter().map(|one| Line::new(say, one)).collect();
    body(&Waiting {
        shell: &view.reader.shell,
        open: lines(open),
        decided: lines(decided),
        decides: view.sheet.can.edit != Ability::No,
    })
}

#[derive(Template)]
#[template(path = "clients/correct.html")]
struct Correct {
    shell: Shell,
    card: ClientCard,
    form: Form,
    /// Code of the field, and its name with what stands there.
    choices: Vec<(String, String)>,
}

/// The form that says what is wrong with a record.
pub(crate) async fn correct(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    lead_on(&app, &reader, id).await?;
    let typed = query.get("field").map(|field| ("field", field.clone())).into_iter().collect();
    correct_form(&app, reader, id, Form::new(typed), OK).await
}

async fn correct_form(
    app: &App,
    reader: Reader,
    id: ClientId,
    form: Form,
    status: StatusCode,
) -> Result<Response, PageError> {
    let card = reader.act(app, move |studio, ctx| studio.client(ctx, id)).await?.card;
    let say = &reader.shell.say;
    let field = |field: &CorrectionField| {
        let (name, now) = (say.named("field", field.code()), written(say, *field, stands(&card, *field)));
        (field.code().to_owned(), if now.is_empty() { name } else { format!("{name}: {now}") })
    };
    let choices = CorrectionField::ALL.iter().map(field).collect();
    Ok(html(status, &Correct { choices, form, card, shell: reader.shell }))
}

/// Sends it.
pub(crate) async fn send(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let text = |field: &str| typed.get(field).to_owned();
    let input = CorrectionInput { field: text("field"), value: text("value"), reason: text("reason") };
    match reader.try_act(&app, move |studio, ctx| studio.send_correction(ctx, id, input)).await {
        Ok(_correction) => Ok(done(&page_of(id), "sent")),
        Err(error @ (Error::Invalid(_) | Error::Busy | Error::Unavailable(_))) => {
            let problem = reader.problem(&error);
            let form = Form::new(typed).told(problem.told());
            correct_form(&app, reader, id, form, problem.status()).await
        }
        Err(error) => Err(reader.told(&error)),
    }
}

#[derive(Template)]
#[template(path = "clients/correction.html")]
struct Decide {
    shell: Shell,
    line: Line,
    /// What stands in the field now, if it is not what stood there when the correction was sent.
    now: Option<String>,
    /// Versions that whoever decides has seen.
    record: Version,
    version: Version,
    /// Whether the reader may decide: `yes`, `locked` or `no`.
    edit: &'static str,
    form: Form,
    likely: Vec<Duplicate>,
    /// A form of the page and the code that it asks for.
    asked: Option<(&'static str, Asked)>,
}

/// What came of trying to decide.
#[derive(Default)]
struct Outcome {
    form: Form,
    likely: Vec<Duplicate>,
    asked: Option<(&'static str, Asked)>,
    status: StatusCode,
}

fn pair_of(
    reader: &Reader,
    path: Result<Path<(i64, i64)>, Problem>,
) -> Result<(ClientId, CorrectionId), PageError> {
    path.map(|Path((client, id))| (ClientId::new(client), CorrectionId::new(id)))
        .map_err(|_unreadable| reader.told(&Error::NotFound { kind: "correction", id: String::new() }))
}

/// One correction, with what can be decided.
pub(crate) async fn show(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<(i64, i64)>, Problem>,
) -> Result<Response, PageError> {
    let pair = pair_of(&reader, path)?;
    lead_on(&app, &reader, pair.0).await?;
    decision(&app, reader, pair, Outcome::default()).await
}

async fn decision(
    app: &App,
    reader: Reader,
    (client, id): (ClientId, CorrectionId),
    outcome: Outcome,
) -> Result<Response, PageError> {
    let work = move |studio: &Studio, ctx: &OpCtx| {
        Ok((studio.client(ctx, client)?, studio.correction(ctx, client, id)?))
    };
    let (sheet, correction): (ClientSheet, Correction) = reader.act(app, work).await?;
    let say = &reader.shell.say;
    let now = stands(&sheet.card, correction.field);
    let now = (now != correction.was && correction.decision.is_none()).then(|| match now.as_str() {
        "" => say.t("page-nothing"),
        _ => written(say, correction.field, now),
    });
    let page = Decide {
        now,
        record: sheet.card.version,
        version: correction.version,
        line: Line::new(say, correction),
        edit: match sheet.can.edit {
            Ability::Yes => "yes",
            Ability::Locked => "locked",
            Ability::No => "no",
        },
        form: outcome.form,
        likely: outcome.likely,
        asked: outcome.asked,
        shell: reader.shell,
    };
    Ok(html(outcome.status, &page))
}

/// What a form says its reader has seen.
fn seen(typed: &Typed) -> CorrectionSeen {
    let version = |field: &str| Some(Version::new(typed.get(field).trim().parse().unwrap_or(-1)));
    CorrectionSeen { correction: version("version"), record: version("record") }
}

/// Puts it into the record.
pub(crate) async fn apply(
    State(app): State<App>,
    path: Result<Path<(i64, i64)>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let (client, id) = pair_of(&reader, path)?;
    let (seen, anyway) = (seen(&typed), typed.maybe("anyway").is_some());
    let saved = match enter(&app, &reader, &typed).await {
        Ok(()) => {
            let work =
                move |studio: &Studio, ctx: &OpCtx| studio.apply_correction(ctx, client, id, seen, anyway);
            reader.try_act(&app, work).await
        }
        Err(error) => Err(error),
    };
    match saved {
        Ok(Saving::Saved(_version)) => Ok(done(&page_of(client), CorrectionOutcome::Applied.code())),
        Ok(Saving::Likely(likely)) => {
            let reader = after(&app, reader, &typed).await;
            let outcome = Outcome { likely, status: StatusCode::CONFLICT, ..Outcome::default() };
            decision(&app, reader, (client, id), outcome).await
        }
        Err(error) => again(&app, reader, (client, id), "apply", typed, &error).await,
    }
}

/// Leaves the record as it is.
pub(crate) async fn decline(
    State(app): State<App>,
    path: Result<Path<(i64, i64)>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let (client, id) = pair_of(&reader, path)?;
    let (version, answer) = (seen(&typed).correction, typed.get("answer").to_owned());
    let declined = match enter(&app, &reader, &typed).await {
        Ok(()) => {
            let work = move |studio: &Studio, ctx: &OpCtx| {
                studio.decline_correction(ctx, client, id, &answer, version)
            };
            reader.try_act(&app, work).await
        }
        Err(error) => Err(error),
    };
    match declined {
        Ok(()) => Ok(done(&page_of(client), CorrectionOutcome::Declined.code())),
        Err(error) => again(&app, reader, (client, id), "decline", typed, &error).await,
    }
}

/// The page once more, as things stand now, with what is wrong or the field for the code.
async fn again(
    app: &App,
    reader: Reader,
    pair: (ClientId, CorrectionId),
    id: &'static str,
    typed: Typed,
    error: &Error,
) -> Result<Response, PageError> {
    let reader = after(app, reader, &typed).await;
    let asked = asked(&reader, error, &typed, Action::ClientsEdit);
    let helps = matches!(
        error,
        Error::Invalid(_) | Error::Stale { .. } | Error::Rule(_) | Error::Busy | Error::Unavailable(_)
    );
    if asked.is_none() && !helps {
        return Err(reader.told(error));
    }
    let problem = reader.problem(error);
    let mut form = Form::new(typed.without(&[CODE]));
    if asked.is_none() {
        form = form.told(problem.told());
    }
    let outcome =
        Outcome { form, asked: asked.map(|asked| (id, asked)), status: problem.status(), likely: Vec::new() };
    decision(app, reader, pair, outcome).await
}
