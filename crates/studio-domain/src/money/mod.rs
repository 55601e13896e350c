//! Money: whole minor units, rates in basis points, never a fraction of either.

mod amount;
mod cents;
mod currency;
mod decimal;
mod rate;

pub use amount::Money;
pub use cents::Cents;
pub use currency::Currency;
pub use rate::BasisPoints;
