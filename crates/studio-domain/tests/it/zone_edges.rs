//! Clock changes one by one, and the ends of the calendar.

use crate::{form, rule};
use chrono::NaiveDate;
use studio_domain::{LocalTime, Rule, StudioZone, Timestamp, parse_date, parse_local};

fn zone(name: &str) -> StudioZone {
    StudioZone::parse(name).unwrap()
}

fn at(raw: &str) -> Timestamp {
    Timestamp::parse_rfc3339(raw).unwrap()
}

#[test]
fn days_around_clock_changes() {
    let table = [
        // Forward and back at night.
        ("Europe/Madrid", "2026-03-29", "2026-03-28T23:00:00Z", 23 * 60),
        ("Europe/Madrid", "2026-10-25", "2026-10-24T22:00:00Z", 25 * 60),
        // Forward at midnight: the day begins at one o'clock.
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", 23 * 60),
        ("Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z", 23 * 60),
        ("Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z", 23 * 60),
        // Back over midnight: the day before is longer.
        ("Africa/Cairo", "2024-10-31", "2024-10-30T21:00:00Z", 25 * 60),
        ("Africa/Cairo", "2024-11-01", "2024-10-31T22:00:00Z", 24 * 60),
        // Back to midnight: the day begins with the first of two.
        ("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z", 25 * 60),
        // Half an hour.
        ("Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30:00Z", 23 * 60 + 30),
        // No clock change any more.
        ("America/Mexico_City", "2026-04-05", "2026-04-05T06:00:00Z", 24 * 60),
        ("America/Mexico_City", "2022-04-03", "2022-04-03T06:00:00Z", 23 * 60),
    ];
    for (name, day, start, minutes) in table {
        let span = zone(name).day(parse_date("date", day).unwrap());
        assert_eq!((span.start(), span.minutes()), (at(start), minutes), "{name} {day}");
    }
}

#[test]
fn a_skipped_date_is_answered_by_the_next() {
    let apia = zone("Pacific/Apia");
    let day = |day| apia.day(NaiveDate::from_ymd_opt(2011, 12, day).unwrap());
    assert_eq!(day(29).end(), at("2011-12-30T10:00:00Z"));
    assert_eq!(day(30), day(31));
    assert_eq!(day(29).end(), day(31).start());
    assert_eq!(day(31).minutes(), 24 * 60);
    assert_eq!(apia.month(2011, 12).unwrap().minutes(), 30 * 24 * 60);
}

