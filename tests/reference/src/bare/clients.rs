//! Pages of the client list and finds of its search, as one would write them by hand for SQLite.

use anyhow::Result;
use rusqlite::{CachedStatement, Connection, Params, Row};
use studio_domain::{ArtistId, ClientId, ClientSort, ClientStatus, Order, Timestamp, Version};
use studio_store::{ClientRow, Named};

use super::control;

/// Rows of a page.
pub(crate) const PAGE: usize = 50;
const ROWS: &str =
    "i.client_id, c.name, c.phone, c.email, c.instagram, i.artist_id, a.name, i.next_at, i.last_at,
    i.created_at, i.archived, c.version";
const JOINED: &str = "JOIN clients c ON c.id = i.client_id LEFT JOIN artists a ON a.id = i.artist_id";

/// A sort key as SQLite has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    /// A name.
    Text(String),
    /// A moment.
    At(i64),
    /// No such date.
    Missing,
}

/// The place of a row in a sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The sort key.
    pub(crate) key: Key,
    /// The id, for rows of the same key.
    pub(crate) id: i64,
}

/// The statements of a sort of active clients, one end first.
#[derive(Debug, Clone)]
pub(crate) struct Sort {
    /// Those that have the key, from the beginning and from a place on.
    present: [String; 2],
    /// Those that miss it, the same; `None` where nobody can.
    missing: Option<[String; 2]>,
    /// Every place, for finding the one where a page begins.
    places: String,
}

impl Sort {
    pub(crate) fn by(sort: ClientSort, order: Order) -> Self {
        let (key, dated) = match sort {
            ClientSort::Name => ("name_key", false),
            ClientSort::Next => ("next_at", true),
            ClientSort::Last => ("last_at", true),
            ClientSort::Registered => ("created_at", false),
        };
        let (end, behind) = match order {
            Order::Asc => ("ASC", '>'),
            Order::Desc => ("DESC", '<'),
        };
        let more = PAGE + 1;
        let select = |filter: &str, by: &str| {
            format!(
                "SELECT {ROWS} FROM client_index i {JOINED} WHERE i.archived = 0{filter} ORDER BY {by} LIMIT {more}"
            )
        };
        let (by, by_id) = (format!("i.{key} {end}, i.client_id {end}"), format!("i.client_id {end}"));
        let has = if dated { format!(" AND i.{key} IS NOT NULL") } else { String::new() };
        let lacks = format!(" AND i.{key} IS NULL");
        Self {
            present: [
                select(&has, &by),
                select(&format!(" AND (i.{key}, i.client_id) {behind} (?1, ?2)"), &by),
            ],
            missing: dated.then(|| {
                [select(&lacks, &by_id), select(&format!("{lacks} AND i.client_id {behind} ?1"), &by_id)]
            }),
            places: format!(
                "SELECT {key}, client_id FROM client_index WHERE archived = 0
                  ORDER BY {key} IS NULL, {key} {end}, client_id {end}"
            ),
        }
    }

    /// Every place in its order.
    ///
    /// # Errors
    /// Whatever SQLite answers.
    pub(crate) fn places(&self, conn: &Connection) -> Result<Vec<Place>> {
        let mut statement = conn.prepare(&self.places)?;
        let places = statement.query_map([], place)?;
        Ok(places.collect::<rusqlite::Result<_>>()?)
    }

    /// The last places of the first pages.
    ///
    /// # Errors
    /// Whatever SQLite answers.
    pub(crate) fn ends(&self, conn: &Connection, pages: usize) -> Result<Vec<Place>> {
        let mut statement = conn.prepare(&format!("{} LIMIT {}", self.places, pages * PAGE))?;
        let places = statement.query_map([], place)?;
        let places = places.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(places.into_iter().skip(PAGE - 1).step_by(PAGE).collect())
    }

    /// The page behind a place, and whether more follow.
    ///
    /// # Errors
    /// Whatever SQLite answers.
    pub(crate) fn page(&self, conn: &Connection, after: Option<&Place>) -> Result<(Vec<ClientRow>, bool)> {
        let [first, behind] = &self.present;
        control(conn, "BEGIN")?;
        let mut rows = Vec::with_capacity(PAGE + 1);
        match after.map(|place| (&place.key, place.id)) {
            None => take(&mut conn.prepare_cached(first)?, [], &mut rows)?,
            Some((Key::Text(name), id)) => take(&mut conn.prepare_cached(behind)?, (name, id), &mut rows)?,
            Some((Key::At(at), id)) => take(&mut conn.prepare_cached(behind)?, (at, id), &mut rows)?,
            Some((Key::Missing, _)) => {}
        }
        if let Some([first, behind]) = self.missing.as_ref().filter(|_| rows.len() <= PAGE) {
            match after {
                Some(Place { key: Key::Missing, id }) => {
                    take(&mut conn.prepare_cached(behind)?, [id], &mut rows)?;
                }
                _ => take(&mut conn.prepare_cached(first)?, [], &mut rows)?,
            }
        }
        control(conn, "COMMIT")?;
        Ok(cut(rows))
    }
}

