//! The days of the week, with stable codes.

use crate::Invalid;
use std::fmt;

/// A day of the week. Ordered from Monday, whatever day a studio's week begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// Monday, code `monday`.
    Monday,
    /// Tuesday, code `tuesday`.
    Tuesday,
    /// Wednesday, code `wednesday`.
    Wednesday,
    /// Thursday, code `thursday`.
    Thursday,
    /// Friday, code `friday`.
    Friday,
    /// Saturday, code `saturday`.
    Saturday,
    /// Sunday, code `sunday`.
    Sunday,
}

impl Weekday {
    /// All seven, from Monday.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The codes of all seven, from `monday`.
    pub const CODES: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// The stable code, the English name in lower case.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }

    /// The first three letters of the code, as written in working hours.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Monday => "mon",
            Self::Tuesday => "tue",
            Self::Wednesday => "wed",
            Self::Thursday => "thu",
            Self::Friday => "fri",
            Self::Saturday => "sat",
            Self::Sunday => "sun",
        }
    }

    /// Reads a code or its first three letters, in any case.
    ///
    /// # Errors
    /// [`Rule::Form`](crate::Rule::Form) `weekday`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let raw = raw.trim();
        Self::ALL
            .into_iter()
            .find(|day| raw.eq_ignore_ascii_case(day.code()) || raw.eq_ignore_ascii_case(day.short()))
            .ok_or(Invalid::form("weekday", "weekday"))
    }

    /// How many days after `first` this day comes in a week that begins with `first`: 0 to 6.
    pub const fn days_since(self, first: Self) -> u32 {
        (self as u32 + 7 - first as u32) % 7
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl From<chrono::Weekday> for Weekday {
    fn from(day: chrono::Weekday) -> Self {
        match day {
            chrono::Weekday::Mon => Self::Monday,
            chrono::Weekday::Tue => Self::Tuesday,
            chrono::Weekday::Wed => Self::Wednesday,
            chrono::Weekday::Thu => Self::Thursday,
            chrono::Weekday::Fri => Self::Friday,
            chrono::Weekday::Sat => Self::Saturday,
            chrono::Weekday::Sun => Self::Sunday,
        }
    }
}

impl From<Weekday> for chrono::Weekday {
    fn from(day: Weekday) -> Self {
        match day {
            Weekday::Monday => Self::Mon,
            Weekday::Tuesday => Self::Tue,
            Weekday::Wednesday => Self::Wed,
            Weekday::Thursday => Self::Thu,
            Weekday::Friday => Self::Fri,
            Weekday::Saturday => Self::Sat,
            Weekday::Sunday => Self::Sun,
        }
    }
}
