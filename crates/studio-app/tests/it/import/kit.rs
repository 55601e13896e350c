//! What the tests of the import share: an empty studio, sources of any content, a look at everything.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use studio_app::{
    ClientFilter, ClientRow, ClientSheet, Error, FirstStart, Folder, ImportOptions, ImportReport, Issue,
    IssueCode, OpCtx, Origin, Result, Secret, Studio, Upgrade, Verdict, Who,
};
use studio_domain::Timestamp;
use studio_testkit::{START, TestClock};
use tempfile::TempDir;

use super::sqlite_file::{Cell, Table, write};
use crate::kit::password;

/// The invented folder of the old application.
pub(crate) fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("data").join("legacy")
}

pub(crate) const AS_IT_IS: ImportOptions = ImportOptions { dry_run: false, into_nonempty: false };
pub(crate) const DRY: ImportOptions = ImportOptions { dry_run: true, into_nonempty: false };
pub(crate) const ADDED: ImportOptions = ImportOptions { dry_run: false, into_nonempty: true };

/// A studio into which nobody has moved yet: its owner, and nothing else. `doctor` looks at it when it is dropped.
pub(crate) struct Home {
    pub(crate) studio: Studio,
    folder: TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self::of("America/Mexico_City", "MXN", "es")
    }

    /// In another place, with other money and another language.
    pub(crate) fn of(zone: &str, currency: &str, language: &str) -> Self {
        let folder = TempDir::new().unwrap();
        for (name, bytes) in template(zone, currency, language) {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        for empty in ["backups", "media", "tmp"] {
            fs::create_dir_all(folder.path().join(empty)).unwrap();
        }
        let studio = Studio::open(Folder::at(folder.path()), TestClock::at(START), Upgrade::Check).unwrap();
        Self { studio, folder }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn operator(&self) -> OpCtx {
        self.studio.operator().unwrap()
    }

    pub(crate) fn try_import(&self, source: &Path, options: ImportOptions) -> Result<ImportReport> {
        let mut steps = |_| ControlFlow::Continue(());
        self.studio.import_legacy(&self.operator(), source, options, &mut steps)
    }

    pub(crate) fn import(&self, source: &Path) -> ImportReport {
        self.try_import(source, AS_IT_IS).unwrap()
    }

    /// Signs in with the password of the old application.
    pub(crate) fn sign_in(&self, name: &str, password: &str) -> Result<OpCtx, Error> {
        let visit = self.studio.visit(Origin::CLI)?;
        let signed_in = self.studio.sign_in(&visit, name, &Secret::from(password), "test").answer?;
        Ok(visit.by(Who::Session(signed_in.session)))
    }

    /// The client with this id in the old application.
    pub(crate) fn client(&self, legacy: i64) -> ClientSheet {
        let operator = self.operator();
        let id = self.studio.client_by_legacy(&operator, legacy).unwrap();
        self.studio.client(&operator, id).unwrap()
    }

    /// The notes about that client, newest first.
    pub(crate) fn notes(&self, legacy: i64) -> Vec<String> {
        let id = self.client(legacy).card.id;
        let page = self.studio.notes(&self.operator(), id, None).unwrap();
        page.items.into_iter().map(|note| note.text).collect()
    }

    /// What the list finds.
    pub(crate) fn found(&self, filter: &ClientFilter) -> Vec<ClientRow> {
        self.studio.clients(&self.operator(), filter).unwrap().items
    }

    /// Everything that the data file holds: the same for the same content.
    pub(crate) fn content(&self) -> Vec<u8> {
        let copies = TempDir::new().unwrap();
        let copy = copies.path().join("copy.db");
        studio_store::copy_aside(&self.path().join("studio.db"), &copy).unwrap();
        fs::read(copy).unwrap()
    }

    /// What is left of copies of sources.
    pub(crate) fn leftovers(&self) -> usize {
        fs::read_dir(self.path().join("tmp")).unwrap().count()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let findings = self.studio.doctor(&self.operator(), true).unwrap();
        let bad: Vec<_> = findings.into_iter().filter(|finding| finding.verdict == Verdict::Bad).collect();
        assert!(bad.is_empty(), "after this test the studio is not whole: {bad:?}");
        assert_eq!(self.leftovers(), 0, "a copy of a source was left");
    }
}

type Parts = Vec<(PathBuf, Vec<u8>)>;

/// A new studio's files, made once for each kind.
fn template(zone: &str, currency: &str, language: &str) -> Parts {
    static TEMPLATES: OnceLock<Mutex<BTreeMap<String, Parts>>> = OnceLock::new();
    let mut templates = TEMPLATES.get_or_init(Mutex::default).lock().unwrap();
    let parts = templates.entry(format!("{zone} {currency} {language}")).or_insert_with(|| {
        let folder = TempDir::new().unwrap();
        let studio = Studio::create(Folder::at(folder.path()), TestClock::at(START)).unwrap();
        let first = FirstStart {
            name: "Tinta y Punto".to_owned(),
            time_zone: zone.to_owned(),
            country: String::new(),
            currency: currency.to_owned(),
            language: language.to_owned(),
            admin: "marta".to_owned(),
            password: password(),
            code: None,
        };
        studio.set_up(&studio.visit(Origin::CLI).unwrap(), &first).unwrap();
        drop(studio);
        ["studio.db", "secrets/field.key"]
            .iter()
            .map(|name| (PathBuf::from(name), fs::read(folder.path().join(name)).unwrap()))
            .collect()
    });
    parts.clone()
}

/// The tables of the old application with their columns, as its last version has them.
const TABLES: &[(&str, &[&str])] = &[
    (
        "clients",
        &[
            "id",
            "name",
            "phone",
            "email",
            "notes",
            "created_at",
            "instagram",
            "city",
            "state",
            "gender",
            "birthdate",
            "consent_info",
            "consent_image",
            "consent_data",
            "emergency_name",
            "emergency_relation",
            "emergency_phone",
            "preferred_artist_id",
            "health_allergies",
            "health_diabetes",
            "health_coagulation",
            "health_epilepsy",
            "health_cardiac",
            "health_anticoagulants",
            "health_preg_lact",
            "health_substances",
            "health_derm",
            "health_obs",
            "is_active",
        ],
    ),
    ("artists", &["id", "name", "rate_commission", "active"]),
    (
        "users",
        &[
            "id",
            "username",
            "role",
            "password_hash",
            "artist_id",
            "is_active",
            "created_at",
            "last_login",
            "name",
            "birthdate",
            "email",
            "phone",
            "instagram",
        ],
    ),
    (
        "sessions",
        &["id", "client_id", "artist_id", "start", "end", "status", "price", "notes", "commission_override"],
    ),
    (
        "transactions",
        &[
            "id",
            "session_id",
            "artist_id",
            "amount",
            "method",
            "date",
            "commission_amount",
            "deleted_flag",
            "concept",
            "created_at",
            "updated_at",
        ],
    ),
    (
        "products",
        &[
            "id",
            "name",
            "category",
            "cost",
            "stock",
            "min_stock",
            "sku",
            "unidad",
            "caduca",
            "proveedor",
            "activo",
            "fechacaducidad",
        ],
    ),
    (
        "portfolio_items",
        &[
            "id",
            "artist_id",
            "path",
            "caption",
            "created_at",
            "client_id",
            "session_id",
            "transaction_id",
            "is_public",
            "is_cover",
            "style",
            "body_area",
            "color_mode",
            "fresh_or_healed",
            "thumb_path",
            "user_id",
        ],
    ),
    ("settings", &["key", "value"]),
];

/// Those tables.
pub(crate) fn tables() -> &'static [(&'static str, &'static [&'static str])] {
    TABLES
}

