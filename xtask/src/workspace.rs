//! What cargo knows about the workspace, reduced to what the checks ask: members, their dependencies and
//! what they reach through them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

use crate::run;

/// The folder of the root manifest, in which every command runs.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The platform that this toolchain builds for.
fn host() -> Result<String> {
    let version = run::capture(run::program("rustc").arg("-vV"))?;
    let line = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(line.context("`rustc -vV` names no host")?.to_owned())
}

/// The workspace as `cargo metadata` describes it.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// In the order of cargo, each package once.
    pub(crate) members: Vec<Member>,
    /// Where cargo puts what it builds.
    pub(crate) target: PathBuf,
}

/// A package of the workspace.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    /// Relative to the root, with `/`: `crates/studio-policy`.
    pub(crate) folder: String,
    /// What its manifest names.
    pub(crate) dependencies: Vec<Dependency>,
    /// Names of all packages that end up in its library or program, itself left out.
    pub(crate) reaches: BTreeSet<String>,
    pub(crate) targets: Vec<Target>,
    /// Its tests drive a browser: `[package.metadata.studio] browser = true`.
    pub(crate) browser: bool,
}

/// One line of a manifest's dependency tables.
#[derive(Debug)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

/// Which table a dependency stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Normal,
    Dev,
    Build,
}

/// A library, program, example, test or benchmark of a package.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) kind: Vec<String>,
}

impl Workspace {
    /// Asks cargo.
    ///
    /// # Errors
    /// When cargo refuses the manifests or its answer has another shape than it had so far.
    pub(crate) fn load() -> Result<Self> {
        let answer = run::capture(
            // Without the filter cargo would fetch the crates of every other platform first.
            run::cargo().args(["metadata", "--format-version", "1", "--filter-platform", &host()?]),
        )?;
        Self::parse(serde_json::from_str(&answer).context("the answer of `cargo metadata` is not JSON")?)
    }

    /// Reads the answer of `cargo metadata --format-version 1`.
    ///
    /// # Errors
    /// When it has another shape.
    pub(crate) fn parse(answer: Value) -> Result<Self> {
        let answer: Answer =
            serde_json::from_value(answer).context("the answer of `cargo metadata` has an unknown shape")?;
        let graph = Graph::new(&answer);
        let mut members = Vec::new();
        for package in &answer.packages {
            if !answer.workspace_members.contains(&package.id) {
                continue;
            }
            let folder = package.manifest_path.parent().unwrap_or(Path::new(""));
            let folder = folder.strip_prefix(&answer.workspace_root).with_context(|| {
                format!("package `{}` lies outside the folder of the workspace", package.name)
            })?;
            members.push(Member {
                name: package.name.clone(),
                folder: folder.to_string_lossy().replace('\\', "/"),
                dependencies: package
                    .dependencies
                    .iter()
                    .map(|line| Dependency {
                        name: line.name.clone(),
                        kind: line.kind.unwrap_or(Kind::Normal),
                    })
                    .collect(),
                reaches: graph.reached_from(&package.id),
                targets: package.targets.clone(),
                browser: package.metadata.pointer("/studio/browser") == Some(&Value::Bool(true)),
            });
        }
        Ok(Self { members, target: answer.target_directory })
    }

    /// The member of that name.
    pub(crate) fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.name == name)
    }
}

impl Member {
    /// Whether it has a target of this kind (`bin`, `example`, …) and name.
    pub(crate) fn has_target(&self, kind: &str, name: &str) -> bool {
        self.targets.iter().any(|target| target.name == name && target.kind.iter().any(|k| k == kind))
    }

    /// Whether its folder lies directly under this one: `apps`, `crates`, `tests`.
    pub(crate) fn is_under(&self, folder: &str) -> bool {
        self.folder.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }
}

#[derive(Deserialize)]
struct Answer {
    packages: Vec<Package>,
    workspace_members: Vec<String>,
    workspace_root: PathBuf,
    target_directory: PathBuf,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    manifest_path: PathBuf,
    dependencies: Vec<Line>,
    #[serde(default)]
    targets: Vec<Target>,
    #[serde(default)]
    metadata: Value,
}

#[derive(Deserialize)]
struct Line {
    name: String,
    kind: Option<Kind>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Edge>,
}

#[derive(Deserialize)]
struct Edge {
    pkg: String,
    dep_kinds: Vec<EdgeKind>,
}

#[derive(Deserialize)]
struct EdgeKind {
    kind: Option<Kind>,
}

