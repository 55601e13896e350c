//! The master code: set, changed, cleared.

use studio_app::{Error, Outcome, Secret};
use studio_testkit::TestStudio;

use crate::kit::{MINUTE, Witness, code, entry, left, master_code, newest, since};

#[test]
fn the_code_is_changed_and_cleared() {
    let test = TestStudio::new();
    let (admin, desk) = (test.admin(), test.desk());
    let works = |typed: &str| test.studio.elevate(&desk, &Secret::from(typed)).answer.is_ok();
    test.clock.advance(MINUTE);
    let admin = test.now(&admin);
    let seq = newest(&test);
    assert_eq!(test.studio.set_code(&admin, &Secret::from("cinco-tintas")).unwrap(), 0);
    assert_eq!(test.studio.code_set_at(&desk).unwrap(), Some(admin.visit.now));
    let done = entry("security.rotate_code", "studio", None, Outcome::Done, "granted");
    assert_eq!(left(&test, seq), [done]);
    assert_eq!(since(&test, seq)[0].detail, r#"{"act":"set","elevations_ended":0}"#);

    assert!(!works("tres-agujas"));
    assert!(works("cinco-tintas"));
    let seq = newest(&test);
    assert_eq!(test.studio.clear_code(&admin).unwrap(), 1);
    assert_eq!(since(&test, seq)[0].detail, r#"{"act":"clear","elevations_ended":1}"#);
    assert_eq!(test.studio.code_set_at(&desk).unwrap(), None);
    assert!(!works("cinco-tintas"));
}

#[test]
fn a_weak_code_changes_nothing() {
    let test = TestStudio::new();
    let admin = test.admin();
    let witness = Witness::of(&test, &admin);
    let (before, seq) = (witness.sees(), newest(&test));
    for weak in ["", "12345", "777777", "123456", "fedcba", "with\ttab", &"ab".repeat(33)] {
        assert_eq!(code(test.studio.set_code(&admin, &Secret::from(weak))), "weak_code", "{weak:?}");
    }
    assert_eq!((witness.sees(), since(&test, seq)), (before, vec![]));
}

/// Who may not, learns nothing about what a good code is, and the refusal is in the log.
#[test]
fn a_refusal_comes_before_the_code_is_judged() {
    let test = TestStudio::new();
    for ctx in [test.desk(), test.lola()] {
        let seq = newest(&test);
        let answer = test.studio.set_code(&ctx, &Secret::from("1"));
        assert!(matches!(answer, Err(Error::Refused { .. })), "{answer:?}");
        let refused = entry("security.rotate_code", "studio", None, Outcome::Refused, "no_grant");
        assert_eq!(left(&test, seq), [refused]);
    }
    let seq = newest(&test);
    let signed_out = test.lola();
    test.studio.sign_out(&signed_out).unwrap();
    assert_eq!(code(test.studio.set_code(&signed_out, &Secret::from("1"))), "not_signed_in");
    assert!(left(&test, seq).iter().all(|(.., outcome, _)| *outcome == Outcome::Done));
    assert!(test.studio.elevate(&test.desk(), &master_code()).answer.is_ok());
}
