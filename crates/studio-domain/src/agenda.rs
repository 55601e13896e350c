//! How a day of the agenda is laid out: the stretch of time that it shows, what is closed in it, and which entries stand beside each other.
//!
//! A day is drawn in rows of five minutes. [`axis`] counts the time that really passes, so that a day of 23 or 25 hours has as many rows as it
//! lasts; a week has one clock for seven days and counts by the wall ([`wall_stretch`]).

use crate::coded::coded;
use crate::{Colour, PALETTE, PaletteColour, StudioZone, TimeSpan, Timestamp, Weekday, WorkingHours};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, Timelike};
use std::cmp::Reverse;
use std::time::Duration;

coded! {
    /// What the list of appointments is sorted by.
    AgendaSort("sort") {
        /// Start.
        Start = "start",
        /// Name of the client.
        Client = "client",
        /// Name of the artist.
        Artist = "artist",
        /// Status, in the order in which one follows the other.
        Status = "status",
    }
}

/// Minutes of a row.
pub const ROW: u32 = 5;
/// Minutes of a day by the wall clock.
const DAY: u32 = 1440;
/// What is shown of a day when nothing says when the studio is open, in minutes: 08:00 to 21:30.
const USUAL: (u32, u32) = (480, 1290);

/// Rows of a column: contains the first and not the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stretch {
    /// The first row.
    pub from: u32,
    /// The first row after it.
    pub to: u32,
}

/// Where an entry stands among those that lie over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lane {
    /// Its lane, from 0.
    pub place: u32,
    /// How many lanes its group has.
    pub of: u32,
}

/// A lane for each stretch, in the order given: no two in one lane share a row. Entries that hang together by overlapping form a group, and
/// each group has as few lanes as its busiest row needs. A stretch without rows takes one.
pub fn lanes(all: &[Stretch]) -> Vec<Lane> {
    let mut order: Vec<(usize, Stretch)> = all.iter().copied().enumerate().collect();
    order.sort_by_key(|(nth, stretch)| (stretch.from, Reverse(stretch.to), *nth));
    let mut placed: Vec<(usize, Lane)> = Vec::with_capacity(all.len());
    let mut group: Vec<(usize, usize)> = Vec::new();
    // When each lane of the group is free again.
    let mut free: Vec<u32> = Vec::new();
    let mut reach = 0;
    for (nth, stretch) in order {
        let to = stretch.to.max(stretch.from.saturating_add(1));
        if stretch.from >= reach {
            settle(&mut placed, &mut group, &mut free);
        }
        let place = free.iter().position(|end| *end <= stretch.from).unwrap_or(free.len());
        match free.get_mut(place) {
            Some(end) => *end = to,
            None => free.push(to),
        }
        group.push((nth, place));
        reach = reach.max(to);
    }
    settle(&mut placed, &mut group, &mut free);
    placed.sort_unstable_by_key(|(nth, _)| *nth);
    placed.into_iter().map(|(_, lane)| lane).collect()
}

/// Says to a whole group how many lanes it has.
fn settle(placed: &mut Vec<(usize, Lane)>, group: &mut Vec<(usize, usize)>, free: &mut Vec<u32>) {
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let of = small(free.len());
    placed.extend(group.drain(..).map(|(nth, place)| (nth, Lane { place: small(place), of })));
    free.clear();
}

/// The moment at which the wall shows this minute of a date; 1440 is the end of the day. Of a time that happens twice the first, and where
/// clocks jump over it the first moment after the jump.
pub fn moment_of(zone: &StudioZone, date: NaiveDate, minute: u32) -> Timestamp {
    let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0);
    time.map_or_else(|| zone.day(date).end(), |time| zone.resolve(date.and_time(time)).earliest())
}

/// The minutes between which a studio with these hours has its day on this weekday; where it is closed, what the week's other days have.
fn usual(opening: &WorkingHours, day: Weekday) -> (u32, u32) {
    let times = opening.on(day);
    let ends = times.first().zip(times.last()).map(|(first, last)| (first.from(), last.to()));
    let ends = ends.or_else(|| opening.extent().map(|extent| (extent.from(), extent.to())));
    ends.map_or(USUAL, |(from, to)| (u32::from(from), u32::from(to)))
}

/// What is shown of a date: from opening to closing, stretched by every span that lies outside of that, never beyond the day itself. It
/// begins on a full hour and ends on a full or half one.
pub fn axis(
    zone: &StudioZone,
    date: NaiveDate,
    opening: &WorkingHours,
    spans: impl IntoIterator<Item = TimeSpan>,
) -> TimeSpan {
    let day = zone.day(date);
    let (from, to) = usual(opening, Weekday::from(date.weekday()));
    let mut start = moment_of(zone, date, from).max(day.start());
    let mut end = moment_of(zone, date, to).min(day.end());
    for part in spans.into_iter().filter_map(|span| span.intersection(&day)) {
        start = start.min(part.start());
        end = end.max(part.end());
    }
    let past = |moment: Timestamp, step: u32| {
        let local = zone.local(moment);
        let millis =
            (local.minute() % step) * 60_000 + local.second() * 1_000 + local.nanosecond() / 1_000_000;
        u64::from(millis)
    };
    let start = start.minus(Duration::from_millis(past(start, 60))).max(day.start());
    let over = past(end, 30);
    let end = if over == 0 { end } else { end.plus(Duration::from_millis(30 * 60_000 - over)) };
    TimeSpan::new(start, end.min(day.end())).unwrap_or(day)
}

