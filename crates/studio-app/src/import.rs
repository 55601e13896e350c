//! Moving in: the data of the desktop application that studios used before, mapped to ours.
//!
//! Nothing is dropped silently. A value that can't be taken as it was is shortened or left out, and told as an issue; what was written
//! about a client is also kept word for word in a note. Everything happens in one transaction, so that an import is there whole or not
//! at all.

mod appointments;
mod artists;
mod cells;
mod clients;
mod files;
mod later;
mod mover;
mod photos;
mod pieces;
mod report;
mod row;
mod settings;
mod users;

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;

use studio_auth::KeyRing;
use studio_domain::ClientId;
use studio_store::actions::ImportLegacy;
use studio_store::{Legacy, LegacyOddityKind, LegacyProblem, OpCtx, Tx, Write};

use crate::error::{Error, Result, Rule};
use crate::studio::{Studio, expect_permit};
use files::Files;
use mover::{Mover, Steps, Stop};
use photos::Faces;
use pieces::Pieces;

pub use report::{ImportReport, Issue, IssueCode, Left, Made, SumReport, TableReport};

/// Begins the names of folders in which copies are read.
const SCRATCH: &str = "legacy-";

/// How to import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// Does everything and takes it back: the report is that of the import, and nothing is written.
    pub dry_run: bool,
    /// Goes on although there are clients, artists or appointments already. Rows that came with an earlier import are skipped.
    pub into_nonempty: bool,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The table that is being read.
    pub table: &'static str,
    /// Rows of it that have been read.
    pub done: u64,
    /// Rows that it has.
    pub total: u64,
}

