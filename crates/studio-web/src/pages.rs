//! The pages, one module an area. Handlers ask a use case and fill a template; the rules are in `studio-app`.

pub(crate) mod aftercare;
pub(crate) mod agenda;
pub(crate) mod agenda_export;
pub(crate) mod api_docs;
pub(crate) mod appointment_files;
pub(crate) mod blocks;
pub(crate) mod booking;
mod carry_on;
pub(crate) mod clients;
pub(crate) mod consent_texts;
pub(crate) mod elevation;
mod error;
pub(crate) mod feeds;
mod form;
pub(crate) mod free;
mod icons;
pub(crate) mod invitation;
mod labels;
pub(crate) mod palette;
pub(crate) mod permissions;
pub(crate) mod person;
pub(crate) mod portfolio;
mod qr;
mod reader;
pub(crate) mod remind;
mod say;
mod sent_file;
pub(crate) mod services;
pub(crate) mod setup;
mod shell;
pub(crate) mod sign_in;
#[cfg(debug_assertions)]
pub(crate) mod styleguide;
pub(crate) mod today;
pub(crate) mod with_files;

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

pub(crate) use error::{PageError, problem_page};
pub(crate) use form::{Form, Typed};
pub(crate) use reader::Reader;
pub(crate) use say::Say;
pub(crate) use shell::Shell;

/// Marks requests of our scripts for a part of a page.
const FRAGMENT: &str = "x-fragment";

/// Whether a script asks for this part of the page.
pub(crate) fn wants(headers: &HeaderMap, part: &str) -> bool {
    headers.get(FRAGMENT).is_some_and(|asked| asked.as_bytes() == part.as_bytes())
}

/// Answers a page.
pub(crate) fn html(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(page) => {
            let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))];
            (status, kind, page).into_response()
        }
        // A template writes into memory: it fails only with what it is given.
        Err(error) => {
            tracing::error!("a page can't be written: {error}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Sends the browser on after something was done; what it was is said there once.
pub(crate) fn done(to: &str, what: &str) -> Response {
    let mark = if to.contains('?') { '&' } else { '?' };
    go(&format!("{to}{mark}done={what}"))
}

/// Said where a part of an address could not be read, and what it shows is shown without it.
pub(crate) const LEFT_OUT: &str = "leftout";

/// Sends the browser on.
pub(crate) fn go(to: &str) -> Response {
    let place = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response()
}

/// The address to go on to, if it is one of this site: an absolute path, and not the start of another host.
pub(crate) fn local(next: &str) -> Option<&str> {
    let inside = next.starts_with('/') && !next.starts_with("//");
    let plain = next.bytes().all(|byte| (b'!'..=b'~').contains(&byte) && byte != b'\\');
    (inside && plain && next.len() <= 2_000).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn only_addresses_of_this_site_are_gone_on_to() {
        for good in ["/", "/clients?q=sof%C3%ADa&sort=last", "/clients/7?tab=notes"] {
            assert_eq!(local(good), Some(good));
        }
        for bad in [
            "",
            "clients",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "/a b",
            "/\u{e9}",
        ] {
            assert_eq!(local(bad), None, "{bad:?}");
        }
        assert_eq!(local(&format!("/{}", "a".repeat(2_000))), None);
    }
}
