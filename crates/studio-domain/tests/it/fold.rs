//! Text as search and order see it.

use proptest::prelude::*;
use studio_domain::{digits, fold, sort_key};
use unicode_normalization::UnicodeNormalization;

#[test]
fn names_are_found_without_case_accents_and_marks() {
    let table = [
        ("Sofía  O'Farrill-Núñez ", "sofia o farrill nunez"),
        ("O’Farrill", "o farrill"),
        ("O´Farrill", "o farrill"),
        ("MUÑOZ", "munoz"),
        ("Müller-Lüdenscheidt", "muller ludenscheidt"),
        ("Weiß", "weiss"),
        ("WEIẞ", "weiss"),
        ("Ægir Œuvre", "aegir oeuvre"),
        ("Søren Ødegård", "soren odegard"),
        ("Đorđe", "dorde"),
        ("Łukasz Wałęsa", "lukasz walesa"),
        ("Işık İnönü", "isik inonu"),
        ("Þóra Guðrún", "thora gudrun"),
        ("Ǿ", "o"),
        ("Marcel·lí", "marcelli"),
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευσ"),
        ("Οδυσσεύς", "οδυσσευσ"),
        ("Йосиф", "иосиф"),
        ("ＡＢＣ１２３", "abc123"),
        ("ﬁne lıne", "fine line"),
        ("刺青 スタジオ", "刺青 スタシオ"),
        ("ana.lopez@example.com", "ana.lopez@example.com"),
        ("@ana_ink", "@ana_ink"),
        ("a – b\u{2011}c", "a b c"),
        ("a\u{200B}b\u{FEFF}c\u{AD}d", "abcd"),
        ("a\u{0}b", "a b"),
        ("- a -", "a"),
        ("a -\u{200B}", "a"),
        ("'", ""),
        ("", ""),
    ];
    for (raw, folded) in table {
        assert_eq!(fold(raw), folded, "{raw:?}");
    }
}

/// Every character there is, alone and between letters.
#[test]
fn folding_each_character_twice_is_folding_it_once() {
    for c in '\0'..=char::MAX {
        let once = fold(&format!("a{c}b"));
        assert_eq!(fold(&once), once, "U+{:04X}", u32::from(c));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn folding_twice_is_folding_once(raw in any::<String>()) {
        let once = fold(&raw);
        prop_assert_eq!(fold(&once), once.clone());
        prop_assert_eq!(once.trim(), &once);
        prop_assert!(!once.contains("  "));
        let key = sort_key(&raw);
        prop_assert_eq!(sort_key(&key), key);
    }

    #[test]
    fn how_it_is_encoded_does_not_matter(raw in any::<String>()) {
        prop_assert_eq!(fold(&raw.nfd().collect::<String>()), fold(&raw));
        prop_assert_eq!(fold(&raw.nfkc().collect::<String>()), fold(&raw));
    }

    #[test]
    fn case_does_not_matter(raw in "[a-zA-ZáéíóúüñçÁÉÍÓÚÜÑÇßøØæÆœłŁđþðİış '-]{0,30}") {
        prop_assert_eq!(fold(&raw.to_uppercase()), fold(&raw));
        prop_assert_eq!(fold(&raw.to_lowercase()), fold(&raw));
    }

    #[test]
    fn plain_text_only_loses_case_and_spacing(raw in "[a-zA-Z0-9@._ ]{0,30}") {
        let plain = raw.to_ascii_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(fold(&raw), plain);
    }

    #[test]
    fn whole_words_stay_findable(before in "[a-zñé' ]{0,8}", word in "[a-zA-Zñé]{1,8}", after in "[a-zñé' ]{0,8}") {
        let stored = format!("{before} {word} {after}");
        prop_assert!(fold(&stored).contains(&fold(&word)));
    }

    #[test]
    fn digits_are_what_remains(raw in "[0-9a-z+() .-]{0,30}") {
        let rest: String = raw.chars().filter(|c| !"abcdefghijklmnopqrstuvwxyz+() .-".contains(*c)).collect();
        prop_assert_eq!(digits(&raw), rest);
    }
}

#[test]
fn names_sort_as_a_card_index_does() {
    let mut names = [
        "Zoë",
        "Ñusta",
        "\"Ana\" Zapata",
        "ana",
        "Ángel",
        "Álvaro",
        "Nube",
        "O'Neil",
        "Oneida",
        "@zed",
        "Émile",
    ];
    names.sort_by_key(|name| sort_key(name));
    let sorted = [
        "Álvaro",
        "ana",
        "\"Ana\" Zapata",
        "Ángel",
        "Émile",
        "Nube",
        "Ñusta",
        "O'Neil",
        "Oneida",
        "@zed",
        "Zoë",
    ];
    assert_eq!(names, sorted);
    assert_eq!(sort_key("***"), "***");
}

#[test]
fn only_ascii_digits_are_digits() {
    assert_eq!(digits("+34 (600) 12-34.56 ext٣"), "34600123456");
    assert_eq!(digits("none"), "");
}
