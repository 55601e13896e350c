//! Every test that `docs/promises.md` names is there: a proof that was renamed or removed is noticed.

use std::collections::HashSet;

use super::Finding;
use super::tree::Tree;

const PROMISES: &str = "docs/promises.md";

/// The names in the last column of its tables that no file of the tree declares as a function.
pub(super) fn named(tree: &Tree) -> Vec<Finding> {
    let Some(promises) = tree.file(PROMISES) else {
        return vec![Finding::of(PROMISES, "is not there: what is promised stands there with its proof")];
    };
    let declared: HashSet<&str> = tree.ending(".rs").flat_map(|file| functions(&file.text)).collect();
    (1..)
        .zip(promises.text.lines())
        .flat_map(|(number, line)| proofs(line).map(move |name| (number, name)))
        .filter(|(_, name)| !declared.contains(name))
        .map(|(number, name)| Finding::at(PROMISES, number, format!("no test is called `{name}`")))
        .collect()
}

/// The code spans of a table row's last column that are names of functions rather than commands.
fn proofs(line: &str) -> impl Iterator<Item = &str> {
    let column = line.strip_suffix('|').and_then(|row| row.rsplit('|').next()).unwrap_or_default();
    column.split('`').skip(1).step_by(2).filter(|span| !span.contains(' '))
}

fn functions(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let (_, declared) = line.split_once("fn ")?;
        declared.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').next()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEST: (&str, &str) = ("crates/a/tests/it/main.rs", "#[test]\nfn an_hour_is_sold_once() {}\n");

    fn found(row: &str) -> Vec<String> {
        let tree = Tree::of(&[(PROMISES, row), TEST]);
        named(&tree).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn what_is_there_passes() {
        assert_eq!(found("| an hour | `an_hour_is_sold_once` |"), [""; 0]);
        assert_eq!(found("| an `hour` | `cargo xtask bench` |\n\nA text about `nothing`."), [""; 0]);
    }

    #[test]
    fn what_is_not_there_is_found() {
        assert_eq!(found("| an hour | `an_hour_is_sold_once`, `gone` |"), ["no test is called `gone`"]);
        let nothing = named(&Tree::of(&[TEST]));
        assert_eq!(nothing.len(), 1, "{nothing:?}");
    }
}
