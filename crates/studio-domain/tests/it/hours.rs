//! Opening and working hours.

use crate::{form, rule};
use proptest::prelude::*;
use studio_domain::{OpenTime, Rule, StudioZone, TimeSpan, Timestamp, Weekday, WorkingHours, parse_local};

fn hours(raw: &str) -> WorkingHours {
    WorkingHours::parse(raw).unwrap()
}

fn open(from: u16, to: u16) -> OpenTime {
    OpenTime::new(from, to).unwrap()
}

#[test]
fn hours_have_one_spelling() {
    let table = [
        ("mon 10:00-14:00,16:00-20:00; tue 11:00-19:00", "mon 10:00-14:00,16:00-20:00; tue 11:00-19:00"),
        (
            "TUESDAY 9:00 - 14:00 ;; Mon 16:00–20:00, 10:00-14:00;",
            "mon 10:00-14:00,16:00-20:00; tue 09:00-14:00",
        ),
        ("mon 10:00-12:00,12:00-14:00", "mon 10:00-14:00"),
        ("mon 10:00-12:00\nmon 14:00-15:00", "mon 10:00-12:00,14:00-15:00"),
        ("tue-thu 11:00-19:00", "tue 11:00-19:00; wed 11:00-19:00; thu 11:00-19:00"),
        ("sat-mon 00:00-24:00", "mon 00:00-24:00; sat 00:00-24:00; sun 00:00-24:00"),
        ("sun closed; sat 10:00-14:00", "sat 10:00-14:00"),
        ("sun Closed", ""),
        ("", ""),
    ];
    for (raw, written) in table {
        assert_eq!(hours(raw).to_string(), written, "{raw:?}");
    }
}

#[test]
fn hours_that_are_none_are_refused() {
    let bad = [
        "mon",
        "monday10:00-14:00",
        "xyz 10:00-14:00",
        "mon 10-14",
        "mon 10:00",
        "mon 10:00-25:00",
        "mon 10:60-12:00",
        "mon 24:01-24:30",
        "mon 10:00-14:00,",
        "mon 010:00-14:00",
        "mon 10:0-14:00",
        "mon -10:00-14:00",
        "mon- 10:00-14:00",
    ];
    for raw in bad {
        assert_eq!(rule(WorkingHours::parse(raw)), form("hours"), "{raw:?}");
    }
    assert_eq!(rule(WorkingHours::parse("fri 20:00-02:00")), Rule::EndBeforeStart);
    assert_eq!(rule(WorkingHours::parse("fri 10:00-10:00")), Rule::EndBeforeStart);
    assert_eq!(rule(WorkingHours::parse("fri 10:00-14:00,13:59-15:00")), Rule::Overlap);
    assert_eq!(rule(WorkingHours::parse("fri 10:00-14:00; wed-sat 12:00-13:00")), Rule::Overlap);
    assert_eq!(rule(OpenTime::new(0, 1441)), Rule::OutOfRange { min: 0, max: 1440 });
    assert_eq!(rule(OpenTime::new(60, 60)), Rule::EndBeforeStart);
}

#[test]
fn the_axis_spans_all_days() {
    let week = hours("mon 10:00-14:00,16:00-20:00; sat 09:30-13:00");
    assert_eq!(week.extent(), Some(open(570, 1200)));
    assert_eq!(week.on(Weekday::Monday), [open(600, 840), open(960, 1200)]);
    assert_eq!(week.on(Weekday::Sunday), []);
    assert_eq!(week.days().map(|(day, _)| day).collect::<Vec<_>>(), [Weekday::Monday, Weekday::Saturday]);
    assert_eq!(WorkingHours::new().extent(), None);
    assert!(WorkingHours::new().is_closed() && !week.is_closed());
}

