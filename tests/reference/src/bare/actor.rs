//! Who acts: one statement over session, account, elevation and profile, and what follows from it.

use rusqlite::{Connection, params};
use studio_domain::SessionId;

use crate::studio::NOW;

const SQL: &str =
    "SELECT s.user_id, s.idle_until_at, s.expires_at, s.ended_at, u.role, u.artist_id, u.active, e.id,
           e.expires_at, p.value
      FROM sessions s
      JOIN users u ON s.user_id = u.id
      LEFT JOIN elevations e ON e.session_id = s.id AND e.ended_at IS NULL
      LEFT JOIN settings p ON p.key = ?
     WHERE s.id = ?";

/// The facts from which the product makes its actor.
#[derive(Debug)]
pub(crate) struct Actor {
    /// Account.
    pub(crate) user: i64,
    /// Whether it may see and change everything; the references need no other role.
    pub(crate) admin: bool,
    /// The elevation in force.
    pub(crate) elevation: Option<i64>,
}

/// Reads them. `None` if the session has ended or run out, or the account is switched off.
///
/// # Errors
/// If there is no such session.
pub(crate) fn load(conn: &Connection, session: SessionId) -> rusqlite::Result<Option<Actor>> {
    conn.prepare_cached(SQL)?.query_row(params!["policy.profile", session.get()], |row| {
        let (idle, expires, ended): (i64, i64, Option<i64>) = (row.get(1)?, row.get(2)?, row.get(3)?);
        let (artist, active): (Option<i64>, bool) = (row.get(5)?, row.get(6)?);
        let (elevation, until): (Option<i64>, Option<i64>) = (row.get(7)?, row.get(8)?);
        let standard = row.get_ref(9)?.as_str_or_null()?.is_none_or(|profile| profile == "standard");
        let admin = row.get_ref(4)?.as_str()? == "admin" && artist.is_none() && standard;
        let now = NOW.millis();
        let holds = active && ended.is_none() && now < idle && now < expires;
        let elevation = elevation.filter(|_| until.is_some_and(|until| now < until));
        Ok(if holds { Some(Actor { user: row.get(0)?, admin, elevation }) } else { None })
    })
}
