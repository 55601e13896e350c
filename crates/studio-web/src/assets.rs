//! Style, scripts and pictures of the pages, embedded. One revision over all of them stands in each address, so a browser keeps them for good
//! and relative imports between scripts stay as they are.

use std::sync::LazyLock;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};
use studio_app::Error;

use crate::caller::Visitor;
use crate::extract::Path;
use crate::problem::Problem;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

static REVISION: LazyLock<String> = LazyLock::new(|| {
    let mut files: Vec<_> = Assets::iter().collect();
    files.sort();
    let mut hasher = blake3::Hasher::new();
    for file in files {
        hasher.update(file.as_bytes());
        hasher.update(&Assets::get(&file).map(|file| file.data).unwrap_or_default());
    }
    hasher.finalize().to_hex().chars().take(12).collect()
});

/// The revision of all assets together.
pub(crate) fn revision() -> &'static str {
    &REVISION
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

/// One file. Under an older revision the file of today is answered and not kept.
pub(crate) async fn asset(
    visitor: Visitor,
    Path((rev, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let Some(EmbeddedFile { data, .. }) = Assets::get(&name) else {
        let missing = Error::NotFound { kind: "page", id: String::new() };
        return Err(Problem::new(&missing, visitor.lang).of(&visitor.visit.request_id));
    };
    let kept = if rev == revision() { "public, max-age=31536000, immutable" } else { "no-store" };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind(&name))),
        (header::CACHE_CONTROL, HeaderValue::from_static(kept)),
    ];
    Ok((headers, data.into_owned()).into_response())
}
