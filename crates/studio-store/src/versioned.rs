//! Optimistic locking: who saves a row that somebody else has changed meanwhile is told.

use studio_domain::Version;

use crate::error::{Error, Result};

/// Turns the number of rows that an `UPDATE … WHERE version = ?` hit into the new version or a refusal.
pub(crate) fn saved(
    hit: usize,
    kind: &'static str,
    id: i64,
    expected: Version,
    current: impl FnOnce() -> Result<i64>,
) -> Result<Version> {
    if hit == 1 {
        return Ok(expected.next());
    }
    Err(Error::Stale { kind, id, expected, now: Version::new(current()?) })
}

/// A change of something that may be empty: `None` leaves it, `Some(None)` empties it.
pub type Change<T> = Option<Option<T>>;

/// The text that a change puts into its column.
pub(crate) fn text<T: ToString>(change: &Change<T>) -> Change<String> {
    change.as_ref().map(|value| value.as_ref().map(ToString::to_string))
}
