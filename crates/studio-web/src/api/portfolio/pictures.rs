//! Portfolios: the picture of a piece, looked at and set.

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use studio_app::{FileLimits, KeptFile, PictureFile};
use studio_domain::{MediaKind, PictureSize, PortfolioItemId};

use super::wire::{Item, PictureQuery};
use crate::api::act;
use crate::api::files::{Arrived, FileForm, FileRefusals, Picture, PictureAnswers, receive};
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::kept_file;
use crate::problem::{Document, Problem};
use crate::state::App;

/// A picture of a piece.
#[utoipa::path(
    get, path = "/api/v1/media/portfolio-items/{id}", tag = "portfolio",
    params(("id" = i64, Path, description = "Id of the piece"), PictureQuery),
    responses(
        PictureAnswers,
    )
)]
pub(crate) async fn picture(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    Path(id): Path<i64>,
    Query(query): Query<PictureQuery>,
) -> Result<Response, Problem> {
    let sent = headers.clone();
    let file = act(&app, &person, move |studio, ctx| {
        let size = match query.size.as_deref().unwrap_or_default() {
            "" => PictureSize::Large,
            other => PictureSize::parse(other)?,
        };
        let id = PortfolioItemId::new(id);
        let PictureFile { hash, bytes } =
            studio.portfolio_picture(ctx, id, size, |hash| kept_file::has(&sent, hash))?;
        Ok((KeptFile { kind: MediaKind::Jpeg, hash, bytes }, query.v))
    });
    let (file, version) = file.await?;
    Ok(kept_file::answer(&person, &headers, file, version.as_deref(), &format!("portfolio-{id}")))
}

/// Gives a piece its picture, or another one: a JPEG, PNG or WebP of at most 40 MB and 60 megapixels, as the body or in a form. Everything else about it stays.
#[utoipa::path(
    put, path = "/api/v1/media/portfolio-items/{id}", tag = "portfolio",
    request_body(content((Picture = "application/octet-stream"), (FileForm = "multipart/form-data")), description = "The file as it is, or the part `file` of a form"),
    params(("id" = i64, Path, description = "Id of the piece")),
    responses(
        (status = 200, description = "Set", body = Item),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        FileRefusals,
    )
)]
pub(crate) async fn set_picture(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    request: Request,
) -> Result<Json<Item>, Problem> {
    let id = PortfolioItemId::new(id);
    // Before the file is received.
    act(&app, &person, move |studio, ctx| studio.expect_to_edit_item(ctx, id)).await?;
    let received = receive(&app, &person, request, &FileLimits::STORE, &[]).await?;
    let item = act(&app, &person, move |studio, ctx| {
        let Arrived { file, room: _room, .. } = received;
        let item = studio.set_portfolio_picture(ctx, id, file?, None)?;
        Ok(Item::new(item, studio.house(ctx)?.zone()))
    });
    Ok(Json(item.await?))
}
