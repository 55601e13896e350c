//! The appointments of the invented studio: in the artists' hours, one after the other, with clients who were registered by then.

use std::time::Duration;
use std::vec::IntoIter;

use chrono::NaiveDate;
use studio_domain::{AppointmentStatus, Cents, Timestamp};

use crate::calendar::{SHORTEST, Spread};
use crate::chance::{Chance, Stream, narrow, wide};
use crate::demo::{Demo, Inner};
use crate::notes::{Note, after_session, filled};
use crate::words::of;

/// An appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Place of the client.
    pub client: usize,
    /// Place of the artist.
    pub artist: usize,
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
    /// Status.
    pub status: AppointmentStatus,
    /// What is done.
    pub service: String,
    /// Price in minor units; nothing where none was agreed.
    pub price: Option<Cents>,
    /// What the artist wrote after the session.
    pub note: Option<Note>,
}

/// Lengths that are booked, in minutes.
const LENGTHS: [u64; 9] = [30, 45, 60, 90, 120, 120, 150, 180, 240];
/// How long ahead people are reminded.
const SOON: Duration = Duration::from_secs(48 * 60 * 60);
/// How often a client is looked for who fits.
const TRIES: usize = 16;
/// Share of sessions, in percent, whose client is the artist's own.
const FAITHFUL: u64 = 80;

/// A place in an artist's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    minute: u64,
    artist: usize,
    length: u64,
}

/// The appointments of a demo, day by day, by start.
#[derive(Debug)]
pub struct Appointments {
    demo: Demo,
    dates: Vec<NaiveDate>,
    day: IntoIter<(NaiveDate, Slot)>,
    next_date: usize,
    spread: Spread,
    given: u64,
    /// When each artist is free again: holds where clocks jump over working hours.
    free: Vec<Timestamp>,
    /// Who comes on this day already.
    coming: Vec<usize>,
}

impl Appointments {
    pub(crate) fn of(demo: Demo) -> Self {
        Self {
            dates: demo.inner().calendar.dates().collect(),
            day: Vec::new().into_iter(),
            next_date: 0,
            spread: Spread::default(),
            given: 0,
            free: vec![Timestamp::MIN; demo.artists().len()],
            coming: Vec::new(),
            demo,
        }
    }

    /// Lays out the next day; nothing when there is none.
    fn turn_page(&mut self) -> Option<()> {
        let date = *self.dates.get(self.next_date)?;
        self.next_date = self.next_date.saturating_add(1);
        let inner = self.demo.inner();
        let counts = inner.calendar.counts(date, &mut self.spread);
        let mut slots: Vec<(NaiveDate, Slot)> = Vec::new();
        for (artist, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
            // The appointments given and laid out so far are a number that no other artist's day has.
            let number = self.given.saturating_add(wide(slots.len()));
            let mut chance = Chance::of(inner.plan.seed, Stream::Layout, number);
            let open = inner.calendar.open(date, artist);
            slots.extend(laid_out(&mut chance, artist, count, open).into_iter().map(|slot| (date, slot)));
        }
        slots.sort_unstable_by_key(|(_, slot)| *slot);
        self.day = slots.into_iter();
        self.coming.clear();
        Some(())
    }

    fn appointment(&mut self, date: NaiveDate, slot: Slot) -> Appointment {
        let chance = &mut Chance::of(self.demo.plan().seed, Stream::Appointment, self.given);
        self.given = self.given.saturating_add(1);
        let inner = self.demo.inner();
        let wall = inner.wall(date, u32::try_from(slot.minute).unwrap_or_default());
        let free = self.free.get(slot.artist).copied().unwrap_or(Timestamp::MIN);
        let starts_at = wall.max(free);
        let ends_at = starts_at.plus(Duration::from_secs(slot.length.saturating_mul(60)));
        let status = status(chance, starts_at, ends_at, inner.plan.around);
        let client = client(chance, inner, slot.artist, starts_at, &self.coming);
        if let Some(free) = self.free.get_mut(slot.artist) {
            *free = ends_at;
        }
        self.coming.push(client);
        let words = of(inner.plan.language);
        let artist = inner.artists.get(slot.artist);
        let style = artist.map(|artist| chance.pick_early(&artist.styles)).unwrap_or_default();
        let placement = chance.pick_early(&inner.placements);
        let consultation = slot.length <= 45 && chance.percent(35);
        let service = if consultation {
            words.consultation.to_owned()
        } else {
            filled(chance.pick(words.services), style, placement)
        };
        let agreed = !consultation && chance.percent(92);
        let price = agreed.then(|| price(slot.length, artist.map_or(0, |artist| artist.hourly)));
        let written = status == AppointmentStatus::Completed
            && chance.percent(if inner.plan.is_lively() { 45 } else { 5 });
        let note = written
            .then(|| Note { written_at: ends_at, text: after_session(chance, words, style, placement) });
        Appointment { client, artist: slot.artist, starts_at, ends_at, status, service, price, note }
    }
}

