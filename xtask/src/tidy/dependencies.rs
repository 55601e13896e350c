//! Every third-party crate has a row in `docs/decisions/dependencies.md` that says why it is there, and
//! every row has a crate.

use std::collections::BTreeMap;

use super::Finding;
use super::manifests;
use super::tree::Tree;

/// Where the reasons are.
const TABLE: &str = "docs/decisions/dependencies.md";

/// The rows of the table against the versions that the manifests ask for, both ways.
pub(super) fn explained(tree: &Tree) -> Vec<Finding> {
    let Some(table) = tree.file(TABLE) else {
        return vec![Finding::of(TABLE, "is missing: it says why each dependency is there")];
    };
    let mut asked: BTreeMap<String, String> = BTreeMap::new();
    let members = tree.manifests().flat_map(|(_, file)| manifests::lines(file));
    for line in manifests::root_lines(tree).into_iter().chain(members).filter(manifests::Line::is_foreign) {
        if let Some(version) = line.version {
            asked.insert(line.package, version);
        }
    }
    let mut findings = Vec::new();
    for (number, text) in (1..).zip(table.text.lines()) {
        let Some((name, version)) = row(text) else { continue };
        match asked.remove(name) {
            None => {
                let message = format!("`{name}` is in no manifest (or twice here): take its row away");
                findings.push(Finding::at(TABLE, number, message));
            }
            Some(wanted) if wanted != version => {
                let message = format!("`{name}` is asked for as {wanted}, the row says {version}");
                findings.push(Finding::at(TABLE, number, message));
            }
            Some(_) => {}
        }
    }
    for name in asked.keys() {
        findings
            .push(Finding::of(TABLE, format!("`{name}` has no row: say what it is for and instead of what")));
    }
    findings
}

/// Name and version of a row: ``| `clap` | 4.6 | …``.
fn row(text: &str) -> Option<(&str, &str)> {
    let mut cells = text.strip_prefix('|')?.split('|').map(str::trim);
    let name = cells.next()?.strip_prefix('`')?.strip_suffix('`')?;
    Some((name, cells.next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: (&str, &str) = (
        "Cargo.toml",
        "[workspace.dependencies]\nclap = \"4.6\"\nstudio-x = { path = \"crates/studio-x\" }\n",
    );
    const MEMBER: (&str, &str) = (
        "crates/studio-x/Cargo.toml",
        "[dependencies]\nclap.workspace = true\nqr = { version = \"0.14\" }\n",
    );

    fn found(rows: &str) -> Vec<String> {
        let table = format!("# Dependencies\n\n| crate | version | for |\n|---|---|---|\n{rows}");
        let tree = Tree::of(&[ROOT, MEMBER, (TABLE, &table)]);
        explained(&tree).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn a_row_for_each_crate_passes() {
        assert_eq!(found("| `clap` | 4.6 | commands |\n| `qr` | 0.14 | codes |\n"), [""; 0]);
    }

    #[test]
    fn missing_rows_dead_rows_and_old_versions_are_found() {
        assert_eq!(found("| `clap` | 4.6 | commands |\n").len(), 1);
        assert_eq!(found("| `clap` | 4.5 | commands |\n| `qr` | 0.14 | codes |\n").len(), 1);
        assert_eq!(found("| `clap` | 4.6 | commands |\n| `qr` | 0.14 | x |\n| `left` | 1 | x |\n").len(), 1);
        assert_eq!(found("| `clap` | 4.6 | commands |\n| `qr` | 0.14 | x |\n| `qr` | 0.14 | x |\n").len(), 1);
    }

    #[test]
    fn the_table_itself_is_missed() {
        assert_eq!(explained(&Tree::of(&[ROOT, MEMBER])).len(), 1);
    }
}
