//! One consent on a sheet of paper, with everything that proves it; and the same sheet empty, to be signed by hand.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use studio_app::{Ability, ConsentPaper, ConsentProof, ConsentSheet, ConsentWords, Error};
use studio_domain::{ClientId, ConsentId, ConsentManner, ConsentSigner, MediaKind, TextHash, Values};

use super::consent::PAPER;
use super::consents::tab_of;
use super::merging::lead_on;
use super::{OK, id_and};
use crate::api::consents::paper::address;
use crate::api::consents::picture;
use crate::extract::{Path, Query};
use crate::pages::reader::Pairs;
use crate::pages::with_files::{FormFile, SentWithFiles, file_of};
use crate::pages::{Form, PageError, Reader, Say, Shell, done, html, wants};
use crate::problem::Problem;
use crate::state::App;

#[derive(Template)]
#[template(path = "clients/proof.html")]
struct Page {
    shell: Shell,
    back: String,
    studio: Vec<String>,
    title: String,
    /// Who the client is.
    client: Vec<(String, String)>,
    /// Language, text, and whether it is whole.
    text: Option<Text>,
    /// What was said, by whom, when.
    said: Vec<(String, String)>,
    /// Address of the picture of the signature.
    signature: Option<String>,
    /// Whether there is a line to sign on.
    blank: bool,
    /// The scan of the form.
    scan: Option<Scan>,
    /// Where a scan can be attached, and what was wrong with the one before.
    attach: Option<(String, Form)>,
    /// What else has to be known, in words.
    but: Vec<String>,
}

/// The scan of a form.
struct Scan {
    address: String,
    /// Whether it is a picture; a PDF is saved.
    picture: bool,
    /// Since when, by whom.
    since: String,
}

struct Text {
    language: &'static str,
    words: String,
    /// Version and fingerprint.
    of: Vec<(String, String)>,
}

/// The one that an address names.
fn ids(reader: &Reader, path: Result<Path<(i64, i64)>, Problem>) -> Result<(ClientId, ConsentId), PageError> {
    path.map(|Path((id, consent))| (ClientId::new(id), ConsentId::new(consent)))
        .map_err(|_unreadable| reader.told(&Error::NotFound { kind: "consent", id: String::new() }))
}

/// The sheet of one consent.
pub(crate) async fn show(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<(i64, i64)>, Problem>,
) -> Result<Response, PageError> {
    let (id, consent) = ids(&reader, path)?;
    lead_on(&app, &reader, id).await?;
    page(&app, reader, id, consent, OK, Form::default()).await
}

async fn page(
    app: &App,
    reader: Reader,
    id: ClientId,
    consent: ConsentId,
    status: StatusCode,
    form: Form,
) -> Result<Response, PageError> {
    let (proof, sheet) = reader
        .act(app, move |studio, ctx| {
            Ok((studio.consent_proof(ctx, id, consent)?, studio.consent_sheet(ctx, id)?))
        })
        .await?;
    let say = &reader.shell.say;
    let kind = proof.event.kind;
    let attaches =
        proof.paper.is_none() && proof.event.manner == ConsentManner::Paper && sheet.record == Ability::Yes;
    let page = Page {
        scan: proof.paper.as_ref().map(|paper| scan(say, id, consent, paper)),
        attach: attaches.then(|| (format!("/clients/{id}/consents/{consent}"), form)),
        back: tab_of(id),
        studio: studio(&reader.frame.house),
        title: say.named("consent", kind.code()),
        client: client(say, id, &sheet, &proof),
        said: said(say, &proof),
        signature: proof.event.signed.then(|| format!("/clients/{id}/consents/{consent}/signature.png")),
        blank: false,
        but: but(say, &sheet, &proof),
        text: proof.text.zip(proof.event.text).map(|(words, of)| Text {
            language: of.language.map_or("", studio_domain::Language::code),
            words,
            of: version(say, of.number, of.hash),
        }),
        shell: reader.shell,
    };
    Ok(html(status, &page))
}

fn scan(say: &Say, client: ClientId, consent: ConsentId, paper: &ConsentPaper) -> Scan {
    let mut since = vec![say.stamp(&paper.attached_at)];
    since.push(say.by(paper.attached_by.as_ref().map(|(_, name)| name.clone()), false));
    Scan {
        address: address(client, consent, &paper.file.hash),
        picture: paper.file.kind == MediaKind::Jpeg,
        since: since.join(" · "),
    }
}

/// Attaches the scan of the form.
pub(crate) async fn attach_paper(
    State(app): State<App>,
    path: Result<Path<(i64, i64)>, Problem>,
    headers: HeaderMap,
    sent: SentWithFiles,
) -> Result<Response, PageError> {
    let (reader, typed, mut files, _place) = sent.into_parts();
    let (id, consent) = ids(&reader, path)?;
    let file = file_of(&mut files, PAPER);
    let attached = reader
        .try_act(&app, move |studio, ctx| {
            let file = file.map(FormFile::content).transpose()?.unwrap_or_default();
            studio.attach_consent_paper(ctx, id, consent, file)
        })
        .await;
    let script = wants(&headers, "photo");
    let Err(error) = attached else {
        let to = format!("/clients/{id}/consents/{consent}");
        // A script goes on by itself: it would read the whole page for nothing.
        return Ok(if script { StatusCode::NO_CONTENT.into_response() } else { done(&to, "scanned") });
    };
    let problem = reader.problem(&error);
    if script {
        return Ok(problem.into_response());
    }
    if !matches!(error, Error::Upload(_) | Error::Conflict(_) | Error::Busy | Error::Unavailable(_)) {
        return Err(reader.told(&error));
    }
    let form = Form::new(typed).told(problem.told());
    page(&app, reader, id, consent, problem.status(), form).await
}

