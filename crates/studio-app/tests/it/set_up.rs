//! The first start: once, with everything that is wrong told at once.

use std::sync::Barrier;

use studio_app::{
    Error, FirstStart, Folder, Origin, Outcome, Result, Secret, SetupToken, Studio, UserFilter, Who,
};
use studio_domain::UserId;
use studio_policy::Role;
use studio_testkit::{CODE, PASSWORD, START, TestClock};
use tempfile::TempDir;

use crate::kit::{code, mistakes};

fn empty() -> (TempDir, Studio) {
    let parent = TempDir::new().unwrap();
    let studio = Studio::create(Folder::at(parent.path().join("data")), TestClock::at(START)).unwrap();
    (parent, studio)
}

fn first() -> FirstStart {
    FirstStart {
        name: " Tinta  y Punto ".to_owned(),
        time_zone: " America/Mexico_City ".to_owned(),
        country: "MX".to_owned(),
        currency: "mxn".to_owned(),
        language: "en".to_owned(),
        admin: "Marta".to_owned(),
        password: Secret::from(PASSWORD),
        code: Some(Secret::from(CODE)),
    }
}

fn start(studio: &Studio, first: &FirstStart) -> Result<UserId> {
    studio.set_up(&studio.visit(Origin::CLI).unwrap(), first)
}

fn nothing_yet(studio: &Studio) {
    let operator = studio.operator().unwrap();
    assert!(!studio.face().unwrap().set_up);
    assert_eq!(code(studio.expect_set_up()), "not_set_up");
    assert_eq!(studio.users(&operator, &UserFilter::default()).unwrap().items, []);
    assert!(studio.settings(&operator).unwrap().iter().all(|row| row.updated_at.is_none()));
    assert_eq!(studio.code_set_at(&operator).unwrap(), None);
    assert_eq!(studio.verify_audit(&operator).unwrap().whole, 0);
}

#[test]
fn the_first_start_gives_a_studio_its_settings_and_its_admin() {
    let (_folder, studio) = empty();
    nothing_yet(&studio);
    let id = start(&studio, &first()).unwrap();
    studio.expect_set_up().unwrap();
    let face = studio.face().unwrap();
    assert_eq!((face.name.as_str(), face.language.as_str(), face.set_up), ("Tinta y Punto", "en", true));

    let visit = studio.visit(Origin::CLI).unwrap();
    let session = studio.sign_in(&visit, "marta", &Secret::from(PASSWORD), "test").answer.unwrap().session;
    let marta = visit.by(Who::Session(session));
    let card = studio.account(&marta).unwrap().card;
    assert_eq!((card.id, card.user_name.as_str(), card.role), (id, "Marta", Role::Admin));
    let house = studio.house(&marta).unwrap();
    assert_eq!((house.zone().name(), house.currency().code()), ("America/Mexico_City", "MXN"));
    assert_eq!(studio.code_set_at(&marta).unwrap(), Some(START));

    let page = studio.audit(&marta, &studio_app::AuditFilter::default()).unwrap();
    let entries: Vec<_> =
        page.items.iter().rev().map(|e| (e.actor.as_str(), e.action.as_str(), e.outcome)).collect();
    let done = Outcome::Done;
    let expected = [
        ("setup", "system.setup", done),
        ("setup", "security.rotate_code", done),
        ("person", "session.sign_in", done),
    ];
    assert_eq!(entries, expected);
    let detail = &page.items.last().unwrap().detail;
    for part in [r#""studio.currency":"MXN""#, r#""studio.name":"Tinta y Punto""#, r#""user":1"#] {
        assert!(detail.contains(part), "{detail}");
    }
}

#[test]
fn the_master_code_can_wait() {
    let (_folder, studio) = empty();
    start(&studio, &FirstStart { code: None, ..first() }).unwrap();
    assert_eq!(studio.code_set_at(&studio.operator().unwrap()).unwrap(), None);
}

