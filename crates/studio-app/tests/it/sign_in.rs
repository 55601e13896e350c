//! Signing in: who gets in, what a failure tells, and what stops somebody who guesses.

use std::sync::Barrier;
use std::time::Duration;

use studio_app::{Error, Link, Locked, Outcome, PasswordState, Secret, UserInput, Visit, Who};
use studio_domain::{Timestamp, UserId};
use studio_testkit::TestStudio;

use crate::kit::{HALF, MINUTE, SECOND, TICK, entry, from, left, newest, password, session_of, since};

fn wrong() -> Secret {
    Secret::from("not the password at all")
}

fn try_in(test: &TestStudio, visit: &Visit, name: &str, password: &Secret) -> (String, Duration) {
    let tried = test.studio.sign_in(visit, name, password, "test");
    let answer = tried.answer.map_or_else(|error| error.code().to_owned(), |_| "in".to_owned());
    (answer, tried.not_before.since(visit.now))
}

fn fails(test: &TestStudio, last: u8, name: &str, times: usize) {
    for _ in 0..times {
        assert_eq!(try_in(test, &from(test, last), name, &wrong()).0, "wrong_password");
    }
}

fn answer(test: &TestStudio, last: u8, name: &str) -> String {
    try_in(test, &from(test, last), name, &password()).0
}

fn locked_until(test: &TestStudio, last: u8, name: &str) -> Timestamp {
    match test.studio.sign_in(&from(test, last), name, &password(), "test").answer {
        Err(Error::Locked { until, what: Locked::SignIn }) => until,
        other => panic!("expected a lock, got {other:?}"),
    }
}

#[test]
fn the_right_password_opens_a_session_at_once() {
    let test = TestStudio::new();
    test.clock.advance(MINUTE);
    let (visit, seq) = (from(&test, 7), newest(&test));
    let agent = format!("Mozilla\u{7}\n{}", "x".repeat(300));
    let tried = test.studio.sign_in(&visit, "recepcion", &password(), &agent);
    assert_eq!(tried.not_before, visit.now);
    let signed_in = tried.answer.unwrap();

    let entries = since(&test, seq);
    assert_eq!(entries.len(), 1);
    let user = test.user("recepcion");
    assert_eq!((entries[0].user, entries[0].session), (Some(user), Some(signed_in.session)));
    assert_eq!(
        (entries[0].address.as_str(), entries[0].request_id.as_str()),
        ("192.168.0.7", &*visit.request_id)
    );
    let done = entry("session.sign_in", "session", signed_in.session.get(), Outcome::Done, "oneself");
    assert_eq!(left(&test, seq), [done]);

    let account = test.studio.account(&visit.by(Who::Session(signed_in.session))).unwrap();
    assert_eq!(account.card.user_name, "recepcion");
    assert_eq!(account.private.last_sign_in_at, Some(visit.now));
    let session = &test.studio.sessions(&test.operator(), user).unwrap()[0];
    assert_eq!((session.id, session.address.as_str()), (signed_in.session, "192.168.0.7"));
    // Without what could steer a terminal, and no longer than is worth reading.
    assert_eq!(session.agent, format!("Mozilla{}", "x".repeat(193)));
}

#[test]
fn the_case_and_the_accents_of_a_name_do_not_count() {
    let test = TestStudio::new();
    for name in ["recepcion", "RECEPCION", "Recepción", "  recepcion "] {
        assert_eq!(answer(&test, 1, name), "in", "{name:?}");
    }
    // Those of a password do.
    let shouted = Secret::from(studio_testkit::PASSWORD.to_uppercase());
    assert_eq!(try_in(&test, &from(&test, 1), "recepcion", &shouted).0, "wrong_password");
}

