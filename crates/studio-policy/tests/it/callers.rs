//! The callers that the tests are written with.

use studio_policy::{Actor, Elevation, Role, SystemRole};

/// The moment at which everything is decided.
pub(crate) const NOW: i64 = 1_750_000_000_000;

pub(crate) const LIVE: Option<Elevation> = Some(Elevation { expires_at: NOW + 1 });
pub(crate) const ENDS_NOW: Option<Elevation> = Some(Elevation { expires_at: NOW });
pub(crate) const OVER: Option<Elevation> = Some(Elevation { expires_at: NOW - 1 });

pub(crate) const fn person(role: Role, linked: bool, elevation: Option<Elevation>) -> Actor {
    Actor::Person { role, linked, elevation }
}

pub(crate) const ADMIN: Actor = person(Role::Admin, false, None);
pub(crate) const ASSISTANT: Actor = person(Role::Assistant, false, None);
pub(crate) const ELEVATED: Actor = person(Role::Assistant, false, LIVE);
pub(crate) const EXPIRED: Actor = person(Role::Assistant, false, OVER);
pub(crate) const ARTIST: Actor = person(Role::Artist, true, None);
pub(crate) const UNLINKED: Actor = person(Role::Artist, false, None);
pub(crate) const OPERATOR: Actor = Actor::System(SystemRole::Operator);
pub(crate) const HOUSEKEEPING: Actor = Actor::System(SystemRole::Housekeeping);
pub(crate) const SETUP: Actor = Actor::System(SystemRole::Setup);
