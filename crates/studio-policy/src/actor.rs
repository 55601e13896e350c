//! The facts about a caller and a row that a decision depends on.

use crate::{Column, Role, SystemRole};

coded! {
    /// Whose the row is, seen from the actor.
    ///
    /// It is read from the row in the transaction of the act, never taken from a request. Something that
    /// is nobody's own (a report over all artists, stock) is [`Unowned`](Self::Unowned).
    pub enum Ownership {
        /// The actor's artist profile owns it.
        Mine = "mine",
        /// Another artist owns it.
        Theirs = "theirs",
        /// No artist owns it.
        Unowned = "unowned",
    }
}

/// A short time in which an assistant may do *locked* actions, after the master code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Elevation {
    /// The first moment at which it is over, in milliseconds since 1970 in UTC.
    pub expires_at: i64,
}

impl Elevation {
    /// Whether it is in force at `now` (milliseconds since 1970 in UTC): up to its end, not at its end.
    #[must_use]
    #[inline]
    pub const fn is_live(self, now: i64) -> bool {
        now < self.expires_at
    }
}

/// Who asks.
///
/// An actor is made from stored facts by the layer that loads them, at the moment of the act. An inactive
/// account is never an actor: that layer refuses it before there is anything to decide, so no value here
/// stands for one. Neither does any stand for a visitor who is not signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// A signed-in person with an active account.
    Person {
        /// The account's role.
        role: Role,
        /// Whether the account is linked to an artist profile. Without one nothing is an artist's own.
        linked: bool,
        /// The elevation of the session, also when it is over; the decision compares it with its `now`.
        elevation: Option<Elevation>,
    },
    /// The program or whoever operates it.
    System(SystemRole),
}

impl Actor {
    /// The column of the matrix that speaks about this actor.
    #[must_use]
    #[inline]
    pub const fn column(&self) -> Column {
        match self {
            Self::Person { role, .. } => Column::of_role(*role),
            Self::System(role) => Column::of_system(*role),
        }
    }

    /// Whether an elevation is in force at `now`. It matters to assistants only.
    #[must_use]
    #[inline]
    pub const fn is_elevated(&self, now: i64) -> bool {
        match self {
            Self::Person { elevation: Some(elevation), .. } => elevation.is_live(now),
            Self::Person { elevation: None, .. } | Self::System(_) => false,
        }
    }
}
