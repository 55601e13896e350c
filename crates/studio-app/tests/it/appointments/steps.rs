//! The steps of an appointment, and what follows from them for the client's record.

use studio_app::{BookingInput, CancelInput, CompletionInput, Error};
use studio_domain::{AppointmentId, AppointmentStatus, AppointmentStep, Cents};

use super::kit::{House, agree, booking, client, conflicts};
use crate::kit::{DAY, HOUR, MINUTE, code, mistakes, some};

fn by(who: &str) -> CancelInput {
    CancelInput { by: who.to_owned(), reason: "Has a fever".to_owned() }
}

fn take(house: &House, id: AppointmentId, step: AppointmentStep) -> Result<(), Error> {
    let (studio, desk) = (house.studio(), house.test.desk());
    match step {
        AppointmentStep::Confirm => studio.confirm_appointment(&desk, id, None),
        AppointmentStep::Unconfirm => studio.unconfirm_appointment(&desk, id, None),
        AppointmentStep::Arrive => studio.arrive_appointment(&desk, id, true, None),
        AppointmentStep::Start => studio.start_appointment(&desk, id, true, None),
        AppointmentStep::Complete => studio.complete_appointment(&desk, id, CompletionInput::default(), None),
        AppointmentStep::NoShow => studio.miss_appointment(&desk, id, None),
        AppointmentStep::Cancel => studio.cancel_appointment(&desk, id, by("client"), None),
        AppointmentStep::Reopen => studio.reopen_appointment(&desk, id, false, None),
    }
    .map(drop)
}

/// Every step from every status, by the table that people agreed on.
#[test]
fn every_step_leads_where_it_should_or_nowhere() {
    use AppointmentStatus as Is;
    use AppointmentStep as Step;
    let house = House::new();
    agree(&house.test, house.client);
    let ways: [(Is, &[Step]); 5] = [
        (Is::Pending, &[]),
        (Is::Confirmed, &[Step::Confirm]),
        (Is::Completed, &[Step::Complete]),
        (Is::NoShow, &[Step::NoShow]),
        (Is::Cancelled, &[Step::Cancel]),
    ];
    let expected = |from: Is, step: Step| match (from, step) {
        (Is::Pending | Is::Confirmed, Step::Confirm) => Some(Is::Confirmed),
        (Is::Pending | Is::Confirmed, Step::Unconfirm) => Some(Is::Pending),
        (Is::Pending | Is::Confirmed, Step::Arrive | Step::Start) => Some(from),
        (Is::Pending | Is::Confirmed, Step::Complete) => Some(Is::Completed),
        (Is::Pending | Is::Confirmed, Step::NoShow) => Some(Is::NoShow),
        (Is::Pending | Is::Confirmed, Step::Cancel) => Some(Is::Cancelled),
        (Is::NoShow | Is::Cancelled, Step::Reopen) => Some(Is::Confirmed),
        _ => None,
    };
    let mut day = 22;
    for (from, way) in ways {
        for step in Step::ALL.iter().copied() {
            let at = format!("2026-{:02}-{:02}T10:00", 9 + day / 28, day % 28 + 1);
            day += 1;
            let id = house.book(&house.test.desk(), booking(house.client, house.lola, &at)).unwrap();
            way.iter().for_each(|step| take(&house, id, *step).unwrap());
            let is = || house.studio().appointment(&house.test.desk(), id).unwrap().card.status;
            assert_eq!(is(), from);
            match expected(from, step) {
                Some(to) => {
                    take(&house, id, step).unwrap();
                    assert_eq!(is(), to, "{step} from {from}");
                }
                None => {
                    assert_eq!(code(take(&house, id, step)), "wrong_status", "{step} from {from}");
                    assert_eq!(is(), from);
                }
            }
        }
    }
}

#[test]
fn arriving_and_starting_are_kept_with_their_moment_and_taken_back() {
    let house = House::new();
    let (studio, test) = (house.studio(), &house.test);
    let id = house.book(&test.desk(), booking(house.client, house.lola, "2026-09-21T09:00")).unwrap();
    let full = || {
        let sheet = studio.appointment(&test.desk(), id).unwrap();
        let late = sheet.late;
        let full = sheet.card.details.unwrap();
        (late, full.arrived_at, full.started_at)
    };
    assert_eq!(full(), (false, None, None));
    // 09:09:59, then 09:10.
    test.clock.advance(57 * MINUTE - crate::kit::SECOND - 20 * crate::kit::SECOND);
    assert!(!full().0);
    test.clock.advance(21 * crate::kit::SECOND);
    assert!(full().0, "ten minutes after the start");
    let came = test.studio.now();
    studio.arrive_appointment(&test.lola(), id, true, None).unwrap();
    test.clock.advance(MINUTE);
    // A second click changes nothing.
    studio.arrive_appointment(&test.desk(), id, true, None).unwrap();
    assert_eq!(full(), (false, Some(came), None));
    let began = test.studio.now();
    studio.start_appointment(&test.desk(), id, true, None).unwrap();
    assert_eq!(full(), (false, Some(came), Some(began)));
    studio.arrive_appointment(&test.desk(), id, false, None).unwrap();
    assert_eq!(full(), (true, None, None));
    studio.start_appointment(&test.desk(), id, true, None).unwrap();
    assert_eq!(full(), (false, Some(began), Some(began)));
    // On another day nobody has arrived yet.
    let moved = BookingInput { starts_at: some("2026-09-22T09:00"), ..BookingInput::default() };
    studio.edit_appointment(&test.desk(), id, moved, None).unwrap();
    assert_eq!(full(), (false, None, None));
    assert_eq!(code(studio.arrive_appointment(&test.bruno(), id, true, None)), "not_owner");
}

