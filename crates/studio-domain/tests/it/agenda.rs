//! A day of the agenda: what it shows, what is closed, what stands beside what.

use std::time::Duration;

use chrono::NaiveDate;
use proptest::prelude::*;
use studio_domain::agenda::{
    AgendaSort, Lane, ROW, Stretch, axis, closed, lanes, moment_of, nearest, row, rows_of, sheet_start,
    sheet_weeks, stretch, wall_axis, wall_stretch,
};
use studio_domain::{Colour, PALETTE, StudioZone, TimeSpan, Timestamp, Weekday, WorkingHours};

fn zone(name: &str) -> StudioZone {
    StudioZone::parse(name).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn hours(text: &str) -> WorkingHours {
    WorkingHours::parse(text).unwrap()
}

fn clock(zone: &StudioZone, at: Timestamp) -> String {
    zone.local(at).format("%d %H:%M").to_string()
}

fn shown(zone: &StudioZone, span: &TimeSpan) -> String {
    format!("{}-{}", clock(zone, span.start()), clock(zone, span.end()))
}

fn shares(one: Stretch, other: Stretch) -> bool {
    one.from < other.to && other.from < one.to
}

proptest! {
    #[test]
    fn no_two_in_one_lane_overlap_and_nothing_is_lost(
        ends in prop::collection::vec((0_u32..300, 1_u32..60), 0..80)
    ) {
        let all: Vec<Stretch> = ends.into_iter().map(|(from, length)| Stretch { from, to: from + length }).collect();
        let placed = lanes(&all);
        prop_assert_eq!(placed.len(), all.len());
        for (nth, (one, lane)) in all.iter().zip(&placed).enumerate() {
            prop_assert!(lane.place < lane.of);
            for (other, others) in all.iter().zip(&placed).skip(nth + 1) {
                if shares(*one, *other) {
                    prop_assert_ne!(lane.place, others.place, "{:?} {:?}", one, other);
                    prop_assert_eq!(lane.of, others.of, "one group has one width");
                }
            }
            // No wider than the busiest row of the group asks for.
            let busiest = |stretch: &Stretch| (stretch.from..stretch.to)
                .map(|row| all.iter().filter(|one| one.from <= row && row < one.to).count())
                .max();
            if lane.of == 1 {
                prop_assert_eq!(busiest(one), Some(1));
            }
        }
    }

    #[test]
    fn a_group_has_as_few_lanes_as_its_busiest_row(
        ends in prop::collection::vec((0_u32..40, 1_u32..20), 1..30)
    ) {
        let all: Vec<Stretch> = ends.into_iter().map(|(from, length)| Stretch { from, to: from + length }).collect();
        let widest = lanes(&all).into_iter().map(|lane| lane.of).max().unwrap_or_default();
        let busiest = (0..60).map(|row| all.iter().filter(|one| one.from <= row && row < one.to).count()).max();
        prop_assert_eq!(Some(widest as usize), busiest);
    }

    #[test]
    fn whatever_happens_on_a_day_is_inside_its_axis(
        day in 0_i64..12_000, minutes in prop::collection::vec((0_i64..1440, 5_i64..720), 0..6),
        name in prop::sample::select(vec!["Europe/Madrid", "America/Mexico_City", "America/Santiago", "Australia/Lord_Howe"]),
    ) {
        let zone = zone(name);
        let date = date("2000-01-01") + chrono::Days::new(day as u64);
        let whole = zone.day(date);
        let spans: Vec<TimeSpan> = minutes.iter().map(|(from, length)| {
            let start = whole.start().plus(Duration::from_secs(*from as u64 * 60));
            TimeSpan::new(start, start.plus(Duration::from_secs(*length as u64 * 60))).unwrap()
        }).collect();
        let opening = hours("mon-sun 10:00-14:00,16:00-20:15");
        let axis = axis(&zone, date, &opening, spans.iter().copied());
        prop_assert!(whole.start() <= axis.start() && axis.end() <= whole.end());
        let rows = rows_of(&axis);
        prop_assert!(rows <= 25 * 12 + 12);
        for span in &spans {
            if let Some(part) = span.intersection(&whole) {
                prop_assert!(axis.start() <= part.start() && part.end() <= axis.end());
                let drawn = stretch(&axis, span.start(), span.end());
                prop_assert!(drawn.from < drawn.to && drawn.to <= rows);
            }
        }
        // What is closed and what is open are the whole axis, and share nothing.
        let shut = closed(&zone, date, &axis, &[&opening]);
        for pair in shut.windows(2) {
            prop_assert!(pair[0].end() < pair[1].start());
        }
        for row in 0..rows {
            let at = axis.start().plus(Duration::from_secs(u64::from(row) * 60 * u64::from(ROW)));
            let span = TimeSpan::new(at, at.plus(Duration::from_secs(60))).unwrap();
            let inside = shut.iter().any(|shut| shut.contains(at));
            prop_assert_eq!(inside, !opening.covers(&zone, &span), "{} {}", name, clock(&zone, at));
        }
    }

    #[test]
    fn every_colour_is_near_one_of_the_palette(red: u8, green: u8, blue: u8) {
        let colour = Colour::parse(&format!("#{red:02x}{green:02x}{blue:02x}")).unwrap();
        prop_assert!(PALETTE.contains(nearest(&colour)));
    }
}

#[test]
fn back_to_back_is_one_lane_and_a_replacement_stands_beside_what_was_cancelled() {
    let of = |from, to| Stretch { from, to };
    let lane = |place, of| Lane { place, of };
    assert_eq!(lanes(&[of(0, 6), of(6, 12)]), [lane(0, 1), lane(0, 1)]);
    assert_eq!(lanes(&[of(0, 12), of(0, 12), of(12, 24)]), [lane(0, 2), lane(1, 2), lane(0, 1)]);
    // A long one beside two short ones.
    assert_eq!(lanes(&[of(0, 4), of(4, 8), of(0, 8)]), [lane(1, 2), lane(1, 2), lane(0, 2)]);
    // Without a row of its own one is taken.
    assert_eq!(lanes(&[of(3, 3), of(3, 2), of(4, 5)]), [lane(0, 2), lane(1, 2), lane(0, 1)]);
    assert_eq!(lanes(&[]), []);
}

#[test]
fn the_axis_is_the_opening_stretched_by_what_lies_outside() {
    let madrid = zone("Europe/Madrid");
    let day = date("2026-03-14");
    let at = |minute| moment_of(&madrid, day, minute);
    let span = |from, to| TimeSpan::new(at(from), at(to)).unwrap();
    let none = std::iter::empty;
    let open = hours("sat 10:30-14:00,16:00-20:45; mon 09:00-18:00");
    assert_eq!(shown(&madrid, &axis(&madrid, day, &open, none())), "14 10:00-14 21:00");
    assert_eq!(shown(&madrid, &axis(&madrid, date("2026-03-15"), &open, none())), "15 09:00-15 21:00");
    assert_eq!(shown(&madrid, &axis(&madrid, day, &WorkingHours::new(), none())), "14 08:00-14 21:30");
    let stretched = axis(&madrid, day, &open, [span(7 * 60 + 20, 8 * 60), span(20 * 60, 22 * 60 + 5)]);
    assert_eq!(shown(&madrid, &stretched), "14 07:00-14 22:30");
    // What began yesterday or ends tomorrow stretches to midnight and no further.
    let over = TimeSpan::new(at(0).minus(Duration::from_secs(3_600)), at(30)).unwrap();
    let into = TimeSpan::new(at(1_380), at(1_440).plus(Duration::from_secs(7_200))).unwrap();
    let axis = axis(&madrid, day, &open, [over, into]);
    assert_eq!(shown(&madrid, &axis), "14 00:00-15 00:00");
    assert_eq!(stretch(&axis, over.start(), over.end()), Stretch { from: 0, to: 6 });
    assert_eq!(stretch(&axis, into.start(), into.end()), Stretch { from: 276, to: 288 });
    // One that ends before it begins is seen all the same.
    assert_eq!(stretch(&axis, at(60), at(30)), Stretch { from: 12, to: 13 });
    assert_eq!((row(&axis, at(61)), row(&axis, at(1_440))), (Some(12), None));
}

#[test]
fn days_on_which_clocks_change_have_as_many_rows_as_they_last() {
    let all_day = hours("mon-sun 00:00-24:00");
    for (name, day, length) in [
        ("Europe/Madrid", "2026-03-29", 23 * 12),
        ("Europe/Madrid", "2026-10-25", 25 * 12),
        ("America/Santiago", "2026-09-06", 23 * 12),
        ("Australia/Lord_Howe", "2026-04-05", 24 * 12 + 6),
        ("Australia/Lord_Howe", "2026-10-04", 24 * 12 - 6),
        ("America/Mexico_City", "2026-04-05", 24 * 12),
    ] {
        let zone = zone(name);
        let axis = axis(&zone, date(day), &all_day, std::iter::empty());
        assert_eq!(rows_of(&axis), length, "{name} {day}");
        assert_eq!(closed(&zone, date(day), &axis, &[&all_day]), [], "{name} {day}");
    }
    // The hour that comes twice: the second one stands an hour lower.
    let madrid = zone("Europe/Madrid");
    let day = date("2026-10-25");
    let axis = axis(&madrid, day, &all_day, std::iter::empty());
    let first = moment_of(&madrid, day, 150);
    let again = first.plus(Duration::from_secs(3_600));
    assert_eq!(
        (clock(&madrid, first), clock(&madrid, again)),
        ("25 02:30".to_owned(), "25 02:30".to_owned())
    );
    assert_eq!((row(&axis, first), row(&axis, again)), (Some(30), Some(42)));
}

#[test]
fn what_is_closed_is_what_any_of_the_hours_leaves_out() {
    let madrid = zone("Europe/Madrid");
    let day = date("2026-03-14");
    let opening = hours("sat 10:00-20:00");
    let artist = hours("sat 09:00-13:00,15:00-19:00");
    let axis = axis(&madrid, day, &hours("sat 08:00-21:00"), std::iter::empty());
    let shut = closed(&madrid, day, &axis, &[&opening, &artist]);
    let told: Vec<String> = shut.iter().map(|span| shown(&madrid, span)).collect();
    assert_eq!(told, ["14 08:00-14 10:00", "14 13:00-14 15:00", "14 19:00-14 21:00"]);
    assert_eq!(closed(&madrid, date("2026-03-15"), &axis, &[&artist]), [axis], "closed all day");
    assert_eq!(closed(&madrid, day, &axis, &[]), []);
}

#[test]
fn a_week_has_one_clock() {
    let madrid = zone("Europe/Madrid");
    let day = date("2026-10-25");
    let at = |minute| moment_of(&madrid, day, minute);
    let stretch = |from, to| wall_stretch(&madrid, day, from, to);
    assert_eq!(stretch(at(600), at(690)), Some((600, 690)));
    assert_eq!(stretch(at(600), at(600)), Some((600, 605)), "seen all the same");
    assert_eq!(stretch(at(600), at(540)), Some((600, 605)));
    assert_eq!(stretch(at(0).minus(Duration::from_secs(60)), at(30)), Some((0, 30)));
    assert_eq!(stretch(at(1_430), at(1_440).plus(Duration::from_secs(60))), Some((1_430, 1_440)));
    assert_eq!(stretch(at(1_440), at(1_440).plus(Duration::from_secs(60))), None);
    // Over the hour that comes twice: from 02:30 to the second 02:15.
    let again = at(150).plus(Duration::from_secs(45 * 60));
    assert_eq!(stretch(at(150), again), Some((150, 155)));
    assert_eq!(wall_axis(&hours("mon 10:10-18:05"), []), (600, 1_110));
    assert_eq!(wall_axis(&WorkingHours::new(), [(400, 500), (1_300, 1_440)]), (360, 1_440));
}

#[test]
fn a_month_stands_on_as_many_weeks_as_it_touches() {
    for (day, first, start, weeks) in [
        ("2026-11-22", Weekday::Monday, "2026-10-26", 6),
        ("2026-11-22", Weekday::Sunday, "2026-11-01", 5),
        ("2027-02-01", Weekday::Monday, "2027-02-01", 4),
        ("2026-03-31", Weekday::Saturday, "2026-02-28", 5),
    ] {
        assert_eq!(sheet_start(date(day), first), date(start), "{day}");
        assert_eq!(sheet_weeks(date(day), first), weeks, "{day} from {first}");
    }
}

#[test]
fn colours_of_the_palette_are_their_own_nearest() {
    for one in &PALETTE {
        assert_eq!(nearest(&one.colour()), one);
    }
    assert_eq!(nearest(&Colour::parse("#ff2200").unwrap()).name, "brick");
    assert_eq!(nearest(&Colour::parse("#2266cc").unwrap()).name, "azure");
}

#[test]
fn sorts_have_their_codes() {
    assert_eq!(
        AgendaSort::ALL.iter().map(|sort| sort.code()).collect::<Vec<_>>(),
        ["start", "client", "artist", "status"]
    );
    assert!(AgendaSort::parse("colour").is_err());
}
