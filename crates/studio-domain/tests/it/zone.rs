//! Days, weeks and months of a zone: they follow each other without gap or overlap.

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use std::time::Duration;
use studio_domain::{LocalTime, StudioZone, Timestamp, Weekday};

/// Zones with clock changes at night, at midnight, given up, taken up again, and in the other half of the world.
const ZONES: [&str; 6] = [
    "Europe/Madrid",
    "America/Mexico_City",
    "America/Sao_Paulo",
    "Africa/Cairo",
    "Pacific/Apia",
    "Asia/Beirut",
];

fn zone(name: &str) -> StudioZone {
    StudioZone::parse(name).unwrap()
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn days_from_2020_to_2035_tile() {
    let millisecond = Duration::from_millis(1);
    for name in ZONES {
        let zone = zone(name);
        let mut day = date(2020, 1, 1);
        let mut unusual = 0;
        while day < date(2036, 1, 1) {
            let span = zone.day(day);
            let next = day.succ_opt().unwrap();
            assert_eq!(span.end(), zone.day(next).start(), "{name} {day}");
            assert_eq!(zone.date(span.start()), day, "{name} {day}");
            assert_eq!(zone.date(span.start().minus(millisecond)), day.pred_opt().unwrap(), "{name} {day}");
            assert_eq!(zone.date(span.end().minus(millisecond)), day, "{name} {day}");
            assert!([23 * 60, 24 * 60, 25 * 60].contains(&span.minutes()), "{name} {day} {}", span.minutes());
            unusual += i32::from(span.minutes() != 24 * 60);
            day = next;
        }
        // Two changes a year in Madrid and Beirut; the others changed their mind in these years.
        let changes = match name {
            "Europe/Madrid" | "Asia/Beirut" => 32,
            "America/Mexico_City" => 6,
            "America/Sao_Paulo" => 0,
            "Africa/Cairo" => 26,
            _ => 3,
        };
        assert_eq!(unusual, changes, "{name}");
    }
}

#[test]
fn weeks_months_quarters_and_years_tile_and_are_made_of_days() {
    for name in ZONES {
        let zone = zone(name);
        for first in Weekday::ALL {
            let mut day = date(2022, 1, 1);
            while day < date(2025, 1, 1) {
                let week = zone.week(day, first);
                assert!(week.contains(zone.day(day).start()), "{name} {day} {first}");
                assert_eq!(Weekday::from(zone.date(week.start()).weekday()), first);
                assert_eq!(week.end(), zone.week(day + Days::new(7), first).start(), "{name} {day} {first}");
                day = day + Days::new(3);
            }
        }
        for year in 2020..2036 {
            let whole = zone.year(year).unwrap();
            let mut at = whole.start();
            for month in 1..=12 {
                let span = zone.month(year, month).unwrap();
                assert_eq!(span.start(), at, "{name} {year}-{month}");
                assert_eq!(span.start(), zone.day(date(year, month, 1)).start());
                at = span.end();
            }
            assert_eq!(at, whole.end());
            assert_eq!(zone.quarter(year, 1).unwrap().start(), whole.start());
            for quarter in 1..=3 {
                let (this, next) = (zone.quarter(year, quarter), zone.quarter(year, quarter + 1));
                assert_eq!(this.unwrap().end(), next.unwrap().start());
            }
            assert_eq!(zone.quarter(year, 4).unwrap().end(), whole.end());
            assert_eq!(zone.dates(date(year, 1, 1), date(year, 12, 31)).unwrap(), whole);
        }
    }
}

#[test]
fn a_week_takes_both_kinds_of_weekday() {
    let madrid = zone("Europe/Madrid");
    let day = date(2026, 3, 14);
    assert_eq!(madrid.week(day, chrono::Weekday::Sun), madrid.week(day, Weekday::Sunday));
    assert_eq!(madrid.date(madrid.week(day, Weekday::Sunday).start()), date(2026, 3, 8));
    assert_eq!(madrid.date(madrid.week(day, Weekday::Saturday).start()), day);
}

/// Every half hour around every clock change of every zone in a year.
#[test]
fn wall_clock_times_around_every_clock_change_are_resolved() {
    let (mut twice, mut never) = (0, 0);
    for zone in StudioZone::names().map(zone) {
        let mut day = date(2026, 1, 1);
        while day < date(2027, 1, 1) {
            if zone.day(day).minutes() != 24 * 60 {
                let midnight = day.and_time(chrono::NaiveTime::MIN);
                for local in (-4..52).map(|half| midnight + chrono::TimeDelta::minutes(half * 30)) {
                    match zone.resolve(local) {
                        LocalTime::Once(moment) => assert_eq!(zone.local(moment), local),
                        LocalTime::Twice(one, other) => {
                            twice += 1;
                            assert!(one < other);
                            assert_eq!((zone.local(one), zone.local(other)), (local, local));
                        }
                        LocalTime::Never { next } => {
                            never += 1;
                            assert!(zone.local(next) > local);
                            assert!(zone.local(next.minus(Duration::from_millis(1))) < local);
                        }
                    }
                }
            }
            day = day.succ_opt().unwrap();
        }
    }
    assert!(twice > 200 && never > 200, "{twice} {never}");
}

fn any_zone() -> impl Strategy<Value = StudioZone> {
    let names: Vec<_> = StudioZone::names().collect();
    proptest::sample::select(names).prop_map(zone)
}

/// Milliseconds from 2012 (the last odd day is over) to 2060.
fn any_recent() -> impl Strategy<Value = Timestamp> {
    (1_325_376_000_000..2_840_140_800_000_i64).prop_map(Timestamp::from_millis)
}

fn any_moment() -> impl Strategy<Value = Timestamp> {
    (Timestamp::MIN.millis()..=Timestamp::MAX.millis()).prop_map(Timestamp::from_millis)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_day_holds_its_moments(zone in any_zone(), moment in any_recent()) {
        let day = zone.date(moment);
        prop_assert!(zone.day(day).contains(moment));
        prop_assert!(zone.week(day, Weekday::Sunday).contains(moment));
        prop_assert!(zone.month(day.year(), day.month()).unwrap().contains(moment));
    }

    #[test]
    fn the_wall_clock_resolves_to_the_moment(zone in any_zone(), moment in any_moment()) {
        let found = match zone.resolve(zone.local(moment)) {
            LocalTime::Once(only) => only == moment,
            LocalTime::Twice(one, other) => one < other && (one == moment || other == moment),
            LocalTime::Never { .. } => false,
        };
        prop_assert!(found);
    }

    #[test]
    fn rfc3339_with_offset_names_the_same_moment(zone in any_zone(), moment in any_moment()) {
        let text = zone.offset_rfc3339(moment);
        prop_assert_eq!(Timestamp::parse_rfc3339(&text), Ok(moment), "{}", text);
    }

    #[test]
    fn any_date_has_a_day(zone in any_zone(), days in -2_000_000..4_000_000_i32) {
        let day = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        let span = zone.day(day);
        let week = zone.week(day, Weekday::Thursday);
        prop_assert!(span.start() < span.end() && span.minutes() <= 49 * 60);
        prop_assert!((6 * 24 * 60..=8 * 24 * 60).contains(&week.minutes()), "{}", week.minutes());
    }
}

#[test]
fn a_zone_is_of_a_country_under_each_of_its_names() {
    for (zone, country) in [
        ("America/Mexico_City", Some("MX")),
        ("Europe/Madrid", Some("ES")),
        ("Atlantic/Canary", Some("ES")),
        ("America/Argentina/Buenos_Aires", Some("AR")),
        ("America/Buenos_Aires", Some("AR")),
        ("Asia/Calcutta", Some("IN")),
        ("US/Pacific", Some("US")),
        ("UTC", None),
        ("Etc/GMT+5", None),
    ] {
        assert_eq!(StudioZone::parse(zone).unwrap().country(), country, "{zone}");
    }
    let countries: Vec<&str> =
        StudioZone::names().filter_map(|zone| StudioZone::parse(zone).unwrap().country()).collect();
    assert!(countries.len() > 400, "{}", countries.len());
    assert!(
        countries.iter().all(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()))
    );
}
