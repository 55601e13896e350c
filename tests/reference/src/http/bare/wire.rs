//! The JSON of the product, from rows.

use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};
use studio_domain::{BirthDate, StudioZone, Timestamp};
use studio_store::ClientRow;

use crate::bare::control;
use crate::studio::NOW;

/// Years from which nobody is a minor, as a studio has it at its start.
const OF_AGE: u32 = 18;

/// The body of a new client.
#[derive(Debug, Deserialize)]
pub(super) struct NewClient {
    pub(super) name: String,
    pub(super) phone: String,
}

/// The answer to it.
#[derive(Debug, Serialize)]
pub(super) struct Made {
    pub(super) id: i64,
}

#[derive(Debug, Serialize)]
struct Named {
    id: i64,
    name: String,
}

#[derive(Debug, Serialize)]
struct Contact {
    name: String,
    relationship: String,
    phone: String,
}

/// A client's card.
#[derive(Debug, Serialize)]
pub(super) struct Card {
    id: i64,
    name: String,
    phone: Option<String>,
    email: Option<String>,
    instagram: Option<String>,
    address: Option<String>,
    city: Option<String>,
    state: Option<String>,
    gender: Option<String>,
    birth_date: Option<String>,
    age: Option<u32>,
    minor: bool,
    preferred_artist_id: Option<i64>,
    styles: Vec<String>,
    placements: Vec<String>,
    source: Option<String>,
    source_detail: Option<String>,
    pinned_note: Option<String>,
    emergency: Option<Contact>,
    guardian: Option<Contact>,
    /// The hash of its file; nobody in these studios has one, and who has none is asked for all the same.
    photo: Option<Vec<u8>>,
    status: &'static str,
    next_appointment: Option<String>,
    last_appointment: Option<String>,
    no_shows: i64,
    late_cancellations: i64,
    artist: Option<Named>,
    legacy_id: Option<i64>,
    created_at: String,
    updated_at: String,
    merged_ids: Vec<i64>,
    version: i64,
}

const CARD: &str =
    "SELECT c.id, c.name, c.phone, c.email, c.instagram, c.address, c.city, c.state, c.gender, c.birth_date,
        c.preferred_artist_id, c.source, c.source_detail, c.pinned_note, c.archived_at, i.next_at, i.last_at,
        i.artist_id, a.name, c.legacy_id, c.created_at, c.updated_at, c.version, p.large,
        (SELECT count(*) FROM appointments s WHERE s.client_id = c.id AND s.status = 'no_show'),
        (SELECT count(*) FROM appointments s WHERE s.client_id = c.id AND s.status = 'cancelled'
            AND s.cancelled_late = 1 AND s.cancelled_by = 'client')
   FROM clients c JOIN client_index i ON i.client_id = c.id LEFT JOIN artists a ON a.id = i.artist_id
        LEFT JOIN client_photos p ON p.client_id = c.id
  WHERE c.id = ?";

/// Reads it in a snapshot.
pub(super) fn card(conn: &Connection, id: i64, zone: StudioZone) -> rusqlite::Result<Card> {
    control(conn, "BEGIN")?;
    let card = read(conn, id, zone);
    control(conn, "COMMIT")?;
    card
}

