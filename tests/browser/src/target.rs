//! Where cargo builds: what tests leave behind for people to look at is kept there.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder that cargo builds into. It marks it as a cache for programs that back things up.
fn target() -> PathBuf {
    let here = std::env::current_exe().expect("a running program has a path");
    let marked = |folder: &&Path| folder.join("CACHEDIR.TAG").is_file();
    here.ancestors().find(marked).expect("tests run from where cargo builds").to_owned()
}

/// The folder of the screenshots; each run writes them anew.
///
/// # Panics
/// If it can't be made.
#[must_use]
pub fn screens() -> PathBuf {
    let folder = target().join("screens");
    fs::create_dir_all(&folder).expect("a folder for screenshots");
    folder
}

/// A file of a package that `cargo xtask test` installs by npm.
pub(crate) fn installed(path: &str) -> String {
    let file = target().join("web-tools").join("node_modules").join(path);
    fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("`{path}` can't be read ({error}): `cargo xtask test` installs it"))
}
