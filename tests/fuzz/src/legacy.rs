//! The import of the desktop application's data, given any file.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a target says by panicking that what it was given has broken something"
)]

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use studio_app::{Clock, Error, FirstStart, Folder, ImportOptions, OpCtx, Origin, Secret, Studio};
use studio_domain::Timestamp;
use tempfile::TempDir;

/// The moment at which everything happens.
const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);

struct StoppedClock;

impl Clock for StoppedClock {
    fn now(&self) -> Timestamp {
        NOW
    }
}

/// An empty studio and a place for sources; made once, since a rehearsal leaves nothing in it.
pub(crate) struct Bench {
    studio: Studio,
    source: PathBuf,
    _folder: TempDir,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let data = Folder::at(folder.path().join("studio-data"));
        let studio = Studio::create(data, Arc::new(StoppedClock)).expect("a studio");
        let first = FirstStart {
            name: "Tinta".to_owned(),
            time_zone: "America/Mexico_City".to_owned(),
            country: String::new(),
            currency: "MXN".to_owned(),
            language: "es".to_owned(),
            admin: "marta".to_owned(),
            password: Secret::from("la tinta entra despacio"),
            code: None,
        };
        studio.set_up(&studio.visit(Origin::CLI).expect("a visit"), &first).expect("it is set up");
        let source = folder.path().join("dev.db");
        Self { studio, source, _folder: folder }
    }

    pub(crate) fn studio(&self) -> &Studio {
        &self.studio
    }

    pub(crate) fn operator(&self) -> OpCtx {
        self.studio.operator().expect("the operator")
    }
}

/// Rehearses the import of a database of these bytes into an empty studio. Answers whether it could be read.
///
/// # Panics
/// If the answer is neither a report that accounts for every row nor an error about the source.
pub fn legacy_import(bytes: &[u8]) -> bool {
    static BENCH: OnceLock<Mutex<Bench>> = OnceLock::new();
    let bench = BENCH.get_or_init(|| Mutex::new(Bench::new())).lock().unwrap_or_else(PoisonError::into_inner);
    fs::write(&bench.source, bytes).expect("the source is written");
    let options = ImportOptions { dry_run: true, into_nonempty: false };
    let mut go_on = |_| ControlFlow::Continue(());
    let read = match bench.studio.import_legacy(&bench.operator(), &bench.source, options, &mut go_on) {
        Ok(report) => {
            for table in &report.tables {
                assert_eq!(table.read, table.imported.saturating_add(table.skipped), "{table:?}");
            }
            true
        }
        Err(Error::Source(_)) => false,
        Err(other) => panic!("an error that says nothing of the source: {other}"),
    };
    let left = fs::read_dir(bench.studio.folder().root().join("tmp")).expect("the folder for copies").count();
    assert_eq!(left, 0, "a copy of the source was left");
    assert_eq!(fs::read(&bench.source).expect("the source is there"), bytes, "the source was changed");
    read
}
