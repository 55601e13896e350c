//! The master code and the elevation that it gives.

use std::time::Duration;

use studio_domain::Timestamp;
use studio_store::actions::RotateCode;
use studio_store::{CodeTry, Constraint, ElevationCard, Error, NoActor, OpCtx, Who};

use crate::kit::{
    CODE_HASH, ELEVATION, NOW, TestFile, elevate, just_before, minutes, operator, sign_in, visit,
};

fn try_code(file: &TestFile, ctx: &OpCtx) -> Result<CodeTry, Error> {
    file.write(ctx, |tx| {
        let me = tx.me()?;
        tx.try_code(&me)
    })
}

/// A try with a wrong code.
fn fail(file: &TestFile, ctx: &OpCtx) -> Result<(), Error> {
    try_code(file, ctx)?;
    file.write(ctx, |tx| {
        let me = tx.me()?;
        tx.refuse_code(&me)
    })
    .map(drop)
}

fn grant(file: &TestFile, ctx: &OpCtx, tried: CodeTry, length: Duration) -> Result<ElevationCard, Error> {
    file.write(ctx, move |tx| {
        let me = tx.me()?;
        tx.grant_elevation(&me, &tried, length)
    })
}

fn rotate(file: &TestFile, hash: Option<&'static str>) -> usize {
    let ended = file.write::<_, Error, _>(&operator(), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<RotateCode>(&studio)?;
        tx.rotate_code(&may, hash)
    });
    ended.unwrap()
}

/// The elevation in force, as its person sees it.
fn mine(file: &TestFile, ctx: &OpCtx) -> Option<ElevationCard> {
    let seen = file.read::<_, Error, _>(ctx, |tx| {
        let me = tx.me()?;
        let card = tx.my_elevation(&me)?;
        assert_eq!(me.elevation(), card.map(|card| card.id));
        Ok(card)
    });
    seen.unwrap()
}

/// How the elevations ended, oldest first; open ones are empty.
fn endings(file: &TestFile) -> Vec<String> {
    file.raw().lines("SELECT ended_because AS line FROM elevations ORDER BY id")
}

fn locked_until<T: std::fmt::Debug>(result: Result<T, Error>) -> Timestamp {
    let Err(Error::Locked { until }) = result else { panic!("{result:?}") };
    until
}

#[test]
fn the_right_code_elevates_until_its_time_is_over() {
    let (file, cast) = TestFile::with_cast();
    let tried = try_code(&file, &cast.desk.ctx()).unwrap();
    assert_eq!(tried.hash, CODE_HASH);
    assert_eq!(mine(&file, &cast.desk.ctx()), None, "a try is no elevation");
    let card = grant(&file, &cast.desk.ctx(), tried, ELEVATION).unwrap();
    assert_eq!(card.expires_at, NOW.plus(ELEVATION));
    assert_eq!(mine(&file, &cast.desk.at(just_before(card.expires_at))), Some(card));
    assert_eq!(mine(&file, &cast.desk.at(card.expires_at)), None, "not at its end");
    let entry = file.log().pop().unwrap();
    assert_eq!((entry.action.as_str(), entry.subject_id), ("elevation.start", Some(card.id.get())));
    assert_eq!((entry.elevation, entry.session), (Some(card.id), Some(cast.desk.session)));
}

#[test]
fn an_elevation_belongs_to_one_session() {
    let (file, cast) = TestFile::with_cast();
    let second = sign_in(&file, &visit(NOW), "desk");
    elevate(&file, &cast.desk.ctx());
    assert_eq!(mine(&file, &visit(NOW).by(Who::Session(second))), None);
    assert_eq!(mine(&file, &visit(NOW).by(Who::User(cast.desk.user))), None);
    let api = visit(NOW).by(Who::User(cast.desk.user));
    let result = try_code(&file, &api);
    assert!(matches!(result, Err(Error::NoActor(NoActor::Unknown))), "{result:?}");
}

#[test]
fn a_new_elevation_replaces_the_one_in_force() {
    let (file, cast) = TestFile::with_cast();
    elevate(&file, &cast.desk.ctx());
    let second = elevate(&file, &cast.desk.at(minutes(2)));
    assert_eq!(mine(&file, &cast.desk.at(minutes(6))), Some(second));
    // The next comes after the second ran out.
    elevate(&file, &cast.desk.at(minutes(7)));
    assert_eq!(endings(&file), ["replaced", "expired", ""]);
}

#[test]
fn an_elevation_is_ended_early_by_its_person() {
    let (file, cast) = TestFile::with_cast();
    let card = elevate(&file, &cast.desk.ctx());
    let end = || {
        let ended = file.write::<_, Error, _>(&cast.desk.at(minutes(1)), |tx| {
            let me = tx.me()?;
            tx.end_my_elevation(&me)
        });
        ended.unwrap()
    };
    let logged = file.logged(|| assert!(end()));
    assert_eq!(logged, [format!("person elevation.end elevation {} done oneself", card.id)]);
    assert_eq!(mine(&file, &cast.desk.at(minutes(1))), None);
    assert_eq!(file.logged(|| assert!(!end())), [""; 0], "there is none any more");
    assert_eq!(endings(&file), ["ended"]);
}

