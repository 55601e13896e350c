//! Signing in and out, and who one is.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use studio_app::{Account, Delayed, Secret};
use tokio::time::{Duration, sleep};
use utoipa::ToSchema;

use super::act;
use crate::blocking::blocking;
use crate::caller::{Person, Visitor};
use crate::cookie;
use crate::extract::Json;
use crate::problem::{Document, Problem};
use crate::state::App;

/// Name and password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    /// User name; case does not count.
    #[schema(example = "marta")]
    username: String,
    /// Password.
    #[schema(example = "a long way from common")]
    password: String,
}

/// A session that was opened. Browsers get the same token as a cookie.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignedIn {
    /// For `Authorization: Bearer`. Shown once.
    token: String,
}

/// Who one is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Me {
    /// Id of the account.
    id: i64,
    /// User name.
    user_name: String,
    /// `admin`, `assistant` or `artist`.
    role: &'static str,
    /// Full name; may be empty.
    full_name: String,
    /// Linked artist profile.
    artist_id: Option<i64>,
    /// Whether the password is shorter than today's rule.
    short_password: bool,
}

/// The most that anybody is held back, whatever a clock says.
const HELD_BACK: Duration = Duration::from_secs(10);

/// Waits until an answer may be given, without holding a thread.
pub(crate) async fn hold_back<T>(app: &App, delayed: Delayed<T>) -> Result<T, studio_app::Error> {
    let wait = delayed.not_before.since(app.studio.now());
    sleep(wait.min(HELD_BACK)).await;
    delayed.answer
}

/// Signs in.
#[utoipa::path(
    post, path = "/api/v1/session", tag = "session", request_body = SignIn,
    responses(
        (status = 201, description = "Signed in", body = SignedIn),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "Name or password is wrong", body = Document),
        (status = 429, description = "Too many wrong tries", body = Document),
    )
)]
pub(crate) async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    headers: axum::http::HeaderMap,
    Json(body): Json<SignIn>,
) -> Result<Response, Problem> {
    let Visitor { visit, lang, .. } = visitor;
    let agent =
        headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default().to_owned();
    let (now, id) = (visit.now, visit.request_id.clone());
    let tried = blocking(&app, move |studio| {
        Ok(studio.sign_in(&visit, &body.username, &Secret::from(body.password), &agent))
    })
    .await
    .map_err(|error| Problem::at(&error, lang, now, &id))?;
    let signed_in = hold_back(&app, tried).await.map_err(|error| Problem::at(&error, lang, now, &id))?;
    let token = signed_in.token.reveal();
    let mut response = (StatusCode::CREATED, Json(SignedIn { token: token.clone() })).into_response();
    if let Some(given) = cookie::give(&token, app.config.secure) {
        response.headers_mut().insert(header::SET_COOKIE, given);
    }
    Ok(response)
}

/// Signs out.
#[utoipa::path(
    delete, path = "/api/v1/session", tag = "session",
    responses(
        (status = 204, description = "Signed out"),
        (status = 401, description = "No session", body = Document),
    )
)]
pub(crate) async fn sign_out(State(app): State<App>, person: Person) -> Result<Response, Problem> {
    act(&app, &person, studio_app::Studio::sign_out).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Some(taken) = cookie::take(app.config.secure) {
        response.headers_mut().insert(header::SET_COOKIE, taken);
    }
    Ok(response)
}

/// Who one is.
#[utoipa::path(
    get, path = "/api/v1/session", tag = "session",
    responses(
        (status = 200, description = "The account of this session", body = Me),
        (status = 401, description = "No session", body = Document),
    )
)]
pub(crate) async fn me(State(app): State<App>, person: Person) -> Result<Json<Me>, Problem> {
    let Account { card, private, .. } = act(&app, &person, studio_app::Studio::account).await?;
    Ok(Json(Me {
        id: card.id.get(),
        user_name: card.user_name,
        role: card.role.code(),
        full_name: card.full_name,
        artist_id: card.artist.map(|(id, _)| id.get()),
        short_password: private.password == studio_app::PasswordState::Short,
    }))
}
