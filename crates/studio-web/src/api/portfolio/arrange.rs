//! Portfolios: order, and one thing done to many pieces.

use axum::extract::State;
use axum::http::StatusCode;
use studio_domain::ArtistId;

use super::wire::{Bulk, Order, Outcome};
use crate::api::act;
use crate::caller::Person;
use crate::extract::{Json, Path};
use crate::problem::{Document, Problem};
use crate::state::App;

/// Puts pieces of an artist into an order, on the places that they hold together; the others stay where they are.
#[utoipa::path(
    put, path = "/api/v1/artists/{id}/portfolio/order", tag = "portfolio", request_body = Order,
    params(("id" = i64, Path, description = "Id of the artist")),
    responses(
        (status = 204, description = "In this order"),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "No such artist, or a piece is not this artist's", body = Document),
        (status = 422, description = "None, or too many", body = Document),
    )
)]
pub(crate) async fn order(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<Order>,
) -> Result<StatusCode, Problem> {
    act(&app, &person, move |studio, ctx| studio.order_portfolio(ctx, ArtistId::new(id), body.ids())).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Does one thing to many pieces of an artist.
#[utoipa::path(
    post, path = "/api/v1/artists/{id}/portfolio/bulk", tag = "portfolio", request_body = Bulk,
    params(("id" = i64, Path, description = "Id of the artist")),
    responses(
        (status = 200, description = "What became of each", body = Outcome),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "No such artist; in a stack also a piece that is not this artist's", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn bulk(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<Bulk>,
) -> Result<Json<Outcome>, Problem> {
    let done = act(&app, &person, move |studio, ctx| {
        // Whose it is comes before what is typed.
        studio.expect_to_arrange(ctx, ArtistId::new(id))?;
        let (ids, what) = body.read()?;
        studio.change_portfolio_items(ctx, ArtistId::new(id), ids, what)
    });
    Ok(Json(done.await?.into()))
}
