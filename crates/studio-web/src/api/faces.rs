//! Pictures of the people who work here: looked at by everybody of the house, set by oneself or by who manages accounts.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Serialize;
use studio_app::{FileLimits, KeptFile, PictureFile, Studio, UserCard};
use studio_domain::{ContentHash, MediaKind, PhotoSize, UserId};
use utoipa::ToSchema;

use super::act;
use super::files::{Arrived, FileForm, FileRefusals, Picture, PictureAnswers, receive};
use super::photos::PhotoQuery;
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::kept_file;
use crate::problem::{Document, Problem};
use crate::state::App;

/// The picture of a person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Face {
    /// Id of the account.
    user_id: i64,
    /// Address of the picture, 512 pixels a side; it changes with the picture.
    url: Option<String>,
    /// Address of the picture, 96 pixels a side.
    small_url: Option<String>,
}

impl From<UserCard> for Face {
    fn from(card: UserCard) -> Self {
        let url = |size: PhotoSize| card.photo.map(|face| address(card.id, &face.of(size), size));
        Self { user_id: card.id.get(), url: url(PhotoSize::Large), small_url: url(PhotoSize::Small) }
    }
}

/// Where a picture is. What it holds is part of the address, so a browser keeps it for good.
pub(crate) fn address(user: UserId, hash: &ContentHash, size: PhotoSize) -> String {
    format!("/api/v1/users/{user}/photo?size={size}&v={}", hash.short())
}

/// The picture of a person who works here.
#[utoipa::path(
    get, path = "/api/v1/users/{id}/photo", tag = "staff",
    params(("id" = i64, Path, description = "Id of the account"), PhotoQuery),
    responses(
        PictureAnswers,
    )
)]
pub(crate) async fn show_face(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    Path(id): Path<i64>,
    Query(query): Query<PhotoQuery>,
) -> Result<Response, Problem> {
    let sent = headers.clone();
    let file = act(&app, &person, move |studio, ctx| {
        let (size, version) = query.read()?;
        let PictureFile { hash, bytes } =
            studio.user_photo(ctx, UserId::new(id), size, |hash| kept_file::has(&sent, hash))?;
        Ok((KeptFile { kind: MediaKind::Jpeg, hash, bytes }, version))
    });
    let (file, version) = file.await?;
    Ok(kept_file::answer(&person, &headers, file, version.as_deref(), &format!("user-{id}")))
}

/// Sets or replaces the picture of a person: a JPEG, PNG or WebP of at most 20 MB and 40 megapixels, as the body or in a form.
#[utoipa::path(
    put, path = "/api/v1/users/{id}/photo", tag = "staff",
    request_body(content((Picture = "application/octet-stream"), (FileForm = "multipart/form-data")), description = "The file as it is, or the part `file` of a form"),
    params(("id" = i64, Path, description = "Id of the account")),
    responses(
        (status = 200, description = "Set", body = Face),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        FileRefusals,
    )
)]
pub(crate) async fn set_face(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    request: Request,
) -> Result<Json<Face>, Problem> {
    let user = UserId::new(id);
    // Before the file is received.
    act(&app, &person, move |studio, ctx| studio.expect_to_set_user_photo(ctx, user)).await?;
    let received = receive(&app, &person, request, &FileLimits::CLIENT_PHOTO, &[]).await?;
    let card = act(&app, &person, move |studio, ctx| {
        let Arrived { file, room: _room, .. } = received;
        studio.set_user_photo(ctx, user, file?)
    });
    Ok(Json(card.await?.into()))
}

/// Removes the picture of a person.
#[utoipa::path(
    delete, path = "/api/v1/users/{id}/photo", tag = "staff",
    params(("id" = i64, Path, description = "Id of the account")),
    responses(
        (status = 204, description = "Removed"),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "No such account, or no picture", body = Document),
    )
)]
pub(crate) async fn remove_face(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<StatusCode, Problem> {
    act(&app, &person, move |studio, ctx| studio.remove_user_photo(ctx, UserId::new(id))).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sets or replaces one's own picture: a JPEG, PNG or WebP of at most 20 MB and 40 megapixels, as the body or in a form.
#[utoipa::path(
    put, path = "/api/v1/me/photo", tag = "staff",
    request_body(content((Picture = "application/octet-stream"), (FileForm = "multipart/form-data")), description = "The file as it is, or the part `file` of a form"),
    responses(
        (status = 200, description = "Set", body = Face),
        (status = 401, description = "No session", body = Document),
        FileRefusals,
    )
)]
pub(crate) async fn set_my_face(
    State(app): State<App>,
    person: Person,
    request: Request,
) -> Result<Json<Face>, Problem> {
    // A session that has ended is said so before the file is received.
    act(&app, &person, Studio::account).await?;
    let received = receive(&app, &person, request, &FileLimits::CLIENT_PHOTO, &[]).await?;
    let card = act(&app, &person, move |studio, ctx| {
        let Arrived { file, room: _room, .. } = received;
        studio.set_my_photo(ctx, file?)
    });
    Ok(Json(card.await?.into()))
}

/// Removes one's own picture.
#[utoipa::path(
    delete, path = "/api/v1/me/photo", tag = "staff",
    responses(
        (status = 204, description = "Removed"),
        (status = 401, description = "No session", body = Document),
        (status = 404, description = "No picture", body = Document),
    )
)]
pub(crate) async fn remove_my_face(State(app): State<App>, person: Person) -> Result<StatusCode, Problem> {
    act(&app, &person, Studio::remove_my_photo).await?;
    Ok(StatusCode::NO_CONTENT)
}
