//! What must hold of every matrix that ships, proved over all inputs while compiling.
//!
//! A change that breaks one of these does not compile, whichever tests are run. As evaluation while
//! compiling cannot allocate, this is also the proof that a decision does not.

use crate::floor::{is_admin_kept, is_admin_only};
use crate::{Action, Actor, Because, Column, Decision, Elevation, Grant, Matrix, Ownership, Profile, Role};
use crate::{RowFilter, SystemRole, Why, decide_cell, lawful_cell, rows_cell};

/// The moment of the proof, and elevations around it: none, long over, just over, over at this very
/// moment, over in the next one, without end.
const NOW: i64 = 1_000;
const ELEVATIONS: &[Option<Elevation>] = &[
    None,
    Some(Elevation { expires_at: i64::MIN }),
    Some(Elevation { expires_at: NOW - 1 }),
    Some(Elevation { expires_at: NOW }),
    Some(Elevation { expires_at: NOW + 1 }),
    Some(Elevation { expires_at: i64::MAX }),
];

/// `for` over a slice, which cannot be written as such while compiling.
macro_rules! each {
    ($x:ident in $slice:expr => $body:block) => {{
        let mut rest: &[_] = $slice;
        while let [first, more @ ..] = rest {
            let $x = *first;
            $body
            rest = more;
        }
    }};
}

/// Runs a check for every actor there can be.
macro_rules! each_actor {
    ($actor:ident => $body:block) => {{
        each!(role in Role::ALL => {
            each!(linked in &[false, true] => {
                each!(elevation in ELEVATIONS => {
                    let $actor = Actor::Person { role, linked, elevation };
                    $body
                });
            });
        });
        each!(role in SystemRole::ALL => {
            let $actor = Actor::System(role);
            $body
        });
    }};
}

const fn same(left: Decision, right: Decision) -> bool {
    match (left, right) {
        (Decision::Permit(a), Decision::Permit(b)) => a as u8 == b as u8,
        (Decision::Refuse(a), Decision::Refuse(b)) => a as u8 == b as u8,
        (Decision::Permit(_), Decision::Refuse(_)) | (Decision::Refuse(_), Decision::Permit(_)) => false,
    }
}

const fn is_artist(actor: &Actor) -> bool {
    matches!(actor, Actor::Person { role: Role::Artist, .. })
}

const fn is_assistant(actor: &Actor) -> bool {
    matches!(actor, Actor::Person { role: Role::Assistant, .. })
}

const fn is_linked(actor: &Actor) -> bool {
    matches!(actor, Actor::Person { linked: true, .. })
}

/// Said a second time and on purpose without `Elevation::is_live`.
const fn is_live(actor: &Actor) -> bool {
    matches!(actor, Actor::Person { elevation: Some(Elevation { expires_at }), .. } if *expires_at > NOW)
}

/// What a list shows is what the same list decides row by row.
const fn lists_agree(filter: RowFilter, decision: Decision, ownership: Ownership) {
    let expected = match (filter, ownership) {
        (RowFilter::All(because), _) => Decision::Permit(because),
        (RowFilter::None(why), _) => Decision::Refuse(why),
        (RowFilter::Own, Ownership::Mine) => Decision::Permit(Because::Owner),
        (RowFilter::Own, Ownership::Theirs | Ownership::Unowned) => Decision::Refuse(Why::NotOwner),
    };
    assert!(same(expected, decision), "a list and a decision disagree");
}

/// Each answer occurs exactly under its condition; the conditions exclude each other.
const fn reasons_hold(grant: Grant, actor: &Actor, ownership: Ownership, decision: Decision) {
    let (artist, assistant) = (is_artist(actor), is_assistant(actor));
    let (own, locked) = (matches!(grant, Grant::Own) && artist, matches!(grant, Grant::Locked) && assistant);
    let mine = matches!(ownership, Ownership::Mine);
    let (linked, live) = (is_linked(actor), is_live(actor));
    let expected = match decision {
        Decision::Permit(Because::Granted) => matches!(grant, Grant::Allow),
        Decision::Permit(Because::Owner) => own && linked && mine,
        Decision::Permit(Because::Elevated) => locked && live,
        Decision::Refuse(Why::NotOwner) => own && linked && !mine,
        Decision::Refuse(Why::NotLinked) => own && !linked,
        Decision::Refuse(Why::NeedsElevation) => locked && !live,
        Decision::Refuse(Why::NoGrant) => !matches!(grant, Grant::Allow) && !own && !locked,
    };
    assert!(expected, "an answer was given outside of its condition");
}

