//! Booking: what is refused, what has to be confirmed, what is filled in, requests that come twice.

use studio_app::{BookingInput, ClientInput, Conflict, Error};
use studio_domain::{AppointmentStatus, Cents};
use studio_text::Lang;

use super::kit::{House, booking, client, conflicts, warnings};
use crate::kit::{code, mistakes, since, some};

#[test]
fn a_booking_is_there_for_whoever_may_see_it() {
    let house = House::new();
    let input = BookingInput {
        service: some("Fine line  rose"),
        placement: some("Wrist"),
        price: some("1,200.50"),
        deposit: some("200"),
        notes: some("Brings a drawing"),
        status: some("confirmed"),
        ..house.at("10:00")
    };
    let id = house.book(&house.test.desk(), input).unwrap();
    for (ctx, sees) in [(house.test.desk(), true), (house.test.lola(), true), (house.test.bruno(), false)] {
        let sheet = house.studio().appointment(&ctx, id).unwrap();
        let card = &sheet.card;
        assert_eq!((card.client.name.as_str(), card.artist.name.as_str()), ("Client 1", "Lola Vega"));
        assert_eq!(sheet.zone.offset_rfc3339(card.starts_at), "2026-09-22T10:00:00.000-06:00");
        assert_eq!(
            (card.ends_at.since(card.starts_at).as_secs(), card.status),
            (3_600, AppointmentStatus::Confirmed)
        );
        assert_eq!(card.details.is_some(), sees);
        assert_eq!(sheet.steps.is_empty(), !sees, "{:?}", sheet.steps);
        if let Some(full) = &card.details {
            assert_eq!(full.service, "Fine line rose");
            assert_eq!((full.price, full.deposit), (Some(Cents::new(120_050)), Some(Cents::new(20_000))));
            assert_eq!((full.placement.as_deref(), full.notes.as_str()), (Some("Wrist"), "Brings a drawing"));
            assert_eq!(full.created_by.as_ref().map(|(_, name)| name.as_str()), Some("recepcion"));
        }
    }
    let row = house.studio().client(&house.test.desk(), house.client).unwrap();
    assert_eq!(
        row.card.next_appointment.map(studio_domain::Timestamp::to_rfc3339),
        some("2026-09-22T16:00:00.000Z")
    );
}

#[test]
fn an_hour_is_sold_once_and_back_to_back_is_fine() {
    let house = House::new();
    let desk = house.test.desk();
    let first = house.book(&desk, house.at("10:00")).unwrap();
    for time in ["09:01", "09:30", "10:00", "10:30", "10:59"] {
        let input = BookingInput { client_id: some(&house.other.to_string()), ..house.at(time) };
        let Err(Error::Clash(clash)) = house.book(&desk, input) else { panic!("{time}") };
        let [Conflict::ArtistBooked(taken)] = clash.conflicts.as_slice() else { panic!("{clash:?}") };
        assert_eq!((taken.id, taken.client.name.as_str()), (first, "Client 1"));
    }
    // The same client elsewhere at the same time; with the same artist it is told once.
    let elsewhere = BookingInput { artist_id: some(&house.bruno.to_string()), ..house.at("10:59") };
    assert_eq!(conflicts(house.book(&desk, elsewhere)), ["client_booked"]);
    assert_eq!(conflicts(house.book(&desk, house.at("10:00"))), ["artist_booked"]);
    for time in ["09:00", "11:00"] {
        let input = BookingInput { client_id: some(&house.other.to_string()), ..house.at(time) };
        house.book(&desk, input).unwrap();
    }
    let told = studio_app::tell(
        &house.book(&desk, house.at("10:30")).unwrap_err(),
        Lang::En,
        house.test.studio.now(),
        "",
    );
    assert_eq!(told.message, "Lola Vega has Client 1 on 2026-09-22 from 10:00 to 11:00");
    assert_eq!(told.items[0].appointment, Some(first));
}

