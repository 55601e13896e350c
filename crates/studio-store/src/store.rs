//! The door: `read` and `write` are the only ways to the rows.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::dsl::select;
use diesel::prelude::*;
use diesel::r2d2::{ConnectionManager, Pool};
use diesel::sqlite::SqliteConnection;

use crate::audit::{Entry, Facts, append};
use crate::connection::ReaderSettings;
use crate::ctx::OpCtx;
use crate::error::{Error, Result};
use crate::migrate;
use crate::tx::{Read, Tx, Write};
use crate::writer::{Done, Writer};

diesel::define_sql_function! {
    /// Rows changed by this connection so far, those changed by triggers included.
    fn total_changes() -> diesel::sql_types::BigInt;
}

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Marks this thread as being inside a transaction until dropped.
pub(crate) struct Inside(());

pub(crate) fn inside_transaction() -> Inside {
    INSIDE.set(true);
    Inside(())
}

impl Drop for Inside {
    fn drop(&mut self) {
        INSIDE.set(false);
    }
}

/// A transaction inside a transaction would wait for itself for ever.
fn refuse_nesting() -> Result<()> {
    if INSIDE.get() {
        return Err(Error::Backend("a transaction was asked for inside a transaction".to_owned()));
    }
    Ok(())
}

/// A studio's data file, open for one writer thread and several readers.
///
/// Cheap to share behind an `Arc`; dropping it finishes the queued writes.
pub struct Store {
    path: PathBuf,
    writer: Writer,
    readers: Pool<ConnectionManager<SqliteConnection>>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Store {
    /// Opens a file that is already at this program's schema.
    ///
    /// # Errors
    /// [`Error::File`] if it is missing, foreign, damaged, older or newer.
    pub fn open(path: &Path) -> Result<Self> {
        migrate::expect_current(path)?;
        Self::open_trusted(path)
    }

    fn open_trusted(path: &Path) -> Result<Self> {
        let writer = Writer::start(path)?;
        let name = path.to_str().ok_or_else(|| Error::Backend("the path is not UTF-8".to_owned()))?;
        let cores = available_parallelism().map_or(2, std::num::NonZero::get);
        let readers = Pool::builder()
            .max_size(u32::try_from(cores.saturating_mul(2).max(4)).unwrap_or(4))
            .min_idle(Some(1))
            .test_on_check_out(false)
            .connection_timeout(Duration::from_secs(5))
            .connection_customizer(Box::new(ReaderSettings))
            .build(ConnectionManager::new(name))
            .map_err(|error| Error::Backend(error.to_string()))?;
        Ok(Self { path: path.to_owned(), writer, readers })
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads in one snapshot. Refusals, acts under an elevation and reads that the policy marks (health, exports) go into the audit log; the value
    /// is handed over only after the writer has taken them.
    ///
    /// # Errors
    /// Whatever `job` answers; [`Error::NoActor`] if the context names nobody; [`Error::Busy`] if all readers are taken.
    pub fn read<R, E, F>(&self, ctx: &OpCtx, job: F) -> Result<R, E>
    where
        F: for<'tx> FnOnce(&mut Tx<'tx, Read>) -> Result<R, E>,
        E: From<Error> + Send + 'static,
    {
        let (result, facts, kept) = self.read_raw(|conn| {
            let mut tx = Tx::begin(conn, ctx)?;
            let result = job(&mut tx);
            let refused_only = result.is_err();
            let kept: Vec<Entry> = tx
                .entries
                .drain(..)
                .filter(|entry| if refused_only { !is_done(entry) } else { entry.keep })
                .collect();
            Ok::<_, E>((result, tx.facts.clone(), kept))
        })?;
        if !kept.is_empty() {
            self.append(facts, kept)?;
        }
        result
    }

    /// Writes: the job runs on the writer thread in a savepoint, and the call returns after its commit is on disk. If the job answers an
    /// error, everything it did is taken back; refusals stay in the audit log.
    ///
    /// # Errors
    /// Whatever `job` answers; [`Error::NoActor`], [`Error::Busy`], [`Error::Unavailable`] as they say.
    pub fn write<R, E, F>(&self, ctx: &OpCtx, job: F) -> Result<R, E>
    where
        F: for<'tx> FnOnce(&mut Tx<'tx, Write>) -> Result<R, E> + Send + 'static,
        R: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.write_in(ctx, false, job)
    }

    /// The same in a transaction that no other job shares: for long work such as an import.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_alone<R, E, F>(&self, ctx: &OpCtx, job: F) -> Result<R, E>
    where
        F: for<'tx> FnOnce(&mut Tx<'tx, Write>) -> Result<R, E> + Send + 'static,
        R: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.write_in(ctx, true, job)
    }

    fn write_in<R, E, F>(&self, ctx: &OpCtx, alone: bool, job: F) -> Result<R, E>
    where
        F: for<'tx> FnOnce(&mut Tx<'tx, Write>) -> Result<R, E> + Send + 'static,
        R: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        refuse_nesting()?;
        let ctx = ctx.clone();
        self.writer.run(alone, move |conn| write_job(conn, &ctx, job))
    }

    /// A write that is not an actor's act: the sign-in door and the log itself. Never handed out.
    pub(crate) fn write_raw<R, F>(&self, job: F) -> Result<R>
    where
        F: FnOnce(&mut SqliteConnection) -> Result<R> + Send + 'static,
        R: Send + 'static,
    {
        refuse_nesting()?;
        self.writer.run(false, move |conn| job(conn).into())
    }

    /// A read that is not an actor's act: the sign-in door and the checks. Never handed out.
    pub(crate) fn read_raw<R, E: From<Error>>(
        &self,
        job: impl FnOnce(&mut SqliteConnection) -> Result<R, E>,
    ) -> Result<R, E> {
        refuse_nesting()?;
        let mut conn = self.readers.get().map_err(|_why| Error::Busy)?;
        let _inside = inside_transaction();
        conn.batch_execute("BEGIN").map_err(Error::from)?;
        let ended = Snapshot(&mut conn);
        job(ended.0)
    }

    fn append(&self, facts: Facts, entries: Vec<Entry>) -> Result<()> {
        self.write_raw(move |conn| append(conn, &facts, &entries))
    }
}