/// The same sheet without an answer, to be signed by hand.
pub(crate) async fn blank(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<(i64, String)>, Problem>,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let (id, kind) = id_and(&reader, path)?;
    lead_on(&app, &reader, id).await?;
    let language = query.get("language").cloned().unwrap_or_default();
    let (words, sheet) = reader
        .act(&app, move |studio, ctx| {
            let wanted = studio.consent_wanted(ctx, id, &kind, &language)?;
            Ok((wanted.words, studio.consent_sheet(ctx, id)?))
        })
        .await?;
    let say = &reader.shell.say;
    let ConsentWords { kind, language, number, text, hash, .. } = words;
    let page = Page {
        back: tab_of(id),
        studio: studio(&reader.frame.house),
        title: say.named("consent", kind.code()),
        client: who(say, id, &sheet.name, sheet.birth_date.as_deref()),
        said: Vec::new(),
        signature: None,
        scan: None,
        attach: None,
        blank: true,
        but: Vec::new(),
        text: Some(Text { language: language.code(), words: text, of: version(say, number, hash) }),
        shell: reader.shell,
    };
    Ok(html(OK, &page))
}

/// The picture of a signature.
pub(crate) async fn signature(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<(i64, i64)>, Problem>,
) -> Result<Response, PageError> {
    let (id, consent) = ids(&reader, path)?;
    let file = reader.act(&app, move |studio, ctx| studio.consent_signature(ctx, id, consent)).await?;
    Ok(picture(file))
}

/// Name and contact of the studio.
fn studio(house: &Values) -> Vec<String> {
    let mut lines = vec![house.studio_name().to_owned()];
    lines.extend(house.studio_address().map(str::to_owned));
    lines.extend(house.studio_phone().map(|phone| phone.to_string()));
    lines.extend(house.studio_email().map(|email| email.to_string()));
    lines
}

fn who(say: &Say, id: ClientId, name: &str, birth_date: Option<&str>) -> Vec<(String, String)> {
    let birth = birth_date.map_or_else(|| "–".to_owned(), |date| say.stored_date(date));
    vec![
        (say.t("field-name"), name.to_owned()),
        (say.t("field-birth-date"), birth),
        (say.t("consent-client-number"), id.to_string()),
    ]
}

/// The client as it was known when it was said; as today where that was not recorded.
fn client(say: &Say, id: ClientId, sheet: &ConsentSheet, proof: &ConsentProof) -> Vec<(String, String)> {
    match &proof.client_name {
        Some(name) => who(say, id, name, proof.client_birth_date.as_deref()),
        None => who(say, id, &sheet.name, sheet.birth_date.as_deref()),
    }
}

fn version(say: &Say, number: i64, hash: TextHash) -> Vec<(String, String)> {
    let number = match number {
        0 => say.t("consent-text-own"),
        number => number.to_string(),
    };
    vec![(say.t("consent-text-version"), number), (say.t("consent-text-hash"), hash.to_string())]
}

/// What was said, by whom, how, when, recorded by whom.
fn said(say: &Say, proof: &ConsentProof) -> Vec<(String, String)> {
    let event = &proof.event;
    let mut lines = vec![
        (say.t("consent-answer"), say.named("consent-act", event.act.code())),
        (say.t("field-manner"), say.named("consent-manner", event.manner.code())),
        (say.t("field-signer"), say.named("signer", event.signer.code())),
    ];
    let mut more = |label: &str, value: &Option<String>| {
        lines.extend(value.clone().filter(|value| !value.is_empty()).map(|value| (say.t(label), value)));
    };
    more("field-signer-name", &event.signer_name);
    if event.signer == ConsentSigner::Guardian {
        more("consent-relationship", &proof.signer_relationship);
        more("field-phone", &proof.signer_phone);
    }
    more("consent-about", &proof.appointment_at.map(|at| say.stamp(&at)));
    more("consent-when", &Some(say.stamp(&event.recorded_at)));
    let by = event.recorded_by.as_ref().map(|(_, name)| name.clone());
    more("consent-recorded-by", &Some(say.by(by, event.manner == ConsentManner::BeforeMove)));
    more("consent-number", &Some(event.id.to_string()));
    lines
}

/// What else has to be known of it.
fn but(say: &Say, sheet: &ConsentSheet, proof: &ConsentProof) -> Vec<String> {
    let event = &proof.event;
    let mut lines = Vec::new();
    if !proof.text_is_whole {
        lines.push(say.t("consent-text-broken"));
    }
    let newer = sheet.events.iter().take_while(|one| one.id != event.id).find(|one| {
        one.kind == event.kind && (one.appointment.is_none() || one.appointment == event.appointment)
    });
    if let Some(newer) = newer.filter(|newer| newer.act != event.act) {
        let act = say.named("consent-act", newer.act.code());
        lines.push(say.with("consent-later", "what", &format!("{act}, {}", say.stamp(&newer.recorded_at))));
    }
    if proof.client_name.as_ref().is_some_and(|name| *name != sheet.name) {
        lines.push(say.with("consent-name-now", "name", &sheet.name));
    }
    lines
}
