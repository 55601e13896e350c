//! Portfolios: pieces, what is said about them, and the sessions that they may be of.

pub(crate) mod arrange;
pub(crate) mod page;
pub(crate) mod pictures;
mod wire;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use studio_app::{FileLimits, ItemInput};
use studio_domain::{ArtistId, Invalid, PortfolioItemId, Rule, Version};

use super::act;
use super::files::{Arrived, FileRefusals, receive};
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::problem::{Document, Problem};
use crate::state::App;
use wire::{Filters, Item, ItemChange, ItemWithStack, Items, NewItem, Session, Sessions, To};

pub(crate) use wire::address;

/// Pieces of portfolios.
#[utoipa::path(
    get, path = "/api/v1/portfolio-items", tag = "portfolio", params(Filters),
    responses(
        (status = 200, description = "One page", body = Items),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 404, description = "No such client", body = Document),
        (status = 422, description = "A filter is not valid", body = Document),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    person: Person,
    Query(filters): Query<Filters>,
) -> Result<Json<Items>, Problem> {
    let page = act(&app, &person, move |studio, ctx| {
        let zone = studio.house(ctx)?.zone();
        let page = studio.portfolio(ctx, &filters.filter())?;
        let items = page.items.into_iter().map(|item| Item::new(item, zone)).collect();
        Ok(Items { items, next_cursor: page.next_cursor })
    });
    Ok(Json(page.await?))
}

/// Adds a picture to an artist's portfolio, before the others.
#[utoipa::path(
    post, path = "/api/v1/portfolio-items", tag = "portfolio", params(To),
    request_body(content = NewItem, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "Added", body = Item),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "No such artist, client or appointment", body = Document),
        FileRefusals,
    )
)]
pub(crate) async fn add(
    State(app): State<App>,
    person: Person,
    Query(to): Query<To>,
    request: Request,
) -> Result<Response, Problem> {
    // Where the address says whose portfolio it is, before the file is received.
    let named_first = to.artist_id.map(ArtistId::new);
    if let Some(artist) = named_first {
        act(&app, &person, move |studio, ctx| studio.expect_to_upload(ctx, artist)).await?;
    }
    let arrived = receive(&app, &person, request, &FileLimits::STORE, NewItem::PARTS).await?;
    let item = act(&app, &person, move |studio, ctx| {
        let Arrived { file, typed, room: _room } = arrived;
        let artist = whose(named_first, typed.maybe("artist_id"))?;
        let (file, input) = (file?, input_of(&typed)?);
        let item = studio.add_portfolio_item(ctx, artist, file, &input)?;
        Ok(Item::new(item, studio.house(ctx)?.zone()))
    });
    let item = item.await.map_err(named)?;
    Ok((StatusCode::CREATED, Json(item)).into_response())
}

/// The artist whom the address names, or else the form.
fn whose(address: Option<ArtistId>, form: Option<&str>) -> Result<ArtistId, Invalid> {
    let form = form.map(str::trim).filter(|said| !said.is_empty());
    let form =
        form.map(|said| said.parse().map(ArtistId::new).map_err(|_other| Invalid::form("artist_id", "id")));
    match (address, form.transpose()?) {
        (Some(one), Some(other)) if one != other => Err(Invalid::new("artist_id", Rule::NotAllowed)),
        (Some(one), _) | (None, Some(one)) => Ok(one),
        (None, None) => Err(Invalid::new("artist_id", Rule::Required)),
    }
}

/// A problem with the names that fields have here.
fn named(problem: Problem) -> Problem {
    problem.renamed(&[("work_time", "hours")])
}

