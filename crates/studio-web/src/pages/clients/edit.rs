//! The form of a client's record, for a new one and for one that is there. Whatever is not accepted comes back as it was typed.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, ArtistFilter, ClientCard, Duplicate, Error, Likeness, Saving};
use studio_policy::Action;

use super::fields::{INFORMED, LIMITS, Limits, SCREEN, filled, input};
use super::meanwhile::{beside, opened_with};
use super::merging::lead_on;
use super::screening::Questions;
use super::{OK, id_of, page_of, version_of};
use crate::extract::{Path, Query};
use crate::pages::elevation::{Asked, CODE, after, asked, enter};
use crate::pages::reader::{Pairs, Sent};
use crate::pages::with_files::{SentWithFiles, file_of};
use crate::pages::{Form, PageError, Reader, Shell, Typed, done, html};
use crate::problem::Problem;
use crate::state::App;

#[derive(Template)]
#[template(path = "clients/form.html")]
struct Page {
    shell: Shell,
    form: Form,
    title: String,
    limits: Limits,
    /// Where the form goes.
    to: String,
    /// Where *cancel* goes.
    back: String,
    back_words: String,
    save: String,
    version: Option<String>,
    /// What stood in the fields when the form was opened.
    was: Vec<(String, String)>,
    /// Whether a photo can be chosen: while the record is made.
    takes_photo: bool,
    /// Whether saving takes the master code.
    locked: bool,
    /// Answers to the informed consent, which is asked for when a record is made.
    informed: Vec<&'static str>,
    likely: Vec<Likely>,
    /// Whether an appointment can be booked right after.
    may_book: bool,
    asked: Option<Asked>,
    artists: Vec<(String, String)>,
    sources: Vec<(String, String)>,
    styles: Vec<String>,
    placements: Vec<String>,
    /// Asked only while the record is made; later a screening is an act of its own.
    health: Option<Questions>,
}

/// A record that may be the same person.
struct Likely {
    id: i64,
    name: String,
    by: String,
}

/// What a form is about.
enum About {
    New,
    There(Box<ClientCard>),
}

/// What came of trying to save.
#[derive(Default)]
struct Outcome {
    status: Option<StatusCode>,
    likely: Vec<Duplicate>,
    asked: Option<Asked>,
}

/// An empty form, filled with what the address knows.
pub(crate) async fn new(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    reader.act(&app, studio_app::Studio::expect_to_add_client).await?;
    let known = ["name", "phone"];
    let typed = known.iter().filter_map(|field| Some((*field, query.get(*field)?.clone()))).collect();
    form(&app, reader, About::New, Form::new(typed).begin_in("name"), Outcome::default()).await
}

/// The form of a record.
pub(crate) async fn open(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    lead_on(&app, &reader, id).await?;
    let sheet = reader.act(&app, move |studio, ctx| studio.client_to_edit(ctx, id)).await?;
    let card = Box::new(sheet.card);
    form(
        &app,
        reader,
        About::There(card.clone()),
        Form::new(filled(&card)).begin_in("name"),
        Outcome::default(),
    )
    .await
}

/// The field of the photo of a new client.
const PHOTO: &str = "photo";

/// Makes the record.
pub(crate) async fn add(State(app): State<App>, sent: SentWithFiles) -> Result<Response, PageError> {
    let (reader, typed, mut files, _place) = sent.into_parts();
    let (given, anyway) = (input(&typed), typed.maybe("anyway").is_some());
    let answered = given.informed_consent.clone();
    let photo = file_of(&mut files, PHOTO);
    let what = if photo.is_none() && typed.lost(PHOTO).is_some() { "nophoto" } else { "added" };
    let add = move |studio: &studio_app::Studio, ctx: &studio_app::OpCtx| match photo {
        Some(photo) => studio.add_client_with_photo(ctx, given, anyway, photo.content()?),
        None => studio.add_client(ctx, given, anyway),
    };
    let saved = match enter(&app, &reader, &typed).await {
        Ok(()) => reader.try_act(&app, add).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(Saving::Saved(id)) if typed.get(INFORMED) == SCREEN => {
            let sheet = reader.act(&app, move |studio, ctx| studio.client(ctx, id)).await?;
            // An artist makes clients of others as well.
            let may = sheet.can.read_consents == Ability::Yes;
            Ok(done(&if may { format!("{}/consent/informed", page_of(id)) } else { page_of(id) }, what))
        }
        Ok(Saving::Saved(id)) if typed.get("then") == "book" => {
            Ok(done(&format!("/agenda/new?client={id}&from=client"), what))
        }
        Ok(Saving::Saved(id)) => {
            let sheet = reader.act(&app, move |studio, ctx| studio.client(ctx, id)).await?;
            let minor = !sheet.missing_beside(answered.as_deref()).is_empty();
            Ok(done(&page_of(id), if minor && what == "added" { "addedminor" } else { what }))
        }
        Ok(Saving::Likely(likely)) => likely_too(&app, reader, About::New, typed, likely).await,
        Err(error) => again(&app, reader, About::New, typed, &error).await,
    }
}

/// Changes the record.
pub(crate) async fn change(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let (given, version, anyway) = (input(&typed), version_of(&typed), typed.maybe("anyway").is_some());
    let saved = match enter(&app, &reader, &typed).await {
        Ok(()) => {
            let save = move |studio: &studio_app::Studio, ctx: &studio_app::OpCtx| {
                studio.edit_client(ctx, id, given, Some(version), anyway)
            };
            reader.try_act(&app, save).await
        }
        Err(error) => Err(error),
    };
    if let Ok(Saving::Saved(now)) = saved {
        return Ok(done(&page_of(id), if now == version { "same" } else { "saved" }));
    }
    let sheet = reader.act(&app, move |studio, ctx| studio.client(ctx, id)).await?;
    let about = About::There(Box::new(sheet.card));
    match saved {
        Ok(Saving::Saved(_version)) => Ok(done(&page_of(id), "saved")),
        Ok(Saving::Likely(likely)) => likely_too(&app, reader, about, typed, likely).await,
        Err(error) => again(&app, reader, about, typed, &error).await,
    }
}

