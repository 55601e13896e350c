//! The agenda as one would read it by hand for SQLite: who acts, the house's rules, artists with their hours, and what lies in a range.

use std::collections::HashMap;

use anyhow::{Context as _, Result};
use chrono::{Datelike as _, Days, NaiveDate};
use rusqlite::{CachedStatement, Connection, Params, Row};
use studio_domain::agenda::{sheet_start, sheet_weeks};
use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, Cents, ClientId, StudioZone, TimeSpan, Timestamp, Version,
    Weekday,
};
use studio_store::{AgendaAppointment, AgendaDetails, Named};

use super::control;
use crate::studio::NOW;

/// No appointment that was booked is longer, in milliseconds.
const LONGEST: i64 = 12 * 60 * 60 * 1_000;
const SETTINGS: &str = "SELECT key, value FROM settings";
const ARTISTS: &str = "SELECT id, name, colour, active FROM artists ORDER BY name_key, id";
const HOURS: &str = "SELECT artist_id, weekday, from_minute, to_minute FROM artist_hours";
const COLUMNS: &str =
    "SELECT a.id, a.artist_id, a.starts_at, a.ends_at, a.status, a.version, a.arrived_at, a.started_at,
    a.service, a.price_cents, c.id, c.name FROM appointments a JOIN clients c ON c.id = a.client_id";
const USUAL: &str = "WHERE a.starts_at >= ?1 AND a.starts_at < ?3 AND (a.starts_at >= ?2 OR a.ends_at > ?2) ORDER BY a.starts_at, a.ends_at, a.id";
/// In the words of the index that holds the few that were imported and are longer; the sign keeps it from the index of all starts.
const LONG: &str = "WHERE (a.ends_at - a.starts_at > 43200000) AND +a.starts_at < ?1 AND a.ends_at > ?2";
const BLOCKS: &str = "SELECT id, artist_id, starts_at, ends_at, whole_days, kind, note FROM blocks WHERE ends_at > ?1 AND starts_at < ?2";

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    /// Today.
    Day,
    /// The weeks of this month.
    Month,
}

impl View {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Day, Self::Month];

    /// Its name in addresses and files.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
        }
    }

    /// The dates that it shows.
    pub(crate) fn dates(self, zone: StudioZone) -> (NaiveDate, u64) {
        let today = zone.date(NOW);
        match self {
            Self::Day => (today, 1),
            Self::Month => {
                (sheet_start(today, Weekday::Monday), u64::from(sheet_weeks(today, Weekday::Monday)) * 7)
            }
        }
    }

    /// The time that it shows.
    ///
    /// # Errors
    /// If there are no such dates.
    pub(crate) fn range(self, zone: StudioZone) -> Result<TimeSpan> {
        let (first, days) = self.dates(zone);
        let behind = first.checked_add_days(Days::new(days)).context("no such date")?;
        Ok(TimeSpan::new(zone.day(first).start(), zone.day(behind).start())?)
    }

    /// Whether a date belongs to what was asked for, and not to what only fills the sheet.
    pub(crate) fn holds(self, zone: StudioZone, date: NaiveDate) -> bool {
        let today = zone.date(NOW);
        match self {
            Self::Day => date == today,
            Self::Month => (date.year(), date.month()) == (today.year(), today.month()),
        }
    }
}

/// What a view is drawn from.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// Texts of the settings.
    pub(crate) settings: HashMap<String, String>,
    /// Id, name, colour, whether active.
    pub(crate) artists: Vec<(i64, String, String, bool)>,
    /// Artist, weekday, from and to.
    pub(crate) hours: Vec<(i64, i64, i64, i64)>,
    /// By start.
    pub(crate) appointments: Vec<AgendaAppointment>,
    /// Id, artist, start and end, whether whole days, kind and note.
    pub(crate) blocks: Vec<(i64, i64, i64, i64, bool, String, String)>,
}

/// Reads it in a snapshot.
///
/// # Errors
/// Whatever SQLite answers, and an appointment in a status that there is not.
pub(crate) fn read(conn: &Connection, range: TimeSpan) -> Result<Seen> {
    let (from, to) = (range.start().millis(), range.end().millis());
    let early = from - LONGEST;
    let mut seen = Seen::default();
    control(conn, "BEGIN")?;
    seen.settings = rows(&mut conn.prepare_cached(SETTINGS)?, [], |row| Ok((row.get(0)?, row.get(1)?)))?
        .into_iter()
        .collect();
    seen.artists = rows(&mut conn.prepare_cached(ARTISTS)?, [], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    seen.hours = rows(&mut conn.prepare_cached(HOURS)?, [], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    seen.appointments = appointments(conn, LONG, (early, from))?;
    seen.appointments.extend(appointments(conn, USUAL, (early, from, to))?);
    seen.blocks = rows(&mut conn.prepare_cached(BLOCKS)?, (from, to), |row| {
        let (kind, note) = (row.get(5)?, row.get(6)?);
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, kind, note))
    })?;
    control(conn, "COMMIT")?;
    Ok(seen)
}

fn appointments(conn: &Connection, filter: &str, values: impl Params) -> Result<Vec<AgendaAppointment>> {
    let found = rows(&mut conn.prepare_cached(&format!("{COLUMNS} {filter}"))?, values, |row| {
        let status: String = row.get(4)?;
        Ok((status, appointment(row)?))
    })?;
    let read = |(status, one): (String, AgendaAppointment)| {
        Ok(AgendaAppointment { status: AppointmentStatus::parse(&status)?, ..one })
    };
    found.into_iter().map(read).collect()
}

fn appointment(row: &Row<'_>) -> rusqlite::Result<AgendaAppointment> {
    let at = |at: i64| Timestamp::from_millis(at);
    Ok(AgendaAppointment {
        id: AppointmentId::new(row.get(0)?),
        artist: ArtistId::new(row.get(1)?),
        starts_at: at(row.get(2)?),
        ends_at: at(row.get(3)?),
        status: AppointmentStatus::Pending,
        version: Version::new(row.get(5)?),
        arrived_at: row.get::<_, Option<i64>>(6)?.map(at),
        started_at: row.get::<_, Option<i64>>(7)?.map(at),
        details: Some(AgendaDetails {
            service: row.get(8)?,
            price: row.get::<_, Option<i64>>(9)?.map(Cents::new),
        }),
        client: Named { id: ClientId::new(row.get(10)?), name: row.get(11)? },
    })
}

fn rows<T>(
    statement: &mut CachedStatement<'_>,
    values: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    Ok(statement.query_map(values, read)?.collect::<rusqlite::Result<_>>()?)
}
