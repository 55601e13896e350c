//! The old application's file in every state in which it may lie there: what is read, and that nothing is written beside it.

use std::fs;
use std::path::{Path, PathBuf};

use studio_store::{
    Legacy, LegacyClient, LegacyOddityKind, LegacyProblem, LegacyRecord, LegacySession, LegacySetting,
    LegacyUser,
};
use tempfile::TempDir;

use crate::raw::Raw;

const SCHEMA: &str = "
    CREATE TABLE clients (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(120) NOT NULL, phone VARCHAR(40), created_at DATETIME);
    CREATE TABLE artists (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(120), rate_commission FLOAT, active BOOLEAN);";

/// A folder for a source, and one for copies.
struct Place {
    folder: TempDir,
    copies: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), copies: tempfile::tempdir().unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("dev.db")
    }

    fn raw(&self) -> Raw {
        Raw::open(&self.path())
    }

    fn open(&self) -> Result<Legacy, LegacyProblem> {
        self.open_at(&self.path())
    }

    fn open_at(&self, path: &Path) -> Result<Legacy, LegacyProblem> {
        Legacy::open(path, &self.copies.path().join("copy"))
    }

    /// Names and bytes of everything beside the source.
    fn beside(&self) -> Vec<(String, Vec<u8>)> {
        look(self.folder.path())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(look(self.copies.path()), [], "a copy was left");
        }
    }
}

fn look(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let bytes = if entry.path().is_dir() { Vec::new() } else { fs::read(entry.path()).unwrap() };
            (entry.file_name().into_string().unwrap(), bytes)
        })
        // The shared memory of a connection of the test changes with every look.
        .filter(|(name, _)| !name.ends_with("-shm"))
        .collect();
    found.sort();
    found
}

fn rows<R: LegacyRecord>(legacy: &mut Legacy) -> Vec<R> {
    let mut rows = Vec::new();
    legacy
        .each::<R, LegacyProblem>(|row| {
            rows.push(row);
            Ok(())
        })
        .unwrap();
    assert_eq!(legacy.count::<R>().unwrap(), rows.len() as u64);
    rows
}

