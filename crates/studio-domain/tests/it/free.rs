//! Free time, against a model that asks every minute for itself.

use std::time::Duration;

use chrono::{Datelike, NaiveDate, Timelike};
use proptest::prelude::*;
use studio_domain::{
    DayPart, FreeWish, OpenTime, StudioZone, TimeSpan, Timestamp, Weekday, WorkingHours, closed_spans,
    free_starts, open_spans, working_spans,
};

const MINUTE: Duration = Duration::from_secs(60);
const ZONES: [&str; 5] =
    ["Europe/Madrid", "America/Mexico_City", "America/Santiago", "Australia/Lord_Howe", "UTC"];
/// Days on or around which clocks change somewhere, and a plain one.
const DATES: [(i32, u32, u32); 7] =
    [(2026, 3, 29), (2026, 10, 25), (2026, 4, 5), (2026, 10, 4), (2026, 9, 6), (2026, 4, 4), (2026, 6, 10)];

fn hours() -> impl Strategy<Value = WorkingHours> {
    let day = prop::collection::vec((0_u16..1440, 1_u16..600), 0..3);
    prop::collection::vec(day, 7).prop_map(|days| {
        let mut hours = WorkingHours::new();
        for (day, times) in Weekday::ALL.into_iter().zip(days) {
            for (from, length) in times {
                let time = OpenTime::new(from, (from + length).min(1440)).unwrap();
                if let Ok(more) = hours.clone().with(day, &[time]) {
                    hours = more;
                }
            }
        }
        hours
    })
}

fn place() -> impl Strategy<Value = (StudioZone, NaiveDate)> {
    (prop::sample::select(&ZONES[..]), prop::sample::select(&DATES[..])).prop_map(|(zone, (y, m, d))| {
        (StudioZone::parse(zone).unwrap(), NaiveDate::from_ymd_opt(y, m, d).unwrap())
    })
}

/// Whether the wall clock shows an open minute.
fn is_open(hours: &WorkingHours, zone: StudioZone, at: Timestamp) -> bool {
    let local = zone.local(at);
    let shown = u16::try_from(local.hour() * 60 + local.minute()).unwrap();
    hours.on(Weekday::from(local.weekday())).iter().any(|time| time.from() <= shown && shown < time.to())
}

fn works(opening: &WorkingHours, own: &WorkingHours, zone: StudioZone, at: Timestamp) -> bool {
    match (opening.is_closed(), own.is_closed()) {
        (_, true) => is_open(opening, zone, at),
        (true, false) => is_open(own, zone, at),
        (false, false) => is_open(opening, zone, at) && is_open(own, zone, at),
    }
}

fn inside(spans: &[TimeSpan], at: Timestamp) -> bool {
    spans.iter().any(|span| span.contains(at))
}

fn minutes(span: TimeSpan) -> impl Iterator<Item = Timestamp> {
    (0..span.minutes()).map(move |minute| span.start().plus(MINUTE * u32::try_from(minute).unwrap()))
}

/// Minute by minute: where it fits, it is taken, and the search goes on behind it.
fn naive(
    zone: StudioZone,
    (opening, own): (&WorkingHours, &WorkingHours),
    (from, to): (Timestamp, Timestamp),
    busy: &[TimeSpan],
    wish: &FreeWish,
    most: usize,
) -> Vec<TimeSpan> {
    let free = |at: Timestamp| at < to && works(opening, own, zone, at) && !inside(busy, at);
    let length = MINUTE * u32::from(wish.minutes);
    let mut found = Vec::new();
    let mut at = from;
    while at < to && found.len() < most {
        let local = zone.local(at);
        let on_grid = (local.hour() * 60 + local.minute()).is_multiple_of(u32::from(wish.grid));
        let day = wish.days.is_empty() || wish.days.contains(&Weekday::from(local.weekday()));
        let part = wish.part.is_none_or(|part| match part {
            DayPart::Morning => local.hour() < 13,
            DayPart::Afternoon => (13..18).contains(&local.hour()),
            DayPart::Evening => local.hour() >= 18,
        });
        let slot = TimeSpan::new(at, at.plus(length)).unwrap();
        if at >= wish.from && on_grid && day && part && minutes(slot).all(free) {
            found.push(slot);
            at = slot.end();
        } else {
            at = at.plus(MINUTE);
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_day_is_open_or_closed_at_each_minute((zone, date) in place(), hours in hours()) {
        let (open, closed) = (open_spans(&hours, zone, date), closed_spans(&hours, zone, date));
        for at in minutes(zone.day(date)) {
            prop_assert_eq!(inside(&open, at), is_open(&hours, zone, at));
            prop_assert_ne!(inside(&open, at), inside(&closed, at));
        }
        for spans in [open, closed] {
            for pair in spans.windows(2) {
                prop_assert!(pair[0].end() < pair[1].start(), "apart and in order");
            }
        }
    }

    #[test]
    fn what_is_found_is_what_every_minute_says(
        (zone, date) in place(),
        opening in hours(),
        own in hours(),
        taken in prop::collection::vec((0_u32..4320, 1_u32..400), 0..10),
        (length, grid) in (1_u16..300, prop::sample::select(&[1_u16, 5, 10, 15, 20, 30, 60][..])),
        (earliest, days) in (0_u32..3000, prop::collection::vec(0_usize..7, 0..3)),
        part in prop::option::of(prop::sample::select(DayPart::ALL)),
        most in 1_usize..12,
    ) {
        let from = zone.day(date).start();
        let to = from.plus(MINUTE * 3 * 1440);
        let busy: Vec<TimeSpan> = taken
            .into_iter()
            .map(|(start, length)| {
                let start = from.plus(MINUTE * start);
                TimeSpan::new(start, start.plus(MINUTE * length)).unwrap()
            })
            .collect();
        let wish = FreeWish {
            minutes: length,
            from: from.plus(MINUTE * earliest),
            days: days.into_iter().map(|day| Weekday::ALL[day]).collect(),
            part,
            grid,
        };
        let working = working_spans(&opening, &own, zone, from, to);
        for at in minutes(TimeSpan::new(from, to).unwrap()) {
            prop_assert_eq!(inside(&working, at), works(&opening, &own, zone, at));
        }
        let found = free_starts(zone, &working, &busy, &wish, most);
        prop_assert_eq!(found, naive(zone, (&opening, &own), (from, to), &busy, &wish, most));
    }
}

#[test]
fn a_start_between_two_minutes_waits_for_the_next_one() {
    let zone = StudioZone::parse("Europe/Madrid").unwrap();
    let hours = WorkingHours::parse("mon-sun 10:00-20:00").unwrap();
    let date = NaiveDate::from_ymd_opt(2026, 6, 10).unwrap();
    let day = zone.day(date);
    let working = working_spans(&hours, &WorkingHours::new(), zone, day.start(), day.end());
    let from = day.start().plus(MINUTE * (11 * 60 + 2)).plus(Duration::from_millis(1));
    let wish = FreeWish { minutes: 60, from, days: Vec::new(), part: None, grid: 5 };
    let found = free_starts(zone, &working, &[], &wish, 1);
    assert_eq!(zone.local(found[0].start()).to_string(), "2026-06-10 11:05:00");
    assert_eq!(zone.date(found[0].start()).weekday(), chrono::Weekday::Wed);
}
