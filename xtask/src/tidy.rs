//! `cargo xtask tidy`: the conventions that neither the compiler nor clippy knows, each with a test of its
//! own and all of them run over the tree by `cargo test`, so that nobody has to remember the command.
//!
//! The reasons are in `docs/STYLE.md`. A rule is a function from the [`Tree`] to its [`Finding`]s.

mod dependencies;
mod links;
mod manifests;
mod migrations;
mod places;
mod proofs;
mod size;
mod text;
mod tree;
mod words;

use std::fmt;

use anyhow::{Result, bail};

pub(crate) use migrations::record as record_migrations;
use tree::Tree;

use crate::workspace;

/// What a rule has to say about one place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Finding {
    path: String,
    /// Counted from 1; `None` is about the file as a whole.
    line: Option<usize>,
    message: String,
    /// A warning is printed and passes.
    warning: bool,
}

impl Finding {
    fn at(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: Some(line), message: message.into(), warning: false }
    }

    fn of(path: &str, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: None, message: message.into(), warning: false }
    }

    fn warn(self) -> Self {
        Self { warning: true, ..self }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.warning { "tidy (warning): " } else { "tidy: " })?;
        match self.line {
            Some(line) => write!(out, "{}:{line}: {}", self.path, self.message),
            None => write!(out, "{}: {}", self.path, self.message),
        }
    }
}

/// All rules. IF YOU ADD A RULE, give it a test with an example that it finds and one that it lets pass.
const RULES: &[fn(&Tree) -> Vec<Finding>] = &[
    text::headers,
    text::white_space,
    size::files,
    size::programs,
    words::unfinished,
    words::machines,
    places::roles,
    places::statements,
    manifests::members,
    manifests::shared,
    dependencies::explained,
    links::resolve,
    proofs::named,
    migrations::complete,
    migrations::unchanged,
];

/// Runs every rule over the tree and prints what they found.
///
/// # Errors
/// When there is a finding that is more than a warning.
pub(crate) fn tidy() -> Result<()> {
    let tree = Tree::read(workspace::root())?;
    let findings = check(&tree);
    for finding in &findings {
        eprintln!("{finding}");
    }
    let errors = findings.iter().filter(|finding| !finding.warning).count();
    if errors > 0 {
        bail!("{errors} findings in {} files", tree.files().len());
    }
    println!("tidy: {} files follow {} rules", tree.files().len(), RULES.len());
    Ok(())
}

fn check(tree: &Tree) -> Vec<Finding> {
    RULES.iter().flat_map(|rule| rule(tree)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_tidy() {
        let tree = Tree::read(workspace::root()).unwrap();
        let errors: Vec<_> = check(&tree).into_iter().filter(|finding| !finding.warning).collect();
        let shown: String = errors.iter().map(|finding| format!("{finding}\n")).collect();
        assert!(errors.is_empty(), "see docs/STYLE.md for the reasons\n{shown}");
    }

    #[test]
    fn a_finding_says_where_it_is() {
        assert_eq!(Finding::at("a/b.rs", 3, "too wide").to_string(), "tidy: a/b.rs:3: too wide");
        assert_eq!(Finding::of("a", "gone").warn().to_string(), "tidy (warning): a: gone");
    }
}
