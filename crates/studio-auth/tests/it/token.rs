//! Tokens are random, read strictly and good for one purpose.

use std::collections::HashSet;

use proptest::prelude::*;
use studio_auth::{Purpose, Token, TokenHash};

#[test]
fn a_token_is_found_again_by_what_was_shown() {
    for purpose in Purpose::ALL {
        let (token, hash) = Token::new(purpose).unwrap();
        let shown = token.reveal();
        assert_eq!(shown.len(), 43);
        assert!(shown.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'), "{shown}");
        assert_eq!(Token::parse(purpose, &shown), Some(hash));
        assert_eq!(TokenHash::from_bytes(*hash.as_bytes()), hash);
    }
}

#[test]
fn tokens_and_hashes_never_repeat() {
    let made: Vec<_> = (0..1000).map(|_| Token::new(Purpose::Session).unwrap()).collect();
    assert_eq!(made.iter().map(|(token, _)| token.reveal()).collect::<HashSet<_>>().len(), 1000);
    assert_eq!(made.iter().map(|(_, hash)| *hash.as_bytes()).collect::<HashSet<_>>().len(), 1000);
}

#[test]
fn every_purpose_has_a_hash_of_its_own() {
    let shown = Token::new(Purpose::Session).unwrap().0.reveal();
    let hashes: HashSet<_> =
        Purpose::ALL.into_iter().map(|purpose| *Token::parse(purpose, &shown).unwrap().as_bytes()).collect();
    assert_eq!(hashes.len(), Purpose::ALL.len());
}

/// Stored hashes must be found by every later version. The values are BLAKE3 in key-derivation mode.
#[test]
fn the_hash_of_a_known_token_never_changes() {
    let zero = "A".repeat(43);
    let starts = Purpose::ALL.map(|purpose| {
        let hash = Token::parse(purpose, &zero).unwrap();
        u32::from_be_bytes(*hash.as_bytes().first_chunk().unwrap())
    });
    assert_eq!(starts, PINNED.map(|(_, start)| start), "{starts:08x?}");
}

const PINNED: [(Purpose, u32); 5] = [
    (Purpose::Session, 0xcabf_1d6e),
    (Purpose::Invitation, 0xb5e2_8e9b),
    (Purpose::Setup, 0x793d_dcd6),
    (Purpose::Api, 0xaba1_4f40),
    (Purpose::Feed, 0x28d4_6624),
];

#[test]
fn only_the_exact_form_is_read() {
    let shown = Token::new(Purpose::Api).unwrap().0.reveal();
    let body: String = shown.chars().take(42).collect();
    for garbage in [
        String::new(),
        body.clone(),
        format!("{shown}A"),
        format!("{shown}="),
        format!(" {shown}"),
        format!("{shown}\n"),
        format!("{body}+"),
        format!("{body}/"),
        format!("{body}é"),
        format!("{body}\0"),
        "A".repeat(42),
        "A".repeat(44),
        "A".repeat(10_000),
    ] {
        assert_eq!(Token::parse(Purpose::Api, &garbage), None, "{garbage:?}");
    }
    // 43 characters carry two bits more than 32 bytes: they must be zero, or one token had four spellings.
    let spellings =
        ['A', 'B', 'C', 'D'].map(|last| Token::parse(Purpose::Api, &format!("{}{last}", "A".repeat(42))));
    assert_eq!(spellings.iter().filter(|read| read.is_some()).count(), 1);
}

#[test]
fn nothing_is_printed_of_a_token_or_its_hash() {
    let (token, hash) = Token::new(Purpose::Feed).unwrap();
    assert_eq!(format!("{token:?} {hash:?}"), "Token(..) TokenHash(..)");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_without_harm(text in "\\PC{0,60}|[A-Za-z0-9_-]{40,46}") {
        if let Some(hash) = Token::parse(Purpose::Session, &text) {
            prop_assert_eq!(text.len(), 43);
            prop_assert_ne!(Some(hash), Token::parse(Purpose::Api, &text));
        }
    }

    #[test]
    fn hashes_differ_in_any_byte(bytes: [u8; 32], at in 0_usize..32, flip in 1_u8..) {
        let mut other = bytes;
        if let Some(byte) = other.get_mut(at) {
            *byte ^= flip;
        }
        prop_assert_ne!(TokenHash::from_bytes(bytes), TokenHash::from_bytes(other));
    }
}
