//! The engine against a second, naive evaluator that reads a table written by hand, on every input.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use studio_policy::{Action, Actor, Matrix, Origin, Ownership, Role, SystemRole};

use crate::callers::{ENDS_NOW, LIVE, NOW, OVER, person};

const REFERENCE: &str = include_str!("../permissions.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reference {
    action: Vec<Entry>,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    admin: String,
    assistant: String,
    artist: String,
    origin: String,
    does: String,
}

fn reference() -> BTreeMap<String, Entry> {
    let read: Reference = toml::from_str(REFERENCE).unwrap();
    let count = read.action.len();
    let by_code: BTreeMap<_, _> = read.action.into_iter().map(|entry| (entry.code.clone(), entry)).collect();
    assert_eq!(by_code.len(), count, "a code stands in the reference twice");
    by_code
}

/// The rules once more, in words and strings, sharing nothing with the engine but its input types.
fn naive(
    reference: &BTreeMap<String, Entry>,
    role: &str,
    linked: bool,
    expires_at: Option<i64>,
    code: &str,
    owner: &str,
) -> &'static str {
    let Some(entry) = reference.get(code) else { return "no_grant" };
    let grant = match role {
        "admin" => entry.admin.as_str(),
        "assistant" => entry.assistant.as_str(),
        "artist" => entry.artist.as_str(),
        _ => return "no_grant",
    };
    if grant == "allow" {
        return "granted";
    }
    if grant == "own" && role == "artist" {
        if !linked {
            return "not_linked";
        }
        return if owner == "mine" { "owner" } else { "not_owner" };
    }
    if grant == "locked" && role == "assistant" {
        return match expires_at {
            Some(end) if end > NOW => "elevated",
            _ => "needs_elevation",
        };
    }
    "no_grant"
}

#[test]
fn every_decision_of_people_equals_the_reference() {
    let reference = reference();
    let mut compared = 0;
    for action in Action::ALL {
        for role in Role::ALL {
            for linked in [false, true] {
                for elevation in [None, LIVE, ENDS_NOW, OVER] {
                    for ownership in Ownership::ALL {
                        let actor = person(*role, linked, elevation);
                        let ours = Matrix::STUDIO.decide(&actor, *action, *ownership, NOW);
                        let expires_at = elevation.map(|elevation| elevation.expires_at);
                        let theirs = naive(
                            &reference,
                            role.code(),
                            linked,
                            expires_at,
                            action.code(),
                            ownership.code(),
                        );
                        assert_eq!(ours.code(), theirs, "{actor:?} {action} {ownership}");
                        let permits = ["granted", "owner", "elevated"].contains(&theirs);
                        assert_eq!(ours.is_permit(), permits, "{actor:?} {action} {ownership}");
                        compared += 1;
                    }
                }
            }
        }
    }
    assert_eq!(compared, 58 * 3 * 2 * 4 * 3);
}

/// The grants of the program's own work, listed by hand as well.
#[test]
fn every_decision_of_system_work_equals_the_list() {
    let housekeeping = ["security.backup", "security.privacy", "system.sweep", "system.tick"];
    let setup = ["system.setup", "security.settings", "security.rotate_code", "staff.manage_users"];
    for action in Action::ALL {
        for ownership in Ownership::ALL {
            for role in SystemRole::ALL {
                let expected = match role {
                    SystemRole::Operator => true,
                    SystemRole::Housekeeping => housekeeping.contains(&action.code()),
                    SystemRole::Setup => setup.contains(&action.code()),
                };
                let decision = Matrix::STUDIO.decide(&Actor::System(*role), *action, *ownership, NOW);
                assert_eq!(decision.is_permit(), expected, "{role} {action}");
                assert_eq!(decision.code(), if expected { "granted" } else { "no_grant" });
            }
        }
    }
}

#[test]
fn the_table_and_the_reference_have_the_same_actions() {
    let reference = reference();
    let people = || Action::ALL.iter().filter(|action| action.origin() != Origin::System);
    let ours: BTreeSet<_> = people().map(|action| action.code()).collect();
    let theirs: BTreeSet<_> = reference.keys().map(String::as_str).collect();
    assert_eq!(ours, theirs);
    assert_eq!(ours.len(), 53);
    for action in people() {
        assert_eq!(action.origin().code(), reference[action.code()].origin, "{action}");
    }
    let count = |origin| people().filter(|action| action.origin() == origin).count();
    assert_eq!((count(Origin::Brief), count(Origin::Extension)), (37, 16));
}

#[test]
fn what_the_reference_does_not_list_is_denied_to_people() {
    let reference = reference();
    assert_eq!(naive(&reference, "admin", true, None, "system.setup", "mine"), "no_grant");
    for action in Action::ALL.iter().filter(|action| !reference.contains_key(action.code())) {
        assert_eq!(action.origin(), Origin::System, "{action}");
        for role in Role::ALL {
            let decision = Matrix::STUDIO.decide(&person(*role, true, LIVE), *action, Ownership::Mine, NOW);
            assert!(!decision.is_permit(), "{role} {action}");
        }
    }
}

/// Both tables are described for people; a description that was forgotten would say nothing.
#[test]
fn every_entry_is_described() {
    for entry in reference().values() {
        assert!(entry.does.len() > 10, "{}", entry.code);
    }
    for action in Action::ALL {
        let does = action.does();
        assert!(does.len() > 10, "{action}");
        assert!(does.starts_with(char::is_uppercase) && !does.ends_with('.'), "{action}: {does}");
    }
}

/// A decision under another matrix differs where that matrix differs and nowhere else.
#[test]
fn a_profile_changes_its_cells_only() {
    let reference = reference();
    let matrix = studio_policy::Profile::CLIENT_PAGE.matrix();
    let mut changed = BTreeSet::new();
    for action in Action::ALL {
        for role in Role::ALL {
            let actor = person(*role, true, None);
            let ours = matrix.decide(&actor, *action, Ownership::Mine, NOW).code();
            if ours != naive(&reference, role.code(), true, None, action.code(), "mine") {
                changed.insert((action.code(), role.code(), ours));
            }
        }
    }
    let expected = [
        ("clients.edit", "artist", "owner"),
        ("clients.export", "artist", "owner"),
        ("clients.export", "assistant", "granted"),
    ];
    assert_eq!(changed, BTreeSet::from(expected));
}