#[test]
fn a_booking_is_inside_or_not() {
    let zone = StudioZone::parse("Europe/Madrid").unwrap();
    let week = hours("fri 10:00-14:00,16:00-24:00; sat 00:00-02:00,10:00-14:00; sun 00:00-24:00");
    let table = [
        // Friday 27 March 2026.
        ("2026-03-27T10:00", "2026-03-27T14:00", true),
        ("2026-03-27T09:59", "2026-03-27T11:00", false),
        ("2026-03-27T13:00", "2026-03-27T14:01", false),
        ("2026-03-27T13:00", "2026-03-27T17:00", false),
        ("2026-03-26T11:00", "2026-03-26T12:00", false),
        // Over midnight into Saturday.
        ("2026-03-27T22:00", "2026-03-28T00:00", true),
        ("2026-03-27T22:00", "2026-03-28T02:00", true),
        ("2026-03-27T22:00", "2026-03-28T02:01", false),
        ("2026-03-28T13:00", "2026-03-29T01:00", false),
        // The Sundays of the clock changes.
        ("2026-03-29T00:00", "2026-03-29T23:59", true),
        ("2026-03-29T01:30", "2026-03-29T03:30", true),
        ("2026-10-25T01:30", "2026-10-25T03:30", true),
        ("2026-10-25T23:00", "2026-10-26T00:30", false),
    ];
    for (start, end, inside) in table {
        let at = |raw| zone.resolve(parse_local("time", raw).unwrap()).once().unwrap();
        let span = TimeSpan::new(at(start), at(end)).unwrap();
        assert_eq!(week.covers(&zone, &span), inside, "{start} {end}");
    }
}

fn any_hours() -> impl Strategy<Value = WorkingHours> {
    let day = prop::collection::btree_set(0..=1440_u16, 0..8);
    prop::collection::vec(day, 7).prop_map(|days| {
        Weekday::ALL.into_iter().zip(days).fold(WorkingHours::new(), |hours, (day, marks)| {
            let marks: Vec<_> = marks.into_iter().collect();
            let times: Vec<_> = marks.as_chunks().0.iter().map(|[from, to]| open(*from, *to)).collect();
            hours.with(day, &times).unwrap()
        })
    })
}

proptest! {
    #[test]
    fn hours_read_back(hours in any_hours()) {
        prop_assert_eq!(WorkingHours::parse(&hours.to_string()), Ok(hours));
    }

    #[test]
    fn times_of_a_day_are_in_order_and_apart(hours in any_hours()) {
        for (_, times) in hours.days() {
            prop_assert!(!times.is_empty());
            prop_assert!(times.windows(2).all(|pair| pair[0].to() < pair[1].from()));
        }
    }

    /// Against a count minute by minute, in a zone without clock changes.
    #[test]
    fn a_span_is_inside_if_each_of_its_minutes_is(hours in any_hours(), start in 0..10_080_i64, length in 1..2_000_i64) {
        // Monday 5 January 1970.
        let monday = 4 * 1_440;
        let open = |minute: i64| {
            let day = Weekday::ALL[usize::try_from(minute / 1_440 % 7).unwrap()];
            hours.on(day).iter().any(|t| (i64::from(t.from())..i64::from(t.to())).contains(&(minute % 1_440)))
        };
        let at = |minute: i64| Timestamp::from_millis((monday + minute) * 60_000);
        let span = TimeSpan::new(at(start), at(start + length)).unwrap();
        prop_assert_eq!(hours.covers(&StudioZone::UTC, &span), (start..start + length).all(open));
        for time in hours.on(Weekday::Monday) {
            let span = TimeSpan::new(at(time.from().into()), at(time.to().into())).unwrap();
            prop_assert!(hours.covers(&StudioZone::UTC, &span));
        }
    }

    #[test]
    fn no_text_breaks_the_reader(raw in "((mon|tue|sun) ?[0-9:,; -]{0,20}){0,3}|.{0,20}") {
        if let Ok(hours) = WorkingHours::parse(&raw) {
            prop_assert_eq!(WorkingHours::parse(&hours.to_string()), Ok(hours));
        }
    }
}
