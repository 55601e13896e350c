//! Signing in: tries are counted before they are checked, and too many are not looked at.

use std::time::Duration;

use studio_domain::Timestamp;
use studio_store::{Error, Knock, NewSession, Recognised, Rehashed};

use crate::kit::{
    NOW, TestFile, just_before, manage, minutes, new_session, password_of, sign_in, token, visit, visit_from,
};

/// A try with a wrong password.
fn fail(file: &TestFile, now: Timestamp, name: &str, address: &str) -> Result<Duration, Error> {
    let visit = visit_from(now, address);
    let knock = file.front_door().knock(&visit, name)?;
    file.front_door().turn_away(&visit, &knock)?;
    Ok(knock.delay)
}

fn locked_until(result: Result<Duration, Error>) -> Timestamp {
    let Err(Error::Locked { until }) = result else { panic!("{result:?}") };
    until
}

const HERE: &str = "192.0.2.7";
const ELSEWHERE: &str = "198.51.100.9";

#[test]
fn a_knock_hands_out_the_hash_of_an_account_that_can_sign_in() {
    let (file, cast) = TestFile::with_cast();
    let knock = |name: &str| file.front_door().knock(&visit(NOW), name).unwrap();
    assert_eq!(knock("ana").hash, Some(password_of("ana")));
    assert_eq!(knock("nobody").hash, None);
    file.raw().exec("UPDATE users SET password_hash = NULL WHERE user_key = 'ben'");
    assert_eq!(knock("ben").hash, None);
    let user = cast.lone.user;
    file.raw().exec(&format!("UPDATE users SET active = 0 WHERE id = {user}"));
    assert_eq!(knock("lone").hash, None);
}

#[test]
fn a_sign_in_opens_a_session_and_stands_in_the_log() {
    let (file, cast) = TestFile::with_cast();
    let (door, visit) = (file.front_door(), visit(minutes(5)));
    let knock = door.knock(&visit, "ana").unwrap();
    let hash = token();
    let mut opened = None;
    let logged = file.logged(|| {
        let better = Rehashed { hash: "a better hash".to_owned(), is_short: true };
        let new = NewSession { token_hash: hash, rehash: Some(better), ..new_session() };
        opened = Some(door.let_in(&visit, &knock, new).unwrap());
    });
    let session = opened.unwrap();
    assert_eq!(logged, [format!("person session.sign_in session {session} done oneself")]);
    let entry = file.log().pop().unwrap();
    assert_eq!((entry.user, entry.session), (Some(cast.ana.user), Some(session)));
    assert_eq!(door.recognise(&hash, minutes(5)).unwrap().map(|found| found.session), Some(session));
    assert_eq!(door.recognise(&[7; 32], NOW).unwrap(), None);
    assert_eq!(door.knock(&visit, "ana").unwrap().hash.as_deref(), Some("a better hash"));
    let short = file.raw().number("SELECT password_is_short AS n FROM users WHERE user_key = 'ana'");
    assert_eq!(short, 1);
    let last = file.raw().number("SELECT last_sign_in_at AS n FROM users WHERE user_key = 'ana'");
    assert_eq!(last, minutes(5).millis());
}

#[test]
fn a_wrong_password_and_an_unknown_name_stand_in_the_log() {
    let (file, cast) = TestFile::with_cast();
    let logged = file.logged(|| {
        fail(&file, NOW, "ana", HERE).unwrap();
        fail(&file, NOW, "nobody", HERE).unwrap();
    });
    let user = cast.ana.user;
    assert_eq!(
        logged,
        [
            format!("visitor session.sign_in user {user} failed wrong_password"),
            "visitor session.sign_in user failed no_such_account".to_owned(),
        ]
    );
}

#[test]
fn ten_failures_lock_the_name_at_that_address_for_fifteen_minutes() {
    let (file, cast) = TestFile::with_cast();
    for _ in 0..10 {
        fail(&file, NOW, "ana", HERE).unwrap();
    }
    let logged = file.logged(|| {
        assert_eq!(locked_until(fail(&file, minutes(1), "ana", HERE)), minutes(15));
        assert_eq!(locked_until(fail(&file, just_before(minutes(15)), "ana", HERE)), minutes(15));
    });
    let user = cast.ana.user;
    let locked = format!("visitor session.sign_in user {user} failed locked");
    assert_eq!(logged, [locked.clone(), locked], "tries that are not looked at are noted");
    // Another name here, and this name elsewhere, go on.
    fail(&file, minutes(1), "ben", HERE).unwrap();
    sign_in(&file, &visit_from(minutes(1), ELSEWHERE), "ana");
    sign_in(&file, &visit_from(minutes(15), HERE), "ana");
}

#[test]
fn names_that_do_not_exist_lock_like_others() {
    let (file, _cast) = TestFile::with_cast();
    for _ in 0..10 {
        fail(&file, NOW, "nobody", HERE).unwrap();
    }
    assert_eq!(locked_until(fail(&file, NOW, "nobody", HERE)), minutes(15));
}

#[test]
fn failures_further_apart_do_not_lock() {
    let (file, _cast) = TestFile::with_cast();
    // Two minutes apart: the first and the tenth are eighteen minutes apart.
    for i in 0..30 {
        fail(&file, minutes(i * 2), "ana", HERE).unwrap();
    }
    // A hundred seconds apart: ten of them are just fifteen minutes apart.
    let (file, _cast) = TestFile::with_cast();
    let at = |i: u64| NOW.plus(Duration::from_secs(i * 100));
    for i in 0..10 {
        fail(&file, at(i), "ana", HERE).unwrap();
    }
    assert_eq!(locked_until(fail(&file, at(10), "ana", HERE)), at(9).plus(Duration::from_secs(15 * 60)));
}

