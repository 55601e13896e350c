//! The place where a page of appointments ended, as opaque text. It names its sort, so that it can't be used with another.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use studio_domain::agenda::AgendaSort;
use studio_domain::{AppointmentId, Invalid, Order, Timestamp};
use studio_store::AgendaCursor;

/// The cursor as text for an address.
pub(super) fn write(sort: AgendaSort, order: Order, cursor: &AgendaCursor) -> String {
    let AgendaCursor { key, starts_at, id } = cursor;
    let plain = format!("{}\n{}\n{}\n{id}\n{key}", sort.code(), order.code(), starts_at.millis());
    Base64UrlUnpadded::encode_string(plain.as_bytes())
}

/// Reads a cursor that was written for this sort and order.
pub(super) fn read(sort: AgendaSort, order: Order, text: &str) -> Result<AgendaCursor, Invalid> {
    parse(sort, order, text).ok_or(Invalid::form("cursor", "cursor"))
}

fn parse(sort: AgendaSort, order: Order, text: &str) -> Option<AgendaCursor> {
    // Longer than the key of any name: not worth decoding.
    let plain = (text.len() < 8_000).then(|| Base64UrlUnpadded::decode_vec(text).ok())??;
    let plain = String::from_utf8(plain).ok()?;
    let mut parts = plain.splitn(5, '\n');
    let (for_sort, for_order) = (parts.next()?, parts.next()?);
    let (at, id): (i64, AppointmentId) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let key = parts.next()?.to_owned();
    let right = for_sort == sort.code() && for_order == order.code();
    right.then(|| AgendaCursor { key, starts_at: Timestamp::from_millis(at), id })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_only_for_its_own_sort() {
        let cursor = AgendaCursor {
            key: "sofia o farrill\nnunez".to_owned(),
            starts_at: Timestamp::from_millis(-5),
            id: AppointmentId::new(17),
        };
        for sort in AgendaSort::ALL {
            let text = write(*sort, Order::Desc, &cursor);
            assert_eq!(read(*sort, Order::Desc, &text), Ok(cursor.clone()));
            assert!(read(*sort, Order::Asc, &text).is_err());
            for other in AgendaSort::ALL.iter().filter(|other| *other != sort) {
                assert!(read(*other, Order::Desc, &text).is_err());
            }
        }
    }

    #[test]
    fn garbage_is_refused() {
        for text in ["", "x", "....", "bmFtZQ", &"A".repeat(7_999), &"A".repeat(8_000), "ñ"] {
            assert!(read(AgendaSort::Start, Order::Asc, text).is_err(), "{text}");
        }
    }
}
