//! Filling a studio with many clients past the product, which would take an hour for a million: rows in their order, indexes afterwards.

use std::path::Path;

use anyhow::{Context as _, Result};
use rusqlite::{Connection, params};
use studio_domain::{AppointmentStatus, Phone, digits, search_text, sort_key};

use super::invented::{self, Appointment};
use super::{id, staffed};
use crate::studio::NOW;

/// Safe for nothing but a file that is made anew if it breaks.
const FAST: &str = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA foreign_keys = OFF; PRAGMA cache_size = -524288; PRAGMA temp_store = MEMORY; PRAGMA threads = 2;";
/// What is made again when the rows are there.
const LATER: &str = "FROM sqlite_schema WHERE sql IS NOT NULL
    AND tbl_name IN ('clients', 'client_index', 'appointments') AND type IN ('index', 'trigger')";

/// An appointment as far as the index of clients tells of it.
type Place = (i64, &'static str, i64);

/// The next appointment of a client, and the last one.
#[derive(Debug, Clone, Copy, Default)]
struct Places {
    next: Option<Place>,
    last: Option<Place>,
}

/// Makes a studio of that many artists and clients with these appointments in a folder that is not there yet.
///
/// # Errors
/// If it can't be written.
pub(super) fn fill(
    path: &Path,
    artists: usize,
    clients: usize,
    booked: impl Iterator<Item = Appointment>,
) -> Result<()> {
    let studio = staffed(path, artists)?;
    let file = studio.folder().database();
    drop(studio);
    let conn = Connection::open(file)?;
    conn.execute_batch(FAST)?;
    conn.execute_batch("BEGIN")?;
    let later: Vec<(String, String, String)> = {
        let mut statement = conn.prepare(&format!("SELECT type, name, sql {LATER}"))?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.collect::<rusqlite::Result<_>>()?
    };
    for (kind, name, _) in &later {
        conn.execute_batch(&format!("DROP {kind} {name}"))?;
    }
    let places = appointments(&conn, clients, booked)?;
    people(&conn, clients, &places)?;
    conn.execute_batch("INSERT INTO client_fts (client_fts) VALUES ('rebuild')")?;
    for (_, _, sql) in &later {
        conn.execute_batch(sql)?;
    }
    conn.execute_batch("COMMIT; PRAGMA journal_mode = WAL;")?;
    conn.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// Writes the appointments, and answers what the index says of them, client by client.
fn appointments(
    conn: &Connection,
    clients: usize,
    booked: impl Iterator<Item = Appointment>,
) -> Result<Vec<Places>> {
    let mut places = vec![Places::default(); clients];
    let mut insert = conn.prepare(
        "INSERT INTO appointments (client_id, artist_id, starts_at, ends_at, status, service, price_cents, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
    )?;
    for one in booked {
        let (client, artist) = (id(one.client)?, id(one.artist)?);
        let status = one.status.code();
        let made = one.starts_at.min(NOW.millis());
        insert.execute(params![
            client,
            artist,
            one.starts_at,
            one.ends_at,
            status,
            one.service,
            one.price,
            made
        ])?;
        places.get_mut(one.client).context("nobody's appointment")?.add(&one, artist);
    }
    Ok(places)
}

impl Places {
    fn add(&mut self, one: &Appointment, artist: i64) {
        let place = (one.starts_at, one.status.code(), artist);
        let open = matches!(one.status, AppointmentStatus::Pending | AppointmentStatus::Confirmed);
        if open && one.starts_at > NOW.millis() {
            self.next = Some(self.next.map_or(place, |next| next.min(place)));
        } else if one.status != AppointmentStatus::Cancelled {
            self.last = self.last.max(Some(place));
        }
    }
}

fn people(conn: &Connection, clients: usize, places: &[Places]) -> Result<()> {
    let mut record = conn.prepare(
        "INSERT INTO clients (name, phone, phone_e164, email, instagram, address, city, state, gender, birth_date,
                              preferred_artist_id, source, source_detail, pinned_note, archived_at, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?16)",
    )?;
    let mut index = conn.prepare(
        "INSERT INTO client_index (client_id, name_key, search_text, phone_digits, archived, artist_id, next_at,
                                   next_artist_id, last_at, last_artist_id, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    for ((place, client), Places { next, last }) in invented::clients(clients)?.enumerate().zip(places) {
        let client_id = id(place)?;
        let international = Phone::parse(&client.phone)?.e164(None);
        let preferred = client.preferred_artist.map(id).transpose()?;
        let created = client.registered_at.millis();
        record.execute(params![
            client.name,
            client.phone,
            international,
            client.email,
            client.instagram,
            client.address,
            client.city,
            client.state,
            client.gender,
            client.birth_date.map(|date| date.to_string()),
            preferred,
            client.source,
            client.source_detail,
            client.pinned_note,
            client.archived.then_some(NOW.millis()),
            created,
        ])?;
        let searched = search_text(
            &client.name,
            Some(&client.phone),
            international.as_deref(),
            client.email.as_deref(),
            client.instagram.as_deref(),
        );
        let (next, last) =
            (next.map(|(at, _, artist)| (at, artist)), last.map(|(at, _, artist)| (at, artist)));
        index.execute(params![
            client_id,
            sort_key(&client.name),
            searched,
            digits(international.as_deref().unwrap_or(&client.phone)),
            client.archived,
            next.or(last).map(|(_, artist)| artist).or(preferred),
            next.map(|(at, _)| at),
            next.map(|(_, artist)| artist),
            last.map(|(at, _)| at),
            last.map(|(_, artist)| artist),
            created,
        ])?;
    }
    Ok(())
}
