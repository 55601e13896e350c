//! The description of the API.

use axum::response::{IntoResponse, Response};

use crate::caller::Person;
use crate::extract::Json;
use crate::problem::Document;

/// This description.
#[utoipa::path(
    get, path = "/api/v1/openapi.json", tag = "api",
    responses(
        (status = 200, description = "OpenAPI 3.1"),
        (status = 401, description = "No session", body = Document),
    )
)]
pub(crate) async fn openapi_json(_person: Person) -> Response {
    Json(crate::routes::openapi()).into_response()
}
