//! What a cell of the matrix can say.

coded! {
    /// What the matrix gives to one column for one action.
    pub enum Grant {
        /// Always.
        Allow = "allow",
        /// Only on rows of one's own; for artists.
        Own = "own",
        /// Only while an elevation by the master code is in force; for assistants.
        Locked = "locked",
        /// Never.
        Deny = "deny",
    }
}

impl Grant {
    /// Whether this grant permits at least what the other one permits, whatever the row and the elevation.
    /// `own` and `locked` are incomparable: neither covers the other.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        match (self, other) {
            (Self::Allow, _) | (_, Self::Deny) | (Self::Own, Self::Own) | (Self::Locked, Self::Locked) => {
                true
            }
            (Self::Own | Self::Locked | Self::Deny, _) => false,
        }
    }
}
