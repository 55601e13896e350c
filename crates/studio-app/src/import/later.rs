//! What the file has and this version does not take: counted, so that nobody thinks that it has moved.

use studio_domain::{Cents, Currency};
use studio_store::{Legacy, LegacyProduct, LegacyTransaction};

use super::cells;
use super::mover::{Mover, Stop};
use super::report::Left;
use super::row::Cell;

/// Goes through everything that stays where it is.
pub(super) fn count(mover: &mut Mover<'_, '_>, legacy: &mut Legacy) -> Result<(), Stop> {
    transactions(mover, legacy)?;
    let products = legacy.count::<LegacyProduct>()?;
    mover.left.push(Left { what: "products", count: products, sum: None });
    Ok(())
}

/// An amount in minor units of the currency.
pub(super) fn amount(cell: &Cell, currency: Currency) -> Option<Cents> {
    let raw = cell.as_deref()?;
    cells::decimal(raw, currency.digits())
        .map(Cents::new)
        // As people type it: with marks between the thousands.
        .or_else(|| Cents::parse(raw, currency).ok())
}

fn transactions(mover: &mut Mover<'_, '_>, legacy: &mut Legacy) -> Result<(), Stop> {
    let currency = mover.house.currency();
    let mut kept = (0_u64, Cents::ZERO);
    let mut deleted = (0_u64, Cents::ZERO);
    legacy.each::<LegacyTransaction, Stop>(|row| {
        let gone = row.deleted_flag.as_deref().and_then(cells::flag).unwrap_or(false);
        let (count, sum) = if gone { &mut deleted } else { &mut kept };
        *count = count.saturating_add(1);
        let amount = amount(&row.amount, currency).unwrap_or_default();
        *sum = sum.checked_add(amount).unwrap_or(*sum);
        Ok(())
    })?;
    for (what, (count, sum)) in [("transactions", kept), ("transactions_deleted", deleted)] {
        mover.left.push(Left { what, count, sum: Some(sum) });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_files_and_as_people_write_them() {
        for (raw, cents) in [("2333.33", 233_333), ("1,234.50", 123_450), ("0.0", 0), ("1.5e+03", 150_000)] {
            assert_eq!(amount(&Some(raw.to_owned()), Currency::EUR), Some(Cents::new(cents)), "{raw}");
        }
        assert_eq!(amount(&Some("gratis".to_owned()), Currency::EUR), None);
        let yen = Currency::parse("JPY").unwrap();
        assert_eq!(amount(&Some("799.5".to_owned()), yen), Some(Cents::new(800)));
    }
}
