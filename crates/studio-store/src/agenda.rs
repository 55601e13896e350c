//! The agenda over a stretch of time: appointments, blocks and artists with their hours, each by one query. Whose service, price and reason the
//! reader may not see are never read into the answer.

mod list;
#[cfg(test)]
mod tests;

pub use list::{AgendaCursor, AgendaListPage, AgendaListQuery};

use std::collections::{BTreeMap, HashMap};

use diesel::helper_types::{InnerJoin, IntoBoxed};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use diesel::sqlite::{Sqlite, SqliteConnection};
use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, BlockId, Cents, ClientId, Needle, Timestamp, Version,
    WorkingHours, fold,
};
use studio_policy::{Action, Decision, Ownership};

use crate::actions::SeeAgenda;
use crate::appointments::LongerThanBooked;
use crate::clients::Named;
use crate::error::{Error, Result};
use crate::guard::{ListPermit, Rows};
use crate::hours;
use crate::schema::{appointments, artists, blocks, clients};
use crate::tx::Tx;

/// No appointment that was booked here is longer, in milliseconds; what was imported may be, and has an index of its own.
const LONGEST: i64 = 12 * 60 * 60 * 1_000;

/// What to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaRange {
    /// The first moment.
    pub from: Timestamp,
    /// The first moment after it.
    pub to: Timestamp,
    /// Only of these artists; empty: of all.
    pub artists: Vec<ArtistId>,
    /// Only appointments of these statuses; empty: of all.
    pub statuses: Vec<AppointmentStatus>,
    /// What must all stand in the client's name or in the service.
    pub needles: Vec<Needle>,
}

/// An appointment as the agenda shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaAppointment {
    /// Id.
    pub id: AppointmentId,
    /// The client; of a record that was merged into another, that other one.
    pub client: Named<ClientId>,
    /// Whose time it is.
    pub artist: ArtistId,
    /// Start.
    pub starts_at: Timestamp,
    /// End; of one that was imported it may lie before the start.
    pub ends_at: Timestamp,
    /// How things stand with it.
    pub status: AppointmentStatus,
    /// When the client arrived.
    pub arrived_at: Option<Timestamp>,
    /// When work began.
    pub started_at: Option<Timestamp>,
    /// Service and price; `None`: the reader may not see them.
    pub details: Option<AgendaDetails>,
    /// For saving without overwriting others.
    pub version: Version,
}

/// What only its artist, the desk and admins see of an appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaDetails {
    /// What is to be done; may be empty.
    pub service: String,
    /// Price, if one is agreed.
    pub price: Option<Cents>,
}

/// Time in which an artist can't be booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaBlock {
    /// Id.
    pub id: BlockId,
    /// Whose time it is.
    pub artist: ArtistId,
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
    /// Whether it is made of whole days.
    pub whole_days: bool,
    /// Code of its kind and what was noted; `None`: the reader may not see why the time is blocked.
    pub reason: Option<(String, String)>,
}

/// An artist as a column of the agenda, and what the reader may do there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaArtist {
    /// Id.
    pub id: ArtistId,
    /// Name.
    pub name: String,
    /// Colour, `#rrggbb`.
    pub colour: String,
    /// Whether the artist can be booked.
    pub active: bool,
    /// Whether it is the reader.
    pub mine: bool,
    /// When the artist works; closed all week if nothing is known.
    pub hours: WorkingHours,
    /// Whether the reader may book here.
    pub create: Decision,
    /// Whether the reader may move and change what is booked here.
    pub edit: Decision,
    /// Whether the reader may cancel what is booked here.
    pub cancel: Decision,
}

pub(crate) type Columns = (
    (i64, i64, i64, i64, i64, String, i64),
    (Option<i64>, Option<i64>),
    (String, Option<i64>),
    (i64, String, Option<i64>),
);

macro_rules! columns {
    () => {
        (
            (
                appointments::id,
                appointments::artist_id,
                appointments::client_id,
                appointments::starts_at,
                appointments::ends_at,
                appointments::status,
                appointments::version,
            ),
            (appointments::arrived_at, appointments::started_at),
            (appointments::service, appointments::price_cents),
            (clients::id, clients::name, clients::merged_into),
        )
    };
}
use columns;

