//! Making a client with a photo, which belongs to that step.

use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use studio_app::{ClientInput, FileLimits, Saving, Studio};
use utoipa::ToSchema;

use super::{ClientBody, Duplicates, MadeClient, likely, make};
use crate::api::act;
use crate::caller::Person;
use crate::extract::Object;
use crate::file_in::{Received, room};
use crate::problem::{Document, Problem};
use crate::state::App;

/// Bytes of the description of a client.
const DESCRIPTION: usize = 256 * 1024;

/// A client and the photo.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes a body that is no JSON")]
pub(crate) struct ClientWithPhoto {
    /// The client, as JSON.
    client: ClientBody,
    /// A JPEG, PNG or WebP of at most 20 MB and 40 megapixels.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Makes a client with a photo: the parts `client` (JSON, as of a client without photo) and `file`. Who makes the record takes the photo, whoever the
/// client's artist is. Likely duplicates are answered first; `confirm_duplicates` saves all the same.
#[utoipa::path(
    post, path = "/api/v1/clients/with-photo", tag = "clients",
    request_body(content = ClientWithPhoto, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "Made", body = MadeClient, headers(("Location" = String, description = "The card's address"))),
        (status = 400, description = "The form is broken off, has a part that is not known, lacks one, or the client is no such object", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 409, description = "May be there already (`needs_confirmation`)", body = Duplicates),
        (status = 413, description = "The file is too large", body = Document),
        (status = 415, description = "The file is not of a kind that is taken", body = Document),
        (status = 422, description = "Fields are not valid, or the file is damaged, moves, has too many pixels or holds something else as well", body = Document),
    )
)]
pub(crate) async fn create_with_photo(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    // Before the file is received.
    act(&app, &person, Studio::expect_to_add_client).await?;
    let bad = |status: StatusCode, why: &str| {
        Problem::malformed(status, why, person.lang).of(&person.ctx.visit.request_id)
    };
    let form = form.map_err(|error| bad(StatusCode::BAD_REQUEST, &error.body_text()))?;
    let busy = |error| Problem::new(&error, person.lang).of(&person.ctx.visit.request_id);
    let _room = room(&app, &headers, FileLimits::CLIENT_PHOTO.bytes).await.map_err(busy)?;
    let (described, file) = parts(form).await.map_err(|(status, why)| bad(status, &why))?;
    let body: Object<ClientBody> = serde_json::from_slice(&described)
        .map_err(|error| bad(StatusCode::BAD_REQUEST, &format!("client: {error}")))?;
    let anyway = body.0.confirm_duplicates;
    let input = ClientInput::from(body.0);
    let answered = input.informed_consent.clone();
    let made = make(&app, &person, answered, move |studio, ctx| {
        studio.add_client_with_photo(ctx, input, anyway, file.whole()?)
    });
    match made.await? {
        Saving::Likely(duplicates) => Ok(likely(duplicates, &person)),
        Saving::Saved((id, card)) => {
            let place = [(header::LOCATION, format!("/api/v1/clients/{id}"))];
            Ok((StatusCode::CREATED, place, card).into_response())
        }
    }
}

/// The description and the file.
async fn parts(mut form: Multipart) -> Result<(Vec<u8>, Received), (StatusCode, String)> {
    let (mut described, mut file) = (None, None);
    let broken = |error: axum::extract::multipart::MultipartError| (error.status(), error.body_text());
    while let Some(mut part) = form.next_field().await.map_err(broken)? {
        match part.name() {
            Some("client") => {
                let mut bytes = Vec::new();
                while let Some(more) = part.chunk().await.map_err(broken)? {
                    if bytes.len().saturating_add(more.len()) > DESCRIPTION {
                        return Err((StatusCode::PAYLOAD_TOO_LARGE, "client: too long".to_owned()));
                    }
                    bytes.extend_from_slice(&more);
                }
                described = Some(bytes);
            }
            Some("file") => {
                let mut received = Received::within(&FileLimits::CLIENT_PHOTO);
                while let Some(more) = part.chunk().await.map_err(broken)? {
                    received.take(&more);
                }
                file = Some(received);
            }
            other => {
                let named: String = other.unwrap_or_default().chars().take(60).collect();
                return Err((StatusCode::BAD_REQUEST, format!("unknown part `{named}`")));
            }
        }
    }
    let missing = |name: &str| (StatusCode::BAD_REQUEST, format!("the part `{name}` is missing"));
    Ok((described.ok_or_else(|| missing("client"))?, file.ok_or_else(|| missing("file"))?))
}
