//! `cargo xtask bench`: the measurements of `tests/reference`, passed through untouched.

use anyhow::Result;

use crate::run;

/// Builds the reference programs in release mode and runs them with these arguments.
///
/// # Errors
/// When they do not build or do not end with success.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    run::run(run::cargo().args(["run", "--release", "--package", "studio-reference", "--"]).args(arguments))
}
