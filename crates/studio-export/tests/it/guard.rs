//! No cell starts like a formula, and nothing is lost by that.

use proptest::prelude::*;
use studio_export::{guard, guard_phone, unguard};

/// Written again here, not taken from the crate.
const FORMULA: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'];

/// Texts that are likely to be difficult: much of what matters, little of the rest.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        proptest::collection::vec(
            prop_oneof![
                proptest::sample::select(FORMULA.to_vec()),
                Just('\''),
                Just('"'),
                Just(','),
                Just(' '),
                Just('1'),
                Just('ñ'),
            ],
            0..8
        )
        .prop_map(|letters| letters.into_iter().collect()),
    ]
}

proptest! {
    #[test]
    fn no_cell_starts_like_a_formula(text in texts()) {
        let cell = guard(&text);
        prop_assert!(!cell.starts_with(FORMULA), "{text:?} became {cell:?}");
    }

    #[test]
    fn what_was_guarded_comes_back(text in texts()) {
        for cell in [guard(&text), guard_phone(&text)] {
            prop_assert_eq!(unguard(&cell), text.as_str());
        }
    }

    #[test]
    fn a_phone_is_left_alone_or_guarded_like_any_text(text in texts()) {
        let cell = guard_phone(&text);
        if cell != guard(&text) {
            prop_assert!(cell.starts_with('+'), "{cell:?}");
            prop_assert!(cell.chars().all(|c| c.is_ascii_digit() || "+ -().,/#*".contains(c)), "{cell:?}");
        }
    }
}

#[test]
fn every_start_of_a_formula_is_guarded() {
    for start in FORMULA {
        let text = format!("{start}SUM(A1)");
        assert_eq!(guard(&text), format!("'{text}"));
    }
}

#[test]
fn harmless_texts_stay_as_they_are() {
    for text in
        ["", "Núria Güell", "O'Farrill", "'t Hooft", "a=b", "1-2", "sofia@example.com", " ", "'", "''"]
    {
        assert_eq!(guard(text), text);
        assert_eq!(unguard(text), text);
    }
}

#[test]
fn an_apostrophe_that_was_there_before_is_kept() {
    assert_eq!(guard("'=1"), "''=1");
    assert_eq!(unguard("''=1"), "'=1");
    assert_eq!(unguard("'=1"), "=1");
}

#[test]
fn phones_keep_their_plus_and_nothing_else_does() {
    for phone in ["+34 600 12 34 56", "+1 (555) 010-0199", "+52.55.1234", "+44", "600 12 34"] {
        assert_eq!(guard_phone(phone), phone);
    }
    for phone in ["+A1", "+34=1", "-34", "=34", "+cmd|' /C calc'!A0", "+34\t1", "@34", "+３４"] {
        assert_eq!(guard_phone(phone), format!("'{phone}"), "{phone}");
    }
}
