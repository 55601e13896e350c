//! The audit chain, written a second time from its description: the hash of an entry, and a walk over all of them.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result, Row, params};

/// The numbers of an entry that may be missing, in the order in which they are hashed.
pub(crate) type Ids = [Option<i64>; 4];
/// Its texts, in that order.
pub(crate) type Texts<'a> = [&'a str; 9];

/// Hash of an entry behind one with the hash `previous`: each field after its length.
pub(crate) fn hash(previous: &[u8], seq: i64, at: i64, ids: Ids, texts: Texts<'_>) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("tattoo studio manager, audit log, entry, v1");
    let mut field = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    field(previous);
    field(&seq.to_le_bytes());
    field(&at.to_le_bytes());
    for id in ids {
        field(id.map(i64::to_le_bytes).as_ref().map_or(&[], |bytes| bytes));
    }
    for text in texts {
        field(text.as_bytes());
    }
    *hasher.finalize().as_bytes()
}

/// Number and hash of the last entry.
///
/// # Errors
/// If the database fails.
pub(crate) fn head(conn: &Connection) -> Result<(i64, [u8; 32])> {
    conn.prepare_cached("SELECT seq, hash FROM audit_head WHERE id = ?")?
        .query_row(params![1], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// How many entries stand in an unbroken chain that ends where the head says; `None` if it is broken.
///
/// # Errors
/// If the database fails.
pub(crate) fn walk(conn: &Connection) -> Result<Option<i64>> {
    const SQL: &str = "SELECT seq, at, actor, user_id, session_id, elevation_id, origin, address, request_id,
               action, subject_kind, subject_id, outcome, reason, detail, hash
          FROM audit_log ORDER BY seq";
    let (last, head) = head(conn)?;
    let mut previous = [0; 32];
    let mut seq = 0;
    let mut statement = conn.prepare_cached(SQL)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let found = hash_of(row, &previous, seq + 1)?;
        if row.get::<_, i64>(0)? != seq + 1 || row.get_ref(15)? != ValueRef::Blob(&found) {
            return Ok(None);
        }
        previous = found;
        seq += 1;
    }
    Ok((seq == last && previous == head).then_some(seq))
}

fn hash_of(row: &Row<'_>, previous: &[u8], seq: i64) -> Result<[u8; 32]> {
    let text = |column: usize| -> Result<&str> { Ok(row.get_ref(column)?.as_str()?) };
    let ids = [row.get(3)?, row.get(4)?, row.get(5)?, row.get(11)?];
    let texts =
        [text(2)?, text(6)?, text(7)?, text(8)?, text(9)?, text(10)?, text(12)?, text(13)?, text(14)?];
    Ok(hash(previous, seq, row.get(1)?, ids, texts))
}