/// How many rows a stretch of time has.
pub fn rows_of(axis: &TimeSpan) -> u32 {
    row_at(axis, axis.end()).max(1)
}

/// The row nearest to a moment, counted from the axis' start; none before it.
fn row_at(axis: &TimeSpan, moment: Timestamp) -> u32 {
    let row = u64::from(ROW) * 60_000;
    let passed = u64::try_from(moment.since(axis.start()).as_millis()).unwrap_or(u64::MAX);
    u32::try_from((passed.saturating_add(row / 2)) / row).unwrap_or(u32::MAX)
}

/// The rows of what happens between two moments: at least one, and none outside of the axis. An end that does not come after its start,
/// which an import may have left, takes one row.
pub fn stretch(axis: &TimeSpan, start: Timestamp, end: Timestamp) -> Stretch {
    let rows = rows_of(axis);
    let from = row_at(axis, start).min(rows.saturating_sub(1));
    let to = row_at(axis, end).min(rows).max(from.saturating_add(1));
    Stretch { from, to }
}

/// The row of a moment, if the axis holds it.
pub fn row(axis: &TimeSpan, moment: Timestamp) -> Option<u32> {
    axis.contains(moment).then(|| row_at(axis, moment).min(rows_of(axis).saturating_sub(1)))
}

/// What is closed of a stretch of a date: everything outside of each of the hours given, in order and apart from each other.
pub fn closed(zone: &StudioZone, date: NaiveDate, axis: &TimeSpan, hours: &[&WorkingHours]) -> Vec<TimeSpan> {
    let day = Weekday::from(date.weekday());
    let mut all: Vec<TimeSpan> = Vec::new();
    for hours in hours {
        let mut from = axis.start();
        for time in hours.on(day) {
            let opens = moment_of(zone, date, u32::from(time.from()));
            let closes = moment_of(zone, date, u32::from(time.to()));
            all.extend(TimeSpan::new(from, opens.min(axis.end())));
            from = from.max(closes);
        }
        all.extend(TimeSpan::new(from, axis.end()));
    }
    all.sort_unstable_by_key(|span| (span.start(), span.end()));
    let mut joined: Vec<TimeSpan> = Vec::with_capacity(all.len());
    for span in all {
        let together = joined.last().filter(|last| span.start() <= last.end()).copied();
        match together.and_then(|last| TimeSpan::new(last.start(), last.end().max(span.end())).ok()) {
            Some(both) => {
                joined.pop();
                joined.push(both);
            }
            None => joined.push(span),
        }
    }
    joined
}

/// The minutes of a date, by the wall clock, between two moments; `None` if they are not of this date. At least a row of minutes.
pub fn wall_stretch(
    zone: &StudioZone,
    date: NaiveDate,
    start: Timestamp,
    end: Timestamp,
) -> Option<(u32, u32)> {
    let day = zone.day(date);
    let end = end.max(start.plus(Duration::from_millis(1)));
    let part = TimeSpan::new(start, end).ok()?.intersection(&day)?;
    let minute = |moment: Timestamp| {
        let local = zone.local(moment);
        local.hour() * 60 + local.minute()
    };
    let from = if part.start() == day.start() { 0 } else { minute(part.start()) };
    let to = if part.end() == day.end() { DAY } else { minute(part.end()) };
    let from = from.min(DAY.saturating_sub(ROW));
    Some((from, to.max(from.saturating_add(ROW))))
}

/// The minutes of the wall clock that a week shows: from the earliest opening to the latest closing, stretched by what lies outside, from a
/// full hour to a full or half one.
pub fn wall_axis(opening: &WorkingHours, stretches: impl IntoIterator<Item = (u32, u32)>) -> (u32, u32) {
    let usual = opening.extent().map_or(USUAL, |extent| (u32::from(extent.from()), u32::from(extent.to())));
    let (from, to) =
        stretches.into_iter().fold(usual, |(from, to), (start, end)| (from.min(start), to.max(end)));
    (from / 60 * 60, to.div_ceil(30).saturating_mul(30).min(DAY))
}

/// The first of the days of a month's sheet: the first day of the week in which the month begins.
pub fn sheet_start(date: NaiveDate, first: Weekday) -> NaiveDate {
    let month = date.with_day(1).unwrap_or(date);
    let passed = Weekday::from(month.weekday()).days_since(first);
    month.checked_sub_days(Days::new(u64::from(passed))).unwrap_or(month)
}

/// How many weeks a month's sheet has: as many as the month touches.
pub fn sheet_weeks(date: NaiveDate, first: Weekday) -> u32 {
    let start = sheet_start(date, first);
    let month = (date.year(), date.month());
    let weeks = start.iter_weeks().take_while(|day| {
        let last = day.checked_add_days(Days::new(6)).unwrap_or(*day);
        [*day, last].iter().any(|day| (day.year(), day.month()) == month)
    });
    u32::try_from(weeks.take(6).count()).unwrap_or(6)
}

/// The colour of the palette that is nearest to one: what an import brought along looks like one that was checked.
pub fn nearest(colour: &Colour) -> &'static PaletteColour {
    let [first, ..] = &PALETTE;
    let distance = |of: &PaletteColour| -> u32 {
        // The eye sees green best, then red.
        let (one, other) = (colour.rgb(), of.colour().rgb());
        let weights = [3_u32, 4, 2];
        one.iter()
            .zip(other)
            .zip(weights)
            .map(|((a, b), weight)| u32::from(a.abs_diff(b)).pow(2) * weight)
            .sum()
    };
    PALETTE.iter().min_by_key(|of| distance(of)).unwrap_or(first)
}
