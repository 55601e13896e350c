//! Making and upgrading the data file.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel::sqlite::{Sqlite, SqliteConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::connection::{APPLICATION_ID, BUSY_MS, establish};
use crate::error::{Error, FileProblem, Result};
use crate::store::Store;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct Foreign {
    #[diesel(sql_type = Text)]
    child: String,
    #[diesel(sql_type = Text)]
    parent: String,
}

/// What migrating did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migrated {
    /// Schema number before.
    pub from: i64,
    /// Schema number now.
    pub to: i64,
}

/// Newest schema number that this program knows.
///
/// # Errors
/// If the embedded migrations can't be read.
pub fn newest_schema() -> Result<i64> {
    Ok(i64::try_from(all()?.len()).unwrap_or(i64::MAX))
}

fn all() -> Result<Vec<Box<dyn Migration<Sqlite>>>> {
    MIGRATIONS.migrations().map_err(|error| Error::Backend(error.to_string()))
}

/// Schema number of an existing studio file; nothing is written.
///
/// # Errors
/// [`Error::File`] if it is missing, not a studio's, or damaged.
pub fn schema_of(path: &Path) -> Result<i64> {
    if !path.is_file() {
        return Err(Error::File(FileProblem::Missing));
    }
    let mut conn = establish(path)?;
    conn.batch_execute(&format!("PRAGMA busy_timeout = {BUSY_MS};"))?;
    schema(&mut conn)
}

fn schema(conn: &mut SqliteConnection) -> Result<i64> {
    let application = number(conn, "SELECT application_id AS n FROM pragma_application_id")?;
    if application != APPLICATION_ID {
        return Err(Error::File(FileProblem::Foreign));
    }
    number(conn, "SELECT user_version AS n FROM pragma_user_version")
}

fn number(conn: &mut SqliteConnection, sql: &str) -> Result<i64> {
    Ok(diesel::sql_query(sql).get_result::<Number>(conn)?.n)
}

/// Refuses a file that is not at this program's schema.
pub(crate) fn expect_current(path: &Path) -> Result<()> {
    let (file, program) = (schema_of(path)?, newest_schema()?);
    match file.cmp(&program) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Less => Err(Error::File(FileProblem::Older { file, program })),
        std::cmp::Ordering::Greater => Err(Error::File(FileProblem::Newer { file, program })),
    }
}

impl Store {
    /// Makes a new, empty studio file at `path` and opens it.
    ///
    /// # Errors
    /// [`FileProblem::Access`] if something is there already or the folder can't be written.
    pub fn create(path: &Path) -> Result<Self> {
        if path.exists() {
            return Err(Error::File(FileProblem::Access(format!("`{}` exists already", path.display()))));
        }
        let mut conn = establish(path)?;
        up(&mut conn)?;
        drop(conn);
        Self::open(path)
    }

    /// Brings an existing file to this program's schema, all steps or none. Copy it aside before.
    ///
    /// # Errors
    /// [`Error::File`] as [`schema_of`], or [`FileProblem::Newer`]; [`Error::Backend`] names the step that failed.
    pub fn migrate(path: &Path) -> Result<Migrated> {
        let (from, to) = (schema_of(path)?, newest_schema()?);
        if from > to {
            return Err(Error::File(FileProblem::Newer { file: from, program: to }));
        }
        if from < to {
            up(&mut establish(path)?)?;
        }
        Ok(Migrated { from, to })
    }
}

fn up(conn: &mut SqliteConnection) -> Result<()> {
    // Foreign keys can only be switched outside a transaction; a step may rebuild a table that others refer to.
    conn.batch_execute(&format!(
        "PRAGMA busy_timeout = {BUSY_MS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;"
    ))?;
    conn.exclusive_transaction(|conn| {
        conn.run_pending_migrations(MIGRATIONS)
            .map_err(|error| Error::Backend(format!("migrating: {error}")))?;
        no_orphans(conn)
    })
}

fn no_orphans(conn: &mut SqliteConnection) -> Result<()> {
    let orphans: Vec<Foreign> =
        diesel::sql_query("SELECT \"table\" AS child, \"parent\" FROM pragma_foreign_key_check")
            .load(conn)?;
    match orphans.first() {
        None => Ok(()),
        Some(first) => Err(Error::File(FileProblem::Damaged(format!(
            "{} rows of `{}` refer to rows of `{}` that do not exist",
            orphans.len(),
            first.child,
            first.parent
        )))),
    }
}

/// Writes a whole, consistent copy of a studio file to `target`, while others may go on using it.
///
/// # Errors
/// [`Error::File`] as [`schema_of`]; [`Error::Unavailable`] if the disk is full.
pub fn copy_aside(path: &Path, target: &Path) -> Result<()> {
    schema_of(path)?;
    let target = target
        .to_str()
        .ok_or_else(|| Error::File(FileProblem::Access("the path is not UTF-8".to_owned())))?;
    diesel::sql_query("VACUUM INTO ?").bind::<Text, _>(target).execute(&mut establish(path)?)?;
    Ok(())
}

/// Undoes the newest migration of a file; for the tests of `down.sql`, and for developers.
///
/// # Errors
/// If there is nothing to undo, or the step fails.
pub fn undo_newest(path: &Path) -> Result<()> {
    let mut conn = establish(path)?;
    conn.batch_execute(&format!("PRAGMA busy_timeout = {BUSY_MS}; PRAGMA foreign_keys = OFF;"))?;
    conn.exclusive_transaction(|conn| {
        conn.revert_last_migration(MIGRATIONS)
            .map_err(|error| Error::Backend(format!("undoing: {error}")))?;
        Ok(())
    })
}

/// Runs what is pending; the other half of [`undo_newest`].
///
/// # Errors
/// If a step fails.
pub fn redo_pending(path: &Path) -> Result<()> {
    up(&mut establish(path)?)
}
