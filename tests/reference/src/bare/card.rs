//! One artist's profile, into the same struct as the product's.

use rusqlite::{Connection, Result, params};
use studio_domain::{ArtistId, Timestamp, Version};
use studio_store::ArtistCard;

/// Whether the artist exists, and at which version.
///
/// # Errors
/// If it does not.
pub(crate) fn version(conn: &Connection, artist: ArtistId) -> Result<i64> {
    let mut statement = conn.prepare_cached("SELECT version FROM artists WHERE id = ?")?;
    statement.query_row([artist.get()], |row| row.get(0))
}

/// The profile.
///
/// # Errors
/// If there is no such artist.
pub(crate) fn load(conn: &Connection, artist: ArtistId) -> Result<ArtistCard> {
    const SQL: &str =
        "SELECT id, name, active, colour, bio, styles, phone, email, instagram, created_at, version
          FROM artists WHERE id = ?";
    conn.prepare_cached(SQL)?.query_row(params![artist.get()], |row| {
        Ok(ArtistCard {
            id: ArtistId::new(row.get(0)?),
            name: row.get(1)?,
            active: row.get(2)?,
            colour: row.get(3)?,
            bio: row.get(4)?,
            styles: row.get_ref(5)?.as_str()?.lines().map(str::to_owned).collect(),
            phone: row.get(6)?,
            email: row.get(7)?,
            instagram: row.get(8)?,
            created_at: Timestamp::from_millis(row.get(9)?),
            version: Version::new(row.get(10)?),
        })
    })
}
