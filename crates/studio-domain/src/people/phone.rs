//! Phone numbers: kept as typed, normalised for search, duplicates and links.

use super::checked_text;
use crate::text::line;
use crate::{Invalid, digits};
use phonenumber::country::Id;
use phonenumber::{Mode, PhoneNumber, metadata};

/// A phone number as typed: 3 to 32 digits and marks of phone numbers, at least three of them digits.
///
/// The marks are blank and `+ - ( ) . / # * ,`; dashes of other lengths become hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

impl Phone {
    /// The smallest number of characters, and of digits.
    pub const MIN: usize = 3;
    /// The greatest number of characters.
    pub const MAX: usize = 32;

    /// Checks the form of a number; whether it is in use is not known.
    ///
    /// # Errors
    /// On `phone`: [`Rule::Form`](crate::Rule::Form) `phone`, or the length as [`line()`] says.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let typed = line("phone", raw, Self::MIN, Self::MAX)?;
        let typed: String = typed.chars().map(|c| if is_dash(c) { '-' } else { c }).collect();
        let form = Invalid::form("phone", "phone");
        let allowed = typed.chars().all(|c| c.is_ascii_digit() || c == ' ' || is_phone_mark(c));
        if allowed && digits(&typed).len() >= Self::MIN { Ok(Self(typed)) } else { Err(form) }
    }

    /// The digits alone: what search compares.
    pub fn digits(&self) -> String {
        digits(&self.0)
    }

    /// The number in the form E.164, `+34600123456`, if it is a number that can exist.
    ///
    /// `region` is the ISO 3166 code of the country in which a number without `+` was typed; unknown codes count as
    /// none. Without a country only numbers with `+` are known.
    pub fn e164(&self, region: Option<&str>) -> Option<String> {
        let region: Option<Id> = region.and_then(|code| code.trim().to_ascii_uppercase().parse().ok());
        let number = valid(region, &self.0).or_else(|| without_old_prefix(&self.0))?;
        Some(number.format().mode(Mode::E164).to_string())
    }

    /// The digits under which the same number may have been written down, these first: as typed, and with and without the calling
    /// code of `region`. Whether the number can exist makes no difference: an exchange may be newer than the number data, and a
    /// card may hold a number that was never right.
    pub fn spellings(&self, region: Option<&str>) -> Vec<String> {
        let typed = self.digits();
        let mut all = vec![typed.clone()];
        let Some(code) = region.and_then(calling_code) else { return all };
        let whole = self
            .e164(region)
            .map(|number| digits(&number))
            .or_else(|| self.0.starts_with('+').then_some(typed.clone()));
        match whole {
            Some(whole) => {
                let national = whole.strip_prefix(&code).map(str::to_owned);
                all.push(whole);
                all.extend(national.filter(|national| !national.is_empty()));
            }
            None => all.push(format!("{code}{typed}")),
        }
        let mut seen = Vec::new();
        all.retain(|one| {
            let new = !seen.contains(one);
            seen.push(one.clone());
            new
        });
        all
    }
}

/// The digits that stand before a country's numbers abroad.
fn calling_code(region: &str) -> Option<String> {
    let region = region.trim().to_ascii_uppercase();
    metadata::DATABASE.by_id(region.as_str()).map(|country| country.country_code().to_string())
}

fn valid(region: Option<Id>, typed: &str) -> Option<PhoneNumber> {
    phonenumber::parse(region, typed).ok().filter(PhoneNumber::is_valid)
}

/// Mexican mobile numbers had a 1 behind the country code until 2019; cards and messengers still show it, and the
/// number data no longer knows it.
fn without_old_prefix(typed: &str) -> Option<PhoneNumber> {
    let national = digits(typed).strip_prefix("521").filter(|rest| rest.len() == 10)?.to_owned();
    if typed.starts_with('+') { valid(Some(Id::MX), &national) } else { None }
}

/// Whether people write the character between the digits of a number, blanks aside.
pub(crate) const fn is_phone_mark(c: char) -> bool {
    matches!(c, '+' | '-' | '(' | ')' | '.' | '/' | '#' | '*' | ',') || is_dash(c)
}

const fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}')
}

/// The ISO 3166 codes of all countries that have time zones and phone numbers, in alphabetical order, for choosing one.
pub fn regions() -> Vec<&'static str> {
    let mut all: Vec<&str> = crate::zone::countries().filter(|code| is_region(code)).collect();
    all.dedup();
    all
}

/// Whether the ISO 3166 code, in upper case, is one that [`Phone::e164`] knows.
pub fn is_region(code: &str) -> bool {
    code.parse::<Id>().is_ok()
}

checked_text!(Phone);
