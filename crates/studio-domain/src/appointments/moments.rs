//! Reading when an appointment is: as a form sends it, by the studio's wall clock, or as a program does, with an offset.

use std::time::Duration;

use super::{WhichHour, check_length};
use crate::{Invalid, LocalTime, Rule, StudioZone, TimeSpan, Timestamp, parse_local};

/// Reads a moment: RFC 3339 with an offset, or the studio's date and wall-clock time. `which` says which one is meant of two that the clock
/// showed alike.
///
/// # Errors
/// On `field`: [`Rule::Form`] `time`; [`Rule::NeverHappens`] for a time that the clocks were put forward over; [`Rule::HappensTwice`] for
/// one that they were put back over, unless it is said which.
pub fn read_moment(
    field: &'static str,
    raw: &str,
    which: Option<WhichHour>,
    zone: StudioZone,
) -> Result<Timestamp, Invalid> {
    if let Ok(moment) = Timestamp::parse_rfc3339(raw) {
        return Ok(moment);
    }
    match (zone.resolve(parse_local(field, raw)?), which) {
        (LocalTime::Once(moment), _) => Ok(moment),
        (LocalTime::Twice(first, _), Some(WhichHour::First)) => Ok(first),
        (LocalTime::Twice(_, second), Some(WhichHour::Second)) => Ok(second),
        (LocalTime::Twice(..), None) => Err(Invalid::new(field, Rule::HappensTwice)),
        (LocalTime::Never { .. }, _) => Err(Invalid::new(field, Rule::NeverHappens)),
    }
}

/// The time of an appointment that begins then and lasts so many minutes.
///
/// # Errors
/// [`Rule::Duration`] on `ends_at`.
pub fn booked_span(starts_at: Timestamp, minutes: u32) -> Result<TimeSpan, Invalid> {
    let wrong = check_length(&TimeSpan::between(starts_at, starts_at));
    let ends_at = starts_at.plus(Duration::from_secs(u64::from(minutes) * 60));
    match TimeSpan::new(starts_at, ends_at) {
        Ok(span) => check_length(&span).map(|()| span),
        Err(other) => Err(wrong.err().unwrap_or(other)),
    }
}
