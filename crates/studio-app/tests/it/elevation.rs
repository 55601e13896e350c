//! Elevation: who gets it, how long it lasts, what ends it, and what stops somebody who guesses the code.

use std::time::Duration;

use studio_app::{Error, Link, Locked, OpCtx, Outcome, Secret, Who};
use studio_policy::Action;
use studio_testkit::TestStudio;

use crate::kit::{HALF, MINUTE, TICK, code, entry, left, master_code, newest, password, session_of, since};

fn wrong() -> Secret {
    Secret::from("cuatro-agujas")
}

/// Whether a locked action works in this session at the clock's time.
fn elevated(test: &TestStudio, ctx: &OpCtx) -> bool {
    let ctx = test.now(ctx);
    let abilities = test.studio.abilities(&ctx).unwrap();
    let (works, locked) =
        (abilities.now.contains(Action::ClientsEdit), abilities.locked.contains(Action::ClientsEdit));
    assert_ne!(works, locked, "a locked action either works or is shown with a lock");
    assert_eq!(test.studio.elevation(&ctx).unwrap().now.is_some(), works);
    works
}

fn elevate(test: &TestStudio, ctx: &OpCtx) -> Result<studio_app::ElevationCard, Error> {
    test.studio.elevate(&test.now(ctx), &master_code()).answer
}

fn fails(test: &TestStudio, ctx: &OpCtx, times: usize) {
    for _ in 0..times {
        assert_eq!(code(test.studio.elevate(&test.now(ctx), &wrong()).answer), "wrong_code");
    }
}

#[test]
fn the_code_opens_locked_actions_for_five_minutes() {
    let test = TestStudio::new();
    let desk = test.desk();
    assert!(!elevated(&test, &desk));
    let seq = newest(&test);
    let tried = test.studio.elevate(&desk, &master_code());
    assert_eq!(tried.not_before, desk.visit.now, "the right code is answered at once");
    let card = tried.answer.unwrap();
    assert_eq!(card.expires_at, desk.visit.now.plus(5 * MINUTE));
    let state = test.studio.elevation(&desk).unwrap();
    assert_eq!((state.now, state.code_set_at), (Some(card), test.studio.code_set_at(&desk).unwrap()));
    let done = entry("elevation.start", "elevation", card.id.get(), Outcome::Done, "oneself");
    assert_eq!(left(&test, seq), [done]);
    let started = &since(&test, seq)[0];
    assert_eq!((started.elevation, started.session), (Some(card.id), Some(session_of(&desk))));
    assert_eq!(started.detail, format!("{{\"expires_at\":\"{}\"}}", card.expires_at));

    test.clock.set(card.expires_at.minus(TICK));
    assert!(elevated(&test, &desk));
    test.clock.set(card.expires_at);
    assert!(!elevated(&test, &desk), "over at its end, not after it");
}

#[test]
fn what_is_done_under_an_elevation_carries_its_number() {
    let test = TestStudio::new();
    let desk = test.desk();
    let id = elevate(&test, &desk).unwrap().id;
    let seq = newest(&test);
    test.studio.edit_account(&desk, studio_app::AccountEdit::default(), None).unwrap();
    assert_eq!(code(test.studio.settings(&desk)), "no_grant");
    test.clock.advance(5 * MINUTE);
    test.studio.edit_account(&test.now(&desk), studio_app::AccountEdit::default(), None).unwrap();
    let numbers: Vec<_> = since(&test, seq).into_iter().map(|entry| entry.elevation).collect();
    assert_eq!(numbers, [Some(id), Some(id), None]);
}

#[test]
fn only_assistants_elevate() {
    let test = TestStudio::new();
    for ctx in [test.admin(), test.lola()] {
        let tried = test.studio.elevate(&ctx, &master_code());
        assert_eq!(tried.not_before, ctx.visit.now.plus(HALF));
        assert_eq!(code(tried.answer), "elevation_for_assistants");
        assert_eq!(test.studio.elevation(&ctx).unwrap().now, None);
    }
    // A person whom the embedding program has recognised has no session to elevate.
    let known = test.visit().by(Who::User(test.user("recepcion")));
    assert_eq!(code(test.studio.elevate(&known, &master_code()).answer), "not_signed_in");
}

#[test]
fn without_a_code_nobody_elevates() {
    let test = TestStudio::new();
    let desk = test.desk();
    test.studio.clear_code(&test.operator()).unwrap();
    for typed in [master_code(), Secret::from("")] {
        let tried = test.studio.elevate(&desk, &typed);
        assert_eq!(tried.not_before, desk.visit.now.plus(HALF));
        assert_eq!(code(tried.answer), "no_code");
    }
    assert_eq!(test.studio.elevation(&desk).unwrap().code_set_at, None);
}

