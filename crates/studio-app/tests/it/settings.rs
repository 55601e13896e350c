//! Settings: each is typed, checked and in the log with its value before and after.

use studio_app::Outcome;
use studio_domain::{Setting, Version};
use studio_testkit::TestStudio;

use crate::kit::{Witness, entry, left, mistakes, newest, since};

#[test]
fn every_setting_has_a_row_with_its_default() {
    let test = TestStudio::new();
    let rows = test.studio.settings(&test.admin()).unwrap();
    assert_eq!(rows.iter().map(|row| row.setting).collect::<Vec<_>>(), Setting::ALL);
    let row = test.studio.setting(&test.admin(), "agenda.grid_minutes").unwrap();
    assert_eq!((row.value.as_str(), row.updated_at, row.version), ("30", None, Version::new(0)));
    let row = test.studio.setting(&test.admin(), " studio.currency ").unwrap();
    assert_eq!((row.value.as_str(), row.version), ("MXN", Version::FIRST));
    assert_eq!(row.updated_at, Some(studio_testkit::START));
}

#[test]
fn a_change_is_saved_in_one_spelling_and_logged_with_both_values() {
    let test = TestStudio::new();
    let admin = test.admin();
    let seq = newest(&test);
    let changed = test.studio.set_setting(&admin, "studio.currency", " eur ", None).unwrap();
    assert_eq!(
        (changed.setting, changed.before.as_str(), changed.after.as_str()),
        (Setting::Currency, "MXN", "EUR")
    );
    let row = test.studio.setting(&admin, "studio.currency").unwrap();
    assert_eq!((row.value.as_str(), row.updated_at), ("EUR", Some(admin.visit.now)));
    assert_eq!(test.studio.house(&test.lola()).unwrap().currency().code(), "EUR");
    let entries = since(&test, seq);
    assert_eq!(entries[0].detail, r#"{"after":"EUR","before":"MXN","setting":"studio.currency"}"#);
    let done = entry("security.settings", "studio", None, Outcome::Done, "granted");
    assert_eq!(left(&test, seq)[0], done);
}

#[test]
fn what_a_setting_does_not_take_changes_nothing() {
    let test = TestStudio::new();
    let admin = test.admin();
    let witness = Witness::of(&test, &admin);
    let (before, seq) = (witness.sees(), newest(&test));
    for (code, raw, rule) in [
        ("studio.name", " ", "empty"),
        ("studio.name", &*"x".repeat(81), "too_long"),
        ("studio.phone", "call me", "form"),
        ("studio.email", "x", "form"),
        ("studio.country", "Mexico", "form"),
        ("studio.time_zone", "Mars/Olympus", "form"),
        ("studio.currency", "pesos", "form"),
        ("studio.language", "tlh", "form"),
        ("studio.first_weekday", "someday", "form"),
        ("studio.opening_hours", "mon 20:00-10:00", "end_before_start"),
        ("agenda.grid_minutes", "7", "unknown"),
        ("security.elevation_minutes", "61", "out_of_range"),
        ("security.session_idle_hours", "0", "out_of_range"),
        ("security.session_days", "thirty", "form"),
        ("clients.styles", &*"x".repeat(61), "too_long"),
        ("policy.profile", "everybody-everything", "unknown"),
        ("look.theme", "pink", "form"),
    ] {
        let answer = test.studio.set_setting(&admin, code, raw, None);
        assert_eq!(mistakes(answer), [(Setting::parse(code).unwrap().code(), rule)], "{code} = {raw}");
    }
    for unknown in ["", "studio.nombre", "STUDIO.NAME"] {
        assert_eq!(mistakes(test.studio.set_setting(&admin, unknown, "x", None)), [("setting", "unknown")]);
        assert_eq!(mistakes(test.studio.setting(&admin, unknown)), [("setting", "unknown")]);
    }
    assert_eq!((witness.sees(), since(&test, seq)), (before, vec![]));
}

#[test]
fn what_everybody_may_know_follows_the_settings() {
    let test = TestStudio::new();
    let operator = test.operator();
    for (code, raw) in [("studio.name", "Aguja y Tinta"), ("studio.language", "es"), ("look.theme", "dark")] {
        test.studio.set_setting(&operator, code, raw, None).unwrap();
    }
    let face = test.studio.face().unwrap();
    assert_eq!(
        (face.name.as_str(), face.language.as_str(), face.theme.as_str(), face.set_up),
        ("Aguja y Tinta", "es", "dark", true)
    );
}
