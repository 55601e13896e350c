//! The first page of an artist's wall, by one statement.

use std::fmt::Write as _;

use rusqlite::{Connection, Result, Row};

use super::control;

/// A picture with everything that its place on the wall says.
#[derive(Debug)]
pub(crate) struct Hung {
    /// Id.
    pub(crate) id: i64,
    small: String,
    large: String,
    size: (i64, i64),
    words: [String; 3],
    colour: String,
    state: String,
    artist: String,
    marks: (bool, bool),
    stacked: i64,
}

const PAGE: &str = "SELECT i.id, lower(hex(i.small)), lower(hex(i.large)), i.width, i.height, i.title, i.style, i.placement, i.colour, i.state, a.name,
        i.is_public, i.is_featured,
        (SELECT count(*) FROM portfolio_items s WHERE s.cover_id = i.id AND s.removed_at IS NULL)
   FROM portfolio_items i JOIN artists a ON a.id = i.artist_id
  WHERE i.artist_id = ?1 AND i.cover_id IS NULL AND i.removed_at IS NULL
  ORDER BY i.is_featured DESC, i.place, i.id LIMIT 60";

fn hung(row: &Row<'_>) -> Result<Hung> {
    Ok(Hung {
        id: row.get(0)?,
        small: row.get(1)?,
        large: row.get(2)?,
        size: (row.get(3)?, row.get(4)?),
        words: [row.get(5)?, row.get(6)?, row.get(7)?],
        colour: row.get(8)?,
        state: row.get(9)?,
        artist: row.get(10)?,
        marks: (row.get(11)?, row.get(12)?),
        stacked: row.get(13)?,
    })
}

/// The first page, in a snapshot.
///
/// # Errors
/// Whatever SQLite answers.
pub(crate) fn page(conn: &Connection, artist: i64) -> Result<Vec<Hung>> {
    control(conn, "BEGIN")?;
    let rows = conn.prepare_cached(PAGE)?.query_map([artist], hung)?.collect::<Result<Vec<_>>>()?;
    control(conn, "COMMIT")?;
    Ok(rows)
}

/// How many pictures hang there.
///
/// # Errors
/// Whatever SQLite answers.
pub(crate) fn count(conn: &Connection, artist: i64) -> Result<usize> {
    let sql = "SELECT count(*) FROM portfolio_items WHERE artist_id = ?1 AND cover_id IS NULL AND removed_at IS NULL";
    conn.query_row(sql, [artist], |row| row.get::<_, i64>(0)).map(|count| usize::try_from(count).unwrap_or(0))
}

/// A page of nothing but pictures with their words.
pub(crate) fn html(rows: &[Hung]) -> String {
    let mut html =
        "<!doctype html><html lang=\"en\"><title>Portfolio</title><ul class=\"wall\">\n".to_owned();
    for one in rows {
        let Hung { id, small, large, size: (width, height), artist, colour, state, stacked, .. } = one;
        let [title, style, placement] = &one.words;
        let (public, featured) = one.marks;
        let _ = writeln!(
            html,
            "<li data-id=\"{id}\"><a href=\"/portfolio/{id}\" data-large=\"/media/{id}/{large}\"><img src=\"/media/{id}/{small}\" alt=\"{title}\" \
             width=\"{width}\" height=\"{height}\" loading=\"lazy\"></a><p>{artist} · {style} · {placement} · {colour} · {state}</p>\
             <p>{public} {featured} {stacked}</p></li>"
        );
    }
    html.push_str("</ul></html>");
    html
}
