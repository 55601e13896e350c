//! A month: how much each day has, and the first few.

use chrono::{Datelike as _, Days, NaiveDate};
use studio_domain::agenda::{sheet_start, sheet_weeks};
use studio_domain::{AppointmentStatus, WorkingHours};
use studio_store::actions::SeeAgenda;
use studio_store::{AgendaAppointment, OpCtx};

use super::{AgendaFilter, AgendaPerson, people, read};
use crate::error::Result;
use crate::studio::Studio;

/// Appointments that a day of a month names.
const FEW: usize = 3;

/// A month of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaMonth {
    /// The date that was asked for.
    pub date: NaiveDate,
    /// Today.
    pub today: NaiveDate,
    /// Everybody, shown or not.
    pub people: Vec<AgendaPerson>,
    /// The days of the sheet in weeks of seven, from the first day of the week in which the month begins.
    pub weeks: Vec<Vec<AgendaMonthDay>>,
}

/// A day of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaMonthDay {
    /// The date.
    pub date: NaiveDate,
    /// Whether it belongs to the month, and not to one of its neighbours.
    pub inside: bool,
    /// Whether the studio opens at all.
    pub open: bool,
    /// How many appointments begin on it, cancelled ones and those of people who did not come left out.
    pub count: usize,
    /// How many of those are awaiting confirmation.
    pub pending: usize,
    /// How many artists are away all day.
    pub away: usize,
    /// The first few.
    pub first: Vec<AgendaAppointment>,
}

fn counts(one: &AgendaAppointment) -> bool {
    !matches!(one.status, AppointmentStatus::Cancelled | AppointmentStatus::NoShow)
}

impl Studio {
    /// One month of the agenda.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::Refused`](crate::Error::Refused), [`Error::NoActor`](crate::Error::NoActor).
    pub fn agenda_month(&self, ctx: &OpCtx, filter: &AgendaFilter) -> Result<AgendaMonth> {
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<SeeAgenda>()?;
            let house = tx.house()?;
            let (zone, opening) = (house.zone(), house.opening_hours());
            let today = zone.date(tx.now());
            let wanted = filter.read(today)?;
            let date = wanted.date;
            let start = sheet_start(date, house.first_weekday());
            let weeks = sheet_weeks(date, house.first_weekday());
            let dates: Vec<NaiveDate> =
                start.iter_days().take(usize::try_from(weeks).unwrap_or(6) * 7).collect();
            let end = start.checked_add_days(Days::new(u64::from(weeks) * 7)).unwrap_or(start);
            let range = wanted.range(zone.day(start).start(), zone.day(end).start());
            let mut seen = read(tx, &may, &range)?;
            let people = people(&wanted.artists, &seen);
            // By start already: whatever begins before the sheet comes first.
            let mut coming = std::mem::take(&mut seen.appointments).into_iter().peekable();
            let mut days = Vec::with_capacity(dates.len());
            for date in dates {
                let span = zone.day(date);
                while coming.next_if(|one| one.starts_at < span.start()).is_some() {}
                let mut day = AgendaMonthDay {
                    date,
                    inside: (date.year(), date.month()) == (wanted.date.year(), wanted.date.month()),
                    open: is_open(&opening, date),
                    count: 0,
                    pending: 0,
                    away: seen
                        .blocks
                        .iter()
                        .filter(|block| block.starts_at <= span.start() && span.end() <= block.ends_at)
                        .count(),
                    first: Vec::new(),
                };
                while let Some(one) = coming.next_if(|one| one.starts_at < span.end()) {
                    if counts(&one) {
                        day.count = day.count.saturating_add(1);
                        if one.status == AppointmentStatus::Pending {
                            day.pending = day.pending.saturating_add(1);
                        }
                    }
                    if day.first.len() < FEW {
                        day.first.push(one);
                    }
                }
                days.push(day);
            }
            Ok(AgendaMonth { date, today, people, weeks: days.chunks(7).map(<[_]>::to_vec).collect() })
        })
    }
}

fn is_open(opening: &WorkingHours, date: NaiveDate) -> bool {
    !opening.on(studio_domain::Weekday::from(date.weekday())).is_empty()
}
