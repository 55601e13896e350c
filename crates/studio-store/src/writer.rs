//! The writer thread: the one place that changes the file.
//!
//! Jobs queue up; up to [`GROUP`] of them share one transaction, each in a savepoint of its own, and each caller is answered after
//! the commit. With `synchronous = FULL` a commit costs a disk flush: sharing it is what makes many writers fast, and the queue is
//! what makes them fair.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use diesel::query_dsl::RunQueryDsl;
use diesel::sqlite::SqliteConnection;

use crate::audit::{Entry, Facts, append};
use crate::connection::{BUSY_MS, open_writer};
use crate::control::{BeginImmediate, Commit, Release, Rollback, RollbackTo, Savepoint};
use crate::error::{Error, Result};
use crate::store::inside_transaction;
use crate::turnstile::Turnstile;

/// Jobs that share a commit at most.
const GROUP: usize = 64;
/// Jobs that may wait; more wait in `send`.
const QUEUE: usize = 1_024;

/// What a job leaves behind.
pub(crate) struct Done<R, E> {
    pub(crate) result: Result<R, E>,
    /// Refusals to be kept although the job is taken back.
    pub(crate) refused: Option<(Facts, Vec<Entry>)>,
}

impl<R, E: From<Error>> From<Result<R, E>> for Done<R, E> {
    fn from(result: Result<R, E>) -> Self {
        Self { result, refused: None }
    }
}

/// What became of a job, its group's fate included.
#[derive(Debug, Clone)]
enum Fate {
    Kept,
    Busy,
    Lost(String),
    Panicked,
}

/// What the writer has to know of work that was done; its value waits for the caller elsewhere, so that one kind of job is enough.
struct Ran {
    keep: bool,
    refused: Option<(Facts, Vec<Entry>)>,
}

type Work = Box<dyn FnOnce(&mut SqliteConnection) -> Ran + Send>;

/// Where the caller finds the value of its work.
struct Place<R, E>(Arc<Mutex<Option<Result<R, E>>>>);

impl<R, E> Place<R, E>
where
    R: Send + 'static,
    E: From<Error> + Send + 'static,
{
    /// Work that leaves its value there.
    fn of(work: impl FnOnce(&mut SqliteConnection) -> Done<R, E> + Send + 'static) -> (Work, Self) {
        let place = Arc::new(Mutex::new(None));
        let left = Arc::clone(&place);
        let work = move |conn: &mut SqliteConnection| {
            let Done { result, refused } = work(conn);
            let keep = result.is_ok();
            *left.lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
            Ran { keep, refused }
        };
        (Box::new(work), Self(place))
    }

    /// What the caller is told.
    fn answer(&self, fate: Fate) -> Result<R, E> {
        let result = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let error = match (fate, result) {
            (Fate::Kept, Some(result)) => return result,
            // A job that failed by itself keeps its own error: nothing of it was to be kept.
            (Fate::Lost(_), Some(Err(error))) => return Err(error),
            (Fate::Kept, None) => Error::Unavailable("the group was taken back".to_owned()),
            (Fate::Busy, _) => Error::Busy,
            (Fate::Lost(why), _) => Error::Unavailable(why),
            (Fate::Panicked, _) => Error::Backend("a job panicked".to_owned()),
        };
        Err(E::from(error))
    }
}

struct Job {
    work: Option<Work>,
    /// What to append after the work was taken back.
    refused: Option<(Facts, Vec<Entry>)>,
    panicked: bool,
    reply: SyncSender<Fate>,
    /// Whether the job wants a transaction for itself.
    alone: bool,
}

impl Job {
    /// Runs the work. Answers whether its changes stay.
    fn run(&mut self, conn: &mut SqliteConnection) -> bool {
        let Some(work) = self.work.take() else { return false };
        let Ok(Ran { keep, refused }) = catch_unwind(AssertUnwindSafe(|| work(conn))) else {
            self.panicked = true;
            return false;
        };
        self.refused = refused;
        keep
    }

    /// Tells the caller, who may have gone; then nobody is there to be told.
    fn answer(self, fate: &Fate) {
        let fate = if self.panicked { Fate::Panicked } else { fate.clone() };
        drop(self.reply.send(fate));
    }
}

/// Handle of the writer thread. Dropping it finishes the queued jobs, then ends the thread.
pub(crate) struct Writer {
    queue: Option<SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(path: &Path) -> Result<Self> {
        let conn = open_writer(path)?;
        let (queue, jobs) = sync_channel(QUEUE);
        let path: PathBuf = path.to_owned();
        let thread = std::thread::Builder::new()
            .name("studio-writer".to_owned())
            .spawn(move || run(conn, &Turnstile::beside(&path), &jobs))
            .map_err(|error| Error::Backend(format!("no writer thread: {error}")))?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }

