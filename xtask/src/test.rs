//! `cargo xtask test`: every test of the workspace, after what they need has been put in place.

mod browser;

use anyhow::Result;

use crate::run;
use crate::workspace::Workspace;

/// Prepares the browser when a package asks for one, then runs all tests and all documented examples.
///
/// # Errors
/// When something needed is missing and can't be installed, or a test fails.
pub(crate) fn test() -> Result<()> {
    browser::prepare(&Workspace::load()?)?;
    run::run(run::cargo().args(["test", "--workspace", "--all-targets", "--no-fail-fast"]))?;
    run::run(run::cargo().args(["test", "--workspace", "--doc", "--no-fail-fast"]))
}
