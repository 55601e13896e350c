//! The door: `read` and `write` are the only ways to the rows.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use diesel::dsl::select;
use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;

use crate::apart::Apart;
use crate::audit::{Entry, Facts, append};
use crate::control::{Begin, Rollback};
use crate::ctx::OpCtx;
use crate::error::{Error, Result};
use crate::migrate;
use crate::readers::Readers;
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
/// Cheap to share behind an `Arc`; dropping it finishes the queued writes and closes the file.
pub struct Store {
    path: PathBuf,
    writer: Writer,
    readers: Readers,
    apart: Apart,
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
        let readers = Readers::start(path)?;
        Ok(Self { path: path.to_owned(), writer, readers, apart: Apart::default() })
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
        refuse_nesting()?;
        tell(job, |job| self.read_with(&mut *self.readers.get()?, ctx, job))
    }

    /// The same on a connection that is opened for it: for long reads, which would keep the others from theirs. There is room for two; a
    /// third waits for some seconds.
    ///
    /// # Errors
    /// As [`Store::read`]; [`Error::Busy`] if two others go on for longer.
    pub fn read_apart<R, E, F>(&self, ctx: &OpCtx, job: F) -> Result<R, E>
    where
        F: for<'tx> FnOnce(&mut Tx<'tx, Read>) -> Result<R, E>,
        E: From<Error> + Send + 'static,
    {
        refuse_nesting()?;
        tell(job, |job| self.read_with(&mut *self.apart.open(&self.path)?, ctx, job))
    }

    /// Reads, and hands over what was read after the log has what belongs there.
    fn read_with(&self, conn: &mut SqliteConnection, ctx: &OpCtx, job: Told<'_, Read>) -> Result<()> {
        let (facts, kept) = snapshot(conn, |conn| read_job(conn, ctx, job))?;
        if kept.is_empty() { Ok(()) } else { self.append(facts, kept) }
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
        self.writer.run(alone, move |conn| {
            let mut refused = None;
            let result = tell(job, |job| {
                refused = write_job(conn, &ctx, job)?;
                Ok(())
            });
            Done { result, refused }
        })
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
        snapshot(&mut *self.readers.get()?, job)
    }

    /// The same, unless it would have to wait for a connection.
    pub(crate) fn try_read_raw<R, E: From<Error>>(
        &self,
        job: impl FnOnce(&mut SqliteConnection) -> Result<R, E>,
    ) -> Result<Option<R>, E> {
        refuse_nesting()?;
        self.readers.try_get().map(|mut conn| snapshot(&mut conn, job)).transpose()
    }

    fn append(&self, facts: Facts, entries: Vec<Entry>) -> Result<()> {
        self.write_raw(move |conn| append(conn, &facts, &entries))
    }
}

fn snapshot<R, E: From<Error>>(
    conn: &mut SqliteConnection,
    job: impl FnOnce(&mut SqliteConnection) -> Result<R, E>,
) -> Result<R, E> {
    let _inside = inside_transaction();
    Begin.execute(conn).map_err(Error::from)?;
    let ended = Snapshot(conn);
    job(ended.0)
}

/// Ends a read transaction however the job ends.
struct Snapshot<'c>(&'c mut SqliteConnection);

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        // A snapshot that can't be given back is given back when the connection closes.
        drop(Rollback.execute(self.0));
    }
}

fn is_done(entry: &Entry) -> bool {
    entry.outcome == crate::audit::Outcome::Done
}

/// A job whose value is kept for the caller, and which says whether it went well. There are hundreds of jobs: whatever goes around one knows it
/// by this shape only and is compiled once, not once for each.
type Told<'j, M> = &'j mut dyn for<'tx> FnMut(&mut Tx<'tx, M>) -> bool;

