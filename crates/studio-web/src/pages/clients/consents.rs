//! The tab of consents: where each kind stands, what happened, who answers for a minor, and looks at documents.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use studio_app::{Ability, AgeCheckInput, ConsentInput, ConsentSheet, ContactInput, Error};
use studio_domain::{
    AgeDocument, ConsentAct, ConsentId, ConsentManner, ConsentState, Lapse, Missing, Standing, Timestamp,
    Version,
};
use studio_policy::Action;

use super::tab::{Body, FormOf, View, again, body};
use super::{id_of, page_of, version_of};
use crate::extract::Path;
use crate::pages::reader::Sent;
use crate::pages::{Form, PageError, Say, Shell, done};
use crate::problem::Problem;
use crate::state::App;

const fn form(id: &'static str) -> FormOf {
    FormOf { tab: "consents", id, action: Action::ClientsConsent }
}
const GUARDIAN: FormOf = form("set-guardian");
const AGE: FormOf = form("check-age");
const WITHDRAW: FormOf = form("withdraw");

#[derive(Template)]
#[template(path = "clients/consents.html")]
struct Tab<'a> {
    shell: &'a Shell,
    client: i64,
    /// What the states are about, in words.
    about: String,
    /// What is missing then, in words.
    missing: Vec<String>,
    kinds: Vec<Kind>,
    events: Vec<Event>,
    record: bool,
    guardian: Form,
    has_guardian: bool,
    minor: bool,
    version: Version,
    age: Form,
    checks: Vec<Check>,
    documents: Vec<(String, String)>,
    withdraw: Form,
    manners: Vec<(&'static str, String)>,
}

/// A kind and where it stands.
struct Kind {
    code: &'static str,
    name: String,
    standing: &'static str,
    icon: &'static str,
    words: String,
    /// The event that says so.
    event: Option<ConsentId>,
    may_withdraw: bool,
}

/// An event in a line.
struct Event {
    id: ConsentId,
    at: Timestamp,
    words: String,
    signed: bool,
    scanned: bool,
}

/// A look at a document in a line.
struct Check {
    at: Timestamp,
    words: String,
}

/// Everything there is about the client's consents.
async fn sheet(view: View<'_>) -> Result<ConsentSheet, Error> {
    let id = view.id();
    view.reader.try_act(view.app, move |studio, ctx| studio.consent_sheet(ctx, id)).await
}

/// What the header should say is missing; whoever may not read consents is not told.
pub(super) async fn missing(view: View<'_>) -> Result<Vec<Missing>, Error> {
    match view.sheet.can.read_consents {
        Ability::Yes => Ok(sheet(view).await?.missing),
        Ability::Locked | Ability::No => Ok(Vec::new()),
    }
}

/// What stands in the tab.
pub(super) async fn tab(view: View<'_>) -> Result<Body, Error> {
    let sheet = sheet(view).await?;
    let say = &view.reader.shell.say;
    let wrong = |of: FormOf| view.wrong.form(of.id);
    let guardian = sheet.guardian.clone().map(|one| {
        [
            ("guardian_name", one.name),
            ("guardian_relationship", one.relationship),
            ("guardian_phone", one.phone),
        ]
    });
    let about = match &sheet.next {
        Some(next) => say.with("consents-about-next", "date", &say.moment(&next.starts_at)),
        None => say.t("consents-about-today"),
    };
    let documents = AgeDocument::ALL.iter().map(|one| one.code());
    body(&Tab {
        shell: &view.reader.shell,
        client: view.id().get(),
        about,
        missing: sheet.missing.iter().map(|one| say.named("missing", one.code())).collect(),
        kinds: sheet.states.iter().map(|state| kind(say, &sheet, state)).collect(),
        events: sheet.events.iter().map(|event| told(say, event)).collect(),
        record: sheet.record == Ability::Yes,
        has_guardian: sheet.guardian.is_some(),
        guardian: wrong(GUARDIAN).unwrap_or_else(|| Form::new(guardian.into_iter().flatten().collect())),
        minor: sheet.minor,
        version: sheet.version,
        age: wrong(AGE).unwrap_or_else(|| {
            Form::new(sheet.birth_date.iter().map(|date| ("birth_date", date.clone())).collect())
        }),
        checks: sheet.age_checks.iter().map(|check| looked(say, check)).collect(),
        documents: documents.map(|code| (code.to_owned(), say.named("document", code))).collect(),
        withdraw: wrong(WITHDRAW).unwrap_or_default(),
        manners: [ConsentManner::Spoken, ConsentManner::Paper]
            .map(|manner| (manner.code(), say.named("consent-manner", manner.code())))
            .into(),
    })
}

