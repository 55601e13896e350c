//! `cargo xtask layers`: which crate may depend on which, as a table that cargo's own view is compared with.
//!
//! A new arrow, or a new home for a confined crate, is a change of a table below that somebody reviews. The
//! reasons behind the picture are in `docs/ARCHITECTURE.md`.

use anyhow::{Result, bail};

use crate::workspace::{Kind, Member, Workspace};

/// Crate of the workspace, and the crates of the workspace that it may depend on. Packages under `tests/`
/// have no line: they may depend on anything. IF YOU ADD A CRATE, add its line here.
const ARROWS: &[(&str, &[&str])] = &[
    ("studio-policy", &[]),
    ("studio-domain", &[]),
    ("studio-auth", &[]),
    ("studio-text", &[]),
    ("studio-media", &["studio-domain"]),
    ("studio-export", &["studio-domain"]),
    ("studio-demo", &["studio-domain"]),
    ("studio-store", &["studio-domain", "studio-policy"]),
    (
        "studio-app",
        &[
            "studio-auth",
            "studio-demo",
            "studio-domain",
            "studio-export",
            "studio-media",
            "studio-policy",
            "studio-store",
            "studio-text",
        ],
    ),
    ("studio-web", &["studio-app", "studio-domain", "studio-export", "studio-policy", "studio-text"]),
    (
        "studio-testkit",
        &["studio-app", "studio-auth", "studio-domain", "studio-policy", "studio-store", "studio-text"],
    ),
    ("studio-server", &["studio-app", "studio-domain", "studio-text", "studio-web"]),
    (
        "studio-cli",
        &["studio-app", "studio-demo", "studio-domain", "studio-export", "studio-policy", "studio-text"],
    ),
    ("xtask", &[]),
];

/// What tests may use on top of the arrows; it never becomes part of the product.
const FOR_TESTS: &[&str] = &["studio-testkit"];

/// Third-party crates that only some packages may name, in any of their dependency tables.
struct Confined {
    crates: &'static [&'static str],
    /// Package names; `apps/*` and `tests/*` are all packages in that folder.
    to: &'static [&'static str],
    why: &'static str,
}

const CONFINED: &[Confined] = &[
    Confined {
        crates: &["diesel", "diesel_migrations", "r2d2"],
        to: &["studio-store"],
        why: "the store is the only crate that knows the database",
    },
    Confined {
        crates: &["libsqlite3-sys"],
        to: &["studio-store", "studio-reference"],
        why: "the store chooses the SQLite that is built in; the reference programs measure against it",
    },
    Confined {
        crates: &["rusqlite"],
        to: &["studio-reference"],
        why: "a second way to the database file exists only where the first one is measured against it",
    },
    Confined {
        crates: &["argon2", "bcrypt", "chacha20poly1305"],
        to: &["studio-auth"],
        why: "one crate hashes and seals, so that one crate has to be read to trust it",
    },
    Confined {
        crates: &["axum", "axum-extra", "tower-http", "askama"],
        to: &["studio-web", "studio-server", "studio-browser-tests", "studio-reference"],
        why: "HTTP and HTML are known to the web layer alone; tests serve its pages, reference programs measure against it",
    },
    Confined {
        crates: &["tokio"],
        to: &["studio-web", "studio-server", "tests/*"],
        why: "everything below the web layer is synchronous",
    },
    Confined {
        crates: &["clap", "clap_complete", "clap_mangen"],
        to: &["apps/*", "xtask"],
        why: "command lines are read at the edge; libraries take values",
    },
    Confined {
        crates: &["image", "fast_image_resize"],
        to: &["studio-media", "studio-reference"],
        why: "hostile pictures are opened in one place, with its limits; the reference programs measure against it",
    },
    Confined {
        crates: &["csv"],
        to: &["studio-export", "studio-reference"],
        why: "one place knows how a cell is made harmless",
    },
    Confined {
        crates: &["icalendar", "ical"],
        to: &["studio-export"],
        why: "one place knows how a calendar is written; its tests read it with another crate",
    },
    Confined {
        crates: &["anyhow"],
        to: &["apps/*", "tests/*", "xtask"],
        why: "libraries return errors whose variants mean something",
    },
];

