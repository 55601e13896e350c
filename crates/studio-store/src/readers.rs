//! The pool of reading connections, and knowing when the last of them is closed.
//!
//! r2d2 opens connections on threads of its own, and one of these may still hold the pool when its owner has let go of it.
//! Whoever closes a store is about to move, replace or delete the file, and a connection that closes later removes the `-wal`
//! of whatever file has that name by then. So closing waits for the last connection.

use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::available_parallelism;
use std::time::Duration;

use diesel::sqlite::SqliteConnection;
use r2d2::{ManageConnection, Pool, PooledConnection};

use crate::connection::open_reader;
use crate::error::{Error, Result};

/// How long a read waits for a connection, and closing for the last one.
const PATIENCE: Duration = Duration::from_secs(5);

/// The pool. Dropping it returns when its connections are closed.
pub(crate) struct Readers {
    pool: Option<Pool<Manager>>,
    open: Arc<Open>,
}

impl Readers {
    pub(crate) fn start(path: &Path) -> Result<Self> {
        let open = Arc::new(Open::default());
        let cores = available_parallelism().map_or(2, std::num::NonZero::get);
        let pool = Pool::builder()
            .max_size(u32::try_from(cores.saturating_mul(2).max(4)).unwrap_or(4))
            .min_idle(Some(1))
            .test_on_check_out(false)
            .connection_timeout(PATIENCE)
            .build(Manager { path: path.to_owned(), holds: Holds::one_more(&open) })
            .map_err(|error| Error::Backend(error.to_string()))?;
        Ok(Self { pool: Some(pool), open })
    }

    pub(crate) fn get(&self) -> Result<PooledConnection<Manager>> {
        self.pool.as_ref().and_then(|pool| pool.get().ok()).ok_or(Error::Busy)
    }

    /// A connection that is free this moment.
    pub(crate) fn try_get(&self) -> Option<PooledConnection<Manager>> {
        self.pool.as_ref()?.try_get()
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        drop(self.pool.take());
        let held = self.open.held.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.open.none_left.wait_timeout_while(held, PATIENCE, |held| *held > 0));
    }
}

/// How many connections, and makers of connections, there are.
#[derive(Default)]
struct Open {
    held: Mutex<usize>,
    none_left: Condvar,
}

/// Counts as one until dropped.
struct Holds(Arc<Open>);

impl Holds {
    fn one_more(open: &Arc<Open>) -> Self {
        let mut held = open.held.lock().unwrap_or_else(PoisonError::into_inner);
        *held = held.saturating_add(1);
        Self(Arc::clone(open))
    }
}

impl Drop for Holds {
    fn drop(&mut self) {
        let mut held = self.0.held.lock().unwrap_or_else(PoisonError::into_inner);
        *held = held.saturating_sub(1);
        self.0.none_left.notify_all();
    }
}

/// Makes connections for the pool, and lives as long as it.
pub(crate) struct Manager {
    path: std::path::PathBuf,
    holds: Holds,
}

/// One reading connection. The fields are dropped in this order: closed first, then no longer counted.
pub(crate) struct Reader {
    conn: SqliteConnection,
    _holds: Holds,
}

impl Deref for Reader {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.conn
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.conn
    }
}

impl ManageConnection for Manager {
    type Connection = Reader;
    type Error = Error;

    fn connect(&self) -> Result<Reader> {
        let _holds = Holds::one_more(&self.holds.0);
        Ok(Reader { conn: open_reader(&self.path)?, _holds })
    }

    fn is_valid(&self, _reader: &mut Reader) -> Result<()> {
        Ok(())
    }

    /// What a panic leaves behind is not used again.
    fn has_broken(&self, _reader: &mut Reader) -> bool {
        std::thread::panicking()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::store::Store;

    #[test]
    fn closing_waits_for_whoever_still_holds_the_pool() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("studio.db");
        drop(Store::create(&path).unwrap());
        let readers = Readers::start(&path).unwrap();
        let (pool, open) = (readers.pool.clone().unwrap(), Arc::clone(&readers.open));
        let order = Mutex::new(Vec::new());
        let (close, closing) = channel();
        std::thread::scope(|scope| {
            let order = &order;
            // As r2d2's own threads do: open connections, and let go of the pool last.
            scope.spawn(move || {
                closing.recv().unwrap();
                let opened: Vec<_> = (0..4).map(|_| pool.get().unwrap()).collect();
                order.lock().unwrap().push(format!("{} more", opened.len()));
            });
            close.send(()).unwrap();
            drop(readers);
            order.lock().unwrap().push(format!("closed with {} open", open.held.lock().unwrap()));
        });
        assert_eq!(*order.lock().unwrap(), ["4 more", "closed with 0 open"]);
    }
}
