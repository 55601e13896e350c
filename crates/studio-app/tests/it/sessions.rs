//! How long a session lasts, and everything that ends it at once.

use studio_app::{AccountEdit, Error, Link, NoActor, OpCtx, Outcome, Secret, Studio, Who};
use studio_testkit::TestStudio;

use crate::kit::{DAY, HOUR, MINUTE, SECOND, TICK, entry, left, master_code, newest, password, session_of};

/// What has become of a session at the clock's time: `None` while it holds.
fn fate(test: &TestStudio, ctx: &OpCtx) -> Option<NoActor> {
    match test.studio.account(&test.now(ctx)) {
        Ok(_) => None,
        Err(Error::NoActor(why)) => Some(why),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_session_ends_after_twelve_idle_hours() {
    let test = TestStudio::new();
    let lola = test.lola();
    test.clock.advance(12 * HOUR - TICK);
    assert_eq!(fate(&test, &lola), None);
    test.clock.advance(TICK);
    assert_eq!(fate(&test, &lola), Some(NoActor::Expired));
    // What has run out is not brought back.
    assert!(test.studio.renew_session(&test.now(&lola), session_of(&lola)).is_err());
    assert_eq!(fate(&test, &lola), Some(NoActor::Expired));
    assert_eq!(test.studio.sessions(&test.operator(), test.user("lola")).unwrap(), []);
}

#[test]
fn use_moves_the_idle_end_but_never_the_absolute_one() {
    let test = TestStudio::new();
    let lola = test.lola();
    let ends = lola.visit.now.plus(7 * DAY);
    while test.visit().now.plus(11 * HOUR) < ends {
        test.clock.advance(11 * HOUR);
        test.studio.renew_session(&test.now(&lola), session_of(&lola)).unwrap();
    }
    let card = &test.studio.my_sessions(&test.now(&lola)).unwrap()[0];
    assert_eq!((card.seen_at, card.expires_at), (test.visit().now, ends));
    test.clock.set(ends.minus(TICK));
    assert_eq!(fate(&test, &lola), None);
    test.studio.renew_session(&test.now(&lola), session_of(&lola)).unwrap();
    test.clock.set(ends);
    assert_eq!(fate(&test, &lola), Some(NoActor::Expired));
}

#[test]
fn acting_alone_renews_nothing() {
    let test = TestStudio::new();
    let lola = test.lola();
    let admin = test.admin();
    test.clock.advance(11 * HOUR);
    test.studio.edit_account(&test.now(&lola), AccountEdit::default(), None).unwrap();
    test.studio.renew_session(&test.now(&admin), session_of(&admin)).unwrap();
    test.clock.advance(HOUR);
    assert_eq!((fate(&test, &lola), fate(&test, &admin)), (Some(NoActor::Expired), None));
}

#[test]
fn renewal_is_due_once_a_minute_and_leaves_no_entry() {
    let test = TestStudio::new();
    let visit = test.visit();
    let signed_in = test.studio.sign_in(&visit, "lola", &password(), "test").answer.unwrap();
    let (token, lola) = (signed_in.token.reveal(), visit.by(Who::Session(signed_in.session)));
    let due = || test.studio.recognise(&test.visit(), &token).unwrap().unwrap().renewal_due;
    test.clock.advance(59 * SECOND);
    assert!(!due());
    test.clock.advance(SECOND);
    assert!(due());
    assert!(due(), "recognising alone renews nothing");
    let seq = newest(&test);
    test.studio.renew_session(&test.now(&lola), signed_in.session).unwrap();
    assert!(!due());
    assert_eq!(left(&test, seq), []);
}

#[test]
fn the_settings_say_how_long() {
    let test = TestStudio::new();
    let before = test.lola();
    let operator = test.operator();
    test.studio.set_setting(&operator, "security.session_idle_hours", "1", None).unwrap();
    test.studio.set_setting(&operator, "security.session_days", "1", None).unwrap();
    let lola = test.lola();
    test.clock.advance(HOUR - TICK);
    assert_eq!(fate(&test, &lola), None);
    test.studio.renew_session(&test.now(&lola), session_of(&lola)).unwrap();
    test.clock.advance(HOUR - TICK);
    assert_eq!(fate(&test, &lola), None);
    test.clock.advance(TICK);
    assert_eq!((fate(&test, &lola), fate(&test, &before)), (Some(NoActor::Expired), None));

    let next = test.bruno();
    for _ in 0..24 {
        test.clock.advance(HOUR - MINUTE);
        test.studio.renew_session(&test.now(&next), session_of(&next)).unwrap();
    }
    test.clock.set(next.visit.now.plus(DAY));
    assert_eq!(fate(&test, &next), Some(NoActor::Expired));
}

/// Something that ends sessions of `recepcion`, done by the admin, the operator, or in one of the sessions.
type End = fn(&TestStudio, by: &By);

struct By {
    admin: OpCtx,
    one: OpCtx,
}

fn role(studio: &Studio, test: &TestStudio, admin: &OpCtx, code: &str, link: Link) {
    studio.set_role(admin, test.user("recepcion"), code, link, None).unwrap();
}

#[test]
fn what_ends_sessions_ends_them_at_once() {
    // What is done, and whether it leaves the session in which, or without which, it is done.
    let ends: &[(&str, bool, bool, End)] = &[
        ("signed out", false, true, |test, by| test.studio.sign_out(&by.one).unwrap()),
        ("own session ended", false, true, |test, by| {
            test.studio.end_my_session(&by.one, session_of(&by.one)).unwrap();
        }),
        ("the other ones ended", true, false, |test, by| {
            assert_eq!(test.studio.end_my_other_sessions(&by.one).unwrap(), 1);
        }),
        ("own password changed", true, false, |test, by| {
            let new = Secret::from("nobody guesses this one");
            test.studio.change_password(&by.one, &password(), &new).unwrap();
        }),
        ("ended by an admin", false, false, |test, by| {
            assert_eq!(test.studio.end_sessions(&by.admin, test.user("recepcion")).unwrap(), 2);
        }),
        ("another role", false, false, |test, by| {
            role(&test.studio, test, &by.admin, "admin", Link::None);
        }),
        ("another role, with a profile", false, false, |test, by| {
            role(&test.studio, test, &by.admin, "artist", Link::New("Reina".to_owned()));
        }),
        ("switched off", false, false, |test, by| {
            test.studio.toggle_user(&by.admin, test.user("recepcion"), false, None).unwrap();
        }),
        ("password set by the operator", false, false, |test, _| {
            test.studio.set_password(&test.operator(), test.user("recepcion"), &password()).unwrap();
        }),
        ("invitation accepted", false, false, |test, by| {
            let token = test.studio.invite(&by.admin, test.user("recepcion")).unwrap().token.reveal();
            let new = Secret::from("nobody guesses this one");
            test.studio.accept_invitation(&test.visit(), &token, &new).unwrap();
        }),
    ];
    for (case, keeps_own, keeps_other, end) in ends {
        let test = TestStudio::new();
        let by = By { admin: test.admin(), one: test.desk() };
        let (other, stranger) = (test.desk(), test.lola());
        test.studio.elevate(&by.one, &master_code()).answer.unwrap();
        end(&test, &by);
        let kept = |holds: bool| if holds { None } else { Some(NoActor::Ended) };
        assert_eq!(fate(&test, &by.one), kept(*keeps_own), "{case}: the session in question");
        assert_eq!(fate(&test, &other), kept(*keeps_other), "{case}: the other session");
        assert_eq!((fate(&test, &stranger), fate(&test, &by.admin)), (None, None), "{case}: other people");
    }
}

#[test]
fn a_link_to_another_profile_ends_sessions_and_the_same_link_does_not() {
    let test = TestStudio::new();
    let (admin, lola) = (test.admin(), test.lola());
    let (id, own) = (test.user("lola"), test.artist_of("lola"));
    test.studio.set_role(&admin, id, "artist", Link::To(own), None).unwrap();
    assert_eq!(fate(&test, &lola), None);
    test.studio.set_role(&admin, id, "artist", Link::New("Lola la Otra".to_owned()), None).unwrap();
    assert_eq!(fate(&test, &lola), Some(NoActor::Ended));
}

#[test]
fn switching_on_again_brings_no_session_back() {
    let test = TestStudio::new();
    let (admin, lola, id) = (test.admin(), test.lola(), test.user("lola"));
    test.studio.toggle_user(&admin, id, false, None).unwrap();
    test.studio.toggle_user(&admin, id, true, None).unwrap();
    assert_eq!(fate(&test, &lola), Some(NoActor::Ended));
    assert_eq!(fate(&test, &test.lola()), None);
}

#[test]
fn my_sessions_are_those_that_hold_newest_first() {
    let test = TestStudio::new();
    let old = test.lola();
    test.clock.advance(HOUR);
    let (signed_out, present, _other) = (test.lola(), test.lola(), test.bruno());
    test.studio.sign_out(&signed_out).unwrap();
    let ids = |ctx: &OpCtx| -> Vec<_> {
        test.studio.my_sessions(&test.now(ctx)).unwrap().into_iter().map(|card| card.id).collect()
    };
    assert_eq!(ids(&present), [session_of(&present), session_of(&old)]);
    test.clock.advance(11 * HOUR);
    assert_eq!(ids(&present), [session_of(&present)]);

    let seq = newest(&test);
    test.studio.end_my_session(&test.now(&present), session_of(&present)).unwrap();
    let id = session_of(&present).get();
    assert_eq!(left(&test, seq), [entry("session.end", "session", id, Outcome::Done, "oneself")]);
}
