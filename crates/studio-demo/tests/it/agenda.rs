//! Appointments: in hours, without overlaps, true to the moment, and a day to show whatever day it is.

use std::collections::BTreeMap;

use studio_demo::{Appointment, Demo, Plan};
use studio_domain::{AppointmentStatus, ConsentAct, ConsentKind, Language, TimeSpan, Timestamp};

use crate::{NOW, at, big, small, zone};

fn by_artist(demo: &Demo) -> Vec<Vec<Appointment>> {
    let mut all = vec![Vec::new(); demo.artists().len()];
    for appointment in demo.appointments() {
        all[appointment.artist].push(appointment);
    }
    all
}

fn span(one: &Appointment) -> TimeSpan {
    TimeSpan::new(one.starts_at, one.ends_at).unwrap()
}

fn check(demo: &Demo) {
    let now = demo.plan().around;
    for (artist, all) in demo.artists().iter().zip(by_artist(demo)) {
        let mut free = Timestamp::MIN;
        for one in all {
            assert!(free <= one.starts_at, "{} is booked twice: {one:?}", artist.name);
            free = one.ends_at;
            assert!(artist.hours.covers(&demo.plan().zone, &span(&one)), "{}: {one:?}", artist.name);
            let status = one.status;
            match (one.ends_at <= now, one.starts_at <= now) {
                (true, _) => assert!(!status.is_open(), "{one:?}"),
                (false, true) => assert_eq!(status, AppointmentStatus::Confirmed, "{one:?}"),
                (false, false) => {
                    assert!(status.is_open() || status == AppointmentStatus::Cancelled, "{one:?}");
                }
            }
            if let Some(note) = &one.note {
                assert_eq!((status, note.written_at), (AppointmentStatus::Completed, one.ends_at));
            }
            assert!(!one.service.is_empty() && !one.service.contains(['{', '}']), "{one:?}");
            let price = one.price.map_or(5_000, studio_domain::Cents::get);
            assert!((5_000..=50_000).contains(&price) && price % 500 == 0, "{one:?}");
        }
    }
}

#[test]
fn nobody_is_booked_twice_or_out_of_hours_and_every_status_fits_the_moment() {
    for demo in [small(Language::Es), small(Language::En), big(4_000, 12_000)] {
        check(&demo);
    }
}

#[test]
fn days_without_room_for_a_pause_are_laid_out_too() {
    // 40 a working day.
    let plan = Plan { artists: 2, ..big(2_500, 0).plan().clone() };
    let demo = Demo::new(Plan { appointments: 2 * 40 * 1_500, ..plan }).unwrap();
    assert_eq!(demo.appointments().count(), 2 * 40 * 1_500);
    check(&demo);
}

#[test]
fn there_are_exactly_as_many_as_were_asked_for() {
    for count in [0, 1, 2, 3, 7, 50, 1_299, 1_300, 5_000] {
        let demo = Demo::new(Plan { appointments: count, ..small(Language::Es).plan().clone() }).unwrap();
        assert_eq!(demo.appointments().len(), count);
        assert_eq!(demo.appointments().count(), count);
    }
}

#[test]
fn today_has_something_to_show_whatever_day_and_wherever_it_is() {
    for (name, offset) in
        [("Europe/Madrid", "+02:00"), ("America/Mexico_City", "-06:00"), ("Pacific/Auckland", "+13:00")]
    {
        for day in 1..=14 {
            let now = at(&format!("2026-10-{day:02}T11:30:00{offset}"));
            let demo = Demo::new(Plan::small(Language::Es, zone(name), now)).unwrap();
            let zone = demo.plan().zone;
            let today = zone.day(zone.date(now));
            let all: Vec<_> = demo.appointments().filter(|one| today.contains(one.starts_at)).collect();
            assert!(all.len() >= 4, "{name}, {day}: {}", all.len());
            assert!(all.iter().any(|one| one.starts_at > now), "{name}, {day}: nothing is to come");
            let ahead = demo.appointments().filter(|one| one.starts_at > now).count();
            assert!((250..450).contains(&ahead), "{name}, {day}: {ahead}");
        }
    }
}

#[test]
fn clocks_that_change_over_working_hours_make_no_overlap() {
    // Samoa had no 30 December 2011 at all.
    let now = at("2012-03-01T00:00:00Z");
    let plan = Plan::small(Language::En, zone("Pacific/Apia"), now);
    let demo = Demo::new(Plan { appointments: 3_000, ..plan }).unwrap();
    for all in by_artist(&demo) {
        assert!(all.windows(2).all(|pair| pair[0].ends_at <= pair[1].starts_at));
    }
}

#[test]
fn clients_come_after_they_were_registered_and_not_twice_a_day() {
    for demo in [small(Language::Es), big(4_000, 12_000)] {
        let clients: Vec<_> = demo.clients().collect();
        let mut days = BTreeMap::new();
        for one in demo.appointments() {
            let client = &clients[one.client];
            assert!(client.registered_at < one.starts_at, "{client:?} {one:?}");
            let day = demo.plan().zone.date(one.starts_at);
            assert!(days.insert((day, one.client), ()).is_none(), "{} twice on {day}", client.name);
            if one.starts_at > demo.plan().around {
                assert!(!client.archived, "{client:?} is archived and expected");
            } else {
                let given = |consent: &&studio_demo::Consent| {
                    (consent.kind, consent.act) == (ConsentKind::Informed, ConsentAct::Given)
                };
                let consent = client.consents.iter().find(given).expect("agreed before the session");
                assert!(consent.recorded_at < one.starts_at);
            }
        }
    }
}

#[test]
fn few_clients_come_often() {
    for clients in [1, 2, 3, 5, 17] {
        let plan = Plan::of_size(Language::Es, zone("Europe/Madrid"), at(NOW), clients, 200);
        let demo = Demo::new(plan).unwrap();
        assert_eq!(demo.appointments().filter(|one| one.client < clients).count(), 200);
        check(&demo);
    }
}

#[test]
fn most_sessions_are_with_the_artist_that_a_client_prefers() {
    let demo = small(Language::Es);
    let (mut own, mut all) = (0, 0);
    for one in demo.appointments() {
        if let Some(preferred) = demo.client(one.client).preferred_artist {
            own += usize::from(preferred == one.artist);
            all += 1;
        }
    }
    assert!(own * 100 >= all * 70, "{own} of {all}");
}
