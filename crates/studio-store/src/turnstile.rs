//! Fair turns between processes that write the same file.
//!
//! SQLite's own waiting is a back-off of up to 100 ms a step. A busy server leaves gaps of microseconds between its
//! transactions, so a second process (the command line) would wait for seconds and then be told *busy*. Here whoever waits for the
//! write lock holds a small file lock meanwhile, and everybody takes that lock before asking for the write lock: the one
//! that has just committed queues behind the one that waits. The lock goes with its process, however that ends.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use crate::connection::BUSY_MS;
use crate::error::{Error, Result};

/// The lock file beside the data file.
#[derive(Debug)]
pub(crate) struct Turnstile {
    file: Option<File>,
}

impl Turnstile {
    /// Opens or makes the lock file. Where that fails (read-only folder) turns are not fair, but still safe.
    pub(crate) fn beside(database: &Path) -> Self {
        let mut name = database.as_os_str().to_owned();
        name.push("-turn");
        Self { file: File::options().create(true).truncate(false).write(true).open(name).ok() }
    }

    /// Runs `begin` (which waits for the write lock) while holding the turn.
    pub(crate) fn pass<T>(&self, begin: impl FnOnce() -> Result<T>) -> Result<T> {
        let Some(file) = &self.file else { return begin() };
        if !wait_for(file) {
            return Err(Error::Busy);
        }
        let begun = begin();
        // A failed unlock is undone when the file is closed; the next turn would notice.
        drop(file.unlock());
        begun
    }
}

#[expect(clippy::disallowed_methods, reason = "waiting for another process is the point; it is bounded")]
fn wait_for(file: &File) -> bool {
    for _ in 0..BUSY_MS {
        match file.try_lock() {
            Ok(()) => return true,
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(1)),
            // No file locks on this file system: SQLite's own lock still keeps everybody apart.
            Err(TryLockError::Error(_)) => return true,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_held(of: &Turnstile) -> bool {
        match of.file.as_ref().unwrap().try_lock() {
            Ok(()) => {
                of.file.as_ref().unwrap().unlock().unwrap();
                false
            }
            Err(TryLockError::WouldBlock) => true,
            Err(TryLockError::Error(error)) => panic!("{error}"),
        }
    }

    #[test]
    fn the_turn_is_held_while_one_waits_for_the_write_lock_and_no_longer() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("studio.db");
        let (mine, other) = (Turnstile::beside(&database), Turnstile::beside(&database));
        assert!(!is_held(&other));
        let held = mine.pass(|| Ok(is_held(&other))).unwrap();
        assert!(held && !is_held(&other));
        let failed = mine.pass(|| Err::<(), _>(Error::Busy));
        assert!(failed.is_err() && !is_held(&other), "a failed begin keeps nobody out");
        assert!(other.pass(|| Ok(is_held(&mine))).unwrap());
    }

    #[test]
    fn who_comes_second_begins_after_the_first_has_begun() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("studio.db");
        let order = std::sync::Mutex::new(Vec::new());
        let note = |what: &'static str| order.lock().unwrap().push(what);
        let (told, second_is_here) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            let first = Turnstile::beside(&database).pass(|| {
                scope.spawn(|| {
                    told.send(()).unwrap();
                    let second = Turnstile::beside(&database).pass(|| {
                        note("second");
                        Ok(())
                    });
                    second.unwrap();
                });
                second_is_here.recv().unwrap();
                note("first");
                Ok(())
            });
            first.unwrap();
        });
        assert_eq!(*order.lock().unwrap(), ["first", "second"]);
    }

    #[test]
    fn without_a_lock_file_one_begins_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let turnstile = Turnstile::beside(&folder.path().join("no such folder").join("studio.db"));
        assert_eq!(turnstile.pass(|| Ok(7)).unwrap(), 7);
    }
}
