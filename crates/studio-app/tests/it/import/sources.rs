//! Files that are not what they should be: a clear error, and a studio that is as it was.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use studio_app::LegacyProblem;

use super::kit::{AS_IT_IS, Home, Source, counts, sample, told};
use super::sqlite_file::PAGE;
use studio_app::{Error, IssueCode};

fn dev_db() -> Vec<u8> {
    fs::read(sample().join("dev.db")).unwrap()
}

/// Tries to import a file with these bytes; the studio must not change.
fn refused(home: &Home, bytes: &[u8]) -> LegacyProblem {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dev.db"), bytes).unwrap();
    let before = home.content();
    let error = home.try_import(folder.path(), AS_IT_IS).unwrap_err();
    assert!(home.content() == before, "the studio changed: {error}");
    assert_eq!(names(folder.path()), ["dev.db"], "something was left beside the source");
    match error {
        Error::Source(problem) => problem,
        other => panic!("{other}"),
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_is_not_there_is_missing() {
    let home = Home::new();
    let folder = tempfile::tempdir().unwrap();
    let before = home.content();
    for source in [
        folder.path().to_owned(),
        folder.path().join("dev.db"),
        PathBuf::from("no such folder"),
        PathBuf::new(),
    ] {
        let error = home.try_import(&source, AS_IT_IS).unwrap_err();
        assert!(matches!(error, Error::Source(LegacyProblem::Missing)), "{}: {error}", source.display());
    }
    fs::create_dir(folder.path().join("dev.db")).unwrap();
    let error = home.try_import(folder.path(), AS_IT_IS).unwrap_err();
    assert!(matches!(error, Error::Source(LegacyProblem::Access(_))), "{error}");
    assert!(home.content() == before);
}

#[test]
fn what_is_no_database_is_told_apart() {
    let home = Home::new();
    assert_eq!(refused(&home, b""), LegacyProblem::Empty);
    assert_eq!(refused(&home, b"name,phone\nAna,600\n"), LegacyProblem::NotADatabase);
    assert_eq!(refused(&home, &vec![0; 8_192]), LegacyProblem::NotADatabase);
    assert_eq!(
        refused(&home, b"SQLite format 3"),
        LegacyProblem::Damaged("it ends within its header".to_owned())
    );
    let mut other_header = dev_db();
    other_header[0] ^= 1;
    assert_eq!(refused(&home, &other_header), LegacyProblem::NotADatabase);
    let encrypted: Vec<u8> =
        dev_db().iter().enumerate().map(|(at, byte)| byte ^ (at % 251) as u8 ^ 0x5a).collect();
    assert_eq!(refused(&home, &encrypted), LegacyProblem::NotADatabase);
}

#[test]
fn databases_of_others_are_foreign() {
    let home = Home::new();
    let foreign = |source: &mut Source| refused(&home, &fs::read(source.folder().join("dev.db")).unwrap());
    let mut shop = Source::new();
    for (table, _) in super::kit::tables() {
        shop.without(table);
    }
    assert_eq!(foreign(shop.with("orders", &["id", "total"])), LegacyProblem::Foreign);
    assert_eq!(foreign(shop.with("clients", &["id", "name", "vat"])), LegacyProblem::Foreign);
    assert_eq!(foreign(shop.with("artists", &["id", "stage"])), LegacyProblem::Foreign);
    let mut nameless = Source::new();
    assert_eq!(foreign(nameless.without_column("clients", "name")), LegacyProblem::Foreign);
    // Another studio of this program.
    let other = Home::new();
    assert_eq!(refused(&home, &other.content()), LegacyProblem::Foreign);
}

#[test]
fn the_studios_own_data_is_no_source() {
    let home = Home::new();
    let before = home.content();
    for source in [home.path().join("studio.db"), home.path().join("backups").join("..").join("studio.db")] {
        let error = home.try_import(&source, AS_IT_IS).unwrap_err();
        assert!(matches!(error, Error::Source(LegacyProblem::Foreign)), "{error}");
    }
    fs::copy(sample().join("dev.db"), home.path().join("backups").join("dev.db")).unwrap();
    let error = home.try_import(&home.path().join("backups"), AS_IT_IS).unwrap_err();
    assert!(matches!(error, Error::Source(LegacyProblem::Foreign)), "{error}");
    assert!(home.content() == before);
}

#[test]
fn a_file_that_is_cut_off_is_damaged() {
    let home = Home::new();
    let whole = dev_db();
    assert_eq!(whole.len() % PAGE, 0);
    for pages in 1..whole.len() / PAGE {
        let problem = refused(&home, &whole[..pages * PAGE]);
        assert!(matches!(problem, LegacyProblem::Damaged(_)), "{pages} pages: {problem}");
    }
    for bytes in [100, 511, 4_095, 4_097, 30_000, whole.len() - 1] {
        let problem = refused(&home, &whole[..bytes]);
        assert!(
            matches!(problem, LegacyProblem::Damaged(_) | LegacyProblem::NotADatabase),
            "{bytes}: {problem}"
        );
    }
}

#[test]
fn a_file_that_was_written_half_is_damaged() {
    let home = Home::new();
    let whole = dev_db();
    for page in 1..whole.len() / PAGE {
        let mut bytes = whole.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0);
        let problem = refused(&home, &bytes);
        assert!(matches!(problem, LegacyProblem::Damaged(_)), "page {page}: {problem}");
    }
    let mut half = whole.clone();
    let middle = half.len() / 2;
    half[middle..].fill(0);
    assert!(matches!(refused(&home, &half), LegacyProblem::Damaged(_)));
}

/// Bits that have fallen over: an error or a report, and never half of either.
#[test]
fn a_file_with_wrong_bits_is_refused_or_read() {
    let home = Home::new();
    let whole = dev_db();
    let before = home.content();
    let folder = tempfile::tempdir().unwrap();
    let (mut refused, mut read) = (0, 0);
    for nth in 0..60_usize {
        let mut bytes = whole.clone();
        let at = (nth * 2_654_435_761) % bytes.len();
        bytes[at] ^= 1 << (nth % 8);
        fs::write(folder.path().join("dev.db"), &bytes).unwrap();
        match home.try_import(folder.path(), super::kit::DRY) {
            Ok(report) => {
                let _ = counts(&report, "clients");
                read += 1;
            }
            Err(Error::Source(_)) => refused += 1,
            Err(other) => panic!("bit at {at}: {other}"),
        }
    }
    assert!(refused > 0 && read > 0, "{refused} refused, {read} read");
    assert!(home.content() == before);
}

#[test]
fn nothing_is_written_beside_the_source() {
    let look = |folder: &Path| -> Vec<(String, Vec<u8>, SystemTime)> {
        names(folder)
            .into_iter()
            .filter(|name| folder.join(name).is_file())
            .map(|name| {
                let path = folder.join(&name);
                let changed = path.metadata().unwrap().modified().unwrap();
                (name, fs::read(path).unwrap(), changed)
            })
            .collect()
    };
    let folder = tempfile::tempdir().unwrap();
    for name in ["dev.db", "settings.json"] {
        fs::copy(sample().join(name), folder.path().join(name)).unwrap();
    }
    let mut only_reading = folder.path().join("dev.db").metadata().unwrap().permissions();
    only_reading.set_readonly(true);
    fs::set_permissions(folder.path().join("dev.db"), only_reading).unwrap();
    let before = look(folder.path());
    Home::new().import(folder.path());
    assert_eq!(look(folder.path()), before);
}

#[test]
fn the_file_itself_is_as_good_as_its_folder() {
    let (by_folder, by_file) = (Home::new().import(&sample()), Home::new().import(&sample().join("dev.db")));
    assert_eq!(by_folder, by_file);
    // Under another name and without anything beside it: then there are no colours and settings.
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copia de seguridad.sqlite");
    fs::copy(sample().join("dev.db"), &copy).unwrap();
    let report = Home::new().import(&copy);
    assert_eq!(counts(&report, "clients"), (85, 85, 0, 0));
    assert_eq!(super::kit::made(&report, "settings"), 0);
}

#[test]
fn an_older_file_has_fewer_tables_and_columns() {
    let mut source = Source::with_people();
    for table in ["users", "transactions", "products", "portfolio_items", "settings"] {
        source.without(table);
    }
    for column in ["instagram", "preferred_artist_id", "health_obs", "is_active"] {
        source.without_column("clients", column);
    }
    source.without_column("artists", "active");
    let home = Home::new();
    let report = home.import(source.folder());
    assert_eq!(counts(&report, "clients"), (1, 1, 0, 0));
    assert_eq!(counts(&report, "users"), (0, 0, 0, 0));
    let missing: Vec<(IssueCode, &str, Option<&str>)> = report
        .issues
        .iter()
        .map(|issue| (issue.code, issue.table.as_str(), issue.column.as_deref()))
        .collect();
    let table = |name| (IssueCode::TableMissing, name, None);
    let column = |table, name| (IssueCode::ColumnMissing, table, Some(name));
    assert_eq!(
        missing,
        [
            column("clients", "instagram"),
            column("clients", "preferred_artist_id"),
            column("clients", "health_obs"),
            column("clients", "is_active"),
            column("artists", "active"),
            table("users"),
            table("transactions"),
            table("products"),
            table("portfolio_items"),
            table("settings"),
        ]
    );
    // What is not said of a client or an artist is that it is active.
    assert_eq!(home.client(1).card.status, studio_domain::ClientStatus::Active);
    let artists = home.studio.artists(&home.operator(), &studio_app::ArtistFilter::default()).unwrap();
    assert!(artists.items[0].active);
}

#[test]
fn what_a_newer_file_has_besides_is_told() {
    let mut source = Source::with_people();
    let odd = "x\"; DROP TABLE clients; --";
    source.with("audit", &["id"]).with(odd, &["a", "b"]);
    for row in &mut source.table("clients").rows {
        row.push(super::kit::text("Ana"));
        row.push(super::kit::text("x"));
    }
    source.table("clients").columns.extend(["pronouns".to_owned(), odd.to_owned()]);
    let home = Home::new();
    let report = home.import(source.folder());
    assert_eq!(counts(&report, "clients"), (1, 1, 0, 0));
    assert_eq!(
        told(&report),
        [
            (IssueCode::TableUnknown, None, None),
            (IssueCode::TableUnknown, None, None),
            (IssueCode::ColumnUnknown, None, Some("pronouns")),
            (IssueCode::ColumnUnknown, None, Some(odd)),
        ]
    );
}
