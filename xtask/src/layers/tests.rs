//! The tables against made-up workspaces: each has one arrow that is right and one that is not.

use super::*;
use crate::workspace::fake::{package, workspace};

/// What is wrong with one crate that has these dependencies, all members of the usual workspace.
fn wrong(name: &str, dependencies: &[&str]) -> Vec<String> {
    let mut packages = vec![package(name, &format!("crates/{name}"), dependencies)];
    for other in ["studio-policy", "studio-domain", "studio-store", "studio-text", "studio-testkit"] {
        if other != name {
            packages.push(package(other, &format!("crates/{other}"), &[]));
        }
    }
    check(&workspace(&packages))
}

#[test]
fn an_arrow_of_the_table_passes() {
    assert_eq!(wrong("studio-store", &["studio-domain", "studio-policy"]), [""; 0]);
}

#[test]
fn an_arrow_upwards_is_found() {
    let wrong = wrong("studio-domain", &["studio-store"]);
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].contains("`studio-domain` may not depend on `studio-store`"), "{wrong:?}");
}

#[test]
fn the_policy_does_not_know_the_domain_nor_anything_else() {
    assert_eq!(wrong("studio-policy", &["studio-domain"]).len(), 1);
    assert_eq!(wrong("studio-policy", &["thiserror"]).len(), 1);
    assert_eq!(wrong("studio-policy", &["thiserror build"]).len(), 1);
    assert_eq!(wrong("studio-policy", &["toml dev"]), [""; 0]);
}

#[test]
fn the_testkit_is_for_tests_only() {
    assert_eq!(wrong("studio-store", &["studio-testkit dev"]), [""; 0]);
    assert_eq!(wrong("studio-store", &["studio-testkit"]).len(), 1);
    assert_eq!(wrong("studio-store", &["studio-text dev"]).len(), 1);
}

#[test]
fn a_crate_without_a_line_is_told_to_add_one() {
    let wrong = wrong("studio-fortune", &[]);
    assert!(wrong[0].contains("add one to ARROWS"), "{wrong:?}");
    assert_eq!(check(&workspace(&[package("studio-fortune", "tests/fortune", &["studio-store"])])), [""; 0]);
}

#[test]
fn confined_crates_stay_where_they_belong() {
    for (name, good, bad) in [
        ("diesel", "studio-store", "studio-app"),
        ("argon2", "studio-auth", "studio-app"),
        ("axum", "studio-web", "studio-app"),
        ("image", "studio-media", "studio-app"),
        ("csv", "studio-export", "studio-app"),
        ("clap", "xtask", "studio-app"),
        ("anyhow", "xtask", "studio-store"),
        ("rusqlite", "studio-reference", "studio-store"),
    ] {
        let member =
            |package_name| workspace(&[package(package_name, &format!("x/{package_name}"), &[name])]);
        let complaints = |package_name| {
            let all = check(&member(package_name));
            all.into_iter().filter(|line| line.contains("may not use")).collect::<Vec<_>>()
        };
        assert_eq!(complaints(good), [""; 0], "{name} in {good}");
        assert_eq!(complaints(bad).len(), 1, "{name} in {bad}");
    }
}

#[test]
fn a_folder_stands_for_the_packages_in_it() {
    assert_eq!(check(&workspace(&[package("studio-cli", "apps/cli", &["clap", "anyhow"])])), [""; 0]);
    assert_eq!(check(&workspace(&[package("studio-it", "tests/it", &["tokio", "clap"])])).len(), 1);
}

#[test]
fn the_core_is_not_serialisable() {
    assert_eq!(wrong("studio-domain", &["serde"]).len(), 1);
    assert_eq!(wrong("studio-domain", &["serde_json build"]).len(), 1);
    assert_eq!(wrong("studio-domain", &["serde_json dev"]), [""; 0]);
    assert_eq!(wrong("studio-store", &["serde"]), [""; 0]);
}

#[test]
fn a_runtime_is_found_behind_another_crate() {
    let with = |name: &str, folder: &str| {
        check(&workspace(&[
            package(name, folder, &["limiter"]),
            package("limiter", "registry/limiter", &["tokio"]),
            package("tokio", "registry/tokio", &[]),
        ]))
    };
    let wrong = with("studio-app", "crates/studio-app");
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].contains("`studio-app` reaches `tokio`"), "{wrong:?}");
    assert_eq!(with("studio-web", "crates/studio-web"), [""; 0]);
}

#[test]
fn the_table_names_each_crate_once_and_only_crates_that_have_a_line() {
    for (index, (name, allowed)) in ARROWS.iter().enumerate() {
        assert!(ARROWS.iter().skip(index + 1).all(|(other, _)| other != name), "{name} has two lines");
        for target in *allowed {
            assert!(ARROWS.iter().any(|(other, _)| other == target), "{name} -> {target}: no such line");
        }
    }
}