#[test]
fn a_session_is_completed_once_nothing_is_missing() {
    let house = House::new();
    let (studio, test) = (house.studio(), &house.test);
    let id = house.book(&test.desk(), BookingInput { price: some("90"), ..house.at("10:00") }).unwrap();
    let complete = |price: Option<&str>| {
        let input = CompletionInput { price: price.map(str::to_owned), free_rest: false };
        studio.complete_appointment(&test.lola(), id, input, None)
    };
    let Err(Error::MissingToComplete(missing)) = complete(None) else { panic!("not refused") };
    assert_eq!(missing.iter().map(|one| one.code()).collect::<Vec<_>>(), ["informed_consent"]);
    assert_eq!(studio.appointment(&test.lola(), id).unwrap().missing, missing);
    agree(test, house.client);
    assert_eq!(mistakes(complete(Some("a lot"))), [("price", "form")]);
    complete(Some("120")).unwrap();
    let sheet = studio.appointment(&test.lola(), id).unwrap();
    let full = sheet.card.details.unwrap();
    assert_eq!((full.price, full.completed_at), (Some(Cents::new(12_000)), Some(test.studio.now())));
    assert!(sheet.steps.is_empty());
    // Its time stays taken.
    assert_eq!(
        conflicts(house.book(&test.desk(), booking(house.other, house.lola, "2026-09-22T10:30"))),
        ["artist_booked"]
    );
}

#[test]
fn a_minor_needs_the_guardian_as_well() {
    let house = House::new();
    let (studio, test) = (house.studio(), &house.test);
    let child = client(test, 3, "2010-01-01");
    let input = BookingInput { confirm_warnings: true, ..booking(child, house.lola, "2026-09-22T10:00") };
    let id = house.book(&test.desk(), input).unwrap();
    agree(test, child);
    let Err(Error::MissingToComplete(missing)) =
        studio.complete_appointment(&test.desk(), id, CompletionInput::default(), None)
    else {
        panic!("not refused")
    };
    let codes: Vec<_> = missing.iter().map(|one| one.code()).collect();
    assert_eq!(codes, ["guardian_name", "guardian_phone", "guardian_consent"]);
}

#[test]
fn what_ends_early_frees_its_rest_only_if_that_is_said() {
    let house = House::new();
    let (studio, test) = (house.studio(), &house.test);
    agree(test, house.client);
    let book = |at: &str| {
        let input = BookingInput {
            minutes: some("240"),
            ..booking(house.client, house.lola, &format!("2026-09-21T{at}"))
        };
        house.book(&test.desk(), input).unwrap()
    };
    let (one, other) = (book("09:00"), book("13:00"));
    let complete = |id, free_rest| {
        let input = CompletionInput { price: None, free_rest };
        studio.complete_appointment(&test.desk(), id, input, None).unwrap();
        let card = studio.appointment(&test.desk(), id).unwrap().card;
        card.ends_at.since(card.starts_at).as_secs() / 60
    };
    // 10:13, of 09:00 to 13:00.
    test.clock.advance(2 * HOUR);
    assert_eq!(complete(one, true), 75);
    house.book(&test.desk(), booking(house.other, house.lola, "2026-09-21T10:15")).unwrap();
    // Before it even began there is no rest.
    assert_eq!(complete(other, true), 240);
}

