//! What is here before others move in: by which what has moved in before, and time that is taken, is told.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{AppointmentId, AppointmentStatus, ArtistId, ClientId, Timestamp, UserId};

use crate::actions::ImportLegacy;
use crate::error::Result;
use crate::guard::Permit;
use crate::schema::{appointments, artists, blocks, clients, portfolio_items, users};
use crate::tx::{Tx, Write};

/// What has moved in before: ids there to ids here, and what is here by other means.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Artists by their id there.
    pub artists: HashMap<i64, ArtistId>,
    /// Accounts by their id there.
    pub users: HashMap<i64, UserId>,
    /// Clients by their id there.
    pub clients: HashMap<i64, ClientId>,
    /// Appointments by their id there.
    pub appointments: HashMap<i64, AppointmentId>,
    /// Pieces of portfolios by their id there.
    pub pieces: HashSet<i64>,
    /// The artist whose account it is.
    pub artist_of: HashMap<UserId, ArtistId>,
    /// Folded user names that are taken.
    pub user_keys: Vec<String>,
    /// Colours that artists have.
    pub colours: Vec<String>,
    /// Artists that an account is linked to.
    pub linked: Vec<ArtistId>,
    /// Appointments that take time: neither cancelled nor missed.
    pub booked: Vec<Booked>,
    /// When artists can't be booked.
    pub blocked: Vec<Blocked>,
    /// Whether there is anything besides accounts: a client, an artist, an appointment.
    pub nonempty: bool,
}

/// Time that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booked {
    /// Whose.
    pub artist: ArtistId,
    /// For whom.
    pub client: ClientId,
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
    /// Its id in the old application, if it came from there.
    pub legacy_id: Option<i64>,
}

/// Time in which an artist can't be booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blocked {
    /// Whose.
    pub artist: ArtistId,
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
}

fn by_legacy<Id>(rows: Vec<(Option<i64>, i64)>, id: impl Fn(i64) -> Id) -> HashMap<i64, Id> {
    rows.into_iter().filter_map(|(legacy, here)| legacy.map(|legacy| (legacy, id(here)))).collect()
}

fn booked(conn: &mut SqliteConnection) -> Result<Vec<Booked>> {
    let rows: Vec<(i64, i64, i64, i64, Option<i64>)> = appointments::table
        .filter(appointments::status.ne(AppointmentStatus::Cancelled.code()))
        .filter(appointments::status.ne(AppointmentStatus::NoShow.code()))
        .select((
            appointments::artist_id,
            appointments::client_id,
            appointments::starts_at,
            appointments::ends_at,
            appointments::legacy_id,
        ))
        .load(conn)?;
    let booked = |(artist, client, from, to, legacy_id)| Booked {
        artist: ArtistId::new(artist),
        client: ClientId::new(client),
        starts_at: Timestamp::from_millis(from),
        ends_at: Timestamp::from_millis(to),
        legacy_id,
    };
    Ok(rows.into_iter().map(booked).collect())
}

fn blocked(conn: &mut SqliteConnection) -> Result<Vec<Blocked>> {
    let rows: Vec<(i64, i64, i64)> =
        blocks::table.select((blocks::artist_id, blocks::starts_at, blocks::ends_at)).load(conn)?;
    let blocked = |(artist, from, to)| Blocked {
        artist: ArtistId::new(artist),
        starts_at: Timestamp::from_millis(from),
        ends_at: Timestamp::from_millis(to),
    };
    Ok(rows.into_iter().map(blocked).collect())
}

impl<'tx> Tx<'tx, Write> {
    /// What is here already.
    ///
    /// # Errors
    /// If the database fails.
    pub fn known(&mut self, _may: &Permit<'tx, ImportLegacy>) -> Result<Known> {
        let artists: Vec<(Option<i64>, i64)> =
            artists::table.select((artists::legacy_id, artists::id)).load(self.conn)?;
        let clients: Vec<(Option<i64>, i64, Option<i64>)> =
            clients::table.select((clients::legacy_id, clients::id, clients::merged_into)).load(self.conn)?;
        // What comes for a record that was merged goes to the one that is kept.
        let clients: Vec<(Option<i64>, i64)> =
            clients.into_iter().map(|(legacy, id, kept)| (legacy, kept.unwrap_or(id))).collect();
        let appointments: Vec<(Option<i64>, i64)> =
            appointments::table.select((appointments::legacy_id, appointments::id)).load(self.conn)?;
        let users: Vec<(Option<i64>, i64)> =
            users::table.select((users::legacy_id, users::id)).load(self.conn)?;
        Ok(Known {
            nonempty: !(artists.is_empty() && clients.is_empty() && appointments.is_empty()),
            artists: by_legacy(artists, ArtistId::new),
            clients: by_legacy(clients, ClientId::new),
            appointments: by_legacy(appointments, AppointmentId::new),
            users: by_legacy(users, UserId::new),
            pieces: portfolio_items::table
                .filter(portfolio_items::legacy_id.is_not_null())
                .select(portfolio_items::legacy_id.assume_not_null())
                .load::<i64>(self.conn)?
                .into_iter()
                .collect(),
            artist_of: users::table
                .filter(users::artist_id.is_not_null())
                .select((users::id, users::artist_id.assume_not_null()))
                .load::<(i64, i64)>(self.conn)?
                .into_iter()
                .map(|(user, artist)| (UserId::new(user), ArtistId::new(artist)))
                .collect(),
            user_keys: users::table.select(users::user_key).load(self.conn)?,
            colours: artists::table.select(artists::colour).load(self.conn)?,
            linked: users::table
                .filter(users::artist_id.is_not_null())
                .select(users::artist_id.assume_not_null())
                .load::<i64>(self.conn)?
                .into_iter()
                .map(ArtistId::new)
                .collect(),
            booked: booked(self.conn)?,
            blocked: blocked(self.conn)?,
        })
    }
}
