//! Pictures and papers that are kept, for whoever opens them by themselves: under a name, and unable to do anything.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use studio_app::KeptFile;
use studio_domain::{ContentHash, MediaKind};

use crate::caller::Person;
use crate::headers::matches;
use crate::problem::Problem;
use crate::served::{ASKED, KEPT, Served, tag};

/// A file that is opened by itself may do nothing at all.
const HARMLESS: &str = "default-src 'none'; sandbox";

/// Whether the caller has this content already.
pub(crate) fn has(headers: &HeaderMap, hash: &ContentHash) -> bool {
    matches(headers, &tag(hash))
}

/// Answers a file. `version` is what the address says that it holds: where that is true, it is kept for good. A paper is always saved, never
/// shown: what a PDF does is up to whoever opens it. `name` is what it is saved as, without its ending.
pub(crate) fn answer(
    person: &Person,
    headers: &HeaderMap,
    file: KeptFile,
    version: Option<&str>,
    name: &str,
) -> Response {
    let KeptFile { kind, hash, bytes } = file;
    let cache = if version == Some(&hash.short()) { KEPT } else { ASKED };
    let none = Problem::plain(StatusCode::RANGE_NOT_SATISFIABLE, "no_such_part", person.lang);
    let none = none.of(&person.ctx.visit.request_id);
    let mut response = Served { hash, kind, bytes }.answer(headers, cache, none);
    let said = match kind {
        MediaKind::Jpeg => format!("inline; filename=\"{name}.jpg\""),
        MediaKind::Pdf => format!("attachment; filename=\"{name}.pdf\""),
    };
    let said = HeaderValue::from_str(&said).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let more: [(HeaderName, HeaderValue); 2] = [
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(HARMLESS)),
        (header::CONTENT_DISPOSITION, said),
    ];
    response.headers_mut().extend(more);
    response
}
