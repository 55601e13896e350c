//! Files on their way to and from the API: how they are sent, what is answered, said once for all of them.

use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest as _, Request};
use axum::http::StatusCode;
use studio_app::{Error, FileLimits};
use studio_domain::{Invalid, Rule};
use tokio::sync::OwnedSemaphorePermit;
use utoipa::{IntoResponses, ToSchema};

use crate::caller::Person;
use crate::file_in::{Received, is_form, room};
use crate::pages::Typed;
use crate::problem::{Document, Problem};
use crate::state::App;

/// The most bytes of a field beside the file.
const FIELD: usize = 64 * 1024;

/// A picture.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "describes a body that is no JSON")]
pub(crate) struct Picture(Vec<u8>);

/// A file as the part of a form.
#[derive(Debug, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes a body that is no JSON")]
pub(crate) struct FileForm {
    /// The file.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// What is answered to whoever looks at a picture.
#[derive(Debug, IntoResponses)]
#[expect(dead_code, reason = "describes answers that are made elsewhere")]
pub(crate) enum PictureAnswers {
    /// The picture
    #[response(status = 200, content_type = "image/jpeg", headers(("ETag" = String, description = "For `If-None-Match`")))]
    Whole(Picture),
    /// The part that was asked for
    #[response(status = 206, content_type = "image/jpeg")]
    Part(Picture),
    /// Unchanged since the `ETag` that was sent
    #[response(status = 304, headers(("ETag" = String, description = "The same")))]
    Unchanged,
    /// Malformed
    #[response(status = 400)]
    Malformed(Document),
    /// No session
    #[response(status = 401)]
    Nobody(Document),
    /// Not there, or without a picture
    #[response(status = 404)]
    Missing(Document),
    /// There is no such part
    #[response(status = 416)]
    NoSuchPart(Document),
    /// There is no such size
    #[response(status = 422)]
    NoSuchSize(Document),
}

/// What is answered to a file that is not taken.
#[derive(Debug, IntoResponses)]
#[expect(dead_code, reason = "describes answers that are made elsewhere")]
pub(crate) enum FileRefusals {
    /// The form is broken off, or has a part that is not known
    #[response(status = 400)]
    Malformed(Document),
    /// The file is too large
    #[response(status = 413)]
    TooLarge(Document),
    /// The file is not of a kind that is taken
    #[response(status = 415)]
    OtherKind(Document),
    /// A field is not valid; or the file is damaged, moves, has too many pixels or holds something else as well
    #[response(status = 422)]
    Wrong(Document),
}

/// A file that has arrived, and what was said beside it.
#[derive(Debug)]
pub(crate) struct Arrived {
    /// The file.
    pub(crate) file: Result<Vec<u8>, Error>,
    /// The other parts of the form.
    pub(crate) typed: Typed,
    /// Its place among those that are in memory: to be held until it is worked off.
    pub(crate) room: OwnedSemaphorePermit,
}

/// Receives a file: the part `file` of a form that may have these other parts, or else the whole body.
pub(crate) async fn receive(
    app: &App,
    person: &Person,
    request: Request,
    limits: &FileLimits,
    others: &[&str],
) -> Result<Arrived, Problem> {
    let id = &person.ctx.visit.request_id;
    let busy = |error: Error| Problem::at(&error, person.lang, person.ctx.visit.now, id);
    let room = room(app, request.headers(), limits.bytes).await.map_err(busy)?;
    let (mut file, mut typed) = (Received::within(limits), Typed::default());
    if !is_form(request.headers()) {
        let file = file.fill(request.into_body()).await;
        return Ok(Arrived { file, typed, room });
    }
    let bad = |status: StatusCode, why: &str| Problem::malformed(status, why, person.lang).of(id);
    let broken = |error: MultipartError| bad(error.status(), &error.body_text());
    let form = Multipart::from_request(request, app).await;
    let mut form = form.map_err(|error| bad(StatusCode::BAD_REQUEST, &error.body_text()))?;
    let mut came = 0_usize;
    while let Some(mut part) = form.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "file" {
            came = came.saturating_add(1);
            while let Some(more) = part.chunk().await.map_err(broken)? {
                // The first one only: a second one is not kept, and refused.
                if came == 1 {
                    file.take(&more);
                }
            }
        } else if others.contains(&name.as_str()) {
            let mut said = Vec::new();
            while let Some(more) = part.chunk().await.map_err(broken)? {
                if said.len().saturating_add(more.len()) > FIELD {
                    return Err(bad(StatusCode::PAYLOAD_TOO_LARGE, &format!("{name}: too long")));
                }
                said.extend_from_slice(&more);
            }
            let said = String::from_utf8(said)
                .map_err(|_other| bad(StatusCode::BAD_REQUEST, &format!("{name}: not UTF-8")))?;
            typed.push(&name, said);
        } else {
            return Err(unknown(&name, person));
        }
    }
    let file = match came {
        0 => Err(Invalid::new("file", Rule::Required).into()),
        1 => file.whole(),
        _ => Err(Invalid::new("file", Rule::NotAllowed).into()),
    };
    Ok(Arrived { file, typed, room })
}

/// A part that nobody has asked for.
pub(crate) fn unknown(part: &str, person: &Person) -> Problem {
    let named: String = part.chars().take(60).collect();
    Problem::malformed(StatusCode::BAD_REQUEST, &format!("unknown part `{named}`"), person.lang)
        .of(&person.ctx.visit.request_id)
}
