//! A full agenda: thirty artists with sixty appointments on each day of some years, and a month of exactly two thousand.

use anyhow::{Context as _, Result};
use chrono::{Datelike as _, Days, NaiveDate};
use studio_domain::{AppointmentStatus, StudioZone};

use super::ZONE;
use super::invented::{Appointment, SERVICES};
use crate::random::Random;
use crate::studio::NOW;

/// Everybody is active.
pub(crate) const ARTISTS: usize = 30;
/// Appointments of a day.
pub(crate) const A_DAY: usize = 60;
/// Appointments of the month in which now is.
pub(crate) const A_MONTH: usize = 2_000;
/// How long the studio has been so busy.
pub(super) const YEARS: usize = 6;
/// It is booked so far ahead.
const AHEAD: usize = 60;
const HOUR: i64 = 60 * 60 * 1_000;
/// Hours after the start of a day at which appointments begin; each takes two.
const STARTS: [i64; 4] = [10, 13, 16, 18];

/// The appointments of so many days before today, of today, and of some weeks ahead.
///
/// # Errors
/// If the calendar does not reach so far.
pub(super) fn appointments(clients: usize, days: usize) -> Result<Vec<Appointment>> {
    let zone = StudioZone::parse(ZONE)?;
    let today = zone.date(NOW);
    let first = today.checked_sub_days(Days::new(u64::try_from(days)?)).context("too many days")?;
    let mut random = Random::new(7);
    let mut all = Vec::new();
    for date in first.iter_days().take(days + 1 + AHEAD) {
        let start = zone.day(date).start().millis();
        for place in 0..of_day(today, date) {
            let (artist, turn) = (place % ARTISTS, place / ARTISTS);
            let starts_at = start + STARTS.get(turn).context("more than fit into a day")? * HOUR;
            let status = if starts_at <= NOW.millis() {
                AppointmentStatus::Completed
            } else if random.below(4) == 0 {
                AppointmentStatus::Pending
            } else {
                AppointmentStatus::Confirmed
            };
            all.push(Appointment {
                client: random.below(clients),
                artist,
                starts_at,
                ends_at: starts_at + 2 * HOUR,
                status,
                service: SERVICES.get(random.below(SERVICES.len())).copied().unwrap_or_default(),
                price: 15_000,
            });
        }
    }
    Ok(all)
}

/// How many appointments a day has: the month of today is filled up on its other days.
fn of_day(today: NaiveDate, date: NaiveDate) -> usize {
    if (date.year(), date.month()) != (today.year(), today.month()) || date == today {
        return A_DAY;
    }
    let month = days_of_month(today).count();
    let extra = A_MONTH.saturating_sub(month * A_DAY);
    let others = month - 1;
    let nth = days_of_month(today).filter(|day| *day != today).position(|day| day == date).unwrap_or(0);
    A_DAY + extra / others + usize::from(nth < extra % others)
}

/// The days of a month.
fn days_of_month(today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let first = today.with_day(1).unwrap_or(today);
    first.iter_days().take_while(move |day| day.month() == today.month())
}
