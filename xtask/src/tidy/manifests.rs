//! What a member's manifest may say for itself: everything shared is said once, in the root.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::Finding;
use super::tree::{File, Tree};

/// Keys of `[package]` that come from `[workspace.package]`.
const INHERITED: &[&str] = &["version", "edition", "rust-version", "license", "publish"];

/// The tables that name dependencies.
const TABLES: &[&str] = &["dependencies", "dev-dependencies", "build-dependencies"];

/// A dependency as a manifest names it.
#[derive(Debug)]
pub(super) struct Line {
    /// The crate, whatever it is called in the manifest.
    pub(super) package: String,
    /// The key in the manifest, by which the root's line is found.
    key: String,
    pub(super) version: Option<String>,
    inherited: bool,
    path: bool,
}

/// Name, folder, README, inherited keys and lints of each member.
pub(super) fn members(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (folder, file) in tree.manifests() {
        let Some(manifest) = parse(file, &mut findings) else { continue };
        let package = manifest.get("package").and_then(Value::as_table).cloned().unwrap_or_default();
        for key in INHERITED {
            if !is_inherited(package.get(*key)) {
                findings.push(Finding::of(&file.path, format!("write `{key}.workspace = true`")));
            }
        }
        if !is_inherited(manifest.get("lints")) {
            findings.push(Finding::of(&file.path, "write `[lints]` with `workspace = true`"));
        }
        let name = package.get("name").and_then(Value::as_str).unwrap_or_default();
        if let Some(own) = folder.strip_prefix("crates/")
            && own != name
        {
            findings.push(Finding::of(
                &file.path,
                format!("package `{name}` lies in folder `{own}`: name both the same"),
            ));
        }
        if tree.file(&format!("{folder}/README.md")).is_none() {
            findings.push(Finding::of(
                &file.path,
                "has no README.md beside it that says what it is, with an example",
            ));
        }
    }
    findings
}

/// One version of each shared dependency, in `[workspace.dependencies]`.
pub(super) fn shared(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let root = root_lines(tree);
    let mut users: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut unused: BTreeSet<&str> = root.iter().map(|line| &*line.key).collect();
    for (_, file) in tree.manifests() {
        for line in lines(file) {
            let known = root.iter().find(|shared| shared.key == line.key || shared.package == line.package);
            let name = known.map_or(&line.package, |shared| &shared.package).clone();
            if line.path {
                findings.push(Finding::of(
                    &file.path,
                    format!("`{name}`: its path belongs into the root's table"),
                ));
            } else if !line.inherited && known.is_some() {
                findings.push(Finding::of(
                    &file.path,
                    format!("`{name}` is in the root's table: write `{name}.workspace = true`"),
                ));
            }
            unused.remove(known.map_or("", |shared| &shared.key));
            if known.is_none() && !line.path {
                users.entry(name.clone()).or_default().push(&file.path);
            }
        }
    }
    for name in unused {
        findings.push(
            Finding::of("Cargo.toml", format!("`{name}` is in the table and no member uses it")).warn(),
        );
    }
    for (name, paths) in users {
        let mut distinct = paths;
        distinct.dedup();
        if distinct.len() > 1 {
            for path in distinct {
                findings.push(Finding::of(
                    path,
                    format!("`{name}` is used by several members: move its version to the root's table"),
                ));
            }
        }
    }
    findings
}

/// The dependencies of one member's manifest; none when it can't be read, which [`members`] reports.
pub(super) fn lines(file: &File) -> Vec<Line> {
    let Ok(manifest) = file.text.parse::<Table>() else { return Vec::new() };
    let per_target = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let places = per_target.filter_map(Value::as_table).chain([&manifest]);
    let tables = places.flat_map(|place| TABLES.iter().filter_map(|table| place.get(*table)?.as_table()));
    tables.flatten().map(|(key, value)| line(key, value)).collect()
}

/// The dependencies of `[workspace.dependencies]`, the crates of the workspace left out.
pub(super) fn root_lines(tree: &Tree) -> Vec<Line> {
    let manifest =
        tree.file("Cargo.toml").and_then(|file| file.text.parse::<Table>().ok()).unwrap_or_default();
    let table = manifest.get("workspace").and_then(|workspace| workspace.get("dependencies")?.as_table());
    table.into_iter().flatten().map(|(key, value)| line(key, value)).collect()
}

impl Line {
    /// Whether it comes from outside of the workspace.
    pub(super) fn is_foreign(&self) -> bool {
        !self.path
    }
}

fn line(key: &str, value: &Value) -> Line {
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    Line {
        package: text("package").unwrap_or_else(|| key.to_owned()),
        key: key.to_owned(),
        version: value.as_str().map(str::to_owned).or_else(|| text("version")),
        inherited: is_inherited(Some(value)),
        path: value.get("path").is_some(),
    }
}