/// Ends a read transaction however the job ends.
struct Snapshot<'c>(&'c mut SqliteConnection);

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        // A snapshot that can't be given back is given back when the connection closes.
        drop(self.0.batch_execute("ROLLBACK"));
    }
}

fn is_done(entry: &Entry) -> bool {
    entry.outcome == crate::audit::Outcome::Done
}

fn write_job<R, E, F>(conn: &mut SqliteConnection, ctx: &OpCtx, job: F) -> Done<R, E>
where
    F: for<'tx> FnOnce(&mut Tx<'tx, Write>) -> Result<R, E>,
    E: From<Error>,
{
    let (result, facts, entries, changed) = match attempt(conn, ctx, job) {
        Ok(ran) => ran,
        Err(error) => return Err(E::from(error)).into(),
    };
    match result {
        Ok(value) => match account(conn, &facts, &entries, changed) {
            Ok(()) => Ok(value).into(),
            Err(error) => Err(E::from(error)).into(),
        },
        Err(error) => {
            let refused: Vec<Entry> = entries.into_iter().filter(|entry| !is_done(entry)).collect();
            let refused = (!refused.is_empty()).then_some((facts, refused));
            Done { result: Err(error), refused }
        }
    }
}

type Ran<R, E> = (Result<R, E>, Facts, Vec<Entry>, bool);

fn attempt<R, E, F>(conn: &mut SqliteConnection, ctx: &OpCtx, job: F) -> Result<Ran<R, E>>
where
    F: for<'tx> FnOnce(&mut Tx<'tx, Write>) -> Result<R, E>,
{
    let before: i64 = select(total_changes()).get_result(conn)?;
    let (result, facts, entries) = {
        let mut tx = Tx::begin(&mut *conn, ctx)?;
        let result = job(&mut tx);
        (result, tx.facts.clone(), std::mem::take(&mut tx.entries))
    };
    let after: i64 = select(total_changes()).get_result(conn)?;
    Ok((result, facts, entries, after != before))
}

/// Writes the entries, and refuses a write that no entry accounts for.
fn account(conn: &mut SqliteConnection, facts: &Facts, entries: &[Entry], changed: bool) -> Result<()> {
    if changed && !entries.iter().any(|entry| entry.changes) {
        return Err(Error::Backend("rows were changed without an entry in the audit log".to_owned()));
    }
    append(conn, facts, entries.iter().filter(|entry| entry.keep))
}
