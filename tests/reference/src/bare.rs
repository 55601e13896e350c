//! What the reference programs have in common: the product's statements, written out for rusqlite.

pub(crate) mod actor;
pub(crate) mod agenda;
pub(crate) mod card;
pub(crate) mod chain;
pub(crate) mod clients;
pub(crate) mod wall;

use std::path::Path;

use rusqlite::{Connection, Result};

/// The settings that the product gives each of its connections.
const COMMON: &str = "
    PRAGMA busy_timeout = 5000;
    PRAGMA journal_mode = WAL;
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA recursive_triggers = ON;
    PRAGMA cell_size_check = ON;
    PRAGMA mmap_size = 0;
    PRAGMA temp_store = MEMORY;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA wal_autocheckpoint = 1000;";

/// More than there are different statements, so that each stays prepared.
const STATEMENTS: usize = 32;

/// A connection like those of the product's pool.
///
/// # Errors
/// If the file can't be opened.
pub(crate) fn reader(file: &Path) -> Result<Connection> {
    open(file, "PRAGMA query_only = ON; PRAGMA cache_size = -16384;")
}

/// A connection like that of the product's writer thread.
///
/// # Errors
/// If the file can't be opened.
pub(crate) fn writer(file: &Path) -> Result<Connection> {
    open(file, "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;")
}

fn open(file: &Path, role: &str) -> Result<Connection> {
    let conn = Connection::open(file)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    conn.execute_batch(COMMON)?;
    conn.execute_batch(role)?;
    Ok(conn)
}

/// Runs a statement without values or rows, such as `BEGIN`, that stays prepared.
///
/// # Errors
/// Whatever SQLite answers.
pub(crate) fn control(conn: &Connection, sql: &str) -> Result<()> {
    conn.prepare_cached(sql)?.execute([]).map(drop)
}
