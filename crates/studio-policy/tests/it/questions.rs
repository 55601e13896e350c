//! What can be asked of a matrix besides one decision: lists, menus, who, elevation at its edges.

use proptest::prelude::*;
use studio_policy::{Action, ActionSet, Actor, Because, Column, Decision, Elevation, Grant, Matrix};
use studio_policy::{Ownership, Role, RowFilter, Why};

use crate::callers::{ADMIN, ARTIST, ASSISTANT, ELEVATED, EXPIRED, HOUSEKEEPING, NOW, UNLINKED, person};

const STUDIO: Matrix = Matrix::STUDIO;

#[test]
fn lists_are_all_own_or_none() {
    let rows = |actor: Actor, action| STUDIO.rows(&actor, action, NOW);
    assert_eq!(rows(ADMIN, Action::ReportsView), RowFilter::All(Because::Granted));
    assert_eq!(rows(ARTIST, Action::ReportsView), RowFilter::Own);
    assert_eq!(rows(UNLINKED, Action::ReportsView), RowFilter::None(Why::NotLinked));
    assert_eq!(rows(UNLINKED, Action::ClientsView), RowFilter::All(Because::Granted));
    assert_eq!(rows(ASSISTANT, Action::ReportsExport), RowFilter::None(Why::NeedsElevation));
    assert_eq!(rows(ELEVATED, Action::ReportsExport), RowFilter::All(Because::Elevated));
    assert_eq!(rows(ARTIST, Action::ReportsExport), RowFilter::None(Why::NoGrant));
}

#[test]
fn capabilities_are_the_decisions_on_own_rows() {
    for actor in [ADMIN, ASSISTANT, ELEVATED, EXPIRED, ARTIST, UNLINKED, HOUSEKEEPING] {
        let (can, locked) = (STUDIO.capabilities(&actor, NOW), STUDIO.locked(&actor, NOW));
        for action in Action::ALL {
            let decision = STUDIO.decide(&actor, *action, Ownership::Mine, NOW);
            assert_eq!(can.contains(*action), decision.is_permit(), "{actor:?} {action}");
            let needs_code = decision == Decision::Refuse(Why::NeedsElevation);
            assert_eq!(locked.contains(*action), needs_code, "{actor:?} {action}");
        }
        assert!(can.intersection(locked).is_empty());
    }
    assert_eq!(STUDIO.capabilities(&ADMIN, NOW).len(), 53);
    // The code opens exactly what was shown with a lock.
    let opened = STUDIO.capabilities(&ELEVATED, NOW).difference(STUDIO.capabilities(&ASSISTANT, NOW));
    assert_eq!(opened, STUDIO.locked(&ASSISTANT, NOW));
    assert_eq!(STUDIO.locked(&ASSISTANT, NOW), STUDIO.locked(&EXPIRED, NOW));
    assert!(STUDIO.locked(&ELEVATED, NOW).is_empty());
    assert!(STUDIO.locked(&ARTIST, NOW).is_empty());
}

#[test]
fn an_action_set_is_a_set() {
    let (a, b) = (Action::AgendaView, Action::SystemTick);
    let set: ActionSet = [b, a, b].into_iter().collect();
    assert_eq!(set.len(), 2);
    assert_eq!(set.iter().collect::<Vec<_>>(), [a, b]);
    assert_eq!(set, ActionSet::EMPTY.with(a).with(b));
    assert_eq!(set.difference(ActionSet::EMPTY.with(a)), ActionSet::EMPTY.with(b));
    assert_eq!(ActionSet::EMPTY.with(a).union(ActionSet::EMPTY.with(b)), set);
    assert_eq!(set.intersection(ActionSet::EMPTY.with(a)), ActionSet::EMPTY.with(a));
    assert!(!set.contains(Action::AgendaCreate) && !set.is_empty());
    assert_eq!(ActionSet::default(), ActionSet::EMPTY);
    assert_eq!(format!("{set:?}"), r#"{"agenda.view", "system.tick"}"#);
    let all: ActionSet = Action::ALL.iter().copied().collect();
    assert_eq!(all.into_iter().collect::<Vec<_>>(), Action::ALL);
}

#[test]
fn who_may_do_it() {
    let who = |action| STUDIO.who(action).collect::<Vec<_>>();
    assert_eq!(
        who(Action::ClientsPhoto),
        [
            (Column::Admin, Grant::Allow),
            (Column::Assistant, Grant::Locked),
            (Column::Artist, Grant::Own),
            (Column::Operator, Grant::Allow),
        ]
    );
    assert_eq!(
        who(Action::SystemTick),
        [(Column::Operator, Grant::Allow), (Column::Housekeeping, Grant::Allow)]
    );
    assert_eq!(who(Action::SystemSetup), [(Column::Operator, Grant::Allow), (Column::Setup, Grant::Allow)]);
    assert_eq!(who(Action::SystemMigrate), [(Column::Operator, Grant::Allow)]);
}

#[test]
fn elevation_helps_assistants_only() {
    let live = Some(Elevation { expires_at: i64::MAX });
    for role in [Role::Admin, Role::Artist] {
        for action in Action::ALL {
            for linked in [false, true] {
                for ownership in Ownership::ALL {
                    let with = STUDIO.decide(&person(role, linked, live), *action, *ownership, NOW);
                    let without = STUDIO.decide(&person(role, linked, None), *action, *ownership, NOW);
                    assert_eq!(with, without, "{role} {action}");
                }
            }
        }
    }
}

#[test]
fn decisions_are_small() {
    assert!(size_of::<Decision>() <= 2 && size_of::<RowFilter>() <= 2);
    assert_eq!(size_of::<Matrix>(), Action::COUNT * Column::COUNT);
}

proptest! {
    /// In force up to its end, not at its end, over the whole range of time.
    #[test]
    fn an_elevation_ends_at_its_end(now: i64, expires_at: i64) {
        for now in [now, expires_at, expires_at.saturating_sub(1), expires_at.saturating_add(1)] {
            let actor = person(Role::Assistant, false, Some(Elevation { expires_at }));
            let decision = STUDIO.decide(&actor, Action::ClientsDelete, Ownership::Unowned, now);
            prop_assert_eq!(decision.is_permit(), now < expires_at);
        }
    }
}
