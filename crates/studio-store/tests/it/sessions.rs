//! Sign-in sessions: seen and ended by their person and by admins.

use std::time::Duration;

use studio_domain::{SessionId, UserId};
use studio_store::actions::InspectUser;
use studio_store::{Error, NoActor, OpCtx, OriginKind, SessionCard, Who};

use crate::kit::{
    ABSOLUTE, ADDRESS, IDLE, NOW, TestFile, elevate, just_before, manage, minutes, operator, sign_in, visit,
};

fn mine(file: &TestFile, ctx: &OpCtx) -> Vec<SessionCard> {
    let seen = file.read::<_, Error, _>(ctx, |tx| {
        let me = tx.me()?;
        tx.my_sessions(&me)
    });
    seen.unwrap()
}

fn ids(cards: &[SessionCard]) -> Vec<SessionId> {
    cards.iter().map(|card| card.id).collect()
}

fn of(file: &TestFile, user: UserId) -> Vec<SessionId> {
    let seen = file.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.user(user)?;
        let may = tx.authorize::<InspectUser>(&scope)?;
        tx.sessions(&may)
    });
    ids(&seen.unwrap())
}

fn end(file: &TestFile, ctx: &OpCtx, session: SessionId) -> Result<(), Error> {
    file.write(ctx, move |tx| {
        let me = tx.me()?;
        tx.end_my_session(&me, session)
    })
}

#[test]
fn open_sessions_are_listed_newest_first_with_where_they_came_from() {
    let (file, cast) = TestFile::with_cast();
    let second = sign_in(&file, &visit(minutes(3)), "ana");
    let cards = mine(&file, &cast.ana.at(minutes(3)));
    assert_eq!(ids(&cards), [second, cast.ana.session]);
    let card = &cards[0];
    assert_eq!(
        (card.origin, card.address.as_str(), card.agent.as_str()),
        (OriginKind::Web, ADDRESS, "a browser")
    );
    assert_eq!((card.created_at, card.seen_at), (minutes(3), minutes(3)));
    assert_eq!(card.expires_at, minutes(3).plus(ABSOLUTE));
    assert_eq!(of(&file, cast.ana.user), [second, cast.ana.session]);
    // At the end of the first one's idle time only the second is left.
    let later = visit(NOW.plus(IDLE)).by(Who::Session(second));
    assert_eq!(ids(&mine(&file, &later)), [second]);
}

#[test]
fn signing_out_ends_this_session_and_its_elevation() {
    let (file, cast) = TestFile::with_cast();
    let second = sign_in(&file, &visit(NOW), "desk");
    elevate(&file, &cast.desk.ctx());
    let logged = file.logged(|| {
        file.write::<_, Error, _>(&cast.desk.ctx(), |tx| {
            let me = tx.me()?;
            tx.sign_out(&me)
        })
        .unwrap();
    });
    assert_eq!(logged, [format!("person session.sign_out session {} done oneself", cast.desk.session)]);
    assert_eq!(of(&file, cast.desk.user), [second]);
    assert_eq!(file.raw().lines("SELECT ended_because AS line FROM elevations"), ["session"]);
    let result = file.read::<_, Error, _>(&cast.desk.ctx(), |tx| tx.me().map(|_me| ()));
    assert!(matches!(result, Err(Error::NoActor(NoActor::Ended))), "{result:?}");
}

#[test]
fn one_ends_sessions_of_ones_own_and_no_others() {
    let (file, cast) = TestFile::with_cast();
    let second = sign_in(&file, &visit(NOW), "ana");
    let logged = file.logged(|| end(&file, &cast.ana.ctx(), second).unwrap());
    assert_eq!(logged, [format!("person session.end session {second} done oneself")]);
    for not_mine in [second, cast.ben.session, SessionId::new(4_711)] {
        let logged = file.logged(|| {
            let result = end(&file, &cast.ana.ctx(), not_mine);
            assert!(matches!(result, Err(Error::NotFound { kind: "session", .. })), "{result:?}");
        });
        assert_eq!(logged, [""; 0]);
    }
    assert_eq!(of(&file, cast.ben.user), [cast.ben.session]);
}

#[test]
fn all_other_sessions_of_ones_own_end_at_once() {
    let (file, cast) = TestFile::with_cast();
    sign_in(&file, &visit(NOW), "ana");
    sign_in(&file, &visit(NOW), "ana");
    let ended = file.write::<_, Error, _>(&cast.ana.ctx(), |tx| {
        let me = tx.me()?;
        tx.end_my_other_sessions(&me)
    });
    assert_eq!(ended.unwrap(), 2);
    assert_eq!(of(&file, cast.ana.user), [cast.ana.session]);
    assert_eq!(of(&file, cast.ben.user), [cast.ben.session]);
    // An embedding program without a session ends all.
    let ended = file.write::<_, Error, _>(&visit(NOW).by(Who::User(cast.ana.user)), |tx| {
        let me = tx.me()?;
        tx.end_my_other_sessions(&me)
    });
    assert_eq!((ended.unwrap(), of(&file, cast.ana.user)), (1, Vec::new()));
}

#[test]
fn an_admin_ends_all_sessions_of_an_account() {
    let (file, cast) = TestFile::with_cast();
    sign_in(&file, &visit(NOW), "ana");
    assert_eq!(manage(&file, cast.ana.user, NOW, |tx, may| tx.end_sessions(may)).unwrap(), 2);
    assert_eq!(of(&file, cast.ana.user), []);
    assert_eq!(of(&file, cast.ben.user), [cast.ben.session]);
}

#[test]
fn use_moves_the_idle_end_on_and_a_late_one_does_not_bring_back() {
    let (file, cast) = TestFile::with_cast();
    let holds = |now| file.read::<_, Error, _>(&cast.ana.at(now), |tx| tx.me().map(|_me| ())).is_ok();
    let end = NOW.plus(IDLE);
    file.front_door().renew(cast.ana.session, just_before(end), IDLE).unwrap();
    assert!(holds(end));
    let end = just_before(end).plus(IDLE);
    assert!(holds(just_before(end)) && !holds(end));
    file.front_door().renew(cast.ana.session, end, IDLE).unwrap();
    assert!(!holds(end), "it had run out");
    manage(&file, cast.ben.user, NOW, |tx, may| tx.end_sessions(may)).unwrap();
    file.front_door().renew(cast.ben.session, minutes(1), IDLE).unwrap();
    let result = file.read::<_, Error, _>(&cast.ben.at(minutes(1)), |tx| tx.me().map(|_me| ()));
    assert!(matches!(result, Err(Error::NoActor(NoActor::Ended))), "{result:?}");
}

#[test]
fn a_session_that_would_end_before_it_begins_is_not_opened() {
    let (file, _cast) = TestFile::with_cast();
    let knock = file.front_door().knock(&visit(NOW), "ana").unwrap();
    let new = studio_store::NewSession { absolute: Duration::ZERO, ..crate::kit::new_session() };
    let log = file.log();
    assert!(file.front_door().let_in(&visit(NOW), &knock, new).is_err());
    assert_eq!(file.log(), log);
}
