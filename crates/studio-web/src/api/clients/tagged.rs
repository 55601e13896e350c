//! The tag of a client's card, by which a program that has it already is told so, and one that has an older one is kept from changing it.

use axum::http::{HeaderMap, HeaderValue, StatusCode};
use studio_domain::ClientId;

use super::shown;
use super::wire::Client;
use crate::api::act;
use crate::caller::Person;
use crate::headers::{etag, is_unmet};
use crate::problem::Problem;
use crate::state::App;

/// The tag: another one as soon as anything of the card is another.
pub(super) fn of(card: &Client) -> HeaderValue {
    etag(&[&serde_json::to_string(card).unwrap_or_default()])
}

/// Refuses a change that is meant for another state of the card than the present one, where `If-Match` says so. Who saves in between is
/// told apart by the version in the body.
///
/// # Errors
/// 412, and whatever keeps the caller from seeing the card.
pub(super) async fn expect(
    app: &App,
    person: &Person,
    headers: &HeaderMap,
    id: ClientId,
) -> Result<(), Problem> {
    if !headers.contains_key(axum::http::header::IF_MATCH) {
        return Ok(());
    }
    let card = act(app, person, move |studio, ctx| shown(studio, ctx, id)).await?;
    if is_unmet(headers, &of(&card.0)) {
        let stale = Problem::plain(StatusCode::PRECONDITION_FAILED, "precondition_failed", person.lang);
        return Err(stale.of(&person.ctx.visit.request_id));
    }
    Ok(())
}
