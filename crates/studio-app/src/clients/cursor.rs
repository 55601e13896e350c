//! The place where a page of clients ended, as opaque text. It names its sort, so that it can't be used with another.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use studio_domain::{ClientId, ClientSort, Invalid, Order};
use studio_store::{ClientCursor, CursorKey, DuplicateCursor, Likeness};

/// Kinds of key, by one letter.
const TEXT: &str = "t";
const AT: &str = "a";
const MISSING: &str = "m";

/// The cursor as text for an address.
pub(super) fn write(sort: ClientSort, order: Order, cursor: &ClientCursor) -> String {
    let (kind, key) = match &cursor.key {
        CursorKey::Text(text) => (TEXT, text.clone()),
        CursorKey::At(at) => (AT, at.to_string()),
        CursorKey::Missing => (MISSING, String::new()),
    };
    let plain = format!("{}\n{}\n{}\n{kind}\n{key}", sort.code(), order.code(), cursor.id);
    Base64UrlUnpadded::encode_string(plain.as_bytes())
}

/// Reads a cursor that was written for this sort and order.
pub(super) fn read(sort: ClientSort, order: Order, text: &str) -> Result<ClientCursor, Invalid> {
    parse(sort, order, text).ok_or(Invalid::form("cursor", "cursor"))
}

fn parse(sort: ClientSort, order: Order, text: &str) -> Option<ClientCursor> {
    // Longer than the key of any name, of which a letter may fold to eighteen: not worth decoding.
    let plain = (text.len() < 8_000).then(|| Base64UrlUnpadded::decode_vec(text).ok())??;
    let plain = String::from_utf8(plain).ok()?;
    let mut parts = plain.splitn(5, '\n');
    let (for_sort, for_order) = (parts.next()?, parts.next()?);
    let id: ClientId = parts.next()?.parse().ok()?;
    let (kind, key) = (parts.next()?, parts.next()?);
    if for_sort != sort.code() || for_order != order.code() {
        return None;
    }
    let dated = matches!(sort, ClientSort::Next | ClientSort::Last | ClientSort::Registered);
    let key = match kind {
        TEXT if !dated => CursorKey::Text(key.to_owned()),
        AT if dated => CursorKey::At(key.parse().ok()?),
        MISSING if matches!(sort, ClientSort::Next | ClientSort::Last) => CursorKey::Missing,
        _ => return None,
    };
    Some(ClientCursor { key, id })
}

/// The place in the list of likely duplicates as text for an address.
pub(super) fn write_same(cursor: &DuplicateCursor) -> String {
    let (by, value) = cursor.place();
    Base64UrlUnpadded::encode_string(format!("same\n{}\n{value}", by.code()).as_bytes())
}

/// Reads such a place.
pub(super) fn read_same(text: &str) -> Result<DuplicateCursor, Invalid> {
    parse_same(text).ok_or(Invalid::form("cursor", "cursor"))
}

fn parse_same(text: &str) -> Option<DuplicateCursor> {
    let plain = (text.len() < 8_000).then(|| Base64UrlUnpadded::decode_vec(text).ok())??;
    let plain = String::from_utf8(plain).ok()?;
    let (by, value) = plain.strip_prefix("same\n")?.split_once('\n')?;
    Some(DuplicateCursor::after(Likeness::of(by)?, value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_among_duplicates_reads_back_and_no_other_does() {
        for by in Likeness::ALL {
            let cursor = DuplicateCursor::after(*by, "ana@example.org".to_owned());
            assert_eq!(read_same(&write_same(&cursor)), Ok(cursor));
        }
        let other = ClientCursor { key: CursorKey::Missing, id: ClientId::new(1) };
        for text in ["", "x", "ñ", &"A".repeat(8_000), &write(ClientSort::Next, Order::Asc, &other)] {
            assert!(read_same(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_cursor_reads_back_only_for_its_own_sort() {
        for (sort, key) in [
            (ClientSort::Name, CursorKey::Text("sofia o farrill\nnunez".to_owned())),
            (ClientSort::Next, CursorKey::At(-5)),
            (ClientSort::Last, CursorKey::Missing),
            (ClientSort::Registered, CursorKey::At(1_790_000_000_000)),
        ] {
            let cursor = ClientCursor { key, id: ClientId::new(17) };
            let text = write(sort, Order::Desc, &cursor);
            assert_eq!(read(sort, Order::Desc, &text), Ok(cursor));
            assert!(read(sort, Order::Asc, &text).is_err());
            for other in ClientSort::ALL.iter().filter(|other| **other != sort) {
                assert!(read(*other, Order::Desc, &text).is_err());
            }
        }
    }

    #[test]
    fn garbage_is_refused() {
        for text in ["", "x", "....", "bmFtZQ", &"A".repeat(7_999), &"A".repeat(8_000), "ñ"] {
            assert!(read(ClientSort::Name, Order::Asc, text).is_err(), "{text}");
        }
    }
}
