//! The vocabulary of the client record and of the client list.

use crate::coded::coded;
use crate::fold::{digits, fold};
use crate::people::is_phone_mark;

coded! {
    /// Whether a client is shown by default.
    ClientStatus("status") {
        /// Shown everywhere.
        Active = "active",
        /// Hidden from the default list and from booking.
        Archived = "archived",
    }

    /// Whom to call about a client.
    ContactKind("contact") {
        /// In an emergency.
        Emergency = "emergency",
        /// Who answers for a minor.
        Guardian = "guardian",
    }

    /// What the client list is sorted by.
    ClientSort("sort") {
        /// Name, A to Z.
        Name = "name",
        /// Next appointment.
        Next = "next",
        /// Last appointment.
        Last = "last",
        /// Registration.
        Registered = "registered",
    }

    /// Which end of a sort comes first.
    Order("order") {
        /// Smallest, earliest or A first.
        Asc = "asc",
        /// Greatest, latest or Z first.
        Desc = "desc",
    }
}

/// What the search box looks through: folded name, digits of the phone, email and handle, one a line, so that no
/// needle reaches from one into the next.
///
/// A phone whose country is known is found by its international digits too: that is how a caller's number is shown.
pub fn search_text(
    name: &str,
    phone: Option<&str>,
    phone_e164: Option<&str>,
    email: Option<&str>,
    instagram: Option<&str>,
) -> String {
    let (typed, international) = (digits(phone.unwrap_or_default()), digits(phone_e164.unwrap_or_default()));
    let phone = if international.contains(&typed) { international } else { typed + "\n" + &international };
    let lines = [fold(name), phone, fold(email.unwrap_or_default()), fold(instagram.unwrap_or_default())];
    lines.join("\n")
}

/// One thing that a search looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle {
    written: String,
    digits: Option<String>,
}

impl Needle {
    /// `None` if nothing is left to look for.
    fn of(typed: &str) -> Option<Self> {
        let written = fold(typed);
        let only_digits = digits(typed);
        let digits = (is_phone_like(typed) && !only_digits.is_empty() && only_digits != written)
            .then_some(only_digits);
        (!written.is_empty()).then_some(Self { written, digits })
    }

    /// The spellings of which one must stand in the [`search_text`]: as it was typed, folded; and the digits alone of
    /// what is written like a phone number.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.written.as_str()).chain(self.digits.as_deref())
    }

    /// Whether it stands in a [`search_text`].
    pub fn stands_in(&self, text: &str) -> bool {
        self.spellings().any(|spelling| text.contains(spelling))
    }
}

/// Digits from which on a whole search that is written like a phone number is one number, not several words.
const NUMBER: usize = 3;

/// What was typed into the search box, taken apart; each needle must stand in the [`search_text`]. Empty: no search.
///
/// Case, accents and a leading `@` do not count. What is written like a phone number is one needle, so that
/// `(608) 139-09` finds `60813909…` and not every client with a 608 and a 139 somewhere.
pub fn needles(typed: &str) -> Vec<Needle> {
    let whole = typed.trim();
    if is_phone_like(whole) && digits(whole).len() >= NUMBER {
        return Needle::of(whole).into_iter().collect();
    }
    let mut needles: Vec<Needle> = Vec::new();
    for word in fold(typed).split(' ') {
        if let Some(needle) = Needle::of(word.trim_start_matches('@'))
            && !needles.contains(&needle)
        {
            needles.push(needle);
        }
    }
    needles
}

fn is_phone_like(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || is_phone_mark(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str) -> bool {
        let text = search_text(
            "Sofía  O'Farrill-Núñez ",
            Some("+52 (608) 139-0996"),
            None,
            Some("Sofia.OF@Example.org"),
            Some("tinta_Sofi"),
        );
        let needles = needles(typed);
        !needles.is_empty() && needles.iter().all(|needle| needle.stands_in(&text))
    }

    #[test]
    fn any_part_is_found_however_it_is_typed() {
        for typed in [
            "sofia nunez",
            "NÚÑEZ",
            "o'farrill",
            "farrill núñez sofía",
            "608139",
            "(608) 139-09",
            "+52 608",
            "139 0996",
            "@tinta_",
            "tinta_sofi",
            "@TINTA",
            "of@example",
            "example.org sofia",
            "so",
            "ñ",
        ] {
            assert!(found(typed), "{typed}");
        }
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        for typed in ["sofia perez", "6081390997", "nunezsofia", "@ofarrill", "   ", "@", ""] {
            assert!(!found(typed), "{typed}");
        }
    }

    #[test]
    fn a_needle_never_reaches_over_lines() {
        for typed in ["0996sofia", "nunez52608"] {
            assert!(!found(typed), "{typed}");
        }
    }
}