#[test]
fn an_elevation_belongs_to_its_session() {
    let test = TestStudio::new();
    let (here, there) = (test.desk(), test.desk());
    elevate(&test, &here).unwrap();
    let known = test.visit().by(Who::User(test.user("recepcion")));
    assert!(elevated(&test, &here));
    assert!(!elevated(&test, &there) && !elevated(&test, &known));
}

#[test]
fn a_new_elevation_replaces_the_one_in_force() {
    let test = TestStudio::new();
    let desk = test.desk();
    let first = elevate(&test, &desk).unwrap();
    test.clock.advance(3 * MINUTE);
    let second = elevate(&test, &desk).unwrap();
    assert_ne!(first.id, second.id);
    assert_eq!(test.studio.elevation(&test.now(&desk)).unwrap().now, Some(second));
    test.clock.set(first.expires_at);
    assert!(elevated(&test, &desk));
    test.clock.set(second.expires_at);
    assert!(!elevated(&test, &desk));
    // One that has run out is no hindrance.
    elevate(&test, &desk).unwrap();
    assert!(elevated(&test, &desk));
}

#[test]
fn the_minutes_are_a_setting_that_holds_for_the_next_one() {
    let test = TestStudio::new();
    let operator = test.operator();
    let minutes = |text: &str| test.studio.set_setting(&operator, "security.elevation_minutes", text, None);
    for wrong in ["0", "61", "-5", "five", "", "1.5"] {
        assert_eq!(code(minutes(wrong)), "invalid", "{wrong}");
    }
    let desk = test.desk();
    let running = elevate(&test, &desk).unwrap();
    for (text, length) in [("1", MINUTE), ("60", 60 * MINUTE)] {
        minutes(text).unwrap();
        assert_eq!(test.studio.elevation(&desk).unwrap().now, Some(running));
        let other = test.desk();
        assert_eq!(elevate(&test, &other).unwrap().expires_at, other.visit.now.plus(length));
    }
}

#[test]
fn everything_that_should_end_an_elevation_ends_it() {
    type End = fn(&TestStudio, &OpCtx);
    let ends: &[(&str, bool, End)] = &[
        ("ended", true, |test, desk| assert!(test.studio.end_elevation(desk).unwrap())),
        ("code changed", true, |test, _| {
            let ended = test.studio.set_code(&test.operator(), &Secret::from("cinco-tintas")).unwrap();
            assert_eq!(ended, 2, "this one and that of the other session");
        }),
        ("code set to the same", true, |test, _| {
            test.studio.set_code(&test.operator(), &master_code()).unwrap();
        }),
        ("code cleared", true, |test, _| {
            assert_eq!(test.studio.clear_code(&test.operator()).unwrap(), 2);
        }),
        ("password changed", true, |test, desk| {
            let new = Secret::from("nobody guesses this one");
            test.studio.change_password(desk, &password(), &new).unwrap();
        }),
        ("signed out", false, |test, desk| test.studio.sign_out(desk).unwrap()),
        ("another role", false, |test, _| {
            let id = test.user("recepcion");
            test.studio.set_role(&test.operator(), id, "admin", Link::None, None).unwrap();
        }),
        ("switched off and on", false, |test, _| {
            let (operator, id) = (test.operator(), test.user("recepcion"));
            test.studio.toggle_user(&operator, id, false, None).unwrap();
            test.studio.toggle_user(&operator, id, true, None).unwrap();
        }),
    ];
    for (case, session_holds, end) in ends {
        let test = TestStudio::new();
        let (desk, other) = (test.desk(), test.desk());
        let card = elevate(&test, &desk).unwrap();
        elevate(&test, &other).unwrap();
        end(&test, &desk);
        if *session_holds {
            assert!(!elevated(&test, &desk), "{case}");
        } else {
            assert_eq!(code(test.studio.elevation(&desk)), "not_signed_in", "{case}");
        }
        // The number of an elevation that has ended is never used again.
        let operator = test.operator();
        test.studio.set_code(&operator, &master_code()).unwrap();
        let id = test.user("recepcion");
        test.studio.set_role(&operator, id, "assistant", Link::None, None).unwrap();
        test.studio.set_password(&operator, id, &password()).unwrap();
        let again = test.desk();
        assert!(elevate(&test, &again).unwrap().id > card.id, "{case}");
    }
}

#[test]
fn ending_is_answered_and_logged_once() {
    let test = TestStudio::new();
    let desk = test.desk();
    let id = elevate(&test, &desk).unwrap().id;
    let seq = newest(&test);
    assert!(test.studio.end_elevation(&desk).unwrap());
    assert!(!test.studio.end_elevation(&desk).unwrap());
    assert_eq!(left(&test, seq), [entry("elevation.end", "elevation", id.get(), Outcome::Done, "oneself")]);
}

