//! The place where a page of a portfolio ended, as opaque text. It names its order, so that it can't be used with another.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use studio_domain::{Invalid, PortfolioItemId, Timestamp};
use studio_store::ItemCursor;

/// The cursor as text for an address; `order` is the name of the order that it belongs to.
pub(super) fn write(order: &str, cursor: &ItemCursor) -> String {
    let plain = match cursor {
        ItemCursor::Arranged { featured, place, id } => {
            format!("{order}\na\n{id}\n{}\n{place}", u8::from(*featured))
        }
        ItemCursor::Dated { at, id } => format!("{order}\nd\n{id}\n{}", at.millis()),
        ItemCursor::Grouped { key, at, id } => format!("{order}\ng\n{id}\n{}\n{key}", at.millis()),
    };
    Base64UrlUnpadded::encode_string(plain.as_bytes())
}

/// Reads a cursor that was written for this order.
pub(super) fn read(order: &str, text: &str) -> Result<ItemCursor, Invalid> {
    parse(order, text).ok_or(Invalid::form("cursor", "cursor"))
}

fn parse(order: &str, text: &str) -> Option<ItemCursor> {
    let plain = (text.len() < 2_000).then(|| Base64UrlUnpadded::decode_vec(text).ok())??;
    let plain = String::from_utf8(plain).ok()?;
    let mut parts = plain.splitn(5, '\n');
    if parts.next()? != order {
        return None;
    }
    let (kind, id): (_, PortfolioItemId) = (parts.next()?, parts.next()?.parse().ok()?);
    let number = parts.next()?.parse::<i64>().ok()?;
    let at = Timestamp::from_millis(number);
    let rest = parts.next();
    match (kind, rest) {
        ("a", Some(place)) => {
            Some(ItemCursor::Arranged { featured: number == 1, place: place.parse().ok()?, id })
        }
        ("d", None) => Some(ItemCursor::Dated { at, id }),
        ("g", Some(key)) => Some(ItemCursor::Grouped { key: key.to_owned(), at, id }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_only_for_its_own_order() {
        let (id, at) = (PortfolioItemId::new(7), Timestamp::from_millis(-5));
        for cursor in [
            ItemCursor::Arranged { featured: true, place: -3, id },
            ItemCursor::Arranged { featured: false, place: 3, id },
            ItemCursor::Dated { at, id },
            ItemCursor::Grouped { key: "línea\nfina".to_owned(), at, id },
            ItemCursor::Grouped { key: String::new(), at, id },
        ] {
            let text = write("newest", &cursor);
            assert_eq!(read("newest", &text), Ok(cursor));
            assert!(read("oldest", &text).is_err());
        }
    }

    #[test]
    fn garbage_is_refused() {
        for text in ["", "x", "....", "bmV3ZXN0", &"A".repeat(1_999), &"A".repeat(2_000), "ñ"] {
            assert!(read("newest", text).is_err(), "{text}");
        }
    }
}
