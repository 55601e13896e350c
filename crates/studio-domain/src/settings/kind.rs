//! What a setting holds, and the one spelling under which it is stored.

use super::lists;
use crate::text::line;
use crate::{
    ConsentValidity, Currency, Email, Invalid, Language, Phone, Rule, StudioZone, Theme, Weekday,
    WorkingHours, is_region,
};

/// What a number of a setting counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Days of 24 hours.
    Days,
    /// Months of the calendar.
    Months,
    /// Years of age.
    Years,
    /// Hundredths of a percent.
    BasisPoints,
}

impl Unit {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Months => "months",
            Self::Years => "years",
            Self::BasisPoints => "basis_points",
        }
    }
}

/// What a setting holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One line of text.
    Text {
        /// The least number of characters.
        min: usize,
        /// The greatest number of characters.
        max: usize,
    },
    /// A whole number, stored in plain digits.
    Number {
        /// The smallest.
        min: i64,
        /// The greatest.
        max: i64,
        /// What it counts.
        unit: Unit,
    },
    /// One of these codes.
    Choice(&'static [&'static str]),
    /// An IANA time zone.
    Zone,
    /// An ISO 4217 code.
    Currency,
    /// An ISO 3166 code of two letters.
    Country,
    /// The code of a language that has texts.
    Language,
    /// The code of a theme.
    Theme,
    /// The code of a day of the week.
    Weekday,
    /// Open times of a week.
    Hours,
    /// Entries of a choice list, one a line.
    List,
    /// An email address.
    Email,
    /// A phone number.
    Phone,
    /// How long a consent holds.
    Validity,
}

impl Kind {
    /// The stable code of the kind, by which forms pick a control.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Number { .. } => "number",
            Self::Choice(_) => "choice",
            Self::Zone => "time_zone",
            Self::Currency => "currency",
            Self::Country => "country",
            Self::Language => "language",
            Self::Theme => "theme",
            Self::Weekday => "weekday",
            Self::Hours => "hours",
            Self::List => "list",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Validity => "validity",
        }
    }

    /// The codes to choose from, where there are few enough to show all.
    pub fn choices(&self) -> Option<Vec<&'static str>> {
        match self {
            Self::Choice(codes) => Some(codes.to_vec()),
            Self::Language => Some(Language::ALL.map(Language::code).to_vec()),
            Self::Theme => Some(Theme::CODES.to_vec()),
            Self::Weekday => Some(Weekday::CODES.to_vec()),
            _ => None,
        }
    }

    /// The text as it is stored.
    pub(super) fn normalise(&self, field: &'static str, raw: &str) -> Result<String, Invalid> {
        let read = match *self {
            Self::Text { min, max } => return line(field, raw, min, max),
            Self::Number { min, max, .. } => number(field, raw, min, max),
            Self::Choice(codes) => choice(field, raw, codes),
            Self::Zone => StudioZone::parse(raw).map(|zone| zone.name().to_owned()),
            Self::Currency => Currency::parse(raw).map(|currency| currency.code().to_owned()),
            Self::Country => country(field, raw),
            Self::Language => Language::parse(raw).map(|language| language.code().to_owned()),
            Self::Theme => Theme::parse(raw).map(|theme| theme.code().to_owned()),
            Self::Weekday => Weekday::parse(raw).map(|day| day.code().to_owned()),
            Self::Hours => WorkingHours::parse(raw).map(|hours| hours.to_string()),
            Self::List => lists::normalise(field, raw),
            Self::Email => Email::parse(raw).map(Email::into_string),
            Self::Phone => Phone::parse(raw).map(Phone::into_string),
            Self::Validity => ConsentValidity::parse(raw).map(|validity| validity.to_string()),
        };
        read.map_err(|invalid| invalid.at(field))
    }
}

fn number(field: &'static str, raw: &str, min: i64, max: i64) -> Result<String, Invalid> {
    let raw = raw.trim();
    if raw.is_empty() || !raw.strip_prefix('-').unwrap_or(raw).bytes().all(|b| b.is_ascii_digit()) {
        return Err(Invalid::form(field, "number"));
    }
    let out_of_range = Invalid::new(field, Rule::OutOfRange { min, max });
    match raw.parse::<i64>() {
        Ok(number) if (min..=max).contains(&number) => Ok(number.to_string()),
        Ok(_) => Err(out_of_range),
        // Only `-` alone and numbers too long for 64 bits are left.
        Err(_) if raw == "-" => Err(Invalid::form(field, "number")),
        Err(_) => Err(out_of_range),
    }
}

fn choice(field: &'static str, raw: &str, codes: &[&str]) -> Result<String, Invalid> {
    let raw = raw.trim();
    let known = codes.iter().find(|code| raw.eq_ignore_ascii_case(code));
    known.map(|code| (*code).to_owned()).ok_or_else(|| {
        let given = raw.chars().take(60).collect();
        Invalid::new(field, Rule::Unknown { given })
    })
}

fn country(field: &'static str, raw: &str) -> Result<String, Invalid> {
    let code = raw.trim().to_ascii_uppercase();
    if is_region(&code) { Ok(code) } else { Err(Invalid::form(field, "country")) }
}
