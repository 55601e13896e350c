//! Decimal numbers as text to whole units of the last place and back, without floating point.

use crate::Rule;

/// The text as a number of units of `10^-places`.
pub(super) fn parse(raw: &str, places: u8, what: &'static str) -> Result<i64, Rule> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Err(Rule::Empty);
    }
    let (negative, body) = match raw.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, raw),
    };
    let form = Rule::Form { what };
    let body: String = body.chars().map(plain_mark).collect();
    let (whole, fraction) = halves(&body, places).ok_or(form.clone())?;
    let whole = ungrouped(whole).ok_or(form.clone())?;
    if whole.is_empty() && fraction.is_empty() {
        return Err(form);
    }
    let width = usize::from(places);
    let too_big = Rule::OutOfRange { min: -i64::MAX, max: i64::MAX };
    let units: i64 = format!("0{whole}{fraction:0<width$}").parse().map_err(|_cause| too_big)?;
    Ok(if negative { -units } else { units })
}

/// One spelling for the blanks and apostrophes that part groups.
const fn plain_mark(c: char) -> char {
    match c {
        '\u{A0}' | '\u{2009}' | '\u{202F}' => ' ',
        '\u{2019}' => '\'',
        c => c,
    }
}

/// Parts the number at its decimal mark, if it has one. The fraction has only digits, at most `places`.
fn halves(body: &str, places: u8) -> Option<(&str, &str)> {
    let Some(at) = body.rfind(['.', ',']) else { return Some((body, "")) };
    let (whole, marked) = body.split_at_checked(at)?;
    let mut rest = marked.chars();
    let mark = rest.next()?;
    let fraction = rest.as_str();
    let digits = fraction.bytes().all(|b| b.is_ascii_digit());
    let fits = digits && (1..=usize::from(places)).contains(&fraction.len());
    let alone = !whole.contains(|c: char| !c.is_ascii_digit());
    if whole.contains(mark) {
        return Some((body, ""));
    }
    if !alone {
        return fits.then_some((whole, fraction));
    }
    let group = fraction.len() == 3 && (1..=3).contains(&whole.len());
    match (fits, group) {
        // With three decimals a comma may be either; nobody should find out which at the till.
        (true, true) if mark == ',' => None,
        (true, _) => Some((whole, fraction)),
        (false, _) => Some((body, "")),
    }
}

/// The digits of a whole number, whose groups, if any, are of three digits and parted by one kind of mark.
fn ungrouped(whole: &str) -> Option<String> {
    let Some(mark) = whole.chars().find(|c| !c.is_ascii_digit()) else { return Some(whole.to_owned()) };
    if !matches!(mark, '.' | ',' | ' ' | '\'') {
        return None;
    }
    let mut groups = whole.split(mark);
    let first = groups.next()?;
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let good = (1..=3).contains(&first.len())
        && digits(first)
        && groups.all(|group| group.len() == 3 && digits(group));
    good.then(|| whole.replace(mark, ""))
}

/// The number with a point before the last `places` digits.
pub(super) fn plain(units: i64, places: u8) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let one = 10_u64.saturating_pow(u32::from(places));
    let (whole, fraction) = (units.unsigned_abs() / one, units.unsigned_abs() % one);
    let width = usize::from(places);
    if width == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction:0width$}") }
}
