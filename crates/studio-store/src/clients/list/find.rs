//! Asking the full-text index.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;

use super::walk::of_ids;
use super::{ClientQuery, Keys, compare};
use crate::capped::CappedDsl;
use crate::error::Result;
use crate::guard::Rows;
use crate::schema::client_index;

/// Letters that a word needs for the full-text index, which knows groups of three.
const WORD: usize = 3;
/// Finds that are sorted here; more are looked for by walking.
pub(super) const FINDS: usize = 2_000;

diesel::table! {
    client_fts (rowid) {
        rowid -> BigInt,
        #[sql_name = "client_fts"]
        words -> Text,
    }
}

diesel::infix_operator!(Matches, " MATCH ", diesel::sql_types::Bool, backend: diesel::sqlite::Sqlite);

/// The expression for the words that are long enough; `None` if none is. Each word is quoted: whatever it holds, it is text.
pub(super) fn expression(needles: &[String]) -> Option<String> {
    let words: Vec<String> = needles
        .iter()
        .filter(|needle| needle.chars().count() >= WORD)
        .map(|needle| format!("\"{}\"", needle.replace('"', "\"\"")))
        .collect();
    (!words.is_empty()).then(|| words.join(" AND "))
}

/// Ids whose search text holds the words; `None` if there are more than [`FINDS`].
pub(super) fn ids(conn: &mut SqliteConnection, expression: &str) -> Result<Option<Vec<i64>>> {
    use diesel::expression::AsExpression;
    let words = <&str as AsExpression<diesel::sql_types::Text>>::as_expression(expression);
    let found: Vec<i64> = client_fts::table
        .filter(Matches::new(client_fts::words, words))
        .select(client_fts::rowid)
        .capped::<{ FINDS + 1 }>()
        .load(conn)?;
    Ok((found.len() <= FINDS).then_some(found))
}

type Columns = (i64, String, Option<i64>, Option<i64>, i64, String, bool);

/// The finds that pass the filters and lie behind the cursor, in order.
pub(super) fn sorted(
    conn: &mut SqliteConnection,
    query: &ClientQuery,
    rows: Rows,
    found: &[i64],
) -> Result<Vec<Keys>> {
    let sides = super::walk::sides(query.status);
    let loaded: Vec<Columns> = of_ids(query, rows, found)
        .select((
            client_index::client_id,
            client_index::name_key,
            client_index::next_at,
            client_index::last_at,
            client_index::created_at,
            client_index::search_text,
            client_index::archived,
        ))
        .load(conn)?;
    let mut hits: Vec<Keys> = loaded
        .into_iter()
        .filter(|(.., text, archived)| {
            sides.contains(archived) && query.needles.iter().all(|needle| text.contains(needle.as_str()))
        })
        .map(|(id, name, next, last, registered, ..)| Keys { id, name, next, last, registered })
        .filter(|keys| {
            query
                .after
                .as_ref()
                .is_none_or(|after| compare(&keys.cursor(query.sort), after, query.order).is_gt())
        })
        .collect();
    hits.sort_by(|a, b| compare(&a.cursor(query.sort), &b.cursor(query.sort), query.order));
    Ok(hits)
}
