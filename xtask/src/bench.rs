//! `cargo xtask bench`: the measurements of `tests/reference`, passed through untouched.

use anyhow::Result;

use crate::run;

/// Builds the server and the reference programs in release mode and runs them with these arguments.
///
/// # Errors
/// When they do not build or do not end with success.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    // The bench `start` starts the program that is shipped.
    run::run(run::cargo().args(["build", "--release", "--package", "studio-server"]))?;
    run::run(run::cargo().args(["run", "--release", "--package", "studio-reference", "--"]).args(arguments))
}