impl Studio {
    /// Imports the data of the desktop application from its folder, or from the database in it. The source is only read; while the import
    /// runs, nothing else can be written here.
    ///
    /// `progress` is told now and then how far it is, and may end it; it is told on the caller's thread, before anything is committed.
    ///
    /// # Errors
    /// [`Error::Refused`] for anybody but the operator; [`Rule::NotEmpty`] if there are clients, artists or appointments already;
    /// [`Error::Source`] if the source can't be read; [`Error::Stopped`] if `progress` ended it. Nothing is written then.
    pub fn import_legacy(
        &self,
        ctx: &OpCtx,
        source: &Path,
        options: ImportOptions,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ImportReport> {
        self.expect_set_up()?;
        self.store.read::<_, Error, _>(ctx, |tx| {
            let studio = tx.studio();
            expect_permit::<ImportLegacy>(tx, &studio)
        })?;
        let files = Files::find(source);
        self.expect_foreign(&files.database)?;
        let held = self.folder.hold_keys()?;
        let keys = held.ring().clone();
        let scratch = self.scratch(&ctx.visit.request_id);
        let mut legacy = Legacy::open(&files.database, &scratch)?;
        let photos = self.photos_to_move(ctx, &files.assets, options.dry_run, progress)?;
        let pieces = self.pieces_to_move(ctx, &mut legacy, &files.assets, options.dry_run, progress)?;
        let plan = Plan { legacy, files, keys, options, photos: photos.clone(), pieces: pieces.clone() };
        let report = self.run(ctx, plan, progress)?;
        if !report.dry_run {
            self.photos_moved(ctx, &photos)?;
            self.pieces_moved(ctx, &pieces)?;
        }
        Ok(report)
    }

    /// Moves on the writer's thread, and tells the progress on this one.
    fn run(
        &self,
        ctx: &OpCtx,
        plan: Plan,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ImportReport> {
        // Of no length: the mover waits until its step was taken, and then for leave to go on.
        let (to, steps) = sync_channel::<Progress>(0);
        let (leave, go_on) = sync_channel::<ControlFlow<()>>(0);
        let ended = std::thread::scope(move |scope| {
            let steps_of_mover = Steps { to, go_on };
            let mover =
                std::thread::Builder::new().name("studio-import".to_owned()).spawn_scoped(scope, || {
                    self.store.write_alone::<_, Stop, _>(ctx, move |tx| plan.carry_out(tx, &steps_of_mover))
                });
            let mover = mover.map_err(|error| Error::Internal(format!("no thread: {error}")))?;
            // Both ends are dropped with this closure, also when `progress` panics: the mover learns of it and takes everything back.
            let leave = leave;
            for step in steps {
                if leave.send(progress(step)).is_err() {
                    break;
                }
            }
            mover.join().map_err(|_panic| Error::Internal("the import panicked".to_owned()))
        })?;
        match ended {
            Ok(report) => Ok(report),
            Err(Stop::Rehearsed(report)) => Ok(*report),
            Err(Stop::Failed(error)) => Err(error),
        }
    }

    /// The studio's own data is no source. Looking into it by another way than the store's would also give its locks away.
    fn expect_foreign(&self, database: &Path) -> Result<()> {
        let own = self.folder.root().canonicalize().ok();
        match (own, database.canonicalize().ok()) {
            (Some(own), Some(source)) if source.starts_with(&own) => {
                Err(Error::Source(LegacyProblem::Foreign))
            }
            _ => Ok(()),
        }
    }

    /// A new folder for the copy, which only the owner of the process may read. What an import that was killed left there goes first.
    fn scratch(&self, request: &str) -> PathBuf {
        let tmp = self.folder.root().join("tmp");
        for entry in fs::read_dir(&tmp).into_iter().flatten().filter_map(std::result::Result::ok) {
            if entry.file_name().to_string_lossy().starts_with(SCRATCH) {
                // Of an import that runs right now it can stay or go: it has its files open.
                drop(fs::remove_dir_all(entry.path()));
            }
        }
        tmp.join(format!("{SCRATCH}{request}"))
    }
}

/// Everything that was read before the transaction.
#[derive(Debug)]
struct Plan {
    legacy: Legacy,
    files: Files,
    keys: KeyRing,
    options: ImportOptions,
    photos: Faces,
    pieces: Pieces,
}

impl Plan {
    fn carry_out(mut self, tx: &mut Tx<'_, Write>, steps: &Steps) -> std::result::Result<ImportReport, Stop> {
        let studio = tx.studio();
        let may = tx.authorize::<ImportLegacy>(&studio)?;
        let known = tx.known(&may)?;
        if known.nonempty && !self.options.into_nonempty {
            return Err(Stop::Failed(Error::Rule(Rule::NotEmpty)));
        }
        let before: Vec<ClientId> = known.clients.values().copied().collect();
        let house = tx.house()?;
        let (zone, now) = (house.zone(), tx.now());
        let mut mover = Mover {
            may: &may,
            known,
            zone,
            now,
            today: zone.date(now),
            house,
            keys: &self.keys,
            files: &self.files,
            steps,
            touched: std::collections::BTreeSet::new(),
            issues: self.files.issues.clone(),
            tables: Vec::new(),
            made: BTreeMap::new(),
            sums: Vec::new(),
            left: Vec::new(),
            tx,
        };
        oddities(&mut mover, &self.legacy);
        artists::take(&mut mover, &mut self.legacy)?;
        users::take(&mut mover, &mut self.legacy)?;
        clients::take(&mut mover, &mut self.legacy)?;
        appointments::take(&mut mover, &mut self.legacy)?;
        photos::take(&mut mover, &self.photos)?;
        pieces::take(&mut mover, &mut self.legacy, &self.pieces)?;
        settings::take(&mut mover, &mut self.legacy)?;
        later::count(&mut mover, &mut self.legacy)?;
        // New clients get their row in the index whole; of the others, those with new appointments are made anew.
        let touched: Vec<ClientId> =
            before.into_iter().filter(|client| mover.touched.contains(client)).collect();
        mover.tx.finish_moving_in(mover.may, &touched)?;
        let report = ImportReport {
            dry_run: self.options.dry_run,
            time_zone: mover.zone.name().to_owned(),
            currency: mover.house.currency(),
            made: mover.counts(),
            tables: mover.tables,
            sums: mover.sums,
            left: mover.left,
            issues: mover.issues,
        };
        if self.options.dry_run { Err(Stop::Rehearsed(Box::new(report))) } else { Ok(report) }
    }
}

/// Tells how the file's schema differs from what is known.
fn oddities(mover: &mut Mover<'_, '_>, legacy: &Legacy) {
    for oddity in legacy.oddities() {
        let code = match oddity.kind {
            LegacyOddityKind::MissingTable => IssueCode::TableMissing,
            LegacyOddityKind::MissingColumn => IssueCode::ColumnMissing,
            LegacyOddityKind::ExtraTable => IssueCode::TableUnknown,
            LegacyOddityKind::ExtraColumn => IssueCode::ColumnUnknown,
        };
        mover.tell(&oddity.table, None, code, oddity.column.as_deref(), "");
    }
}