#[test]
fn a_studio_starts_with_the_lists_of_its_language() {
    let styles = |language: &str| {
        let (_folder, studio) = empty();
        start(&studio, &FirstStart { language: language.to_owned(), ..first() }).unwrap();
        let house = studio.house(&studio.operator().unwrap()).unwrap();
        [house.styles()[0], house.placements()[0], house.sources()[3]].map(str::to_owned)
    };
    assert_eq!(styles("en"), ["Traditional", "Forearm", "Referral"]);
    assert_eq!(styles("es"), ["Tradicional", "Antebrazo", "Recomendación"]);
}

#[test]
fn everything_that_is_wrong_is_told_at_once_and_nothing_is_begun() {
    let (_folder, studio) = empty();
    let wrong = FirstStart {
        name: " ".to_owned(),
        time_zone: "Mars/Olympus".to_owned(),
        country: "Atlantis".to_owned(),
        currency: "pesos".to_owned(),
        language: "tlh".to_owned(),
        admin: "m m".to_owned(),
        ..first()
    };
    let all = [
        ("studio.name", "empty"),
        ("studio.time_zone", "form"),
        ("studio.country", "form"),
        ("studio.currency", "form"),
        ("studio.language", "form"),
        ("user_name", "form"),
    ];
    assert_eq!(mistakes(start(&studio, &wrong)), all);
    for weak in ["", "short", "marta", "marta12345", "1234567890"] {
        let answer = start(&studio, &FirstStart { password: Secret::from(weak), ..first() });
        assert_eq!(code(answer), "weak_password", "{weak:?}");
    }
    for weak in ["", "1234", "123456"] {
        let answer = start(&studio, &FirstStart { code: Some(Secret::from(weak)), ..first() });
        assert_eq!(code(answer), "weak_code", "{weak:?}");
    }
    let secrets =
        FirstStart { password: Secret::from("corta"), code: Some(Secret::from("777777")), ..first() };
    assert_eq!(mistakes(start(&studio, &secrets)), [("password", "too_short"), ("code", "common")]);
    let all = FirstStart { name: String::new(), ..secrets };
    let told = [("studio.name", "empty"), ("password", "too_short"), ("code", "common")];
    assert_eq!(mistakes(start(&studio, &all)), told);
    nothing_yet(&studio);
    start(&studio, &first()).unwrap();
    let house = studio.house(&studio.operator().unwrap()).unwrap();
    assert_eq!(house.country(), Some("MX"));
}

#[test]
fn the_first_start_is_once() {
    let (_folder, studio) = empty();
    start(&studio, &first()).unwrap();
    let again =
        start(&studio, &FirstStart { admin: "intrusa".to_owned(), name: "Mío".to_owned(), ..first() });
    assert_eq!(code(again), "already_set_up");
    assert_eq!(studio.face().unwrap().name, "Tinta y Punto");
    assert_eq!(studio.users(&studio.operator().unwrap(), &UserFilter::default()).unwrap().items.len(), 1);
}

#[test]
fn of_two_simultaneous_first_starts_one_is_made() {
    let (_folder, studio) = empty();
    let barrier = Barrier::new(2);
    let answers = std::thread::scope(|scope| {
        let starts = ["marta", "intrusa"].map(|admin| {
            let (studio, barrier) = (&studio, &barrier);
            scope.spawn(move || {
                let first = FirstStart { admin: admin.to_owned(), ..first() };
                barrier.wait();
                start(studio, &first)
            })
        });
        starts.map(|start| start.join().unwrap())
    });
    let (done, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!((done.len(), refused.len()), (1, 1));
    for answer in refused {
        assert!(matches!(answer, Err(Error::Conflict(_))), "{answer:?}");
    }
    let users = studio.users(&studio.operator().unwrap(), &UserFilter::default()).unwrap().items;
    assert_eq!(users.iter().map(|card| card.role).collect::<Vec<_>>(), [Role::Admin]);
}

#[test]
fn a_link_is_worth_what_its_own_token_says() {
    let (token, shown) = SetupToken::new().unwrap();
    let (other, _) = SetupToken::new().unwrap();
    assert!(token.is(&shown) && !other.is(&shown));
    for wrong in ["", " ", &shown[1..], &format!("{shown}A"), &shown.to_uppercase()] {
        assert!(!token.is(wrong), "{wrong}");
    }
    assert!(!format!("{token:?}").contains(&shown));
}
