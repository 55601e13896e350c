//! Filling `client_index` with more rows than it has: its indexes and the full text are taken away first and made anew, sorted, at the
//! end.
//!
//! Row by row, each of a dozen indexes takes every row at a place of its own. With a million clients that no longer fits the page cache:
//! pages go out into the log and are looked for there again, in a transaction that has to stay one.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::sqlite::SqliteConnection;

use crate::error::Result;
use crate::schema::client_index;

/// Fewer rows are not worth that every connection reads the schema anew.
const WORTH_IT: usize = 5_000;

/// An index or a trigger of the table, as it was made.
#[derive(Debug, QueryableByName)]
struct Part {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    sql: String,
}

/// Runs `fill`, which adds `more` rows to the table and changes none; in the caller's transaction.
///
/// # Errors
/// What `fill` fails with, or the database: then the caller rolls back, and the table has its indexes as before.
pub(super) fn filled_in_bulk(
    conn: &mut SqliteConnection,
    more: usize,
    fill: impl FnOnce(&mut SqliteConnection) -> Result<()>,
) -> Result<()> {
    let before: i64 = client_index::table.count().get_result(conn)?;
    if more < WORTH_IT || more < usize::try_from(before).unwrap_or(usize::MAX) {
        return fill(conn);
    }
    let parts: Vec<Part> = diesel::sql_query(
        "SELECT type AS kind, name, sql FROM sqlite_schema
          WHERE tbl_name = 'client_index' AND type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid",
    )
    .load(conn)?;
    for part in &parts {
        conn.batch_execute(&format!("DROP {} \"{}\"", part.kind, part.name))?;
    }
    fill(conn)?;
    for part in &parts {
        conn.batch_execute(&part.sql)?;
    }
    conn.batch_execute("INSERT INTO client_fts (client_fts) VALUES ('rebuild')")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::index;
    use super::*;
    use crate::Store;
    use crate::connection::open_writer;
    use studio_domain::Timestamp;

    const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);

    /// Everything that the schema says, and what the full text finds.
    fn state(conn: &mut SqliteConnection) -> (Vec<String>, Vec<String>) {
        let schema: Vec<Part> = diesel::sql_query(
            "SELECT type AS kind, name, coalesce(sql, '') AS sql FROM sqlite_schema ORDER BY type, name",
        )
        .load(conn)
        .unwrap();
        let found: Vec<Part> = diesel::sql_query(
            "SELECT CAST(rowid AS TEXT) AS kind, search_text AS name, '' AS sql FROM client_fts
              WHERE client_fts MATCH '\"ent 7\"' ORDER BY rowid",
        )
        .load(conn)
        .unwrap();
        let words = |parts: Vec<Part>| {
            parts.into_iter().map(|part| format!("{} {} {}", part.kind, part.name, part.sql)).collect()
        };
        (words(schema), words(found))
    }

    fn fill(conn: &mut SqliteConnection, from: usize, to: usize) {
        conn.batch_execute(&format!(
            "WITH RECURSIVE n (i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i < {to})
             INSERT INTO clients (id, name, created_at, updated_at) SELECT i, 'Client ' || i, i, 0 FROM n;"
        ))
        .unwrap();
    }

    #[test]
    fn in_bulk_and_one_by_one_make_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let made = |name: &str, steps: &[(usize, usize)]| {
            let path = folder.path().join(name);
            drop(Store::create(&path).unwrap());
            let mut conn = open_writer(&path).unwrap();
            for (from, to) in steps {
                fill(&mut conn, *from, *to);
                conn.immediate_transaction(|conn| index::create_missing(conn, NOW)).unwrap();
            }
            let report = index::compare(&mut conn, NOW).unwrap().0;
            assert_eq!((report.looked_at, report.wrong), (WORTH_IT + 10, 0));
            diesel::sql_query("INSERT INTO client_fts (client_fts, rank) VALUES ('integrity-check', 1)")
                .execute(&mut conn)
                .unwrap();
            state(&mut conn)
        };
        let in_bulk = made("bulk.db", &[(1, 10), (11, WORTH_IT + 10)]);
        let one_by_one = made(
            "single.db",
            &[(1, WORTH_IT / 2 + 5), (WORTH_IT / 2 + 6, WORTH_IT), (WORTH_IT + 1, WORTH_IT + 10)],
        );
        assert!(!in_bulk.1.is_empty());
        assert_eq!(in_bulk, one_by_one);
    }

    #[test]
    fn what_fails_leaves_the_indexes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("studio.db");
        drop(Store::create(&path).unwrap());
        let mut conn = open_writer(&path).unwrap();
        let before = state(&mut conn);
        let failed: Result<()> = conn.immediate_transaction(|conn| {
            filled_in_bulk(conn, WORTH_IT, |_conn| Err(crate::error::Error::damaged("client_index")))
        });
        assert!(failed.is_err());
        assert_eq!(state(&mut conn), before);
    }
}
