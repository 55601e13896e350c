//! Field keys, their ids and the text of the key file.

use studio_auth::{FieldKey, KeyFileError, KeyRing};

fn key(byte: u8) -> FieldKey {
    FieldKey::from_bytes([byte; 32])
}

#[test]
fn keys_are_random_and_survive_their_bytes() {
    let (a, b) = (FieldKey::generate().unwrap(), FieldKey::generate().unwrap());
    assert_ne!(a, b);
    assert_ne!(a.id(), b.id());
    assert_eq!(FieldKey::from_bytes(*a.to_bytes()), a);
}

/// The id stands in every sealed value and must not change between versions, nor tell the key.
#[test]
fn an_id_is_eight_hexadecimal_digits_that_never_change() {
    assert_eq!(key(0).id().to_string(), PINNED_ID);
    assert_eq!(key(0).id().as_bytes().len(), 4);
    assert_eq!(format!("{:?}", key(0)), format!("FieldKey(id {PINNED_ID})"));
}

const PINNED_ID: &str = "7ff6cbfa";

#[test]
fn a_key_file_of_one_key_is_one_line() {
    let text = KeyRing::new(key(0)).to_text();
    assert_eq!(*text, format!("studio-field-key-v1 {}\n", "A".repeat(43)));
    assert_eq!(KeyRing::parse(&text).unwrap(), KeyRing::new(key(0)));
    assert_eq!(FieldKey::parse_line(&text).unwrap(), key(0));
}

#[test]
fn a_rotated_ring_survives_its_file() {
    let ring = KeyRing::new(key(1)).rotated(key(2)).rotated(key(3));
    assert_eq!(ring.current(), &key(3));
    assert_eq!(ring.older(), [key(2), key(1)]);
    let text = ring.to_text();
    assert_eq!(text.lines().count(), 3);
    assert_eq!(KeyRing::parse(&text).unwrap(), ring);
    assert_eq!(ring.without_older(), KeyRing::new(key(3)));
}

#[test]
fn rotating_to_a_key_of_the_ring_keeps_it_once() {
    let ring = KeyRing::new(key(1)).rotated(key(2)).rotated(key(1));
    assert_eq!((ring.current(), ring.older()), (&key(1), [key(2)].as_slice()));
}

#[test]
fn white_space_and_empty_lines_are_ignored() {
    let line = |byte| key(byte).to_line().trim().to_owned();
    let text = format!("\r\n  {}\r\n\n\t{} \n\n", line(1), line(2));
    assert_eq!(KeyRing::parse(&text).unwrap(), KeyRing::new(key(2)).rotated(key(1)));
}

#[test]
fn anything_else_is_refused_with_its_line() {
    let good = key(1).to_line().to_string();
    assert_eq!(KeyRing::parse(""), Err(KeyFileError::Empty));
    assert_eq!(KeyRing::parse(" \n\n"), Err(KeyFileError::Empty));
    assert_eq!(FieldKey::parse_line(" \n"), Err(KeyFileError::Empty));
    for bad in [
        "studio-field-key-v1",
        "studio-field-key-v1 ",
        &format!("studio-field-key-v2 {}", "A".repeat(43)),
        &format!("studio-field-key-v1 {}", "A".repeat(42)),
        &format!("studio-field-key-v1 {}", "A".repeat(44)),
        &format!("studio-field-key-v1 {}B", "A".repeat(42)),
        &format!("studio-field-key-v1 {} {}", "A".repeat(43), "A".repeat(43)),
        &format!("studio-field-key-v1  {}", "A".repeat(43)),
        &format!("Studio-field-key-v1 {}", "A".repeat(43)),
        &"A".repeat(43),
    ] {
        let refused = KeyFileError::Unreadable { line: 1 };
        assert_eq!(FieldKey::parse_line(bad).err(), Some(refused), "{bad}");
        assert_eq!(KeyRing::parse(bad).err(), Some(refused), "{bad}");
        let third = format!("{good}\n{bad}\n");
        assert_eq!(KeyRing::parse(&third).err(), Some(KeyFileError::Unreadable { line: 3 }), "{bad}");
    }
    assert!(FieldKey::parse_line(&format!("{good}{good}")).is_err(), "one line is one key");
}

#[test]
fn errors_never_quote_the_file() {
    let error = KeyRing::parse("studio-field-key-v1 c2VjcmV0").unwrap_err();
    assert_eq!(error.to_string(), "line 1 of the key file is not a key that this version can read");
}

#[test]
fn keys_of_another_ring_join_as_older_ones() {
    let key = |byte| FieldKey::from_bytes([byte; 32]);
    let here = KeyRing::new(key(1)).rotated(key(2));
    let there = KeyRing::new(key(1)).rotated(key(3));
    let joined = here.joined(&there);
    assert_eq!(joined.current(), &key(2));
    assert_eq!(joined.older(), [key(1), key(3)]);
    assert_eq!(joined.joined(&there), joined);
    assert!(joined.has(key(3).id()) && !here.has(key(3).id()));
    let kept = joined.keeping(|id| id == key(3).id());
    assert_eq!((kept.current(), kept.older()), (&key(2), &[key(3)][..]));
    assert_eq!(kept.keeping(|_| false), KeyRing::new(key(2)));
}
