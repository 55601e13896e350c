//! The data folder: made for its owner only, one server at a time, and never taken for what it is not.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use studio_app::{Error, FileProblem, Folder, Link, Rule, Studio, Upgrade, UserInput};
use studio_testkit::{START, TestClock, TestStudio};
use tempfile::TempDir;

use crate::kit::code;

/// Where SQLite keeps the two numbers by which a studio's file is known, both four bytes, highest first.
const SCHEMA: usize = 60;
const APPLICATION: usize = 68;

fn clock() -> Arc<TestClock> {
    TestClock::at(START)
}

fn open(path: &Path, upgrade: Upgrade) -> studio_app::Result<Studio> {
    Studio::open(Folder::at(path), clock(), upgrade)
}

/// The folder of a studio that was set up and that nobody has open.
pub(crate) fn closed() -> TempDir {
    copy_of(&TestStudio::new())
}

/// What the folder of a studio holds, in a folder of its own that nobody has open: all of the data in the data file.
pub(crate) fn copy_of(test: &TestStudio) -> TempDir {
    let copy = TempDir::new().unwrap();
    let (source, target) = (Folder::at(test.path()), Folder::at(copy.path()));
    for part in ["", "secrets", "backups"] {
        fs::create_dir_all(target.root().join(part)).unwrap();
        let facts = fs::metadata(source.root().join(part)).unwrap();
        fs::set_permissions(target.root().join(part), facts.permissions()).unwrap();
    }
    fs::copy(source.key_file(), target.key_file()).unwrap();
    studio_store::copy_aside(&source.database(), &target.database()).unwrap();
    copy
}

/// Changes bytes of the data file.
fn patch(path: &Path, at: usize, bytes: &[u8]) {
    let file = Folder::at(path).database();
    let mut all = fs::read(&file).unwrap();
    all.get_mut(at..at + bytes.len()).unwrap().copy_from_slice(bytes);
    fs::write(&file, all).unwrap();
}

#[cfg(unix)]
#[test]
fn a_new_folder_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let parent = TempDir::new().unwrap();
    let folder = Folder::at(parent.path().join("one").join("two"));
    let studio = Studio::create(folder.clone(), clock()).unwrap();
    assert_eq!(studio.folder(), &folder);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for part in ["", "secrets", "backups", "media", "tmp"] {
        assert_eq!(mode(&folder.root().join(part)), 0o700, "{part}");
    }
    assert_eq!(mode(&folder.key_file()), 0o600);
    assert!(folder.database().is_file() && folder.key().is_ok());
}

#[test]
fn every_studio_has_a_key_of_its_own() {
    let key = || {
        let parent = TempDir::new().unwrap();
        let folder = Folder::at(parent.path());
        drop(Studio::create(folder.clone(), clock()).unwrap());
        folder.key().unwrap().current().id().to_string()
    };
    assert_ne!(key(), key());
}

#[test]
fn a_second_server_is_refused_until_the_first_has_gone() {
    let test = TestStudio::new();
    let folder = test.studio.folder();
    let first = folder.lock_for_server().unwrap();
    let second = Folder::at(test.path()).lock_for_server();
    assert!(matches!(second, Err(Error::Rule(Rule::FolderInUse))), "{second:?}");
    // The command line still gets in beside the server.
    assert!(open(test.path(), Upgrade::Check).unwrap().face().unwrap().set_up);
    drop(first);
    folder.lock_for_server().unwrap();
    assert_eq!(code(Folder::at(test.path().join("nowhere")).lock_for_server()), "no_access");
}

#[test]
fn a_studio_is_not_made_over_another() {
    let folder = closed();
    let file = Folder::at(folder.path()).database();
    let (before, key) = (fs::read(&file).unwrap(), Folder::at(folder.path()).key().unwrap());
    assert_eq!(code(Studio::create(Folder::at(folder.path()), clock())), "already_set_up");
    assert_eq!(fs::read(&file).unwrap(), before);
    assert_eq!(Folder::at(folder.path()).key().unwrap().current().id(), key.current().id());
    // Not over anything else of that name either.
    fs::write(&file, "something").unwrap();
    assert_eq!(code(Studio::create(Folder::at(folder.path()), clock())), "already_set_up");
    assert_eq!(fs::read(&file).unwrap(), b"something");
}

