//! `cargo xtask picture`: the picture of the list of clients in the documentation, taken anew from the program as it is.

use anyhow::Result;

use crate::run;
use crate::test;

/// Where it is kept, from the root of the workspace.
const PLACE: &str = "docs/images/clients.png";

/// Takes it.
///
/// # Errors
/// When there is no browser, or the picture can't be taken.
pub(crate) fn picture() -> Result<()> {
    test::prepare()?;
    let program = ["run", "--quiet", "--package", "studio-browser-tests", "--bin", "picture", "--"];
    run::run(run::cargo().args(program).arg(PLACE))
}
