//! The session cookie.

use axum::http::{HeaderMap, HeaderValue, header};

/// Name over plain HTTP. A studio's tablet on the local network has no other.
const PLAIN: &str = "studio_session";
/// Name over TLS: the browser takes it only with `Secure`, without a domain, for the whole site.
const SECURE: &str = "__Host-studio_session";

const fn name(secure: bool) -> &'static str {
    if secure { SECURE } else { PLAIN }
}

/// The token in a request's cookie.
pub(crate) fn token(headers: &HeaderMap, secure: bool) -> Option<String> {
    value(headers, name(secure))
}

/// A cookie of this name.
pub(crate) fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// Gives the browser a token. It ends with the browser's session or, at the latest, with the server's.
pub(crate) fn give(token: &str, secure: bool) -> Option<HeaderValue> {
    let flag = if secure { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{flag}", name(secure))).ok()
}

/// Takes the token back.
pub(crate) fn take(secure: bool) -> Option<HeaderValue> {
    let flag = if secure { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{flag}", name(secure))).ok()
}
