//! The master code.

use studio_auth::{
    CODE_MAX, CODE_MIN, CodeHash, Secret, Verified, WeakCode, check_code, hash_code, verify_code,
};

fn check(plain: &str) -> Result<(), WeakCode> {
    check_code(&Secret::from(plain))
}

#[test]
fn length_is_six_to_sixty_four_characters() {
    assert_eq!((CODE_MIN, CODE_MAX), (6, 64));
    assert_eq!(check(""), Err(WeakCode::TooShort { min: 6, got: 0 }));
    assert_eq!(check("ñ4ñ7ñ"), Err(WeakCode::TooShort { min: 6, got: 5 }));
    assert_eq!(check("ñ4ñ7ñ1"), Ok(()));
    assert_eq!(check(&"19".repeat(32)), Ok(()));
    assert_eq!(check(&format!("{}4", "19".repeat(32))), Err(WeakCode::TooLong { max: 64 }));
}

#[test]
fn one_character_and_simple_runs_are_refused() {
    for plain in ["000000", "777777", "aaaaaa", "aAaAaA", "      ", "ññññññ"] {
        assert_eq!(check(plain), Err(WeakCode::OneCharacter), "{plain}");
    }
    for plain in [
        "123456",
        "234567",
        "1234567890",
        "789012",
        "654321",
        "987654",
        "0987654321",
        "210987",
        "abcdef",
        "aBcDeF",
        "fedcba",
        "uvwxyz",
    ] {
        assert_eq!(check(plain), Err(WeakCode::Run), "{plain}");
    }
}

#[test]
fn anything_else_is_accepted() {
    for plain in ["123457", "246802", "112233", "840271", "blue fox", "abcdeg", "12345678901", "&'()*+"] {
        let expected = if plain == "12345678901" { Err(WeakCode::Run) } else { Ok(()) };
        assert_eq!(check(plain), expected, "{plain}");
    }
}

#[test]
fn control_characters_are_refused_first() {
    assert_eq!(check("84\t0271"), Err(WeakCode::ControlCharacter));
    assert_eq!(check("\n"), Err(WeakCode::ControlCharacter));
}

#[test]
fn a_code_is_hashed_like_a_password() {
    let plain = Secret::from("840271");
    let stored = hash_code(&plain).unwrap();
    assert!(stored.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    assert_eq!(verify_code(&plain, &stored), Verified::Yes);
    assert_eq!(verify_code(&Secret::from("840272"), &stored), Verified::No);
    let read_back = CodeHash::from_stored(stored.as_str().to_owned());
    assert_eq!(verify_code(&plain, &read_back), Verified::Yes);
    assert!(!format!("{stored:?}").contains("argon2"));
}
