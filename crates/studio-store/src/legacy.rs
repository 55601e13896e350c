//! The data file of the desktop application that studios move from: opened as a copy, looked at, read row by row as text.
//!
//! The source itself is only read: it is copied into a folder of ours first, with the journal that may lie beside it, and the copy is
//! what SQLite opens. So nothing is ever written beside the source, a medium that can't be written works too, what a crash left
//! half-way is put right in the copy, and the application may be started again while a long import runs.
//!
//! Which generation of its schema a file has is not asked: tables and columns that are there are read, others are `NULL`, and every
//! difference is told by [`Legacy::oddities`]. Each cell comes as text, whatever type it was stored with; bytes that are no Unicode
//! come as U+FFFD. Names in statements come from a fixed list, never from the file.

mod copy;
mod problem;
mod tables;

use std::path::Path;

use diesel::connection::{DefaultLoadingMode, SimpleConnection};
use diesel::deserialize::{self, QueryableByName};
use diesel::prelude::*;
use diesel::row::{Field as _, NamedRow};
use diesel::sql_types::{BigInt, Text};
use diesel::sqlite::{Sqlite, SqliteConnection};

use crate::connection::{APPLICATION_ID, establish};
use copy::Scratch;
use tables::TABLES;

pub use problem::LegacyProblem;
pub use tables::{
    LegacyArtist, LegacyClient, LegacyPortfolioItem, LegacyProduct, LegacyRecord, LegacySession,
    LegacySetting, LegacyTransaction, LegacyUser,
};

/// How the copy is opened. It is nobody else's, and nothing in its schema may run anything.
const CAREFUL: &str = "
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA mmap_size = 0;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -16384;";

/// What a check of the file may say without its rows being unreadable: they were written against the file's own rules.
const TOLERATED: [&str; 4] =
    ["NULL value in ", "CHECK constraint failed in ", "NUMERIC value in ", "TEXT value in "];

/// The data of the old application, open for reading. The copy that it reads goes when it is dropped.
pub struct Legacy {
    // Before the folder: a connection has to be closed before its file can go.
    conn: SqliteConnection,
    _scratch: Scratch,
    present: Vec<Present>,
    oddities: Vec<LegacyOddity>,
}

impl std::fmt::Debug for Legacy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Legacy").field("present", &self.present).finish_non_exhaustive()
    }
}

/// One known table and which of its known columns the file has; without any, the table is not there.
#[derive(Debug)]
struct Present {
    table: &'static str,
    columns: Vec<&'static str>,
}

/// A difference between the file and what is known of the application's schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegacyOddity {
    /// What differs.
    pub kind: LegacyOddityKind,
    /// The table.
    pub table: String,
    /// The column; `None` where it is about the whole table.
    pub column: Option<String>,
}

/// Ways in which a file differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegacyOddityKind {
    /// A known table is not there: an older file.
    MissingTable,
    /// A known column is not there: an older file.
    MissingColumn,
    /// A table that nothing is known of; it is not read.
    ExtraTable,
    /// A column that nothing is known of; it is not read.
    ExtraColumn,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// The cells of one row in the order of its statement.
struct Cells(Vec<Option<String>>);

impl QueryableByName<Sqlite> for Cells {
    fn build<'a>(row: &impl NamedRow<'a, Sqlite>) -> deserialize::Result<Self> {
        let mut cells = Vec::with_capacity(row.field_count());
        for at in 0..row.field_count() {
            let field = diesel::row::Row::get(row, at).ok_or("a row ends before its last column")?;
            // Not by way of `FromSql`: that refuses bytes that are no Unicode, and with them the whole table.
            cells.push(field.value().map(|mut value| value.read_text().to_owned()));
        }
        Ok(Self(cells))
    }
}

impl Legacy {
    /// Copies `source` into the folder `scratch`, which must not exist and goes again with the answer, and opens the copy.
    ///
    /// # Errors
    /// [`LegacyProblem`]: every way in which a file can't be read, told apart.
    pub fn open(source: &Path, scratch: &Path) -> Result<Self, LegacyProblem> {
        let (copy, scratch) = copy::take(source, scratch)?;
        let mut conn = establish(&copy).map_err(|error| LegacyProblem::Access(error.to_string()))?;
        conn.batch_execute(CAREFUL)?;
        let tables = lines(
            &mut conn,
            "SELECT name AS line FROM pragma_table_list
              WHERE schema = 'main' AND type = 'table' AND substr(name, 1, 7) <> 'sqlite_'",
        )?;
        expect_full_pages(&mut conn, &copy)?;
        if number(&mut conn, "SELECT application_id AS n FROM pragma_application_id")? == APPLICATION_ID {
            return Err(LegacyProblem::Foreign);
        }
        expect_whole(&mut conn)?;
        let (present, oddities) = look(&mut conn, &tables)?;
        if !is_known(&present) {
            return Err(LegacyProblem::Foreign);
        }
        // From here on the copy is only read; what a journal had to undo is undone.
        conn.batch_execute("PRAGMA query_only = ON;")?;
        Ok(Self { conn, _scratch: scratch, present, oddities })
    }

    /// How the file's schema differs from what is known.
    #[must_use]
    pub fn oddities(&self) -> &[LegacyOddity] {
        &self.oddities
    }

    /// How many rows a table has.
    ///
    /// # Errors
    /// [`LegacyProblem::Damaged`].
    pub fn count<R: LegacyRecord>(&mut self) -> Result<u64, LegacyProblem> {
        if self.columns_of(R::TABLE).is_empty() {
            return Ok(0);
        }
        let rows =
            number(&mut self.conn, &format!("SELECT count(*) AS n FROM \"{}\" NOT INDEXED", R::TABLE))?;
        Ok(u64::try_from(rows).unwrap_or_default())
    }

