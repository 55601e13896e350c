//! The escaping of each format, on text that the table happens not to contain.

// Also when the crate itself is built without it.
extern crate std;

use super::{csv_cell, json_string, markdown_cell};
use core::fmt::{Result, Write};
use std::string::String;

fn written(writer: fn(&mut dyn Write, &str) -> Result, text: &str) -> String {
    let mut out = String::new();
    writer(&mut out, text).unwrap();
    out
}

#[test]
fn csv_quotes_only_what_needs_it_and_doubles_quotes() {
    assert_eq!(written(csv_cell, "plain text; no comma"), "plain text; no comma");
    assert_eq!(written(csv_cell, "one, two"), "\"one, two\"");
    assert_eq!(written(csv_cell, "say \"no\""), "\"say \"\"no\"\"\"");
    assert_eq!(written(csv_cell, "two\nlines"), "\"two\nlines\"");
    assert_eq!(written(csv_cell, "return\r"), "\"return\r\"");
}

#[test]
fn json_escapes_quotes_backslashes_and_control_characters() {
    for text in ["plain", "say \"no\"", "back\\slash", "two\nlines\tand\u{1}\u{1f}", "ñandú 🖋"] {
        let json = written(json_string, text);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text, "{json}");
    }
}

#[test]
fn markdown_keeps_a_cell_in_its_cell() {
    assert_eq!(written(markdown_cell, "a|b\nc"), "a\\|b c");
}