impl Iterator for Appointments {
    type Item = Appointment;

    fn next(&mut self) -> Option<Appointment> {
        loop {
            if let Some((date, slot)) = self.day.next() {
                return Some(self.appointment(date, slot));
            }
            self.turn_page()?;
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = wide(self.demo.plan().appointments).saturating_sub(self.given);
        (narrow(left), Some(narrow(left)))
    }
}

impl ExactSizeIterator for Appointments {}

/// Puts so many appointments into the open stretches of a day.
fn laid_out(chance: &mut Chance, artist: usize, count: u64, mut stretches: Vec<(u64, u64)>) -> Vec<Slot> {
    let one = narrow(chance.below(wide(stretches.len())));
    if count == 1 && one < stretches.len() {
        stretches = vec![stretches.swap_remove(one)];
    }
    let whole: u64 = stretches.iter().map(|(_, length)| length).sum();
    let (mut passed, mut given) = (0, 0);
    let mut slots = Vec::new();
    for (from, length) in stretches {
        passed += length;
        let due = count * passed / whole.max(1);
        let here = due - given;
        given = due;
        if let Some(share) = length.checked_div(here) {
            let step = [30, 15, SHORTEST / 2].into_iter().find(|step| share >= step * 2).unwrap_or(1);
            let share = share / step * step;
            slots.extend((0..here).map(|nth| placed(chance, artist, from + nth * share, share, step)));
        }
    }
    slots
}

/// An appointment somewhere in its share of the day.
fn placed(chance: &mut Chance, artist: usize, from: u64, share: u64, step: u64) -> Slot {
    let fitting: Vec<u64> = LENGTHS.into_iter().filter(|length| *length <= share).collect();
    let length = if fitting.is_empty() { share } else { chance.pick(&fitting) };
    let slack = (share - length) / step;
    Slot { minute: from + chance.below(slack + 1) * step, artist, length }
}

/// How things stand with an appointment: of 100 of a big studio 85 are done, 8 are ahead, 5 were cancelled, and 2 clients did not come.
fn status(
    chance: &mut Chance,
    starts_at: Timestamp,
    ends_at: Timestamp,
    now: Timestamp,
) -> AppointmentStatus {
    let fate = chance.below(1_000);
    if ends_at <= now {
        return match fate {
            0..=923 => AppointmentStatus::Completed,
            924..=977 => AppointmentStatus::Cancelled,
            _ => AppointmentStatus::NoShow,
        };
    }
    if starts_at <= now {
        return AppointmentStatus::Confirmed;
    }
    // Who comes within two days has mostly been asked again.
    let asked = if starts_at < now.plus(SOON) { 120 } else { 240 };
    match fate {
        970.. => AppointmentStatus::Cancelled,
        _ if fate < asked => AppointmentStatus::Pending,
        _ => AppointmentStatus::Confirmed,
    }
}

/// Somebody who was registered by then, mostly one of the artist's own, and not twice on one day.
fn client(chance: &mut Chance, demo: &Inner, artist: usize, at: Timestamp, coming: &[usize]) -> usize {
    let known = demo.registered_by(at).max(1).min(demo.plan.clients.max(1));
    let fits = |client: usize| {
        let facts = demo.facts(client);
        let welcome = if at > demo.plan.around { !facts.archived } else { facts.informed };
        client < known && welcome && !coming.contains(&client)
    };
    // Half of the sessions are with people who came to the studio of late.
    let recent = (known / 12).max(20).min(known);
    let mut last = 0;
    for _ in 0..TRIES {
        let place = if chance.percent(50) { known - 1 - chance.place(recent) } else { chance.place(known) };
        last = if chance.percent(FAITHFUL) { demo.neighbour(place, artist) } else { place };
        if fits(last) {
            return last;
        }
    }
    // Few clients, or a full day: the first who fits, or somebody who comes twice.
    (0..known.min(1_000)).find(|client| fits(*client)).unwrap_or_else(|| last.min(known - 1))
}

/// By the hour, rounded to 5, at least 50.
fn price(minutes: u64, hourly: i64) -> Cents {
    let minutes = i64::try_from(minutes).unwrap_or_default();
    Cents::new((hourly * minutes / 60 / 500 * 500).max(5_000))
}
