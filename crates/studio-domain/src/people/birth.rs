//! Dates of birth and the age that follows from them.

use crate::{Invalid, Rule, parse_date};
use chrono::{Datelike, NaiveDate};
use std::fmt;
use std::str::FromStr;

/// A date of birth, not before 1900.
///
/// Who was born on 29 February becomes a year older on 1 March in years without that day: until then the anniversary
/// has not come, and a minor stays one for that day longer rather than shorter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BirthDate(NaiveDate);

impl BirthDate {
    /// The first allowed year.
    pub const FIRST_YEAR: i32 = 1900;

    /// A date of birth. That it does not lie in the future is checked by [`BirthDate::check`], as the day is not known
    /// here.
    ///
    /// # Errors
    /// [`Rule::OutOfRange`] on `birth_date`, in years, before 1900.
    pub fn new(date: NaiveDate) -> Result<Self, Invalid> {
        if date.year() < Self::FIRST_YEAR {
            let min = i64::from(Self::FIRST_YEAR);
            return Err(Invalid::new("birth_date", Rule::OutOfRange { min, max: 9999 }));
        }
        Ok(Self(date))
    }

    /// Reads `1994-05-31`.
    ///
    /// # Errors
    /// On `birth_date`: [`Rule::Form`] `date`, or as [`BirthDate::new`].
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        Self::new(parse_date("birth_date", raw)?)
    }

    /// The date.
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// Checks that the date has come.
    ///
    /// # Errors
    /// [`Rule::InFuture`] on `birth_date`.
    pub fn check(self, today: NaiveDate) -> Result<Self, Invalid> {
        if self.0 > today { Err(Invalid::new("birth_date", Rule::InFuture)) } else { Ok(self) }
    }

    /// The age in full years on a date; 0 before birth.
    pub fn age_on(self, date: NaiveDate) -> u32 {
        date.years_since(self.0).unwrap_or(0)
    }

    /// Whether the age of majority (years) is not reached on that date.
    pub fn is_minor_on(self, date: NaiveDate, majority: u32) -> bool {
        self.age_on(date) < majority
    }
}

/// As it is read, `1994-05-31`.
impl fmt::Display for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl FromStr for BirthDate {
    type Err = Invalid;

    fn from_str(raw: &str) -> Result<Self, Invalid> {
        Self::parse(raw)
    }
}
