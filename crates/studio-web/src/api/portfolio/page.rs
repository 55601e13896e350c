//! Portfolios: the artists' public pages.

use axum::extract::State;
use studio_app::PageInput;
use studio_domain::{ArtistId, Invalid, PortfolioItemId, Rule, Version};

use super::wire::{After, Page, PageChange, Preview};
use crate::api::act;
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::problem::{Document, Problem};
use crate::state::App;

/// How an artist's public page stands.
#[utoipa::path(
    get, path = "/api/v1/artists/{id}/portfolio/page", tag = "portfolio",
    params(("id" = i64, Path, description = "Id of the artist")),
    responses(
        (status = 200, description = "The page", body = Page),
        (status = 401, description = "No session", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn page(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<Json<Page>, Problem> {
    let page = act(&app, &person, move |studio, ctx| studio.portfolio_page(ctx, ArtistId::new(id)));
    Ok(Json(page.await?.into()))
}

/// Switches an artist's public page, and gives it its address.
#[utoipa::path(
    put, path = "/api/v1/artists/{id}/portfolio/page", tag = "portfolio", request_body = PageChange,
    params(("id" = i64, Path, description = "Id of the artist")),
    responses(
        (status = 200, description = "Saved", body = Page),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Somebody else saved it meanwhile (`stale`), or another artist has the address (`slug_taken`)", body = Document),
        (status = 422, description = "The address is not valid", body = Document),
    )
)]
pub(crate) async fn switch(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<PageChange>,
) -> Result<Json<Page>, Problem> {
    let page = act(&app, &person, move |studio, ctx| {
        let artist = ArtistId::new(id);
        // Whose it is comes before what is typed.
        studio.expect_to_arrange(ctx, artist)?;
        let public = body.public.ok_or(Invalid::new("public", Rule::Required))?;
        let input = PageInput { slug: body.slug, public };
        studio.set_portfolio_page(ctx, artist, Some(Version::new(body.version)), &input)
    });
    Ok(Json(page.await?.into()))
}

/// What visitors see of an artist, or would see if the page were on.
#[utoipa::path(
    get, path = "/api/v1/artists/{id}/portfolio/preview", tag = "portfolio",
    params(("id" = i64, Path, description = "Id of the artist"), After),
    responses(
        (status = 200, description = "What they see", body = Preview),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn preview(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Query(query): Query<After>,
) -> Result<Json<Preview>, Problem> {
    let shown = act(&app, &person, move |studio, ctx| {
        studio.preview_portfolio(ctx, ArtistId::new(id), query.after.map(PortfolioItemId::new))
    });
    Ok(Json(shown.await?.into()))
}
