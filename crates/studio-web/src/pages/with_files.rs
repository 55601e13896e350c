//! A form with files and fields, with who sent it. The fields are never lost; a file is, where the form has to come back, since a browser
//! keeps none.

use axum::body::to_bytes;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::http::StatusCode;
use studio_app::{Error, FileLimits};
use tokio::sync::OwnedSemaphorePermit;

use super::error::PageError;
use super::{Reader, Typed, sign_in};
use crate::caller::language;
use crate::cookie;
use crate::file_in::{Received, is_form, room};
use crate::problem::Problem;
use crate::state::App;

/// Bytes of all fields that are no files.
const FIELDS: usize = 256 * 1024;

/// A file of a form.
#[derive(Debug)]
pub(crate) struct FormFile {
    /// Name of the field.
    pub(crate) field: String,
    /// What the file was called there.
    pub(crate) name: String,
    content: Received,
}

impl FormFile {
    /// What is in it.
    pub(crate) fn content(self) -> Result<Vec<u8>, Error> {
        self.content.whole()
    }
}

/// A form that was sent. Whoever is not signed in any more signs in first and finds the fields as they were.
#[derive(Debug)]
pub(crate) struct SentWithFiles {
    pub(crate) reader: Reader,
    pub(crate) typed: Typed,
    files: Vec<FormFile>,
    /// Few of these are in memory at a time.
    place: Option<OwnedSemaphorePermit>,
}

impl SentWithFiles {
    /// The parts of the form; the place is given back with the last one.
    pub(crate) fn into_parts(self) -> (Reader, Typed, Vec<FormFile>, Option<OwnedSemaphorePermit>) {
        (self.reader, self.typed, self.files, self.place)
    }
}

/// Takes the file of a field out of a form; `None`: none was chosen.
pub(crate) fn file_of(files: &mut Vec<FormFile>, field: &str) -> Option<FormFile> {
    let at = files.iter().position(|file| file.field == field)?;
    Some(files.swap_remove(at))
}

/// Why a form can't be read.
enum Unread {
    Broken(MultipartError),
    TooLong,
}

impl From<MultipartError> for Unread {
    fn from(error: MultipartError) -> Self {
        Self::Broken(error)
    }
}

impl Unread {
    fn told(&self) -> (StatusCode, String) {
        match self {
            Self::Broken(error) => (error.status(), error.body_text()),
            Self::TooLong => (StatusCode::PAYLOAD_TOO_LARGE, "too long".to_owned()),
        }
    }
}

impl FromRequest<App> for SentWithFiles {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        let (mut parts, body) = request.into_parts();
        let (lang, path) = (language(&parts.headers), parts.uri.path().to_owned());
        let token = cookie::token(&parts.headers, app.config.secure);
        let with_files = is_form(&parts.headers);
        let reader = Reader::from_request_parts(&mut parts, app).await;
        let bad = |status: StatusCode, why: &str| PageError::bare(Problem::malformed(status, why, lang));
        let busy = |error| PageError::bare(Problem::new(&error, lang));
        // Nobody's files are not kept, so they take no place from those of others.
        let place = match with_files && reader.is_ok() {
            true => Some(room(app, &parts.headers, u64::MAX).await.map_err(busy)?),
            false => None,
        };
        let (typed, files) = if with_files {
            let form = Multipart::from_request(Request::from_parts(parts, body), app).await;
            let form = form.map_err(|error| bad(error.status(), &error.body_text()))?;
            let read = read(form, reader.is_ok()).await;
            read.map_err(|why| {
                let (status, text) = why.told();
                bad(status, &text)
            })?
        } else {
            let bytes = to_bytes(body, FIELDS).await;
            let bytes = bytes.map_err(|_long| bad(StatusCode::PAYLOAD_TOO_LARGE, "too long"))?;
            let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(&bytes)
                .map_err(|error| bad(StatusCode::BAD_REQUEST, &error.to_string()))?;
            (Typed::new(pairs), Vec::new())
        };
        match reader {
            Ok(reader) => Ok(Self { reader, typed, files, place }),
            Err(error) if error.is_nobody() => Err(sign_in::ask_again(app, &path, &typed, token, lang).await),
            Err(error) => Err(error),
        }
    }
}

async fn read(mut form: Multipart, keep: bool) -> Result<(Typed, Vec<FormFile>), Unread> {
    let (mut typed, mut files, mut room) = (Typed::default(), Vec::new(), FIELDS);
    while let Some(field) = form.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            None => typed.push(&name, text(field, &mut room).await?),
            Some(called) => {
                let content = file(field, keep).await?;
                // A field in which nothing was chosen comes as a file without name.
                if !called.is_empty() {
                    typed.lose(&name, shortened(&called));
                    files.push(FormFile { field: name, name: called, content });
                }
            }
        }
    }
    Ok((typed, files))
}

/// As much of a file's name as tells it from others.
fn shortened(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(120).collect()
}

async fn text(mut field: Field<'_>, room: &mut usize) -> Result<String, Unread> {
    let mut bytes = Vec::new();
    while let Some(more) = field.chunk().await? {
        *room = room.checked_sub(more.len()).ok_or(Unread::TooLong)?;
        bytes.extend_from_slice(&more);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn file(mut field: Field<'_>, keep: bool) -> Result<Received, Unread> {
    let mut content = Received::within(&FileLimits::STORE);
    while let Some(more) = field.chunk().await? {
        if keep {
            content.take(&more);
        }
    }
    Ok(content)
}