#[test]
fn every_mistake_is_told_at_once() {
    let house = House::new();
    let desk = house.test.desk();
    let nothing = house.book(&desk, BookingInput::default());
    assert_eq!(
        mistakes(nothing),
        [("client_id", "required"), ("artist_id", "required"), ("starts_at", "required")]
    );
    let wrong = BookingInput {
        client_id: some("x"),
        artist_id: some(&house.lola.to_string()),
        starts_at: some("tomorrow"),
        minutes: some("many"),
        status: some("completed"),
        price: some("-5"),
        notes: some("\u{7}"),
        commission: some("120"),
        ..BookingInput::default()
    };
    assert_eq!(
        mistakes(house.book(&desk, wrong)),
        [
            ("client_id", "form"),
            ("starts_at", "form"),
            ("minutes", "form"),
            ("status", "not_allowed"),
            ("price", "out_of_range"),
            ("commission", "out_of_range"),
            ("notes", "control_character"),
        ]
    );
    for (minutes, is_fine) in
        [("0", false), ("4", false), ("5", true), ("720", true), ("721", false), ("4294967295", false)]
    {
        let input = BookingInput { minutes: some(minutes), confirm_warnings: true, ..house.at("08:00") };
        match house.studio().check_booking(&desk, &input, None) {
            Ok(_) => assert!(is_fine, "{minutes}"),
            Err(Error::Invalid(all)) => {
                assert!(!is_fine && all[0].field == "ends_at", "{minutes}: {all:?}");
            }
            Err(other) => panic!("{other}"),
        }
    }
    let unknown = |input: BookingInput| mistakes(house.book(&desk, input));
    assert_eq!(
        unknown(BookingInput { client_id: some("99999"), ..house.at("10:00") }),
        [("client_id", "unknown")]
    );
    assert_eq!(
        unknown(BookingInput { artist_id: some("99999"), ..house.at("10:00") }),
        [("artist_id", "unknown")]
    );
    assert_eq!(
        unknown(BookingInput { service_id: some("99999"), ..house.at("10:00") }),
        [("service_id", "unknown")]
    );
    assert_eq!(
        unknown(BookingInput { continues_id: some("99999"), ..house.at("10:00") }),
        [("continues_id", "unknown")]
    );
    let backwards = BookingInput { ends_at: some("2026-09-22T09:00"), ..house.at("10:00") };
    assert_eq!(unknown(backwards), [("ends_at", "end_before_start")]);
}

#[test]
fn what_is_unusual_has_to_be_confirmed_once() {
    let house = House::new();
    let desk = house.test.desk();
    let studio = house.studio();
    studio.set_setting(&house.test.admin(), "studio.opening_hours", "tue 10:00-20:00", None).unwrap();
    let child = client(&house.test, 3, "2010-01-01");
    let unasked = match studio
        .add_client(
            &desk,
            ClientInput { name: some("Unasked"), phone: some("600 9"), ..ClientInput::default() },
            true,
        )
        .unwrap()
    {
        studio_app::Saving::Saved(id) => id,
        studio_app::Saving::Likely(likely) => panic!("{likely:?}"),
    };
    for (client, at, expected) in [
        (house.client, "2026-09-22T09:59", &["outside_opening"][..]),
        (house.client, "2026-09-22T19:30", &["outside_opening"]),
        (house.client, "2026-09-23T12:00", &["outside_opening"]),
        (house.client, "2026-09-15T12:00", &["in_past"]),
        (house.client, "2027-09-21T12:00", &["screening_stale"]),
        (child, "2026-09-22T12:00", &["minor_without_guardian"]),
        (child, "2028-01-04T12:00", &["screening_stale"]),
        (unasked, "2026-09-22T12:00", &["screening_missing"]),
    ] {
        let input = booking(client, house.lola, at);
        assert_eq!(warnings(house.book(&desk, input.clone())), expected, "{at}");
        let check = studio.check_booking(&desk, &input, None).unwrap();
        assert_eq!(check.warnings.iter().map(|one| one.code()).collect::<Vec<_>>(), expected);
        let id = house.book(&desk, BookingInput { confirm_warnings: true, ..input }).unwrap();
        let by = studio_app::CancelInput { by: "studio".to_owned(), reason: String::new() };
        studio.cancel_appointment(&desk, id, by, None).unwrap();
    }
    house.book(&desk, house.at("19:00")).unwrap();
}

#[test]
fn neither_the_archived_nor_the_inactive_are_booked() {
    let house = House::new();
    let (studio, admin) = (house.studio(), house.test.admin());
    studio.archive_client(&admin, house.other, true, None).unwrap();
    studio.toggle_artist(&admin, house.bruno, false, None).unwrap();
    let both = booking(house.other, house.bruno, "2026-09-22T10:00");
    // Confirming is of no use.
    let both = BookingInput { confirm_warnings: true, ..both };
    assert_eq!(conflicts(house.book(&admin, both)), ["artist_inactive", "client_archived"]);
}

