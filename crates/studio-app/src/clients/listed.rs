//! Styles and placements of a record: those of the studio's lists, and what the record has already.

use studio_domain::{Invalid, Placement, Rule, Style, Values, sort_key};
use studio_store::ClientCard;

/// What may be chosen.
pub(super) struct Listed<'a> {
    styles: Vec<&'a str>,
    placements: Vec<&'a str>,
}

/// The entry that is meant: written the same, else the same but for capitals and accents.
pub(super) fn meant<'a>(list: &[&'a str], given: &str) -> Option<&'a str> {
    let given = given.trim();
    let same = list.iter().find(|entry| **entry == given);
    let alike = || {
        let key = sort_key(given);
        list.iter().find(|entry| sort_key(entry) == key)
    };
    same.or_else(alike).copied()
}

/// Reads an entry, and says of one that is on no list that it is not.
fn entry<T>(list: &[&str], raw: &str, parse: impl Fn(&str) -> Result<T, Invalid>) -> Result<T, Invalid> {
    let parsed = parse(raw)?;
    match meant(list, raw) {
        Some(known) if known == raw.trim() => Ok(parsed),
        Some(known) => parse(known),
        None => Err(Invalid::new("list", Rule::NotOnList { given: raw.trim().chars().take(60).collect() })),
    }
}

impl<'a> Listed<'a> {
    /// For a new record.
    pub(super) fn of(house: &'a Values) -> Self {
        Self { styles: house.styles(), placements: house.placements() }
    }

    /// For a record that is there: what it has may stay, even if the list has it no longer.
    pub(super) fn and(house: &'a Values, card: &'a ClientCard) -> Self {
        let mut listed = Self::of(house);
        listed.styles.extend(card.styles.iter().map(String::as_str));
        listed.placements.extend(card.placements.iter().map(String::as_str));
        listed
    }

    pub(super) fn style(&self, raw: &str) -> Result<Style, Invalid> {
        entry(&self.styles, raw, Style::parse)
    }

    pub(super) fn placement(&self, raw: &str) -> Result<Placement, Invalid> {
        entry(&self.placements, raw, Placement::parse)
    }
}
