//! Groups of jobs on a real file: what one does to the others, and what happens when SQLite ends the transaction.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use tempfile::TempDir;

use super::*;
use crate::store::Store;

struct Bench {
    folder: TempDir,
    conn: SqliteConnection,
    turnstile: Turnstile,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("studio.db");
    drop(Store::create(&path).unwrap());
    let mut conn = open_writer(&path).unwrap();
    conn.batch_execute("CREATE TABLE jobs (name TEXT PRIMARY KEY) STRICT").unwrap();
    Bench { folder, conn, turnstile: Turnstile::beside(&path) }
}

impl Bench {
    fn path(&self) -> PathBuf {
        self.folder.path().join("studio.db")
    }

    /// Runs a group and answers how many jobs were handed back.
    fn run(&mut self, group: Vec<Job>) -> Vec<Job> {
        commit_together(&mut self.conn, &self.turnstile, group)
    }

    /// What is on disk, as others see it.
    fn kept(&self) -> Vec<String> {
        names(&mut crate::connection::establish(&self.path()).unwrap())
    }
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

fn names(conn: &mut SqliteConnection) -> Vec<String> {
    let rows: Vec<Name> = diesel::sql_query("SELECT name FROM jobs ORDER BY name").load(conn).unwrap();
    rows.into_iter().map(|row| row.name).collect()
}

fn insert(conn: &mut SqliteConnection, name: &str) -> Result<()> {
    diesel::sql_query("INSERT INTO jobs (name) VALUES (?)").bind::<Text, _>(name).execute(conn)?;
    Ok(())
}

/// Where a job's caller would wait.
struct Answer {
    fate: Receiver<Fate>,
    place: Place<(), Error>,
}

impl Answer {
    /// What the caller was told; nothing yet is an error.
    fn try_recv(&self) -> std::result::Result<Result<()>, TryRecvError> {
        self.fate.try_recv().map(|fate| self.place.answer(fate))
    }
}

/// A job, and where its caller would wait.
fn job(
    alone: bool,
    work: impl FnOnce(&mut SqliteConnection) -> Result<()> + Send + 'static,
) -> (Job, Answer) {
    let (reply, fate) = sync_channel(1);
    let (work, place) = Place::of(move |conn| Done::from(work(conn)));
    (Job { work: Some(work), refused: None, panicked: false, reply, alone }, Answer { fate, place })
}

/// Inserts its name.
fn plain(name: &'static str) -> (Job, Answer) {
    job(false, move |conn| insert(conn, name))
}

fn was_kept(answer: &Answer) {
    let answer = answer.try_recv().unwrap();
    assert!(answer.is_ok(), "{answer:?}");
}

fn was_lost(answer: &Answer, because: &str) {
    let answer = answer.try_recv().unwrap();
    let Err(Error::Unavailable(why)) = &answer else { panic!("{answer:?}") };
    assert!(why.contains(because), "{why}");
}

#[test]
fn a_job_that_fails_takes_back_its_own_and_nothing_else() {
    let mut bench = bench();
    let (first, one) = plain("first");
    let (fails, two) = job(false, |conn| {
        insert(conn, "second")?;
        Err(Error::Busy)
    });
    let (panics, three) = job(false, |conn| {
        insert(conn, "third")?;
        panic!("on purpose")
    });
    let (last, four) = plain("fourth");
    assert!(bench.run(vec![first, fails, panics, last]).is_empty());
    was_kept(&one);
    assert!(matches!(two.try_recv().unwrap(), Err(Error::Busy)));
    assert!(matches!(three.try_recv().unwrap(), Err(Error::Backend(_))));
    was_kept(&four);
    assert_eq!(bench.kept(), ["first", "fourth"]);
}

const BOOM: &str = "CREATE TRIGGER boom BEFORE INSERT ON jobs WHEN NEW.name = 'boom' BEGIN SELECT RAISE(ROLLBACK, 'boom'); END";

#[test]
fn when_sqlite_ends_the_transaction_those_before_are_told_and_those_after_run_anew() {
    let mut bench = bench();
    bench.conn.batch_execute(BOOM).unwrap();
    let (before, one) = plain("before");
    let (failed, two) = job(false, |conn| {
        insert(conn, "failed")?;
        Err(Error::Busy)
    });
    let (boom, three) = plain("boom");
    let (after, four) = plain("after");
    let left = bench.run(vec![before, failed, boom, after]);
    was_lost(&one, "savepoint");
    assert!(matches!(two.try_recv().unwrap(), Err(Error::Busy)), "it had failed by itself");
    let own = three.try_recv().unwrap();
    assert!(matches!(&own, Err(Error::Backend(why)) if why.contains("boom")), "{own:?}");
    assert!(four.try_recv().is_err(), "it has not run");
    assert_eq!((left.len(), bench.kept()), (1, Vec::new()));
    assert!(bench.run(left).is_empty());
    was_kept(&four);
    assert_eq!(bench.kept(), ["after"]);
}

#[test]
fn a_job_that_hides_that_the_transaction_is_gone_is_told_as_well() {
    let mut bench = bench();
    bench.conn.batch_execute(BOOM).unwrap();
    let (before, one) = plain("before");
    let (hides, two) = job(false, |conn| {
        drop(insert(conn, "boom"));
        Ok(())
    });
    assert!(bench.run(vec![before, hides]).is_empty());
    was_lost(&one, "savepoint");
    was_lost(&two, "savepoint");
    assert_eq!(bench.kept(), [""; 0]);
}

#[test]
fn a_commit_that_fails_is_told_to_all_and_the_next_group_is_well() {
    let mut bench = bench();
    bench
        .conn
        .batch_execute(
            "CREATE TABLE debts (job TEXT REFERENCES jobs (name) DEFERRABLE INITIALLY DEFERRED) STRICT",
        )
        .unwrap();
    let (first, one) = plain("first");
    let (owes, two) = job(false, |conn| Ok(conn.batch_execute("INSERT INTO debts VALUES ('nobody')")?));
    assert!(bench.run(vec![first, owes]).is_empty());
    was_lost(&one, "FOREIGN KEY");
    was_lost(&two, "FOREIGN KEY");
    assert_eq!(bench.kept(), [""; 0]);
    let (next, three) = plain("next");
    assert!(bench.run(vec![next]).is_empty());
    was_kept(&three);
    assert_eq!(bench.kept(), ["next"]);
}

#[test]
fn when_another_process_keeps_the_file_nobody_has_run() {
    let mut bench = bench();
    bench.conn.batch_execute("PRAGMA busy_timeout = 0").unwrap();
    let mut other = crate::connection::establish(&bench.path()).unwrap();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let (first, one) = job(false, |_conn| panic!("it ran"));
    let (second, two) = plain("second");
    assert!(bench.run(vec![first, second]).is_empty());
    for answer in [one, two] {
        assert!(matches!(answer.try_recv().unwrap(), Err(Error::Busy)));
    }
    other.batch_execute("ROLLBACK").unwrap();
    let (third, three) = plain("third");
    bench.run(vec![third]);
    was_kept(&three);
    assert_eq!(bench.kept(), ["third"]);
}

/// How many rows others saw while each job ran: jobs of one group see the same.
fn seen_by_each(alone: Option<usize>, jobs: usize) -> Vec<usize> {
    let bench = bench();
    let path = bench.path();
    let (queue, waiting) = sync_channel(jobs);
    let (seen, each) = sync_channel(jobs);
    for i in 0..jobs {
        let (path, seen) = (path.clone(), seen.clone());
        let (job, _nobody_waits) = job(alone == Some(i), move |conn| {
            seen.send(names(&mut crate::connection::establish(&path)?).len()).unwrap();
            insert(conn, &format!("{i:03}"))
        });
        queue.send(job).unwrap();
    }
    drop((queue, seen));
    let Bench { folder, conn, turnstile } = bench;
    run(conn, &turnstile, &waiting);
    let mut file = crate::connection::establish(&folder.path().join("studio.db")).unwrap();
    assert_eq!(names(&mut file).len(), jobs, "jobs whose callers have gone are done all the same");
    each.iter().collect()
}

#[test]
fn jobs_that_wait_share_a_commit_up_to_64() {
    let expected: Vec<usize> = [vec![0; 64], vec![64; 36]].concat();
    assert_eq!(seen_by_each(None, 100), expected);
}

#[test]
fn a_job_alone_shares_with_nobody_and_keeps_its_place() {
    let expected: Vec<usize> = [vec![0; 5], vec![5], vec![6; 4]].concat();
    assert_eq!(seen_by_each(Some(5), 10), expected);
    assert_eq!(seen_by_each(Some(0), 3), [0, 1, 1]);
    assert_eq!(seen_by_each(Some(2), 3), [0, 0, 2]);
}

#[test]
fn a_job_alone_that_fails_leaves_nothing_and_the_next_is_well() {
    let mut bench = bench();
    for fails in [false, true] {
        let (alone, answer) = job(true, move |conn| {
            insert(conn, "alone")?;
            if fails { panic!("on purpose") } else { Err(Error::Busy) }
        });
        assert!(bench.run(vec![alone]).is_empty());
        let answer = answer.try_recv().unwrap();
        assert!(matches!(&answer, Err(Error::Busy | Error::Backend(_))), "{answer:?}");
        assert_eq!(bench.kept(), [""; 0]);
    }
    let (alone, answer) = job(true, |conn| insert(conn, "alone"));
    assert!(bench.run(vec![alone]).is_empty());
    was_kept(&answer);
    assert_eq!(bench.kept(), ["alone"]);
}

#[test]
fn a_job_alone_whose_transaction_sqlite_ends_keeps_its_own_error() {
    let mut bench = bench();
    bench.conn.batch_execute(BOOM).unwrap();
    let (alone, answer) = job(true, |conn| {
        insert(conn, "before")?;
        insert(conn, "boom")
    });
    assert!(bench.run(vec![alone]).is_empty());
    let own = answer.try_recv().unwrap();
    assert!(matches!(&own, Err(Error::Backend(why)) if why.contains("boom")), "{own:?}");
    let (hides, answer) = job(true, |conn| {
        drop(insert(conn, "boom"));
        Ok(())
    });
    assert!(bench.run(vec![hides]).is_empty());
    assert!(matches!(answer.try_recv().unwrap(), Err(Error::Unavailable(_))));
    assert_eq!(bench.kept(), [""; 0]);
}
