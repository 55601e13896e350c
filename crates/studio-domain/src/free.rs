//! Free time: what hours leave of a day, and where an appointment of some length fits between what is taken.

use std::time::Duration;

use chrono::{Datelike, NaiveDate, Timelike};

use crate::coded::coded;
use crate::{StudioZone, TimeSpan, Timestamp, Weekday, WorkingHours};

const MINUTE: Duration = Duration::from_secs(60);
/// Minutes of a day on which no clock is changed.
const DAY: i64 = 1440;

coded! {
    /// A part of the day, by the clock at which an appointment begins.
    DayPart("part") {
        /// Before 13:00.
        Morning = "morning",
        /// From 13:00, before 18:00.
        Afternoon = "afternoon",
        /// From 18:00.
        Evening = "evening",
    }
}

impl DayPart {
    /// The part that an hour of the day is in.
    pub const fn of_hour(hour: u32) -> Self {
        match hour {
            0..13 => Self::Morning,
            13..18 => Self::Afternoon,
            _ => Self::Evening,
        }
    }
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeWish {
    /// How long, in minutes.
    pub minutes: u16,
    /// Not before.
    pub from: Timestamp,
    /// On these days of the week; none: on any.
    pub days: Vec<Weekday>,
    /// In this part of the day; `None`: in any.
    pub part: Option<DayPart>,
    /// Begins at a multiple of so many minutes of the hour; 1 at least.
    pub grid: u16,
}

impl FreeWish {
    /// Whether an appointment may begin then, as far as day and part of the day go.
    pub fn fits(&self, zone: StudioZone, start: Timestamp) -> bool {
        let local = zone.local(start);
        let day = Weekday::from(local.weekday());
        (self.days.is_empty() || self.days.contains(&day))
            && self.part.is_none_or(|part| part == DayPart::of_hour(local.hour()))
    }
}

/// The open stretches of a local day, in order and apart. A minute is open if the wall clock shows an open one, also where it shows it twice.
pub fn open_spans(hours: &WorkingHours, zone: StudioZone, date: NaiveDate) -> Vec<TimeSpan> {
    let day = zone.day(date);
    let times = hours.on(Weekday::from(date.weekday()));
    let after = |minutes: i64| day.start().plus(MINUTE.saturating_mul(u32::try_from(minutes).unwrap_or(0)));
    if day.minutes() == DAY {
        let span = |time: &crate::OpenTime| TimeSpan::new(after(time.from().into()), after(time.to().into()));
        return times.iter().filter_map(|time| span(time).ok()).collect();
    }
    // Clocks change on this day: each minute is asked for itself.
    let mut spans = Vec::new();
    let mut since = None;
    for minute in 0..day.minutes() {
        let at = after(minute);
        let local = zone.local(at);
        let shown = u16::try_from(local.hour() * 60 + local.minute()).unwrap_or(u16::MAX);
        let open = times.iter().any(|time| time.from() <= shown && shown < time.to());
        match (open, since) {
            (true, None) => since = Some(at),
            (false, Some(start)) => {
                spans.extend(TimeSpan::new(start, at));
                since = None;
            }
            _ => {}
        }
    }
    if let Some(start) = since {
        spans.extend(TimeSpan::new(start, day.end()));
    }
    spans
}

/// The closed stretches of a local day: all that [`open_spans`] leaves.
pub fn closed_spans(hours: &WorkingHours, zone: StudioZone, date: NaiveDate) -> Vec<TimeSpan> {
    without(&[zone.day(date)], &open_spans(hours, zone, date))
}

/// When an artist works between two moments: while the studio is open and within the artist's own hours. Hours that nobody entered say
/// nothing: then the other ones alone count.
pub fn working_spans(
    opening: &WorkingHours,
    own: &WorkingHours,
    zone: StudioZone,
    from: Timestamp,
    to: Timestamp,
) -> Vec<TimeSpan> {
    let mut all: Vec<TimeSpan> = Vec::new();
    let (mut date, last) = (zone.date(from), zone.date(to));
    while date <= last {
        let spans = match (opening.is_closed(), own.is_closed()) {
            (_, true) => open_spans(opening, zone, date),
            (true, false) => open_spans(own, zone, date),
            (false, false) => shared(&open_spans(opening, zone, date), &open_spans(own, zone, date)),
        };
        for span in spans {
            let clipped = TimeSpan::new(span.start().max(from), span.end().min(to));
            all.extend(clipped);
        }
        let Some(next) = date.succ_opt() else { break };
        date = next;
    }
    joined(all)
}

/// Where an appointment fits, in order: on the grid, one behind the other, at most `most`. `working` is in order and apart; `busy` need not be.
pub fn free_starts(
    zone: StudioZone,
    working: &[TimeSpan],
    busy: &[TimeSpan],
    wish: &FreeWish,
    most: usize,
) -> Vec<TimeSpan> {
    let length = MINUTE.saturating_mul(u32::from(wish.minutes));
    let mut found = Vec::new();
    for gap in without(working, &joined(busy.to_vec())) {
        let mut at = gap.start().max(wish.from);
        while found.len() < most {
            let start = on_grid(zone, at, wish.grid);
            let end = start.plus(length);
            let Ok(slot) = TimeSpan::new(start, end) else { break };
            if end > gap.end() {
                break;
            }
            if wish.fits(zone, start) {
                found.push(slot);
                at = end;
            } else {
                at = start.plus(MINUTE);
            }
        }
    }
    found
}

/// The first moment from then on at which the wall clock shows a multiple of the grid.
fn on_grid(zone: StudioZone, at: Timestamp, grid: u16) -> Timestamp {
    let grid = u32::from(grid.max(1));
    let beyond = u64::try_from(at.millis().rem_euclid(60_000)).unwrap_or(0);
    let mut at = if beyond == 0 { at } else { at.plus(Duration::from_millis(60_000 - beyond)) };
    // Twice at most, where clocks change on the way.
    for _ in 0..4 {
        let local = zone.local(at);
        match (local.hour() * 60 + local.minute()) % grid {
            0 => break,
            over => at = at.plus(MINUTE.saturating_mul(grid - over)),
        }
    }
    at
}

/// In order, and each that touches or overlaps the one before made one with it.
fn joined(mut spans: Vec<TimeSpan>) -> Vec<TimeSpan> {
    spans.sort_unstable_by_key(|span| (span.start(), span.end()));
    let mut all: Vec<TimeSpan> = Vec::with_capacity(spans.len());
    for span in spans {
        match all.last_mut() {
            Some(last) if span.start() <= last.end() => {
                *last = TimeSpan::between(last.start(), last.end().max(span.end()));
            }
            _ => all.push(span),
        }
    }
    all
}

/// What both have; each is in order and apart.
fn shared(one: &[TimeSpan], other: &[TimeSpan]) -> Vec<TimeSpan> {
    one.iter()
        .flat_map(|a| other.iter().map(move |b| (a, b)))
        .filter_map(|(a, b)| TimeSpan::new(a.start().max(b.start()), a.end().min(b.end())).ok())
        .collect()
}

/// What is left of the first without the second; each is in order and apart.
fn without(from: &[TimeSpan], taken: &[TimeSpan]) -> Vec<TimeSpan> {
    let mut left = Vec::new();
    for span in from {
        let mut start = span.start();
        for one in taken.iter().filter(|one| one.overlaps(span)) {
            left.extend(TimeSpan::new(start, one.start()));
            start = start.max(one.end());
        }
        left.extend(TimeSpan::new(start, span.end()));
    }
    left
}
