//! Which passwords are refused, and which must not be.

use studio_auth::{PASSWORD_MAX, PASSWORD_MIN, Secret, WeakPassword, check_password};

fn check(plain: &str) -> Result<(), WeakPassword> {
    check_password(&Secret::from(plain), "sofia.lopez")
}

#[test]
fn common_passwords_are_refused() {
    for plain in [
        "password123",
        "Password123",
        "p4ssw0rd123",
        "password1234567",
        "passwordpassword",
        "qwertyuiop",
        "asdfghjkl;",
        "1q2w3e4r5t",
        "1234567890",
        "0987654321",
        "1111111111",
        "aaaaaaaaaa",
        "          ",
        "abcdefghij",
        "iloveyou123",
        "letmein1234",
        "superman123",
        "administrator",
        "administrador1",
        "12/03/1985",
        "contraseña123",
        "Contraseña123",
        "contrasena1",
        "bienvenido1",
        "bienvenida123",
        "tequieromucho",
        "recepcion1",
        "tatuajes123",
        "tattoo1234",
        "tattoostudio1",
    ] {
        assert_eq!(check(plain), Err(WeakPassword::Common), "{plain}");
    }
}

#[test]
fn no_kind_of_character_is_asked_for() {
    for plain in [
        "green tea at noon",
        "three everyday words",
        "tinta y papel",
        "te quiero mucho",
        "zorro azul",
        "8391047265",
        "jX9#kd02Lq",
        "sofia.lopez bebe té verde",
        "刺青師の朝は早いです",
        "🦊🌵🎸🚲🧵🪴🎈🍋🛶🧊",
    ] {
        assert_eq!(check(plain), Ok(()), "{plain}");
    }
}

#[test]
fn the_user_name_is_refused_whatever_its_case() {
    assert_eq!(check("sofia.lopez"), Err(WeakPassword::ContainsName));
    assert_eq!(check("SOFIA.Lopez"), Err(WeakPassword::ContainsName));
    assert_eq!(check(" sofia.lopez "), Err(WeakPassword::ContainsName));
    assert_eq!(
        check_password(&Secret::from("ÁNGELES-ORTIZ"), "ángeles-ortiz"),
        Err(WeakPassword::ContainsName)
    );
}

/// Each of these would pass the estimate: a guesser who knows the name tries them all the same.
#[test]
fn a_disguised_user_name_is_common() {
    for plain in [
        "zepol.aifos",
        "sofia.lopez830174629",
        "830174629sofia.lopez",
        "!Sofia.Lopez-8301746",
        "zepol.aifos830174",
    ] {
        assert_eq!(check(plain), Err(WeakPassword::Common), "{plain}");
        assert_eq!(check_password(&Secret::from(plain), "somebody"), Ok(()), "{plain} for another name");
    }
    assert_eq!(check("sofia.lopezsofia.lopez"), Err(WeakPassword::Common));
}

#[test]
fn short_and_missing_names_refuse_nothing_else() {
    for name in ["", "  ", "a", "2024", "..."] {
        assert_eq!(check_password(&Secret::from("jX9#kd02Lq"), name), Ok(()), "{name}");
        assert_eq!(check_password(&Secret::from("83910a47265"), name), Ok(()), "{name}");
        assert_eq!(check_password(&Secret::from("8391047265"), name), Ok(()), "{name}");
    }
}

#[test]
fn length_counts_characters_not_bytes() {
    assert_eq!((PASSWORD_MIN, PASSWORD_MAX), (10, 256));
    assert_eq!(check(""), Err(WeakPassword::TooShort { min: 10, got: 0 }));
    assert_eq!(check("ñandú gru"), Err(WeakPassword::TooShort { min: 10, got: 9 }));
    assert_eq!(check("ñandú gru é"), Ok(()));
    let long: String = "ñandú rojo con té frío y pan duro ".chars().cycle().take(257).collect();
    assert_eq!(check(&long), Err(WeakPassword::TooLong { max: 256 }));
    let longest: String = long.chars().take(256).collect();
    assert_eq!(check(&longest), Ok(()));
}

#[test]
fn a_long_password_is_common_only_if_both_ends_are() {
    let filler = "1".repeat(60);
    assert_eq!(check(&filler), Err(WeakPassword::Common));
    assert_eq!(check(&format!("{filler} green tea and a blue fox at noon in March")), Ok(()));
    assert_eq!(check(&format!("a blue fox and green tea at noon in March {filler}")), Ok(()));
    assert_eq!(check(&"password".repeat(32)), Err(WeakPassword::Common));
}

#[test]
fn control_characters_are_refused_first() {
    for plain in [
        "\t",
        "green tea\nat noon",
        "green tea\0at noon",
        "green tea at noon\u{7f}",
        "green tea\u{85}at noon",
    ] {
        assert_eq!(check(plain), Err(WeakPassword::ControlCharacter), "{plain:?}");
    }
}

#[test]
fn messages_never_quote_the_password() {
    let refusal = check("password123").unwrap_err();
    assert_eq!(refusal.to_string(), "the password is one of the first that would be guessed");
    assert_eq!(
        check("short").unwrap_err().to_string(),
        "the password has 5 characters and needs at least 10"
    );
}

#[test]
fn the_name_over_and_over_is_the_name() {
    for plain in ["lola lola lola", "LolaLola-lola", "7lola7lola7lola7"] {
        assert_eq!(check_password(&Secret::from(plain), "Lola"), Err(WeakPassword::Common), "{plain}");
        assert_eq!(
            check_password(&Secret::from(format!("{plain} anda por el puerto")), "Lola"),
            Ok(()),
            "{plain}"
        );
    }
}