/// Who links whom: only normal edges, since the others do not end up in the product.
struct Graph<'a> {
    names: BTreeMap<&'a str, &'a str>,
    edges: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Graph<'a> {
    fn new(answer: &'a Answer) -> Self {
        let names = answer.packages.iter().map(|package| (&*package.id, &*package.name)).collect();
        let mut edges = BTreeMap::new();
        for node in &answer.resolve.nodes {
            let linked = node
                .deps
                .iter()
                .filter(|edge| edge.dep_kinds.iter().any(|k| matches!(k.kind, None | Some(Kind::Normal))));
            edges.insert(&*node.id, linked.map(|edge| &*edge.pkg).collect());
        }
        Self { names, edges }
    }

    fn reached_from(&self, start: &str) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<&str> = self.edges.get(start).cloned().unwrap_or_default();
        while let Some(id) = waiting.pop() {
            if seen.insert(id) {
                waiting.extend(self.edges.get(id).into_iter().flatten());
            }
        }
        seen.into_iter().filter_map(|id| self.names.get(id)).map(|name| (*name).to_owned()).collect()
    }
}

/// Made-up answers of cargo for the tests of the modules that read one.
#[cfg(test)]
pub(crate) mod fake {
    use super::Workspace;
    use serde_json::{Value, json};

    /// A package at this folder with these dependencies; a name may end in ` dev` or ` build`.
    pub(crate) fn package(name: &str, folder: &str, dependencies: &[&str]) -> Value {
        let lines: Vec<Value> = dependencies
            .iter()
            .map(|line| match line.split_once(' ') {
                Some((name, kind)) => json!({ "name": name, "kind": kind }),
                None => json!({ "name": line, "kind": null }),
            })
            .collect();
        json!({
            "id": name, "name": name, "manifest_path": format!("/w/{folder}/Cargo.toml"),
            "dependencies": lines, "targets": [], "metadata": null,
        })
    }

    /// A workspace of these packages; those outside `/w/registry` are its members.
    pub(crate) fn workspace(packages: &[Value]) -> Workspace {
        Workspace::parse(answer(packages)).unwrap()
    }

    fn answer(packages: &[Value]) -> Value {
        let at = |package: &Value, key: &str| package[key].as_str().unwrap().to_owned();
        let members: Vec<String> = packages
            .iter()
            .filter(|package| !at(package, "manifest_path").starts_with("/w/registry/"))
            .map(|package| at(package, "id"))
            .collect();
        let nodes: Vec<Value> = packages
            .iter()
            .map(|package| {
                let deps: Vec<Value> = package["dependencies"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|line| json!({ "pkg": line["name"], "dep_kinds": [{ "kind": line["kind"] }] }))
                    .collect();
                json!({ "id": package["id"], "deps": deps })
            })
            .collect();
        json!({
            "packages": packages, "workspace_members": members, "workspace_root": "/w",
            "target_directory": "/w/target", "resolve": { "nodes": nodes },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn members_and_their_folders_are_read() {
        let workspace = fake::workspace(&[
            fake::package("studio-store", "crates/studio-store", &["diesel", "tempfile dev"]),
            fake::package("diesel", "registry/diesel", &[]),
        ]);
        assert_eq!(workspace.members.len(), 1);
        let store = workspace.member("studio-store").unwrap();
        assert_eq!(store.folder, "crates/studio-store");
        assert!(store.is_under("crates") && !store.is_under("crat"));
        let kinds: Vec<_> = store.dependencies.iter().map(|line| (&*line.name, line.kind)).collect();
        assert_eq!(kinds, [("diesel", Kind::Normal), ("tempfile", Kind::Dev)]);
    }

    #[test]
    fn reach_follows_normal_edges_only_and_ends_in_a_circle_of_dev_edges() {
        let workspace = fake::workspace(&[
            fake::package("app", "crates/app", &["store", "testkit dev"]),
            fake::package("store", "crates/store", &["pool"]),
            fake::package("testkit", "crates/testkit", &["app"]),
            fake::package("pool", "registry/pool", &["runtime", "generator build"]),
            fake::package("runtime", "registry/runtime", &[]),
            fake::package("generator", "registry/generator", &[]),
        ]);
        let reaches: Vec<_> = workspace.member("app").unwrap().reaches.iter().map(String::as_str).collect();
        assert_eq!(reaches, ["pool", "runtime", "store"]);
    }

    #[test]
    fn targets_and_the_browser_mark_are_read() {
        let mut package = fake::package("studio-browser", "tests/browser", &[]);
        package["targets"] = json!([{ "name": "it", "kind": ["test"] }]);
        package["metadata"] = json!({ "studio": { "browser": true } });
        let workspace = fake::workspace(&[package, fake::package("plain", "crates/plain", &[])]);
        let browser = workspace.member("studio-browser").unwrap();
        assert!(browser.browser && browser.has_target("test", "it") && !browser.has_target("bin", "it"));
        assert!(!workspace.member("plain").unwrap().browser);
    }

    #[test]
    fn another_shape_is_an_error() {
        assert!(Workspace::parse(json!({ "packages": [] })).is_err());
    }

    #[test]
    fn cargo_describes_this_very_workspace() {
        let workspace = Workspace::load().unwrap();
        let own = workspace.member("xtask").unwrap();
        assert_eq!(own.folder, "xtask");
        assert!(own.has_target("bin", "xtask"));
        assert!(own.reaches.contains("clap") && own.reaches.contains("clap_builder"));
    }
}
