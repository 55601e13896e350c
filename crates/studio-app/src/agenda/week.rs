//! Seven days beside each other, everybody in them. A week has one clock: times stand where the wall shows them, also on a day on which the
//! clocks change.

use chrono::{Days, NaiveDate};
use studio_domain::agenda::{ROW, Stretch, moment_of, wall_axis, wall_stretch};
use studio_domain::{StudioZone, Timestamp, Weekday, WorkingHours};
use studio_store::actions::SeeAgenda;
use studio_store::{AgendaAppointment, AgendaBlock, OpCtx};

use super::{AgendaFilter, AgendaPerson, Placed, people, placed, read};
use crate::error::Result;
use crate::studio::Studio;

/// A week of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaWeek {
    /// The date that was asked for.
    pub date: NaiveDate,
    /// Today.
    pub today: NaiveDate,
    /// The minutes of the wall clock that are shown: the first, and the first after them.
    pub axis: (u32, u32),
    /// How many rows that is.
    pub rows: u32,
    /// The row of this moment, if it is shown.
    pub now: Option<u32>,
    /// Steps of the agenda in minutes.
    pub grid: u32,
    /// Everybody, shown or not.
    pub people: Vec<AgendaPerson>,
    /// The seven days.
    pub days: Vec<AgendaWeekDay>,
}

/// A day of a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaWeekDay {
    /// The date.
    pub date: NaiveDate,
    /// When the wall shows the axis' first minute.
    pub from: Timestamp,
    /// The row from which on the clocks show more or fewer minutes than have passed, and how many.
    pub shift: Option<(u32, i64)>,
    /// Rows in which the studio is closed.
    pub closed: Vec<Stretch>,
    /// Blocked times, where one artist is shown.
    pub blocks: Vec<(AgendaBlock, Stretch)>,
    /// Whose time is blocked, where several artists are shown.
    pub away: Vec<AgendaBlock>,
    /// What is booked.
    pub appointments: Vec<Placed<AgendaAppointment>>,
}

impl Studio {
    /// One week of the agenda.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::Refused`](crate::Error::Refused), [`Error::NoActor`](crate::Error::NoActor).
    pub fn agenda_week(&self, ctx: &OpCtx, filter: &AgendaFilter) -> Result<AgendaWeek> {
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<SeeAgenda>()?;
            let (house, now) = (tx.house()?, tx.now());
            let (zone, opening) = (house.zone(), house.opening_hours());
            let today = zone.date(now);
            let wanted = filter.read(today)?;
            let span = zone.week(wanted.date, house.first_weekday());
            let seen = read(tx, &may, &wanted.range(span.start(), span.end()))?;
            let people = people(&wanted.artists, &seen);
            let dates: Vec<NaiveDate> =
                (0..7).filter_map(|day| zone.date(span.start()).checked_add_days(Days::new(day))).collect();
            let stretches = dates.iter().flat_map(|date| {
                seen.appointments
                    .iter()
                    .filter_map(|one| wall_stretch(&zone, *date, one.starts_at, one.ends_at))
            });
            let axis = wall_axis(&opening, stretches);
            let alone = people.iter().filter(|person| person.shown).count() == 1;
            let own = people.iter().find(|person| person.shown && alone);
            let own = own.and_then(|person| seen.artists.iter().find(|artist| artist.id == person.id));
            let own = own.map(|artist| artist.hours.clone()).filter(|hours| !hours.is_closed());
            let days = dates.into_iter().map(|date| {
                let rows = |from, to| wall_stretch(&zone, date, from, to).and_then(|of| in_rows(axis, of));
                let blocks = seen.blocks.iter().filter_map(|block| {
                    rows(block.starts_at, block.ends_at).map(|rows| (block.clone(), rows))
                });
                let (blocks, away): (Vec<_>, Vec<_>) = blocks.partition(|_| alone);
                AgendaWeekDay {
                    date,
                    from: moment_of(&zone, date, axis.0),
                    shift: shift(&zone, date, axis),
                    closed: closed_rows(axis, date, &opening, own.as_ref()),
                    blocks,
                    away: away.into_iter().map(|(block, _)| block).collect(),
                    appointments: placed(
                        seen.appointments
                            .iter()
                            .filter_map(|one| {
                                rows(one.starts_at, one.ends_at).map(|rows| (one.clone(), rows))
                            })
                            .collect(),
                    ),
                }
            });
            let days: Vec<AgendaWeekDay> = days.collect();
            let minute = wall_stretch(&zone, today, now, now);
            let now = minute.and_then(|of| in_rows(axis, of)).map(|rows| rows.from);
            Ok(AgendaWeek {
                date: wanted.date,
                today,
                axis,
                rows: row_count(axis),
                now: now.filter(|_| days.iter().any(|day| day.date == today)),
                grid: house.agenda_grid(),
                people,
                days,
            })
        })
    }
}

fn row_count((from, to): (u32, u32)) -> u32 {
    (to.saturating_sub(from) / ROW).max(1)
}

/// Minutes of the day as rows of the axis; `None` for what lies outside.
fn in_rows(axis: (u32, u32), (from, to): (u32, u32)) -> Option<Stretch> {
    let row = |minute: u32| minute.saturating_sub(axis.0).saturating_add(ROW / 2) / ROW;
    if to <= axis.0 || from >= axis.1 {
        return None;
    }
    let count = row_count(axis);
    let from = row(from).min(count.saturating_sub(1));
    Some(Stretch { from, to: row(to).min(count).max(from.saturating_add(1)) })
}

/// Rows outside of the opening hours and, where one artist is shown, of theirs.
fn closed_rows(
    axis: (u32, u32),
    date: NaiveDate,
    opening: &WorkingHours,
    own: Option<&WorkingHours>,
) -> Vec<Stretch> {
    use chrono::Datelike as _;
    let day = Weekday::from(date.weekday());
    let open = |hours: &WorkingHours, minute: u32| {
        hours.on(day).iter().any(|time| u32::from(time.from()) <= minute && minute < u32::from(time.to()))
    };
    let mut all: Vec<Stretch> = Vec::new();
    for row in 0..row_count(axis) {
        let minute = axis.0.saturating_add(row.saturating_mul(ROW));
        if open(opening, minute) && own.is_none_or(|hours| open(hours, minute)) {
            continue;
        }
        match all.last_mut().filter(|last| last.to == row) {
            Some(last) => last.to = row.saturating_add(1),
            None => all.push(Stretch { from: row, to: row.saturating_add(1) }),
        }
    }
    all
}

/// Where the clocks change within the axis: the first row that is not as many minutes after the axis' start as the wall shows.
fn shift(zone: &StudioZone, date: NaiveDate, axis: (u32, u32)) -> Option<(u32, i64)> {
    let start = moment_of(zone, date, axis.0);
    let off = |row: u32| {
        let minutes = i64::from(row.saturating_mul(ROW));
        let at = moment_of(zone, date, axis.0.saturating_add(minutes.unsigned_abs().try_into().unwrap_or(0)));
        at.millis().saturating_sub(start.millis()) / 60_000 - minutes
    };
    let last = row_count(axis).saturating_sub(1);
    (off(last) != 0).then(|| (0..=last).find(|row| off(*row) != 0).map(|row| (row, off(last))))?
}
