//! Asking a client: the text, who answers, how, and the pad for a signature.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{ConsentInput, ConsentSheet, ConsentWords, Error, Rule};
use studio_domain::{ClientId, ConsentManner, ConsentSigner, Language, PersonName, Phone, ShortText};
use studio_text::Lang;

use super::consents::{contact, tab_of};
use super::merging::lead_on;
use super::{OK, id_and, page_of};
use crate::extract::{Path, Query};
use crate::pages::reader::Pairs;
use crate::pages::with_files::{FormFile, SentWithFiles, file_of};
use crate::pages::{Form, PageError, Reader, Shell, Typed, done, html};
use crate::problem::Problem;
use crate::state::App;

#[derive(Template)]
#[template(path = "clients/consent.html")]
struct Page {
    shell: Shell,
    client: ClientId,
    name: String,
    title: String,
    words: ConsentWords,
    /// Languages in which it can be asked, each with its name, its address and whether it is this one.
    languages: Vec<(&'static str, &'static str, String, bool)>,
    form: Form,
    minor: bool,
    appointments: Vec<(String, String)>,
    limits: [usize; 3],
    back: String,
}

/// Name of the field of the scan.
pub(super) const PAPER: &str = "paper";

/// A language's own name for itself.
pub(in super::super) fn name_of(language: Language) -> &'static str {
    Lang::parse(language.code()).unwrap_or(Lang::En).name()
}

/// Where a kind is asked for.
fn place(id: ClientId, kind: &str) -> String {
    format!("/clients/{id}/consent/{kind}")
}

/// The page on which a kind of consent is asked for.
pub(crate) async fn ask(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<(i64, String)>, Problem>,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let (id, kind) = id_and(&reader, path)?;
    lead_on(&app, &reader, id).await?;
    let language = query.get("language").cloned().unwrap_or_default();
    page(&app, reader, id, kind, language, None, OK).await
}

/// Records the answer.
pub(crate) async fn answer(
    State(app): State<App>,
    path: Result<Path<(i64, String)>, Problem>,
    sent: SentWithFiles,
) -> Result<Response, PageError> {
    let (reader, typed, mut files, _place) = sent.into_parts();
    let (id, kind) = id_and(&reader, path)?;
    let on_screen = typed.get("manner") == ConsentManner::Screen.code();
    let by_guardian = typed.get("signer") == ConsentSigner::Guardian.code();
    let on_paper = typed.get("manner") == ConsentManner::Paper.code();
    // What was chosen before another manner was is not part of the answer.
    let paper = file_of(&mut files, PAPER).filter(|_| on_paper);
    let forgotten = on_paper && paper.is_none() && typed.lost(PAPER).is_some();
    let mut input = ConsentInput {
        kind: kind.clone(),
        act: typed.get("act").to_owned(),
        manner: typed.get("manner").to_owned(),
        signer: typed.get("signer").to_owned(),
        signer_name: typed.get("signer_name").to_owned(),
        language: typed.get("language").to_owned(),
        text_hash: Some(typed.get("text_hash").to_owned()),
        appointment: typed.get("appointment_id").to_owned(),
        guardian: by_guardian.then(|| contact(&typed)),
        // What was drawn before another manner was chosen is not part of the answer.
        signature: on_screen.then(|| typed.get("signature").to_owned()),
        paper: None,
    };
    let record = move |studio: &studio_app::Studio, ctx: &studio_app::OpCtx| {
        input.paper = paper.map(FormFile::content).transpose()?;
        let event = studio.record_consent(ctx, id, input)?;
        // It is recorded: what can't be looked up after that is no reason to say that it is not.
        let missing = studio.missing_beside_consent(ctx, id, event).unwrap_or_default();
        Ok((event, !missing.is_empty()))
    };
    let error = match reader.try_act(&app, record).await {
        // Somebody who signed in again in between has to choose the scan once more: on the sheet of the consent.
        Ok((event, _)) if forgotten => {
            return Ok(done(&format!("{}/consents/{event}", page_of(id)), "noscan"));
        }
        Ok((_, true)) => return Ok(done(&tab_of(id), "recordedminor")),
        Ok((_, false)) => return Ok(done(&tab_of(id), "recorded")),
        Err(error) => error,
    };
    let typing_helps = matches!(
        error,
        Error::Invalid(_)
            | Error::Upload(_)
            | Error::Rule(Rule::TextChanged)
            | Error::NotFound { kind: "appointment", .. }
            | Error::Stale { .. }
            | Error::Busy
            | Error::Unavailable(_)
    );
    if !typing_helps {
        return Err(reader.told(&error));
    }
    let problem = reader.problem(&error);
    // A signature belongs to the text under which it was drawn.
    let gone: &[&str] = if matches!(error, Error::Rule(_)) { &["signature"] } else { &[] };
    let language = typed.get("language").to_owned();
    let form = Form::new(typed.without(gone)).told(problem.told());
    page(&app, reader, id, kind, language, Some(form), problem.status()).await
}

/// What a form says before anything is typed.
fn filled(sheet: &ConsentSheet) -> Typed {
    let signer = if sheet.minor { ConsentSigner::Guardian } else { ConsentSigner::Client };
    let guardian = sheet.guardian.clone();
    let one = |value: Option<String>| value.unwrap_or_default();
    [
        ("signer", signer.code().to_owned()),
        ("manner", ConsentManner::Screen.code().to_owned()),
        ("guardian_name", one(guardian.as_ref().map(|one| one.name.clone()))),
        ("guardian_relationship", one(guardian.as_ref().map(|one| one.relationship.clone()))),
        ("guardian_phone", one(guardian.map(|one| one.phone))),
    ]
    .into_iter()
    .collect()
}

async fn page(
    app: &App,
    reader: Reader,
    id: ClientId,
    kind: String,
    language: String,
    form: Option<Form>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let asked = kind.clone();
    let (words, sheet) = reader
        .act(app, move |studio, ctx| {
            let wanted = studio.consent_wanted(ctx, id, &asked, &language)?;
            Ok((wanted.words, studio.consent_sheet(ctx, id)?))
        })
        .await?;
    let say = &reader.shell.say;
    let appointments = sheet
        .appointments
        .iter()
        .map(|one| (one.id.to_string(), format!("{} · {}", say.moment(&one.starts_at), one.artist)));
    let languages = Language::ALL.map(|language| {
        let address = format!("{}?language={language}", place(id, &kind));
        (language.code(), name_of(language), address, language == words.language)
    });
    let page = Page {
        client: id,
        title: say.named("consent", words.kind.code()),
        appointments: appointments.collect(),
        languages: languages.into(),
        form: form.unwrap_or_else(|| Form::new(filled(&sheet))),
        minor: sheet.minor,
        limits: [PersonName::MAX, ShortText::MAX, Phone::MAX],
        back: tab_of(id),
        name: sheet.name,
        words,
        shell: reader.shell,
    };
    Ok(html(status, &page))
}
