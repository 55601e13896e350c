//! Photos of clients: sent, looked at, removed.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use studio_app::{Error, FileLimits, KeptFile, PhotoCard};
use studio_domain::{ClientId, ContentHash, MediaKind, PhotoSize, StudioZone};
use utoipa::{IntoParams, ToSchema};

use super::files::{Arrived, FileForm, FileRefusals, Picture, PictureAnswers, receive};
use super::{act, times};
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::kept_file;
use crate::problem::{Document, Problem};
use crate::state::App;

/// A client's photo.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Photo {
    /// Address of the picture, 512 pixels a side; it changes with the picture.
    url: String,
    /// Address of the picture, 96 pixels a side.
    small_url: String,
    /// BLAKE3 of the larger one.
    hash: String,
    /// Its size.
    bytes: u64,
    uploaded_at: String,
    /// Whose photo it is; absent: nobody's who has an account.
    uploaded_by: Option<String>,
}

impl Photo {
    pub(super) fn new(client: ClientId, card: &PhotoCard, zone: StudioZone) -> Self {
        Self {
            url: address(client, &card.large, PhotoSize::Large),
            small_url: address(client, &card.small, PhotoSize::Small),
            hash: card.large.to_string(),
            bytes: card.bytes,
            uploaded_at: times::at(zone, card.uploaded_at),
            uploaded_by: card.uploaded_by.as_ref().map(|(_, name)| name.clone()),
        }
    }
}

/// Where a picture is. What it holds is part of the address, so a browser keeps it for good.
pub(crate) fn address(client: ClientId, hash: &ContentHash, size: PhotoSize) -> String {
    format!("/api/v1/clients/{client}/photo?size={size}&v={}", hash.short())
}

/// Which picture.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct PhotoQuery {
    /// Pixels a side: `512` (default) or `96`.
    #[param(pattern = "^(|512|96)$")]
    size: Option<String>,
    /// The beginning of the hash, as the addresses have it: such an answer may be kept for good.
    v: Option<String>,
}

impl PhotoQuery {
    /// The size, and what the address says that it holds.
    pub(super) fn read(self) -> Result<(PhotoSize, Option<String>), Error> {
        let size = match self.size.as_deref().unwrap_or_default() {
            "" => PhotoSize::Large,
            other => PhotoSize::parse(other)?,
        };
        Ok((size, self.v))
    }
}

/// A client's photo.
#[utoipa::path(
    get, path = "/api/v1/clients/{id}/photo", tag = "photos",
    params(("id" = i64, Path, description = "Id of the client"), PhotoQuery),
    responses(
        PictureAnswers,
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    Path(id): Path<i64>,
    Query(query): Query<PhotoQuery>,
) -> Result<Response, Problem> {
    let sent = headers.clone();
    let file = act(&app, &person, move |studio, ctx| {
        let (size, version) = query.read()?;
        let file = studio.client_photo(ctx, ClientId::new(id), size, |hash| kept_file::has(&sent, hash))?;
        Ok((KeptFile { kind: MediaKind::Jpeg, hash: file.hash, bytes: file.bytes }, version))
    });
    let (file, version) = file.await?;
    Ok(kept_file::answer(&person, &headers, file, version.as_deref(), &format!("client-{id}")))
}

/// Sets or replaces a client's photo: a JPEG, PNG or WebP of at most 20 MB and 40 megapixels, as the body or in a form.
#[utoipa::path(
    put, path = "/api/v1/clients/{id}/photo", tag = "photos",
    request_body(content((Picture = "application/octet-stream"), (FileForm = "multipart/form-data")), description = "The file as it is, or the part `file` of a form"),
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 200, description = "Set", body = Photo),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused; `photo_of_somebody_else` says who must be asked", body = Document),
        (status = 404, description = "Not there", body = Document),
        FileRefusals,
    )
)]
pub(crate) async fn set(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    request: Request,
) -> Result<Json<Photo>, Problem> {
    let client = ClientId::new(id);
    // Before the file is received.
    act(&app, &person, move |studio, ctx| studio.expect_to_set_photo(ctx, client)).await?;
    let received = receive(&app, &person, request, &FileLimits::CLIENT_PHOTO, &[]).await?;
    let photo = act(&app, &person, move |studio, ctx| {
        let Arrived { file, room: _room, .. } = received;
        let card = studio.set_client_photo(ctx, client, file?)?;
        Ok(Photo::new(client, &card, studio.house(ctx)?.zone()))
    });
    Ok(Json(photo.await?))
}

/// Removes a client's photo.
#[utoipa::path(
    delete, path = "/api/v1/clients/{id}/photo", tag = "photos",
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 204, description = "Removed"),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused; `photo_of_somebody_else` says who must be asked", body = Document),
        (status = 404, description = "No such client, or no photo", body = Document),
    )
)]
pub(crate) async fn remove(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<StatusCode, Problem> {
    act(&app, &person, move |studio, ctx| studio.remove_client_photo(ctx, ClientId::new(id))).await?;
    Ok(StatusCode::NO_CONTENT)
}
