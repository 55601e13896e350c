//! Conditions on appointments that stand in the SQL as partial indexes have them.
//!
//! A partial index is only taken where its condition is written, not bound; and Diesel's own way to write SQL keeps a statement from staying
//! prepared.

use diesel::QueryResult;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::Bool;
use diesel::sqlite::Sqlite;

macro_rules! conditions {
    ($($(#[$doc:meta])* $name:ident = $sql:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub(crate) struct $name;

        impl Expression for $name {
            type SqlType = Bool;
        }
        impl<Source> SelectableExpression<Source> for $name {}
        impl<Source> AppearsOnTable<Source> for $name {}
        impl ValidGrouping<()> for $name {
            type IsAggregate = is_aggregate::Never;
        }
        impl QueryId for $name {
            type QueryId = Self;
            const HAS_STATIC_QUERY_ID: bool = true;
        }
        impl QueryFragment<Sqlite> for $name {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
                out.push_sql($sql);
                Ok(())
            }
        }
    )+};
}

conditions! {
    /// Those that last longer than any that can be booked: some that were brought in. The index `appointments_long` holds them.
    LongerThanBooked = "(appointments.ends_at - appointments.starts_at > 43200000)";
    /// Those that are not over as far as their status goes. The index `appointments_not_over` holds them.
    NotOver = "(appointments.status IN ('pending', 'confirmed'))";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_is_longer_than_the_longest_booking() {
        let shown = diesel::debug_query::<Sqlite, _>(&LongerThanBooked).to_string();
        let bound = format!("> {})", studio_domain::LONGEST.as_millis());
        assert!(shown.contains(&bound), "{shown} and {bound}");
    }
}
