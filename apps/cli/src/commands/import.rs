//! `studio import`: data of other programs.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use studio_app::{Error, ImportOptions};
use studio_text::Args as Values;

use super::client_file::{self, ClientFile};
use crate::actor;
use crate::failure::Failure;
use crate::progress::Bar;
use crate::run::Run;
use crate::views::ImportView;

/// What can be brought in.
#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    Legacy(Legacy),
    Clients(ClientFile),
}

/// The desktop application that studios used before.
#[derive(Debug, Args)]
pub(crate) struct Legacy {
    path: PathBuf,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    into_nonempty: bool,
}

/// Does an import.
pub(super) fn run(run: &mut Run, import: Import) -> Result<(), Failure> {
    match import {
        Import::Clients(file) => client_file::run(run, file),
        Import::Legacy(legacy) => actor::act(run, |run, acting| {
            let options = ImportOptions { dry_run: legacy.dry_run, into_nonempty: legacy.into_nonempty };
            let bar = Bar::new(!run.out.json() && !run.out.quiet());
            let words = run.words;
            let mut progress = |step: studio_app::Progress| {
                let what = Values::new().text("what", words.word("table", step.table));
                bar.show(&words.tell("import-progress", &what), step.done, step.total);
                ControlFlow::Continue(())
            };
            let report = acting
                .studio
                .import_legacy(&acting.ctx()?, &legacy.path, options, &mut progress)
                .map_err(|error| of_source(error, &legacy.path))?;
            drop(bar);
            ImportView::of(&report, words).print(run)
        }),
    }
}

/// Whoever named several files has to know which of them it is.
fn of_source(error: Error, path: &Path) -> Failure {
    match error {
        Error::Source(_) => Failure::Source { path: path.to_owned(), error },
        other => other.into(),
    }
}
