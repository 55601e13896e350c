//! Pictures: one through everything that is done to it, hostile ones at once, many one after the other, and the wall on which they hang.

pub(crate) mod bombs;
pub(crate) mod picture;
pub(crate) mod uploads;
mod wall;

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use super::{Bench, Size};
use crate::table::Table;

pub(crate) const BENCH: Bench = Bench {
    name: "media",
    about: "a photo through the media store against image and the resizer alone; many uploads; a wall of a thousand pictures",
    run,
};

fn run(size: Size) -> Result<Vec<Table>> {
    let mut tables = picture::run(size)?;
    tables.push(bombs::run(size)?);
    let hung = uploads::run(size)?;
    tables.push(hung.table);
    tables.extend(wall::run(size, hung.studio.path())?);
    Ok(tables)
}

/// Runs this program anew with these arguments, in a process whose memory nothing else has touched, and answers what it says.
fn apart(flag: &str, what: &str, folder: &Path) -> Result<String> {
    let program = std::env::current_exe().context("where is this program?")?;
    let child = Command::new(program).args([flag, what]).arg(folder).output()?;
    ensure!(child.status.success(), "{}", String::from_utf8_lossy(&child.stderr));
    Ok(String::from_utf8(child.stdout)?.trim().to_owned())
}

/// A number of KiB, where the system tells it.
fn told(kib: Option<u64>) -> String {
    kib.map_or_else(|| "unknown".to_owned(), |kib| kib.to_string())
}
