//! Overlays on a matrix, and the floors that no overlay gets past.

use crate::{Action, Column, Grant, Matrix, lawful_cell};

/// One cell that a profile changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Overlay {
    /// The row.
    pub action: Action,
    /// The column; only those of people can be changed.
    pub column: Column,
    /// What the cell shall say.
    pub grant: Grant,
}

coded! {
    /// A rule that holds in every matrix, whatever the profile.
    pub enum Floor {
        /// The grants of the program's own work are not a matter of settings.
        SystemColumn = "system_column",
        /// No role of people does the program's own work.
        SystemAction = "system_action",
        /// `own` means an artist's own rows.
        OwnIsForArtists = "own_is_for_artists",
        /// `locked` means an assistant's master code.
        LockedIsForAssistants = "locked_is_for_assistants",
        /// Accounts and the studio's security are the admin's alone.
        AdminOnly = "admin_only",
        /// An admin can always reach accounts and security, else nobody could undo a profile.
        AdminKeeps = "admin_keeps",
    }
}

/// An overlay was refused because it breaks a floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FloorError {
    /// The floor that refused.
    pub floor: Floor,
    /// The overlay that was refused.
    pub overlay: Overlay,
}

impl core::fmt::Display for FloorError {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Overlay { action, column, grant } = self.overlay;
        write!(out, "`{action}` for `{column}` cannot become `{grant}`: ")?;
        out.write_str(match self.floor {
            Floor::SystemColumn => "the grants of system work are fixed",
            Floor::SystemAction => "system work is not for people",
            Floor::OwnIsForArtists => "only an artist has rows of their own",
            Floor::LockedIsForAssistants => "only an assistant enters the master code",
            Floor::AdminOnly => "nobody but an admin may have it",
            Floor::AdminKeeps => "it cannot be taken from the admin",
        })
    }
}

impl core::error::Error for FloorError {}

impl Overlay {
    /// The first floor that the overlay breaks, if any.
    #[must_use]
    pub const fn broken_floor(self) -> Option<Floor> {
        let Self { action, column, grant } = self;
        if column.role().is_none() {
            return Some(Floor::SystemColumn);
        }
        if action.is_system() {
            return Some(Floor::SystemAction);
        }
        if !lawful_cell(column, grant) {
            return Some(match grant {
                Grant::Own => Floor::OwnIsForArtists,
                Grant::Locked | Grant::Allow | Grant::Deny => Floor::LockedIsForAssistants,
            });
        }
        let admin = matches!(column, Column::Admin);
        let denied = matches!(grant, Grant::Deny);
        if is_admin_only(action) && !admin && !denied {
            return Some(Floor::AdminOnly);
        }
        if is_admin_kept(action) && admin && denied {
            return Some(Floor::AdminKeeps);
        }
        None
    }
}

/// What nobody but an admin can be given.
pub(crate) const fn is_admin_only(action: Action) -> bool {
    action.is_security() || matches!(action, Action::StaffManageUsers | Action::StaffToggleActive)
}

/// What cannot be taken from an admin.
pub(crate) const fn is_admin_kept(action: Action) -> bool {
    action.is_security() || matches!(action, Action::StaffManageUsers)
}

impl Matrix {
    /// This matrix with cells replaced, in order; where a cell occurs twice the later overlay holds.
    ///
    /// # Errors
    /// [`FloorError`] for the first overlay that breaks a [`Floor`]. Then nothing is applied.
    pub const fn with(&self, changes: &[Overlay]) -> Result<Self, FloorError> {
        let mut matrix = *self;
        let mut rest = changes;
        while let [overlay, more @ ..] = rest {
            if let Some(floor) = overlay.broken_floor() {
                return Err(FloorError { floor, overlay: *overlay });
            }
            matrix = matrix.set(overlay.column, overlay.action, overlay.grant);
            rest = more;
        }
        Ok(matrix)
    }
}