/// What was sealed with it could never be opened again.
#[test]
fn a_key_that_is_there_is_kept() {
    let folder = closed();
    let key = fs::read(Folder::at(folder.path()).key_file()).unwrap();
    fs::remove_file(Folder::at(folder.path()).database()).unwrap();
    drop(Studio::create(Folder::at(folder.path()), clock()).unwrap());
    assert_eq!(fs::read(Folder::at(folder.path()).key_file()).unwrap(), key);
}

#[test]
fn a_file_is_no_folder() {
    let parent = TempDir::new().unwrap();
    let file = parent.path().join("file");
    fs::write(&file, "text").unwrap();
    assert_eq!(code(Studio::create(Folder::at(&file), clock())), "not_a_folder");
    assert_eq!(code(open(&file, Upgrade::Check)), "not_a_folder");
    assert_eq!(code(serve(&Folder::at(&file))), "not_a_folder");
    assert_eq!(fs::read_to_string(&file).unwrap(), "text");
}

/// A link that leads to itself is met by everybody alike, also by those who may read everything.
#[cfg(unix)]
#[test]
fn a_folder_that_can_not_be_looked_at_is_not_taken_for_missing() {
    let parent = TempDir::new().unwrap();
    let ring = parent.path().join("ring");
    std::os::unix::fs::symlink(&ring, &ring).unwrap();
    for refused in [Studio::create(Folder::at(&ring), clock()), open(&ring, Upgrade::Check)] {
        match refused {
            Err(Error::File(FileProblem::Access(what))) => assert!(what.contains("ring"), "{what}"),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_copy_that_can_not_be_written_is_told_from_a_damaged_one() {
    let folder = closed();
    let file = Folder::at(folder.path()).database();
    let before = fs::metadata(&file).unwrap().permissions();
    let mut closed = before.clone();
    closed.set_readonly(true);
    fs::set_permissions(&file, closed).unwrap();
    for upgrade in [Upgrade::Check, Upgrade::Auto] {
        assert_eq!(code(open(folder.path(), upgrade)), "read_only");
    }
    fs::set_permissions(&file, before).unwrap();
    assert!(open(folder.path(), Upgrade::Check).is_ok());
}

#[test]
fn what_is_missing_is_said_and_not_made() {
    let parent = TempDir::new().unwrap();
    for upgrade in [Upgrade::Auto, Upgrade::Check] {
        for path in [parent.path().to_owned(), parent.path().join("nowhere")] {
            assert_eq!(code(open(&path, upgrade)), "no_studio");
        }
    }
    assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
}

#[test]
fn what_is_no_studio_is_told_from_what_is_damaged() {
    type Spoil = fn(&Path);
    let spoilt: &[(&str, Spoil)] = &[
        ("not_a_studio", |path| patch(path, APPLICATION, &[0; 4])),
        ("not_a_studio", |path| fs::write(Folder::at(path).database(), "").unwrap()),
        ("damaged", |path| {
            fs::write(Folder::at(path).database(), "A letter to a client. ".repeat(99)).unwrap();
        }),
        ("damaged", |path| patch(path, 0, b"SQLite format 2")),
        ("newer_schema", |path| patch(path, SCHEMA, &9_999_u32.to_be_bytes())),
    ];
    for (expected, spoil) in spoilt {
        let folder = closed();
        spoil(folder.path());
        let before = fs::read(Folder::at(folder.path()).database()).unwrap();
        for upgrade in [Upgrade::Auto, Upgrade::Check] {
            assert_eq!(code(open(folder.path(), upgrade)), *expected);
        }
        assert_eq!(fs::read(Folder::at(folder.path()).database()).unwrap(), before, "it is left as it was");
        assert_eq!(fs::read_dir(Folder::at(folder.path()).backups()).unwrap().count(), 0);
    }
}

#[test]
fn older_data_is_copied_aside_and_upgraded_if_that_is_asked_for() {
    let folder = closed();
    let place = Folder::at(folder.path());
    studio_store::undo_newest(&place.database()).unwrap();
    let newest = studio_store::newest_schema().unwrap();
    match open(folder.path(), Upgrade::Check) {
        Err(Error::File(FileProblem::Older { file, program })) => {
            assert_eq!((file, program), (newest - 1, newest));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(studio_store::schema_of(&place.database()).unwrap(), newest - 1);

    let done = Studio::upgrade(&place, &*clock()).unwrap();
    assert_eq!((done.from, done.to), (newest - 1, newest));
    let copies: Vec<_> = fs::read_dir(place.backups()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(copies.len(), 1);
    let name = copies[0].file_name().unwrap().to_str().unwrap();
    assert_eq!(name, format!("before-schema-{newest}-20260921-141320000.db"));
    assert_eq!(studio_store::schema_of(&copies[0]).unwrap(), newest - 1);
    // What is up to date needs no copy.
    drop(open(folder.path(), Upgrade::Auto).unwrap());
    assert_eq!(fs::read_dir(place.backups()).unwrap().count(), 1);
    assert!(open(folder.path(), Upgrade::Check).unwrap().face().is_ok());
}

#[test]
fn a_key_that_is_missing_or_no_key_is_said() {
    let folder = closed();
    let place = Folder::at(folder.path());
    fs::write(place.key_file(), "not a key").unwrap();
    assert_eq!(code(place.key()), "key_damaged");
    fs::remove_file(place.key_file()).unwrap();
    assert_eq!(code(place.key()), "key_missing");
}

#[test]
fn clones_share_the_data() {
    let test = TestStudio::new();
    let (clone, input) = (test.studio.clone(), UserInput::default());
    let id = clone.add_user(&test.operator(), "ana", "assistant", Link::None, input, None).unwrap().id;
    assert_eq!(test.user("ana"), id);
    assert!(!format!("{clone:?}").contains("clock"));
}

fn serve(folder: &Folder) -> studio_app::Result<(Studio, studio_app::ServerLock)> {
    Studio::open_for_server(folder.clone(), clock(), Upgrade::Check)
}

#[test]
fn a_server_makes_an_empty_studio_where_there_is_nothing() {
    let parent = TempDir::new().unwrap();
    let nothing = TempDir::new().unwrap();
    // What a start that broke off has left, on a disk of its own.
    let begun = TempDir::new().unwrap();
    for part in ["secrets", "backups", "media", "tmp", "lost+found"] {
        fs::create_dir(begun.path().join(part)).unwrap();
    }
    fs::write(begun.path().join("server.lock"), "").unwrap();
    for root in [&parent.path().join("none").join("yet"), nothing.path(), begun.path()] {
        let folder = Folder::at(root);
        let (studio, _lock) = serve(&folder).unwrap();
        assert!(!studio.face().unwrap().set_up);
        assert!(folder.database().exists());
        assert_eq!(code(folder.lock_for_server()), "folder_in_use");
    }
    // The next start opens what is there.
    assert!(!serve(&Folder::at(nothing.path())).unwrap().0.face().unwrap().set_up);
    assert!(serve(&Folder::at(closed().path())).unwrap().0.face().unwrap().set_up);
}

#[test]
fn nothing_is_made_where_there_is_something_of_somebodys() {
    for place in ["letters.txt", "media/ab12", "backups/before-schema-3.db", "secrets/other.key"] {
        let parent = TempDir::new().unwrap();
        let path = parent.path().join(place);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "dear").unwrap();
        let before = fs::read_dir(parent.path()).unwrap().count();
        let mode = fs::metadata(parent.path()).unwrap().permissions();
        let folder = Folder::at(parent.path());
        assert_eq!(code(serve(&folder)), "foreign_folder", "{place}");
        assert_eq!(code(Studio::create(folder, clock())), "foreign_folder", "{place}");
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), before, "{place}");
        assert_eq!(fs::metadata(parent.path()).unwrap().permissions(), mode, "{place}");
    }
}
