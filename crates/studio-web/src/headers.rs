//! What every answer carries, and what guards every request.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::csrf::CsrfLayer;

use studio_text::Lang;

use crate::blocking::blocking;
use crate::caller::{RequestId, language};
use crate::first_start::gate;
use crate::pages::problem_page;
use crate::problem::Problem;
use crate::state::App;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Nothing but ourselves: no inline script or style, no frame, no other host. The one page with another policy brings it along.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types frag";

const FIXED: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", "geolocation=(), microphone=(), payment=()"),
    ("cross-origin-opener-policy", "same-origin"),
];

/// Wraps the routes. From outside in: number, headers, panic, places, forgery, first start; then, for each route as the table says, time
/// and size.
pub(crate) fn guarded(router: Router<App>, app: &App) -> Router<App> {
    router
        .layer(from_fn_with_state(app.clone(), gate))
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(app.clone(), take_place))
        .layer(CatchPanicLayer::new())
        .layer(CompressionLayer::new().compress_when(worth_packing()))
        .layer(from_fn_with_state(app.clone(), dress))
}

/// What gains by being packed. Progress would be kept back until the end, and a workbook is packed already.
fn worth_packing() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new("application/x-ndjson"))
        .and(NotForContentType::const_new("application/vnd.openxmlformats"))
}

/// Answers 503 at once when too many requests are being worked on: better than making all of them wait.
async fn take_place(State(app): State<App>, request: Request, next: Next) -> Response {
    let Ok(_place) = app.in_flight.clone().try_acquire_owned() else {
        return Problem::new(&studio_app::Error::Busy, language(request.headers())).into_response();
    };
    next.run(request).await
}

/// Gives the request its number, and the answer its headers; turns bare answers of the framework into problems.
async fn dress(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id = studio_app::new_request_id();
    request.extensions_mut().insert(RequestId(id.clone()));
    let lang = language(request.headers());
    let person_looks = looks_at_page(&request);
    let (method, path) =
        (request.method().clone(), request.extensions().get::<axum::extract::MatchedPath>().cloned());
    let mut response = next.run(request).await;
    if let Some(code) = bare(&response) {
        let allowed = response.headers_mut().remove(header::ALLOW);
        response = Problem::plain(response.status(), code, lang).of(&id).into_response();
        // Which methods there are belongs to the answer that there is no such method.
        response.headers_mut().extend(allowed.map(|methods| (header::ALLOW, methods)));
    }
    if let Some(problem) = response.extensions().get::<Problem>().filter(|_| person_looks).cloned() {
        // Visitors of the public pages work here no more than they can look into the log.
        let visitor = path.as_ref().is_some_and(|path| path.as_str().starts_with("/p/"));
        response = as_page(&app, &problem, lang, visitor, response).await;
    }
    // The pattern, never the address: what people search for is nobody's business.
    let path = path.map_or_else(|| "-".to_owned(), |path| path.as_str().to_owned());
    tracing::info!(request_id = %id, %method, path, status = response.status().as_u16());
    let headers = response.headers_mut();
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    for (name, value) in FIXED {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    response
}

/// Whether a person's browser asks for a page, rather than a program for data or a script for a part.
fn looks_at_page(request: &Request) -> bool {
    let accepts = request.headers().get(header::ACCEPT).and_then(|kinds| kinds.to_str().ok());
    !request.uri().path().starts_with("/api/") && accepts.is_some_and(|kinds| kinds.contains("text/html"))
}

/// A problem as a page; as it is, if not even the studio's name can be read.
async fn as_page(app: &App, problem: &Problem, lang: Lang, visitor: bool, response: Response) -> Response {
    match blocking(app, studio_app::Studio::face).await {
        Ok(face) => problem_page(problem, &face, lang, app.studio.now(), visitor),
        Err(_unreadable) => response,
    }
}

/// The code for an answer that the framework gave without a word of ours.
fn bare(response: &Response) -> Option<&'static str> {
    let ours = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| {
        let kind = kind.as_bytes();
        kind.starts_with(b"application/") || kind.starts_with(b"text/html")
    });
    if ours {
        return None;
    }
    match response.status() {
        StatusCode::NOT_FOUND => Some("no_such_page"),
        StatusCode::METHOD_NOT_ALLOWED => Some("wrong_method"),
        StatusCode::PAYLOAD_TOO_LARGE => Some("too_large"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Some("wrong_type"),
        StatusCode::FORBIDDEN => Some("cross_site"),
        StatusCode::SERVICE_UNAVAILABLE => Some("too_slow"),
        StatusCode::INTERNAL_SERVER_ERROR => Some("failed"),
        _ => None,
    }
}

/// An entity tag over everything that an answer depends on.
pub(crate) fn etag(parts: &[&str]) -> HeaderValue {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let hex = hasher.finalize().to_hex();
    let tag: String = hex.chars().take(32).collect();
    HeaderValue::from_str(&format!("\"{tag}\"")).unwrap_or_else(|_| HeaderValue::from_static("\"-\""))
}

/// Scheme and host under which the studio is reached, for addresses that are used elsewhere: in previews of links, in calendars.
pub(crate) fn outside(app: &App, headers: &HeaderMap) -> Option<String> {
    if let Some(known) = &app.config.public_url {
        return Some(known.clone());
    }
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let plain =
        !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    let scheme = if app.config.secure { "https" } else { "http" };
    plain.then(|| format!("{scheme}://{host}"))
}

/// Whether the caller has this version already.
pub(crate) fn matches(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    headers
        .get(header::IF_NONE_MATCH)
        .and_then(|sent| sent.to_str().ok())
        .zip(tag.to_str().ok())
        .is_some_and(|(sent, tag)| sent.split(',').any(|one| one.trim().trim_start_matches("W/") == tag))
}
