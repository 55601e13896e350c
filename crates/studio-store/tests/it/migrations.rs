//! Steps of the schema: each has its way back, and a file that is not this program's is left alone.

use std::fs;
use std::path::{Path, PathBuf};

use studio_store::{
    Error, FileProblem, Migrated, Store, copy_aside, newest_schema, redo_pending, schema_of, undo_newest,
};

use crate::kit::{TestFile, add_artist, operator};
use crate::raw::Raw;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations/sqlite");

/// Folders of the steps, in order.
fn steps() -> Vec<PathBuf> {
    let mut steps: Vec<PathBuf> = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    steps.sort();
    steps
}

fn name(step: &Path) -> String {
    step.file_name().unwrap().to_string_lossy().into_owned()
}

fn version(raw: &mut Raw) -> i64 {
    raw.number("SELECT user_version AS n FROM pragma_user_version")
}

/// The schema after each step, made by hand from the `up.sql`; the first is that of nothing.
fn schemas_by_hand() -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let mut raw = Raw::open(&folder.path().join("by-hand.db"));
    let mut schemas = vec![raw.schema()];
    for (number, step) in (1..).zip(steps()) {
        raw.exec(&fs::read_to_string(step.join("up.sql")).unwrap());
        assert_eq!(
            version(&mut raw),
            number,
            "{}/up.sql does not end with `PRAGMA user_version = {number};`",
            name(&step)
        );
        schemas.push(raw.schema());
    }
    schemas
}

#[test]
fn every_step_is_embedded() {
    assert_eq!(
        usize::try_from(newest_schema().unwrap()).unwrap(),
        steps().len(),
        "build anew: a step is missing"
    );
}

#[test]
fn every_step_goes_down_to_what_was_before_and_up_again() {
    let schemas = schemas_by_hand();
    let file = TestFile::empty();
    let path = file.path();
    let folder = file.close();
    let newest = Raw::open(&path).schema();
    assert_eq!(Some(&newest), schemas.last(), "the steps give another schema than the program makes");
    let steps = steps();
    for level in (0..steps.len()).rev() {
        undo_newest(&path).unwrap();
        let down = format!("{}/down.sql", name(&steps[level]));
        let mut raw = Raw::open(&path);
        assert_eq!(raw.schema(), schemas[level], "{down} does not undo what its up.sql does");
        assert_eq!(version(&mut raw), i64::try_from(level).unwrap(), "{down} leaves the wrong user_version");
        // Up from here, and down to here again.
        drop(raw);
        redo_pending(&path).unwrap();
        assert_eq!(
            Raw::open(&path).schema(),
            newest,
            "after {down} the steps from there on give another schema"
        );
        for _ in level..steps.len() {
            undo_newest(&path).unwrap();
        }
        assert_eq!(Raw::open(&path).schema(), schemas[level], "{down} undoes less the second time");
    }
    let mut raw = Raw::open(&path);
    assert_eq!(
        raw.number("SELECT application_id AS n FROM pragma_application_id"),
        0,
        "it is nobody's file now"
    );
    assert!(undo_newest(&path).is_err(), "there is nothing left to undo");
    drop(folder);
}

/// How many rows each table has.
fn counts(raw: &mut Raw, tables: &[String]) -> Vec<(String, i64)> {
    let count = |table: &String| {
        let rows = raw.number(&format!("SELECT count(*) AS n FROM {table}"));
        (table.clone(), rows)
    };
    tables.iter().map(count).collect()
}

/// A file with people in it, one step behind.
fn older() -> (tempfile::TempDir, PathBuf) {
    let (file, _cast) = TestFile::with_cast();
    let path = file.path();
    let folder = file.close();
    undo_newest(&path).unwrap();
    (folder, path)
}

#[test]
fn an_older_file_is_refused_until_it_is_migrated_and_keeps_its_rows() {
    let (_folder, path) = older();
    let program = newest_schema().unwrap();
    let expected = FileProblem::Older { file: program - 1, program };
    let tables = Raw::open(&path).tables();
    let before = counts(&mut Raw::open(&path), &tables);
    assert!(before.iter().any(|(table, rows)| table == "users" && *rows == 5));
    let opened = Store::open(&path);
    assert!(matches!(&opened, Err(Error::File(why)) if *why == expected), "{opened:?}");
    assert_eq!(counts(&mut Raw::open(&path), &tables), before);
    assert_eq!(Store::migrate(&path).unwrap(), Migrated { from: program - 1, to: program });
    assert_eq!(counts(&mut Raw::open(&path), &tables), before);
    assert_eq!(Store::migrate(&path).unwrap(), Migrated { from: program, to: program });
    let file = TestFile::of(&fs::read(&path).unwrap());
    add_artist(&file, "Lola Vega");
}

#[test]
fn a_file_that_does_not_hold_together_is_not_migrated() {
    let (_folder, path) = older();
    Raw::open(&path).exec(
        "PRAGMA foreign_keys = OFF;
         INSERT INTO invitations (token_hash, user_id, created_at, expires_at) VALUES (zeroblob(32), 4711, 1, 2)",
    );
    let before = Raw::open(&path).schema();
    let result = Store::migrate(&path);
    let Err(Error::File(FileProblem::Damaged(why))) = &result else { panic!("{result:?}") };
    assert_eq!(why, "1 rows of `invitations` refer to rows of `users` that do not exist");
    assert_eq!(Raw::open(&path).schema(), before, "half a migration was kept");
    assert_eq!(schema_of(&path).unwrap(), newest_schema().unwrap() - 1);
}

