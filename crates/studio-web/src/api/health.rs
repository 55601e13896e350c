//! Whether the server lives, and whether it can work.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::blocking::blocking;
use crate::extract::Json;
use crate::state::App;

/// How things stand.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    /// `ok`, or what is missing.
    status: &'static str,
}

/// The process lives.
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200, description = "The server lives", body = Health)))]
pub(crate) async fn healthz() -> Json<Health> {
    Json(Health { status: "ok" })
}

/// The data can be read.
#[utoipa::path(
    get, path = "/readyz", tag = "health",
    responses(
        (status = 200, description = "The server can work", body = Health),
        (status = 503, description = "The data can't be read, or the studio is not set up", body = Health),
    )
)]
pub(crate) async fn readyz(State(app): State<App>) -> (StatusCode, Json<Health>) {
    match blocking(&app, studio_app::Studio::face).await {
        Ok(face) if face.set_up => (StatusCode::OK, Json(Health { status: "ok" })),
        Ok(_) => (StatusCode::SERVICE_UNAVAILABLE, Json(Health { status: "not_set_up" })),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, Json(Health { status: error.code() })),
    }
}