/// Runs what takes a job in that shape, and gives the job's own answer.
fn tell<M, R, E, F>(job: F, run: impl FnOnce(Told<'_, M>) -> Result<()>) -> Result<R, E>
where
    F: for<'tx> FnOnce(&mut Tx<'tx, M>) -> Result<R, E>,
    E: From<Error>,
{
    let (mut job, mut answer) = (Some(job), None);
    run(&mut |tx| {
        answer = job.take().map(|job| job(tx));
        matches!(answer, Some(Ok(_)))
    })?;
    answer.unwrap_or_else(|| Err(E::from(Error::Backend("a job was not run".to_owned()))))
}

/// What the log keeps of a read.
fn read_job(conn: &mut SqliteConnection, ctx: &OpCtx, job: Told<'_, Read>) -> Result<(Facts, Vec<Entry>)> {
    let mut tx = Tx::begin(conn, ctx)?;
    let refused_only = !job(&mut tx);
    let Tx { facts, mut entries, .. } = tx;
    entries.retain(|entry| if refused_only { !is_done(entry) } else { entry.keep });
    Ok((facts, entries))
}

/// Refusals that stay although the write is taken back.
fn write_job(
    conn: &mut SqliteConnection,
    ctx: &OpCtx,
    job: Told<'_, Write>,
) -> Result<Option<(Facts, Vec<Entry>)>> {
    let before = changes_so_far(conn)?;
    let (went_well, facts, entries) = {
        let mut tx = Tx::begin(&mut *conn, ctx)?;
        let went_well = job(&mut tx);
        (went_well, tx.facts, tx.entries)
    };
    if went_well {
        account(conn, &facts, &entries, before)?;
        return Ok(None);
    }
    let refused: Vec<Entry> = entries.into_iter().filter(|entry| !is_done(entry)).collect();
    Ok((!refused.is_empty()).then_some((facts, refused)))
}

fn changes_so_far(conn: &mut SqliteConnection) -> Result<i64> {
    Ok(select(total_changes()).get_result(conn)?)
}

/// Writes the entries, and refuses a write that no entry accounts for.
fn account(conn: &mut SqliteConnection, facts: &Facts, entries: &[Entry], before: i64) -> Result<()> {
    if !entries.iter().any(|entry| entry.changes) && changes_so_far(conn)? != before {
        return Err(Error::Backend("rows were changed without an entry in the audit log".to_owned()));
    }
    append(conn, facts, entries.iter().filter(|entry| entry.keep))
}

#[cfg(test)]
mod tests {
    use studio_domain::Timestamp;
    use studio_policy::SystemRole;

    use super::*;
    use crate::actions::{ChangeSettings, ReadSettings};
    use crate::ctx::{Origin, Visit, Who};
    use crate::guard::Guarded;
    use crate::schema::settings;

    fn studio() -> (tempfile::TempDir, Store, OpCtx) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("studio.db")).unwrap();
        let now = Timestamp::from_millis(1_790_000_000_000);
        let visit = Visit { now, origin: Origin::CLI, request_id: "r1".to_owned() };
        (folder, store, visit.by(Who::System(SystemRole::Operator)))
    }

    /// What no method of a transaction does: changes rows under whatever permit was asked for.
    fn slip_in<A: Guarded<On = crate::actions::Studio>>(tx: &mut Tx<'_, Write>, key: &str) -> Result<()> {
        let studio = tx.studio();
        tx.authorize::<A>(&studio)?;
        insert(tx.conn, key)
    }

    fn insert(conn: &mut SqliteConnection, key: &str) -> Result<()> {
        let row = (settings::key.eq(key), settings::value.eq("x"), settings::updated_at.eq(1));
        diesel::insert_into(settings::table).values(row).execute(conn)?;
        Ok(())
    }

    fn keys(store: &Store) -> Vec<String> {
        store.read_raw(|conn| Ok::<_, Error>(settings::table.select(settings::key).load(conn)?)).unwrap()
    }

    #[test]
    fn rows_changed_without_an_entry_of_a_change_are_taken_back() {
        let (_folder, store, ctx) = studio();
        let unaccounted = |result: Result<()>| {
            let Err(Error::Backend(why)) = &result else { panic!("{result:?}") };
            assert_eq!(why, "rows were changed without an entry in the audit log");
        };
        unaccounted(store.write(&ctx, |tx| insert(tx.conn, "no.permit")));
        unaccounted(store.write(&ctx, |tx| slip_in::<ReadSettings>(tx, "only.a.look")));
        assert_eq!(keys(&store), [""; 0]);
        store.write::<_, Error, _>(&ctx, |tx| slip_in::<ChangeSettings>(tx, "a.change")).unwrap();
        assert_eq!(keys(&store), ["a.change"]);
    }

    #[test]
    fn a_reader_can_not_write_even_past_the_types() {
        let (_folder, store, ctx) = studio();
        let result = store.read::<_, Error, _>(&ctx, |tx| insert(tx.conn, "by.a.reader"));
        let Err(Error::Unavailable(why)) = &result else { panic!("{result:?}") };
        assert!(why.contains("readonly"), "{why}");
        assert_eq!(keys(&store), [""; 0]);
    }

    #[test]
    fn the_value_of_a_write_is_answered_after_it_is_on_disk() {
        let (_folder, store, ctx) = studio();
        for i in 0..20 {
            let key = format!("key.{i:02}");
            store.write::<_, Error, _>(&ctx, move |tx| slip_in::<ChangeSettings>(tx, &key)).unwrap();
            // Another connection, as another process would have, sees it at once.
            let mut other = crate::connection::establish(store.path()).unwrap();
            let seen: i64 = settings::table.count().get_result(&mut other).unwrap();
            assert_eq!(seen, i + 1);
        }
    }
}
