//! Connections for long reads such as exports: few, and only while they are needed.

use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use diesel::sqlite::SqliteConnection;

use crate::connection::open_reader;
use crate::error::{Error, Result};

/// How many there may be at the same time.
const PLACES: usize = 2;
/// How long one more waits for a place.
const PATIENCE: Duration = Duration::from_secs(5);

/// The places that are taken.
#[derive(Default)]
pub(crate) struct Apart {
    taken: Mutex<usize>,
    freed: Condvar,
}

/// A connection, and its place. The fields are dropped in this order: closed first, then no longer counted.
pub(crate) struct Reader<'a> {
    conn: SqliteConnection,
    _place: Place<'a>,
}

struct Place<'a>(&'a Apart);

impl Apart {
    /// Opens a connection when there is a place for it.
    pub(crate) fn open(&self, path: &Path) -> Result<Reader<'_>> {
        let place = self.place(PATIENCE)?;
        Ok(Reader { conn: open_reader(path)?, _place: place })
    }

    fn place(&self, patience: Duration) -> Result<Place<'_>> {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut taken, waited) = self
            .freed
            .wait_timeout_while(taken, patience, |taken| *taken >= PLACES)
            .unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() && *taken >= PLACES {
            return Err(Error::Busy);
        }
        *taken = taken.saturating_add(1);
        Ok(Place(self))
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut taken = self.0.taken.lock().unwrap_or_else(PoisonError::into_inner);
        *taken = taken.saturating_sub(1);
        self.0.freed.notify_one();
    }
}

impl Deref for Reader<'_> {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.conn
    }
}

impl DerefMut for Reader<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.conn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_waits_until_a_place_is_free_or_is_told_busy() {
        let apart = Apart::default();
        let (first, second) = (apart.place(PATIENCE).unwrap(), apart.place(PATIENCE).unwrap());
        assert!(matches!(apart.place(Duration::ZERO), Err(Error::Busy)));
        std::thread::scope(|scope| {
            let third = scope.spawn(|| apart.place(PATIENCE).is_ok());
            drop(first);
            assert!(third.join().unwrap());
        });
        drop(second);
        assert_eq!(*apart.taken.lock().unwrap(), 0);
    }
}