/// Packages whose libraries must not use these third-party crates; their tests may, to read a table.
const WITHOUT: &[(&str, &[&str], &str)] = &[
    ("studio-domain", &["serde", "serde_json"], "core types are not wire types"),
    ("studio-policy", &["serde", "serde_json"], "core types are not wire types"),
];

/// Packages whose library depends on nothing at all; their tests may.
const BARE: &[&str] = &["studio-policy"];

/// Crates that must not be reached on any path from a package outside `ASYNCHRONOUS`.
const RUNTIMES: &[&str] = &["tokio", "hyper", "axum"];

/// The packages that may reach an asynchronous runtime.
const ASYNCHRONOUS: &[&str] = &["studio-web", "studio-server", "tests/*"];

/// Compares the workspace with the tables.
///
/// # Errors
/// When an arrow is not in the tables; every one of them is printed.
pub(crate) fn layers() -> Result<()> {
    let workspace = Workspace::load()?;
    let wrong = check(&workspace);
    for line in &wrong {
        eprintln!("layers: {line}");
    }
    if !wrong.is_empty() {
        bail!("{} dependencies point where they may not", wrong.len());
    }
    println!("layers: {} packages, every arrow is in the table", workspace.members.len());
    Ok(())
}

fn check(workspace: &Workspace) -> Vec<String> {
    let mut wrong = Vec::new();
    for member in &workspace.members {
        arrows(workspace, member, &mut wrong);
        third_party(workspace, member, &mut wrong);
        runtimes(member, &mut wrong);
    }
    wrong
}

fn arrows(workspace: &Workspace, member: &Member, wrong: &mut Vec<String>) {
    if member.is_under("tests") {
        return;
    }
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == member.name) else {
        wrong.push(format!(
            "`{}` has no line in the table: add one to ARROWS in xtask/src/layers.rs with what it may depend on",
            member.name
        ));
        return;
    };
    for line in &member.dependencies {
        let local = workspace.member(&line.name).is_some();
        let for_tests = line.kind == Kind::Dev && FOR_TESTS.contains(&&*line.name);
        if local && !for_tests && !allowed.contains(&&*line.name) {
            wrong.push(format!(
                "`{}` may not depend on `{}`: a new arrow is a line of ARROWS in xtask/src/layers.rs",
                member.name, line.name
            ));
        }
    }
}

fn third_party(workspace: &Workspace, member: &Member, wrong: &mut Vec<String>) {
    for line in &member.dependencies {
        let name = &*line.name;
        for confined in CONFINED.iter().filter(|confined| confined.crates.contains(&name)) {
            if !is_one_of(member, confined.to) {
                let homes = confined.to.join(", ");
                wrong.push(format!("`{}` may not use `{name}`, only {homes}: {}", member.name, confined.why));
            }
        }
        for (_, names, why) in WITHOUT.iter().filter(|(package, ..)| *package == member.name) {
            if line.kind != Kind::Dev && names.contains(&name) {
                wrong.push(format!("`{}` may not use `{name}`: {why}", member.name));
            }
        }
        let foreign = workspace.member(name).is_none();
        if foreign && line.kind != Kind::Dev && BARE.contains(&&*member.name) {
            wrong.push(format!("`{}` may not use `{name}`: its library depends on nothing", member.name));
        }
    }
}

/// The indirect case: a crate that brings a runtime along makes its user depend on one.
fn runtimes(member: &Member, wrong: &mut Vec<String>) {
    if is_one_of(member, ASYNCHRONOUS) {
        return;
    }
    let direct = |name: &str| member.dependencies.iter().any(|line| line.name == name);
    for runtime in RUNTIMES.iter().filter(|name| member.reaches.contains(**name) && !direct(name)) {
        wrong.push(format!(
            "`{}` reaches `{runtime}` through another crate (`cargo tree -i {runtime}` shows the path): \
             everything below the web layer is synchronous",
            member.name
        ));
    }
}

fn is_one_of(member: &Member, places: &[&str]) -> bool {
    places.iter().any(|place| match place.strip_suffix("/*") {
        Some(folder) => member.is_under(folder),
        None => *place == member.name,
    })
}

#[cfg(test)]
mod tests;
