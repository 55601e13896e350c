//! Answering with a kept file: its type fixed, by its entity tag, whole or in one part.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use studio_domain::{ContentHash, MediaKind};

use crate::problem::Problem;

/// For an address that names the content: a browser keeps it for good, and nobody between.
pub(crate) const KEPT: &str = "private, max-age=31536000, immutable";
/// For one that does not: a browser keeps it and asks each time whether it still holds.
pub(crate) const ASKED: &str = "private, no-cache";

/// A file to answer with.
#[derive(Debug)]
pub(crate) struct Served {
    /// The hash of its content.
    pub(crate) hash: ContentHash,
    /// What it is.
    pub(crate) kind: MediaKind,
    /// The file; `None`: the caller has it already.
    pub(crate) bytes: Option<Vec<u8>>,
}

impl Served {
    /// The answer to a request. `none` is said where a part is asked for that there is none of.
    pub(crate) fn answer(self, headers: &HeaderMap, cache: &'static str, none: Problem) -> Response {
        let mut response = match self.bytes {
            None => StatusCode::NOT_MODIFIED.into_response(),
            Some(bytes) => part(bytes, self.kind, asked(headers, &self.hash), none),
        };
        // That there is no such part holds for this request only.
        let cache = if response.status() == StatusCode::RANGE_NOT_SATISFIABLE { "no-store" } else { cache };
        let answered = response.headers_mut();
        answered.insert(header::ETAG, tag(&self.hash));
        answered.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        answered.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        response
    }
}

/// The entity tag of a content.
pub(crate) fn tag(hash: &ContentHash) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{hash}\"")).unwrap_or_else(|_| HeaderValue::from_static("\"-\""))
}

/// The part that is asked for, if it is one part of this very file.
fn asked<'h>(headers: &'h HeaderMap, hash: &ContentHash) -> Option<&'h str> {
    if headers.get(header::IF_RANGE).is_some_and(|known| *known != tag(hash)) {
        return None;
    }
    headers.get(header::RANGE)?.to_str().ok()?.strip_prefix("bytes=").filter(|range| !range.contains(','))
}

/// First and last byte of a range, or that there is no such part; `None`: it is no range.
fn bounds(range: &str, length: usize) -> Option<Result<(usize, usize), ()>> {
    let (first, last) = range.trim().split_once('-')?;
    let end = length.saturating_sub(1);
    let number = |digits: &str| digits.parse::<usize>().ok();
    let (first, last) = match (first, last) {
        ("", suffix) => match number(suffix)? {
            0 => return Some(Err(())),
            suffix => (length.saturating_sub(suffix), end),
        },
        (first, "") => (number(first)?, end),
        (first, last) => (number(first)?, number(last)?.min(end)),
    };
    Some(if first > end || first > last { Err(()) } else { Ok((first, last)) })
}

fn part(bytes: Vec<u8>, kind: MediaKind, range: Option<&str>, none: Problem) -> Response {
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static(kind.content_type()));
    let length = bytes.len();
    let of = |text: String| {
        (header::CONTENT_RANGE, HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("bytes */0")))
    };
    match range.and_then(|range| bounds(range, length)) {
        None => ([kind], bytes).into_response(),
        Some(Err(())) => ([of(format!("bytes */{length}"))], none).into_response(),
        Some(Ok((first, last))) => {
            let part = bytes.get(first..=last).unwrap_or_default().to_vec();
            let of = of(format!("bytes {first}-{last}/{length}"));
            (StatusCode::PARTIAL_CONTENT, [kind, of], part).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::bounds;

    #[test]
    fn ranges_are_read_as_browsers_write_them() {
        for (range, expected) in [
            ("0-9", Some(Ok((0, 9)))),
            ("0-", Some(Ok((0, 99)))),
            ("90-200", Some(Ok((90, 99)))),
            ("-10", Some(Ok((90, 99)))),
            ("-1000", Some(Ok((0, 99)))),
            ("99-99", Some(Ok((99, 99)))),
            ("100-", Some(Err(()))),
            ("-0", Some(Err(()))),
            ("5-4", Some(Err(()))),
            ("-", None),
            ("a-b", None),
            ("7", None),
            ("", None),
            ("99999999999999999999-", None),
        ] {
            assert_eq!(bounds(range, 100), expected, "{range}");
        }
    }
}