#[test]
fn cancelling_says_who_and_why_and_whether_it_was_late() {
    let house = House::new();
    let (studio, test) = (house.studio(), &house.test);
    // From Monday 08:13 on, Wednesday 08:13 is 48 hours ahead.
    let soon = house.book(&test.desk(), booking(house.client, house.lola, "2026-09-23T08:13")).unwrap();
    let later = house.book(&test.desk(), booking(house.client, house.lola, "2026-09-23T09:30")).unwrap();
    let third = house.book(&test.desk(), booking(house.client, house.lola, "2026-09-21T12:00")).unwrap();
    let wrong = CancelInput { by: "nobody".to_owned(), reason: "x".repeat(501) };
    assert_eq!(
        mistakes(studio.cancel_appointment(&test.desk(), soon, wrong, None)),
        [("by", "unknown"), ("reason", "too_long")]
    );
    let mut late = Vec::new();
    for (id, who) in [(soon, "client"), (later, "client"), (third, "studio")] {
        studio.cancel_appointment(&test.desk(), id, by(who), None).unwrap();
        let full = studio.appointment(&test.desk(), id).unwrap().card.details.unwrap();
        assert_eq!(full.cancelled_by.map(studio_domain::CancelledBy::code), Some(who));
        assert_eq!(full.cancel_reason, "Has a fever");
        late.push(full.cancelled_late);
    }
    assert_eq!(late, [true, false, true]);
    // Only what the client did late is held against the client.
    let sheet = studio.client(&test.desk(), house.client).unwrap();
    assert_eq!((sheet.no_shows, sheet.late_cancellations), (0, 1));
    assert_eq!(sheet.card.next_appointment, None);
    // Taken back, it was never late.
    studio.reopen_appointment(&test.desk(), soon, false, None).unwrap();
    assert_eq!(studio.client(&test.desk(), house.client).unwrap().late_cancellations, 0);
}

#[test]
fn what_was_called_off_comes_back_if_its_time_is_free() {
    let house = House::new();
    let (studio, test) = (house.studio(), &house.test);
    let id = house.book(&test.desk(), house.at("10:00")).unwrap();
    studio.cancel_appointment(&test.desk(), id, by("artist"), None).unwrap();
    let taken = house.book(&test.desk(), booking(house.other, house.lola, "2026-09-22T10:30")).unwrap();
    assert_eq!(conflicts(studio.reopen_appointment(&test.desk(), id, true, None)), ["artist_booked"]);
    studio.miss_appointment(&test.desk(), taken, None).unwrap();
    assert_eq!(code(studio.reopen_appointment(&test.bruno(), id, false, None)), "not_owner");
    studio.reopen_appointment(&test.lola(), id, false, None).unwrap();
    let card = studio.appointment(&test.desk(), id).unwrap().card;
    assert_eq!(card.status, AppointmentStatus::Confirmed);
    assert_eq!(card.details.unwrap().cancel_reason, "");
    assert_eq!(conflicts(studio.reopen_appointment(&test.desk(), taken, true, None)), ["artist_booked"]);
}

#[test]
fn next_and_last_follow_every_step_and_the_clock() {
    let house = House::new();
    let (studio, test) = (house.studio(), &house.test);
    let id = house.book(&test.desk(), house.at("10:00")).unwrap();
    let dates = || {
        let card = studio.client(&test.desk(), house.client).unwrap().card;
        (card.next_appointment.is_some(), card.last_appointment.is_some())
    };
    assert_eq!(dates(), (true, false));
    studio.cancel_appointment(&test.desk(), id, by("client"), None).unwrap();
    assert_eq!(dates(), (false, false));
    studio.reopen_appointment(&test.desk(), id, false, None).unwrap();
    assert_eq!(dates(), (true, false));
    studio.miss_appointment(&test.desk(), id, None).unwrap();
    assert_eq!(dates(), (false, true));
    studio.reopen_appointment(&test.desk(), id, false, None).unwrap();
    test.clock.advance(2 * DAY);
    studio.tick().unwrap();
    assert_eq!(dates(), (false, true));
}

#[test]
fn many_are_confirmed_and_cancelled_at_once_each_for_itself() {
    let house = House::new();
    let (studio, test) = (house.studio(), &house.test);
    let one = house.book(&test.desk(), house.at("10:00")).unwrap();
    let other = house.book(&test.desk(), booking(house.other, house.bruno, "2026-09-22T10:00")).unwrap();
    let none = AppointmentId::new(99_999);
    let told = |rows: Vec<studio_app::BulkRow>| -> Vec<(AppointmentId, &'static str)> {
        rows.into_iter()
            .map(|row| (row.id, row.result.map_or_else(|error| error.code(), |_| "done")))
            .collect()
    };
    let rows = studio.bulk_confirm(&test.lola(), &[one, other, none, one]).unwrap();
    assert_eq!(told(rows), [(one, "done"), (other, "not_owner"), (none, "not_found")]);
    let rows = studio.bulk_cancel(&test.desk(), &[other, one, other], &by("studio")).unwrap();
    assert_eq!(told(rows), [(other, "done"), (one, "done")]);
    assert_eq!(told(studio.bulk_confirm(&test.desk(), &[one]).unwrap()), [(one, "wrong_status")]);
    assert_eq!(mistakes(studio.bulk_cancel(&test.desk(), &[one], &by("x"))), [("by", "unknown")]);
    assert_eq!(mistakes(studio.bulk_confirm(&test.desk(), &[one; 201])), [("ids", "out_of_range")]);
}
