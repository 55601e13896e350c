//! The built-in profiles: readings of the permissions between which an admin can choose.

use crate::{Action, Column, Grant, Matrix, Overlay};

/// A named reading of the permissions: the standard matrix with some cells changed.
///
/// The product's documents contradict each other in a few places. The standard profile follows the matrix;
/// the other readings are profiles that an admin can switch on. Values exist only as the constants here,
/// and each is checked against the floors while compiling. For cells of a studio's own choice see
/// [`Matrix::with`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Profile {
    /// The stable name that is stored in the settings.
    pub name: &'static str,
    /// What is different under it, in English.
    pub does: &'static str,
    /// The cells in which it departs from [`Matrix::STUDIO`].
    pub changes: &'static [Overlay],
    /// Whether a client that an artist creates becomes that artist's own.
    pub adopts_created_clients: bool,
    // Kept beside the public description, so that altering a copy of that cannot alter what is decided.
    matrix: Matrix,
}

impl Profile {
    /// The matrix as it stands.
    pub const STANDARD: Self = Self {
        name: "standard",
        does: "The matrix: artists do not change clients, exporting clients needs the master code",
        changes: &[],
        adopts_created_clients: false,
        matrix: Matrix::STUDIO,
    };

    /// The reading of the client pages: artists keep their own clients, the desk exports without a code.
    pub const CLIENT_PAGE: Self = Self {
        name: "client-page",
        does: "Artists change and export their own clients and own those they create; \
               assistants export clients without the master code",
        changes: CLIENT_PAGE,
        adopts_created_clients: true,
        matrix: overlaid(CLIENT_PAGE),
    };

    /// Every built-in profile.
    pub const ALL: &'static [Self] = &[Self::STANDARD, Self::CLIENT_PAGE];

    /// Reads a profile's name exactly; an unknown name is `None`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|profile| profile.name == name)
    }

    /// The matrix that decides under this profile.
    #[must_use]
    pub const fn matrix(&self) -> Matrix {
        self.matrix
    }
}

const CLIENT_PAGE: &[Overlay] = &[
    Overlay { action: Action::ClientsEdit, column: Column::Artist, grant: Grant::Own },
    Overlay { action: Action::ClientsExport, column: Column::Assistant, grant: Grant::Allow },
    Overlay { action: Action::ClientsExport, column: Column::Artist, grant: Grant::Own },
];

/// The standard matrix with the overlays; compiling stops if they break a floor.
const fn overlaid(changes: &[Overlay]) -> Matrix {
    let result = Matrix::STUDIO.with(changes);
    assert!(result.is_ok(), "a built-in profile breaks a floor");
    match result {
        Ok(matrix) => matrix,
        Err(_) => Matrix::STUDIO,
    }
}