#[test]
fn who_books_with_whom() {
    let house = House::new();
    let mine = house.at("10:00");
    house.book(&house.test.lola(), mine.clone()).unwrap();
    let theirs = BookingInput { artist_id: some(&house.bruno.to_string()), ..house.at("12:00") };
    assert_eq!(code(house.book(&house.test.lola(), theirs.clone())), "not_owner");
    // The refusal comes before what is wrong with the rest.
    let wrong = BookingInput { starts_at: some("never"), ..theirs.clone() };
    assert_eq!(code(house.book(&house.test.lola(), wrong)), "not_owner");
    assert_eq!(code(house.studio().check_booking(&house.test.lola(), &theirs, None)), "not_owner");
    let with_commission = BookingInput { commission: some("60"), ..theirs };
    assert_eq!(code(house.book(&house.test.desk(), with_commission.clone())), "no_grant");
    let id = house.book(&house.test.admin(), with_commission).unwrap();
    let rate =
        |ctx| house.studio().appointment(&ctx, id).unwrap().card.details.and_then(|full| full.commission);
    assert_eq!(rate(house.test.admin()).map(studio_domain::BasisPoints::get), Some(6_000));
    assert_eq!(rate(house.test.bruno()).map(studio_domain::BasisPoints::get), Some(6_000));
    assert_eq!(rate(house.test.desk()), None);
}

#[test]
fn a_request_that_comes_twice_books_once() {
    let house = House::new();
    let desk = house.test.desk();
    let seq = crate::kit::newest(&house.test);
    let ask = |input: BookingInput, key: &str| house.studio().book_appointment(&desk, input, Some(key));
    let first = ask(house.at("10:00"), "k1").unwrap();
    assert_eq!(ask(house.at("10:00"), "k1").unwrap(), first);
    assert_eq!(since(&house.test, seq).len(), 1, "the second one did nothing");
    assert_eq!(code(ask(house.at("11:00"), "k1")), "key_reused");
    // Of somebody else, the same key is another one.
    let other = house.studio().book_appointment(&house.test.admin(), house.at("12:00"), Some("k1")).unwrap();
    assert_ne!(other, first);
    // What came to nothing is not remembered.
    assert_eq!(code(ask(house.at("10:30"), "k2")), "artist_booked");
    ask(house.at("14:00"), "k2").unwrap();
    // After some days nobody sends it again.
    house.test.clock.advance(4 * crate::kit::DAY);
    house.test.studio.tick().unwrap();
    let again = BookingInput { starts_at: some("2026-10-06T10:00"), ..house.at("10:00") };
    let desk = house.test.desk();
    house.studio().book_appointment(&desk, again, Some("k1")).unwrap();
}

#[test]
fn sessions_are_counted_along_the_chain() {
    let house = House::new();
    let desk = house.test.desk();
    let studio = house.studio();
    let follow = |before: Option<studio_domain::AppointmentId>, day: &str| {
        let input = BookingInput {
            continues_id: before.map(|id| id.to_string()),
            ..booking(house.client, house.lola, &format!("{day}T10:00"))
        };
        house.book(&desk, input)
    };
    let first = follow(None, "2026-09-22").unwrap();
    let second = follow(Some(first), "2026-10-20").unwrap();
    assert_eq!(code(follow(Some(first), "2026-11-03")), "appointment_continued");
    let missed = follow(Some(second), "2026-11-10").unwrap();
    studio.miss_appointment(&desk, missed, None).unwrap();
    let third = follow(Some(second), "2026-11-17").unwrap();
    let numbers = |id| {
        let sheet = studio.appointment(&desk, id).unwrap();
        (sheet.session, sheet.chain.iter().map(|link| link.id).collect::<Vec<_>>())
    };
    assert_eq!(numbers(first), (1, vec![first, second, third]));
    assert_eq!(numbers(second), (2, vec![first, second, third]));
    assert_eq!(numbers(third), (3, vec![first, second, third]));
    assert_eq!(numbers(missed), (3, vec![first, second, missed]));
    // Neither of what comes later, nor of somebody else, nor of what was missed.
    assert_eq!(mistakes(follow(Some(third), "2026-09-29")), [("continues_id", "not_allowed")]);
    assert_eq!(mistakes(follow(Some(missed), "2026-12-01")), [("continues_id", "not_allowed")]);
    let theirs = BookingInput {
        continues_id: some(&third.to_string()),
        ..booking(house.other, house.lola, "2026-12-01T10:00")
    };
    assert_eq!(mistakes(house.book(&desk, theirs)), [("continues_id", "unknown")]);
}

#[test]
fn the_appointments_of_merged_records_are_one_clients() {
    let house = House::new();
    let (studio, admin) = (house.studio(), house.test.admin());
    house.book(&admin, booking(house.other, house.bruno, "2026-09-22T10:00")).unwrap();
    studio.merge_clients(&admin, house.client, house.other, studio_app::MergeInput::default()).unwrap();
    assert_eq!(conflicts(house.book(&admin, house.at("10:30"))), ["client_booked"]);
    // The number of the record that went leads to the one that stands for it.
    let id = house.book(&admin, booking(house.other, house.lola, "2026-09-22T12:00")).unwrap();
    assert_eq!(studio.appointment(&admin, id).unwrap().card.client.id, house.client);
}
