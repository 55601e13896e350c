//! Changing and moving: what is asked again, who may, what is kept of it.

use studio_app::{BookingInput, CancelInput, CompletionInput};
use studio_domain::{AppointmentId, Cents, Version};

use super::kit::{House, agree, booking, conflicts, warnings};
use crate::kit::{code, mistakes, newest, since, some};

fn moved(starts_at: &str) -> BookingInput {
    BookingInput { starts_at: some(starts_at), ..BookingInput::default() }
}

/// What the history says, oldest first: what happened, to which field, what it became.
fn history(house: &House, id: AppointmentId) -> Vec<(String, Option<String>, Option<String>)> {
    let page = house.studio().appointment_history(&house.test.desk(), id, None).unwrap();
    let mut rows: Vec<_> = page.items.into_iter().map(|row| (row.what, row.field, row.became)).collect();
    rows.reverse();
    rows
}

#[test]
fn a_move_keeps_the_length_and_a_new_end_keeps_the_start() {
    let house = House::new();
    let (studio, desk) = (house.studio(), house.test.desk());
    let id = house.book(&desk, house.at("10:00")).unwrap();
    let times = || {
        let card = studio.appointment(&desk, id).unwrap().card;
        let zone = house.test.studio.house(&desk).unwrap().zone();
        (
            zone.local(card.starts_at).format("%d %H:%M").to_string(),
            zone.local(card.ends_at).format("%d %H:%M").to_string(),
        )
    };
    // Over where it is now: an appointment is not in its own way.
    studio.edit_appointment(&desk, id, moved("2026-09-22T10:30"), None).unwrap();
    assert_eq!(times(), ("22 10:30".to_owned(), "22 11:30".to_owned()));
    let longer = BookingInput { minutes: some("150"), ..BookingInput::default() };
    studio.edit_appointment(&desk, id, longer, None).unwrap();
    assert_eq!(times(), ("22 10:30".to_owned(), "22 13:00".to_owned()));
    let shorter = BookingInput { ends_at: some("2026-09-22T12:00"), ..BookingInput::default() };
    studio.edit_appointment(&desk, id, shorter, None).unwrap();
    assert_eq!(times(), ("22 10:30".to_owned(), "22 12:00".to_owned()));
    let other = BookingInput { artist_id: some(&house.bruno.to_string()), ..BookingInput::default() };
    studio.edit_appointment(&desk, id, other, None).unwrap();
    let rows = history(&house, id);
    assert_eq!(rows[0], ("booked".to_owned(), None, None));
    let fields: Vec<_> = rows.iter().map(|(_, field, _)| field.as_deref().unwrap_or("-")).collect();
    assert_eq!(fields, ["-", "starts_at", "ends_at", "ends_at", "ends_at", "artist_id"]);
    assert_eq!(rows[5].2.as_deref(), Some("Bruno Ink"));
    // The hour that it left is free again, for everybody.
    house.book(&desk, booking(house.other, house.lola, "2026-09-22T10:30")).unwrap();
    // The desk's index of clients follows.
    assert!(studio.doctor(&house.test.operator(), true).is_ok());
}

#[test]
fn what_stands_in_the_way_is_told_before_a_move_too() {
    let house = House::new();
    let (studio, desk) = (house.studio(), house.test.desk());
    let id = house.book(&desk, house.at("10:00")).unwrap();
    house.book(&desk, booking(house.other, house.lola, "2026-09-22T12:00")).unwrap();
    assert_eq!(
        conflicts(studio.edit_appointment(&desk, id, moved("2026-09-22T11:30"), None)),
        ["artist_booked"]
    );
    let check = studio.check_booking(&desk, &moved("2026-09-22T11:30"), Some(id)).unwrap();
    assert_eq!(check.conflicts.len(), 1);
    assert!(studio.check_booking(&desk, &moved("2026-09-22T10:15"), Some(id)).unwrap().conflicts.is_empty());
    assert_eq!(
        warnings(studio.edit_appointment(&desk, id, moved("2026-09-22T21:00"), None)),
        ["outside_opening"]
    );
    let anyway = BookingInput { confirm_warnings: true, ..moved("2026-09-22T21:00") };
    studio.edit_appointment(&desk, id, anyway, None).unwrap();
    // What does not move is not asked about again.
    let price = BookingInput { price: some("90"), ..BookingInput::default() };
    studio.edit_appointment(&desk, id, price, None).unwrap();
}