#[test]
fn every_failure_tells_the_same() {
    let test = TestStudio::new();
    let operator = test.operator();
    let off = test.user("bruno");
    test.studio.toggle_user(&operator, off, false, None).unwrap();
    let input = UserInput::default();
    let invited = test.studio.add_user(&operator, "nueva", "assistant", Link::None, input, None).unwrap().id;
    let sheet = test.studio.user(&operator, invited).unwrap();
    assert_eq!(sheet.private.unwrap().password, PasswordState::Open);

    let lola = test.user("lola");
    let cases = [
        ("wrong password", "lola", wrong(), Some(lola), "wrong_password"),
        ("no password", "lola", Secret::from(""), Some(lola), "wrong_password"),
        ("unknown name", "nadie", password(), None, "no_such_account"),
        ("no name at all", "", password(), None, "no_such_account"),
        ("what can't be a name", "a b\u{0}' OR 1=1 --", password(), None, "no_such_account"),
        ("switched off, right password", "bruno", password(), Some(off), "no_such_account"),
        ("invited, has no password yet", "nueva", password(), Some(invited), "no_such_account"),
        ("invited, empty password", "nueva", Secret::from(""), Some(invited), "no_such_account"),
    ];
    for (nth, (case, name, password, user, reason)) in cases.into_iter().enumerate() {
        let (visit, seq) = (from(&test, u8::try_from(nth).unwrap()), newest(&test));
        let tried = test.studio.sign_in(&visit, name, &password, "test");
        let error = tried.answer.expect_err(case);
        assert!(matches!(error, Error::WrongPassword), "{case}: {error}");
        assert_eq!(error.to_string(), "user name or password is wrong", "{case}");
        assert_eq!(tried.not_before, visit.now.plus(HALF), "{case}");
        // The log, which only admins read, says more.
        let failed = entry("session.sign_in", "user", user.map(UserId::get), Outcome::Failed, reason);
        assert_eq!(left(&test, seq), [failed], "{case}");
        assert_eq!(since(&test, seq)[0].user, None, "{case}: nobody was recognised");
    }
}

/// Whoever could measure it would learn which names exist. The least of several tries is compared: what else runs on the machine only adds.
#[test]
fn an_unknown_name_takes_as_long_as_a_wrong_password() {
    let test = TestStudio::new();
    test.studio.toggle_user(&test.operator(), test.user("bruno"), false, None).unwrap();
    let least = |name: &str, last: u8| (0..6).map(|_| spent(|| fails(&test, last, name, 1))).min().unwrap();
    let known = least("lola", 1);
    for (name, last) in [("nadie", 2), ("a b", 3), ("bruno", 4)] {
        let unknown = least(name, last);
        assert!(unknown > known / 4 && unknown < known * 4, "{name:?}: {unknown:?} against {known:?}");
    }
}

#[expect(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
fn spent(work: impl FnOnce()) -> Duration {
    let begun = std::time::Instant::now();
    work();
    begun.elapsed()
}

#[test]
fn ten_failures_lock_the_name_at_that_address_for_a_quarter_of_an_hour() {
    let test = TestStudio::new();
    for _ in 0..9 {
        fails(&test, 1, "lola", 1);
        test.clock.advance(30 * SECOND);
    }
    let last = from(&test, 1).now;
    fails(&test, 1, "Lola", 1);
    test.clock.advance(SECOND);

    let seq = newest(&test);
    let until = last.plus(15 * MINUTE);
    assert_eq!(locked_until(&test, 1, "lola"), until, "the right password is not looked at");
    assert_eq!(locked_until(&test, 1, "LOLA"), until, "case does not get around it");
    let visit = from(&test, 1);
    let tried = test.studio.sign_in(&visit, "lola", &wrong(), "test");
    assert_eq!(
        (tried.answer.unwrap_err().code(), tried.not_before),
        ("sign_in_locked", visit.now.plus(HALF))
    );
    let failed = || entry("session.sign_in", "user", test.user("lola").get(), Outcome::Failed, "locked");
    assert_eq!(left(&test, seq), [failed(), failed(), failed()]);

    // A studio sits behind one address, and an artist travels.
    assert_eq!(answer(&test, 1, "bruno"), "in");
    assert_eq!(answer(&test, 2, "lola"), "in");

    test.clock.set(until.minus(TICK));
    assert_eq!(locked_until(&test, 1, "lola"), until, "tries while locked do not prolong it");
    test.clock.set(until);
    assert_eq!(answer(&test, 1, "lola"), "in");
}

#[test]
fn a_name_that_nobody_has_locks_like_any_other() {
    let test = TestStudio::new();
    fails(&test, 1, "nadie", 10);
    assert_eq!(locked_until(&test, 1, "nadie"), from(&test, 1).now.plus(15 * MINUTE));
}

#[test]
fn a_success_ends_the_count() {
    let test = TestStudio::new();
    for _ in 0..2 {
        fails(&test, 1, "lola", 9);
        assert_eq!(answer(&test, 1, "lola"), "in");
    }
    fails(&test, 1, "lola", 9);
    // A success elsewhere is not one here.
    assert_eq!(answer(&test, 2, "lola"), "in");
    fails(&test, 1, "lola", 1);
    locked_until(&test, 1, "lola");
}

