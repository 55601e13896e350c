//! The description of the API for people to browse and try, without any other host.

use std::sync::{Arc, LazyLock};

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use studio_app::Error;
use utoipa_swagger_ui::{Config, SwaggerFile, serve};

use super::{PageError, Reader, html};
use crate::extract::Path;

/// As everywhere: ourselves alone, and nothing inline. The viewer builds its page from text, which Trusted Types forbid; so only here they are
/// not asked for.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; \
     base-uri 'none'; frame-ancestors 'none'",
);

/// Without the bar on top, whose field opens descriptions from elsewhere, and without asking another host whether ours is in order.
static CONFIG: LazyLock<Arc<Config<'static>>> = LazyLock::new(|| {
    Arc::new(
        Config::from("/api/v1/openapi.json").use_base_layout().validator_url("none").with_credentials(true),
    )
});

#[derive(Template)]
#[template(path = "api-docs.html")]
struct Page;

/// The viewer.
pub(crate) async fn show(_reader: Reader) -> Response {
    dressed(html(StatusCode::OK, &Page))
}

/// A part of the viewer.
pub(crate) async fn file(reader: Reader, Path(name): Path<String>) -> Result<Response, PageError> {
    let found =
        serve(&name, CONFIG.clone()).map_err(|error| reader.told(&Error::Internal(error.to_string())))?;
    let Some(SwaggerFile { bytes, content_type, .. }) = found else {
        return Err(reader.told(&Error::NotFound { kind: "page", id: String::new() }));
    };
    let kind =
        HeaderValue::from_str(&content_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    Ok(dressed(([(header::CONTENT_TYPE, kind)], bytes.into_owned()).into_response()))
}

fn dressed(mut response: Response) -> Response {
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, POLICY);
    response
}