#[test]
fn saving_what_is_there_already_leaves_nothing() {
    let house = House::new();
    let (studio, desk) = (house.studio(), house.test.desk());
    let input = BookingInput { price: some("90"), placement: some("Wrist"), ..house.at("10:00") };
    let id = house.book(&desk, input.clone()).unwrap();
    let seq = newest(&house.test);
    assert_eq!(studio.edit_appointment(&desk, id, input, None).unwrap(), Version::FIRST);
    assert_eq!(since(&house.test, seq), []);
    let emptied = BookingInput { price: some(""), ..BookingInput::default() };
    assert_eq!(studio.edit_appointment(&desk, id, emptied, None).unwrap(), Version::new(2));
    assert_eq!(since(&house.test, seq).len(), 1);
    assert_eq!(studio.appointment(&desk, id).unwrap().card.details.unwrap().price, None);
}

#[test]
fn who_saves_over_somebody_else_is_told() {
    let house = House::new();
    let (studio, desk) = (house.studio(), house.test.desk());
    let id = house.book(&desk, house.at("10:00")).unwrap();
    studio.confirm_appointment(&desk, id, Some(Version::FIRST)).unwrap();
    let notes = BookingInput { notes: some("x"), ..BookingInput::default() };
    assert_eq!(code(studio.edit_appointment(&desk, id, notes, Some(Version::FIRST))), "stale");
    for stale in [
        studio.confirm_appointment(&desk, id, Some(Version::FIRST)),
        studio.arrive_appointment(&desk, id, true, Some(Version::FIRST)),
        studio.start_appointment(&desk, id, true, Some(Version::FIRST)),
        studio.miss_appointment(&desk, id, Some(Version::FIRST)),
    ] {
        assert_eq!(code(stale), "stale");
    }
}

#[test]
fn whose_appointment_it_is_decides_who_changes_it() {
    let house = House::new();
    let (studio, desk) = (house.studio(), house.test.desk());
    let id = house.book(&desk, house.at("10:00")).unwrap();
    let (lola, bruno) = (house.test.lola(), house.test.bruno());
    let price = || BookingInput { price: some("90"), ..BookingInput::default() };
    assert_eq!(code(studio.edit_appointment(&bruno, id, price(), None)), "not_owner");
    assert_eq!(code(studio.appointment_history(&bruno, id, None)), "not_owner");
    studio.edit_appointment(&lola, id, price(), None).unwrap();
    // To give it away takes leave to book with the other one.
    let away = || BookingInput { artist_id: some(&house.bruno.to_string()), ..BookingInput::default() };
    assert_eq!(code(studio.edit_appointment(&lola, id, away(), None)), "not_owner");
    assert_eq!(code(studio.edit_appointment(&bruno, id, away(), None)), "not_owner");
    studio.edit_appointment(&desk, id, away(), None).unwrap();
    assert_eq!(code(studio.edit_appointment(&lola, id, price(), None)), "not_owner");
    // A commission of its own is the admins' matter.
    let rate = || BookingInput { commission: some("70"), ..BookingInput::default() };
    assert_eq!(code(studio.edit_appointment(&desk, id, rate(), None)), "no_grant");
    studio.edit_appointment(&house.test.admin(), id, rate(), None).unwrap();
    // Who does not see it does not take it away by sending the form back.
    let unseen = BookingInput { commission: some(""), notes: some("x"), ..BookingInput::default() };
    studio.edit_appointment(&desk, id, unseen, None).unwrap();
    let full = studio.appointment(&house.test.admin(), id).unwrap().card.details.unwrap();
    assert_eq!(full.commission.map(studio_domain::BasisPoints::get), Some(7_000));
}

