//! The agenda as people look at it: a day by artists, a week, a month, a list.

mod cursor;
mod day;
mod filter;
mod list;
mod month;
mod week;

use chrono::NaiveDate;
use studio_domain::agenda::{Lane, Stretch};
use studio_domain::{ArtistId, Needle, Timestamp, WorkingHours};
use studio_store::actions::SeeAgenda;
use studio_store::{AgendaAppointment, AgendaArtist, AgendaBlock, AgendaRange, ListPermit, Tx};

use crate::clients::Ability;
use crate::error::Result;

pub use day::{AgendaColumn, AgendaDay};
pub use filter::AgendaFilter;
pub use list::{AgendaList, AgendaListFilter};
pub use month::{AgendaMonth, AgendaMonthDay};
pub use week::{AgendaWeek, AgendaWeekDay};

/// An artist of the agenda, and what the reader may do with their time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaPerson {
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
    /// Whether the view shows them.
    pub shown: bool,
    /// Whether the reader may book here.
    pub create: Ability,
    /// Whether the reader may move and change what is booked here.
    pub edit: Ability,
    /// Whether the reader may cancel what is booked here.
    pub cancel: Ability,
}

/// Something with its place in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// What it is.
    pub what: T,
    /// Its rows.
    pub rows: Stretch,
    /// Its lane among what lies over it.
    pub lane: Lane,
}

/// Gives each its lane.
fn placed<T>(all: Vec<(T, Stretch)>) -> Vec<Placed<T>> {
    let rows: Vec<Stretch> = all.iter().map(|(_, rows)| *rows).collect();
    let lanes = studio_domain::agenda::lanes(&rows);
    all.into_iter().zip(lanes).map(|((what, rows), lane)| Placed { what, rows, lane }).collect()
}

/// What is read for a view, before it is laid out.
struct Seen {
    artists: Vec<AgendaArtist>,
    appointments: Vec<AgendaAppointment>,
    blocks: Vec<AgendaBlock>,
}

/// The artists of a view: those who were chosen; else everybody who can be booked, and whoever has something in it.
fn shown(chosen: &[ArtistId], artist: &AgendaArtist, seen: &Seen) -> bool {
    if !chosen.is_empty() {
        return chosen.contains(&artist.id);
    }
    artist.active
        || seen.appointments.iter().any(|one| one.artist == artist.id)
        || seen.blocks.iter().any(|one| one.artist == artist.id)
}

fn people(chosen: &[ArtistId], seen: &Seen) -> Vec<AgendaPerson> {
    let person = |artist: &AgendaArtist| AgendaPerson {
        id: artist.id,
        name: artist.name.clone(),
        colour: artist.colour.clone(),
        active: artist.active,
        mine: artist.mine,
        shown: shown(chosen, artist, seen),
        create: if artist.active { artist.create.into() } else { Ability::No },
        edit: artist.edit.into(),
        cancel: artist.cancel.into(),
    };
    seen.artists.iter().map(person).collect()
}

/// The hours that count for an artist: with none of their own known, the studio's alone.
fn hours_of<'a>(opening: &'a WorkingHours, own: &'a WorkingHours) -> Vec<&'a WorkingHours> {
    if own.is_closed() { vec![opening] } else { vec![opening, own] }
}

fn read<'tx, M>(tx: &mut Tx<'tx, M>, may: &ListPermit<'tx, SeeAgenda>, range: &AgendaRange) -> Result<Seen> {
    Ok(Seen {
        artists: tx.agenda_artists(may)?,
        appointments: tx.agenda_appointments(may, range)?,
        blocks: tx.agenda_blocks(may, range)?,
    })
}

/// What was typed, read.
#[derive(Debug, Clone)]
struct Wanted {
    date: NaiveDate,
    artists: Vec<ArtistId>,
    statuses: Vec<studio_domain::AppointmentStatus>,
    needles: Vec<Needle>,
}

impl Wanted {
    fn range(&self, from: Timestamp, to: Timestamp) -> AgendaRange {
        AgendaRange {
            from,
            to,
            artists: self.artists.clone(),
            statuses: self.statuses.clone(),
            needles: self.needles.clone(),
        }
    }
}
