//! Making cells harmless that a spreadsheet would take for a formula, and taking that back.

use std::borrow::Cow;

/// Put in front of a cell, it tells a spreadsheet that text follows.
const MARK: char = '\'';

/// What a formula starts with: the signs, their full-width forms, and the white space that some programs skip before them.
const fn starts_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
}

/// Whether a cell, or what is left of it behind its first apostrophes, starts like a formula. The apostrophes count so that a text
/// that had one before can be told from one that was given one.
fn needs_mark(text: &str) -> bool {
    text.trim_start_matches(MARK).starts_with(starts_formula)
}

/// The text as a cell that no spreadsheet takes for a formula: with an apostrophe in front where it starts with `= + - @`, a
/// full-width form of these, a tab or a line break. [`unguard`] is the exact opposite for every text.
#[must_use]
pub fn guard(text: &str) -> Cow<'_, str> {
    if needs_mark(text) { Cow::Owned(format!("{MARK}{text}")) } else { Cow::Borrowed(text) }
}

/// The same for a phone number, which keeps its `+` as long as nothing but digits and marks of phone numbers
/// (blank and `+ - ( ) . / # * ,`) follows: without letters and quotes nothing can be called or named.
#[must_use]
pub fn guard_phone(phone: &str) -> Cow<'_, str> {
    let dialled = |c: char| {
        c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '(' | ')' | '.' | '/' | '#' | '*' | ',')
    };
    if phone.starts_with('+') && phone.chars().all(dialled) { Cow::Borrowed(phone) } else { guard(phone) }
}

/// A cell as it was before [`guard`] or [`guard_phone`]: what reads a file takes the apostrophe away.
#[must_use]
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix(MARK) {
        Some(text) if needs_mark(text) => text,
        _ => cell,
    }
}
