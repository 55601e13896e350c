//! Things that may be written only in some places: roles, and the ways around the store's own doors.

use super::Finding;
use super::tree::{File, Tree};

/// Where a role may be named, as beginnings of paths. Everywhere else the question is an action: one asks
/// the policy what the caller may do, never who the caller is. Tests may name roles everywhere.
const ROLES: &[&str] = &[
    "crates/studio-policy/",
    "crates/studio-domain/",
    "crates/studio-text/",
    "crates/studio-testkit/",
    "crates/studio-app/src/import/users",
    "crates/studio-app/src/set_up",
    "crates/studio-app/src/staff",
    "crates/studio-store/src/guard",
    "crates/studio-store/src/rows/users",
    "crates/studio-store/src/set_up",
    "crates/studio-store/src/tx/acting",
    "crates/studio-store/src/users",
];

/// The store: what must not be written there, and what to write instead.
const STATEMENTS: &[(&str, &str)] = &[
    ("sql_query(format!", "bind values, and keep the text of a statement a literal"),
    ("sql_query(&format!", "bind values, and keep the text of a statement a literal"),
    (".transaction(", "BEGIN without IMMEDIATE waits for the lock too late: go through `Store::write`"),
];

/// Roles are named by the policy, where people are managed, and in tests.
pub(super) fn roles(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let elsewhere = |file: &&File| !file.is_test() && !ROLES.iter().any(|start| file.path.starts_with(start));
    for file in tree.ending(".rs").filter(elsewhere) {
        for (number, line) in file.code() {
            if names_a_role(line) {
                let message =
                    "a role is named: ask the policy for an action, or extend ROLES in tidy/places.rs";
                findings.push(Finding::at(&file.path, number, message));
            }
        }
    }
    findings
}

/// Put together from pieces, so that this file may be checked too.
const ROLE: &str = concat!("Ro", "le::");

/// The type itself, in code.
fn names_a_role(line: &str) -> bool {
    let code = !line.trim_start().starts_with("//");
    let whole = |(at, _): (usize, &str)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    };
    code && line.match_indices(ROLE).any(whole)
}

/// The store binds every value and begins every transaction itself.
pub(super) fn statements(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ending(".rs").filter(|file| file.path.starts_with("crates/studio-store/")) {
        for (number, line) in (1..).zip(file.text.lines()) {
            for (statement, instead) in STATEMENTS.iter().filter(|(statement, _)| line.contains(statement)) {
                findings.push(Finding::at(&file.path, number, format!("`{statement}`: {instead}")));
            }
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
    fn a_role_is_named_only_where_people_are_managed() {
        let line = "    if actor.role == Role::Admin {\n";
        assert_eq!(count(roles, "crates/studio-app/src/appointments.rs", line), 1);
        assert_eq!(count(roles, "crates/studio-app/src/staff.rs", line), 0);
        assert_eq!(count(roles, "crates/studio-store/src/guard/authorize.rs", line), 0);
        assert_eq!(count(roles, "crates/studio-store/src/clients.rs", line), 1);
        assert_eq!(count(roles, "crates/studio-app/tests/it/main.rs", line), 0);
        assert_eq!(
            count(roles, "crates/studio-app/src/x.rs", "SystemRole::Tick\n// as Role::Admin may\n"),
            0
        );
        let inline = format!("a\n#[cfg(test)]\nmod tests {{\n{line}}}\n");
        assert_eq!(count(roles, "crates/studio-app/src/x.rs", &inline), 0);
    }

    #[test]
    fn the_store_binds_and_begins() {
        let store = "crates/studio-store/src/clients.rs";
        assert_eq!(count(statements, store, "sql_query(format!(\"SELECT {id}\"))\n"), 1);
        assert_eq!(count(statements, store, "sql_query(&format!(\"SELECT {id}\"))\n"), 1);
        assert_eq!(count(statements, store, "connection.transaction(|c| work(c))\n"), 1);
        assert_eq!(count(statements, store, "c.immediate_transaction(f); sql_query(\"SELECT ?\")\n"), 0);
        assert_eq!(count(statements, "crates/studio-app/src/x.rs", "tx.transaction(1)\n"), 0);
    }
}
