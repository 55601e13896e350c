//! `cargo xtask test`: every test of the workspace, after what they need has been put in place.

mod browser;
mod web_tools;

use anyhow::Result;

use crate::run;
use crate::workspace::Workspace;

/// Prepares the browser when a package asks for one, then runs all tests and all documented examples.
///
/// # Errors
/// When something needed is missing and can't be installed, or a test fails.
pub(crate) fn test() -> Result<()> {
    prepare()?;
    run::run(run::cargo().args(["test", "--workspace", "--all-targets", "--no-fail-fast"]))?;
    run::run(run::cargo().args(["test", "--workspace", "--doc", "--no-fail-fast"]))
}

/// Puts in place what some tests need and is not built here.
///
/// # Errors
/// When something is missing and can't be installed.
pub(crate) fn prepare() -> Result<()> {
    let workspace = Workspace::load()?;
    browser::prepare(&workspace)?;
    web_tools::prepare(&workspace)
}
