//! The day: where each appointment stands, what must be known before it, what remains, and what each reader is told of it.

use std::time::Duration;

use studio_app::{Ability, BookingInput, ClientInput, Day, Error, OpCtx, Saving};
use studio_domain::{
    AppointmentId, AppointmentStatus as Status, ArtistId, ClientId, DayPlace, HealthFlag, Missing, Remaining,
    Timestamp,
};
use studio_testkit::{START, TestStudio, book};

use crate::kit::some;

/// A booking with the artist, at another hour for each number.
pub(crate) fn booking(artist: ArtistId, nth: usize) -> BookingInput {
    let hours = u64::try_from(nth).unwrap() * 2 + 24;
    let starts_at = START.plus(Duration::from_secs(hours * 3_600));
    BookingInput {
        artist_id: Some(artist.to_string()),
        starts_at: Some(starts_at.to_rfc3339()),
        minutes: some("60"),
        confirm_warnings: true,
        ..BookingInput::default()
    }
}

fn client(test: &TestStudio, name: &str, phone: &str) -> ClientId {
    let input = ClientInput { name: some(name), phone: some(phone), ..ClientInput::default() };
    match test.studio.add_client(&test.operator(), input, true).unwrap() {
        Saving::Saved(id) => id,
        Saving::Likely(likely) => panic!("{likely:?}"),
    }
}

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_millis(START.millis() + minutes * 60_000)
}

/// Places by client, in the order of the day.
fn places(day: &Day) -> Vec<(&str, DayPlace)> {
    day.today.iter().map(|row| (row.card.client.name.as_str(), row.place)).collect()
}

fn flags(test: &TestStudio, ctx: &OpCtx, id: AppointmentId) -> studio_app::DayFlags {
    test.studio.appointment_ahead(ctx, id).unwrap().flags.expect("flags")
}

#[test]
fn the_day_says_who_is_late_who_is_here_and_what_is_open_from_before() {
    let test = TestStudio::new();
    let (lola, bruno) = (test.artist_of("lola"), test.artist_of("bruno"));
    let day = |name: &str, nth: u32, artist, status, minutes| {
        let client = client(&test, name, &format!("600 100 {nth:03}"));
        book(&test.studio, client, artist, status, at(minutes))
    };
    day("Late", 1, lola, Status::Confirmed, -20);
    let here = day("Here", 2, bruno, Status::Confirmed, -5);
    day("Soon", 3, lola, Status::Pending, 60);
    day("Over", 4, lola, Status::Confirmed, -180);
    let done = day("Done", 5, lola, Status::Completed, -240);
    let before = day("Before", 6, bruno, Status::Confirmed, -3 * 24 * 60);
    day("Next week", 7, lola, Status::Pending, 7 * 24 * 60);
    day("Next month", 8, lola, Status::Pending, 30 * 24 * 60);
    test.studio.arrive_appointment(&test.desk(), here, true, None).unwrap();

    let told = test.studio.today(&test.desk()).unwrap();
    assert_eq!(told.own, None);
    let expected = [
        ("Done", DayPlace::Done),
        ("Over", DayPlace::Over),
        ("Late", DayPlace::Late),
        ("Here", DayPlace::Here),
        ("Soon", DayPlace::Next),
    ];
    assert_eq!(places(&told), expected);
    let pending: Vec<_> = told.to_confirm.iter().map(|row| row.card.client.name.as_str()).collect();
    assert_eq!(pending, ["Soon", "Next week"]);
    assert_eq!(told.overdue.iter().map(|card| card.id).collect::<Vec<_>>(), [before]);

    // An artist has the own day alone.
    let own = test.studio.today(&test.lola()).unwrap();
    assert_eq!(own.own, Some(lola));
    assert!(places(&own).iter().all(|(name, _)| *name != "Here"), "{own:?}");
    assert_eq!(own.overdue, []);
    let row = own.today.iter().find(|row| row.card.id == done).unwrap();
    let flags = row.flags.as_ref().unwrap();
    assert_eq!(flags.remaining, [Remaining::Note, Remaining::Photos, Remaining::FollowUp]);
    assert_eq!((flags.edit, flags.first_visit), (Ability::Yes, false));
}

#[test]
fn what_must_be_known_is_told_at_once_and_only_to_those_who_may() {
    let test = TestStudio::new();
    let (lola, bruno) = (test.artist_of("lola"), test.artist_of("bruno"));
    let ana = client(&test, "Ana", "600 100 200");
    let own = book(&test.studio, ana, lola, Status::Confirmed, at(60));
    let desk = test.desk();
    let told = flags(&test, &desk, own);
    assert_eq!(told.health, HealthFlag::NEVER);
    assert_eq!(told.missing, [Missing::InformedConsent, Missing::BirthDate]);
    assert!(told.first_visit && told.last_note.is_none());

    test.studio.record_consent(&desk, ana, crate::consents::spoken("informed", "given")).unwrap();
    test.studio.write_note(&desk, ana, "Left arm, fine lines").unwrap();
    let told = flags(&test, &test.lola(), own);
    assert_eq!(told.missing, [Missing::BirthDate]);
    assert_eq!(told.last_note.map(|(_, text)| text).as_deref(), Some("Left arm, fine lines"));

    // Another artist sees that the time is taken, and nothing else.
    let other = test.studio.appointment_ahead(&test.bruno(), own).unwrap();
    assert_eq!((other.flags, other.card.details), (None, None));

    // What hangs on a record that was merged counts as well.
    let twin = client(&test, "Ana L.", "600 100 201");
    let moved = book(&test.studio, twin, bruno, Status::Completed, at(-3 * 24 * 60));
    let admin = test.admin();
    test.studio.merge_clients(&admin, ana, twin, studio_app::MergeInput::default()).unwrap();
    let told = flags(&test, &desk, own);
    assert!(!told.first_visit, "a session of the merged record is one of the client's");
    assert!(flags(&test, &desk, moved).remaining.contains(&Remaining::Note));
}

