//! Codes: unique, strict, and the identifiers' own spelling.

use std::collections::BTreeSet;
use std::fmt::{Debug, Display};

use studio_policy::{Action, Because, Column, Decision, Floor, Format, Grant, Help, Origin, Ownership};
use studio_policy::{Role, SystemRole, Why};

fn strict<T: Copy + Debug + Display + PartialEq>(
    all: &[T],
    code: fn(T) -> &'static str,
    parse: fn(&str) -> Option<T>,
) {
    let codes: BTreeSet<_> = all.iter().map(|value| code(*value)).collect();
    assert_eq!(codes.len(), all.len(), "codes are not unique: {all:?}");
    for value in all {
        let code = code(*value);
        assert_eq!(parse(code), Some(*value));
        assert_eq!(value.to_string(), code);
        assert_eq!(format!("{value:>30}"), format!("{code:>30}"), "padding is ignored");
        for wrong in [
            code.to_uppercase(),
            format!(" {code}"),
            format!("{code} "),
            format!("{code}\0"),
            code[..code.len() - 1].to_owned(),
            code.replace('.', "_") + "_",
        ] {
            assert_eq!(parse(&wrong), None, "{wrong:?}");
        }
        assert!(
            code.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'.' | b'_')),
            "{code}: codes are lower case ASCII"
        );
    }
    assert_eq!(parse(""), None);
}

#[test]
fn every_vocabulary_reads_what_it_writes_and_nothing_else() {
    strict(Action::ALL, Action::code, Action::parse);
    strict(Because::ALL, Because::code, Because::parse);
    strict(Column::ALL, Column::code, Column::parse);
    strict(Floor::ALL, Floor::code, Floor::parse);
    strict(Format::ALL, Format::code, Format::parse);
    strict(Grant::ALL, Grant::code, Grant::parse);
    strict(Help::ALL, Help::code, Help::parse);
    strict(Origin::ALL, Origin::code, Origin::parse);
    strict(Ownership::ALL, Ownership::code, Ownership::parse);
    strict(Role::ALL, Role::code, Role::parse);
    strict(SystemRole::ALL, SystemRole::code, SystemRole::parse);
    strict(Why::ALL, Why::code, Why::parse);
}

/// These codes are stored and sent, so a change of one is a change of a format.
#[test]
fn stored_codes_are_pinned() {
    fn list<T: Display>(all: &[T]) -> String {
        all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }
    assert_eq!(list(Role::ALL), "admin assistant artist");
    assert_eq!(list(SystemRole::ALL), "operator housekeeping setup");
    assert_eq!(list(Column::ALL), "admin assistant artist operator housekeeping setup");
    assert_eq!(list(Grant::ALL), "allow own locked deny");
    assert_eq!(list(Because::ALL), "granted owner elevated");
    assert_eq!(list(Why::ALL), "no_grant not_owner not_linked needs_elevation");
    assert_eq!(list(Ownership::ALL), "mine theirs unowned");
    assert_eq!(list(Origin::ALL), "brief extension system");
    assert_eq!(list(Format::ALL), "text markdown csv json");
}

#[test]
fn an_identifier_is_its_code_in_camel_case() {
    for action in Action::ALL {
        let camel: String =
            action.code().split(['.', '_']).map(|word| word[..1].to_uppercase() + &word[1..]).collect();
        assert_eq!(format!("{action:?}"), camel);
        let (area, rest) = action.code().split_once('.').unwrap();
        assert_eq!(action.area(), area);
        assert!(!rest.contains('.'));
        assert_eq!(action.area() == "system", action.origin() == Origin::System);
    }
}

#[test]
fn positions_are_those_of_the_lists() {
    assert_eq!((Action::COUNT, Column::COUNT), (58, 6));
    for (n, action) in Action::ALL.iter().enumerate() {
        assert_eq!(action.index(), n);
    }
    for (n, column) in Column::ALL.iter().enumerate() {
        assert_eq!(column.index(), n);
    }
}

#[test]
fn areas_stand_together() {
    let mut seen = Vec::new();
    for action in Action::ALL {
        if seen.last() != Some(&action.area()) {
            assert!(!seen.contains(&action.area()), "{action} stands apart from its area");
            seen.push(action.area());
        }
    }
}

#[test]
fn columns_are_roles_and_system_work() {
    for role in Role::ALL {
        let column = Column::from(*role);
        assert_eq!((column.code(), column.role()), (role.code(), Some(*role)));
    }
    for role in SystemRole::ALL {
        let column = Column::from(*role);
        assert_eq!((column.code(), column.role()), (role.code(), None));
    }
}

#[test]
fn reading_health_and_exporting_are_audited() {
    let audited: Vec<_> =
        Action::ALL.iter().filter(|action| action.audit_read()).map(|action| action.code()).collect();
    assert_eq!(
        audited,
        ["agenda.export", "clients.health_view", "clients.export", "reports.export", "inventory.export",]
    );
}

#[test]
fn only_a_missing_elevation_is_cured_by_the_code() {
    for why in Why::ALL {
        assert_eq!(why.curable(), *why == Why::NeedsElevation);
        assert!(!Decision::Refuse(*why).is_permit());
        assert_eq!(Decision::Refuse(*why).code(), why.code());
    }
    for because in Because::ALL {
        assert!(Decision::Permit(*because).is_permit());
        assert_eq!(Decision::Permit(*because).code(), because.code());
    }
}
