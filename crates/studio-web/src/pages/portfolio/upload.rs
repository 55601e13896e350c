//! Adding pictures: several in one form, or, with a script, one by one with progress.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use studio_app::{Error, FileLimits, FileRefused, NoActor, PortfolioItem};
use studio_domain::{ArtistId, PictureSize};

use super::item::Fields;
use super::subject::{Unsettled, settle, unclear};
use super::{artist_of, can_be_put_right, input_of, wall_of};
use crate::api::portfolio::address;
use crate::caller::{RequestId, language};
use crate::extract::{Json, Path};
use crate::file_in::room;
use crate::pages::{Form, PageError, Reader, Shell, Typed, done, html, wants};
use crate::problem::Problem;
use crate::received::{Part, Parts};
use crate::state::App;

/// The part of the page for which the script asks.
const FORM: &str = "pictures";

#[derive(Template)]
#[template(path = "portfolio/upload.html")]
struct Page {
    shell: Shell,
    artist: ArtistId,
    name: String,
    wall: String,
    form: Form,
    fields: Fields,
    /// Whether what is said about the pictures is seen at once: the form came back.
    said: bool,
    /// How many were added before something went wrong.
    added: Option<String>,
    /// Files that were not taken, with the reason.
    refused: Vec<(String, String)>,
}

/// A picture that was added, for the script.
#[derive(Debug, Serialize)]
struct Added {
    id: i64,
    url: String,
    small: Option<String>,
}

impl From<&PortfolioItem> for Added {
    fn from(item: &PortfolioItem) -> Self {
        Self {
            id: item.id.get(),
            url: format!("/portfolio/{}", item.id),
            small: item.pictures.map(|all| address(item.id, &all.small, PictureSize::Small)),
        }
    }
}

async fn page(
    app: &App,
    reader: Reader,
    artist: ArtistId,
    (status, form): (StatusCode, Form),
    (added, refused): (usize, Vec<(String, String)>),
) -> Result<Response, PageError> {
    let desk = reader
        .act(app, move |studio, ctx| {
            studio.expect_to_upload(ctx, artist)?;
            studio.portfolio_desk(ctx, artist)
        })
        .await?;
    let fields = Fields::of(app, &reader, artist, &form).await?;
    let wall = wall_of(artist);
    let name = desk.page.artist.name;
    let added = (added > 0).then(|| reader.shell.say.count("upload-added", added));
    Ok(html(
        status,
        &Page {
            said: status != StatusCode::OK,
            shell: reader.shell,
            artist,
            name,
            wall,
            form,
            fields,
            added,
            refused,
        },
    ))
}

/// The form.
pub(crate) async fn ask(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
) -> Result<Response, PageError> {
    let artist = artist_of(&reader, path)?;
    page(&app, reader, artist, (StatusCode::OK, Form::default()), (0, Vec::new())).await
}

/// What came of a form.
#[derive(Default)]
struct Came {
    typed: Typed,
    added: Vec<PortfolioItem>,
    /// Name of the file and why it was not taken.
    refused: Vec<(String, Error)>,
    /// What is not clear about the client, if that is so.
    unclear: Option<&'static str>,
}

/// Receives pictures, one after the other: what is wrong with one does not keep the others out.
pub(crate) async fn receive(
    State(app): State<App>,
    reader: Result<Reader, PageError>,
    Extension(number): Extension<RequestId>,
    path: Result<Path<i64>, Problem>,
    headers: HeaderMap,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, PageError> {
    // Files can't be kept for after signing in, as what is typed is.
    let reader = reader.map_err(|error| match error.is_nobody() {
        true => {
            PageError::bare(Problem::new(&Error::NoActor(NoActor::Unknown), language(&headers)).of(&number.0))
        }
        false => error,
    })?;
    let artist = artist_of(&reader, path)?;
    let script = wants(&headers, FORM);
    reader.act(&app, move |studio, ctx| studio.expect_to_upload(ctx, artist)).await?;
    let mut came = Came::default();
    let all = take(&app, &reader, &headers, artist, sent, &mut came).await;
    if let Some(words) = came.unclear {
        if script {
            let nobody = Error::NotFound { kind: "client", id: came.typed.get("client_q").to_owned() };
            return Ok(reader.problem(&nobody).into_response());
        }
        let form = unclear(&reader.shell.say, &came.typed.printable(), words);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&app, reader, artist, (status, form), (came.added.len(), Vec::new())).await;
    }
    let none = Error::Upload(FileRefused::Empty);
    let first = all
        .err()
        .or_else(|| came.refused.first_mut().map(|(_, error)| std::mem::replace(error, Error::Stopped)));
    if script {
        return Ok(match (first, came.added.first()) {
            (Some(error), _) => reader.problem(&error).into_response(),
            (None, Some(item)) => (StatusCode::CREATED, Json(Added::from(item))).into_response(),
            (None, None) => reader.problem(&none).into_response(),
        });
    }
    let error = match (first, came.added.is_empty()) {
        (None, false) => return Ok(done(&wall_of(artist), "itemsadded")),
        (None, true) => none,
        (Some(error), _) => error,
    };
    if !can_be_put_right(&error) {
        return Err(reader.told(&error));
    }
    let problem = reader.problem(&error);
    let mut refused = Vec::new();
    for (at, (name, other)) in came.refused.iter().enumerate() {
        let told = if at == 0 { problem.told().clone() } else { reader.problem(other).told().clone() };
        refused.push((name.clone(), told.message));
    }
    let form = Form::new(came.typed.printable()).told(problem.told());
    page(&app, reader, artist, (problem.status(), form), (came.added.len(), refused)).await
}

async fn take(
    app: &App,
    reader: &Reader,
    headers: &HeaderMap,
    artist: ArtistId,
    sent: Result<Multipart, MultipartRejection>,
    came: &mut Came,
) -> Result<(), Error> {
    let Ok(form) = sent else { return Ok(()) };
    let _room = room(app, headers, FileLimits::STORE.bytes).await?;
    let mut parts = Parts::of(form);
    loop {
        let part = parts.next().await;
        came.typed = parts.typed.clone();
        let (name, file) = match part? {
            Part::End => return Ok(()),
            Part::File(name, file) => (name, file),
        };
        // The form has its fields before its files.
        match settle(app, reader, &mut came.typed).await {
            Ok(()) => {}
            Err(Unsettled::Failed(error)) => return Err(error),
            Err(Unsettled::Unclear(words)) => {
                came.unclear = Some(words);
                return Ok(());
            }
        }
        let input = input_of(&came.typed, false);
        let kept = match file {
            Err(error) => Err(error),
            Ok(file) => {
                reader
                    .try_act(app, move |studio, ctx| studio.add_portfolio_item(ctx, artist, file, &input))
                    .await
            }
        };
        match kept {
            Ok(item) => came.added.push(item),
            // What is wrong with one file.
            Err(error @ Error::Upload(_)) => {
                came.refused.push((name.chars().take(120).collect(), error));
            }
            Err(other) => return Err(other),
        }
    }
}
