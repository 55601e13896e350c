//! A landed migration is never edited: studios have run it. `migrations/hashes.txt` remembers each one.

use std::collections::BTreeMap;

use anyhow::Result;

use super::Finding;
use super::tree::{File, Tree};
use crate::workspace;

/// One line for each landed file: its hash, two spaces, its path below [`FOLDER`].
const HASHES: &str = "migrations/hashes.txt";
const FOLDER: &str = "migrations/";
const FILES: &[&str] = &["up.sql", "down.sql"];

const HEADER: &str = "\
# Landed migrations, which are never edited. `cargo xtask codegen` adds a line for a new file and never
# changes one; a migration that is in no commit yet may be edited after its lines here have been deleted.
";

/// Each migration can be run and taken back.
pub(super) fn complete(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut folders: Vec<&str> =
        migrations(tree).filter_map(|(path, _)| Some(path.rsplit_once('/')?.0)).collect();
    folders.dedup();
    for folder in folders {
        let path = format!("{FOLDER}{folder}");
        for name in FILES.iter().filter(|name| !tree.exists(&format!("{path}/{name}"))) {
            findings.push(Finding::of(&path, format!("has no {name}")));
        }
    }
    for (path, file) in migrations(tree) {
        if !FILES.iter().any(|name| path.ends_with(&format!("/{name}"))) {
            findings.push(Finding::of(&file.path, "is neither up.sql nor down.sql: nothing would run it"));
        }
    }
    findings
}

/// Each landed file is still what it was, and each file has landed.
pub(super) fn unchanged(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let text = tree.file(HASHES).map(|file| &*file.text).unwrap_or_default();
    let mut landed = BTreeMap::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#')) {
        let Some((hash, path)) = line.split_once("  ") else {
            findings.push(Finding::at(HASHES, number, "is not a hash, two spaces and a path"));
            continue;
        };
        if landed.insert(path, hash).is_some() {
            findings.push(Finding::at(HASHES, number, format!("`{path}` stands here twice")));
        }
    }
    for (path, file) in migrations(tree) {
        match landed.remove(path) {
            None => findings.push(Finding::of(&file.path, "is not in hashes.txt: run `cargo xtask codegen`")),
            Some(hash) if hash != digest(file) => {
                findings.push(Finding::of(&file.path, "a landed migration is never edited: add a new one"));
            }
            Some(_) => {}
        }
    }
    for path in landed.keys() {
        findings.push(Finding::of(
            &format!("{FOLDER}{path}"),
            "a landed migration is never removed: bring it back",
        ));
    }
    findings
}

/// The text of `migrations/hashes.txt` with a line for each migration that has none; lines that are there
/// stay as they are, right or wrong.
///
/// # Errors
/// When the tree can't be read.
pub(crate) fn record() -> Result<String> {
    Ok(extended(&Tree::read(workspace::root())?))
}

fn extended(tree: &Tree) -> String {
    let mut text = tree.file(HASHES).map_or_else(|| HEADER.to_owned(), |file| file.text.clone());
    let known: Vec<String> =
        text.lines().filter_map(|line| Some(line.split_once("  ")?.1.to_owned())).collect();
    for (path, file) in migrations(tree).filter(|(path, _)| !known.iter().any(|landed| landed == path)) {
        text.push_str(&format!("{}  {path}\n", digest(file)));
    }
    text
}

/// Files two folders below: `sqlite/2026-01-31_clients/up.sql`.
fn migrations(tree: &Tree) -> impl Iterator<Item = (&str, &File)> {
    let below = tree.files().iter().filter_map(|file| Some((file.path.strip_prefix(FOLDER)?, file)));
    below.filter(|(path, _)| path.matches('/').count() >= 2)
}

/// FNV-1a with 64 bits: it notices an edit, which is all it is asked for, and needs no crate.
fn digest(file: &File) -> String {
    let hash = file.text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const UP: (&str, &str) = ("migrations/sqlite/2026-01-31_clients/up.sql", "CREATE TABLE clients;\n");
    const DOWN: (&str, &str) = ("migrations/sqlite/2026-01-31_clients/down.sql", "DROP TABLE clients;\n");
    const README: (&str, &str) = ("migrations/README.md", "# Migrations\n");

    #[test]
    fn a_migration_has_a_way_back() {
        assert_eq!(complete(&Tree::of(&[README, DOWN, UP])), []);
        let found = complete(&Tree::of(&[README, UP]));
        assert!(matches!(&*found, [finding] if finding.message == "has no down.sql"), "{found:?}");
        let stray = ("migrations/sqlite/2026-01-31_clients/fix.sql", "SELECT 1;\n");
        assert_eq!(complete(&Tree::of(&[DOWN, stray, UP])).len(), 1);
    }

    #[test]
    fn what_was_recorded_passes_until_it_is_edited_or_removed() {
        let hashes = extended(&Tree::of(&[README, DOWN, UP]));
        assert_eq!(hashes.lines().count(), 4);
        let landed = (HASHES, &*hashes);
        assert_eq!(unchanged(&Tree::of(&[DOWN, UP, landed])), []);

        let edited = (UP.0, "CREATE TABLE clients STRICT;\n");
        let found = unchanged(&Tree::of(&[DOWN, edited, landed]));
        assert!(matches!(&*found, [finding] if finding.message.contains("never edited")), "{found:?}");
        let found = unchanged(&Tree::of(&[UP, landed]));
        assert!(matches!(&*found, [finding] if finding.message.contains("never removed")), "{found:?}");
    }

    #[test]
    fn a_new_migration_is_asked_for_and_added_without_touching_a_line() {
        assert_eq!(unchanged(&Tree::of(&[DOWN, UP])).len(), 2);
        let hashes = extended(&Tree::of(&[DOWN, UP]));
        let edited = (UP.0, "CREATE TABLE clients STRICT;\n");
        let more = ("migrations/sqlite/2026-02-01_notes/up.sql", "CREATE TABLE notes;\n");
        let again = extended(&Tree::of(&[DOWN, edited, more, (HASHES, &hashes)]));
        assert_eq!(again.strip_prefix(&*hashes).unwrap().lines().count(), 1);
        assert_eq!(unchanged(&Tree::of(&[DOWN, edited, more, (HASHES, &again)])).len(), 1);
    }

    #[test]
    fn a_broken_list_is_found() {
        let hashes = extended(&Tree::of(&[UP]));
        let twice = format!("{hashes}{}", hashes.lines().last().unwrap());
        assert_eq!(unchanged(&Tree::of(&[UP, (HASHES, &twice)])).len(), 1);
        assert_eq!(unchanged(&Tree::of(&[UP, (HASHES, &format!("{hashes}what\n"))])).len(), 1);
    }

    #[test]
    fn the_hash_is_the_published_one() {
        let hash = |text: &str| Tree::of(&[("a", text)]).file("a").map(digest).unwrap();
        assert_eq!(hash(""), "cbf29ce484222325");
        assert_eq!(hash("foobar"), "85944171f73967e8");
    }
}