#[test]
fn the_client_stays_and_so_does_what_is_over() {
    let house = House::new();
    let (studio, desk) = (house.studio(), house.test.desk());
    let id = house.book(&desk, BookingInput { price: some("90"), ..house.at("10:00") }).unwrap();
    let other = BookingInput { client_id: some(&house.other.to_string()), ..BookingInput::default() };
    assert_eq!(mistakes(studio.edit_appointment(&desk, id, other, None)), [("client_id", "not_allowed")]);
    let price = || BookingInput { price: some("80"), ..BookingInput::default() };
    let notes = || BookingInput { notes: some("Sat still"), ..BookingInput::default() };
    let by = CancelInput { by: "client".to_owned(), reason: "Ill".to_owned() };
    studio.cancel_appointment(&desk, id, by, None).unwrap();
    assert_eq!(code(studio.edit_appointment(&desk, id, price(), None)), "appointment_closed");
    assert_eq!(
        code(studio.edit_appointment(&desk, id, moved("2026-09-23T10:00"), None)),
        "appointment_closed"
    );
    studio.edit_appointment(&desk, id, notes(), None).unwrap();
    studio.reopen_appointment(&desk, id, false, None).unwrap();
    agree(&house.test, house.client);
    studio.complete_appointment(&desk, id, CompletionInput::default(), None).unwrap();
    assert_eq!(code(studio.edit_appointment(&desk, id, price(), None)), "appointment_final");
    assert_eq!(
        code(studio.edit_appointment(&desk, id, moved("2026-09-23T10:00"), None)),
        "appointment_final"
    );
    let full = studio.appointment(&desk, id).unwrap().card.details.unwrap();
    assert_eq!(full.price, Some(Cents::new(9_000)));
    // The whole form comes back, with nothing changed but the notes.
    let form = BookingInput { price: some("90.00"), notes: some("Came late"), ..house.at("10:00") };
    studio.edit_appointment(&desk, id, form, None).unwrap();
}

#[test]
fn late_changes_may_be_left_to_the_desk() {
    let house = House::new();
    let (studio, lola) = (house.studio(), house.test.lola());
    let tomorrow = house.book(&lola, house.at("10:00")).unwrap();
    let next_week = house.book(&lola, booking(house.client, house.lola, "2026-09-29T10:00")).unwrap();
    studio.edit_appointment(&lola, tomorrow, moved("2026-09-22T12:00"), None).unwrap();
    studio.set_setting(&house.test.admin(), "agenda.artists_change_late", "no", None).unwrap();
    let by = || CancelInput { by: "artist".to_owned(), reason: String::new() };
    assert_eq!(
        code(studio.edit_appointment(&lola, tomorrow, moved("2026-09-22T13:00"), None)),
        "late_change"
    );
    assert_eq!(code(studio.cancel_appointment(&lola, tomorrow, by(), None)), "late_change");
    let sheet = studio.appointment(&lola, tomorrow).unwrap();
    assert!(sheet.can.late_for_artists && sheet.within_notice);
    assert!(!sheet.steps.contains(&studio_domain::AppointmentStep::Cancel));
    // What is no change of the time stays hers, and so does what is far ahead.
    let price = BookingInput { price: some("80"), ..BookingInput::default() };
    studio.edit_appointment(&lola, tomorrow, price, None).unwrap();
    studio.confirm_appointment(&lola, tomorrow, None).unwrap();
    studio.cancel_appointment(&lola, next_week, by(), None).unwrap();
    studio.edit_appointment(&house.test.desk(), tomorrow, moved("2026-09-22T13:00"), None).unwrap();
    studio.cancel_appointment(&house.test.desk(), tomorrow, by(), None).unwrap();
}