#[test]
fn failures_count_for_a_quarter_of_an_hour() {
    let lock = |gap: Duration| {
        let test = TestStudio::new();
        fails(&test, 1, "lola", 1);
        test.clock.advance(gap);
        fails(&test, 1, "lola", 9);
        answer(&test, 1, "lola")
    };
    assert_eq!(lock(15 * MINUTE), "sign_in_locked");
    assert_eq!(lock(15 * MINUTE + TICK), "in");
}

#[test]
fn many_names_from_one_address_are_answered_later_and_later_but_never_locked() {
    let test = TestStudio::new();
    let step = |tries: u32| HALF * tries;
    for nth in 0..12_u32 {
        let (answer, delay) = try_in(&test, &from(&test, 1), &format!("nadie-{nth}"), &wrong());
        // The first ten cost nothing more; each further one half a second.
        assert_eq!(
            (answer.as_str(), delay),
            ("wrong_password", HALF + step(nth.saturating_sub(10))),
            "{nth}"
        );
    }
    // Whoever has the right password waits as well, so that the delay tells nothing, and gets in.
    assert_eq!(try_in(&test, &from(&test, 1), "lola", &password()), ("in".to_owned(), step(2)));
    assert_eq!(try_in(&test, &from(&test, 2), "lola", &password()), ("in".to_owned(), Duration::ZERO));
    test.clock.advance(15 * MINUTE);
    assert_eq!(try_in(&test, &from(&test, 1), "lola", &password()), ("in".to_owned(), Duration::ZERO));
}

#[test]
fn one_name_from_many_addresses_is_answered_later_but_never_locked() {
    let test = TestStudio::new();
    for last in 0..12 {
        fails(&test, last, "lola", 1);
    }
    assert_eq!(try_in(&test, &from(&test, 99), "lola", &password()), ("in".to_owned(), 2 * HALF));
    assert_eq!(try_in(&test, &from(&test, 99), "bruno", &password()), ("in".to_owned(), Duration::ZERO));
}

#[test]
fn a_flood_of_simultaneous_guesses_has_ten_of_them_looked_at() {
    let test = TestStudio::new();
    let seq = newest(&test);
    let barrier = Barrier::new(24);
    std::thread::scope(|scope| {
        for _ in 0..24 {
            scope.spawn(|| {
                let visit = from(&test, 1);
                barrier.wait();
                assert!(test.studio.sign_in(&visit, "lola", &wrong(), "test").answer.is_err());
            });
        }
    });
    let reasons: Vec<String> = left(&test, seq).into_iter().map(|(.., reason)| reason).collect();
    let count = |wanted: &str| reasons.iter().filter(|reason| *reason == wanted).count();
    assert_eq!((count("wrong_password"), count("locked"), reasons.len()), (10, 14, 24));
}

#[test]
fn each_sign_in_has_a_session_and_a_token_of_its_own() {
    let test = TestStudio::new();
    let visit = test.visit();
    let one = test.studio.sign_in(&visit, "lola", &password(), "one").answer.unwrap();
    let two = test.studio.sign_in(&visit, "lola", &password(), "two").answer.unwrap();
    assert_ne!((one.session, one.token.reveal()), (two.session, two.token.reveal()));
    for signed_in in [&one, &two] {
        let known = test.studio.recognise(&visit, &signed_in.token.reveal()).unwrap().unwrap();
        assert_eq!((known.session, known.renewal_due), (signed_in.session, false));
        assert!(!format!("{signed_in:?}").contains(&signed_in.token.reveal()));
    }
    test.studio.sign_out(&visit.by(Who::Session(one.session))).unwrap();
    let others = test.studio.my_sessions(&visit.by(Who::Session(two.session))).unwrap();
    assert_eq!(others.iter().map(|card| card.id).collect::<Vec<_>>(), [two.session]);
    assert_ne!(session_of(&test.lola()), two.session);
}

#[test]
fn what_is_no_token_is_nobodys() {
    let test = TestStudio::new();
    let visit = test.visit();
    let token = test.studio.sign_in(&visit, "lola", &password(), "test").answer.unwrap().token.reveal();
    let invited = test.studio.invite(&test.operator(), test.user("bruno")).unwrap().token.reveal();
    for shown in
        ["", "garbage", &"A".repeat(43), &token[1..], &format!("{token} "), &token.to_lowercase(), &invited]
    {
        assert_eq!(test.studio.recognise(&visit, shown).unwrap(), None, "{shown}");
    }
    assert!(test.studio.recognise(&visit, &token).unwrap().is_some());
    // And a sign-in token opens no invitation.
    assert_eq!(test.studio.invitation(&visit, &token).unwrap(), None);
}
