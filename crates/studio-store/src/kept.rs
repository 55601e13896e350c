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

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use diesel::connection::InstrumentationEvent;

    use super::*;
    use crate::control::{Begin, Rollback};
    use crate::schema::settings;
    use crate::store::Store;

    #[test]
    fn statements_are_kept_under_their_text_and_change_only_what_fits() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("studio.db");
        drop(Store::create(&path).unwrap());
        let mut conn = crate::connection::open_writer(&path).unwrap();
        let row =
            |key: &'static str| (settings::key.eq(key), settings::value.eq("x"), settings::updated_at.eq(1));
        diesel::insert_into(settings::table)
            .values([row("a"), row("b")].to_vec())
            .execute(&mut conn)
            .unwrap();

        let kept = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&kept);
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::CacheQuery { sql, .. } = event {
                told.lock().unwrap().push(sql.to_owned());
            }
        });
        let mut update = |key: &'static str, value: &'static str, at: Option<i64>| {
            Begin.execute(&mut conn).unwrap();
            let changes = (settings::value.eq(value), at.map(|at| settings::updated_at.eq(at)));
            let hit =
                kept_update(settings::table, settings::key.eq(key), changes).execute(&mut conn).unwrap();
            let rows: Vec<(String, String, i64)> = settings::table
                .order(settings::key)
                .select((settings::key, settings::value, settings::updated_at))
                .load(&mut conn)
                .unwrap();
            Rollback.execute(&mut conn).unwrap();
            let rows: Vec<String> =
                rows.iter().map(|(key, value, at)| format!("{key}={value}@{at}")).collect();
            (hit, rows.join(" "))
        };
        assert_eq!(update("a", "new", None), (1, "a=new@1 b=x@1".to_owned()));
        assert_eq!(update("b", "other", None), (1, "a=x@1 b=other@1".to_owned()));
        assert_eq!(update("b", "third", Some(2)), (1, "a=x@1 b=third@2".to_owned()));
        assert_eq!(update("c", "none", Some(2)), (0, "a=x@1 b=x@1".to_owned()));

        let kept = kept.lock().unwrap();
        let count = |start: &str| kept.iter().filter(|sql| sql.starts_with(start)).count();
        assert_eq!(["BEGIN", "UPDATE", "ROLLBACK"].map(count), [1, 2, 1], "{kept:?}");
    }
}
