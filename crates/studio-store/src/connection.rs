//! Opening one SQLite connection the way the product needs it.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::sqlite::SqliteConnection;
use diesel::{Connection, ConnectionError};

use crate::error::{Error, FileProblem, Result};

/// `"TTUD"`: marks a file as a tattoo studio's data.
pub(crate) const APPLICATION_ID: i64 = 0x5454_5544;

/// How long a connection waits for another process before it answers busy.
pub(crate) const BUSY_MS: u32 = 5_000;

// busy_timeout comes first: switching to WAL may itself meet another process.
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

// FULL, not NORMAL: under NORMAL a power cut may take back writes that were already confirmed. When the file is busy, the writer
// asks again by itself.
const WRITER: &str = "PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA busy_timeout = 1;";
const READER: &str = "PRAGMA query_only = ON; PRAGMA cache_size = -12288;";

/// Opens the connection of the writer thread.
pub(crate) fn open_writer(path: &Path) -> Result<SqliteConnection> {
    let mut conn = establish(path)?;
    prepare(&mut conn, WRITER)?;
    Ok(conn)
}

/// Opens a reading connection; one that tries to write fails in SQLite itself.
pub(crate) fn open_reader(path: &Path) -> Result<SqliteConnection> {
    let mut conn = establish(path)?;
    prepare(&mut conn, READER)?;
    Ok(conn)
}

/// Opens a connection without any of the product's settings, for looking at a file before it is trusted.
pub(crate) fn establish(path: &Path) -> Result<SqliteConnection> {
    let name =
        path.to_str().ok_or_else(|| Error::File(FileProblem::Access("the path is not UTF-8".to_owned())))?;
    SqliteConnection::establish(name).map_err(|error| match error {
        ConnectionError::BadConnection(what) => Error::File(FileProblem::Access(what)),
        other => Error::Backend(other.to_string()),
    })
}

fn prepare(conn: &mut SqliteConnection, role: &str) -> Result<()> {
    conn.batch_execute(COMMON)?;
    conn.batch_execute(role)?;
    Ok(())
}
