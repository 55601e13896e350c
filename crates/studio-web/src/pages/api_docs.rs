//! The description of the API for people to browse and try, without any other host.

use std::io::Read as _;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::read::GzDecoder;
use studio_app::Error;

use super::{PageError, Reader, html};
use crate::extract::Path;

/// As everywhere: ourselves alone, and nothing inline. The viewer builds its page from text, which Trusted Types forbid; so only here they are
/// not asked for.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; \
     base-uri 'none'; frame-ancestors 'none'",
);

/// A part of the viewer by its name, with its type; packed.
const PARTS: [(&str, &str, &[u8]); 3] = [
    (
        "swagger-ui.css",
        "text/css; charset=utf-8",
        include_bytes!(concat!(env!("OUT_DIR"), "/swagger-ui.css.gz")),
    ),
    (
        "swagger-ui-bundle.js",
        "text/javascript; charset=utf-8",
        include_bytes!(concat!(env!("OUT_DIR"), "/swagger-ui-bundle.js.gz")),
    ),
    ("favicon-32x32.png", "image/png", include_bytes!(concat!(env!("OUT_DIR"), "/favicon-32x32.png.gz"))),
];

#[derive(Template)]
#[template(path = "api-docs.html")]
struct Page;

/// The viewer.
pub(crate) async fn show(_reader: Reader) -> Response {
    dressed(html(StatusCode::OK, &Page))
}

/// A part of the viewer.
pub(crate) async fn file(reader: Reader, Path(name): Path<String>) -> Result<Response, PageError> {
    let Some((_, kind, packed)) = PARTS.into_iter().find(|(part, ..)| *part == name) else {
        return Err(reader.told(&Error::NotFound { kind: "page", id: String::new() }));
    };
    let mut bytes = Vec::new();
    GzDecoder::new(packed)
        .read_to_end(&mut bytes)
        .map_err(|error| reader.told(&Error::Internal(format!("a part of the viewer: {error}"))))?;
    Ok(dressed(([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], bytes).into_response()))
}

fn dressed(mut response: Response) -> Response {
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, POLICY);
    response
}
