//! Clients out of a CSV file: `studio import clients`, which stands beside the other commands about clients too.

use std::fs::File;
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use studio_app::{
    ClientImport, ColumnChoice, ColumnRef, Error, ImportField, ImportPlan, ImportStep, OnDuplicate,
    SheetLimits,
};
use studio_domain::{Invalid, Rule};
use studio_text::Args as Values;

use crate::actor::{self, Acting};
use crate::failure::Failure;
use crate::progress::Bar;
use crate::run::Run;
use crate::views::ClientImportView;

/// What to do with clients who may be there already.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Duplicates {
    Skip,
    Add,
}

/// The file, and how to read it.
#[derive(Debug, Args)]
pub(crate) struct ClientFile {
    #[arg(value_name = "FILE")]
    csv_file: PathBuf,
    #[arg(long, value_name = "COLUMN=FIELD")]
    map: Vec<String>,
    #[arg(long, default_value = "skip")]
    duplicates: Duplicates,
    #[arg(long)]
    dry_run: bool,
}

/// Does the import, as whoever acts.
pub(super) fn run(run: &mut Run, file: ClientFile) -> Result<(), Failure> {
    actor::act(run, |run, acting| import(run, acting, file))
}

/// Does the import.
pub(super) fn import(run: &mut Run, acting: &Acting, file: ClientFile) -> Result<(), Failure> {
    let ClientFile { csv_file, map, duplicates, dry_run } = file;
    let plan = ImportPlan {
        columns: map.iter().map(|said| choice(said)).collect::<Result<_, _>>()?,
        duplicates: match duplicates {
            Duplicates::Skip => OnDuplicate::Skip,
            Duplicates::Add => OnDuplicate::Add,
        },
        key: None,
    };
    // Whoever may not import is told so, whatever the file is.
    let ctx = acting.ctx()?;
    acting.studio.expect_import_permit(&ctx)?;
    let bytes = read(&csv_file)?;
    let bar = Bar::new(!run.out.json() && !run.out.quiet());
    let what = run.words.word("table", "clients");
    let mut told = move |step: ImportStep| {
        bar.show(&what, step.done, step.total);
        ControlFlow::Continue(())
    };
    let report = if dry_run {
        acting.studio.preview_client_import(&ctx, &bytes, &plan, &mut told)
    } else {
        acting.studio.import_clients(&ctx, bytes, plan, told)
    };
    let report = report.map_err(|error| of_file(error, &csv_file))?;
    show(run, &report, dry_run)
}

/// One byte more than is accepted: that is enough to refuse it.
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let unread = |error| Failure::Unread(path.to_owned(), error);
    let most = (SheetLimits::CLIENTS.bytes as u64).saturating_add(1);
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)).map_err(unread)?;
    Ok(bytes)
}

/// `COLUMN=FIELD`: the head is what stands before the last `=`.
fn choice(said: &str) -> Result<ColumnChoice, Failure> {
    let Some((head, field)) = said.rsplit_once('=') else {
        let given = said.chars().take(80).collect();
        return Err(Invalid::new("columns", Rule::Unknown { given }).into());
    };
    let field = match field.trim() {
        "" => None,
        code => Some(ImportField::parse(code)?),
    };
    Ok(ColumnChoice { column: ColumnRef::Head(head.to_owned()), field })
}

fn of_file(error: Error, path: &Path) -> Failure {
    match error {
        Error::Sheet(_) => Failure::Source { path: path.to_owned(), error },
        other => other.into(),
    }
}

fn show(run: &mut Run, report: &ClientImport, dry_run: bool) -> Result<(), Failure> {
    let words = run.words;
    let view = ClientImportView::of(report, dry_run, words);
    let refused = !report.done && !dry_run;
    if run.out.json() {
        return if refused { Err(Failure::Rows(view.into_wrong())) } else { run.out.value(&view) };
    }
    view.print(run)?;
    if !report.missing.is_empty() {
        let what: Vec<String> = report.missing.iter().map(|field| words.say(field.label())).collect();
        run.out.note(&words.tell("cli-import-missing", &Values::new().text("what", what.join(", "))));
    }
    if refused {
        return Err(Failure::Rows(Vec::new()));
    }
    let count = |rows: u64| Values::new().number("count", i64::try_from(rows).unwrap_or(i64::MAX));
    if report.skipped > 0 {
        run.out.note(&words.tell("cli-import-skipped", &count(report.skipped)));
    }
    if dry_run && report.wrong > 0 {
        run.out.note(&words.tell("cli-would-import-none", &count(report.wrong)));
        return Ok(());
    }
    let said = if dry_run { "cli-would-import" } else { "cli-imported" };
    run.out.note(&words.tell(said, &count(report.added)));
    Ok(())
}
