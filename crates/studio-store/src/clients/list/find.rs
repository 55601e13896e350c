//! Asking the full-text index.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::Needle;

use super::walk::of_ids;
use super::{ClientQuery, Keys, compare};
use crate::capped::CappedDsl;
use crate::error::Result;
use crate::guard::Rows;
use crate::schema::client_index;

/// Letters that a word needs for the full-text index, which knows groups of three.
const WORD: usize = 3;
/// The most finds that the full-text index is asked for.
pub(super) const FINDS: usize = 2_000;
/// The most needles that it is asked for; what it finds is looked at for all of them.
const ASKED: usize = 12;

diesel::table! {
    client_fts (rowid) {
        rowid -> BigInt,
        #[sql_name = "client_fts"]
        words -> Text,
    }
}

diesel::infix_operator!(Matches, " MATCH ", diesel::sql_types::Bool, backend: diesel::sqlite::Sqlite);

/// The expression for the needles that are long enough in each spelling; `None` if none is. Each spelling is quoted: whatever it
/// holds, it is text.
pub(super) fn expression(needles: &[Needle]) -> Option<String> {
    let asked: Vec<String> = needles
        .iter()
        .filter(|needle| needle.spellings().all(|spelling| spelling.chars().count() >= WORD))
        .take(ASKED)
        .map(|needle| {
            let spellings: Vec<String> = needle.spellings().map(quoted).collect();
            format!("({})", spellings.join(" OR "))
        })
        .collect();
    (!asked.is_empty()).then(|| asked.join(" AND "))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Ids whose search text has what the expression asks for; `None` if there are more than `most`, which is at most [`FINDS`].
pub(super) fn ids(conn: &mut SqliteConnection, expression: &str, most: usize) -> Result<Option<Vec<i64>>> {
    use diesel::expression::AsExpression;
    let words = <&str as AsExpression<diesel::sql_types::Text>>::as_expression(expression);
    let found: Vec<i64> = client_fts::table
        .filter(Matches::new(client_fts::words, words))
        .select(client_fts::rowid)
        .capped::<{ FINDS + 1 }>()
        .load(conn)?;
    Ok((found.len() <= most).then_some(found))
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
        .filter(|(.., text, archived)| sides.contains(archived) && query.is_met_by(text))
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
