//! The browser that some tests drive: found, installed, or asked for in one line.

use std::env;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::run;
use crate::workspace::Workspace;

/// Program and Debian package of what the tests start.
const NEEDED: &[(&str, &str)] = &[("chromium", "chromium"), ("chromedriver", "chromium-driver")];

/// Makes sure that the browser is there when a package under `tests/` says that it drives one, with
/// `[package.metadata.studio] browser = true` in its manifest.
///
/// # Errors
/// When it is missing and only the person at the machine can install it, or installing fails.
pub(crate) fn prepare(workspace: &Workspace) -> Result<()> {
    let askers = askers(workspace);
    let missing = if askers.is_empty() { Vec::new() } else { missing(&search_path()) };
    match plan(&askers, &missing, can_install()) {
        Plan::Nothing(why) => println!("browser: {why}"),
        Plan::Install(packages) => {
            run::run(run::program("apt-get").arg("update"))?;
            run::run(
                run::program("apt-get")
                    .args(["install", "--yes", "--no-install-recommends"])
                    .args(packages)
                    .env("DEBIAN_FRONTEND", "noninteractive"),
            )?;
        }
        Plan::Ask(message) => bail!(message),
    }
    Ok(())
}

#[derive(Debug, PartialEq, Eq)]
enum Plan {
    Nothing(String),
    Install(Vec<&'static str>),
    Ask(String),
}

fn plan(askers: &[&str], missing: &[(&str, &'static str)], can_install: bool) -> Plan {
    if askers.is_empty() {
        return Plan::Nothing("no package under tests/ asks for one, nothing to install".to_owned());
    }
    if missing.is_empty() {
        return Plan::Nothing(format!("found, for {}", askers.join(", ")));
    }
    let packages: Vec<_> = missing.iter().map(|(_, package)| *package).collect();
    if can_install {
        return Plan::Install(packages);
    }
    let programs =
        missing.iter().map(|(program, _)| format!("`{program}`")).collect::<Vec<_>>().join(" and ");
    Plan::Ask(format!(
        "{programs} not found, which {} needs: on Debian run `apt-get install {}` as root",
        askers.join(", "),
        packages.join(" ")
    ))
}

/// The packages under `tests/` that say they drive a browser.
fn askers(workspace: &Workspace) -> Vec<&str> {
    let asks = workspace.members.iter().filter(|member| member.browser && member.is_under("tests"));
    asks.map(|member| &*member.name).collect()
}

fn missing(folders: &[PathBuf]) -> Vec<(&'static str, &'static str)> {
    let found = |program: &str| folders.iter().any(|folder| folder.join(program).is_file());
    NEEDED.iter().copied().filter(|(program, _)| !found(program)).collect()
}

fn search_path() -> Vec<PathBuf> {
    env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default()
}

/// Whether this is a Debian machine and we are root on it.
fn can_install() -> bool {
    let root = run::program("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    root && search_path().iter().any(|folder| folder.join("apt-get").is_file())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::fake;
    use serde_json::json;

    const DRIVER: (&str, &str) = ("chromedriver", "chromium-driver");

    #[test]
    fn only_marked_packages_under_tests_ask_for_a_browser() {
        let marked = |name: &str, folder: &str| {
            let mut package = fake::package(name, folder, &[]);
            package["metadata"] = json!({ "studio": { "browser": true } });
            package
        };
        let workspace = fake::workspace(&[
            marked("studio-browser", "tests/browser"),
            marked("studio-web", "crates/studio-web"),
            fake::package("studio-it", "tests/it", &[]),
        ]);
        assert_eq!(askers(&workspace), ["studio-browser"]);
    }

    #[test]
    fn nothing_happens_when_nobody_asks_or_everything_is_there() {
        let Plan::Nothing(why) = plan(&[], &[DRIVER], true) else { panic!("it would install") };
        assert!(why.contains("no package under tests/"), "{why}");
        assert_eq!(plan(&["a"], &[], true), Plan::Nothing("found, for a".to_owned()));
    }

    #[test]
    fn what_is_missing_is_installed_or_named_in_one_line() {
        assert_eq!(plan(&["a"], &[DRIVER], true), Plan::Install(vec!["chromium-driver"]));
        let Plan::Ask(message) = plan(&["a"], &[DRIVER], false) else { panic!("it would install") };
        assert!(message.contains("`chromedriver` not found") && message.lines().count() == 1, "{message}");
        assert!(message.contains("apt-get install chromium-driver"), "{message}");
    }

    #[test]
    fn a_program_is_looked_for_in_the_search_path() {
        assert_eq!(missing(&[]), NEEDED);
        let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(missing(&[here]), NEEDED);
    }
}