/// A kind and where it stands, in words.
fn kind(say: &Say, sheet: &ConsentSheet, state: &ConsentState) -> Kind {
    let event = sheet.events.iter().find(|event| Some(event.id) == state.event);
    let standing = say.named("standing", state.standing.code());
    let mut words = vec![standing];
    if let Some(lapse) = state.lapse {
        words.push(say.named("lapse", Lapse::code(lapse)));
    }
    if let Some(event) = event {
        words.push(say.date(&event.recorded_at));
    }
    if let Some(until) = state.until {
        words.push(say.with("consent-until", "date", &say.stored_date(&until.to_string())));
    }
    if state.by_guardian {
        words.push(say.t("consent-by-guardian"));
    }
    // What lapsed by its time can still be taken back, and so can what was given for another appointment only.
    let given = sheet.events.iter().find(|event| event.kind == state.kind);
    Kind {
        code: state.kind.code(),
        name: say.named("consent", state.kind.code()),
        standing: state.standing.code(),
        icon: match state.standing {
            Standing::Given => "done",
            Standing::NotAsked | Standing::Lapsed => "info",
            Standing::Declined | Standing::Withdrawn => "no",
        },
        words: words.join(" · "),
        event: state.event,
        may_withdraw: given
            .is_some_and(|event| event.act == ConsentAct::Given && event.appointment.is_none()),
    }
}

/// An event in words.
fn told(say: &Say, event: &studio_app::Consent) -> Event {
    let mut words = vec![
        format!(
            "{}: {}",
            say.named("consent", event.kind.code()),
            say.named("consent-act", event.act.code())
        ),
        say.named("consent-manner", event.manner.code()),
    ];
    if event.signer == studio_domain::ConsentSigner::Guardian {
        words.push(say.t("consent-by-guardian"));
    }
    if event.appointment.is_some() {
        words.push(say.t("consent-one-appointment"));
    }
    let by = event.recorded_by.as_ref().map(|(_, name)| name.clone());
    words.push(say.by(by, event.manner == ConsentManner::BeforeMove));
    Event {
        id: event.id,
        at: event.recorded_at,
        words: words.join(" · "),
        signed: event.signed,
        scanned: event.scanned,
    }
}

/// A look at a document in words.
fn looked(say: &Say, check: &studio_app::AgeCheck) -> Check {
    let mut words = vec![say.named("document", check.document.code()), say.stored_date(&check.birth_date)];
    words.push(say.by(check.checked_by.as_ref().map(|(_, name)| name.clone()), false));
    Check { at: check.checked_at, words: words.join(" · ") }
}

/// The tab of a client.
pub(super) fn tab_of(id: studio_domain::ClientId) -> String {
    format!("{}?tab=consents", page_of(id))
}

/// Takes a consent back.
pub(crate) async fn withdraw(
    State(app): State<App>,
    path: Result<Path<(i64, String)>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let (id, kind) = super::id_and(&reader, path)?;
    let input = ConsentInput {
        kind,
        act: ConsentAct::Withdrawn.code().to_owned(),
        manner: typed.get("manner").to_owned(),
        signer: typed.get("signer").to_owned(),
        ..ConsentInput::default()
    };
    match reader.try_act(&app, move |studio, ctx| studio.record_consent(ctx, id, input)).await {
        Ok(_event) => Ok(done(&tab_of(id), "withdrawn")),
        Err(error) => again(&app, reader, id, WITHDRAW, typed, &error).await,
    }
}

/// Says who answers for a minor.
pub(crate) async fn guardian(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let (id, version) = (id_of(&reader, path)?, version_of(&typed));
    let input = contact(&typed);
    let saved = reader.try_act(&app, move |studio, ctx| studio.set_guardian(ctx, id, input, Some(version)));
    match saved.await {
        Ok(_version) => Ok(done(&tab_of(id), "saved")),
        Err(error) => again(&app, reader, id, GUARDIAN, typed, &error).await,
    }
}

/// The guardian as typed.
pub(super) fn contact(typed: &crate::pages::Typed) -> ContactInput {
    let [name, relationship, phone] =
        ["guardian_name", "guardian_relationship", "guardian_phone"].map(|field| typed.get(field).to_owned());
    ContactInput { name, relationship, phone }
}

/// Records a look at a document.
pub(crate) async fn check_age(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let input = AgeCheckInput {
        document: typed.get("document").to_owned(),
        birth_date: typed.get("birth_date").to_owned(),
    };
    match reader.try_act(&app, move |studio, ctx| studio.check_age(ctx, id, input)).await {
        Ok(_check) => Ok(done(&tab_of(id), "saved")),
        Err(error) => again(&app, reader, id, AGE, typed, &error).await,
    }
}