#[test]
fn five_wrong_codes_in_ten_minutes_lock_the_code_for_that_person() {
    let (file, cast) = TestFile::with_cast();
    let second = sign_in(&file, &visit(NOW), "desk");
    for i in 0..5 {
        // From either session: it is the person who is counted.
        let session = if i % 2 == 0 { cast.desk.session } else { second };
        fail(&file, &visit(minutes(i)).by(Who::Session(session))).unwrap();
    }
    let logged = file.logged(|| {
        assert_eq!(locked_until(try_code(&file, &cast.desk.at(minutes(5)))), minutes(19));
    });
    assert_eq!(logged, [format!("person elevation.start session {} failed locked", cast.desk.session)]);
    locked_until(try_code(&file, &cast.desk.at(just_before(minutes(19)))));
    elevate(&file, &cast.ana.at(minutes(5)));
    elevate(&file, &cast.desk.at(minutes(19)));
}

#[test]
fn wrong_codes_further_apart_do_not_lock_and_a_right_one_forgives() {
    let (file, cast) = TestFile::with_cast();
    for i in 0..20 {
        fail(&file, &cast.desk.at(minutes(i * 3))).unwrap();
    }
    let (file, cast) = TestFile::with_cast();
    for _ in 0..3 {
        (0..4).for_each(|_| fail(&file, &cast.desk.ctx()).unwrap());
        elevate(&file, &cast.desk.ctx());
    }
}

#[test]
fn a_flood_of_50_at_once_gets_five_tries() {
    let (file, cast) = TestFile::with_cast();
    let passed = std::thread::scope(|scope| {
        let all: Vec<_> =
            (0..50).map(|_| scope.spawn(|| try_code(&file, &cast.desk.ctx()).is_ok())).collect();
        all.into_iter().map(|one| one.join().unwrap()).filter(|passed| *passed).count()
    });
    assert_eq!(passed, 5);
}

#[test]
fn a_wrong_code_stands_in_the_log() {
    let (file, cast) = TestFile::with_cast();
    let logged = file.logged(|| fail(&file, &cast.desk.ctx()).unwrap());
    assert_eq!(logged, [format!("person elevation.start session {} failed wrong_code", cast.desk.session)]);
    assert_eq!(endings(&file), [""; 0]);
}

#[test]
fn a_code_that_changed_while_it_was_checked_does_not_elevate() {
    let (file, cast) = TestFile::with_cast();
    let tried = try_code(&file, &cast.desk.ctx()).unwrap();
    // Even to the same code: what was checked is not what holds.
    rotate(&file, Some(CODE_HASH));
    let result = grant(&file, &cast.desk.ctx(), tried, ELEVATION);
    assert!(matches!(result, Err(Error::Conflict(Constraint::CodeChanged))), "{result:?}");
    assert_eq!(endings(&file), [""; 0]);
    elevate(&file, &cast.desk.ctx());
}

#[test]
fn whatever_happens_to_the_code_ends_every_elevation() {
    let (file, cast) = TestFile::with_cast();
    elevate(&file, &cast.desk.ctx());
    elevate(&file, &cast.ana.ctx());
    assert_eq!(rotate(&file, Some("another hash")), 2);
    assert_eq!(endings(&file), ["code", "code"]);
    assert_eq!(mine(&file, &cast.desk.ctx()), None);
    assert_eq!(try_code(&file, &cast.desk.ctx()).unwrap().hash, "another hash");
    let set_at = |file: &TestFile| file.read::<_, Error, _>(&cast.desk.ctx(), |tx| tx.code_set_at()).unwrap();
    assert_eq!(set_at(&file), Some(NOW));
    assert_eq!(rotate(&file, None), 0);
    assert_eq!(set_at(&file), None);
    let result = try_code(&file, &cast.desk.ctx());
    assert!(matches!(result, Err(Error::Conflict(Constraint::NoCode))), "{result:?}");
    let log = format!("{:?}", file.log());
    assert!(!log.contains("another hash") && !log.contains(CODE_HASH));
}

#[test]
fn no_elevation_is_longer_than_an_hour() {
    let (file, cast) = TestFile::with_cast();
    let hour = Duration::from_secs(60 * 60);
    let tried = || try_code(&file, &cast.desk.ctx()).unwrap();
    assert!(grant(&file, &cast.desk.ctx(), tried(), hour + Duration::from_millis(1)).is_err());
    assert_eq!(endings(&file), [""; 0]);
    assert!(grant(&file, &cast.desk.ctx(), tried(), hour).is_ok());
}