type Joined<'q> = IntoBoxed<'q, InnerJoin<appointments::table, clients::table>, Sqlite>;

/// Which appointments lie in a range, in which order does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Those that begin no longer before it than one may last.
    Usual,
    /// The few that are longer and began before that.
    Long,
}

/// The appointments of a range, by one index or the other.
fn within<'q>(range: &AgendaRange, rows: Rows, reach: Reach) -> Joined<'q> {
    let (from, to) = (range.from.millis(), range.to.millis());
    let early = from.saturating_sub(LONGEST);
    let mut sql = appointments::table.inner_join(clients::table).into_boxed();
    sql = match reach {
        Reach::Usual => sql
            .filter(appointments::starts_at.ge(early))
            .filter(appointments::starts_at.lt(to))
            .filter(appointments::starts_at.ge(from).or(appointments::ends_at.gt(from))),
        Reach::Long => sql
            // In the words of the index, which holds nothing else.
            .filter(LongerThanBooked)
            // The sign keeps this bound from choosing the index of all starts, which would read every appointment that ever was.
            .filter(diesel::dsl::sql::<BigInt>("+appointments.starts_at").lt(early))
            .filter(appointments::ends_at.gt(from)),
    };
    if let Rows::Of(artist) = rows {
        sql = sql.filter(appointments::artist_id.eq(artist.get()));
    }
    match range.artists.as_slice() {
        [] => {}
        [one] => sql = sql.filter(appointments::artist_id.eq(one.get())),
        several => {
            let ids: Vec<i64> = several.iter().map(|artist| artist.get()).collect();
            sql = sql.filter(appointments::artist_id.eq_any(ids));
        }
    }
    sql
}

/// Names of the records that others were merged into.
fn kept_names(conn: &mut SqliteConnection, rows: &[Columns]) -> Result<HashMap<i64, String>> {
    let mut ids: Vec<i64> = rows.iter().filter_map(|(.., (_, _, kept))| *kept).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let named: Vec<(i64, String)> =
        clients::table.filter(clients::id.eq_any(ids)).select((clients::id, clients::name)).load(conn)?;
    Ok(named.into_iter().collect())
}

impl<'tx, M> Tx<'tx, M> {
    /// Whether what belongs to an artist is the actor's own.
    fn agenda_whose(&self, artist: ArtistId) -> Ownership {
        if self.acting.artist == Some(artist) { Ownership::Mine } else { Ownership::Theirs }
    }

    fn sees_details(&self, artist: ArtistId) -> bool {
        self.decide(Action::AgendaDetails, self.agenda_whose(artist)).is_permit()
    }

    /// Every artist, by name, with hours and what the reader may do with their time.
    ///
    /// # Errors
    /// If the database fails.
    pub fn agenda_artists(&mut self, _may: &ListPermit<'tx, SeeAgenda>) -> Result<Vec<AgendaArtist>> {
        let rows: Vec<(i64, String, String, bool)> = artists::table
            .order((artists::name_key, artists::id))
            .select((artists::id, artists::name, artists::colour, artists::active))
            .load(self.conn)?;
        let mut hours: BTreeMap<i64, WorkingHours> = hours::all(self.conn)?;
        Ok(rows
            .into_iter()
            .map(|(id, name, colour, active)| {
                let artist = ArtistId::new(id);
                let whose = self.agenda_whose(artist);
                AgendaArtist {
                    id: artist,
                    name,
                    colour,
                    active,
                    mine: whose == Ownership::Mine,
                    hours: hours.remove(&id).unwrap_or_default(),
                    create: self.decide(Action::AgendaCreate, whose),
                    edit: self.decide(Action::AgendaEdit, whose),
                    cancel: self.decide(Action::AgendaCancel, whose),
                }
            })
            .collect())
    }

