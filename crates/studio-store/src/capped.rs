//! A row limit written into the SQL text.
//!
//! Diesel binds the number of `.limit()` as a parameter, and SQLite then compiles the statement anew on each run unless it
//! was built with a switch that an embedding program may not have. A literal is always kept prepared.

use diesel::QueryResult;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::query_dsl::RunQueryDsl;
use diesel::sqlite::Sqlite;

/// A select statement that answers at most `N` rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Capped<Q, const N: usize>(Q);

/// Adds `.capped::<N>()` to select statements that have no limit of their own.
pub(crate) trait CappedDsl: Sized {
    /// At most `N` rows, `N` standing in the SQL as a literal.
    fn capped<const N: usize>(self) -> Capped<Self, N> {
        Capped(self)
    }
}

impl<Q: Query> CappedDsl for Q {}

impl<Q: QueryFragment<Sqlite>, const N: usize> QueryFragment<Sqlite> for Capped<Q, N> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(" LIMIT ");
        out.push_sql(&N.to_string());
        Ok(())
    }
}

impl<Q: QueryId, const N: usize> QueryId for Capped<Q, N>
where
    Q::QueryId: 'static,
{
    type QueryId = Capped<Q::QueryId, N>;
    const HAS_STATIC_QUERY_ID: bool = Q::HAS_STATIC_QUERY_ID;
}

impl<Q: Query, const N: usize> Query for Capped<Q, N> {
    type SqlType = Q::SqlType;
}

impl<Q, Conn, const N: usize> RunQueryDsl<Conn> for Capped<Q, N> {}
