//! A file that a form sent, with who sent it.

use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::http::StatusCode;

use super::error::PageError;
use super::{Reader, Typed, sign_in};
use crate::caller::language;
use crate::cookie;
use crate::state::App;

/// Who sent a form with a file. The file is read when it is known that it is wanted.
#[derive(Debug)]
pub(crate) struct SentFile {
    pub(crate) reader: Reader,
    request: Request,
}

impl FromRequest<App> for SentFile {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        let (mut parts, body) = request.into_parts();
        let (lang, path) = (language(&parts.headers), parts.uri.path().to_owned());
        let token = cookie::token(&parts.headers, app.config.secure);
        match Reader::from_request_parts(&mut parts, app).await {
            Ok(reader) => Ok(Self { reader, request: Request::from_parts(parts, body) }),
            // The file itself can't be kept for somebody who is not known: it is chosen again after signing in.
            Err(error) if error.is_nobody() => {
                Err(sign_in::ask_again(app, &path, &Typed::default(), token, lang).await)
            }
            Err(error) => Err(error),
        }
    }
}

impl SentFile {
    /// The file, of at most so many bytes; `None` if none was chosen. The error is the status of what can't be read.
    pub(crate) async fn read(self, app: &App, most: usize) -> (Reader, Result<Option<Vec<u8>>, StatusCode>) {
        let Self { reader, request } = self;
        let form = match Multipart::from_request(request, app).await {
            Ok(form) => form,
            Err(_no_form_with_files) => return (reader, Ok(None)),
        };
        (reader, file_of(form, "file", most).await)
    }
}

/// The content of the part of this name; `None` if there is none, or nothing in it. What is more than it may have is read and dropped: a browser
/// that is interrupted while it sends does not listen to the reason.
async fn file_of(mut form: Multipart, name: &str, most: usize) -> Result<Option<Vec<u8>>, StatusCode> {
    let (mut found, mut over) = (None, false);
    let broken = |error: MultipartError| error.status();
    while let Some(mut part) = form.next_field().await.map_err(broken)? {
        let wanted = part.name() == Some(name) && found.is_none();
        let chosen = part.file_name().is_some_and(|name| !name.is_empty());
        let mut bytes = Vec::new();
        while let Some(more) = part.chunk().await.map_err(broken)? {
            if wanted && !over && bytes.len().saturating_add(more.len()) <= most {
                bytes.extend_from_slice(&more);
            } else if wanted {
                over = true;
                bytes = Vec::new();
            }
        }
        if wanted && (chosen || !bytes.is_empty()) {
            found = Some(bytes);
        }
    }
    if over { Err(StatusCode::PAYLOAD_TOO_LARGE) } else { Ok(found) }
}
