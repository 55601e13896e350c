//! One's own account: contact, language, theme, password.

use std::time::Duration;

use studio_app::{AccountEdit, Error, Outcome, RateInput, Secret};
use studio_domain::Version;
use studio_testkit::TestStudio;

use crate::kit::{Witness, code, entry, left, mistakes, newest, password, since, some};

fn chosen() -> Secret {
    Secret::from("nobody guesses this one")
}

#[test]
fn what_one_says_about_oneself_is_saved_and_emptied() {
    let test = TestStudio::new();
    let (lola, id) = (test.lola(), test.user("lola"));
    let seq = newest(&test);
    let edit = AccountEdit {
        email: some(" lola@example.com "),
        phone: some("600 123 456"),
        instagram: some("https://instagram.com/lola.ink"),
        language: some("ES"),
        theme: some("dark"),
    };
    let version = test.studio.edit_account(&lola, edit, Some(Version::FIRST)).unwrap();
    assert_eq!(version, Version::FIRST.next());
    let card = test.studio.account(&lola).unwrap().card;
    assert_eq!(
        (card.email.as_deref(), card.phone.as_deref(), card.instagram.as_deref()),
        (Some("lola@example.com"), Some("600 123 456"), Some("lola.ink"))
    );
    assert_eq!((card.language.as_deref(), card.theme.as_deref()), (Some("es"), Some("dark")));
    assert_eq!(left(&test, seq), [entry("oneself.edit", "user", id.get(), Outcome::Done, "oneself")]);

    // What is left out stays, what is empty is emptied.
    let edit = AccountEdit { phone: some("  "), theme: some(""), ..AccountEdit::default() };
    test.studio.edit_account(&lola, edit, None).unwrap();
    let card = test.studio.account(&lola).unwrap().card;
    assert_eq!((card.phone, card.theme), (None, None));
    assert_eq!((card.email.as_deref(), card.language.as_deref()), (Some("lola@example.com"), Some("es")));
    assert_eq!(
        test.studio.user(&test.operator(), id).unwrap().card.email.as_deref(),
        Some("lola@example.com")
    );
}

#[test]
fn all_mistakes_about_oneself_are_told_at_once() {
    let test = TestStudio::new();
    let lola = test.lola();
    let witness = Witness::of(&test, &lola);
    let (before, seq) = (witness.sees(), newest(&test));
    let good = AccountEdit { email: some("lola@example.com"), ..AccountEdit::default() };
    let edit = AccountEdit {
        email: some("lola"),
        phone: some("call me"),
        instagram: some("two words"),
        language: some("tlh"),
        theme: some("pink"),
    };
    for (edit, expected) in [
        (AccountEdit { phone: some("call me"), ..good }, vec![("phone", "form")]),
        (
            edit,
            vec![
                ("email", "form"),
                ("phone", "form"),
                ("instagram", "form"),
                ("language", "form"),
                ("theme", "form"),
            ],
        ),
    ] {
        assert_eq!(mistakes(test.studio.edit_account(&lola, edit, None)), expected);
    }
    assert_eq!((witness.sees(), since(&test, seq)), (before, vec![]));
}

#[test]
fn one_sees_ones_own_rates() {
    let test = TestStudio::new();
    let rate = RateInput { percent: "37.5".to_owned(), from: some("2026-10-01") };
    test.studio.set_rate(&test.admin(), test.artist_of("lola"), rate).unwrap();
    let rates = test.studio.account(&test.lola()).unwrap().rates;
    assert_eq!(rates.iter().map(|rate| rate.rate.get()).collect::<Vec<_>>(), [3_750]);
    assert_eq!(test.studio.account(&test.bruno()).unwrap().rates, []);
    assert_eq!(test.studio.account(&test.desk()).unwrap().rates, []);
}

#[test]
fn the_password_is_changed_by_who_knows_it() {
    let test = TestStudio::new();
    let lola = test.lola();
    let seq = newest(&test);
    test.studio.change_password(&lola, &password(), &chosen()).unwrap();
    let id = test.user("lola");
    assert_eq!(left(&test, seq), [entry("oneself.password", "user", id.get(), Outcome::Done, "oneself")]);
    let old = test.studio.sign_in(&test.visit(), "lola", &password(), "test").answer;
    assert_eq!(code(old), "wrong_password");
    assert!(test.studio.sign_in(&test.visit(), "lola", &chosen(), "test").answer.is_ok());
    // The session in which it was changed stays.
    test.studio.account(&lola).unwrap();
}

#[test]
fn a_password_that_is_wrong_or_weak_changes_nothing() {
    let test = TestStudio::new();
    let (lola, other) = (test.lola(), test.lola());
    let witness = Witness::of(&test, &lola);
    let before = witness.sees();
    for wrong in ["", "wrong", "LA TINTA ENTRA DESPACIO", "la tinta entra despacio "] {
        let answer = test.studio.change_password(&lola, &Secret::from(wrong), &chosen());
        assert!(matches!(answer, Err(Error::WrongPassword)), "{wrong:?}: {answer:?}");
    }
    for weak in ["", "short", "password1234", "LOLA", "lola-lola-1", "1234567890", &"x".repeat(300)] {
        let answer = test.studio.change_password(&lola, &password(), &Secret::from(weak));
        assert_eq!(code(answer), "weak_password", "{weak:?}");
    }
    assert_eq!(witness.sees(), before);
    test.studio.account(&other).unwrap();
}

#[test]
fn guessing_the_present_password_locks_and_is_logged() {
    let test = TestStudio::new();
    let lola = test.lola();
    let seq = newest(&test);
    for _ in 0..10 {
        let answer = test.studio.change_password(&lola, &Secret::from("wrong"), &chosen());
        assert!(matches!(answer, Err(Error::WrongPassword)), "{answer:?}");
    }
    let locked = test.studio.change_password(&lola, &password(), &chosen());
    assert!(matches!(locked, Err(Error::Locked { .. })), "{locked:?}");
    let id = test.user("lola");
    let failed = left(&test, seq);
    assert_eq!(failed.len(), 11, "{failed:?}");
    assert_eq!(failed[0], entry("oneself.password", "user", id.get(), Outcome::Failed, "wrong_password"));
    assert_eq!(failed[10], entry("oneself.password", "user", id.get(), Outcome::Failed, "locked"));
    test.clock.advance(Duration::from_secs(15 * 60 + 1));
    test.studio.change_password(&test.now(&lola), &password(), &chosen()).unwrap();
}

#[test]
fn only_one_of_two_simultaneous_changes_is_made() {
    let test = TestStudio::new();
    let (one, two) = (test.lola(), test.lola());
    let changes = std::thread::scope(|scope| {
        let change = |ctx, new: &str| {
            let new = Secret::from(new);
            let test = &test;
            scope.spawn(move || test.studio.change_password(ctx, &password(), &new))
        };
        let changes = [change(&one, "nobody guesses this one"), change(&two, "nor this one either")];
        changes.map(|change| change.join().unwrap())
    });
    assert_eq!(changes.iter().filter(|change| change.is_ok()).count(), 1, "{changes:?}");
}
