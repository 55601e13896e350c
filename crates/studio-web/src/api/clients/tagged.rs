//! The tag of a client's card, by which a program that has it already is told so, and one that has an older one is kept from changing it.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use studio_domain::ClientId;

use super::shown;
use super::wire::Client;
use crate::api::act;
use crate::caller::Person;
use crate::headers::{etag, is_unmet, matches};
use crate::problem::Problem;
use crate::state::App;

/// A card as it is sent, and its tag: another one as soon as anything of the card is another.
pub(super) struct Tagged {
    tag: HeaderValue,
    text: String,
}

impl Tagged {
    pub(super) fn new(card: &Client) -> Self {
        let text = serde_json::to_string(card).unwrap_or_default();
        Self { tag: etag(&[&text]), text }
    }

    /// The card, or that the caller has it.
    pub(super) fn unless_there(self, headers: &HeaderMap) -> Response {
        if matches(headers, &self.tag) {
            return (StatusCode::NOT_MODIFIED, [(header::ETAG, self.tag)]).into_response();
        }
        self.into_response()
    }
}

impl IntoResponse for Tagged {
    fn into_response(self) -> Response {
        let json = HeaderValue::from_static("application/json");
        ([(header::ETAG, self.tag), (header::CONTENT_TYPE, json)], self.text).into_response()
    }
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
    if !headers.contains_key(header::IF_MATCH) {
        return Ok(());
    }
    let card = act(app, person, move |studio, ctx| shown(studio, ctx, id)).await?;
    if is_unmet(headers, &Tagged::new(&card.0).tag) {
        let stale = Problem::plain(StatusCode::PRECONDITION_FAILED, "precondition_failed", person.lang);
        return Err(stale.of(&person.ctx.visit.request_id));
    }
    Ok(())
}