#[test]
fn wall_clock_times_around_clock_changes() {
    let table = [
        ("Europe/Madrid", "2026-03-14T16:30", LocalTime::Once(at("2026-03-14T15:30:00Z"))),
        ("Europe/Madrid", "2026-03-29T01:59:59", LocalTime::Once(at("2026-03-29T00:59:59Z"))),
        ("Europe/Madrid", "2026-03-29T02:00", LocalTime::Never { next: at("2026-03-29T01:00:00Z") }),
        ("Europe/Madrid", "2026-03-29T02:59:59", LocalTime::Never { next: at("2026-03-29T01:00:00Z") }),
        ("Europe/Madrid", "2026-03-29T03:00", LocalTime::Once(at("2026-03-29T01:00:00Z"))),
        (
            "Europe/Madrid",
            "2026-10-25T02:30",
            LocalTime::Twice(at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z")),
        ),
        ("Europe/Madrid", "2026-10-25T03:00", LocalTime::Once(at("2026-10-25T02:00:00Z"))),
        ("Asia/Beirut", "2026-03-29T00:00", LocalTime::Never { next: at("2026-03-28T22:00:00Z") }),
        (
            "America/Havana",
            "2026-11-01T00:00",
            LocalTime::Twice(at("2026-11-01T04:00:00Z"), at("2026-11-01T05:00:00Z")),
        ),
        ("Pacific/Apia", "2011-12-30T12:00", LocalTime::Never { next: at("2011-12-30T10:00:00Z") }),
    ];
    for (name, local, expected) in table {
        assert_eq!(zone(name).resolve(parse_local("time", local).unwrap()), expected, "{name} {local}");
    }
}

#[test]
fn one_moment_can_be_taken_where_nobody_can_be_asked() {
    let (one, other) = (Timestamp::from_millis(1), Timestamp::from_millis(2));
    assert_eq!(LocalTime::Twice(one, other).earliest(), one);
    assert_eq!(LocalTime::Never { next: other }.earliest(), other);
    assert_eq!(LocalTime::Once(one).once(), Some(one));
    assert_eq!(LocalTime::Twice(one, other).once(), None);
    assert_eq!(LocalTime::Never { next: other }.once(), None);
}

#[test]
fn offsets_are_written_to_the_minute() {
    let moment = at("2026-07-01T12:00:00.5Z");
    let table = [
        ("Europe/Madrid", "2026-07-01T14:00:00.500+02:00"),
        ("America/Mexico_City", "2026-07-01T06:00:00.500-06:00"),
        ("Asia/Kathmandu", "2026-07-01T17:45:00.500+05:45"),
        ("UTC", "2026-07-01T12:00:00.500+00:00"),
    ];
    for (name, text) in table {
        assert_eq!(zone(name).offset_rfc3339(moment), text);
    }
    // Madrid kept its own mean time, 14 minutes and 44 seconds behind, until 1901.
    assert_eq!(
        zone("Europe/Madrid").offset_rfc3339(at("1890-01-01T12:00:00Z")),
        "1890-01-01T11:45:00.000-00:15"
    );
}

#[test]
fn names_are_iana_names() {
    assert_eq!(zone(" Europe/Madrid ").name(), "Europe/Madrid");
    assert!(StudioZone::names().any(|name| name == "America/Mexico_City"));
    assert!(StudioZone::names().all(|name| StudioZone::parse(name).is_ok()));
    for bad in ["", "Madrid", "europe/madrid", "+01:00", "CEST"] {
        assert_eq!(rule(StudioZone::parse(bad)), form("time_zone"), "{bad:?}");
    }
}

#[test]
fn months_and_ranges_that_are_none_are_refused() {
    let madrid = zone("Europe/Madrid");
    assert_eq!(rule(madrid.month(2026, 0)), Rule::OutOfRange { min: 1, max: 12 });
    assert_eq!(rule(madrid.month(2026, 13)), Rule::OutOfRange { min: 1, max: 12 });
    assert_eq!(rule(madrid.month(0, 1)), Rule::OutOfRange { min: 1, max: 9999 });
    assert_eq!(rule(madrid.year(10_000)), Rule::OutOfRange { min: 1, max: 9999 });
    assert_eq!(rule(madrid.quarter(2026, 5)), Rule::OutOfRange { min: 1, max: 4 });
    assert_eq!(rule(madrid.quarter(2026, u32::MAX)), Rule::OutOfRange { min: 1, max: 4 });
    let (first, last) = (NaiveDate::from_ymd_opt(2026, 3, 2), NaiveDate::from_ymd_opt(2026, 3, 1));
    assert_eq!(rule(madrid.dates(first.unwrap(), last.unwrap())), Rule::EndBeforeStart);
}

#[test]
fn the_ends_of_the_calendar_have_days_too() {
    for name in ["UTC", "Pacific/Kiritimati", "America/Adak", "Asia/Manila", "America/Metlakatla"] {
        let zone = zone(name);
        for date in [NaiveDate::MIN, NaiveDate::MAX] {
            assert_eq!(zone.day(date).minutes(), 24 * 60, "{name} {date}");
        }
        assert!(zone.year(1).unwrap().minutes() > 364 * 24 * 60);
        assert!(zone.year(9999).unwrap().minutes() > 363 * 24 * 60);
        for moment in [Timestamp::MIN, Timestamp::MAX] {
            assert_eq!(Timestamp::parse_rfc3339(&zone.offset_rfc3339(moment)), Ok(moment), "{name}");
        }
    }
}
