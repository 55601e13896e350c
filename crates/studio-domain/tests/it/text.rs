//! Cleaning of typed text.

use crate::rule;
use proptest::prelude::*;
use studio_domain::Rule;
use studio_domain::text::{block, is_invisible, line};
use unicode_normalization::is_nfc;

#[test]
fn a_line_is_trimmed_folded_and_composed() {
    let table = [
        ("  Ana   López ", "Ana López"),
        ("Ana\tLópez\r\n", "Ana López"),
        ("Ana\u{A0}\u{2003}López\u{3000}", "Ana López"),
        ("Jose\u{301}", "José"),
        ("a\u{2028}b\u{85}c", "a b c"),
        ("", ""),
        (" \n ", ""),
    ];
    for (raw, clean) in table {
        assert_eq!(line("name", raw, 0, 20).unwrap(), clean, "{raw:?}");
    }
}

#[test]
fn a_block_keeps_lines_and_at_most_two_empty_ones() {
    let table = [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\n\n\n\n\nb", "a\n\n\nb"),
        ("a\n \n\t\nb", "a\n\n\nb"),
        ("a\r\n\r\nb", "a\n\nb"),
        ("\n\n  a   b  \n\n", "a b"),
        ("a\u{2029}b\u{B}c", "a\nb\nc"),
        ("", ""),
    ];
    for (raw, clean) in table {
        assert_eq!(block("text", raw, 0, 20).unwrap(), clean, "{raw:?}");
    }
}

#[test]
fn lengths_count_characters_after_cleaning() {
    assert_eq!(line("name", "ñandú", 5, 5).unwrap(), "ñandú");
    assert_eq!(line("name", "  n\u{303}a  ", 2, 2).unwrap(), "ña");
    assert_eq!(rule(line("name", "ñandús", 5, 5)), Rule::TooLong { max: 5, got: 6 });
    assert_eq!(rule(line("name", "ab", 3, 5)), Rule::TooShort { min: 3, got: 2 });
    assert_eq!(rule(line("name", "   ", 3, 5)), Rule::Empty);
    assert_eq!(rule(block("text", "a\nb", 0, 2)), Rule::TooLong { max: 2, got: 3 });
    assert_eq!(line("city", "", 1, 5).unwrap_err().field, "city");
}

#[test]
fn characters_without_a_shape_are_refused_and_located() {
    let hidden = [
        '\0',
        '\u{7}',
        '\u{1B}',
        '\u{7F}',
        '\u{9F}',
        '\u{AD}',
        '\u{61C}',
        '\u{200B}',
        '\u{200C}',
        '\u{200D}',
        '\u{200E}',
        '\u{200F}',
        '\u{202A}',
        '\u{202B}',
        '\u{202C}',
        '\u{202D}',
        '\u{202E}',
        '\u{2060}',
        '\u{2066}',
        '\u{2067}',
        '\u{2068}',
        '\u{2069}',
        '\u{3164}',
        '\u{FEFF}',
        '\u{FFF9}',
        '\u{FFFE}',
        '\u{FFFF}',
        '\u{E0041}',
        '\u{10FFFF}',
    ];
    for c in hidden {
        let raw = format!("añ{c}b");
        assert_eq!(rule(line("name", &raw, 0, 20)), Rule::ControlCharacter { at: 3 }, "{c:?}");
        assert_eq!(rule(block("text", &raw, 0, 20)), Rule::ControlCharacter { at: 3 }, "{c:?}");
        assert!(is_invisible(c), "{c:?}");
    }
    for c in ['a', ' ', '\n', '\u{A0}', 'ñ', '\u{301}', '\u{FE0F}', '🌹', '刺'] {
        assert!(!is_invisible(c), "{c:?}");
    }
}

#[test]
fn joiners_are_allowed_where_scripts_need_them() {
    for text in ["👩\u{200D}🎨", "❤\u{FE0F}\u{200D}🔥", "می\u{200C}خواهم"] {
        assert_eq!(line("text", text, 1, 20).unwrap(), text);
    }
    for text in [
        "\u{200D}🎨",
        "🎨\u{200D}",
        "a\u{200D}🎨",
        "🎨\u{200D}a",
        "🎨\u{200D} b",
        "🎨\u{200D}\u{200D}🎨",
        "é\u{200C}é",
    ] {
        assert!(matches!(rule(line("text", text, 1, 20)), Rule::ControlCharacter { .. }), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn cleaning_a_clean_line_changes_nothing(raw in any::<String>()) {
        if let Ok(clean) = line("x", &raw, 0, 1000) {
            prop_assert!(is_nfc(&clean));
            prop_assert!(!clean.contains(|c: char| c.is_whitespace() && c != ' ') && !clean.contains("  "));
            prop_assert_eq!(clean.trim(), &clean);
            prop_assert_eq!(line("x", &clean, 0, 1000), Ok(clean));
        }
    }

    #[test]
    fn cleaning_a_clean_block_changes_nothing(raw in "[ab\u{301}é \t\r\n\u{85}\u{2028}]{0,40}|.{0,40}") {
        if let Ok(clean) = block("x", &raw, 0, 1000) {
            prop_assert!(!clean.contains(|c: char| c.is_whitespace() && c != ' ' && c != '\n'));
            prop_assert!(!clean.contains("\n\n\n\n") && !clean.contains(" \n") && !clean.contains("\n "));
            prop_assert_eq!(clean.trim(), &clean);
            prop_assert_eq!(block("x", &clean, 0, 1000), Ok(clean));
        }
    }

    #[test]
    fn no_visible_word_is_lost(raw in "[a-zé]{1,5}([ \t\n]{1,4}[a-zé]{1,5}){0,6}") {
        let words: Vec<_> = raw.split_whitespace().collect();
        let (row, rows) = (line("x", &raw, 1, 100).unwrap(), block("x", &raw, 1, 100).unwrap());
        prop_assert_eq!(row.split(' ').collect::<Vec<_>>(), words.clone());
        prop_assert_eq!(rows.split_whitespace().collect::<Vec<_>>(), words);
    }
}
