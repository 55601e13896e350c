//! Times by the wall clock of studios whose clocks are put forward and back.

use studio_app::BookingInput;

use super::kit::{House, booking, warnings};
use crate::kit::{mistakes, some};

/// A time that the clocks skip is refused in words; of one that they show twice it is asked which; both are two moments that do not overlap.
#[test]
fn clocks_that_change_leave_no_doubt() {
    for (zone, never, twice, apart) in [
        ("Europe/Madrid", "2027-03-28T02:30", "2026-10-25T02:30", 60),
        // Since 2022 the clocks of Mexico City stay as they are.
        ("America/Mexico_City", "", "", 0),
        ("America/Santiago", "2027-09-05T00:30", "2027-04-03T23:30", 60),
        // Lord Howe Island moves by half an hour.
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2027-04-04T01:45", 30),
    ] {
        let house = House::new();
        let admin = house.test.admin();
        house.studio().set_setting(&admin, "studio.time_zone", zone, None).unwrap();
        let book = |at: &str, which: Option<&str>| {
            let input = BookingInput {
                starts_which: which.map(str::to_owned),
                minutes: some("30"),
                confirm_warnings: true,
                ..booking(house.client, house.lola, at)
            };
            house.book(&admin, input)
        };
        if never.is_empty() {
            for at in ["2027-04-04T02:30", "2026-10-25T01:30"] {
                book(at, None).unwrap();
            }
            continue;
        }
        for which in [None, Some("first"), Some("second")] {
            assert_eq!(mistakes(book(never, which)), [("starts_at", "never_happens")], "{zone}");
        }
        assert_eq!(mistakes(book(twice, None)), [("starts_at", "happens_twice")], "{zone}");
        assert_eq!(
            mistakes(book(twice, Some("third"))),
            [("starts_which", "unknown"), ("starts_at", "happens_twice")]
        );
        let second = book(twice, Some("second")).unwrap();
        let first = book(twice, Some("first")).unwrap();
        let start = |id| house.studio().appointment(&admin, id).unwrap().card.starts_at;
        assert_eq!(start(second).since(start(first)).as_secs() / 60, apart, "{zone}");
        // Which one is meant goes without saying where the offset is written.
        let written = house.studio().house(&admin).unwrap().zone().offset_rfc3339(start(first));
        assert_eq!(super::kit::conflicts(book(&written, None)), ["artist_booked"], "{zone}");
    }
}

/// Lengths are of time that passes, opening hours of the wall clock.
#[test]
fn a_night_with_an_hour_more_is_an_hour_longer() {
    let house = House::new();
    let admin = house.test.admin();
    house.studio().set_setting(&admin, "studio.time_zone", "Europe/Madrid", None).unwrap();
    house.studio().set_setting(&admin, "studio.opening_hours", "sun 00:00-24:00", None).unwrap();
    let night = BookingInput {
        minutes: None,
        ends_at: some("2026-10-25T05:00"),
        ..booking(house.client, house.lola, "2026-10-25T01:00")
    };
    let id = house.book(&admin, night).unwrap();
    let card = house.studio().appointment(&admin, id).unwrap().card;
    assert_eq!(card.ends_at.since(card.starts_at).as_secs() / 3_600, 5);
    let saturday = booking(house.client, house.lola, "2026-10-24T23:30");
    assert_eq!(warnings(house.book(&admin, saturday)), ["outside_opening"]);
}