    /// Hands over a table row by row, in the order in which the file has them; the first error ends it.
    ///
    /// # Errors
    /// [`LegacyProblem::Damaged`], and whatever `take` answers.
    pub fn each<R: LegacyRecord, E: From<LegacyProblem>>(
        &mut self,
        mut take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        let present = self.columns_of(R::TABLE);
        if present.is_empty() {
            return Ok(());
        }
        let statement = statement::<R>(present);
        let rows = diesel::sql_query(statement)
            .load_iter::<Cells, DefaultLoadingMode>(&mut self.conn)
            .map_err(LegacyProblem::from)?;
        for row in rows {
            take(R::from_cells(row.map_err(LegacyProblem::from)?.0))?;
        }
        Ok(())
    }

    fn columns_of(&self, table: &str) -> &[&'static str] {
        self.present.iter().find(|present| present.table == table).map_or(&[], |present| &present.columns)
    }
}

/// `NOT INDEXED`: an index that is out of step with its table can't hide a row then.
fn statement<R: LegacyRecord>(present: &[&'static str]) -> String {
    let cells: Vec<String> = R::COLUMNS
        .iter()
        .map(|column| match present.contains(column) {
            true => format!("CAST(\"{column}\" AS TEXT) AS \"{column}\""),
            false => format!("NULL AS \"{column}\""),
        })
        .collect();
    format!("SELECT {} FROM \"{}\" NOT INDEXED", cells.join(", "), R::TABLE)
}

fn lines(conn: &mut SqliteConnection, sql: &str) -> Result<Vec<String>, LegacyProblem> {
    Ok(diesel::sql_query(sql).load::<Line>(conn)?.into_iter().map(|row| row.line).collect())
}

fn number(conn: &mut SqliteConnection, sql: &str) -> Result<i64, LegacyProblem> {
    Ok(diesel::sql_query(sql).get_result::<Number>(conn)?.n)
}

/// SQLite fills a last page that is cut off with zeros and reads on; what stood there would be lost without a word. Looked at after the
/// first statement, when a journal has undone what it had to.
fn expect_full_pages(conn: &mut SqliteConnection, file: &Path) -> Result<(), LegacyProblem> {
    let page = number(conn, "SELECT page_size AS n FROM pragma_page_size")?;
    let length = |path: &Path| path.metadata().map_or(0, |facts| facts.len());
    let rest = u64::try_from(page).ok().and_then(|page| length(file).checked_rem(page));
    // A log has the pages that the file itself may have in part.
    let logged = length(&copy::with(file, copy::LOG)) > 0;
    if rest == Some(0) || logged {
        Ok(())
    } else {
        Err(LegacyProblem::Damaged("it ends within a page".to_owned()))
    }
}

/// Reads every page once, so that a damaged file is refused before anything is made of it.
fn expect_whole(conn: &mut SqliteConnection) -> Result<(), LegacyProblem> {
    let said = lines(conn, "SELECT quick_check AS line FROM pragma_quick_check")?;
    let wrong = said
        .iter()
        .find(|line| line.as_str() != "ok" && !TOLERATED.iter().any(|tolerated| line.starts_with(tolerated)));
    wrong.map_or(Ok(()), |line| Err(LegacyProblem::Damaged(line.clone())))
}

/// What of the known tables is there, and what else.
fn look(
    conn: &mut SqliteConnection,
    tables: &[String],
) -> Result<(Vec<Present>, Vec<LegacyOddity>), LegacyProblem> {
    let (mut present, mut oddities) = (Vec::new(), Vec::new());
    let odd = |kind, table: &str, column: Option<&str>| LegacyOddity {
        kind,
        table: table.to_owned(),
        column: column.map(str::to_owned),
    };
    for (table, known) in TABLES {
        if !tables.iter().any(|name| name.eq_ignore_ascii_case(table)) {
            oddities.push(odd(LegacyOddityKind::MissingTable, table, None));
            continue;
        }
        let there: Vec<String> =
            diesel::sql_query("SELECT name AS line FROM pragma_table_xinfo(?) WHERE hidden <> 1")
                .bind::<Text, _>(*table)
                .load::<Line>(conn)?
                .into_iter()
                .map(|row| row.line)
                .collect();
        let has = |column: &str| there.iter().any(|name| name.eq_ignore_ascii_case(column));
        let missing = known.iter().filter(|column| !has(column));
        oddities.extend(missing.map(|column| odd(LegacyOddityKind::MissingColumn, table, Some(column))));
        let extra = there.iter().filter(|name| !known.iter().any(|column| name.eq_ignore_ascii_case(column)));
        oddities.extend(extra.map(|name| odd(LegacyOddityKind::ExtraColumn, table, Some(name))));
        let columns = known.iter().copied().filter(|column| has(column)).collect();
        present.push(Present { table, columns });
    }
    let extra =
        tables.iter().filter(|name| !TABLES.iter().any(|(table, _)| name.eq_ignore_ascii_case(table)));
    oddities.extend(extra.map(|name| odd(LegacyOddityKind::ExtraTable, name, None)));
    Ok((present, oddities))
}

/// Clients with names, and at least one more table that looks like the application's: less could be anybody's file.
fn is_known(present: &[Present]) -> bool {
    let has = |table: &str, columns: &[&str]| {
        present
            .iter()
            .any(|found| found.table == table && columns.iter().all(|column| found.columns.contains(column)))
    };
    has("clients", &["id", "name"])
        && (has("artists", &["id", "name"])
            || has("sessions", &["client_id", "artist_id", "start"])
            || has("users", &["username", "password_hash"]))
}
