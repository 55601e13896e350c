//! A set of actions in one machine word.

use crate::Action;

/// A set of actions, for instance all that an actor may do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ActionSet(u64);

// Each action is one bit of the word.
const _: () = assert!(Action::COUNT <= 64);

impl ActionSet {
    /// No action.
    pub const EMPTY: Self = Self(0);

    const fn bit(action: Action) -> u64 {
        1 << action.index()
    }

    /// Whether the action is in the set.
    #[must_use]
    #[inline]
    pub const fn contains(self, action: Action) -> bool {
        self.0 & Self::bit(action) != 0
    }

    /// The set with one action added.
    #[must_use]
    pub const fn with(self, action: Action) -> Self {
        Self(self.0 | Self::bit(action))
    }

    /// What is in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// How many actions are in the set.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether no action is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The actions of the set, in the order of [`Action::ALL`].
    #[must_use]
    pub fn iter(self) -> Actions {
        Actions { set: self, rest: Action::ALL.iter() }
    }
}

/// The actions of an [`ActionSet`], in the order of [`Action::ALL`].
#[derive(Debug, Clone)]
pub struct Actions {
    set: ActionSet,
    rest: core::slice::Iter<'static, Action>,
}

impl Iterator for Actions {
    type Item = Action;

    fn next(&mut self) -> Option<Action> {
        self.rest.by_ref().copied().find(|action| self.set.contains(*action))
    }
}

impl IntoIterator for ActionSet {
    type Item = Action;
    type IntoIter = Actions;

    fn into_iter(self) -> Actions {
        self.iter()
    }
}

impl FromIterator<Action> for ActionSet {
    fn from_iter<I: IntoIterator<Item = Action>>(actions: I) -> Self {
        actions.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl core::fmt::Debug for ActionSet {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.debug_set().entries(self.iter().map(Action::code)).finish()
    }
}
