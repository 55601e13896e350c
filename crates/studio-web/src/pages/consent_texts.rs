//! The texts that clients are asked to agree to, and how long each kind holds: for whoever keeps the settings.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{ConsentWords, Error};
use studio_domain::{ConsentKind, ConsentText, ConsentValidity, Language, Setting};

use super::clients::name_of;
use super::reader::{Pairs, Sent};
use super::{Form, PageError, Reader, Shell, done, html};
use crate::extract::Query;
use crate::state::App;

#[derive(Template)]
#[template(path = "consent-texts.html")]
struct Page {
    shell: Shell,
    kinds: Vec<Link>,
    languages: Vec<Link>,
    kind: ConsentKind,
    name: String,
    language: Language,
    /// The one that is used now.
    now: ConsentWords,
    /// Those before, newest first.
    before: Vec<ConsentWords>,
    form: Form,
    validity: Form,
    validities: Vec<(String, String)>,
    most: usize,
}

/// Another view of this page.
struct Link {
    address: String,
    words: String,
    here: bool,
}

const PLACE: &str = "/settings/consents";

fn address(kind: ConsentKind, language: Language) -> String {
    format!("{PLACE}?kind={kind}&language={language}")
}

/// What did not work.
#[derive(Default)]
struct Wrong {
    form: Option<Form>,
    validity: Option<Form>,
    status: Option<StatusCode>,
}

/// The page of one text.
pub(crate) async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let asked = |name: &str| query.get(name).cloned().unwrap_or_default();
    page(&app, reader, &asked("kind"), &asked("language"), Wrong::default()).await
}

async fn page(
    app: &App,
    reader: Reader,
    kind: &str,
    language: &str,
    wrong: Wrong,
) -> Result<Response, PageError> {
    let house = &reader.frame.house;
    // An address that names nothing shows the first text.
    let kind = ConsentKind::parse(kind).unwrap_or(ConsentKind::Informed);
    let language = Language::parse(language).unwrap_or(house.language());
    let setting = Setting::validity_of(kind);
    let (texts, row) = reader
        .act(app, move |studio, ctx| {
            // The settings first: whoever may not keep them has no business here.
            let row = studio.setting(ctx, setting.code())?;
            Ok((studio.consent_text(ctx, kind.code(), language.code())?, row))
        })
        .await?;
    let say = &reader.shell.say;
    let mut texts = texts.items.into_iter();
    let now =
        texts.next().ok_or_else(|| reader.told(&Error::Internal("a consent has no text".to_owned())))?;
    let link = |address: String, words: String, here: bool| Link { address, words, here };
    let kinds = ConsentKind::ALL
        .iter()
        .map(|one| link(address(*one, language), say.named("consent", one.code()), *one == kind));
    let languages =
        Language::ALL.iter().map(|one| link(address(kind, *one), name_of(*one).to_owned(), *one == language));
    let page = Page {
        kinds: kinds.collect(),
        languages: languages.collect(),
        kind,
        name: say.named("consent", kind.code()),
        language,
        form: wrong.form.unwrap_or_else(|| Form::new([("text", now.text.clone())].into_iter().collect())),
        validity: wrong.validity.unwrap_or_else(|| Form::new(stored(&row.value))),
        validities: ["until_withdrawn", "one_appointment", "until_text_changes", "months"]
            .map(|code| (code.to_owned(), say.named("validity", code)))
            .into(),
        most: ConsentText::MAX,
        before: texts.collect(),
        now,
        shell: reader.shell,
    };
    Ok(html(wrong.status.unwrap_or(StatusCode::OK), &page))
}

/// The validity as its fields.
fn stored(value: &str) -> super::Typed {
    let validity = ConsentValidity::parse(value).unwrap_or(ConsentValidity::UntilWithdrawn);
    let months = match validity {
        ConsentValidity::Months(months) => months.to_string(),
        _ => String::new(),
    };
    [("validity", validity.code().to_owned()), ("months", months)].into_iter().collect()
}

/// Whether typing again can help.
fn typing_helps(error: &Error) -> bool {
    matches!(error, Error::Invalid(_) | Error::Stale { .. } | Error::Busy | Error::Unavailable(_))
}

/// Saves a new version of a text.
pub(crate) async fn save(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let [kind, language, text] = ["kind", "language", "text"].map(|field| typed.get(field).to_owned());
    let number = typed.get("number").trim().parse::<i64>().unwrap_or(-1);
    let (of_kind, in_language) = (kind.clone(), language.clone());
    let saved = reader.try_act(&app, move |studio, ctx| {
        studio.save_consent_text(ctx, &of_kind, &in_language, &text, Some(number))
    });
    match saved.await {
        Ok(_number) => Ok(done(&format!("{PLACE}?kind={kind}&language={language}"), "saved")),
        Err(error) if typing_helps(&error) => {
            let problem = reader.problem(&error);
            let form = Some(Form::new(typed).told(problem.told()));
            let wrong = Wrong { form, status: Some(problem.status()), ..Wrong::default() };
            page(&app, reader, &kind, &language, wrong).await
        }
        Err(error) => Err(reader.told(&error)),
    }
}

/// Sets how long a kind of consent holds.
pub(crate) async fn validity(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let [kind, language] = ["kind", "language"].map(|field| typed.get(field).to_owned());
    let setting = Setting::validity_of(ConsentKind::parse(&kind).unwrap_or(ConsentKind::Informed));
    let value = match typed.get("validity") {
        "months" => format!("{} months", typed.get("months").trim()),
        code => code.to_owned(),
    };
    let saved =
        reader.try_act(&app, move |studio, ctx| studio.set_setting(ctx, setting.code(), &value, None));
    match saved.await {
        Ok(_changed) => Ok(done(&format!("{PLACE}?kind={kind}&language={language}"), "saved")),
        Err(error) if typing_helps(&error) => {
            let problem = reader.problem(&error).renamed(&[(setting.code(), "validity")]);
            let form = Some(Form::new(typed).told(problem.told()));
            let wrong = Wrong { validity: form, status: Some(problem.status()), ..Wrong::default() };
            page(&app, reader, &kind, &language, wrong).await
        }
        Err(error) => Err(reader.told(&error)),
    }
}
