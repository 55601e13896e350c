//! Whether the matrix is used: an action that nobody can spend is a promise without anything behind it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use studio_policy::Action;
use studio_store::actions::ACTS;

const UNBUILT: &str = include_str!("../golden/unbuilt-actions.txt");
const UNSPENT: &str = include_str!("../golden/unspent-acts.txt");

fn listed(list: &'static str) -> BTreeSet<&'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
}

#[test]
fn every_action_of_the_matrix_is_built_or_listed_as_unbuilt() {
    let listed = listed(UNBUILT);
    let built: BTreeSet<&str> = ACTS.iter().map(|act| act.action.code()).collect();
    for action in Action::ALL {
        let code = action.code();
        assert!(
            built.contains(code) || listed.contains(code),
            "`{code}` has no act: build it and name it in `actions.rs` (the list of unbuilt actions may only shrink)"
        );
        assert!(
            !(built.contains(code) && listed.contains(code)),
            "`{code}` is built now: take its line out of tests/golden/unbuilt-actions.txt"
        );
    }
    for code in listed {
        assert!(
            Action::parse(code).is_some(),
            "`{code}` is no action: take its line out of tests/golden/unbuilt-actions.txt"
        );
    }
}

#[test]
fn acts_have_names_of_their_own_and_say_what_they_are_done_to() {
    let names: BTreeSet<&str> = ACTS.iter().map(|act| act.name).collect();
    assert_eq!(names.len(), ACTS.len(), "two acts share a name");
    for act in ACTS {
        assert!(
            [
                "artist",
                "user",
                "client",
                "appointment",
                "portfolio_item",
                "studio",
                "service",
                "block",
                "feed"
            ]
            .contains(&act.on),
            "`{}` is done to `{}`",
            act.name,
            act.on
        );
    }
}

/// The source of the crate, in one text.
fn source(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            text.push_str(&source(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            text.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    text
}

#[test]
fn every_act_is_taken_by_a_method_or_listed_as_unspent() {
    let source = source(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let listed = listed(UNSPENT);
    for act in ACTS {
        let name = act.name;
        let taken = ["Permit<'tx, ", "Permit<'_, "].iter().any(|start| source.contains(&format!("&{start}{name}>")))
                || ["ListPermit<'tx, ", "ListPermit<'_, "]
                    .iter()
                    .any(|start| source.contains(&format!("&{start}{name}>")))
                // Several acts that one method takes are named by a trait of theirs.
                || source.contains(&format!(" for {name} {{}}"));
        assert!(
            taken || listed.contains(name),
            "no method takes a permit for `{name}`: write it, or leave the act out (the list of unspent acts may only shrink)"
        );
        assert!(
            !(taken && listed.contains(name)),
            "a method takes a permit for `{name}` now: take its line out of tests/golden/unspent-acts.txt"
        );
    }
    for name in listed {
        assert!(
            ACTS.iter().any(|act| act.name == name),
            "`{name}` is no act: take its line out of tests/golden/unspent-acts.txt"
        );
    }
}
