//! Sealed values open in their place, with their key, unchanged; and not otherwise.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use proptest::prelude::*;
use studio_auth::{Context, FieldKey, KeyRing, SealError, open, seal, sealed_by};

const PLACE: Context<'static> = Context { table: "screenings", owner: 7, at: 1_700_000_000_000 };

fn key(byte: u8) -> FieldKey {
    FieldKey::from_bytes([byte; 32])
}

fn ring() -> KeyRing {
    KeyRing::new(key(1))
}

/// The layout, written down a second time: version, key id, nonce, text; label, version, id, table with
/// its length, owner and moment as associated data; 0x80 and zeros up to 256 bytes.
#[test]
fn the_layout_is_the_documented_one() {
    let sealed = seal(&key(1), &PLACE, b"answers").unwrap();
    assert_eq!(sealed.len(), 1 + 4 + 24 + 256 + 16);
    assert_eq!(sealed[0], 1);
    assert_eq!(&sealed[1..5], key(1).id().as_bytes());
    let mut aad = b"studio sealed field\x01".to_vec();
    aad.extend_from_slice(key(1).id().as_bytes());
    aad.extend_from_slice(&10_u64.to_be_bytes());
    aad.extend_from_slice(b"screenings");
    aad.extend_from_slice(&7_i64.to_be_bytes());
    aad.extend_from_slice(&1_700_000_000_000_i64.to_be_bytes());
    let nonce = XNonce::try_from(&sealed[5..29]).unwrap();
    let plain = XChaCha20Poly1305::new(&[1; 32].into())
        .decrypt(&nonce, Payload { msg: &sealed[29..], aad: &aad })
        .unwrap();
    let mut expected = b"answers\x80".to_vec();
    expected.resize(256, 0);
    assert_eq!(plain, expected);
}

#[test]
fn sealing_twice_never_gives_the_same() {
    let (a, b) = (seal(&key(1), &PLACE, b"x").unwrap(), seal(&key(1), &PLACE, b"x").unwrap());
    assert_ne!(a[5..29], b[5..29], "nonces differ");
    assert_ne!(a[29..], b[29..]);
}

#[test]
fn changing_any_byte_keeps_it_shut() {
    let sealed = seal(&key(1), &PLACE, b"diabetes: yes").unwrap();
    for at in 0..sealed.len() {
        for flip in [0x01, 0x80, 0xff] {
            let mut changed = sealed.clone();
            changed[at] ^= flip;
            let error = open(&ring(), &PLACE, &changed).unwrap_err();
            match at {
                0 => assert_eq!(error, SealError::Version),
                1..5 => assert_eq!(error, SealError::UnknownKey { id: sealed_by(&changed).unwrap() }),
                _ => assert_eq!(error, SealError::Damaged, "byte {at}"),
            }
        }
    }
}

#[test]
fn cutting_or_adding_keeps_it_shut() {
    let sealed = seal(&key(1), &PLACE, b"diabetes: yes").unwrap();
    for length in 0..sealed.len() {
        assert_eq!(open(&ring(), &PLACE, &sealed[..length]), Err(SealError::Damaged), "{length} bytes");
    }
    assert_eq!(open(&ring(), &PLACE, &[sealed, vec![0]].concat()), Err(SealError::Damaged));
}

#[test]
fn it_opens_in_its_place_only() {
    let sealed = seal(&key(1), &PLACE, b"diabetes: yes").unwrap();
    for other in [
        Context { table: "screening", ..PLACE },
        Context { table: "screenings ", ..PLACE },
        Context { table: "", ..PLACE },
        Context { owner: 8, ..PLACE },
        Context { owner: -7, ..PLACE },
        Context { at: PLACE.at + 1, ..PLACE },
        Context { owner: PLACE.at, at: PLACE.owner, ..PLACE },
    ] {
        assert_eq!(open(&ring(), &other, &sealed), Err(SealError::Damaged), "{other:?}");
    }
    assert_eq!(*open(&ring(), &PLACE, &sealed).unwrap(), b"diabetes: yes");
}

#[test]
fn a_missing_key_is_named() {
    let sealed = seal(&key(2), &PLACE, b"x").unwrap();
    assert_eq!(sealed_by(&sealed), Ok(key(2).id()));
    let error = open(&ring(), &PLACE, &sealed).unwrap_err();
    assert_eq!(error, SealError::UnknownKey { id: key(2).id() });
    assert!(error.to_string().contains(&key(2).id().to_string()));
}

/// The id in front only chooses a key: put there by hand, it does not make another key's text open.
#[test]
fn a_borrowed_key_id_does_not_help() {
    let ring = ring().rotated(key(2));
    let mut sealed = seal(&key(1), &PLACE, b"x").unwrap();
    sealed[1..5].copy_from_slice(key(2).id().as_bytes());
    assert_eq!(open(&ring, &PLACE, &sealed), Err(SealError::Damaged));
}

#[test]
fn a_rotated_ring_opens_old_and_new_until_the_old_key_goes() {
    let before = ring();
    let after = before.rotated(key(2));
    let old = seal(before.current(), &PLACE, b"old").unwrap();
    let new = seal(after.current(), &PLACE, b"new").unwrap();
    assert_eq!(*open(&after, &PLACE, &old).unwrap(), b"old");
    assert_eq!(*open(&after, &PLACE, &new).unwrap(), b"new");
    assert_eq!(open(&before, &PLACE, &new), Err(SealError::UnknownKey { id: key(2).id() }));
    let cleaned = after.without_older();
    assert_eq!(open(&cleaned, &PLACE, &old), Err(SealError::UnknownKey { id: key(1).id() }));
    assert_eq!(*open(&cleaned, &PLACE, &new).unwrap(), b"new");
}

#[test]
fn the_length_tells_little() {
    let length = |plain: &[u8]| seal(&key(1), &PLACE, plain).unwrap().len();
    assert_eq!(length(b"no"), length(b"yes, since childhood"));
    assert_eq!(length(&[b'x'; 255]), length(b""));
    assert_eq!(length(&[b'x'; 256]), length(b"") + 256);
}

proptest! {
    #[test]
    fn what_is_sealed_opens_to_the_same(
        bytes: [u8; 32],
        table in "[a-z_]{0,30}",
        owner: i64,
        at: i64,
        plain in proptest::collection::vec(prop_oneof![Just(0_u8), Just(0x80), any::<u8>()], 0..1100),
    ) {
        let key = FieldKey::from_bytes(bytes);
        let place = Context { table: &table, owner, at };
        let sealed = seal(&key, &place, &plain).unwrap();
        let opened = open(&KeyRing::new(key), &place, &sealed).unwrap();
        prop_assert_eq!(&*opened, &plain);
    }

    #[test]
    fn any_bytes_are_refused_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400), known: bool) {
        let mut bytes = bytes;
        if known && let Some(front) = bytes.first_chunk_mut::<5>() {
            let [a, b, c, d] = *key(1).id().as_bytes();
            *front = [1, a, b, c, d];
        }
        prop_assert!(open(&ring(), &PLACE, &bytes).is_err());
    }
}
