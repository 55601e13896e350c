//! One's own picture: looked at, set, removed.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use studio_app::{Error, Studio};
use studio_domain::PhotoSize;

use crate::api::faces::address;
use crate::pages::reader::Sent;
use crate::pages::with_files::{FormFile, SentWithFiles, file_of};
use crate::pages::{Form, PageError, Reader, Shell, done, html, wants};
use crate::state::App;

/// Name of the field, and the part of the page for which its script asks.
const FIELD: &str = "photo";
const HERE: &str = "/me/photo";

#[derive(Template)]
#[template(path = "me-photo.html")]
struct Page {
    shell: Shell,
    name: String,
    initials: String,
    photo: Option<String>,
    form: Form,
}

fn page(reader: Reader, status: StatusCode, form: Form) -> Response {
    let card = &reader.frame.account;
    let photo = card.photo.map(|face| address(card.id, &face.large, PhotoSize::Large));
    let me = reader.shell.me.as_ref();
    let (name, initials) = me.map(|me| (me.name.clone(), me.initials.clone())).unwrap_or_default();
    html(status, &Page { name, initials, photo, form, shell: reader.shell })
}

/// The picture with the form that sets it.
pub(crate) async fn show(reader: Reader) -> Response {
    page(reader, StatusCode::OK, Form::default())
}

/// Sets or replaces it.
pub(crate) async fn set(
    State(app): State<App>,
    headers: HeaderMap,
    sent: SentWithFiles,
) -> Result<Response, PageError> {
    let (reader, _typed, mut files, _place) = sent.into_parts();
    let script = wants(&headers, FIELD);
    let file = file_of(&mut files, FIELD).map(FormFile::content).transpose();
    // Without a file it is empty: said as of any other.
    let set = reader.try_act(&app, move |studio, ctx| studio.set_my_photo(ctx, file?.unwrap_or_default()));
    match set.await {
        Ok(_card) if script => Ok(StatusCode::NO_CONTENT.into_response()),
        Ok(_card) => Ok(done(HERE, "photo")),
        Err(error) if script => Ok(reader.problem(&error).into_response()),
        Err(error @ Error::Upload(_)) => {
            let problem = reader.problem(&error);
            Ok(page(reader, problem.status(), Form::default().told(problem.told())))
        }
        Err(error) => Err(reader.told(&error)),
    }
}

/// Removes it.
pub(crate) async fn remove(State(app): State<App>, Sent { reader, .. }: Sent) -> Result<Response, PageError> {
    reader.act(&app, Studio::remove_my_photo).await?;
    Ok(done(HERE, "photogone"))
}