#[test]
fn a_newer_file_is_left_alone() {
    let (file, _cast) = TestFile::with_cast();
    let path = file.path();
    let folder = file.close();
    let program = newest_schema().unwrap();
    Raw::open(&path).exec(&format!("PRAGMA user_version = {}", program + 1));
    left_alone(folder.path(), &path, &FileProblem::Newer { file: program + 1, program });
    assert_eq!(schema_of(&path).unwrap(), program + 1);
}

/// Names and contents of all files in the folder.
fn contents(folder: &Path) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    let mut all: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let bytes = path.is_file().then(|| fs::read(&path).unwrap());
            (path, bytes)
        })
        .collect();
    all.sort();
    all
}

/// Opening and migrating say what is wrong and touch nothing.
fn left_alone(folder: &Path, path: &Path, expected: &FileProblem) {
    let before = contents(folder);
    let opened = Store::open(path).map(|_store| ());
    assert!(matches!(&opened, Err(Error::File(why)) if why == expected), "open: {opened:?}");
    let migrated = Store::migrate(path);
    assert!(matches!(&migrated, Err(Error::File(why)) if why == expected), "migrate: {migrated:?}");
    assert!(contents(folder) == before, "something was written for {expected:?}");
}

/// The same for files that are not even asked for their schema, which can't be copied aside either.
fn not_a_studio(path: &Path, folder: &Path, expected: &FileProblem) {
    left_alone(folder, path, expected);
    let before = contents(folder);
    let asked = schema_of(path);
    assert!(matches!(&asked, Err(Error::File(why)) if why == expected), "schema_of: {asked:?}");
    let copied = copy_aside(path, &folder.join("copy.db"));
    assert!(matches!(&copied, Err(Error::File(why)) if why == expected), "copy_aside: {copied:?}");
    assert!(contents(folder) == before, "something was written for {expected:?}");
}

#[test]
fn what_is_not_a_studio_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let path = folder.join("studio.db");
    not_a_studio(&path, folder, &FileProblem::Missing);
    not_a_studio(&folder.join("no").join("such").join("folder.db"), folder, &FileProblem::Missing);
    fs::create_dir(&path).unwrap();
    not_a_studio(&path, folder, &FileProblem::Missing);
    fs::remove_dir(&path).unwrap();
    fs::write(&path, b"").unwrap();
    not_a_studio(&path, folder, &FileProblem::Foreign);
    Raw::open(&path).exec("PRAGMA application_id = 252006674; CREATE TABLE users (name TEXT)");
    not_a_studio(&path, folder, &FileProblem::Foreign);
    Raw::open(&path).exec("PRAGMA journal_mode = WAL");
    not_a_studio(&path, folder, &FileProblem::Foreign);
    fs::write(&path, "Dear studio,\nthis is a letter and no database.\n".repeat(200)).unwrap();
    not_a_studio(&path, folder, &FileProblem::Damaged("file is not a database".to_owned()));
}

#[test]
fn a_new_studio_is_made_only_where_nothing_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("studio.db");
    let made_nothing = |path: &Path| {
        let before = contents(folder.path());
        let created = Store::create(path).map(|_store| ());
        assert!(matches!(&created, Err(Error::File(FileProblem::Access(_)))), "{created:?}");
        assert!(contents(folder.path()) == before);
    };
    made_nothing(&folder.path().join("no such folder").join("studio.db"));
    made_nothing(folder.path());
    fs::write(&path, b"").unwrap();
    made_nothing(&path);
    fs::remove_file(&path).unwrap();
    let store = Store::create(&path).unwrap();
    assert_eq!(store.path(), path);
    assert_eq!(schema_of(&path).unwrap(), newest_schema().unwrap());
    drop(store);
    made_nothing(&path);
}

#[test]
fn of_many_who_migrate_at_once_all_end_with_the_same_whole_file() {
    let (_folder, path) = older();
    let program = newest_schema().unwrap();
    let all: Vec<_> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..8).map(|_| scope.spawn(|| Store::migrate(&path))).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    for one in all {
        assert_eq!(one.unwrap().to, program);
    }
    drop(TestFile::of(&fs::read(&path).unwrap()));
}

#[test]
fn of_many_who_make_a_studio_at_once_none_spoils_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("studio.db");
    let all: Vec<_> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..8).map(|_| scope.spawn(|| Store::create(&path).map(|_store| ()))).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(all.iter().any(Result::is_ok), "{all:?}");
    for one in all {
        assert!(matches!(&one, Ok(()) | Err(Error::File(FileProblem::Access(_)))), "{one:?}");
    }
    let store = Store::open(&path).unwrap();
    add_artist(&store, "Lola Vega");
    let bad = store.check(&operator(), true).unwrap();
    assert!(bad.iter().all(|finding| finding.verdict != studio_store::Verdict::Bad), "{bad:?}");
}

#[test]
fn a_copy_made_while_others_write_is_whole_and_never_overwrites() {
    let file = TestFile::empty();
    let copy = file.folder().join("copy.db");
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for i in 0..60 {
                add_artist(&file, &format!("Artist {i:02}"));
            }
        });
        let mut made = 0;
        while !writer.is_finished() || made == 0 {
            copy_aside(&file.path(), &copy).unwrap();
            drop(TestFile::of(&fs::read(&copy).unwrap()));
            fs::remove_file(&copy).unwrap();
            made += 1;
        }
    });
    copy_aside(&file.path(), &copy).unwrap();
    let bytes = fs::read(&copy).unwrap();
    assert!(copy_aside(&file.path(), &copy).is_err(), "it would have been overwritten");
    assert!(fs::read(&copy).unwrap() == bytes);
    let rows = Raw::open(&copy).dump();
    assert!(rows == file.raw().dump());
}
