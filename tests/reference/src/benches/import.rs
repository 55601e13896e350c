//! Moving in from the desktop application, against inserting the rows that come of it, in one transaction of the same schema.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use studio_app::{FirstStart, Folder, ImportOptions, Origin, Secret, Studio};
use tempfile::TempDir;

use super::{Bench, Size};
use crate::bare::{control, reader, writer};
use crate::clock;
use crate::interleave::{Series, nanos};
use crate::table::{Table, short};
use crate::volume::{self, Still, Volume, operator};

pub(crate) const BENCH: Bench = Bench {
    name: "import",
    about: "moving in from the desktop application, against inserting the resulting rows in one transaction",
    run,
};

/// What an import makes rows in; whom a row names comes before it.
const TABLES: [&str; 11] = [
    "artists",
    "artist_rates",
    "clients",
    "client_styles",
    "client_placements",
    "client_contacts",
    "appointments",
    "notes",
    "consents",
    "screenings",
    "client_index",
];
/// Rows that the reference has in memory before it inserts them.
const TOGETHER: usize = 10_000;

fn run(size: Size) -> Result<Vec<Table>> {
    let header =
        ["clients", "rows", "s", "reference", "ratio", "CPU s", "reference", "ratio", "rows a second"];
    let caption = "import: seconds and processor seconds of all threads; rows of all tables, indexes and full text included";
    let mut table = Table::new(caption, &header);
    for &clients in size.clients() {
        let source = Volume::desktop(size, clients)?;
        let empty = Empty::new()?;
        let (mut ours, mut theirs, mut rows) = (Took::default(), Took::default(), 0);
        for round in 0..if clients > 20_000 { 1 } else { size.pick(3, 1) } {
            let imported = empty.copy()?;
            ours.add(product(imported.path(), source.path(), clients)?);
            let inserted = empty.copy()?;
            let (count, took) = reference(inserted.path(), imported.path())?;
            theirs.add(took);
            rows = count;
            if round == 0 {
                alike(imported.path(), inserted.path())?;
            }
        }
        let seconds = |series: &Series| short(series.spread().median / 1e9);
        let ratio = |own: &Series, other: &Series| format!("{:.2}", own.over(other).median);
        table.row([
            clients.to_string(),
            rows.to_string(),
            seconds(&ours.wall),
            seconds(&theirs.wall),
            ratio(&ours.wall, &theirs.wall),
            seconds(&ours.cpu),
            seconds(&theirs.cpu),
            ratio(&ours.cpu, &theirs.cpu),
            short(rows as f64 / (ours.wall.spread().median / 1e9)),
        ]);
    }
    Ok(vec![table])
}

/// Time as it passed and processor time, one value a round.
#[derive(Debug, Default)]
pub(super) struct Took {
    pub(super) wall: Series,
    pub(super) cpu: Series,
}

impl Took {
    pub(super) fn add(&mut self, (wall, cpu): (Duration, Duration)) {
        self.wall.0.push(nanos(wall));
        self.cpu.0.push(nanos(cpu));
    }
}

/// Adds up what was measured.
#[derive(Debug, Default)]
pub(super) struct Watch {
    pub(super) wall: Duration,
    pub(super) cpu: Duration,
}

impl Watch {
    pub(super) fn measure<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let (cpu, begin) = (clock::process_cpu(), clock::now());
        let done = work();
        self.wall += begin.elapsed();
        self.cpu += clock::process_cpu().saturating_sub(cpu);
        done
    }
}

/// A studio that is set up and into which nobody has moved.
pub(super) struct Empty(TempDir);

impl Empty {
    pub(super) fn new() -> Result<Self> {
        let folder = tempfile::tempdir().context("no temporary folder")?;
        let studio = Studio::create(Folder::at(folder.path()), Arc::new(Still))?;
        let first = FirstStart {
            name: "Tinta y Salitre".to_owned(),
            time_zone: "Europe/Madrid".to_owned(),
            country: String::new(),
            currency: "EUR".to_owned(),
            language: "es".to_owned(),
            admin: "marta".to_owned(),
            password: Secret::from("la tinta entra despacio"),
            code: None,
        };
        studio.set_up(&studio.visit(Origin::CLI)?, &first)?;
        Ok(Self(folder))
    }

