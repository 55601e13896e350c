//! What stands in the way of a booking, asked before it is written: the triggers refuse the same without saying what it is.
//!
//! Two bookings at once do not both find the hour free: a write holds the file from before it asks until after it has written.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, BlockId, ClientId, ConflictKind, LONGEST, TimeSpan, Timestamp,
};
use studio_policy::Action;

use super::spans::LongerThanBooked;
use crate::actions::{Book, CheckBooking, EditAppointment};
use crate::capped::CappedDsl;
use crate::clients::Named;
use crate::clients::merged::{of_whole, whole};
use crate::error::{Error, Result};
use crate::guard::{Guarded, Permit};
use crate::schema::{appointments, artists, blocks, clients};
use crate::tx::Tx;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// With whom.
    pub artist: ArtistId,
    /// For whom; the record that stands for the client.
    pub client: ClientId,
    /// When.
    pub span: TimeSpan,
    /// An appointment that does not count: the one that is moved.
    pub except: Option<AppointmentId>,
}

/// An appointment that has the time, as everybody may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Id.
    pub id: AppointmentId,
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
    /// How things stand with it.
    pub status: AppointmentStatus,
    /// For whom.
    pub client: Named<ClientId>,
    /// With whom.
    pub artist: Named<ArtistId>,
}

/// Time in which an artist can't be booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockedTime {
    /// Id.
    pub id: BlockId,
    /// Whose time.
    pub artist: Named<ArtistId>,
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
    /// Code of its kind.
    pub kind: String,
    /// Why, for those who may see it.
    pub note: Option<String>,
}

/// Something that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// The artist has another appointment.
    ArtistBooked(Taken),
    /// The artist's time is blocked.
    ArtistBlocked(BlockedTime),
    /// The client has another appointment.
    ClientBooked(Taken),
    /// The artist can't be booked at all.
    ArtistInactive(Named<ArtistId>),
    /// The client's record is archived.
    ClientArchived(Named<ClientId>),
}

impl Conflict {
    /// What kind of conflict it is.
    #[must_use]
    pub const fn kind(&self) -> ConflictKind {
        match self {
            Self::ArtistBooked(_) => ConflictKind::ArtistBooked,
            Self::ArtistBlocked(_) => ConflictKind::ArtistBlocked,
            Self::ClientBooked(_) => ConflictKind::ClientBooked,
            Self::ArtistInactive(_) => ConflictKind::ArtistInactive,
            Self::ClientArchived(_) => ConflictKind::ClientArchived,
        }
    }
}

/// Acts that reserve time, or ask whether it could be reserved.
pub trait Reserves: Guarded {}
impl Reserves for Book {}
impl Reserves for CheckBooking {}
impl Reserves for EditAppointment {}

/// How many of one kind are told.
const TOLD: usize = 10;

type Row = (i64, i64, i64, String, i64);

/// Those of a query that take time and overlap the span.
macro_rules! overlapping {
    ($of:expr, $wanted:expr) => {
        $of.filter(appointments::starts_at.lt($wanted.span.end().millis()))
            .filter(appointments::ends_at.gt($wanted.span.start().millis()))
            .filter(appointments::status.ne(AppointmentStatus::NoShow.code()))
            .filter(appointments::status.ne(AppointmentStatus::Cancelled.code()))
            .filter(appointments::id.ne($wanted.except.map_or(0, AppointmentId::get)))
            .order(appointments::starts_at)
            .select((
                appointments::id,
                appointments::starts_at,
                appointments::ends_at,
                appointments::status,
                appointments::client_id,
            ))
            .capped::<TOLD>()
    };
}