/// A folder of the old application of any content.
pub(crate) struct Source {
    tables: Vec<Table>,
    folder: TempDir,
}

/// Cells of one row, by column.
pub(crate) type Cells<'c> = &'c [(&'c str, Cell)];

impl Source {
    /// All tables, empty.
    pub(crate) fn new() -> Self {
        let tables = TABLES.iter().map(|(name, columns)| Table {
            name: (*name).to_owned(),
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            rows: Vec::new(),
        });
        Self { tables: tables.collect(), folder: TempDir::new().unwrap() }
    }

    /// With an artist 1, and a client 1 of whom nothing is wrong.
    pub(crate) fn with_people() -> Self {
        let mut source = Self::new();
        source.add(
            "artists",
            &[("id", int(1)), ("name", text("Lola")), ("rate_commission", real(0.5)), ("active", int(1))],
        );
        source.add("clients", &client(1, &[]));
        source
    }

    pub(crate) fn table(&mut self, name: &str) -> &mut Table {
        self.tables.iter_mut().find(|table| table.name == name).unwrap()
    }

    /// Adds a row; columns that are not named are NULL.
    pub(crate) fn add(&mut self, table: &str, cells: Cells<'_>) -> &mut Self {
        let table = self.table(table);
        let mut row = vec![Cell::Null; table.columns.len()];
        for (column, cell) in cells {
            let at = table.columns.iter().position(|name| name == column).unwrap();
            row[at] = cell.clone();
        }
        table.rows.push(row);
        self
    }

    /// Takes a column out, as if the file were older.
    pub(crate) fn without_column(&mut self, table: &str, column: &str) -> &mut Self {
        let table = self.table(table);
        let at = table.columns.iter().position(|name| name == column).unwrap();
        table.columns.remove(at);
        for row in &mut table.rows {
            row.remove(at);
        }
        self
    }

    /// Takes a table out.
    pub(crate) fn without(&mut self, table: &str) -> &mut Self {
        self.tables.retain(|known| known.name != table);
        self
    }

    /// Adds a table of another program.
    pub(crate) fn with(&mut self, name: &str, columns: &[&str]) -> &mut Self {
        let columns = columns.iter().map(|column| (*column).to_owned()).collect();
        self.tables.push(Table { name: name.to_owned(), columns, rows: vec![] });
        self
    }

    /// Puts a file beside the database.
    pub(crate) fn file(&self, name: &str, content: &str) -> &Self {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Writes the database and says where the folder is.
    pub(crate) fn folder(&self) -> &Path {
        fs::write(self.folder.path().join("dev.db"), write(&self.tables)).unwrap();
        self.folder.path()
    }
}

pub(crate) fn int(number: i64) -> Cell {
    Cell::Int(number)
}

pub(crate) fn real(number: f64) -> Cell {
    Cell::Real(number)
}

pub(crate) fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// A client of whom nothing is wrong, with these cells set otherwise.
pub(crate) fn client<'c>(id: i64, other: &[(&'c str, Cell)]) -> Vec<(&'c str, Cell)> {
    let mut cells: Vec<(&str, Cell)> = vec![
        ("id", int(id)),
        ("name", text(&format!("Clienta {id}"))),
        ("phone", text(&format!("600 000 {id:03}"))),
        ("created_at", text("2025-09-01 12:00:00.000000")),
        ("is_active", int(1)),
    ];
    cells.extend(other.iter().cloned());
    cells
}

