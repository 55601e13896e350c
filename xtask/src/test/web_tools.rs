//! Packages of npm that tests run inside the browser: put below the target folder, never beside the sources.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::run;
use crate::workspace::{Workspace, root};

/// What is to be installed, and the exact version of each with its checksum.
const FILES: [&str; 2] = ["package.json", "package-lock.json"];

/// Installs what each package that drives a browser asks for in its `package.json`, unless that very list is installed already.
///
/// # Errors
/// When npm is missing or fails.
pub(crate) fn prepare(workspace: &Workspace) -> Result<()> {
    let members = workspace.members.iter().filter(|member| member.browser && member.is_under("tests"));
    for member in members {
        let wanted = root().join(&member.folder);
        if wanted.join("package-lock.json").is_file() {
            install(&member.name, &wanted, &workspace.target.join("web-tools"))?;
        }
    }
    Ok(())
}

fn install(name: &str, wanted: &Path, place: &Path) -> Result<()> {
    if is_there(wanted, place) {
        return Ok(());
    }
    if run::program("npm").arg("--version").output().is_err() {
        bail!("`npm` not found, which {name} needs: on Debian run `apt-get install npm` as root");
    }
    fs::create_dir_all(place).with_context(|| format!("folder `{}` can't be made", place.display()))?;
    for file in FILES {
        let (from, to) = (wanted.join(file), place.join(file));
        fs::copy(&from, &to).with_context(|| format!("`{}` can't be copied", from.display()))?;
    }
    run::run(run::program("npm").current_dir(place).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    ]))?;
    // Written last: an installation that broke off is none.
    fs::write(place.join(DONE), fs::read(wanted.join("package-lock.json"))?)
        .context("the mark can't be written")
}

/// The list that is installed.
const DONE: &str = "installed.json";

fn is_there(wanted: &Path, place: &Path) -> bool {
    let read = |file: std::path::PathBuf| fs::read(file).ok();
    let wanted = read(wanted.join("package-lock.json"));
    wanted.is_some() && wanted == read(place.join(DONE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_list_that_is_installed_counts_as_installed() {
        let folder = tempfile::tempdir().unwrap();
        let (wanted, place) = (folder.path().join("wanted"), folder.path().join("place"));
        for folder in [&wanted, &place] {
            fs::create_dir_all(folder).unwrap();
        }
        assert!(!is_there(&wanted, &place), "no list at all");
        fs::write(wanted.join("package-lock.json"), "{}").unwrap();
        fs::write(place.join("package-lock.json"), "{}").unwrap();
        assert!(!is_there(&wanted, &place), "copied and not installed");
        fs::write(place.join(DONE), "{}").unwrap();
        assert!(is_there(&wanted, &place));
        fs::write(wanted.join("package-lock.json"), "{ }").unwrap();
        assert!(!is_there(&wanted, &place), "another list");
    }
}
