//! What the search box finds: any part of name, phone, email and handle, and nothing else.

use proptest::prelude::*;
use studio_domain::{Needle, digits, fold, needles, search_text};

/// A record as the search box sees it.
fn record(fields: &[Option<&str>; 5]) -> String {
    let [name, phone, e164, email, instagram] = fields;
    search_text(name.unwrap_or_default(), *phone, *e164, *email, *instagram)
}

const SOFIA: [Option<&str>; 5] = [
    Some("Sofía  O'Farrill-Núñez 2.0"),
    Some("(55) 6081-3909"),
    Some("+525560813909"),
    Some("Sofia.OF-1994.08@Example.org"),
    Some("tinta_7.3_Sofi"),
];

fn finds(typed: &str) -> bool {
    let (text, needles) = (record(&SOFIA), needles(typed));
    !needles.is_empty() && needles.iter().all(|needle| needle.stands_in(&text))
}

fn spelled(typed: &str) -> Vec<Vec<String>> {
    needles(typed).iter().map(|needle| needle.spellings().map(str::to_owned).collect()).collect()
}

#[test]
fn a_number_is_found_as_typed_and_as_a_caller_shows_it() {
    for typed in [
        "5560813909",
        "55 6081 3909",
        "55-60.81/39,09",
        "55–6081—3909",
        "+52 55 6081 3909",
        "+52(55)60813909",
        "525560",
        "#5560",
        "sofia +5255",
        "(55)6081 sofia",
    ] {
        assert!(finds(typed), "{typed}");
    }
    // Blanks stand inside a number; they do not make words of its pieces.
    for typed in ["55 3909", "3909 55", "52 6081", "sofia 5253"] {
        assert!(!finds(typed), "{typed}");
    }
}

/// What looks like a number may be a piece of an address or a name.
#[test]
fn digits_with_punctuation_are_found_outside_of_phones_too() {
    for typed in
        ["1994.08", ".1994", "-1994.", "7.3", "_7.3_", "2.0", "sofia 2.0", "94.0", "4.08@", "1994.08 2.0"]
    {
        let found = finds(typed);
        assert_eq!(found, typed != "1994.08 2.0", "{typed}");
    }
    for typed in ["1994.80", "7.4", "73", "199408"] {
        assert!(!finds(typed), "{typed}");
    }
}

#[test]
fn a_number_typed_in_full_is_kept_beside_an_international_one_only_if_that_lacks_it() {
    let text = |phone, e164| search_text("Ana", phone, e164, None, None);
    assert_eq!(text(Some("55 6081 3909"), Some("+525560813909")), "ana\n525560813909\n\n");
    assert_eq!(text(Some("044 55 6081 3909"), Some("+525560813909")), "ana\n0445560813909\n525560813909\n\n");
    assert_eq!(text(Some("55 6081 3909"), None), "ana\n5560813909\n\n\n");
    assert_eq!(text(None, None), "ana\n\n\n");
}

#[test]
fn what_was_typed_is_taken_apart() {
    let table: [(&str, &[&[&str]]); 17] = [
        ("", &[]),
        ("   ", &[]),
        ("@", &[]),
        ("' -", &[]),
        ("Sofía", &[&["sofia"]]),
        ("  Sofía   NÚÑEZ ", &[&["sofia"], &["nunez"]]),
        ("ana ANA Aná", &[&["ana"]]),
        ("o'farrill", &[&["o"], &["farrill"]]),
        ("@tinta @@sofi", &[&["tinta"], &["sofi"]]),
        ("a@b.mx", &[&["a@b.mx"]]),
        ("(608) 139-09", &[&["(608) 139 09", "60813909"]]),
        ("608", &[&["608"]]),
        ("60", &[&["60"]]),
        ("6 0", &[&["6"], &["0"]]),
        ("+6.0", &[&["+6.0", "60"]]),
        ("ana (608)", &[&["ana"], &["(608)", "608"]]),
        ("+", &[&["+"]]),
    ];
    for (typed, expected) in table {
        assert_eq!(spelled(typed), expected, "{typed:?}");
    }
    let many: Vec<String> = (b'a'..=b'z').map(|letter| char::from(letter).to_string()).collect();
    assert_eq!(needles(&many.join(" ")).len(), 26, "every word must match, however many there are");
}

/// What people are called and what they type, the awkward parts far too often.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z]{1,6}",
        2 => "[0-9]{1,4}",
        3 => prop::sample::select(vec![
            "ñ", "Ñ", "é", "O'", "’", "-", "–", " ", " ", "  ", "@", ".", "_", "%", "*", "\"", "(", ")", "+", "/", "#", ",",
            "ß", "æ", "ø", "ł", "İ", "ς", "Σ", "ﬁ", "·", "ﷺ", "مريم", "שלום", "刺青", "ガ", "한글", "न", "ि", "🖤", "👩🏽‍🎨", "e\u{301}",
            "NEAR", "AND", "\u{a0}", "\u{2003}",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// A stretch of the text, at whole characters.
fn part(text: &str, from: usize, length: usize) -> String {
    text.chars().skip(from).take(length).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn any_part_of_any_field_finds_the_record(
        name in typed(), mail in typed(), handle in typed(), phone in "[0-9+() .#*,/–-]{0,14}",
        which in 0..4_usize, from in 0..20_usize, length in 1..12_usize,
    ) {
        let text = record(&[Some(&name), Some(&phone), None, Some(&mail), Some(&handle)]);
        let field = [&name, &phone, &mail, &handle][which];
        let typed = part(field, from, length);
        // The marks between the digits of a phone are not kept for searching.
        let marks_only = |needle: &Needle| which == 1 && needle.spellings().all(|spelling| digits(spelling).is_empty());
        for needle in needles(&typed).iter().filter(|needle| !marks_only(needle)) {
            prop_assert!(needle.stands_in(&text), "{typed:?} as {needle:?} in {text:?}");
        }
    }

    /// A needle found is really there: in one field as written, or as digits of the phone.
    #[test]
    fn what_is_found_stands_in_one_field(name in typed(), mail in typed(), phone in "[0-9 ()-]{0,12}", what in typed()) {
        let text = record(&[Some(&name), Some(&phone), None, Some(&mail), None]);
        let fields = [fold(&name), digits(&phone), fold(&mail)];
        for needle in needles(&what) {
            let there = needle.spellings().any(|spelling| fields.iter().any(|field| field.contains(spelling)));
            prop_assert_eq!(needle.stands_in(&text), there, "{:?} in {:?}", needle, text);
        }
    }

    #[test]
    fn needles_are_folded_and_never_span_lines(what in any::<String>()) {
        for needle in needles(&what) {
            for spelling in needle.spellings() {
                prop_assert!(!spelling.is_empty() && !spelling.contains(['\n', '\0']), "{spelling:?}");
                prop_assert_eq!(fold(spelling), spelling);
            }
        }
    }
}
