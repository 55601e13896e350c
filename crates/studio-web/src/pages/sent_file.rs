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
    /// The file; `None` if none was chosen. The error is the status of what can't be read.
    pub(crate) async fn read(self, app: &App) -> (Reader, Result<Option<Vec<u8>>, StatusCode>) {
        let Self { reader, request } = self;
        let form = match Multipart::from_request(request, app).await {
            Ok(form) => form,
            Err(_no_form_with_files) => return (reader, Ok(None)),
        };
        (reader, file_of(form, "file").await.map_err(|error| error.status()))
    }
}

/// The content of the part of this name; `None` if there is none, or nothing in it.
pub(crate) async fn file_of(mut form: Multipart, name: &str) -> Result<Option<Vec<u8>>, MultipartError> {
    while let Some(part) = form.next_field().await? {
        if part.name() == Some(name) {
            let chosen = part.file_name().is_some_and(|name| !name.is_empty());
            let bytes = part.bytes().await?;
            return Ok((chosen || !bytes.is_empty()).then(|| bytes.to_vec()));
        }
    }
    Ok(None)
}
