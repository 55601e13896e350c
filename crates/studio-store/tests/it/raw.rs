//! Around the store: what somebody with the file and SQL could see and do. Only tests of exactly that use it.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::Error as DieselError;
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel::sqlite::SqliteConnection;

/// A plain connection, without any setting of the product.
pub(crate) struct Raw(SqliteConnection);

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Nullable<Text>)]
    line: Option<String>,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Tables that hold the log and so change with a refusal too.
const LOG: [&str; 2] = ["audit_head", "audit_log"];

impl Raw {
    pub(crate) fn open(path: &Path) -> Self {
        let mut raw = Self(SqliteConnection::establish(path.to_str().unwrap()).unwrap());
        raw.exec("PRAGMA busy_timeout = 5000");
        raw
    }

    pub(crate) fn exec(&mut self, sql: &str) {
        self.try_exec(sql).unwrap_or_else(|error| panic!("{error}: {sql}"));
    }

    /// The message of SQLite if it refuses.
    pub(crate) fn try_exec(&mut self, sql: &str) -> Result<(), String> {
        self.0.batch_execute(sql).map_err(|error| match error {
            DieselError::DatabaseError(_, info) => info.message().to_owned(),
            other => other.to_string(),
        })
    }

    /// The column `line` of each row.
    pub(crate) fn lines(&mut self, sql: &str) -> Vec<String> {
        let rows = diesel::sql_query(sql).load::<Line>(&mut self.0);
        let rows = rows.unwrap_or_else(|error| panic!("{error}: {sql}"));
        rows.into_iter().map(|row| row.line.unwrap_or_default()).collect()
    }

    /// The column `n` of the only row.
    pub(crate) fn number(&mut self, sql: &str) -> i64 {
        let row = diesel::sql_query(sql).get_result::<Number>(&mut self.0);
        row.unwrap_or_else(|error| panic!("{error}: {sql}")).n
    }

    /// The plan of a statement, a step a line. Its parameters need no values: the product's SQLite does not look at them.
    pub(crate) fn plan(&mut self, statement: &str) -> Vec<String> {
        #[derive(QueryableByName)]
        struct Step {
            #[diesel(sql_type = Text)]
            detail: String,
        }
        let sql = "EXPLAIN QUERY PLAN ".to_owned() + statement;
        let steps = diesel::sql_query(&sql).load::<Step>(&mut self.0);
        steps.unwrap_or_else(|error| panic!("{error}: {sql}")).into_iter().map(|step| step.detail).collect()
    }

    /// Tables of the product, by name; not what a virtual table keeps its data in.
    pub(crate) fn tables(&mut self) -> Vec<String> {
        self.lines(
            "SELECT name AS line FROM pragma_table_list
              WHERE schema = 'main' AND type = 'table'
                AND name NOT LIKE 'sqlite_%' AND name <> '__diesel_schema_migrations' ORDER BY name",
        )
    }

    pub(crate) fn columns(&mut self, table: &str) -> Vec<String> {
        self.lines(&format!("SELECT name AS line FROM pragma_table_info('{table}') ORDER BY cid"))
    }

    /// Every row of every table but the log, for comparing before and after.
    pub(crate) fn dump(&mut self) -> String {
        let mut text = String::new();
        for table in self.tables().iter().filter(|table| !LOG.contains(&table.as_str())) {
            let columns: Vec<String> =
                self.columns(table).iter().map(|column| format!("quote({column})")).collect();
            let sql = format!("SELECT {} AS line FROM {table} ORDER BY 1", columns.join(" || ',' || "));
            text.push_str(table);
            text.push('\n');
            for line in self.lines(&sql) {
                text.push_str(&line);
                text.push('\n');
            }
        }
        text
    }

    /// The schema as SQLite keeps it.
    pub(crate) fn schema(&mut self) -> Vec<String> {
        self.lines(
            "SELECT type || ' ' || name || ': ' || coalesce(sql, '') AS line FROM sqlite_schema
              WHERE name <> '__diesel_schema_migrations' AND tbl_name <> '__diesel_schema_migrations'
              ORDER BY type, name",
        )
    }
}
