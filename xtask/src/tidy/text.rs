//! The look of a text file: its header sentence, its line ends, its white space.

use super::Finding;
use super::tree::Tree;

/// Files in which white space is checked.
const TEXT: &[&str] = &[".rs", ".toml", ".md", ".sql", ".ftl", ".html", ".css", ".js"];

/// Every Rust file opens with a sentence that says what it is for; a library may take it from its README.
pub(super) fn headers(tree: &Tree) -> Vec<Finding> {
    let opens =
        |text: &str| text.starts_with("//! ") || text.starts_with("#![doc = include_str!(\"../README.md\")]");
    tree.ending(".rs")
        .filter(|file| !opens(&file.text))
        .map(|file| {
            Finding::at(&file.path, 1, "open the file with a `//!` sentence that says what it is for")
        })
        .collect()
}

/// No tabs, nothing after the last visible character of a line, a line end at the end.
pub(super) fn white_space(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files().iter().filter(|file| TEXT.iter().any(|ending| file.path.ends_with(ending))) {
        for (number, line) in (1..).zip(file.text.split('\n')) {
            if line.contains('\t') {
                findings.push(Finding::at(&file.path, number, "a tab: use spaces"));
            }
            if line.ends_with(char::is_whitespace) {
                findings.push(Finding::at(&file.path, number, "white space at the end of the line"));
            }
        }
        if !file.text.is_empty() && !file.text.ends_with('\n') {
            findings.push(Finding::of(&file.path, "the last line has no line end"));
        }
        if file.text.ends_with("\n\n") {
            findings.push(Finding::of(&file.path, "empty lines at the end of the file"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(rule: fn(&Tree) -> Vec<Finding>, path: &str, text: &str) -> usize {
        rule(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn a_rust_file_opens_with_a_sentence() {
        assert_eq!(count(headers, "a/src/main.rs", "//! Starts the server.\nfn main() {}\n"), 0);
        assert_eq!(count(headers, "a/src/lib.rs", "#![doc = include_str!(\"../README.md\")]\n"), 0);
        assert_eq!(count(headers, "a/src/money.rs", "use std::fmt;\n//! Money.\n"), 1);
        assert_eq!(count(headers, "a/src/money.rs", "//!\n"), 1);
        assert_eq!(count(headers, "a/src/money.rs", ""), 1);
        assert_eq!(count(headers, "a/notes.md", "no header\n"), 0);
    }

    #[test]
    fn white_space_is_found_where_it_does_not_belong() {
        assert_eq!(count(white_space, "a.sql", "SELECT 1;\n"), 0);
        assert_eq!(count(white_space, "a.sql", "SELECT 1; \n"), 1);
        assert_eq!(count(white_space, "a.sql", "SELECT 1;\r\n"), 1);
        assert_eq!(count(white_space, "a.sql", "SELECT\t1;\n"), 1);
        assert_eq!(count(white_space, "a.sql", "SELECT 1;"), 1);
        assert_eq!(count(white_space, "a.sql", "SELECT 1;\n\n"), 1);
        assert_eq!(count(white_space, "a.snap", "SELECT 1; "), 0);
    }
}