    /// Queues a job and waits until it is on disk.
    pub(crate) fn run<R, E, F>(&self, alone: bool, work: F) -> Result<R, E>
    where
        F: FnOnce(&mut SqliteConnection) -> Done<R, E> + Send + 'static,
        R: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (work, place) = Place::of(work);
        place.answer(self.wait(alone, work)?)
    }

    /// Queues work and waits until its fate is known.
    fn wait(&self, alone: bool, work: Work) -> Result<Fate> {
        let gone = || Error::Unavailable("the writer has stopped".to_owned());
        let (reply, answer) = sync_channel(1);
        let job = Job { work: Some(work), refused: None, panicked: false, reply, alone };
        let queue = self.queue.as_ref().ok_or_else(gone)?;
        match queue.try_send(job) {
            Ok(()) => {}
            Err(TrySendError::Full(job)) => queue.send(job).map_err(|_why| gone())?,
            Err(TrySendError::Disconnected(_)) => return Err(gone()),
        }
        answer.recv().map_err(|_why| gone())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn run(mut conn: SqliteConnection, turnstile: &Turnstile, jobs: &Receiver<Job>) {
    let _inside = inside_transaction();
    let mut next = None;
    while let Some(first) = next.take().or_else(|| jobs.recv().ok()) {
        let mut group = vec![first];
        while group.len() < GROUP && group.iter().all(|job| !job.alone) {
            match jobs.try_recv() {
                Ok(job) if job.alone => next = Some(job),
                Ok(job) => group.push(job),
                Err(_) => break,
            }
            if next.is_some() {
                break;
            }
        }
        while !group.is_empty() {
            group = commit_together(&mut conn, turnstile, group);
        }
    }
}

/// Runs the jobs in one transaction and answers them. If SQLite ends the transaction half-way (full disk), the jobs that had not
/// been started are handed back.
fn commit_together(conn: &mut SqliteConnection, turnstile: &Turnstile, group: Vec<Job>) -> Vec<Job> {
    if let Err(error) = begin(conn, turnstile) {
        let fate = match error {
            Error::Busy => Fate::Busy,
            other => Fate::Lost(other.to_string()),
        };
        answer_all(group, &fate);
        return Vec::new();
    }
    let mut waiting = group.into_iter();
    let mut ran = Vec::with_capacity(waiting.len());
    let mut fate = Fate::Kept;
    for mut job in waiting.by_ref() {
        let alive =
            if job.alone { run_alone(conn, turnstile, &mut job) } else { run_in_savepoint(conn, &mut job) };
        ran.push(job);
        if let Err(error) = alive {
            fate = Fate::Lost(error.to_string());
            break;
        }
    }
    if matches!(fate, Fate::Kept)
        && let Err(error) = Commit.execute(conn)
    {
        fate = Fate::Lost(Error::from(error).to_string());
    }
    if !matches!(fate, Fate::Kept) {
        // Fails where SQLite has already rolled back: that is the state we want.
        drop(Rollback.execute(conn));
    }
    answer_all(ran, &fate);
    waiting.collect()
}

fn answer_all(jobs: Vec<Job>, fate: &Fate) {
    for job in jobs {
        job.answer(fate);
    }
}

fn begin(conn: &mut SqliteConnection, turnstile: &Turnstile) -> Result<()> {
    turnstile.pass(|| take_write_lock(conn))
}

/// The connection waits a millisecond for the lock and is asked again: SQLite's own waiting would sleep on for up to a tenth of a second
/// after the other process has committed, while nobody writes.
fn take_write_lock(conn: &mut SqliteConnection) -> Result<()> {
    for _ in 0..BUSY_MS {
        match BeginImmediate.execute(conn).map_err(Error::from) {
            Err(Error::Busy) => {}
            begun => return begun.map(drop),
        }
    }
    Err(Error::Busy)
}

/// A job that shares its transaction with nobody is taken back with the transaction itself. What SQLite remembers for an outer savepoint is
/// walked through at every statement: a job of a hundred thousand rows would take minutes for that alone.
fn run_alone(conn: &mut SqliteConnection, turnstile: &Turnstile, job: &mut Job) -> Result<()> {
    if job.run(conn) {
        return Ok(());
    }
    Rollback.execute(conn)?;
    begin(conn, turnstile)?;
    match job.refused.take() {
        Some((facts, refused)) => append(conn, &facts, &refused),
        None => Ok(()),
    }
}

/// An error means that the whole transaction is gone: a savepoint that was just opened can't be closed any more.
fn run_in_savepoint(conn: &mut SqliteConnection, job: &mut Job) -> Result<()> {
    Savepoint.execute(conn)?;
    if job.run(conn) {
        Release.execute(conn)?;
        return Ok(());
    }
    RollbackTo.execute(conn)?;
    Release.execute(conn)?;
    if let Some((facts, refused)) = job.refused.take() {
        Savepoint.execute(conn)?;
        append(conn, &facts, &refused)?;
        Release.execute(conn)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
