//! Everything the crate promises, checked from outside.

mod chest;
mod code;
mod key;
mod made_up;
mod password;
mod seal;
mod strength;
mod token;

use studio_auth::{Secret, random_id};

#[test]
fn a_secret_prints_nothing_of_itself() {
    assert!(!format!("{:?}", Secret::from("three everyday words")).contains("words"));
}

#[test]
fn request_ids_are_sixteen_hexadecimal_digits_and_differ() {
    let ids: std::collections::HashSet<_> = (0..100).map(|_| random_id().unwrap()).collect();
    assert_eq!(ids.len(), 100);
    for id in ids {
        assert_eq!(id.len(), 16, "{id}");
        assert!(id.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)), "{id}");
    }
}
