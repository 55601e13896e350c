//! The matrix: one grant for every action and column, and the questions that can be asked of it.

use crate::{Action, ActionSet, Actor, Column, Decision, Grant, Ownership, RowFilter, Why};
use crate::{decide_cell, rows_cell};

type Row = [Grant; Column::COUNT];
type Cells = [Row; Action::COUNT];

/// One grant for every action and column.
///
/// It is total by its shape: there is no missing entry, hence no default to fall back to. The cells are
/// private, and every way to get another matrix goes through [`Matrix::with`], so a matrix that breaks a
/// floor does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Matrix {
    cells: Cells,
}

/// One cell that differs between two matrices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Change {
    /// The row.
    pub action: Action,
    /// The column.
    pub column: Column,
    /// The grant in the first matrix.
    pub from: Grant,
    /// The grant in the second matrix.
    pub to: Grant,
}

impl Change {
    /// Whether the change gives something that was not given before.
    #[must_use]
    pub const fn widens(self) -> bool {
        !self.from.covers(self.to)
    }
}

impl core::fmt::Display for Change {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(out, "{} for {}: {} -> {}", self.action, self.column, self.from, self.to)
    }
}

impl Matrix {
    /// The standard matrix: what the table of actions gives to people, and the grants of system work.
    pub const STUDIO: Self = Self::standard();

    const fn standard() -> Self {
        let mut matrix = Self { cells: [[Grant::Deny; Column::COUNT]; Action::COUNT] };
        let mut actions = Action::ALL;
        while let [action, more @ ..] = actions {
            let mut columns = Column::ALL;
            while let [column, others @ ..] = columns {
                let grant = match column.role() {
                    Some(role) => action.standard(role),
                    None => system_grant(*column, *action),
                };
                matrix = matrix.set(*column, *action, grant);
                columns = others;
            }
            actions = more;
        }
        matrix
    }

    /// What one cell says.
    #[must_use]
    #[inline]
    #[expect(
        clippy::indexing_slicing,
        reason = "const look-up by two enumerations that have as many values as the array has places"
    )]
    pub const fn grant(&self, column: Column, action: Action) -> Grant {
        self.cells[action.index()][column.index()]
    }

    /// This matrix with one cell replaced. Private: it knows no floor.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "as in `grant`")]
    pub(crate) const fn set(mut self, column: Column, action: Action, grant: Grant) -> Self {
        self.cells[action.index()][column.index()] = grant;
        self
    }

    /// Decides one act on one row.
    ///
    /// `now` is in milliseconds since 1970 in UTC. The answer holds for this moment only and must not be
    /// cached: an elevation ends as time passes.
    #[inline]
    pub const fn decide(&self, actor: &Actor, action: Action, ownership: Ownership, now: i64) -> Decision {
        decide_cell(self.grant(actor.column(), action), actor, ownership, now)
    }

    /// Decides which rows of a list an actor may see or act on. For each row it agrees with
    /// [`decide`](Self::decide), see [`RowFilter::for_row`].
    #[inline]
    pub const fn rows(&self, actor: &Actor, action: Action, now: i64) -> RowFilter {
        rows_cell(self.grant(actor.column(), action), actor, now)
    }

    /// All that the actor may do at `now`, on rows of its own where the grant is `own`. What a menu shows.
    #[must_use]
    pub const fn capabilities(&self, actor: &Actor, now: i64) -> ActionSet {
        let mut set = ActionSet::EMPTY;
        let mut actions = Action::ALL;
        while let [action, more @ ..] = actions {
            if self.decide(actor, *action, Ownership::Mine, now).is_permit() {
                set = set.with(*action);
            }
            actions = more;
        }
        set
    }

    /// What the actor could do after entering the master code and cannot do now: controls with a lock.
    #[must_use]
    pub const fn locked(&self, actor: &Actor, now: i64) -> ActionSet {
        let mut set = ActionSet::EMPTY;
        let mut actions = Action::ALL;
        while let [action, more @ ..] = actions {
            if let Decision::Refuse(Why::NeedsElevation) = self.decide(actor, *action, Ownership::Mine, now) {
                set = set.with(*action);
            }
            actions = more;
        }
        set
    }

    /// Who may do the action: each column whose cell is not `deny`, with its grant.
    pub fn who(&self, action: Action) -> impl Iterator<Item = (Column, Grant)> + use<> {
        let matrix = *self;
        Column::ALL
            .iter()
            .map(move |column| (*column, matrix.grant(*column, action)))
            .filter(|(_, grant)| *grant != Grant::Deny)
    }

    /// The cells in which the other matrix differs, row by row.
    pub fn diff<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Change> + 'a {
        Action::ALL.iter().flat_map(move |action| {
            Column::ALL.iter().filter_map(move |column| {
                let (from, to) = (self.grant(*column, *action), other.grant(*column, *action));
                (from != to).then_some(Change { action: *action, column: *column, from, to })
            })
        })
    }

    /// Whether this matrix permits everything that the other one permits.
    #[must_use]
    pub const fn subsumes(&self, other: &Self) -> bool {
        let mut actions = Action::ALL;
        while let [action, more @ ..] = actions {
            let mut columns = Column::ALL;
            while let [column, others @ ..] = columns {
                if !self.grant(*column, *action).covers(other.grant(*column, *action)) {
                    return false;
                }
                columns = others;
            }
            actions = more;
        }
        true
    }
}

impl Default for Matrix {
    fn default() -> Self {
        Self::STUDIO
    }
}

/// What system work may do: the operator everything, the others a short list each. No system work has an
/// artist profile or enters a code, so only `allow` and `deny` mean anything here.
const fn system_grant(column: Column, action: Action) -> Grant {
    let allowed = match column {
        Column::Operator => true,
        Column::Housekeeping => matches!(
            action,
            Action::SecurityBackup | Action::SecurityPrivacy | Action::SystemSweep | Action::SystemTick
        ),
        Column::Setup => matches!(
            action,
            Action::SystemSetup
                | Action::SecuritySettings
                | Action::SecurityRotateCode
                | Action::StaffManageUsers
        ),
        Column::Admin | Column::Assistant | Column::Artist => false,
    };
    if allowed { Grant::Allow } else { Grant::Deny }
}