/// An artist's appointments in the way: a short range of the index, as none lasts longer than [`LONGEST`], and those few that were brought in
/// and do.
fn of_artist(conn: &mut SqliteConnection, wanted: &Wanted) -> Result<Vec<Row>> {
    let of_artist = || appointments::table.filter(appointments::artist_id.eq(wanted.artist.get()));
    let usual = of_artist().filter(appointments::starts_at.gt(wanted.span.start().minus(LONGEST).millis()));
    let mut rows: Vec<Row> = overlapping!(usual, wanted).load(conn)?;
    let long = of_artist().filter(LongerThanBooked);
    let long: Vec<Row> = overlapping!(long, wanted).load(conn)?;
    for row in long {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// A client's appointments in the way, those of merged records too.
fn of_client(conn: &mut SqliteConnection, wanted: &Wanted) -> Result<Vec<(Row, i64)>> {
    let records = whole(conn, wanted.client.get())?;
    let mut rows = Vec::new();
    let all = of_whole!(appointments::table.into_boxed(), appointments::client_id, records);
    let found: Vec<Row> = overlapping!(all, wanted).load(conn)?;
    for row in found {
        let artist = appointments::table.find(row.0).select(appointments::artist_id).get_result(conn)?;
        rows.push((row, artist));
    }
    Ok(rows)
}

/// An artist's name, and whether the artist can be booked.
fn artist(conn: &mut SqliteConnection, id: i64) -> Result<(Named<ArtistId>, bool)> {
    let (name, active): (String, bool) =
        artists::table.find(id).select((artists::name, artists::active)).get_result(conn)?;
    Ok((Named { id: ArtistId::new(id), name }, active))
}

/// The name of a client, of a record that was merged that of the one which stands for it; and whether it is archived.
pub(super) fn client(conn: &mut SqliteConnection, id: i64) -> Result<(Named<ClientId>, bool)> {
    let (name, archived, merged): (String, Option<i64>, Option<i64>) = clients::table
        .find(id)
        .select((clients::name, clients::archived_at, clients::merged_into))
        .get_result(conn)?;
    match merged {
        Some(kept) => client(conn, kept),
        None => Ok((Named { id: ClientId::new(id), name }, archived.is_some())),
    }
}

fn taken(conn: &mut SqliteConnection, row: Row, artist: Named<ArtistId>) -> Result<Taken> {
    let (id, starts_at, ends_at, status, of) = row;
    Ok(Taken {
        id: AppointmentId::new(id),
        starts_at: Timestamp::from_millis(starts_at),
        ends_at: Timestamp::from_millis(ends_at),
        status: AppointmentStatus::parse(&status)
            .map_err(|_unknown| Error::damaged("appointments.status"))?,
        client: client(conn, of)?.0,
        artist,
    })
}

impl<'tx, M> Tx<'tx, M> {
    /// Everything that stands in the way of a booking; empty: nothing does.
    ///
    /// # Errors
    /// If the database fails.
    pub fn conflicts<A: Reserves>(
        &mut self,
        _may: &Permit<'tx, A>,
        wanted: &Wanted,
    ) -> Result<Vec<Conflict>> {
        let (with, active) = artist(self.conn, wanted.artist.get())?;
        let (of, archived) = client(self.conn, wanted.client.get())?;
        let mut found = Vec::new();
        if !active {
            found.push(Conflict::ArtistInactive(with.clone()));
        }
        if archived {
            found.push(Conflict::ClientArchived(of));
        }
        for row in of_artist(self.conn, wanted)? {
            found.push(Conflict::ArtistBooked(taken(self.conn, row, with.clone())?));
        }
        found.extend(self.blocked(&with, wanted.span)?.into_iter().map(Conflict::ArtistBlocked));
        for (row, other) in of_client(self.conn, wanted)? {
            // One with this artist is told already.
            if other != wanted.artist.get() {
                let other = artist(self.conn, other)?.0;
                found.push(Conflict::ClientBooked(taken(self.conn, row, other)?));
            }
        }
        Ok(found)
    }

    fn blocked(&mut self, artist: &Named<ArtistId>, span: TimeSpan) -> Result<Vec<BlockedTime>> {
        let rows: Vec<(i64, i64, i64, String, String)> = blocks::table
            .filter(blocks::artist_id.eq(artist.id.get()))
            .filter(blocks::ends_at.gt(span.start().millis()))
            .filter(blocks::starts_at.lt(span.end().millis()))
            .order((blocks::ends_at, blocks::starts_at))
            .select((blocks::id, blocks::starts_at, blocks::ends_at, blocks::kind, blocks::note))
            .capped::<TOLD>()
            .load(self.conn)?;
        let why = self.decide(Action::AgendaDetails, self.whose(artist.id)).is_permit();
        Ok(rows
            .into_iter()
            .map(|(id, from, to, kind, note)| BlockedTime {
                id: BlockId::new(id),
                artist: artist.clone(),
                starts_at: Timestamp::from_millis(from),
                ends_at: Timestamp::from_millis(to),
                kind,
                note: Some(note).filter(|note| why && !note.is_empty()),
            })
            .collect())
    }
}