/// The meaning of a grant, for every cell that can be written down, also those that no matrix contains.
const fn kernel_holds() {
    each!(grant in Grant::ALL => {
        each_actor!(actor => {
            each!(ownership in Ownership::ALL => {
                let decision = decide_cell(grant, &actor, ownership, NOW);
                lists_agree(rows_cell(grant, &actor, NOW), decision, ownership);
                reasons_hold(grant, &actor, ownership, decision);
            });
        });
    });
}

/// The same through a matrix, for every action: the cell that decides is the actor's own.
const fn decisions_hold(matrix: &Matrix) {
    each!(action in Action::ALL => {
        each_actor!(actor => {
            let column = match actor {
                Actor::Person { role: Role::Admin, .. } => Column::Admin,
                Actor::Person { role: Role::Assistant, .. } => Column::Assistant,
                Actor::Person { role: Role::Artist, .. } => Column::Artist,
                Actor::System(SystemRole::Operator) => Column::Operator,
                Actor::System(SystemRole::Housekeeping) => Column::Housekeeping,
                Actor::System(SystemRole::Setup) => Column::Setup,
            };
            let grant = matrix.grant(column, action);
            let filter = matrix.rows(&actor, action, NOW);
            each!(ownership in Ownership::ALL => {
                let decision = matrix.decide(&actor, action, ownership, NOW);
                lists_agree(filter, decision, ownership);
                reasons_hold(grant, &actor, ownership, decision);
            });
        });
    });
}

/// What every cell of a matrix obeys, whatever the profile.
const fn cells_hold(matrix: &Matrix) {
    each!(action in Action::ALL => {
        each!(column in Column::ALL => {
            let grant = matrix.grant(column, action);
            assert!(lawful_cell(column, grant), "`own` is for artists, `locked` for assistants");
            let denied = matches!(grant, Grant::Deny);
            match column {
                Column::Admin => {
                    assert!(denied || !action.is_system(), "an admin may do system work");
                    assert!(!denied || !is_admin_kept(action), "an admin lost accounts or security");
                }
                Column::Assistant | Column::Artist => {
                    assert!(denied || !action.is_system(), "system work was given to people");
                    assert!(denied || !is_admin_only(action), "what is the admin's alone was given away");
                }
                Column::Operator => assert!(!denied, "the operator may do everything"),
                Column::Housekeeping | Column::Setup => {}
            }
        });
    });
}

/// In what ships an admin may do all that people can do.
const fn admin_is_total(matrix: &Matrix) {
    each!(action in Action::ALL => {
        let allowed = matches!(matrix.grant(Column::Admin, action), Grant::Allow);
        assert!(allowed != action.is_system(), "an admin has each action of people and none of the system");
    });
}

/// How many actions a column has.
const fn granted(matrix: &Matrix, column: Column) -> usize {
    let mut count = 0;
    each!(action in Action::ALL => {
        if !matches!(matrix.grant(column, action), Grant::Deny) {
            count += 1;
        }
    });
    count
}

const _: () = kernel_holds();
const _: () = decisions_hold(&Matrix::STUDIO);
const _: () = decisions_hold(&Profile::CLIENT_PAGE.matrix());
const _: () = each!(profile in Profile::ALL => {
    let matrix = profile.matrix();
    cells_hold(&matrix);
    admin_is_total(&matrix);
    assert!(granted(&matrix, Column::Housekeeping) == 4);
    assert!(granted(&matrix, Column::Setup) == 4);
});
