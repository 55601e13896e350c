//! What a booking is asked about once more.

use std::time::Duration;

use super::BookingWarning;
use crate::{BirthDate, StudioZone, TimeSpan, Timestamp, WorkingHours, review_due};

/// What is to be booked, for whom.
#[derive(Debug, Clone, Copy)]
pub struct BookingFacts<'a> {
    /// When.
    pub span: TimeSpan,
    /// When the artist works; closed all week: whenever the studio is open.
    pub hours: &'a WorkingHours,
    /// The client's date of birth.
    pub birth: Option<BirthDate>,
    /// Whether somebody who answers for the client is named with a phone.
    pub guardian: bool,
    /// When the client was asked about health last.
    pub screened_at: Option<Timestamp>,
}

/// What the studio has decided.
#[derive(Debug, Clone, Copy)]
pub struct HouseRules<'a> {
    /// Its time zone.
    pub zone: StudioZone,
    /// When it is open.
    pub opening: &'a WorkingHours,
    /// The age below which somebody else answers.
    pub majority: u32,
    /// For how long answers about health are trusted.
    pub screening_age: Duration,
}

/// What should be confirmed before it is booked, in the order of the vocabulary. Health answers are judged as of the appointment.
pub fn booking_warnings(
    booking: &BookingFacts<'_>,
    house: &HouseRules<'_>,
    now: Timestamp,
) -> Vec<BookingWarning> {
    use BookingWarning as Warning;
    let (span, zone) = (&booking.span, &house.zone);
    let date = zone.date(span.start());
    let minor = booking.birth.is_some_and(|birth| birth.is_minor_on(date, house.majority));
    let stale = booking.screened_at.is_some_and(|at| review_due(at, span.start(), house.screening_age));
    [
        (Warning::OutsideOpening, !house.opening.covers(zone, span)),
        (Warning::OutsideHours, !booking.hours.is_closed() && !booking.hours.covers(zone, span)),
        (Warning::InPast, span.start() < now),
        (Warning::MinorWithoutGuardian, minor && !booking.guardian),
        (Warning::ScreeningMissing, booking.screened_at.is_none()),
        (Warning::ScreeningStale, stale),
    ]
    .into_iter()
    .filter_map(|(warning, is_so)| is_so.then_some(warning))
    .collect()
}
