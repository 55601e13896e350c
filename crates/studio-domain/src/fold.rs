//! Text as search and order see it: without case, accents and the punctuation of names.

use crate::text::is_invisible;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// What a decomposed lower-case character becomes.
enum Folded {
    As(char),
    Letters(&'static str),
    Blank,
    Nothing,
}

/// Decomposes, drops the marks that sit on letters and lowers the case; what is left has one spelling.
///
/// Marks are those with a combining class: the vowel signs of Indic and Thai scripts have none and stay. Lowering is
/// done per character so that a Greek sigma does not depend on its place in the word.
fn letters(raw: &str) -> impl Iterator<Item = char> {
    raw.nfkd().filter(|c| canonical_combining_class(*c) == 0).flat_map(char::to_lowercase)
}

fn fold_char(c: char) -> Folded {
    match c {
        'ß' => Folded::Letters("ss"),
        'æ' => Folded::Letters("ae"),
        'œ' => Folded::Letters("oe"),
        'þ' => Folded::Letters("th"),
        'ø' => Folded::As('o'),
        'đ' | 'ð' => Folded::As('d'),
        'ł' => Folded::As('l'),
        'ı' => Folded::As('i'),
        'ȷ' => Folded::As('j'),
        'ħ' => Folded::As('h'),
        'ŧ' => Folded::As('t'),
        'ς' => Folded::As('σ'),
        // The Catalan point in `Marcel·lí` is often left out.
        '·' => Folded::Nothing,
        '\'' | '`' | '‘' | '’' | '‛' | '′' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ˈ' => Folded::Blank,
        '-' | '‐' | '‒' | '–' | '—' | '―' | '−' | '⁃' | '⸺' | '⸻' => Folded::Blank,
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => Folded::Nothing,
        c if c.is_whitespace() || c.is_ascii_control() => Folded::Blank,
        c if is_invisible(c) => Folded::Nothing,
        c => Folded::As(c),
    }
}

/// Text made for searching: `fold("Sofía  O'Farrill-Núñez ")` is `sofia o farrill nunez`.
///
/// Compatibility forms are resolved (NFKD), accents dropped, letters lowered, `ß æ œ ø đ ð ł ı þ` written in plain
/// letters. Apostrophes, hyphens and white space become single blanks, none at the ends. Other punctuation stays, so
/// that an email or a handle can be searched as it is written. Folding twice is folding once; the same function must be
/// used for what is stored and for what is looked for.
pub fn fold(raw: &str) -> String {
    let mut folded = String::with_capacity(raw.len());
    let mut blank = false;
    for c in letters(raw) {
        let piece = fold_char(c);
        if matches!(piece, Folded::Blank) {
            blank = true;
            continue;
        }
        if blank && !matches!(piece, Folded::Nothing) {
            if !folded.is_empty() {
                folded.push(' ');
            }
            blank = false;
        }
        push(&mut folded, &piece);
    }
    folded
}

fn push(to: &mut String, piece: &Folded) {
    match piece {
        Folded::As(c) => to.push(*c),
        Folded::Letters(letters) => to.push_str(letters),
        Folded::Blank | Folded::Nothing => {}
    }
}

/// As [`fold`], but every punctuation mark stays: two names are the same only if their marks are.
pub(crate) fn fold_letters(raw: &str) -> String {
    let mut folded = String::with_capacity(raw.len());
    for c in letters(raw) {
        match fold_char(c) {
            Folded::Blank => folded.push(c),
            piece => push(&mut folded, &piece),
        }
    }
    folded
}

/// A key that sorts names from A to Z when compared byte by byte: the folded text with only letters, digits and single
/// blanks, so that `"Ana"` in quotes stands beside Ana. A text of nothing but punctuation is its own folded form.
pub fn sort_key(raw: &str) -> String {
    let folded = fold(raw);
    let words: String = folded.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let key = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if key.is_empty() { folded } else { key }
}

/// The ASCII digits of a text and nothing else: what a phone search compares.
pub fn digits(raw: &str) -> String {
    raw.chars().filter(char::is_ascii_digit).collect()
}
