//! The door in the triggers of append-only tables: open for a few statements, and shut before the transaction goes on.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;

use crate::error::Result;
use crate::schema::unlocked;

/// Why rows of history may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// A client's record is deleted before there is anything that has to be kept.
    Deletion,
}

impl Reason {
    const fn code(self) -> &'static str {
        match self {
            Self::Deletion => "deletion",
        }
    }
}

/// Runs `act` with the door open. Where `act` fails, the job's savepoint is taken back, and the row with it.
pub(crate) fn unlocked<T>(
    conn: &mut SqliteConnection,
    reason: Reason,
    act: impl FnOnce(&mut SqliteConnection) -> Result<T>,
) -> Result<T> {
    diesel::insert_into(unlocked::table).values(unlocked::reason.eq(reason.code())).execute(conn)?;
    let done = act(conn)?;
    diesel::delete(unlocked::table.find(reason.code())).execute(conn)?;
    Ok(done)
}
