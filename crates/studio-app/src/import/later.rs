//! What the file has and this version does not take: counted, so that nobody thinks that it has moved.

use std::collections::HashSet;
use std::path::Path;

use studio_domain::{Cents, Currency};
use studio_store::{Legacy, LegacyPortfolioItem, LegacyProduct, LegacyTransaction};

use super::cells;
use super::mover::{Mover, Stop};
use super::report::Left;
use super::row::Cell;

/// Goes through everything that stays where it is.
pub(super) fn count(mover: &mut Mover<'_, '_>, legacy: &mut Legacy) -> Result<(), Stop> {
    transactions(mover, legacy)?;
    let products = legacy.count::<LegacyProduct>()?;
    mover.left.push(Left { what: "products", count: products, sum: None });
    portfolio(mover, legacy)?;
    let users: HashSet<i64> = mover.known.users.keys().copied().collect();
    let avatars = pictures(&mover.files.assets.join("avatars"), &users);
    mover.left.push(Left { what: "avatars", count: avatars, sum: None });
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

fn portfolio(mover: &mut Mover<'_, '_>, legacy: &mut Legacy) -> Result<(), Stop> {
    let folder = mover.files.assets.join("uploads").join("portfolios");
    let (mut items, mut found) = (0_u64, 0_u64);
    legacy.each::<LegacyPortfolioItem, Stop>(|row| {
        items = items.saturating_add(1);
        if has_picture(&folder, &row) {
            found = found.saturating_add(1);
        }
        Ok(())
    })?;
    for (what, count) in [
        ("portfolio_items", items),
        ("portfolio_images", found),
        ("portfolio_images_missing", items.saturating_sub(found)),
    ] {
        mover.left.push(Left { what, count, sum: None });
    }
    Ok(())
}

/// Whether the picture lies under `portfolios/<user>/<file name>`; the path is that of another machine, of any system.
fn has_picture(folder: &Path, row: &LegacyPortfolioItem) -> bool {
    let path = row.path.as_deref().unwrap_or_default();
    let mut parts = path.rsplit(['/', '\\']).filter(|part| !part.is_empty());
    let (Some(name), beside) = (parts.next(), parts.next()) else { return false };
    let plain = |part: &str| !matches!(part, "." | "..") && !part.contains(['/', '\\', ':', '\0']);
    [row.user_id.as_deref(), beside]
        .into_iter()
        .flatten()
        .any(|user| plain(user) && plain(name) && folder.join(user).join(name).is_file())
}

/// Pictures in a folder that are named by an id which is known.
fn pictures(folder: &Path, ids: &HashSet<i64>) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let known = |path: &Path| {
        let picture = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("png"));
        let id = path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse().ok());
        picture && id.is_some_and(|id: i64| ids.contains(&id))
    };
    let count = entries.filter_map(Result::ok).filter(|entry| known(&entry.path())).count();
    u64::try_from(count).unwrap_or(u64::MAX)
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

    #[test]
    fn a_path_of_another_machine_never_leads_out_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("3")).unwrap();
        std::fs::write(folder.path().join("3").join("rosa.png"), "x").unwrap();
        std::fs::write(folder.path().join("secret.png"), "x").unwrap();
        let item = |path: &str, user: Option<&str>| LegacyPortfolioItem {
            path: Some(path.to_owned()),
            user_id: user.map(str::to_owned),
            ..LegacyPortfolioItem::default()
        };
        for (path, user, found) in [
            ("C:\\TattoStudio\\assets\\uploads\\portfolios\\3\\rosa.png", Some("3"), true),
            ("/srv/x/3/rosa.png", None, true),
            ("/srv/x/9/rosa.png", Some("3"), true),
            ("rosa.png", Some("3"), true),
            ("rosa.png", None, false),
            ("3/other.png", Some("3"), false),
            ("../secret.png", Some(".."), false),
            ("secret.png", Some("../"), false),
            ("", None, false),
        ] {
            assert_eq!(has_picture(folder.path(), &item(path, user)), found, "{path}");
        }
    }
}