#[test]
fn a_wrong_code_is_logged_and_answered_late() {
    let test = TestStudio::new();
    let desk = test.desk();
    let seq = newest(&test);
    for typed in [wrong(), Secret::from(""), password()] {
        let tried = test.studio.elevate(&desk, &typed);
        assert_eq!(tried.not_before, desk.visit.now.plus(HALF));
        assert_eq!(code(tried.answer), "wrong_code");
    }
    let failed = || {
        let session = session_of(&desk).get();
        entry("elevation.start", "session", session, Outcome::Failed, "wrong_code")
    };
    assert_eq!(left(&test, seq), [failed(), failed(), failed()]);
    assert!(!elevated(&test, &desk));
}

#[test]
fn five_wrong_codes_lock_the_person_for_a_quarter_of_an_hour() {
    let test = TestStudio::new();
    let operator = test.operator();
    let input = studio_app::UserInput::default();
    test.studio.add_user(&operator, "tarde", "assistant", Link::None, input, Some(&password())).unwrap();
    let (desk, second, colleague) = (test.desk(), test.desk(), test.sign_in("tarde"));
    fails(&test, &desk, 4);
    test.clock.advance(MINUTE);
    let (fifth, until) = (newest(&test), test.visit().now.plus(15 * MINUTE));
    match test.studio.elevate(&test.now(&desk), &wrong()).answer {
        Err(Error::Locked { until: told, what: Locked::Code }) => assert_eq!(told, until),
        other => panic!("the one that locks says so: {other:?}"),
    }
    let session = session_of(&desk).get();
    let failed = entry("elevation.start", "session", session, Outcome::Failed, "wrong_code");
    assert_eq!(left(&test, fifth), [failed], "it was looked at");
    test.clock.advance(TICK);

    let seq = newest(&test);
    for session in [&desk, &second] {
        let now = test.now(session);
        let tried = test.studio.elevate(&now, &master_code());
        assert_eq!(tried.not_before, now.visit.now.plus(HALF));
        match tried.answer {
            Err(Error::Locked { until: told, what: Locked::Code }) => assert_eq!(told, until),
            other => panic!("expected a lock, got {other:?}"),
        }
    }
    let locked =
        |ctx: &OpCtx| entry("elevation.start", "session", session_of(ctx).get(), Outcome::Failed, "locked");
    assert_eq!(left(&test, seq), [locked(&desk), locked(&second)]);
    assert!(elevate(&test, &colleague).is_ok(), "nobody else is locked");

    test.clock.set(until.minus(TICK));
    assert_eq!(code(elevate(&test, &desk)), "code_locked");
    test.clock.set(until);
    assert!(elevate(&test, &desk).is_ok());
}

#[test]
fn the_right_code_ends_the_count() {
    let test = TestStudio::new();
    let desk = test.desk();
    for _ in 0..2 {
        fails(&test, &desk, 4);
        elevate(&test, &desk).unwrap();
    }
}

#[test]
fn wrong_codes_count_for_ten_minutes() {
    let locks = |gap: Duration| {
        let test = TestStudio::new();
        let desk = test.desk();
        fails(&test, &desk, 1);
        test.clock.advance(gap);
        fails(&test, &desk, 3);
        let fifth = code(test.studio.elevate(&test.now(&desk), &wrong()).answer);
        let locked = elevate(&test, &desk).is_err();
        assert_eq!(fifth, if locked { "code_locked" } else { "wrong_code" });
        locked
    };
    assert!(locks(10 * MINUTE));
    assert!(!locks(10 * MINUTE + TICK));
}

#[test]
fn a_flood_of_simultaneous_guesses_has_five_of_them_looked_at() {
    let test = TestStudio::new();
    let desk = test.desk();
    let seq = newest(&test);
    std::thread::scope(|scope| {
        for _ in 0..12 {
            scope.spawn(|| assert!(test.studio.elevate(&desk, &wrong()).answer.is_err()));
        }
    });
    let reasons: Vec<String> = left(&test, seq).into_iter().map(|(.., reason)| reason).collect();
    let count = |wanted: &str| reasons.iter().filter(|reason| *reason == wanted).count();
    assert_eq!((count("wrong_code"), count("locked"), reasons.len()), (5, 7, 12));
}

/// What is lost on the way (the file is opened anew) neither prolongs nor forgets it.
#[test]
fn an_elevation_outlives_the_program() {
    let test = TestStudio::new();
    let desk = test.desk();
    let card = elevate(&test, &desk).unwrap();
    let folder = studio_app::Folder::at(test.path());
    let again = studio_app::Studio::open(folder, test.clock.clone(), studio_app::Upgrade::Check).unwrap();
    assert_eq!(again.elevation(&desk).unwrap().now, Some(card));
    test.clock.set(card.expires_at);
    assert_eq!(again.elevation(&test.now(&desk)).unwrap().now, None);
}
