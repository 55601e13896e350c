//! Secrets that the program makes up.

use std::collections::BTreeSet;

use secrecy::ExposeSecret;
use studio_auth::{check_code, check_password, made_up};

#[test]
fn they_are_groups_of_syllables_that_anybody_can_type() {
    for (asked, groups) in [(0, 1), (1, 1), (3, 3), (8, 8), (99, 8)] {
        let secret = made_up(asked).unwrap();
        let parts: Vec<&str> = secret.expose_secret().split('-').collect();
        assert_eq!(parts.len(), groups);
        for part in parts {
            assert_eq!(part.len(), 6, "{part}");
            let (first, second): (Vec<_>, Vec<_>) = part.bytes().enumerate().partition(|(at, _)| at % 2 == 0);
            assert!(first.iter().all(|(_, letter)| b"bcdfghjkmnprstvz".contains(letter)), "{part}");
            assert!(second.iter().all(|(_, letter)| b"aeiu".contains(letter)), "{part}");
        }
    }
}

#[test]
fn they_pass_the_rules_and_never_repeat() {
    let mut seen = BTreeSet::new();
    let mut letters = BTreeSet::new();
    for _ in 0..200 {
        let password = made_up(3).unwrap();
        assert_eq!(check_password(&password, "marta"), Ok(()), "{}", password.expose_secret());
        assert_eq!(check_code(&made_up(2).unwrap()), Ok(()));
        letters.extend(password.expose_secret().chars());
        assert!(seen.insert(password.expose_secret().to_owned()));
    }
    assert_eq!(letters.len(), 16 + 4 + 1, "every letter comes up");
}