    /// Every appointment that has a moment in the range or begins in it, by start.
    ///
    /// # Errors
    /// If the database fails.
    pub fn agenda_appointments(
        &mut self,
        may: &ListPermit<'tx, SeeAgenda>,
        range: &AgendaRange,
    ) -> Result<Vec<AgendaAppointment>> {
        let mut rows: Vec<Columns> =
            within(range, may.rows, Reach::Long).select(columns!()).load(self.conn)?;
        rows.extend(within(range, may.rows, Reach::Usual).select(columns!()).load::<Columns>(self.conn)?);
        let kept = kept_names(self.conn, &rows)?;
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            let one = self.agenda_seen(row, &kept)?;
            if fits(range, &one) {
                all.push(one);
            }
        }
        all.sort_unstable_by_key(|one| (one.starts_at, one.ends_at, one.id));
        Ok(all)
    }

    /// Every block that has a moment in the range, by start.
    ///
    /// # Errors
    /// If the database fails.
    pub fn agenda_blocks(
        &mut self,
        may: &ListPermit<'tx, SeeAgenda>,
        range: &AgendaRange,
    ) -> Result<Vec<AgendaBlock>> {
        let mut sql = blocks::table
            .filter(blocks::ends_at.gt(range.from.millis()))
            .filter(blocks::starts_at.lt(range.to.millis()))
            .into_boxed();
        if let Rows::Of(artist) = may.rows {
            sql = sql.filter(blocks::artist_id.eq(artist.get()));
        }
        if !range.artists.is_empty() {
            let ids: Vec<i64> = range.artists.iter().map(|artist| artist.get()).collect();
            sql = sql.filter(blocks::artist_id.eq_any(ids));
        }
        let rows: Vec<(i64, i64, i64, i64, bool, String, String)> = sql
            .select((
                blocks::id,
                blocks::artist_id,
                blocks::starts_at,
                blocks::ends_at,
                blocks::whole_days,
                blocks::kind,
                blocks::note,
            ))
            .load(self.conn)?;
        let mut all: Vec<AgendaBlock> = rows
            .into_iter()
            .map(|(id, artist, starts_at, ends_at, whole_days, kind, note)| {
                let artist = ArtistId::new(artist);
                AgendaBlock {
                    id: BlockId::new(id),
                    artist,
                    starts_at: Timestamp::from_millis(starts_at),
                    ends_at: Timestamp::from_millis(ends_at),
                    whole_days,
                    reason: self.sees_details(artist).then_some((kind, note)),
                }
            })
            .collect();
        all.sort_unstable_by_key(|one| (one.starts_at, one.ends_at, one.id));
        Ok(all)
    }

    /// What the reader sees of one.
    fn agenda_seen(&self, row: Columns, kept: &HashMap<i64, String>) -> Result<AgendaAppointment> {
        let ((id, artist, _, starts_at, ends_at, status, version), (arrived, started), about, client) = row;
        let artist = ArtistId::new(artist);
        let (service, price) = about;
        let (client, name, merged) = client;
        let client = match merged.and_then(|into| Some((into, kept.get(&into)?.clone()))) {
            Some((into, name)) => Named { id: ClientId::new(into), name },
            None => Named { id: ClientId::new(client), name },
        };
        let at = Timestamp::from_millis;
        Ok(AgendaAppointment {
            id: AppointmentId::new(id),
            client,
            artist,
            starts_at: at(starts_at),
            ends_at: at(ends_at),
            status: AppointmentStatus::parse(&status)
                .map_err(|_unknown| Error::damaged("appointments.status"))?,
            arrived_at: arrived.map(at),
            started_at: started.map(at),
            details: self
                .sees_details(artist)
                .then(|| AgendaDetails { service, price: price.map(Cents::new) }),
            version: Version::new(version),
        })
    }
}

/// Whether one passes the filters that are looked at here. What the reader may not see is not found either.
fn fits(range: &AgendaRange, one: &AgendaAppointment) -> bool {
    if !range.statuses.is_empty() && !range.statuses.contains(&one.status) {
        return false;
    }
    if range.needles.is_empty() {
        return true;
    }
    let service = one.details.as_ref().map(|details| details.service.as_str()).unwrap_or_default();
    let text = format!("{}\n{}", fold(&one.client.name), fold(service));
    range.needles.iter().all(|needle| needle.stands_in(&text))
}