/// What a form says about a piece.
fn input_of(typed: &crate::pages::Typed) -> Result<ItemInput, Invalid> {
    let text = |name: &str| typed.maybe(name).map(str::to_owned);
    let flag = |name: &'static str| match typed.maybe(name).map(str::trim) {
        None | Some("") => Ok(None),
        Some("true") => Ok(Some(true)),
        Some("false") => Ok(Some(false)),
        Some(_) => Err(Invalid::form(name, "boolean")),
    };
    Ok(ItemInput {
        title: text("title"),
        description: text("description"),
        style: text("style"),
        placement: text("placement"),
        size: text("size"),
        technique: text("technique"),
        hours: text("hours"),
        colour: text("colour"),
        state: text("state"),
        tags: text("tags"),
        client_id: text("client_id"),
        appointment_id: text("appointment_id"),
        made_on: text("made_on"),
        public: flag("public")?,
        featured: flag("featured")?,
    })
}

/// A piece.
#[utoipa::path(
    get, path = "/api/v1/portfolio-items/{id}", tag = "portfolio",
    params(("id" = i64, Path, description = "Id of the piece")),
    responses(
        (status = 200, description = "The piece", body = ItemWithStack),
        (status = 401, description = "No session", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<Json<ItemWithStack>, Problem> {
    let sheet = act(&app, &person, move |studio, ctx| {
        let zone = studio.house(ctx)?.zone();
        let sheet = studio.portfolio_item(ctx, PortfolioItemId::new(id))?;
        let stack = sheet.stack.into_iter().map(|item| Item::new(item, zone)).collect();
        Ok(ItemWithStack { item: Item::new(sheet.item, zone), stack })
    });
    Ok(Json(sheet.await?))
}

/// Changes a piece. What is left out stays; `null` or empty text empties.
#[utoipa::path(
    patch, path = "/api/v1/portfolio-items/{id}", tag = "portfolio", request_body = ItemChange,
    params(("id" = i64, Path, description = "Id of the piece")),
    responses(
        (status = 200, description = "Saved", body = Item),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Somebody else saved it meanwhile", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn change(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<ItemChange>,
) -> Result<Json<Item>, Problem> {
    let item = act(&app, &person, move |studio, ctx| {
        let (id, version) = (PortfolioItemId::new(id), Version::new(body.version));
        studio.edit_portfolio_item(ctx, id, Some(version), &body.into())?;
        Ok(Item::new(studio.portfolio_item(ctx, id)?.item, studio.house(ctx)?.zone()))
    });
    Ok(Json(item.await.map_err(named)?))
}

/// Removes a piece. It can be brought back for thirty days.
#[utoipa::path(
    delete, path = "/api/v1/portfolio-items/{id}", tag = "portfolio",
    params(("id" = i64, Path, description = "Id of the piece")),
    responses(
        (status = 204, description = "Removed"),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn remove(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<StatusCode, Problem> {
    act(&app, &person, move |studio, ctx| studio.remove_portfolio_item(ctx, PortfolioItemId::new(id)))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Brings a removed piece back.
#[utoipa::path(
    post, path = "/api/v1/portfolio-items/{id}/restore", tag = "portfolio",
    params(("id" = i64, Path, description = "Id of the piece")),
    responses(
        (status = 200, description = "It is back", body = Item),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there, or not removed", body = Document),
    )
)]
pub(crate) async fn restore(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<Json<Item>, Problem> {
    let item = act(&app, &person, move |studio, ctx| {
        let id = PortfolioItemId::new(id);
        studio.restore_portfolio_item(ctx, id)?;
        Ok(Item::new(studio.portfolio_item(ctx, id)?.item, studio.house(ctx)?.zone()))
    });
    Ok(Json(item.await?))
}

/// An artist's latest sessions, newest first: what a new piece is likely of.
#[utoipa::path(
    get, path = "/api/v1/artists/{id}/portfolio/sessions", tag = "portfolio",
    params(("id" = i64, Path, description = "Id of the artist")),
    responses(
        (status = 200, description = "The sessions", body = Sessions),
        (status = 401, description = "No session", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn sessions(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<Json<Sessions>, Problem> {
    let items = act(&app, &person, move |studio, ctx| {
        let zone = studio.house(ctx)?.zone();
        let all = studio.portfolio_sessions(ctx, ArtistId::new(id))?;
        Ok(all.into_iter().map(|session| Session::new(session, zone)).collect())
    });
    Ok(Json(Sessions { items: items.await? }))
}