#[test]
fn a_picture_of_the_work_and_the_aftercare_text_are_asked_for_until_they_are_there() {
    let test = TestStudio::new();
    let (lola, admin) = (test.artist_of("lola"), test.admin());
    let ana = client(&test, "Ana", "600 100 210");
    let birth = ClientInput { birth_date: some("1990-05-05"), ..ClientInput::default() };
    test.studio.edit_client(&test.operator(), ana, birth, None, true).unwrap();
    crate::consents::signed(&test, &test.operator(), ana);
    let service = test.studio.add_service(&admin, crate::planning::service("Sleeve")).unwrap();
    let input = BookingInput {
        client_id: Some(ana.to_string()),
        service_id: Some(service.to_string()),
        ..booking(lola, 1)
    };
    let id = test.studio.book_appointment(&test.desk(), input, None).unwrap();
    let remaining = || flags(&test, &test.lola(), id).remaining;
    assert_eq!(remaining(), []);
    test.studio.complete_appointment(&test.lola(), id, studio_app::CompletionInput::default(), None).unwrap();
    assert_eq!(remaining(), [Remaining::Aftercare, Remaining::Note, Remaining::Photos, Remaining::FollowUp]);
    test.studio.give_aftercare(&test.lola(), id).unwrap();
    let attach = |file: Vec<u8>| {
        let title = studio_domain::FileTitle::parse("Healed").unwrap();
        test.studio.attach_to_appointment(&test.desk(), id, title, file).unwrap()
    };
    attach(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\r\n".to_vec());
    let expected = [Remaining::Note, Remaining::Photos, Remaining::FollowUp];
    assert_eq!(remaining(), expected, "a paper is no picture");
    attach(studio_testkit::picture(40, 40, 1));
    assert_eq!(remaining(), [Remaining::Note, Remaining::FollowUp]);
}

#[test]
fn a_newcomer_and_the_appointment_are_made_together_or_not_at_all() {
    let test = TestStudio::new();
    let lola = test.artist_of("lola");
    let desk = test.desk();
    let nina =
        || ClientInput { name: some("Nina Paz"), phone: some("600 777 888"), ..ClientInput::default() };
    let found = || {
        let filter = studio_app::ClientFilter { q: "nina paz".to_owned(), ..Default::default() };
        test.studio.clients(&desk, &filter).unwrap().items.len()
    };
    let asked = BookingInput { confirm_warnings: false, ..booking(lola, 1) };
    let refused = test.studio.book_newcomer(&desk, nina(), asked, false, None);
    assert!(matches!(refused, Err(Error::NeedsConfirmation(_))), "{refused:?}");
    assert_eq!(found(), 0);
    let Saving::Saved(id) = test.studio.book_newcomer(&desk, nina(), booking(lola, 1), false, None).unwrap()
    else {
        panic!("nobody is alike")
    };
    assert_eq!(test.studio.appointment(&desk, id).unwrap().card.client.name, "Nina Paz");
    let again = test.studio.book_newcomer(&desk, nina(), booking(lola, 2), false, None).unwrap();
    assert!(matches!(again, Saving::Likely(_)), "{again:?}");
    let taken = test.studio.book_newcomer(&desk, nina(), booking(lola, 1), true, None);
    assert!(matches!(taken, Err(Error::Clash(_))), "{taken:?}");
    assert_eq!(found(), 1);
    let others = test.studio.book_newcomer(&test.bruno(), nina(), booking(lola, 3), true, None);
    assert!(matches!(others, Err(Error::Refused { .. })), "{others:?}");
}

#[test]
fn a_newcomer_who_is_sent_twice_under_one_key_is_made_and_booked_once() {
    let test = TestStudio::new();
    let (lola, desk) = (test.artist_of("lola"), test.desk());
    let nina = |name: &str| ClientInput {
        name: some(name),
        phone: some("600 777 888"),
        styles: Some(vec!["Fine line".to_owned()]),
        ..ClientInput::default()
    };
    let ask = |name: &str, nth: usize, key: &str| {
        test.studio.book_newcomer(&desk, nina(name), booking(lola, nth), false, Some(key))
    };
    let first = ask("Nina Paz", 1, "k1").unwrap();
    let seq = crate::kit::newest(&test);
    // Without the key the record would be a likely duplicate of itself.
    assert_eq!(ask("Nina Paz", 1, "k1").unwrap(), first);
    assert_eq!(crate::kit::newest(&test), seq, "the second one left nothing in the log");
    for other in [ask("Nina Pérez", 1, "k1"), ask("Nina Paz", 2, "k1")] {
        assert_eq!(other.unwrap_err().code(), "key_reused");
    }
    assert!(matches!(ask("Nina Paz", 2, "k2").unwrap(), Saving::Likely(_)));
    let filter = studio_app::ClientFilter { q: "nina".to_owned(), ..Default::default() };
    assert_eq!(test.studio.clients(&desk, &filter).unwrap().items.len(), 1);
    // Somebody who may not book learns nothing from a key.
    let bruno =
        test.studio.book_newcomer(&test.bruno(), nina("Nina Paz"), booking(lola, 1), false, Some("k1"));
    assert!(matches!(bruno, Err(Error::Refused { .. })), "{bruno:?}");
}