fn read(conn: &Connection, id: i64, zone: StudioZone) -> rusqlite::Result<Card> {
    let words = |sql: &str| -> rusqlite::Result<Vec<String>> {
        conn.prepare_cached(sql)?.query_map([id], |row| row.get(0))?.collect()
    };
    let mut card = conn.prepare_cached(CARD)?.query_row([id], |row| from_row(row, zone))?;
    card.styles = words("SELECT style FROM client_styles WHERE client_id = ? ORDER BY style")?;
    card.placements =
        words("SELECT placement FROM client_placements WHERE client_id = ? ORDER BY placement")?;
    card.merged_ids = conn
        .prepare_cached("SELECT id FROM clients WHERE merged_into = ? ORDER BY id")?
        .query_map([id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut contacts = conn
        .prepare_cached("SELECT kind, name, relationship, phone FROM client_contacts WHERE client_id = ?")?;
    let mut rows = contacts.query([id])?;
    while let Some(row) = rows.next()? {
        let contact = Contact { name: row.get(1)?, relationship: row.get(2)?, phone: row.get(3)? };
        match row.get_ref(0)?.as_str()? {
            "guardian" => card.guardian = Some(contact),
            _ => card.emergency = Some(contact),
        }
    }
    Ok(card)
}

fn from_row(row: &Row<'_>, zone: StudioZone) -> rusqlite::Result<Card> {
    let at = |moment: i64| zone.offset_rfc3339(Timestamp::from_millis(moment));
    let birth_date: Option<String> = row.get(9)?;
    let birth = birth_date.as_deref().and_then(|date| BirthDate::parse(date).ok());
    let today = zone.date(NOW);
    let artist = match row.get::<_, Option<i64>>(17)? {
        Some(id) => Some(Named { id, name: row.get(18)? }),
        None => None,
    };
    Ok(Card {
        id: row.get(0)?,
        name: row.get(1)?,
        phone: row.get(2)?,
        email: row.get(3)?,
        instagram: row.get(4)?,
        address: row.get(5)?,
        city: row.get(6)?,
        state: row.get(7)?,
        gender: row.get(8)?,
        age: birth.map(|birth| birth.age_on(today)),
        minor: birth.is_some_and(|birth| birth.is_minor_on(today, OF_AGE)),
        birth_date,
        preferred_artist_id: row.get(10)?,
        styles: Vec::new(),
        placements: Vec::new(),
        source: row.get(11)?,
        source_detail: row.get(12)?,
        pinned_note: row.get(13)?,
        emergency: None,
        guardian: None,
        photo: row.get(23)?,
        no_shows: row.get(24)?,
        late_cancellations: row.get(25)?,
        merged_ids: Vec::new(),
        status: status(row.get::<_, Option<i64>>(14)?.is_some()),
        next_appointment: row.get::<_, Option<i64>>(15)?.map(at),
        last_appointment: row.get::<_, Option<i64>>(16)?.map(at),
        artist,
        legacy_id: row.get(19)?,
        created_at: at(row.get(20)?),
        updated_at: at(row.get(21)?),
        version: row.get(22)?,
    })
}

const fn status(archived: bool) -> &'static str {
    if archived { "archived" } else { "active" }
}

/// A page of the list.
#[derive(Debug, Serialize)]
pub(super) struct Clients {
    items: Vec<Item>,
    more: bool,
}

#[derive(Debug, Serialize)]
struct Item {
    id: i64,
    name: String,
    phone: Option<String>,
    email: Option<String>,
    instagram: Option<String>,
    photo_url: Option<String>,
    artist: Option<Named>,
    next_appointment: Option<String>,
    last_appointment: Option<String>,
    status: &'static str,
    mine: bool,
    created_at: String,
    version: i64,
}

/// Rows as the product shows them.
pub(super) fn page(rows: Vec<ClientRow>, more: bool, zone: StudioZone) -> Clients {
    let at = |moment| zone.offset_rfc3339(moment);
    let item = |row: ClientRow| Item {
        id: row.id.get(),
        name: row.name,
        phone: row.phone,
        email: row.email,
        instagram: row.instagram,
        photo_url: row.photo.map(|photo| photo.to_string()),
        artist: row.artist.map(|artist| Named { id: artist.id.get(), name: artist.name }),
        next_appointment: row.next_appointment.map(at),
        last_appointment: row.last_appointment.map(at),
        status: row.status.code(),
        mine: row.mine,
        created_at: at(row.created_at),
        version: row.version.get(),
    };
    Clients { items: rows.into_iter().map(item).collect(), more }
}