    pub(super) fn copy(&self) -> Result<TempDir> {
        let copy = tempfile::tempdir().context("no temporary folder")?;
        for folder in ["secrets", "backups", "media", "tmp"] {
            fs::create_dir_all(copy.path().join(folder))?;
        }
        for name in ["studio.db", "secrets/field.key"] {
            fs::copy(self.0.path().join(name), copy.path().join(name))
                .with_context(|| format!("`{name}`"))?;
        }
        Ok(copy)
    }
}

fn product(folder: &Path, source: &Path, clients: usize) -> Result<(Duration, Duration)> {
    let studio = volume::open(folder)?;
    let ctx = operator(&studio)?;
    let mut watch = Watch::default();
    let mut go_on = |_| ControlFlow::Continue(());
    let report = watch
        .measure(|| studio.import_legacy(&ctx, source, ImportOptions::default(), &mut go_on))
        .with_context(|| format!("`{}`", source.display()))?;
    let taken = report.tables.iter().find(|table| table.table == "clients").map(|table| table.imported);
    ensure!(taken == Some(u64::try_from(clients)?), "{taken:?} of {clients} clients were imported");
    ensure!(report.tables.iter().all(|table| table.skipped == 0), "rows were skipped: {:?}", report.tables);
    Ok((watch.wall, watch.cpu))
}

/// Reads what was imported, a part at a time, and inserts it; only inserting is measured. Answers how many rows that were, too.
pub(super) fn reference(folder: &Path, imported: &Path) -> Result<(usize, (Duration, Duration))> {
    let (from, to) = (reader(&imported.join("studio.db"))?, writer(&folder.join("studio.db"))?);
    let mut watch = Watch::default();
    let mut count = 0;
    watch.measure(|| control(&to, "BEGIN IMMEDIATE"))?;
    for table in TABLES {
        let mut all = from.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))?;
        let columns = all.column_count();
        let marks = vec!["?"; columns].join(", ");
        let mut insert = to.prepare(&format!("INSERT INTO {table} VALUES ({marks})"))?;
        let mut rows = all.query([])?;
        let mut part: Vec<Vec<Value>> = Vec::with_capacity(TOGETHER);
        loop {
            let row = rows.next()?;
            let ended = row.is_none();
            if let Some(row) = row {
                part.push((0..columns).map(|column| row.get(column)).collect::<rusqlite::Result<_>>()?);
            }
            if ended || part.len() == TOGETHER {
                count += part.len();
                watch.measure(|| {
                    part.iter().try_for_each(|row| insert.execute(params_from_iter(row)).map(drop))
                })?;
                part.clear();
            }
            if ended {
                break;
            }
        }
    }
    watch.measure(|| control(&to, "COMMIT"))?;
    Ok((count, (watch.wall, watch.cpu)))
}

/// Both files hold the same in every table of theirs, but for the log and what the full-text index keeps for itself.
pub(super) fn alike(imported: &Path, inserted: &Path) -> Result<()> {
    let conn = Connection::open(inserted.join("studio.db"))?;
    let other = imported.join("studio.db");
    conn.execute("ATTACH ? AS other", [other.to_str().context("a path that is no text")?])?;
    let mut names = conn.prepare(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'audit%' AND name NOT LIKE 'client_fts%'
            AND name NOT LIKE 'sqlite%'",
    )?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    ensure!(TABLES.iter().all(|table| names.iter().any(|name| name == table)), "the tables are {names:?}");
    for name in names {
        for (some, others) in [("main", "other"), ("other", "main")] {
            let sql = format!(
                "SELECT count(*) FROM (SELECT * FROM {some}.{name} EXCEPT SELECT * FROM {others}.{name})"
            );
            let different: i64 = conn.query_row(&sql, [], |row| row.get(0))?;
            ensure!(different == 0, "{different} rows of `{name}` are only in {some}");
        }
    }
    Ok(())
}
