//! The photo beside the name: shown, set, removed.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use studio_app::{Ability, Error, FileLimits, FileRefused, NoActor};
use studio_domain::{ClientId, PhotoSize};

use super::show::page;
use super::tab::{Body, View, Wrong, body};
use super::{id_of, page_of};
use crate::api::photos::address;
use crate::caller::{RequestId, language};
use crate::extract::Path;
use crate::file_in::{Received, room};
use crate::pages::elevation::{CODE, carry_on, enter, would_help};
use crate::pages::reader::{Pairs, Sent};
use crate::pages::say::initials;
use crate::pages::{Form, PageError, Reader, Shell, Typed, done, wants};
use crate::problem::Problem;
use crate::state::App;

/// Id of the form, and the part of the page for which its script asks.
const FORM: &str = "photo";

#[derive(Template)]
#[template(path = "clients/photo.html")]
struct Panel<'a> {
    shell: &'a Shell,
    id: ClientId,
    name: &'a str,
    initials: String,
    /// Address of the picture.
    photo: Option<String>,
    /// Whose it is and since when.
    owner: Option<String>,
    may: Ability,
    form: Form,
}

impl Panel<'_> {
    fn shown_only(&self) -> bool {
        self.may == Ability::No
    }

    fn locked(&self) -> bool {
        self.may == Ability::Locked
    }
}

/// The photo or the initials, with the form for whoever may set it.
pub(super) fn panel(view: View<'_>) -> Result<Body, Error> {
    let (shell, card) = (&view.reader.shell, &view.sheet.card);
    let owner = card.photo.as_ref().map(|photo| {
        let date = shell.say.date(&photo.uploaded_at);
        match &photo.uploaded_by {
            Some((_, name)) => shell.say.both("photo-by", ("name", name), ("date", &date)),
            None => shell.say.with("photo-by-house", "date", &date),
        }
    });
    body(&Panel {
        shell,
        id: card.id,
        name: &card.name,
        initials: initials(&card.name),
        photo: card.photo.as_ref().map(|photo| address(card.id, &photo.large, PhotoSize::Large)),
        owner,
        may: view.sheet.can.set_photo,
        form: view.wrong.form(FORM).unwrap_or_default(),
    })
}

/// Sets or replaces the photo.
pub(crate) async fn set(
    State(app): State<App>,
    reader: Result<Reader, PageError>,
    Extension(number): Extension<RequestId>,
    path: Result<Path<i64>, Problem>,
    headers: HeaderMap,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, PageError> {
    // A file can't be kept for after signing in, as what is typed is.
    let reader = reader.map_err(|error| match error.is_nobody() {
        true => {
            PageError::bare(Problem::new(&Error::NoActor(NoActor::Unknown), language(&headers)).of(&number.0))
        }
        false => error,
    })?;
    let id = id_of(&reader, path)?;
    let script = wants(&headers, FORM);
    let Err(error) = receive(&app, &reader, &headers, id, sent).await else {
        // A script goes on by itself: it would read the whole page for nothing.
        return Ok(if script { StatusCode::NO_CONTENT.into_response() } else { done(&page_of(id), "photo") });
    };
    let problem = reader.problem(&error);
    if script {
        return Ok(problem.into_response());
    }
    if !would_help(&error) && !matches!(error, Error::Upload(_)) {
        return Err(reader.told(&error));
    }
    let wrong = Wrong::of(FORM, Form::default().told(problem.told()));
    page(&app, reader, id, &Pairs::new(), problem.status(), wrong).await
}

/// Receives the form and does what it asks for. The code may stand before the file or behind it.
async fn receive(
    app: &App,
    reader: &Reader,
    headers: &HeaderMap,
    id: ClientId,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<(), Error> {
    let expected = reader.try_act(app, move |studio, ctx| studio.expect_to_set_photo(ctx, id)).await;
    let needs_code = match expected {
        Err(error) if !would_help(&error) => return Err(error),
        other => other.err(),
    };
    let _room = room(app, headers, FileLimits::CLIENT_PHOTO.bytes).await?;
    let (file, code) = match sent {
        Ok(fields) => fields_of(fields).await?,
        Err(_other_kind) => (None, Typed::default()),
    };
    if let Some(error) = needs_code
        && code.get(CODE).is_empty()
    {
        return Err(error);
    }
    enter(app, reader, &code).await?;
    // Without a file it is empty: said as of any other.
    let file = file.map(Received::whole).transpose()?.unwrap_or_default();
    reader.try_act(app, move |studio, ctx| studio.set_client_photo(ctx, id, file)).await.map(drop)
}

/// The file and the code of a form.
async fn fields_of(mut fields: Multipart) -> Result<(Option<Received>, Typed), Error> {
    // A form that breaks off.
    let broken = |_error| Error::Upload(FileRefused::Damaged);
    let (mut file, mut code) = (None, Typed::default());
    while let Some(mut field) = fields.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let mut received = Received::within(&FileLimits::CLIENT_PHOTO);
        while let Some(bytes) = field.chunk().await.map_err(broken)? {
            received.take(&bytes);
        }
        if name == FORM {
            file = Some(received);
        } else if name == CODE {
            code.push(CODE, String::from_utf8(received.whole()?).unwrap_or_default());
        }
    }
    Ok((file, code))
}

/// Removes the photo.
pub(crate) async fn remove(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let id = id_of(&sent.reader, path)?;
    let to = format!("{}/photo/remove", page_of(id));
    carry_on(&app, &sent, &to, &page_of(id), move |studio, ctx| studio.remove_client_photo(ctx, id)).await?;
    Ok(done(&page_of(id), "photogone"))
}
