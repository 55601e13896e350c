//! Dates and wall-clock times as people and forms write them, without a zone.

use crate::Invalid;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

/// A fixed number of ASCII digits, nothing else.
fn number(raw: &str, width: usize) -> Option<u32> {
    if raw.len() == width && raw.bytes().all(|b| b.is_ascii_digit()) { raw.parse().ok() } else { None }
}

fn date(raw: &str) -> Option<NaiveDate> {
    let mut parts = raw.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let year = i32::try_from(number(year, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(month, 2)?, number(day, 2)?).filter(|date| date.year() > 0)
}

fn time(raw: &str) -> Option<NaiveTime> {
    let mut parts = raw.split(':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next().unwrap_or("00"));
    if parts.next().is_some() {
        return None;
    }
    NaiveTime::from_hms_opt(number(hour, 2)?, number(minute, 2)?, number(second, 2)?)
}

/// Reads a date `2026-03-14`, years 1 to 9999. Blanks around it are ignored.
///
/// # Errors
/// [`Rule::Form`](crate::Rule::Form) `date` on `field`, also for a day that the calendar does not have.
pub fn parse_date(field: &'static str, raw: &str) -> Result<NaiveDate, Invalid> {
    date(raw.trim()).ok_or(Invalid::form(field, "date"))
}

/// Reads the studio's date and wall-clock time as a form sends them: `2026-03-14T16:30`, also with a blank instead of
/// the `T` and with seconds. [`StudioZone::resolve`](crate::StudioZone::resolve) says which moment is meant.
///
/// # Errors
/// [`Rule::Form`](crate::Rule::Form) `time` on `field`.
pub fn parse_local(field: &'static str, raw: &str) -> Result<NaiveDateTime, Invalid> {
    raw.trim()
        .split_once(['T', ' '])
        .and_then(|(day, clock)| Some(date(day)?.and_time(time(clock)?)))
        .ok_or(Invalid::form(field, "time"))
}
