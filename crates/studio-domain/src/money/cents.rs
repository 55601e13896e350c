//! An amount in minor units, with arithmetic that never loses one.

use super::{BasisPoints, Currency, decimal};
use crate::{Invalid, Rule};
use std::fmt;

/// An amount in minor units of the studio's currency: cents of the euro, fils of the Kuwaiti dinar, whole yen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cents(i64);

impl Cents {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The most parts that [`Cents::split`] makes.
    pub const MAX_PARTS: u32 = 10_000;

    /// So many minor units.
    pub const fn new(cents: i64) -> Self {
        Self(cents)
    }

    /// The number of minor units.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Whether the amount is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The sum, if it fits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, if it fits.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// So many times the amount, if it fits.
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.0.checked_mul(times).map(Self)
    }

    /// The amount with the other sign, if it fits.
    pub fn checked_neg(self) -> Option<Self> {
        self.0.checked_neg().map(Self)
    }

    /// The sum of all amounts, if it and every sum on the way fit. Nothing sums to zero.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// The share of the amount, rounded to the minor unit, halves away from zero, so that the share of a refund is the
    /// share of the payment with the other sign.
    #[must_use]
    pub fn share(self, rate: BasisPoints) -> Self {
        let exact = i128::from(self.0) * i128::from(rate.get());
        let whole = i128::from(BasisPoints::WHOLE.get());
        let rounded = (exact + exact.signum() * (whole / 2)) / whole;
        // A rate is at most the whole, so a share is never further from zero than the amount.
        Self(i64::try_from(rounded).unwrap_or(self.0))
    }

    /// The share as [`Cents::share`] and what is left: both together are exactly the amount.
    pub fn share_and_rest(self, rate: BasisPoints) -> (Self, Self) {
        let share = self.share(rate);
        (share, Self(self.0.saturating_sub(share.0)))
    }

    /// The amount in `parts` parts that differ by at most one minor unit, larger ones first, and sum to the amount.
    /// `None` for no parts or more than [`Cents::MAX_PARTS`].
    pub fn split(self, parts: u32) -> Option<Vec<Self>> {
        if !(1..=Self::MAX_PARTS).contains(&parts) {
            return None;
        }
        let count = i64::from(parts);
        let (each, left) = (self.0 / count, self.0 % count);
        let with_more = (0..count).map(|part| if part < left.abs() { each + left.signum() } else { each });
        Some(with_more.map(Self).collect())
    }

    /// Reads a number of major units as people type it: `1,234.50`, `1.234,50`, `1234.5`, `1 234`, `.5`, `-12`.
    ///
    /// A comma or point that stands once with one to as many digits behind it as the currency has is the decimal mark.
    /// Otherwise commas, points, blanks and apostrophes may only part groups of three, one kind in a number. So `1.500`
    /// are fifteen hundred euros, and in a currency with three decimals `1.500` is one and a half while `1,500`, which
    /// could be either, is refused.
    ///
    /// # Errors
    /// On `amount`: [`Rule::Empty`], [`Rule::Form`] `money`, or [`Rule::OutOfRange`] if it does not fit.
    pub fn parse(raw: &str, currency: Currency) -> Result<Self, Invalid> {
        decimal::parse(raw, currency.digits(), "money").map(Self).map_err(|rule| Invalid::new("amount", rule))
    }

    /// The plain number in major units with all decimals of the currency and a point: `1234.50`.
    pub fn plain(self, currency: Currency) -> String {
        decimal::plain(self.0, currency.digits())
    }

    /// Checks that the amount lies between both limits, ends included.
    ///
    /// # Errors
    /// [`Rule::OutOfRange`] in minor units on `field`.
    pub const fn within(self, field: &'static str, min: Self, max: Self) -> Result<Self, Invalid> {
        if self.0 < min.0 || self.0 > max.0 {
            return Err(Invalid::new(field, Rule::OutOfRange { min: min.0, max: max.0 }));
        }
        Ok(self)
    }
}

/// The plain number of minor units.
impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