/// A session of client and artist 1, an hour at noon, with these cells set otherwise.
pub(crate) fn session<'c>(id: i64, other: &[(&'c str, Cell)]) -> Vec<(&'c str, Cell)> {
    let mut cells: Vec<(&str, Cell)> = vec![
        ("id", int(id)),
        ("client_id", int(1)),
        ("artist_id", int(1)),
        ("start", text("2025-10-01 12:00:00")),
        ("end", text("2025-10-01 13:00:00")),
        ("status", text("Activa")),
        ("price", real(100.0)),
    ];
    cells.extend(other.iter().cloned());
    cells
}

/// Code, id and column of each issue, in a fixed order.
pub(crate) fn told(report: &ImportReport) -> Vec<(IssueCode, Option<i64>, Option<&str>)> {
    let mut told: Vec<_> =
        report.issues.iter().map(|issue| (issue.code, issue.id, issue.column.as_deref())).collect();
    told.sort();
    told
}

/// The one issue of this kind.
pub(crate) fn only(report: &ImportReport, code: IssueCode) -> &Issue {
    let found: Vec<_> = report.issues.iter().filter(|issue| issue.code == code).collect();
    assert_eq!(found.len(), 1, "{code:?} in {:?}", report.issues);
    found[0]
}

/// Read, imported, skipped and already here of a table.
pub(crate) fn counts(report: &ImportReport, table: &str) -> (u64, u64, u64, u64) {
    let found = report.tables.iter().find(|found| found.table == table).unwrap();
    assert_eq!(found.read, found.imported + found.skipped);
    (found.read, found.imported, found.skipped, found.already_here)
}

/// How many of that were made.
pub(crate) fn made(report: &ImportReport, what: &str) -> u64 {
    report.made.iter().find(|made| made.what == what).map_or(0, |made| made.count)
}

pub(crate) fn at(rfc3339: &str) -> Timestamp {
    Timestamp::parse_rfc3339(rfc3339).unwrap()
}
