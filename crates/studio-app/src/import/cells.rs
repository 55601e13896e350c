//! What a cell of the old application's file says: numbers, flags, dates, times, however they were written.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use studio_domain::{BasisPoints, Timestamp, fold};

/// A moment as a cell has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// What a wall clock showed.
    Local(NaiveDateTime),
    /// A moment that needs no zone.
    Moment(Timestamp),
}

/// A rate as a cell has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rate {
    /// A fraction of one: `0.55`.
    Fraction(BasisPoints),
    /// Taken for percent, as no fraction is above one: `55`.
    Percent(BasisPoints),
}

/// Yes or no.
pub(super) fn flag(raw: &str) -> Option<bool> {
    match fold(raw).as_str() {
        "1" | "true" | "t" | "yes" | "y" | "si" | "s" | "on" => Some(true),
        "0" | "false" | "f" | "no" | "n" | "off" => Some(false),
        _ => decimal(raw, 0).map(|number| number != 0),
    }
}

/// A whole number, also as a column of another type writes it: `8.0`.
pub(super) fn whole(raw: &str) -> Option<i64> {
    let raw = raw.trim();
    raw.parse().ok().or_else(|| {
        let (number, zeros) = raw.split_once('.')?;
        let zeros = !zeros.is_empty() && zeros.bytes().all(|b| b == b'0');
        zeros.then(|| number.parse().ok())?
    })
}

/// A decimal number as units of `10^-places`, halves away from zero: `0.125` with two places is 13.
///
/// It is read from its digits, never through binary floating point: what the file shows is what counts. Exponents are understood,
/// since that is how SQLite writes large and tiny numbers.
pub(super) fn decimal(raw: &str, places: u8) -> Option<i64> {
    let raw = raw.trim();
    let (negative, body) = match raw.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, raw.strip_prefix('+').unwrap_or(raw)),
    };
    let (mantissa, exponent) = match body.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (body, 0),
    };
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if (before.is_empty() && after.is_empty()) || !digits(before) || !digits(after) {
        return None;
    }
    let point = i64::try_from(before.len()).ok()?.checked_add(i64::from(exponent))?;
    let units = scaled(before.bytes().chain(after.bytes()), point.checked_add(i64::from(places))?)?;
    Some(if negative { -units } else { units })
}

/// The number of the first `wanted` digits, rounded by the next; beyond the digits there are zeros.
fn scaled(digits: impl Iterator<Item = u8>, wanted: i64) -> Option<i64> {
    let mut units: i64 = 0;
    let mut at = 0_i64;
    for digit in digits.map(|byte| i64::from(byte.wrapping_sub(b'0'))) {
        match at.cmp(&wanted) {
            std::cmp::Ordering::Less => units = units.checked_mul(10)?.checked_add(digit)?,
            std::cmp::Ordering::Equal if digit >= 5 => return units.checked_add(1),
            _ => return Some(units),
        }
        at = at.checked_add(1)?;
    }
    while at < wanted && units != 0 {
        units = units.checked_mul(10)?;
        at = at.checked_add(1)?;
    }
    Some(units)
}

/// A share: a fraction, or percent where it is above one.
pub(super) fn rate(raw: &str) -> Option<Rate> {
    let points = |number: i64| u16::try_from(number).ok().and_then(|points| BasisPoints::new(points).ok());
    let (text, percent) = match raw.trim().strip_suffix('%') {
        Some(number) => (number.trim(), true),
        None => (raw.trim(), false),
    };
    if percent {
        return points(decimal(text, 2)?).map(Rate::Fraction);
    }
    match points(decimal(text, 4)?) {
        Some(fraction) => Some(Rate::Fraction(fraction)),
        None => points(decimal(text, 2)?).map(Rate::Percent),
    }
}

/// A calendar day: `1988-03-14`, `1988/03/14`, `14/03/1988`, `19880314`, also with a time behind it.
pub(super) fn day(raw: &str) -> Option<NaiveDate> {
    match when(raw)? {
        When::Local(at) => Some(at.date()),
        When::Moment(at) => Some(at.to_utc().date_naive()),
    }
}

