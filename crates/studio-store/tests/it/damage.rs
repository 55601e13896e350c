//! Damaged files: they are refused or found out, never taken for whole, and never made worse.

use std::fs;
use std::path::{Path, PathBuf};

use studio_store::{Error, FileProblem, Store, Verdict, schema_of};
use tempfile::TempDir;

use crate::kit::{TestFile, add_artist, operator};

/// A closed file with people in it, as the program leaves it.
fn closed() -> (TempDir, PathBuf, Vec<u8>) {
    let (file, _cast) = TestFile::with_cast();
    for i in 0..40 {
        add_artist(&file, &format!("Artist {i:02}"));
    }
    let path = file.path();
    let folder = file.close();
    let bytes = fs::read(&path).unwrap();
    (folder, path, bytes)
}

fn page_size(bytes: &[u8]) -> usize {
    usize::from(u16::from_be_bytes([bytes[16], bytes[17]]))
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Says that it is damaged, and leaves everything as it was.
fn refused(folder: &Path, path: &Path, bytes: &[u8], what: &str) {
    fs::write(path, bytes).unwrap();
    let before = files(folder);
    let opened = Store::open(path).map(|_store| ());
    assert!(matches!(&opened, Err(Error::File(FileProblem::Damaged(_)))), "{what}: {opened:?}");
    let migrated = Store::migrate(path);
    assert!(matches!(&migrated, Err(Error::File(FileProblem::Damaged(_)))), "{what}: {migrated:?}");
    assert!(schema_of(path).is_err(), "{what}");
    assert!(fs::read(path).unwrap() == bytes, "{what}: the file was written to");
    assert_eq!(files(folder), before, "{what}");
}

#[test]
fn a_file_that_was_cut_off_is_refused() {
    let (folder, path, bytes) = closed();
    let (size, page) = (bytes.len(), page_size(&bytes));
    assert!(size > 30 * page);
    for length in [size - page, size - page - 1, size / 2, 10 * page, page, page / 2, 512, 100, 99, 16] {
        refused(folder.path(), &path, &bytes[..length], &format!("{length} of {size} bytes"));
    }
}

#[test]
fn a_file_whose_first_page_was_overwritten_is_refused() {
    let (folder, path, bytes) = closed();
    let page = page_size(&bytes);
    let with = |range: std::ops::Range<usize>, byte: u8| {
        let mut bytes = bytes.clone();
        bytes[range].fill(byte);
        bytes
    };
    refused(folder.path(), &path, &with(0..page, 0), "first page of zeros");
    refused(folder.path(), &path, &with(0..100, 0xa5), "header");
    refused(folder.path(), &path, &with(0..16, b'x'), "magic");
    refused(folder.path(), &path, &with(100..page, 0xa5), "the schema");
}

#[test]
fn a_page_that_was_overwritten_is_found_out_wherever_it_is() {
    let (folder, path, bytes) = closed();
    let page = page_size(&bytes);
    let pages = bytes.len() / page;
    let (mut at_the_door, mut by_the_check) = (0, 0);
    let overwritten = (1..pages).map(|number| {
        let mut damaged = bytes.clone();
        damaged[number * page..(number + 1) * page].fill(0xa5);
        damaged
    });
    // SQLite takes half a page at the end for a page with zeros in it.
    let half_missing = bytes[..bytes.len() - page / 2].to_vec();
    for (number, damaged) in (1..).zip(overwritten.chain([half_missing])) {
        fs::write(&path, &damaged).unwrap();
        match Store::open(&path) {
            Err(Error::File(FileProblem::Damaged(_))) => {
                assert!(fs::read(&path).unwrap() == damaged, "page {number}: the file was written to");
                at_the_door += 1;
            }
            Err(other) => panic!("page {number}: {other:?}"),
            Ok(store) => {
                let found = match store.check(&operator(), true) {
                    Err(Error::File(FileProblem::Damaged(_))) => true,
                    Err(other) => panic!("page {number}: {other:?}"),
                    Ok(findings) => findings.iter().any(|finding| finding.verdict == Verdict::Bad),
                };
                assert!(found, "page {number} of {pages} was overwritten and nobody noticed");
                by_the_check += 1;
            }
        }
        for left in files(folder.path()) {
            fs::remove_file(folder.path().join(left)).unwrap();
        }
    }
    println!("of {pages} pages: {at_the_door} refused at the door, {by_the_check} found by the check");
    assert!(by_the_check > 10);
}

/// What the checks say after something was done to the file with SQL.
fn found(file: &TestFile, sql: &str) -> Vec<String> {
    let mut copy = TestFile::of(&file.bytes());
    copy.broken_on_purpose();
    copy.raw().exec(&format!("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; {sql}"));
    copy.bad_findings()
}

#[test]
fn each_check_finds_what_it_is_there_for() {
    let (file, cast) = TestFile::with_cast();
    crate::kit::elevate(&file, &cast.desk.ctx());
    assert_eq!(found(&file, "SELECT 1"), [""; 0]);
    let desk = cast.desk.session;
    for (sql, finding) in [
        (
            "UPDATE elevations SET expires_at = started_at + 3600001".to_owned(),
            "elevations_within_limit: 1 rows",
        ),
        (
            format!(
                "DROP TRIGGER sessions_end_elevation;
                 UPDATE sessions SET ended_at = 1, ended_because = 'ended' WHERE id = {desk};"
            ),
            "no_elevation_without_session: 1 rows",
        ),
        (
            "DROP TRIGGER users_end_sessions; UPDATE users SET active = 0 WHERE user_key = 'ana'".to_owned(),
            "no_session_of_inactive_account: 1 rows",
        ),
        (
            "DROP TRIGGER users_last_admin_update; UPDATE users SET role = 'assistant' WHERE role = 'admin'"
                .to_owned(),
            "an_admin_is_active: 1 rows",
        ),
        (
            "UPDATE users SET artist_id = NULL WHERE user_key = 'ana';
             UPDATE users SET artist_id = (SELECT id FROM artists WHERE name = 'Ana Ruiz') WHERE user_key = 'desk'"
                .to_owned(),
            "link_fits_role: 1 rows",
        ),
        ("DELETE FROM artists".to_owned(), "orphans: users"),
        ("DROP TRIGGER artist_rates_no_delete".to_owned(), "triggers_missing: artist_rates_no_delete"),
        ("CREATE TABLE loose (id INTEGER PRIMARY KEY, text)".to_owned(), "tables_not_strict: loose"),
        (
            "DROP INDEX sessions_by_user; DROP INDEX sessions_open_by_user".to_owned(),
            "foreign_keys_without_index: sessions.user_id",
        ),
        ("PRAGMA application_id = 7".to_owned(), "application_id: 0x7"),
        ("PRAGMA user_version = 4711".to_owned(), "schema: 4711 of"),
        ("UPDATE audit_head SET seq = seq + 1".to_owned(), "audit_chain: cut_off at entry"),
    ] {
        let bad = found(&file, &sql);
        assert!(bad.iter().any(|bad| bad.starts_with(finding)), "{sql}: {bad:?} instead of {finding}");
    }
}

#[test]
fn a_trigger_that_is_missing_is_missed() {
    let file = TestFile::empty();
    let triggers = file.raw().lines("SELECT name AS line FROM sqlite_schema WHERE type = 'trigger'");
    assert!(triggers.len() > 9, "only {triggers:?}");
    for trigger in triggers {
        let bad = found(&file, &format!("DROP TRIGGER {trigger}"));
        let missed = bad.contains(&format!("triggers_missing: {trigger}"));
        assert!(
            missed,
            "`{trigger}` is not in TRIGGERS of src/check.rs: without it nobody notices ({bad:?})"
        );
    }
}
