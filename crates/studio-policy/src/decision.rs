//! The decision: one grant and the facts about the caller, turned into an answer with its reason.

use crate::{Actor, Grant, Ownership, Role};

coded! {
    /// Why something is permitted.
    pub enum Because {
        /// The grant is unconditional.
        Granted = "granted",
        /// The row is the artist's own.
        Owner = "owner",
        /// The master code was entered and its time is not over.
        Elevated = "elevated",
    }
}

coded! {
    /// Why something is refused.
    pub enum Why {
        /// The matrix does not give the action to this role.
        NoGrant = "no_grant",
        /// It is given for own rows only, and this one is not.
        NotOwner = "not_owner",
        /// It is given for own rows only, and the account has no artist profile.
        NotLinked = "not_linked",
        /// It needs the master code.
        NeedsElevation = "needs_elevation",
    }
}

impl Why {
    /// Whether the person can lift the refusal at once by entering the master code. This is the only
    /// question that decides whether to ask for it.
    #[must_use]
    pub const fn curable(self) -> bool {
        matches!(self, Self::NeedsElevation)
    }
}

/// The answer about one act on one row.
///
/// There are two values and no third:
///
/// ```
/// use studio_policy::{Decision, Why};
///
/// fn show(decision: Decision) -> bool {
///     match decision {
///         Decision::Permit(_) => true,
///         Decision::Refuse(why) => why == Why::NeedsElevation,
///     }
/// }
/// # assert!(show(Decision::Refuse(Why::NeedsElevation)) && !show(Decision::Refuse(Why::NoGrant)));
/// ```
///
/// Code that forgets one of them does not compile:
///
/// ```compile_fail,E0004
/// use studio_policy::Decision;
///
/// fn show(decision: Decision) -> bool {
///     match decision {
///         Decision::Permit(_) => true,
///     }
/// }
/// ```
#[must_use]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Go ahead.
    Permit(Because),
    /// Do not.
    Refuse(Why),
}

impl Decision {
    /// Whether the act may go ahead.
    #[must_use]
    #[inline]
    pub const fn is_permit(self) -> bool {
        matches!(self, Self::Permit(_))
    }

    /// The code of the reason, of a permit as of a refusal.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Permit(because) => because.code(),
            Self::Refuse(why) => why.code(),
        }
    }
}

/// The answer about all rows of a kind, from which a list's query is built.
///
/// "No row" is a value of its own. It is never expressed by leaving a filter out, because a query without
/// its filter returns everything.
#[must_use]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowFilter {
    /// Every row.
    All(Because),
    /// The rows of the actor's own artist profile.
    Own,
    /// No row.
    None(Why),
}

impl RowFilter {
    /// The decision about one row under this filter.
    #[inline]
    pub const fn for_row(self, ownership: Ownership) -> Decision {
        match self {
            Self::All(because) => Decision::Permit(because),
            Self::None(why) => Decision::Refuse(why),
            Self::Own => match ownership {
                Ownership::Mine => Decision::Permit(Because::Owner),
                Ownership::Theirs | Ownership::Unowned => Decision::Refuse(Why::NotOwner),
            },
        }
    }
}

/// Which rows one grant opens to an actor at `now` (milliseconds since 1970 in UTC).
///
/// This is the only place where a grant gets its meaning: [`decide_cell`], [`Matrix`](crate::Matrix) and
/// everything above are defined through it, so a list and the rows in it cannot disagree. A grant that
/// cannot belong to the actor's column (`own` for an assistant) gives nothing.
#[inline]
pub const fn rows_cell(grant: Grant, actor: &Actor, now: i64) -> RowFilter {
    match grant {
        Grant::Allow => RowFilter::All(Because::Granted),
        Grant::Deny => RowFilter::None(Why::NoGrant),
        Grant::Own => match actor {
            Actor::Person { role: Role::Artist, linked: true, .. } => RowFilter::Own,
            Actor::Person { role: Role::Artist, linked: false, .. } => RowFilter::None(Why::NotLinked),
            Actor::Person { role: Role::Admin | Role::Assistant, .. } | Actor::System(_) => {
                RowFilter::None(Why::NoGrant)
            }
        },
        Grant::Locked => match actor {
            Actor::Person { role: Role::Assistant, .. } if actor.is_elevated(now) => {
                RowFilter::All(Because::Elevated)
            }
            Actor::Person { role: Role::Assistant, .. } => RowFilter::None(Why::NeedsElevation),
            Actor::Person { role: Role::Admin | Role::Artist, .. } | Actor::System(_) => {
                RowFilter::None(Why::NoGrant)
            }
        },
    }
}

/// Decides one act from one grant: for programs with a table of their own (see
/// [`actions!`](crate::actions)). `now` is in milliseconds since 1970 in UTC.
#[inline]
pub const fn decide_cell(grant: Grant, actor: &Actor, ownership: Ownership, now: i64) -> Decision {
    rows_cell(grant, actor, now).for_row(ownership)
}