/// `x.workspace = true`.
fn is_inherited(value: Option<&Value>) -> bool {
    value.and_then(|value| value.get("workspace")).and_then(Value::as_bool) == Some(true)
}

fn parse(file: &File, findings: &mut Vec<Finding>) -> Option<Table> {
    match file.text.parse() {
        Ok(manifest) => Some(manifest),
        Err(error) => {
            let reason = error.to_string().replace('\n', " ");
            findings.push(Finding::of(&file.path, format!("can't be read: {reason}")));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "[package]\nname = \"studio-x\"\nversion.workspace = true\nedition.workspace = true\n\
        rust-version.workspace = true\nlicense.workspace = true\npublish.workspace = true\n\
        [lints]\nworkspace = true\n";
    const ROOT: (&str, &str) = (
        "Cargo.toml",
        "[workspace.dependencies]\nstudio-y = { path = \"crates/studio-y\" }\nserde = \"1.0\"\n",
    );

    fn members_of(path: &str, text: &str) -> Vec<String> {
        let readme = format!("{}README.md", path.strip_suffix("Cargo.toml").unwrap());
        let tree = Tree::of(&[(path, text), (&readme, "# x\n")]);
        members(&tree).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn a_member_that_inherits_everything_passes() {
        assert_eq!(members_of("crates/studio-x/Cargo.toml", GOOD), [""; 0]);
        assert_eq!(members_of("apps/x/Cargo.toml", GOOD), [""; 0]);
    }

    #[test]
    fn each_key_that_is_not_inherited_is_found() {
        for key in INHERITED {
            let own = GOOD.replace(&format!("\n{key}.workspace = true\n"), &format!("\n{key} = \"x\"\n"));
            assert_eq!(
                members_of("crates/studio-x/Cargo.toml", &own),
                [format!("write `{key}.workspace = true`")]
            );
        }
        let own = GOOD.replace("[lints]\nworkspace = true\n", "[lints.rust]\nunsafe_code = \"warn\"\n");
        assert_eq!(members_of("crates/studio-x/Cargo.toml", &own).len(), 1);
    }

    #[test]
    fn folder_and_package_have_one_name() {
        let found = members_of("crates/studio-z/Cargo.toml", GOOD);
        assert!(matches!(&*found, [message] if message.contains("name both the same")), "{found:?}");
    }

    #[test]
    fn a_readme_is_missed() {
        let found = members(&Tree::of(&[("crates/studio-x/Cargo.toml", GOOD)]));
        assert!(matches!(&*found, [finding] if finding.message.contains("README.md")), "{found:?}");
    }

    #[test]
    fn a_manifest_that_is_not_toml_is_found() {
        assert_eq!(members_of("crates/studio-x/Cargo.toml", "[package\n").len(), 1);
    }

    fn shared_of(members: &[(&str, &str)]) -> Vec<String> {
        let tree = Tree::of(&[&[ROOT], members].concat());
        let errors = shared(&tree).into_iter().filter(|finding| !finding.warning);
        errors.map(|finding| format!("{}: {}", finding.path, finding.message)).collect()
    }

    #[test]
    fn shared_dependencies_are_inherited() {
        let good =
            "[dependencies]\nserde.workspace = true\nstudio-y = { workspace = true, features = [\"z\"] }\n";
        assert_eq!(shared_of(&[("crates/a/Cargo.toml", good)]), [""; 0]);
        for bad in [
            "[dependencies]\nserde = \"1.0\"\n",
            "[dev-dependencies]\nserde = { version = \"1\" }\n",
            "[target.'cfg(unix)'.dependencies]\nserde = \"1.0\"\n",
            "[dependencies]\nwire = { package = \"serde\", version = \"1\" }\n",
            "[dependencies]\nstudio-y = { path = \"../studio-y\" }\n",
        ] {
            assert_eq!(shared_of(&[("crates/a/Cargo.toml", bad)]).len(), 1, "{bad}");
        }
    }

    #[test]
    fn a_line_of_the_root_that_nobody_uses_is_a_warning() {
        let users = ("crates/a/Cargo.toml", "[dependencies]\nserde.workspace = true\n");
        let found = shared(&Tree::of(&[ROOT, users]));
        assert!(
            matches!(&*found, [one] if one.warning && one.message.starts_with("`studio-y`")),
            "{found:?}"
        );
    }

    #[test]
    fn a_second_user_moves_the_version_to_the_root() {
        let one = ("crates/a/Cargo.toml", "[dependencies]\nqrcode = \"0.14\"\n");
        let twice = ("crates/c/Cargo.toml", "[dependencies]\nx = \"1\"\n[dev-dependencies]\nx = \"1\"\n");
        assert_eq!(shared_of(&[one, twice]), [""; 0]);
        let two = ("crates/b/Cargo.toml", "[dev-dependencies]\nqrcode = \"0.14\"\n");
        assert_eq!(shared_of(&[one, two]).len(), 2);
    }
}
