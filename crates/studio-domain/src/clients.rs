//! The vocabulary of the client record and of the client list.

use crate::coded::coded;
use crate::fold::{digits, fold};

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
pub fn search_text(name: &str, phone: Option<&str>, email: Option<&str>, instagram: Option<&str>) -> String {
    let lines = [
        fold(name),
        digits(phone.unwrap_or_default()),
        fold(email.unwrap_or_default()),
        fold(instagram.unwrap_or_default()),
    ];
    lines.join("\n")
}

/// The most words of a search that are looked for; more would only narrow what nobody types.
const WORDS: usize = 12;

/// The needles of what was typed into the search box; each must stand in the [`search_text`]. Empty: no search.
///
/// Case, accents and a leading `@` do not count. What is written like a phone number is one needle of its digits, so
/// that `(608) 139-09` finds `60813909…` and nothing else.
pub fn needles(typed: &str) -> Vec<String> {
    let whole = typed.trim();
    if is_phone_like(whole) && digits(whole).len() >= 3 {
        return vec![digits(whole)];
    }
    let folded = fold(typed);
    let mut needles: Vec<String> = Vec::new();
    for word in folded.split(' ') {
        let word = word.trim_start_matches('@');
        let needle =
            if is_phone_like(word) && !digits(word).is_empty() { digits(word) } else { word.to_owned() };
        if !needle.is_empty() && !needles.contains(&needle) {
            needles.push(needle);
        }
    }
    needles.truncate(WORDS);
    needles
}

fn is_phone_like(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || "+-.()/ ".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str) -> bool {
        let text = search_text(
            "Sofía  O'Farrill-Núñez ",
            Some("+52 (608) 139-0996"),
            Some("Sofia.OF@Example.org"),
            Some("tinta_Sofi"),
        );
        let needles = needles(typed);
        !needles.is_empty() && needles.iter().all(|needle| text.contains(needle.as_str()))
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
        for typed in
            ["sofia perez", "6081390997", "nunezsofia", "@ofarrill", "   ", "@", ""]
        {
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
