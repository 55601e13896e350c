//! Words that must not be in the tree: marks of unfinished work, and what only holds on one machine.
//!
//! The words are put together from pieces, so that this file does not contain what it looks for.

use super::Finding;
use super::tree::Tree;

/// In Rust: what is not finished, not meant to stay, or switches a check off without a reason.
const CODE: &[(&str, &str)] = &[
    (concat!("to", "do!("), "write it, or leave the feature out"),
    (concat!("unimpl", "emented!("), "write it, or leave the feature out"),
    (concat!("db", "g!"), "it was for one afternoon"),
    (concat!("#[ign", "ore"), "a test that does not run proves nothing: mend it or delete it"),
    (concat!("#[al", "low("), "use `#[expect(…, reason = …)]`, which says why and disappears with its cause"),
    (
        concat!("#![al", "low("),
        "use `#![expect(…, reason = …)]`, which says why and disappears with its cause",
    ),
];

/// In every text, as whole words.
const NOTES: &[&str] = &[concat!("FIX", "ME"), concat!("XX", "X"), concat!("TO", "DO"), concat!("TB", "D")];

/// Folders that exist on somebody's machine.
const FOLDERS: &[&str] = &[concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];

/// Where somebody's machine fetched packages from.
const HOSTS: &[&str] = &[
    concat!("crates", ".io"),
    concat!("index.", "crates"),
    concat!("npm", "js"),
    concat!("pypi", ".org"),
    concat!("deb.", "debian"),
];

/// Written by cargo, with the addresses of its packages.
const WRITTEN_BY_CARGO: &str = "Cargo.lock";

/// Nothing in the tree waits to be finished.
pub(super) fn unfinished(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files() {
        let rust = file.path.ends_with(".rs");
        for (number, line) in (1..).zip(file.text.lines()) {
            for (word, instead) in CODE.iter().filter(|(word, _)| rust && line.contains(word)) {
                findings.push(Finding::at(&file.path, number, format!("`{word}`: {instead}")));
            }
            for word in NOTES.iter().filter(|word| contains_word(line, word)) {
                let message = format!("`{word}`: do it now, or describe it where work is planned");
                findings.push(Finding::at(&file.path, number, message));
            }
        }
    }
    findings
}

/// Nothing in the tree depends on the machine that it was written on.
pub(super) fn machines(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files().iter().filter(|file| file.path != WRITTEN_BY_CARGO) {
        for (number, line) in (1..).zip(file.text.lines()) {
            for folder in FOLDERS.iter().filter(|folder| contains_path(line, folder)) {
                findings.push(Finding::at(
                    &file.path,
                    number,
                    format!("`{folder}` is a folder of one machine"),
                ));
            }
            for host in HOSTS.iter().filter(|host| line.contains(**host)) {
                findings.push(Finding::at(
                    &file.path,
                    number,
                    format!("`{host}`: name the package, not where it is fetched"),
                ));
            }
        }
    }
    findings
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn contains_word(line: &str, word: &str) -> bool {
    around(line, word).any(|(before, after)| !before.is_some_and(is_word) && !after.is_some_and(is_word))
}

/// An absolute path begins with its slash: `portfolio/x/` and `example.org/x/` do not count.
fn contains_path(line: &str, folder: &str) -> bool {
    let continues = |c: char| is_word(c) || matches!(c, '.' | '-' | '}' | ')' | '>' | '*' | '~');
    around(line, folder).any(|(before, _)| !before.is_some_and(continues))
}

/// The characters before and after each place where the pattern is found.
fn around<'a>(line: &'a str, pattern: &'a str) -> impl Iterator<Item = (Option<char>, Option<char>)> + 'a {
    line.match_indices(pattern).map(move |(at, found)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + found.len()..).and_then(|text| text.chars().next());
        (before, after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(rule: fn(&Tree) -> Vec<Finding>, path: &str, text: &str) -> usize {
        rule(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn each_mark_of_unfinished_code_is_found_in_rust() {
        for (word, _) in CODE {
            assert_eq!(count(unfinished, "a.rs", &format!("    {word} something\n")), 1, "{word}");
            assert_eq!(count(unfinished, "a.md", &format!("never write {word} something\n")), 0, "{word}");
        }
        assert_eq!(
            count(unfinished, "a.rs", "#[expect(dead_code, reason = \"soon\")]\nlet todo = ignore();\n"),
            0
        );
    }

    #[test]
    fn each_note_to_oneself_is_found_everywhere() {
        for word in NOTES {
            assert_eq!(count(unfinished, "a.sql", &format!("-- {word}: later\n")), 1, "{word}");
            assert_eq!(count(unfinished, "a.sql", &format!("-- {word}X\n-- A{word}\n")), 0, "{word}");
        }
        assert_eq!(count(unfinished, "es.ftl", "agenda-all = Todo el día\n"), 0);
    }

    #[test]
    fn folders_of_a_machine_are_found() {
        for folder in FOLDERS {
            assert_eq!(count(machines, "a.toml", &format!("path = \"{folder}x\"\n")), 1, "{folder}");
            assert_eq!(count(machines, "a.md", &format!("see {folder}x\n{folder}y\n")), 2, "{folder}");
            assert_eq!(
                count(machines, "a.md", &format!("portfolio{folder}x and example.org{folder}y\n")),
                0,
                "{folder}"
            );
        }
        assert_eq!(count(machines, "a.md", "it may work/ or not\n"), 0);
    }

    #[test]
    fn hosts_of_packages_are_found_except_where_cargo_writes_them() {
        for host in HOSTS {
            assert_eq!(count(machines, "a.md", &format!("from https://{host}/x\n")), 1, "{host}");
            assert_eq!(
                count(machines, "Cargo.lock", &format!("source = \"https://{host}/x\"\n")),
                0,
                "{host}"
            );
        }
        assert_eq!(count(machines, "a.md", "the crates in this table\n"), 0);
    }
}
