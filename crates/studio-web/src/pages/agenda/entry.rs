//! An appointment or a block as it stands in a column.

use studio_app::{Ability, AgendaAppointment, AgendaBlock, Placed};
use studio_domain::agenda::Stretch;
use studio_domain::{AppointmentStatus, Timestamp};

use crate::pages::Say;
use crate::pages::say::initials;

/// Lanes that styles know: the share of a column that one takes is one of these parts.
const PARTS: [u32; 12] = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60];

/// An appointment.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) id: i64,
    /// Where and how it stands.
    pub(super) class: String,
    /// Minutes from the column's start to its own start and end.
    pub(super) at: String,
    pub(super) time: String,
    pub(super) client: String,
    pub(super) service: String,
    /// Code of the status, as styles have it.
    pub(super) status: &'static str,
    /// Key of the words for the status.
    pub(super) word: String,
    /// Name of the artist, where the column is not theirs.
    pub(super) artist: String,
    pub(super) arrived: bool,
    /// Whether it can be moved.
    pub(super) moves: bool,
    /// What a lane has room for, where it shares a day of a week with others.
    pub(super) brief: Option<Brief>,
}

/// An appointment in a narrow lane: a few letters, and the whole where one points at it.
#[derive(Debug, Clone)]
pub(super) struct Brief {
    pub(super) initials: String,
    pub(super) from: String,
    pub(super) whole: String,
}

/// A blocked time.
#[derive(Debug, Clone)]
pub(super) struct Blocked {
    pub(super) id: i64,
    pub(super) class: String,
    /// Key of the words for its kind.
    pub(super) word: String,
    pub(super) note: String,
    pub(super) time: String,
    pub(super) artist: String,
    pub(super) colour: &'static str,
    /// Whether the reader may see more of it.
    pub(super) opens: bool,
}

/// The code of a status as styles have it.
pub(super) fn class_of(status: AppointmentStatus) -> &'static str {
    match status {
        AppointmentStatus::NoShow => "no-show",
        other => other.code(),
    }
}

/// The classes that put something into its rows.
pub(super) fn rows(rows: Stretch) -> String {
    format!("f{} h{}", rows.from, rows.to.saturating_sub(rows.from).max(1))
}

impl Entry {
    pub(super) fn of(
        say: &Say,
        placed: &Placed<AgendaAppointment>,
        start: Timestamp,
        colour: &str,
        artist: String,
        edit: Ability,
    ) -> Self {
        let one = &placed.what;
        let of = part_of(placed.lane.of);
        let place = placed.lane.place % of * (60 / of);
        let rows_taken = placed.rows.to.saturating_sub(placed.rows.from);
        let size = match rows_taken {
            0..=4 => " tiny",
            5..=7 => " small",
            8..=11 => " mid",
            _ => "",
        };
        let lane = if of == 1 { String::new() } else { format!(" l{place} w{of}") };
        let minutes = |at: Timestamp| at.millis().saturating_sub(start.millis()) / 60_000;
        let open = one.status.is_open();
        Self {
            id: one.id.get(),
            class: format!("{} k-{colour} {}{lane}{size}", class_of(one.status), rows(placed.rows)),
            at: format!("{},{}", minutes(one.starts_at), minutes(one.ends_at)),
            time: format!("{}–{}", say.time(one.starts_at), say.time(one.ends_at)),
            client: one.client.name.clone(),
            service: one.details.as_ref().map(|details| details.service.clone()).unwrap_or_default(),
            status: class_of(one.status),
            word: studio_text::key("appointment", one.status.code()),
            artist,
            arrived: open && one.arrived_at.is_some(),
            moves: open && edit != Ability::No,
            brief: None,
        }
    }

    /// The same with what fits into a lane, where it does not have the day's width to itself.
    pub(super) fn in_lane(mut self, say: &Say, placed: &Placed<AgendaAppointment>) -> Self {
        if placed.lane.of < 2 {
            return self;
        }
        let parts = [&self.time, &self.client, &self.artist, &self.service, &say.t(&self.word)];
        let parts: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        self.brief = Some(Brief {
            initials: initials(&self.client),
            from: say.time(placed.what.starts_at),
            whole: parts.join(" · "),
        });
        self.class.push_str(" split");
        self
    }
}

/// The share of a day that its fullest hour leaves for one appointment, as styles know it; nothing where a day has room enough.
pub(super) fn crowd(all: &[Placed<AgendaAppointment>]) -> String {
    let most = all.iter().map(|one| one.lane.of).max().unwrap_or(1);
    if most < 4 { String::new() } else { format!(" n{}", part_of(most)) }
}

/// The part of a column that each of so many lanes takes.
fn part_of(lanes: u32) -> u32 {
    PARTS.into_iter().find(|part| *part >= lanes).unwrap_or(60)
}

impl Blocked {
    pub(super) fn of(
        say: &Say,
        block: &AgendaBlock,
        rows_taken: Stretch,
        artist: String,
        colour: &'static str,
    ) -> Self {
        let (kind, note) = match &block.reason {
            Some((kind, note)) => (kind.as_str(), note.clone()),
            None => ("unsaid", String::new()),
        };
        Self {
            id: block.id.get(),
            class: rows(rows_taken),
            word: studio_text::key("agenda-block", kind),
            note,
            time: if block.whole_days {
                String::new()
            } else {
                format!("{}–{}", say.time(block.starts_at), say.time(block.ends_at))
            },
            artist,
            colour,
            opens: block.reason.is_some(),
        }
    }
}