/// A date with or without a time: ISO 8601 and what comes near it, seconds or milliseconds since 1970.
pub(super) fn when(raw: &str) -> Option<When> {
    let raw = raw.trim();
    if !raw.is_empty() && raw.bytes().all(|b| b.is_ascii_digit()) {
        return counted(raw);
    }
    let (day, clock) = raw.split_once(['T', 't', ' ']).unwrap_or((raw, ""));
    let date = date(day)?;
    let clock = clock.trim();
    if clock.is_empty() {
        return Some(When::Local(date.and_time(NaiveTime::MIN)));
    }
    let (clock, offset) = offset(clock)?;
    let local = date.and_time(time(clock)?);
    match offset {
        None => Some(When::Local(local)),
        Some(minutes) => {
            let utc = local.checked_sub_signed(chrono::TimeDelta::minutes(i64::from(minutes)))?;
            Some(When::Moment(Timestamp::from(utc.and_utc())))
        }
    }
}

/// Digits alone: a date without marks, or time counted since 1970.
fn counted(raw: &str) -> Option<When> {
    let number: i64 = raw.parse().ok()?;
    let part = |range: std::ops::Range<usize>| raw.get(range)?.parse::<u32>().ok();
    match raw.len() {
        8 => {
            let year = i32::try_from(part(0..4)?).ok()?;
            let date = NaiveDate::from_ymd_opt(year, part(4..6)?, part(6..8)?)?;
            Some(When::Local(date.and_time(NaiveTime::MIN)))
        }
        9 | 10 => Some(When::Moment(Timestamp::from_millis(number.checked_mul(1_000)?))),
        12 | 13 => Some(When::Moment(Timestamp::from_millis(number))),
        _ => None,
    }
}

fn date(raw: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = raw.split(['-', '/', '.']).collect();
    let &[first, middle, last] = parts.as_slice() else { return None };
    let number = |text: &str, widest: usize| -> Option<u32> {
        let fits = (1..=widest).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| text.parse().ok())?
    };
    // Where the year stands last the day stands first, as everybody writes who uses that application.
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    if year.len() != 4 {
        return None;
    }
    let year = i32::try_from(number(year, 4)?).ok().filter(|year| *year > 0)?;
    NaiveDate::from_ymd_opt(year, number(middle, 2)?, number(day, 2)?)
}

fn time(raw: &str) -> Option<NaiveTime> {
    let (clock, fraction) = raw.split_once(['.', ',']).unwrap_or((raw, ""));
    let mut parts = clock.split(':');
    let mut number = |needed: bool| -> Option<u32> {
        match parts.next() {
            None if needed => None,
            None => Some(0),
            Some(text) => {
                let fits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
                fits.then(|| text.parse().ok())?
            }
        }
    };
    let (hour, minute, second) = (number(true)?, number(true)?, number(false)?);
    if parts.next().is_some() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // Milliseconds are what is kept; further digits are dropped.
    let millis = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    NaiveTime::from_hms_milli_opt(hour, minute, second, millis)
}

/// The clock time and the offset from UTC in minutes, if one is written: `Z`, `+02:00`, `-0600`.
fn offset(raw: &str) -> Option<(&str, Option<i32>)> {
    if let Some(clock) = raw.strip_suffix(['Z', 'z']) {
        return Some((clock.trim_end(), Some(0)));
    }
    let Some(at) = raw.rfind(['+', '-']) else { return Some((raw, None)) };
    let (clock, written) = raw.split_at_checked(at)?;
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let form = written.get(1..)?.chars().all(|c| c.is_ascii_digit() || c == ':');
    let (hours, minutes): (i32, i32) = match digits.len() {
        2 => (digits.parse().ok()?, 0),
        4 => (digits.get(..2)?.parse().ok()?, digits.get(2..)?.parse().ok()?),
        _ => return None,
    };
    if !form || hours > 15 || minutes > 59 {
        return None;
    }
    let total = hours * 60 + minutes;
    Some((clock.trim_end(), Some(if written.starts_with('-') { -total } else { total })))
}

#[cfg(test)]
mod tests;