fn names(legacy: &mut Legacy) -> Vec<String> {
    rows::<LegacyClient>(legacy).into_iter().map(|row| row.name.unwrap_or_default()).collect()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn cells_of_every_type_are_text() {
    let place = Place::new();
    place.raw().exec(SCHEMA);
    place.raw().exec(
        "CREATE TABLE sessions (id, client_id, artist_id, start, \"end\", status, price, notes, commission_override);
         INSERT INTO sessions VALUES (1, 2.0, '3', '2025-09-09 17:00:00', NULL, x'41C3B1', 2333.33, 1e20, 0.1 + 0.2),
                                     (2, 9223372036854775807, -1, '', ' ', CAST(x'4AF3' AS TEXT), 1500.5, 'a' || char(0) || 'b', 1e-9);",
    );
    let mut legacy = place.open().unwrap();
    assert_eq!(
        rows::<LegacySession>(&mut legacy),
        [
            LegacySession {
                id: some("1"),
                client_id: some("2.0"),
                artist_id: some("3"),
                start: some("2025-09-09 17:00:00"),
                end: None,
                status: some("Añ"),
                price: some("2333.33"),
                notes: some("1.0e+20"),
                commission_override: some("0.30000000000000004"),
            },
            LegacySession {
                id: some("2"),
                client_id: some("9223372036854775807"),
                artist_id: some("-1"),
                start: some(""),
                end: some(" "),
                status: some("J\u{FFFD}"),
                price: some("1500.5"),
                notes: some("a\u{0}b"),
                commission_override: some("1.0e-09"),
            },
        ]
    );
}

#[test]
fn what_a_file_does_not_have_is_null_and_told() {
    let place = Place::new();
    place.raw().exec(SCHEMA);
    place.raw().exec(
        "INSERT INTO clients (id, name) VALUES (7, 'Ana');
         ALTER TABLE artists ADD COLUMN \"stage \"\"name\"\"\";
         CREATE TABLE logs (x);",
    );
    let mut legacy = place.open().unwrap();
    assert_eq!(
        rows::<LegacyClient>(&mut legacy),
        [LegacyClient { id: some("7"), name: some("Ana"), ..LegacyClient::default() }]
    );
    assert_eq!(rows::<LegacySetting>(&mut legacy), []);
    let of = |kind: LegacyOddityKind| -> Vec<(&str, Option<&str>)> {
        let odd = legacy.oddities().iter().filter(|oddity| oddity.kind == kind);
        odd.map(|oddity| (oddity.table.as_str(), oddity.column.as_deref())).collect()
    };
    assert_eq!(of(LegacyOddityKind::ExtraTable), [("logs", None)]);
    assert_eq!(of(LegacyOddityKind::ExtraColumn), [("artists", Some("stage \"name\""))]);
    let missing: Vec<&str> = of(LegacyOddityKind::MissingTable).into_iter().map(|(table, _)| table).collect();
    assert_eq!(missing, ["users", "sessions", "transactions", "products", "portfolio_items", "settings"]);
    assert_eq!(of(LegacyOddityKind::MissingColumn).len(), LegacyClient::COLUMNS.len() - 4);
}

#[test]
fn names_do_not_depend_on_case_and_rows_on_rowids() {
    let place = Place::new();
    place.raw().exec(
        "CREATE TABLE Clients (ID INTEGER PRIMARY KEY, NAME TEXT) WITHOUT ROWID;
         CREATE TABLE USERS (Username TEXT, Password_Hash TEXT);
         INSERT INTO clients VALUES (2, 'Bea'), (1, 'Ana');
         INSERT INTO users VALUES ('ana', 'x');",
    );
    let mut legacy = place.open().unwrap();
    assert_eq!(names(&mut legacy), ["Ana", "Bea"]);
    assert_eq!(rows::<LegacyUser>(&mut legacy)[0].username, some("ana"));
}

#[test]
fn a_file_in_another_encoding_is_read() {
    for encoding in ["UTF-16le", "UTF-16be"] {
        let place = Place::new();
        let mut raw = place.raw();
        raw.exec(&format!("PRAGMA encoding = '{encoding}'"));
        raw.exec(SCHEMA);
        raw.exec("INSERT INTO clients (id, name) VALUES (1, 'Sofía Núñez 👩')");
        drop(raw);
        assert_eq!(names(&mut place.open().unwrap()), ["Sofía Núñez 👩"]);
    }
}

#[test]
fn only_tables_count_not_views_or_other_things() {
    let place = Place::new();
    place.raw().exec(
        "CREATE TABLE people (id, name);
         CREATE VIEW clients AS SELECT id, name FROM people;
         CREATE VIEW artists AS SELECT id, name FROM people;",
    );
    assert_eq!(place.open().unwrap_err(), LegacyProblem::Foreign);
    let place = Place::new();
    place.raw().exec(
        "CREATE VIRTUAL TABLE clients USING fts5 (id, name);
         CREATE TABLE artists (id, name);",
    );
    assert_eq!(place.open().unwrap_err(), LegacyProblem::Foreign);
}

#[test]
fn rows_against_the_files_own_rules_are_read() {
    let place = Place::new();
    let mut raw = place.raw();
    raw.exec(SCHEMA);
    raw.exec(
        "INSERT INTO clients (id, name) VALUES (1, 'Ana');
         PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(sql, 'phone VARCHAR(40)', 'phone VARCHAR(40) NOT NULL') WHERE name = 'clients';",
    );
    drop(raw);
    assert_ne!(place.raw().lines("SELECT quick_check AS line FROM pragma_quick_check"), ["ok"]);
    assert_eq!(names(&mut place.open().unwrap()), ["Ana"]);
}

#[test]
fn a_file_that_is_being_written_is_locked() {
    let place = Place::new();
    let mut application = place.raw();
    application.exec(SCHEMA);
    application.exec("INSERT INTO clients (id, name) VALUES (1, 'Ana')");
    application.exec("BEGIN EXCLUSIVE");
    application.exec("INSERT INTO clients (id, name) VALUES (2, 'Bea')");
    let before = place.beside();
    assert_eq!(place.open().unwrap_err(), LegacyProblem::Locked);
    assert_eq!(place.beside(), before);
    application.exec("COMMIT");
    assert_eq!(names(&mut place.open().unwrap()), ["Ana", "Bea"]);
}

#[test]
fn what_is_not_committed_is_not_read() {
    let place = Place::new();
    let mut application = place.raw();
    application.exec(SCHEMA);
    application.exec("INSERT INTO clients (id, name) VALUES (1, 'Ana')");
    application.exec("BEGIN IMMEDIATE");
    application.exec("UPDATE clients SET name = 'Otra'");
    let before = place.beside();
    assert_eq!(names(&mut place.open().unwrap()), ["Ana"]);
    assert_eq!(place.beside(), before);
}

#[test]
fn a_file_with_a_log_is_read_with_it() {
    let place = Place::new();
    let mut application = place.raw();
    application.exec("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;");
    application.exec(SCHEMA);
    application.exec("INSERT INTO clients (id, name) VALUES (1, 'Ana')");
    let before = place.beside();
    assert_eq!(before.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["dev.db", "dev.db-wal"]);
    assert_eq!(names(&mut place.open().unwrap()), ["Ana"]);
    assert_eq!(place.beside(), before);
    // The last one closes it: everything is in the file itself, which still is of the kind with a log.
    drop(application);
    let before = place.beside();
    assert_eq!(before.len(), 1);
    assert_eq!(names(&mut place.open().unwrap()), ["Ana"]);
    assert_eq!(
        fs::read_dir(place.folder.path()).unwrap().count(),
        1,
        "neither log nor shared memory was made"
    );
}

#[test]
fn what_a_crash_left_half_way_is_put_right_in_the_copy() {
    let place = Place::new();
    let mut application = place.raw();
    application.exec(SCHEMA);
    application.exec(
        "INSERT INTO clients (id, name)
         WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT i, 'Ana ' || i FROM n",
    );
    let whole = fs::read(place.path()).unwrap();
    // A change that is larger than the memory allowed for it reaches the file before it is committed.
    application.exec("PRAGMA cache_size = 5; BEGIN; UPDATE clients SET name = 'Otra ' || id;");
    let crashed = Place::new();
    for name in ["dev.db", "dev.db-journal"] {
        fs::copy(place.folder.path().join(name), crashed.folder.path().join(name)).unwrap();
    }
    drop(application);
    let before = crashed.beside();
    assert_ne!(before[0].1, whole, "the file alone is neither the one nor the other");
    let names = names(&mut crashed.open().unwrap());
    assert_eq!(names.len(), 3_000);
    assert!(names.iter().all(|name| name.starts_with("Ana")), "the change was not undone");
    assert_eq!(crashed.beside(), before);
}

#[test]
fn a_source_may_be_read_only_and_oddly_named() {
    let place = Place::new();
    place.raw().exec(SCHEMA);
    place.raw().exec("INSERT INTO clients (id, name) VALUES (1, 'Ana')");
    let odd = place.folder.path().join("Tinta & Café?mode=rwc#1 %41.db");
    fs::rename(place.path(), &odd).unwrap();
    let mut only_reading = odd.metadata().unwrap().permissions();
    only_reading.set_readonly(true);
    fs::set_permissions(&odd, only_reading).unwrap();
    let before = place.beside();
    assert_eq!(names(&mut place.open_at(&odd).unwrap()), ["Ana"]);
    assert_eq!(place.beside(), before);
}

#[cfg(unix)]
#[test]
fn a_link_leads_to_the_file_and_its_log() {
    let place = Place::new();
    let mut application = place.raw();
    application.exec("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;");
    application.exec(SCHEMA);
    application.exec("INSERT INTO clients (id, name) VALUES (1, 'Ana')");
    let elsewhere = tempfile::tempdir().unwrap();
    let link = elsewhere.path().join("link.db");
    std::os::unix::fs::symlink(place.path(), &link).unwrap();
    assert_eq!(names(&mut place.open_at(&link).unwrap()), ["Ana"]);
}

#[test]
fn what_stands_in_the_schema_is_not_run() {
    let place = Place::new();
    let mut raw = place.raw();
    raw.exec(SCHEMA);
    raw.exec(
        "INSERT INTO clients (id, name) VALUES (1, 'Ana');
         CREATE TABLE touched (x);
         CREATE TRIGGER t AFTER INSERT ON clients BEGIN INSERT INTO touched VALUES (1); END;
         CREATE VIEW v AS SELECT load_extension('x');",
    );
    drop(raw);
    assert_eq!(names(&mut place.open().unwrap()), ["Ana"]);
}

#[test]
fn an_error_while_reading_ends_it() {
    let place = Place::new();
    place.raw().exec(SCHEMA);
    place.raw().exec("INSERT INTO clients (id, name) VALUES (1, 'Ana'), (2, 'Bea'), (3, 'Caro')");
    let mut legacy = place.open().unwrap();
    let mut seen = 0;
    let ended = legacy.each::<LegacyClient, LegacyProblem>(|_| {
        seen += 1;
        if seen == 2 { Err(LegacyProblem::Empty) } else { Ok(()) }
    });
    assert_eq!((ended, seen), (Err(LegacyProblem::Empty), 2));
    // The file is as good as before.
    assert_eq!(names(&mut legacy).len(), 3);
}

#[test]
fn a_folder_without_room_for_the_copy_is_told() {
    let place = Place::new();
    place.raw().exec(SCHEMA);
    let file = place.folder.path().join("file");
    fs::write(&file, "").unwrap();
    let problem = Legacy::open(&place.path(), &file.join("copy")).unwrap_err();
    assert!(matches!(problem, LegacyProblem::Access(_)), "{problem}");
}
