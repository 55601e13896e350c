//! Rates: commission, tax for display.

use super::decimal;
use crate::{Invalid, Rule};
use std::fmt;

/// A rate in hundredths of a percent, from nothing (0) to the whole (10 000).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct BasisPoints(u16);

impl BasisPoints {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// All of it, 100 percent.
    pub const WHOLE: Self = Self(10_000);

    /// So many hundredths of a percent.
    ///
    /// # Errors
    /// [`Rule::OutOfRange`] on `rate` above 10 000.
    pub const fn new(points: u16) -> Result<Self, Invalid> {
        if points > Self::WHOLE.0 {
            return Err(Invalid::new("rate", Rule::OutOfRange { min: 0, max: 10_000 }));
        }
        Ok(Self(points))
    }

    /// The number of hundredths of a percent.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// Reads a percentage as people type it: `40`, `12.5`, `12,5 %`.
    ///
    /// # Errors
    /// On `rate`: [`Rule::Empty`], [`Rule::Form`] `number`, or [`Rule::OutOfRange`] in percent. More than two decimals
    /// are one or the other: `12.345` reads as a number in the thousands.
    pub fn parse_percent(raw: &str) -> Result<Self, Invalid> {
        let raw = raw.trim();
        let number = raw.strip_suffix('%').unwrap_or(raw);
        let points = decimal::parse(number, 2, "number").map_err(|rule| Invalid::new("rate", rule))?;
        let range = Invalid::new("rate", Rule::OutOfRange { min: 0, max: 100 });
        let points = u16::try_from(points).map_err(|_cause| range.clone())?;
        Self::new(points).map_err(|_wide| range)
    }
}

/// The percentage with a point and no needless decimals: `40%`, `12.5%`.
impl fmt::Display for BasisPoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = decimal::plain(i64::from(self.0), 2);
        write!(f, "{}%", plain.trim_end_matches('0').trim_end_matches('.'))
    }
}
