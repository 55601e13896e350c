//! Hashes are made with known parameters and read back whatever their origin.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use studio_auth::{PasswordHash, Secret, Verified, hash_password, verify_nobody, verify_password};

/// What the reference implementation of Argon2 prints for `password`, with less memory than ours.
const OLD_ARGON2ID: &str =
    "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

fn verify(plain: &str, stored: &str) -> Verified {
    verify_password(&Secret::from(plain), &PasswordHash::from_stored(stored.to_owned()))
}

#[test]
fn a_new_hash_has_todays_parameters_and_a_salt_of_its_own() {
    let plain = Secret::from("green tea at noon");
    let (a, b) = (hash_password(&plain).unwrap(), hash_password(&plain).unwrap());
    for hash in [&a, &b] {
        let parts: Vec<_> = hash.as_str().split('$').collect();
        assert_eq!(&parts[..4], ["", "argon2id", "v=19", "m=19456,t=2,p=1"]);
        assert_eq!(parts[4].len(), 22, "a salt of 16 bytes");
        assert_eq!(parts[5].len(), 43, "a hash of 32 bytes");
    }
    assert_ne!(a, b);
    assert_eq!(verify_password(&plain, &a), Verified::Yes);
    assert_eq!(verify_password(&plain, &b), Verified::Yes);
}

#[test]
fn another_password_is_wrong() {
    let stored = hash_password(&Secret::from("green tea at noon")).unwrap();
    for wrong in ["", "green tea at noo", "green tea at noon ", "Green tea at noon", "gréen tea at noon"] {
        let verified = verify_password(&Secret::from(wrong), &stored);
        assert_eq!(verified, Verified::No, "{wrong}");
        assert!(!verified.is_correct());
    }
}

/// A hash of the first 255 characters only would accept the second text.
#[test]
fn every_character_of_the_longest_password_counts() {
    let long = "té".repeat(128);
    let stored = hash_password(&Secret::from(long.as_str())).unwrap();
    assert_eq!(verify(&long, stored.as_str()), Verified::Yes);
    let mut other = long;
    other.pop();
    other.push('e');
    assert_eq!(verify(&other, stored.as_str()), Verified::No);
}

#[test]
fn composed_and_decomposed_letters_are_different_passwords() {
    let stored = hash_password(&Secret::from("ma\u{f1}ana a las diez")).unwrap();
    assert_eq!(verify("man\u{303}ana a las diez", stored.as_str()), Verified::No);
}

#[test]
fn older_parameters_are_right_but_to_be_hashed_anew() {
    assert_eq!(verify("password", OLD_ARGON2ID), Verified::YesRehash);
    assert!(verify("password", OLD_ARGON2ID).is_correct());
    assert_eq!(verify("Password", OLD_ARGON2ID), Verified::No);
}

/// Each single parameter that is not today's asks for a new hash, a dearer one too.
#[test]
fn each_differing_parameter_asks_for_a_new_hash() {
    let made = |version, memory, passes, lanes, output| {
        let params = Params::new(memory, passes, lanes, Some(output)).unwrap();
        let argon2 = Argon2::new(Algorithm::Argon2id, version, params);
        argon2.hash_password_with_salt(b"green tea at noon", b"sixteen bytes !!").unwrap().to_string()
    };
    let today = made(Version::V0x13, 19_456, 2, 1, 32);
    assert_eq!(verify("green tea at noon", &today), Verified::Yes);
    for other in [
        made(Version::V0x10, 19_456, 2, 1, 32),
        made(Version::V0x13, 19_457, 2, 1, 32),
        made(Version::V0x13, 19_456, 1, 1, 32),
        made(Version::V0x13, 19_456, 3, 1, 32),
        made(Version::V0x13, 19_456, 2, 2, 32),
        made(Version::V0x13, 19_456, 2, 1, 24),
    ] {
        assert_eq!(verify("green tea at noon", &other), Verified::YesRehash, "{other}");
        assert_eq!(verify("green tea at nine", &other), Verified::No, "{other}");
    }
}

/// Samples of other programs: the test vectors of jBCrypt and of crypt_blowfish, and two by libxcrypt.
#[test]
fn imported_bcrypt_is_right_but_to_be_hashed_anew() {
    for (plain, stored) in [
        ("", "$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s."),
        ("a", "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe"),
        ("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
        ("U*U", "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
        ("U*U", "$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
        ("U*U", "$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
        ("mañana", "$2y$05$CCCCCCCCCCCCCCCCCCCCC.anMJUCLD/xvMPJGk2p/gX5JAA52hfZq"),
        (&"x".repeat(80), "$2b$05$CCCCCCCCCCCCCCCCCCCCC.D7RDOYXakZhsFmh/LdqQNx0kQ424AFS"),
    ] {
        assert_eq!(verify(plain, stored), Verified::YesRehash, "{stored}");
        assert_eq!(verify("U*V", stored), Verified::No, "{stored}");
    }
}

#[test]
fn what_is_no_hash_verifies_nobody() {
    let bcrypt = "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
    for stored in [
        "",
        "password",
        "$argon2id$",
        "$argon2id$v=19$m=19456,t=2,p=1",
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ",
        "$argon2id$v=19$m=0,t=0,p=0$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$2b$05$",
        "$2z$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        &bcrypt[..59],
        &bcrypt.replace('O', "é"),
        "\u{1f98a}",
    ] {
        assert_eq!(verify("password", stored), Verified::No, "{stored}");
        assert_eq!(verify("", stored), Verified::No, "{stored}");
        assert_eq!(verify(stored, stored), Verified::No, "{stored}");
    }
}

/// The other kinds of Argon2 were never ours: not even the right password opens them.
#[test]
fn only_argon2id_is_accepted() {
    for (algorithm, accepted) in [
        (Algorithm::Argon2id, Verified::YesRehash),
        (Algorithm::Argon2i, Verified::No),
        (Algorithm::Argon2d, Verified::No),
    ] {
        let argon2 = Argon2::new(algorithm, Version::V0x13, Params::new(64, 1, 1, None).unwrap());
        let stored = argon2.hash_password_with_salt(b"password", b"sixteen bytes !!").unwrap().to_string();
        assert_eq!(verify("password", &stored), accepted, "{stored}");
    }
}

/// A planted hash that asks for 4 TiB, 4 billion passes or two billion rounds would never come back.
#[test]
fn unreasonable_costs_are_not_tried() {
    for stored in [
        "$argon2id$v=19$m=4294967295,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=4294967295,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=1024,t=2,p=128$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$2b$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
    ] {
        assert_eq!(verify("password", stored), Verified::No, "{stored}");
    }
}

#[test]
fn nobody_can_be_verified_with_any_text() {
    for plain in ["", "green tea at noon", &"x".repeat(100_000)] {
        verify_nobody(&Secret::from(plain));
    }
}

#[test]
fn a_hash_prints_nothing_of_itself() {
    let stored = PasswordHash::from_stored(OLD_ARGON2ID.to_owned());
    assert_eq!(format!("{stored:?}"), "PasswordHash(..)");
    assert_eq!(stored.as_str(), OLD_ARGON2ID);
}
