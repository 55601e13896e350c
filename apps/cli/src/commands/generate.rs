//! `studio completions` and `studio man`: files for shells and for `man`, from the same definition as the help.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use clap_complete::Shell;
use clap_mangen::Man as Page;
use serde::Serialize;
use studio_text::Args as Values;

use crate::failure::Failure;
use crate::help;
use crate::run::Run;

/// For which shell.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    shell: Shell,
}

/// Where to.
#[derive(Debug, Args)]
pub(crate) struct Man {
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Prints a completion script.
pub(super) fn completions(run: &mut Run, completions: &Completions) -> Result<(), Failure> {
    let mut script = Vec::new();
    let mut command = help::command(run.words.lang());
    clap_complete::generate(completions.shell, &mut command, "studio", &mut script);
    run.out.text(&String::from_utf8_lossy(&script))
}

#[derive(Serialize)]
struct Written {
    path: String,
    pages: usize,
}

/// Writes a manual page for each command.
pub(super) fn man(run: &mut Run, man: &Man) -> Result<(), Failure> {
    let mut command = help::command(run.words.lang());
    command.build();
    fs::create_dir_all(&man.folder).map_err(|error| no_file(&man.folder, &error))?;
    let pages = write(&command, &man.folder)?;
    let path = man.folder.display().to_string();
    let told = Values::new().number("count", i64::try_from(pages).unwrap_or(i64::MAX)).text("path", &path);
    let note = run.words.tell("cli-pages-written", &told);
    run.out.changed(&Written { path: path.clone(), pages }, &path, &note)
}

fn write(command: &clap::Command, folder: &Path) -> Result<usize, Failure> {
    Page::new(command.clone()).generate_to(folder).map_err(|error| no_file(folder, &error))?;
    command
        .get_subcommands()
        .try_fold(1_usize, |pages, inner| Ok(pages.saturating_add(write(inner, folder)?)))
}

fn no_file(path: &Path, error: &std::io::Error) -> Failure {
    Failure::NoFile(format!("`{}`: {error}", path.display()))
}