fn place(row: &Row<'_>) -> rusqlite::Result<Place> {
    let key = match row.get_ref(0)? {
        rusqlite::types::ValueRef::Integer(at) => Key::At(at),
        rusqlite::types::ValueRef::Null => Key::Missing,
        other => Key::Text(other.as_str()?.to_owned()),
    };
    Ok(Place { key, id: row.get(1)? })
}

/// Ways in which the first active clients by name are found whose search text has a word in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Search {
    /// Everything that the full-text index has, sorted.
    Match,
    /// The index of the names from A on, each text looked through.
    Walk,
}

impl Search {
    /// What a table calls it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Match => "match, sort",
            Self::Walk => "walk",
        }
    }

    /// The first page.
    ///
    /// # Errors
    /// Whatever SQLite answers.
    pub(crate) fn page(self, conn: &Connection, word: &str) -> Result<(Vec<ClientRow>, bool)> {
        let mut rows = Vec::with_capacity(PAGE + 1);
        control(conn, "BEGIN")?;
        match self {
            Self::Match => {
                // The rows that are shown are fetched when it is known which they are.
                let sql = format!(
                    "SELECT {ROWS} FROM (
                        SELECT i.client_id AS found FROM client_fts f JOIN client_index i ON i.client_id = f.rowid
                         WHERE f.client_fts MATCH ?1 AND i.archived = 0 ORDER BY i.name_key, i.client_id LIMIT {})
                       JOIN client_index i ON i.client_id = found {JOINED} ORDER BY i.name_key, i.client_id",
                    PAGE + 1
                );
                take(&mut conn.prepare_cached(&sql)?, [format!("\"{word}\"")], &mut rows)?;
            }
            Self::Walk => {
                let sql = format!(
                    "SELECT {ROWS} FROM client_index i {JOINED} WHERE i.archived = 0 AND instr(i.search_text, ?1) > 0
                      ORDER BY i.name_key, i.client_id LIMIT {}",
                    PAGE + 1
                );
                take(&mut conn.prepare_cached(&sql)?, [word], &mut rows)?;
            }
        }
        control(conn, "COMMIT")?;
        Ok(cut(rows))
    }
}

/// How many search texts have a word in them, archived or not.
///
/// # Errors
/// Whatever SQLite answers.
pub(crate) fn finds(conn: &Connection, word: &str) -> Result<i64> {
    let sql = "SELECT count(*) FROM client_index WHERE instr(search_text, ?1) > 0";
    Ok(conn.query_row(sql, [word], |row| row.get(0))?)
}

fn cut(mut rows: Vec<ClientRow>) -> (Vec<ClientRow>, bool) {
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    (rows, more)
}

/// Adds rows until there is one more than a page has.
fn take(statement: &mut CachedStatement<'_>, values: impl Params, into: &mut Vec<ClientRow>) -> Result<()> {
    let mut rows = statement.query(values)?;
    while into.len() <= PAGE
        && let Some(row) = rows.next()?
    {
        into.push(decoded(row)?);
    }
    Ok(())
}

fn decoded(row: &Row<'_>) -> rusqlite::Result<ClientRow> {
    let artist = match row.get::<_, Option<i64>>(5)? {
        Some(id) => Some(Named { id: ArtistId::new(id), name: row.get(6)? }),
        None => None,
    };
    let at = |moment: Option<i64>| moment.map(Timestamp::from_millis);
    Ok(ClientRow {
        id: ClientId::new(row.get(0)?),
        name: row.get(1)?,
        phone: row.get(2)?,
        email: row.get(3)?,
        instagram: row.get(4)?,
        artist,
        next_appointment: at(row.get(7)?),
        last_appointment: at(row.get(8)?),
        created_at: Timestamp::from_millis(row.get(9)?),
        status: if row.get(10)? { ClientStatus::Archived } else { ClientStatus::Active },
        mine: false,
        // Nobody in these studios has one.
        photo: None,
        version: Version::new(row.get(11)?),
    })
}
