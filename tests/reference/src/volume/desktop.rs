//! What the desktop application that studios used before would have of as many clients: its database, in its own schema.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use rusqlite::{Connection, params};
use studio_domain::{AppointmentStatus, ConsentAct, ConsentKind, StudioZone, Timestamp};

use super::invented::{self, ZONE};
use super::{ARTISTS, id};

const SCHEMA: &str = "
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    BEGIN;
    CREATE TABLE clients (
        id INTEGER NOT NULL PRIMARY KEY, name VARCHAR, phone VARCHAR, email VARCHAR, notes TEXT, created_at DATETIME,
        instagram VARCHAR, city VARCHAR, state VARCHAR, gender VARCHAR, birthdate DATE, consent_info BOOLEAN,
        consent_image BOOLEAN, consent_data BOOLEAN, emergency_name VARCHAR, emergency_relation VARCHAR,
        emergency_phone VARCHAR, preferred_artist_id INTEGER, health_allergies BOOLEAN, health_diabetes BOOLEAN,
        health_coagulation BOOLEAN, health_epilepsy BOOLEAN, health_cardiac BOOLEAN, health_anticoagulants BOOLEAN,
        health_preg_lact BOOLEAN, health_substances BOOLEAN, health_derm BOOLEAN, health_obs TEXT, is_active BOOLEAN);
    CREATE TABLE artists (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR, rate_commission FLOAT, active BOOLEAN);
    CREATE TABLE users (
        id INTEGER NOT NULL PRIMARY KEY, username VARCHAR, role VARCHAR, password_hash VARCHAR, artist_id INTEGER,
        is_active BOOLEAN, created_at DATETIME, last_login DATETIME, name VARCHAR, birthdate DATE, email VARCHAR,
        phone VARCHAR, instagram VARCHAR);
    CREATE TABLE sessions (
        id INTEGER NOT NULL PRIMARY KEY, client_id INTEGER, artist_id INTEGER, start DATETIME, \"end\" DATETIME,
        status VARCHAR, price FLOAT, notes TEXT, commission_override FLOAT);
    CREATE TABLE transactions (
        id INTEGER NOT NULL PRIMARY KEY, session_id INTEGER, artist_id INTEGER, amount FLOAT, method VARCHAR, date DATETIME,
        commission_amount FLOAT, deleted_flag BOOLEAN, concept VARCHAR, created_at DATETIME, updated_at DATETIME);
    CREATE TABLE products (
        id INTEGER NOT NULL PRIMARY KEY, name VARCHAR, category VARCHAR, cost FLOAT, stock INTEGER, min_stock INTEGER,
        sku VARCHAR, unidad VARCHAR, caduca BOOLEAN, proveedor VARCHAR, activo BOOLEAN, fechacaducidad DATE);
    CREATE TABLE portfolio_items (
        id INTEGER NOT NULL PRIMARY KEY, artist_id INTEGER, path VARCHAR, caption VARCHAR, created_at DATETIME,
        client_id INTEGER, session_id INTEGER, transaction_id INTEGER, is_public BOOLEAN, is_cover BOOLEAN, style VARCHAR,
        body_area VARCHAR, color_mode VARCHAR, fresh_or_healed VARCHAR, thumb_path VARCHAR, user_id INTEGER);
    CREATE TABLE settings (key VARCHAR NOT NULL PRIMARY KEY, value VARCHAR);";

/// Writes the folder, which is not there yet.
///
/// # Errors
/// If it can't be written.
pub(super) fn write(path: &Path, clients: usize) -> Result<()> {
    fs::create_dir_all(path).with_context(|| format!("no folder `{}`", path.display()))?;
    let conn = Connection::open(path.join("dev.db"))?;
    conn.execute_batch(SCHEMA)?;
    let mut artist = conn.prepare("INSERT INTO artists VALUES (?, ?, 0.5, 1)")?;
    for number in 0..ARTISTS {
        let number = id(number)?;
        artist.execute(params![number, format!("Artista {number}")])?;
    }
    let zone = StudioZone::parse(ZONE)?;
    people(&conn, zone, clients)?;
    sessions(&conn, zone, clients)?;
    drop(artist);
    conn.execute_batch("COMMIT")?;
    conn.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// A time as the application wrote it: by the studio's clock.
fn wall(zone: StudioZone, at: Timestamp) -> String {
    zone.local(at).format("%Y-%m-%d %H:%M:%S%.6f").to_string()
}

fn people(conn: &Connection, zone: StudioZone, clients: usize) -> Result<()> {
    let mut insert = conn.prepare(
        "INSERT INTO clients VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
                                     ?19, ?19, ?19, ?19, ?19, ?19, ?19, ?19, ?19, ?20, ?21)",
    )?;
    for (place, client) in invented::clients(clients)?.enumerate() {
        let given = |kind| {
            let last = client.consents.iter().rfind(|consent| consent.kind == kind);
            last.map(|consent| consent.act == ConsentAct::Given)
        };
        let notes: Vec<String> = client.notes.iter().map(|note| note.text.clone()).collect();
        let emergency = client.emergency.as_ref();
        let answers = client.screenings.last().map(|screening| &screening.answers);
        insert.execute(params![
            id(place)?,
            client.name,
            client.phone,
            client.email,
            notes.join("\n"),
            wall(zone, client.registered_at),
            client.instagram,
            client.city,
            client.state,
            client.gender,
            client.birth_date.map(|date| date.to_string()),
            given(ConsentKind::Informed),
            given(ConsentKind::ImageUse),
            given(ConsentKind::DataPrivacy),
            emergency.map(|contact| contact.name.as_str()),
            emergency.map(|contact| contact.relationship),
            emergency.map(|contact| contact.phone.as_str()),
            client.preferred_artist.map(id).transpose()?,
            answers.map(|_| false),
            answers.map(|answers| answers.observations.as_str()),
            !client.archived,
        ])?;
    }
    Ok(())
}

fn sessions(conn: &Connection, zone: StudioZone, clients: usize) -> Result<()> {
    let mut insert = conn.prepare("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)")?;
    for (place, one) in invented::appointments(clients).enumerate() {
        let (status, mark) = match one.status {
            AppointmentStatus::Pending => ("En espera", ""),
            AppointmentStatus::Confirmed => ("Activa", ""),
            AppointmentStatus::Completed => ("Completada", ""),
            AppointmentStatus::Cancelled => ("Cancelada", ""),
            AppointmentStatus::NoShow => ("Cancelada", "[No-show] "),
        };
        insert.execute(params![
            id(place)?,
            id(one.client)?,
            id(one.artist)?,
            wall(zone, Timestamp::from_millis(one.starts_at)),
            wall(zone, Timestamp::from_millis(one.ends_at)),
            status,
            one.price as f64 / 100.0,
            format!("{mark}{}", one.service),
        ])?;
    }
    Ok(())
}
