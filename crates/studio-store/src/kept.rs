//! UPDATE statements that stay prepared.
//!
//! Diesel prepares each UPDATE anew, since the columns of one may vary without bound. Where they do not, preparing
//! it (with the triggers and keys that it touches) costs more than running it.

use diesel::QueryResult;
use diesel::prelude::*;
use diesel::query_builder::{AsChangeset, AstPass, QueryFragment, QueryId};
use diesel::sql_types::Bool;
use diesel::sqlite::{Sqlite, SqliteConnection};

/// An UPDATE that is kept under its text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeptUpdate<T, F, C> {
    table: T,
    filter: F,
    changes: C,
}

/// Changes the rows of `table` that fit `filter`. Each set of columns that is ever changed stays prepared for as long as
/// the connection lives, some kilobytes each: only for changes of a few columns, never for those of a wide table.
pub(crate) fn kept_update<T, F, C>(table: T, filter: F, changes: C) -> KeptUpdate<T, F, C::Changeset>
where
    T: Table,
    F: AppearsOnTable<T> + Expression<SqlType = Bool>,
    C: AsChangeset<Target = T>,
{
    KeptUpdate { table, filter, changes: changes.as_changeset() }
}

impl<T, F, C> QueryFragment<Sqlite> for KeptUpdate<T, F, C>
where
    T: QueryFragment<Sqlite>,
    F: QueryFragment<Sqlite>,
    C: QueryFragment<Sqlite>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("UPDATE ");
        self.table.walk_ast(out.reborrow())?;
        out.push_sql(" SET ");
        self.changes.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.filter.walk_ast(out)
    }
}

impl<T, F, C> QueryId for KeptUpdate<T, F, C> {
    type QueryId = ();
    // A change that is `None` leaves its column out: only the text tells the statements apart.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<T, F, C> RunQueryDsl<SqliteConnection> for KeptUpdate<T, F, C> {}