async fn likely_too(
    app: &App,
    reader: Reader,
    about: About,
    typed: Typed,
    likely: Vec<Duplicate>,
) -> Result<Response, PageError> {
    let reader = after(app, reader, &typed).await;
    let outcome = Outcome { status: Some(StatusCode::CONFLICT), likely, asked: None };
    form(app, reader, about, Form::new(typed.without(&[CODE])), outcome).await
}

/// The form once more, with what is wrong; what typing again can't help is a page of its own.
async fn again(
    app: &App,
    reader: Reader,
    about: About,
    typed: Typed,
    error: &Error,
) -> Result<Response, PageError> {
    let reader = after(app, reader, &typed).await;
    let asked = asked(&reader, error, &typed, Action::ClientsEdit);
    let typing_helps = matches!(
        error,
        Error::Invalid(_) | Error::Upload(_) | Error::Stale { .. } | Error::Busy | Error::Unavailable(_)
    );
    if asked.is_none() && !typing_helps {
        return Err(reader.told(error));
    }
    let problem = reader.problem(error);
    let mut shown = Form::new(typed.without(&[CODE]));
    if asked.is_none() {
        shown = shown.told(problem.told());
    }
    if let (Error::Stale { .. }, About::There(card)) = (error, &about) {
        shown = beside(&reader.shell.say, shown, card, &filled(card));
    }
    let outcome = Outcome { status: Some(problem.status()), likely: Vec::new(), asked };
    form(app, reader, about, shown, outcome).await
}

async fn form(
    app: &App,
    reader: Reader,
    about: About,
    form: Form,
    outcome: Outcome,
) -> Result<Response, PageError> {
    let artists = artists(app, &reader, &form).await.map_err(|error| reader.told(&error))?;
    let house = &reader.frame.house;
    let say = &reader.shell.say;
    let locked = |action: Action| reader.frame.abilities.locked.contains(action);
    let page = Page {
        limits: LIMITS,
        sources: choices(&house.sources(), &[form.value("source").to_owned()])
            .into_iter()
            .map(|words| (words.clone(), words))
            .collect(),
        styles: choices(&house.styles(), &form.typed.all("styles")),
        placements: choices(&house.placements(), &form.typed.all("placements")),
        artists,
        likely: outcome
            .likely
            .into_iter()
            .map(|one| Likely {
                id: one.id.get(),
                name: one.name,
                by: one
                    .by
                    .into_iter()
                    .map(|by| say.named("likeness", Likeness::code(by)))
                    .collect::<Vec<_>>()
                    .join(", "),
            })
            .collect(),
        asked: outcome.asked,
        may_book: matches!(about, About::New) && reader.reaches(Action::AgendaCreate),
        title: match &about {
            About::New => say.t("client-new-title"),
            About::There(card) => say.with("client-edit-title", "name", &card.name),
        },
        to: match &about {
            About::New => "/clients/new".to_owned(),
            About::There(card) => format!("{}/edit", page_of(card.id)),
        },
        back: match &about {
            About::New => "/clients".to_owned(),
            About::There(card) => page_of(card.id),
        },
        back_words: match &about {
            About::New => say.t("nav-clients"),
            About::There(card) => card.name.clone(),
        },
        save: say.t(if matches!(about, About::New) { "client-add" } else { "client-save" }),
        version: form.typed.maybe("version").map(str::to_owned),
        was: match &about {
            About::New => Vec::new(),
            About::There(card) => {
                let was = opened_with(&form.typed).unwrap_or_else(|| filled(card));
                was.without(&["version"]).pairs().cloned().collect()
            }
        },
        takes_photo: matches!(about, About::New),
        health: matches!(about, About::New).then(|| Questions::of(say, &form)),
        locked: match about {
            About::New => locked(Action::ClientsCreate),
            About::There(_) => locked(Action::ClientsEdit),
        },
        informed: match about {
            About::New => vec!["paper", "paper_guardian", SCREEN, "declined", "not_asked"],
            About::There(_) => Vec::new(),
        },
        form,
        shell: reader.shell,
    };
    Ok(html(outcome.status.unwrap_or(OK), &page))
}

/// The studio's list, and what a record has that is not, or no longer, on it.
pub(crate) fn choices(list: &[&str], chosen: &[String]) -> Vec<String> {
    let mut all: Vec<String> = list.iter().map(|&words| words.to_owned()).collect();
    for words in chosen.iter().filter(|words| !words.is_empty()) {
        if !all.contains(words) {
            all.push(words.clone());
        }
    }
    all
}

/// Active artists, and the one that is chosen.
pub(super) async fn artists(app: &App, reader: &Reader, form: &Form) -> Result<Vec<(String, String)>, Error> {
    if !reader.frame.abilities.now.contains(Action::StaffView) {
        return Ok(Vec::new());
    }
    let chosen = form.value("preferred_artist_id").to_owned();
    let everybody = ArtistFilter { q: None, active: None, after: None };
    let page = reader.try_act(app, move |studio, ctx| studio.artists(ctx, &everybody)).await?;
    Ok(page
        .items
        .into_iter()
        .filter(|artist| artist.active || artist.id.to_string() == chosen)
        .map(|artist| (artist.id.to_string(), artist.name))
        .collect())
}
