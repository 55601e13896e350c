//! One day, a column for each artist.

use chrono::NaiveDate;
use studio_domain::agenda::{Stretch, axis, closed, row, rows_of, stretch};
use studio_domain::{TimeSpan, Timestamp};
use studio_store::actions::SeeAgenda;
use studio_store::{AgendaAppointment, AgendaBlock, OpCtx};

use super::{AgendaFilter, AgendaPerson, Placed, hours_of, people, placed, read};
use crate::error::Result;
use crate::studio::Studio;

/// A day of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaDay {
    /// The date.
    pub date: NaiveDate,
    /// Today.
    pub today: NaiveDate,
    /// What is shown of it.
    pub axis: TimeSpan,
    /// How many rows that is.
    pub rows: u32,
    /// Row and moment of each full hour by the wall clock.
    pub hours: Vec<(u32, Timestamp)>,
    /// The row of this moment, if it is shown.
    pub now: Option<u32>,
    /// Steps of the agenda in minutes.
    pub grid: u32,
    /// Everybody, shown or not.
    pub people: Vec<AgendaPerson>,
    /// A column for each artist who is shown.
    pub columns: Vec<AgendaColumn>,
}

/// One artist's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaColumn {
    /// Whose.
    pub person: AgendaPerson,
    /// Rows outside of opening or working hours.
    pub closed: Vec<Stretch>,
    /// Blocked times.
    pub blocks: Vec<(AgendaBlock, Stretch)>,
    /// What is booked.
    pub appointments: Vec<Placed<AgendaAppointment>>,
}

impl Studio {
    /// One day of the agenda.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::Refused`](crate::Error::Refused), [`Error::NoActor`](crate::Error::NoActor).
    pub fn agenda_day(&self, ctx: &OpCtx, filter: &AgendaFilter) -> Result<AgendaDay> {
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<SeeAgenda>()?;
            let (house, now) = (tx.house()?, tx.now());
            let (zone, opening) = (house.zone(), house.opening_hours());
            let today = zone.date(now);
            let wanted = filter.read(today)?;
            let date = wanted.date;
            let day = zone.day(date);
            let mut seen = read(tx, &may, &wanted.range(day.start(), day.end()))?;
            let spans = seen.appointments.iter().map(|one| (one.starts_at, one.ends_at));
            // A block of days is drawn as far as the axis goes; it alone makes no day longer.
            let blocked = seen.blocks.iter().filter(|block| !block.whole_days);
            let spans = spans.chain(blocked.map(|block| (block.starts_at, block.ends_at)));
            let axis = axis(&zone, date, &opening, spans.filter_map(|(from, to)| seen_span(from, to)));
            let people = people(&wanted.artists, &seen);
            let mut columns = Vec::new();
            for person in people.iter().filter(|person| person.shown) {
                let own = seen.artists.iter().find(|artist| artist.id == person.id);
                let own = own.map(|artist| artist.hours.clone()).unwrap_or_default();
                let rows = |from, to| stretch(&axis, from, to);
                let of_one = |artist| artist == person.id;
                let (mine, others) = seen.appointments.into_iter().partition(|one| of_one(one.artist));
                seen.appointments = others;
                let mine: Vec<AgendaAppointment> = mine;
                columns.push(AgendaColumn {
                    closed: closed(&zone, date, &axis, &hours_of(&opening, &own))
                        .into_iter()
                        .map(|span| rows(span.start(), span.end()))
                        .collect(),
                    blocks: seen
                        .blocks
                        .iter()
                        .filter(|block| of_one(block.artist))
                        .filter(|block| {
                            seen_span(block.starts_at, block.ends_at).is_some_and(|span| span.overlaps(&axis))
                        })
                        .map(|block| (block.clone(), rows(block.starts_at, block.ends_at)))
                        .collect(),
                    appointments: placed(
                        mine.into_iter()
                            .map(|one| {
                                let rows = rows(one.starts_at, one.ends_at);
                                (one, rows)
                            })
                            .collect(),
                    ),
                    person: person.clone(),
                });
            }
            Ok(AgendaDay {
                date,
                today,
                rows: rows_of(&axis),
                hours: full_hours(&zone, &axis),
                now: row(&axis, now),
                axis,
                grid: house.agenda_grid(),
                people,
                columns,
            })
        })
    }
}

/// What lies between two moments; of an end that does not come after its start a moment.
pub(super) fn seen_span(from: Timestamp, to: Timestamp) -> Option<TimeSpan> {
    TimeSpan::new(from, to)
        .or_else(|_backward| TimeSpan::new(from, from.plus(std::time::Duration::from_secs(60))))
        .ok()
}

/// The full hours of an axis by the wall clock, with their rows.
fn full_hours(zone: &studio_domain::StudioZone, axis: &TimeSpan) -> Vec<(u32, Timestamp)> {
    use chrono::Timelike as _;
    let step = std::time::Duration::from_secs(u64::from(studio_domain::agenda::ROW) * 60);
    let all = (0..rows_of(axis)).scan(axis.start(), |at, row| {
        let here = (row, *at);
        *at = at.plus(step);
        Some(here)
    });
    all.filter(|(_, at)| zone.local(*at).minute() == 0).collect()
}
