//! The doctor: everything good in a healthy studio, and what is not, is found and named.

use std::fs;
use std::path::Path;

use studio_app::{Break, ClientInput, Finding, Folder, ScreeningInput, Studio, Upgrade, Verdict};
use studio_auth::{FieldKey, KeyRing};
use studio_testkit::{START, TestClock, TestStudio};

use crate::folder::{closed, copy_of};
use crate::kit::{DAY, MINUTE, newest, since, some};

/// What is not good, of a folder that is opened, looked at and closed.
fn complaints(path: &Path) -> Vec<(&'static str, Verdict, String)> {
    let studio = Studio::open(Folder::at(path), TestClock::at(START.plus(DAY)), Upgrade::Check).unwrap();
    let findings = studio.doctor(&studio.operator().unwrap(), true).unwrap();
    not_good(findings)
}

fn not_good(findings: Vec<Finding>) -> Vec<(&'static str, Verdict, String)> {
    let all = findings.into_iter().filter(|finding| finding.verdict != Verdict::Good);
    all.map(|finding| (finding.check, finding.verdict, finding.found)).collect()
}

/// Replaces a text wherever it stands in the data file; it keeps its length.
fn replace(path: &Path, old: &str, new: &str) -> usize {
    assert_eq!(old.len(), new.len());
    let file = Folder::at(path).database();
    let mut bytes = fs::read(&file).unwrap();
    let places: Vec<usize> = bytes
        .windows(old.len())
        .enumerate()
        .filter(|(_, w)| *w == old.as_bytes())
        .map(|(at, _)| at)
        .collect();
    for at in &places {
        bytes.get_mut(*at..*at + new.len()).unwrap().copy_from_slice(new.as_bytes());
    }
    fs::write(&file, bytes).unwrap();
    places.len()
}

#[test]
fn a_healthy_studio_has_nothing_but_good_findings() {
    let test = TestStudio::new();
    let seq = newest(&test);
    for thorough in [false, true] {
        let findings = test.studio.doctor(&test.operator(), thorough).unwrap();
        let checks: Vec<_> = findings.iter().map(|finding| finding.check).collect();
        for check in ["integrity", "audit_chain", "triggers_missing", "field_key", "folder_private", "clock"]
        {
            assert!(checks.contains(&check), "{check} was not looked at: {checks:?}");
        }
        assert_eq!(not_good(findings), []);
    }
    assert_eq!(since(&test, seq), [], "to look is not to change");
}

#[test]
fn a_key_that_is_missing_or_damaged_is_bad() {
    let folder = closed();
    let key = Folder::at(folder.path()).key_file();
    fs::write(&key, "not a key").unwrap();
    let found = complaints(folder.path());
    assert_eq!((found.len(), found[0].0, found[0].1), (1, "field_key", Verdict::Bad), "{found:?}");
    fs::remove_file(&key).unwrap();
    let found = complaints(folder.path());
    assert_eq!((found.len(), found[0].0, found[0].1), (1, "field_key", Verdict::Bad), "{found:?}");
    assert!(found[0].2.contains("field.key"), "{found:?}");
}

/// The doctor names the key that is missing, given up or not dropped yet, and how much depends on it.
#[test]
fn a_key_that_answers_need_is_looked_for_by_its_id() {
    let test = TestStudio::new();
    let operator = test.operator();
    let client = ClientInput {
        name: some("Carla Sol"),
        phone: some("600 111 222"),
        screening: Some(ScreeningInput { answers: Vec::new(), observations: "faints".to_owned() }),
        ..ClientInput::default()
    };
    test.studio.add_client(&operator, client, false).unwrap();
    let id = test.studio.folder().key().unwrap().current().id();
    let about_key = |verdict| {
        let findings = test.studio.doctor(&operator, true).unwrap();
        let finding = findings.into_iter().find(|finding| finding.check == "field_key").unwrap();
        assert_eq!(finding.verdict, verdict, "{}", finding.found);
        finding.found
    };
    assert_eq!(about_key(Verdict::Good), id.to_string());
    let other = KeyRing::new(FieldKey::generate().unwrap());
    fs::write(test.studio.folder().key_file(), other.to_text().as_bytes()).unwrap();
    assert_eq!(about_key(Verdict::Bad), format!("not here: {id} (1 screenings)"));
    test.studio.accept_key_loss(&operator).unwrap();
    assert_eq!(about_key(Verdict::Warning), format!("given up: {id} (1 screenings)"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_others_can_read_is_a_warning() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = closed();
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let key = Folder::at(folder.path()).key_file();
    // Inside a closed folder it does not matter.
    mode(&key, 0o644);
    assert_eq!(complaints(folder.path()), []);
    mode(folder.path(), 0o750);
    let found = complaints(folder.path());
    assert_eq!((found.len(), found[0].0, found[0].1), (1, "folder_private", Verdict::Warning), "{found:?}");
    for path in [folder.path(), &key] {
        assert!(found[0].2.contains(path.to_str().unwrap()), "{found:?}");
    }
    mode(folder.path(), 0o700);
    assert_eq!(complaints(folder.path()), []);
}

#[test]
fn a_clock_that_was_set_back_is_a_warning() {
    let test = TestStudio::new();
    let _entry = test.admin();
    test.clock.set(START.minus(MINUTE));
    let found = not_good(test.studio.doctor(&test.operator(), false).unwrap());
    assert_eq!((found.len(), found[0].0, found[0].1), (1, "clock", Verdict::Warning), "{found:?}");
    test.clock.set(START);
    assert_eq!(not_good(test.studio.doctor(&test.operator(), false).unwrap()), []);
}

#[test]
fn a_changed_entry_of_the_log_is_found_with_its_number() {
    let test = TestStudio::new();
    let operator = test.operator();
    test.studio.set_setting(&operator, "studio.address", "Calle Falsa 123", None).unwrap();
    let seq = newest(&test);
    let _later = test.admin();
    let folder = copy_of(&test);
    assert_eq!(replace(folder.path(), r#""after":"Calle Falsa 123""#, r#""after":"Calle Falsa 124""#), 1);

    let found = complaints(folder.path());
    assert_eq!(found, [("audit_chain", Verdict::Bad, format!("changed at entry {seq}"))]);
    let studio = Studio::open(Folder::at(folder.path()), TestClock::at(START), Upgrade::Check).unwrap();
    let report = studio.verify_audit(&studio.operator().unwrap()).unwrap();
    assert_eq!((report.whole, report.broken), (seq - 1, Some(Break::Changed(seq))));
}

#[test]
fn a_trigger_that_is_not_there_is_found_by_name() {
    let folder = closed();
    // Under another name: not the trigger that the program relies on.
    assert!(replace(folder.path(), "users_last_admin_update", "users_last_admin_updatx") > 0);
    let found = complaints(folder.path());
    assert_eq!(found, [("triggers_missing", Verdict::Bad, "users_last_admin_update".to_owned())]);
}
