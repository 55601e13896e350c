//! An amount together with its currency.

use super::{BasisPoints, Cents, Currency};
use std::fmt;

/// An amount in a currency. Amounts of different currencies can't be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// How much, in minor units of the currency.
    pub cents: Cents,
    /// Of what.
    pub currency: Currency,
}

impl Money {
    /// So many minor units of the currency.
    pub const fn new(cents: Cents, currency: Currency) -> Self {
        Self { cents, currency }
    }

    /// The sum, unless the currencies differ or it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.with(other, Cents::checked_add)
    }

    /// The difference, unless the currencies differ or it does not fit.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.with(other, Cents::checked_sub)
    }

    /// The share, rounded as [`Cents::share`].
    #[must_use]
    pub fn share(self, rate: BasisPoints) -> Self {
        Self { cents: self.cents.share(rate), ..self }
    }

    fn with(self, other: Self, calculate: fn(Cents, Cents) -> Option<Cents>) -> Option<Self> {
        if self.currency != other.currency {
            return None;
        }
        calculate(self.cents, other.cents).map(|cents| Self { cents, ..self })
    }
}

/// The plain number and the code, `1234.50 EUR`: for logs and the operator; pages write money as their language does.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.cents.plain(self.currency), self.currency)
    }
}
