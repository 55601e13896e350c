//! The three numbers that the product's documents imply.

use studio_policy::{Action, Matrix, Origin, Ownership, Role};

use crate::callers::{LIVE, NOW, person};

/// How many of the documented pairs are permitted, over the three roles. Every artist has a profile.
fn permitted(ownership: Ownership, elevated: bool) -> usize {
    let pairs = Action::ALL.iter().filter(|action| action.origin() == Origin::Brief);
    pairs
        .flat_map(|action| Role::ALL.iter().map(move |role| (*action, *role)))
        .filter(|(action, role)| {
            let actor = person(*role, *role == Role::Artist, if elevated { LIVE } else { None });
            Matrix::STUDIO.decide(&actor, *action, ownership, NOW).is_permit()
        })
        .count()
}

#[test]
fn sixty_without_anything() {
    assert_eq!(permitted(Ownership::Theirs, false), 60);
    assert_eq!(permitted(Ownership::Unowned, false), 60);
}

#[test]
fn seventy_three_on_own_rows() {
    assert_eq!(permitted(Ownership::Mine, false), 73);
}

#[test]
fn eighty_five_on_own_rows_with_the_code() {
    assert_eq!(permitted(Ownership::Mine, true), 85);
}
