//! How typed text is cleaned and measured before it is kept: one line, or a block of several.
//!
//! Both forms are Unicode NFC, trimmed, with white space folded, and hold no character without a shape of its own
//! (controls, marks that turn the writing direction, invisible ones), since such text reads differently from what it
//! is. The two joiners U+200C and U+200D are allowed between two characters that are not Latin, where scripts such as
//! Persian and composed emoji need them. Cleaning a clean text changes nothing.

use crate::{Invalid, Rule};
use unicode_normalization::UnicodeNormalization;

/// Cleans one line: every run of white space, also tabs and line breaks, becomes one blank.
///
/// `min` and `max` count characters after cleaning. With a `min` of 0 the empty text is fine.
///
/// # Errors
/// On `field`: [`Rule::ControlCharacter`], [`Rule::Empty`], [`Rule::TooShort`] or [`Rule::TooLong`].
pub fn line(field: &'static str, raw: &str, min: usize, max: usize) -> Result<String, Invalid> {
    shaped(field, raw)?;
    measured(field, folded(&composed(raw)), min, max)
}

/// The text in Unicode NFC, for whoever looks at single characters of a text before it is cleaned.
pub fn composed(raw: &str) -> String {
    raw.nfc().collect()
}

/// Cleans a block of lines: as [`line()`], each line for itself, and at most two empty lines in a row.
///
/// All kinds of line break become `\n`.
///
/// # Errors
/// As [`line()`]; a line break counts as a character.
pub fn block(field: &'static str, raw: &str, min: usize, max: usize) -> Result<String, Invalid> {
    shaped(field, raw)?;
    let composed = composed(&raw.replace("\r\n", "\n"));
    let mut clean = String::with_capacity(composed.len());
    let mut empty = 0_usize;
    for row in composed.split(is_break).map(folded) {
        if row.is_empty() {
            empty += 1;
            continue;
        }
        if !clean.is_empty() {
            (0..=empty.min(2)).for_each(|_| clean.push('\n'));
        }
        clean.push_str(&row);
        empty = 0;
    }
    measured(field, clean, min, max)
}

/// Trims and makes each run of white space one blank.
fn folded(raw: &str) -> String {
    let mut words = raw.split_whitespace();
    let mut clean = String::with_capacity(raw.len());
    clean.push_str(words.next().unwrap_or_default());
    for word in words {
        clean.push(' ');
        clean.push_str(word);
    }
    clean
}

fn measured(field: &'static str, clean: String, min: usize, max: usize) -> Result<String, Invalid> {
    let got = clean.chars().count();
    if got > max {
        Err(Invalid::new(field, Rule::TooLong { max, got }))
    } else if got >= min {
        Ok(clean)
    } else if got == 0 {
        Err(Invalid::new(field, Rule::Empty))
    } else {
        Err(Invalid::new(field, Rule::TooShort { min, got }))
    }
}

/// Refuses characters without a shape, except joiners where a script needs them.
fn shaped(field: &'static str, raw: &str) -> Result<(), Invalid> {
    let mut before = None;
    let mut rest = raw.chars().enumerate().peekable();
    while let Some((at, c)) = rest.next() {
        let joins = is_joiner(c) && joinable(before) && joinable(rest.peek().map(|(_, next)| *next));
        if is_invisible(c) && !joins {
            return Err(Invalid::new(field, Rule::ControlCharacter { at: at + 1 }));
        }
        before = Some(c);
    }
    Ok(())
}

const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Whether a joiner may stand beside the character: anything visible beyond the Latin letters and their accents.
fn joinable(c: Option<char>) -> bool {
    c.is_some_and(|c| c > '\u{036F}' && !c.is_whitespace() && !is_invisible(c))
}

const fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character has neither shape nor width of its own: controls except white space, marks of writing
/// direction, zero-width characters, tags and code points that are no characters.
pub fn is_invisible(c: char) -> bool {
    if c.is_whitespace() {
        return false;
    }
    c.is_control()
        || matches!(c,
            '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FDD0}'..='\u{FDEF}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E00FF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}