#[test]
fn a_right_password_forgives_the_failures_before_it() {
    let (file, _cast) = TestFile::with_cast();
    for _ in 0..3 {
        for _ in 0..9 {
            fail(&file, NOW, "ana", HERE).unwrap();
        }
        sign_in(&file, &visit_from(NOW, HERE), "ana");
    }
    for _ in 0..10 {
        fail(&file, NOW, "ana", HERE).unwrap();
    }
    locked_until(fail(&file, NOW, "ana", HERE));
}

#[test]
fn many_failures_of_a_name_or_an_address_slow_the_answers_down() {
    let (file, _cast) = TestFile::with_cast();
    // Each time from another address, so that nothing locks.
    for i in 0..25_u64 {
        let delay = fail(&file, NOW, "ana", &format!("203.0.113.{i}")).unwrap();
        let above = i.saturating_sub(10).min(10);
        assert_eq!(delay, Duration::from_millis(500 * above), "after {i} failures");
    }
    // Each time another name from one address.
    for i in 0..25_u64 {
        let delay = fail(&file, NOW, &format!("nobody{i}"), HERE).unwrap();
        let above = i.saturating_sub(10).min(10);
        assert_eq!(delay, Duration::from_millis(500 * above), "after {i} failures");
    }
    assert_eq!(fail(&file, NOW, "ben", ELSEWHERE).unwrap(), Duration::ZERO);
    assert_eq!(fail(&file, minutes(16), "ana", HERE).unwrap(), Duration::ZERO, "after a quarter of an hour");
}

#[test]
fn a_flood_of_50_at_once_gets_ten_tries() {
    let (file, _cast) = TestFile::with_cast();
    let knocks: Vec<Result<Knock, Error>> = std::thread::scope(|scope| {
        let all: Vec<_> =
            (0..50).map(|_| scope.spawn(|| file.front_door().knock(&visit(NOW), "ana"))).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let (looked_at, locked): (Vec<_>, Vec<_>) = knocks.into_iter().partition(Result::is_ok);
    assert_eq!((looked_at.len(), locked.len()), (10, 40));
    assert!(locked.iter().all(|one| matches!(one, Err(Error::Locked { .. }))), "{locked:?}");
    assert_eq!(file.raw().number("SELECT count(*) AS n FROM attempts WHERE succeeded = 0"), 10);
    // One of the ten was right: its person is in, and the flood is forgiven.
    let right = looked_at.into_iter().next_back().unwrap().unwrap();
    file.front_door().let_in(&visit(NOW), &right, new_session()).unwrap();
    assert!(fail(&file, NOW, "ana", HERE).is_ok());
}

#[test]
fn a_password_that_changed_while_it_was_checked_does_not_let_in() {
    let (file, cast) = TestFile::with_cast();
    let door = file.front_door();
    let sessions = || file.raw().number("SELECT count(*) AS n FROM sessions");
    let before = sessions();
    let knock = door.knock(&visit(NOW), "ana").unwrap();
    manage(&file, cast.ana.user, NOW, |tx, may| tx.set_password(may, "another")).unwrap();
    let result = door.let_in(&visit(NOW), &knock, new_session());
    assert!(matches!(result, Err(Error::NotFound { .. })), "{result:?}");
    let knock = door.knock(&visit(NOW), "ana").unwrap();
    file.raw().exec("UPDATE users SET active = 0 WHERE user_key = 'ana'");
    let result = door.let_in(&visit(NOW), &knock, new_session());
    assert!(matches!(result, Err(Error::NotFound { .. })), "{result:?}");
    let nobody = door.knock(&visit(NOW), "nobody").unwrap();
    assert!(door.let_in(&visit(NOW), &nobody, new_session()).is_err());
    assert_eq!(sessions(), before);
}

#[test]
fn a_session_is_due_for_renewal_after_a_minute() {
    let (file, _cast) = TestFile::with_cast();
    let hash = token();
    let knock = file.front_door().knock(&visit(NOW), "ana").unwrap();
    let new = NewSession { token_hash: hash, ..new_session() };
    let session = file.front_door().let_in(&visit(NOW), &knock, new).unwrap();
    let due = |now| file.front_door().recognise(&hash, now).unwrap();
    assert_eq!(due(just_before(minutes(1))), Some(Recognised { session, renewal_due: false }));
    assert_eq!(due(minutes(1)), Some(Recognised { session, renewal_due: true }));
    file.front_door().renew(session, minutes(1), Duration::from_secs(60)).unwrap();
    assert_eq!(due(just_before(minutes(2))), Some(Recognised { session, renewal_due: false }));
}

#[test]
fn old_tries_are_forgotten_after_a_day() {
    let (file, cast) = TestFile::with_cast();
    file.raw().exec("DELETE FROM attempts");
    fail(&file, NOW, "ana", HERE).unwrap();
    fail(&file, minutes(1), "ana", HERE).unwrap();
    crate::kit::elevate(&file, &cast.desk.ctx());
    let tick = |now| {
        file.write::<_, Error, _>(&crate::kit::system(studio_policy::SystemRole::Housekeeping, now), |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<studio_store::actions::Tick>(&studio)?;
            tx.tick(&may)
        })
    };
    let day = minutes(24 * 60);
    assert_eq!(tick(NOW).unwrap(), 0);
    assert_eq!(tick(minutes(5)).unwrap(), 1, "the elevation ran out");
    assert_eq!(tick(day).unwrap(), 0);
    assert_eq!(tick(day.plus(Duration::from_millis(1))).unwrap(), 2, "a wrong password and the code of then");
    assert_eq!(file.raw().lines("SELECT ended_because AS line FROM elevations"), ["expired"]);
}
