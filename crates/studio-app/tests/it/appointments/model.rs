//! Any sequence of acts, compared with a model that knows nothing of databases: the answers are the same, and no hour is ever sold twice.

use std::cell::RefCell;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use studio_app::{AppointmentFilter, BookingInput, CancelInput, CompletionInput, Result};
use studio_domain::{AppointmentId, AppointmentStatus, ArtistId, ClientId, Timestamp};

use super::kit::{House, agree};
use crate::kit::{DAY, MINUTE};

/// What is done. Slots are quarters of an hour.
#[derive(Debug, Clone, Copy)]
enum Act {
    Book { artist: usize, client: usize, slot: u32, length: u32 },
    Move { which: usize, artist: Option<usize>, slot: Option<u32>, length: Option<u32> },
    Confirm(usize),
    Cancel(usize),
    Miss(usize),
    Complete(usize),
    Reopen(usize),
}

fn act() -> impl Strategy<Value = Act> {
    let slot = 0_u32..36;
    let length = 1_u32..7;
    let which = 0_usize..24;
    prop_oneof![
        6 => (0_usize..2, 0_usize..2, slot.clone(), length.clone())
            .prop_map(|(artist, client, slot, length)| Act::Book { artist, client, slot, length }),
        4 => (which.clone(), prop::option::of(0_usize..2), prop::option::of(slot), prop::option::of(length))
            .prop_map(|(which, artist, slot, length)| Act::Move { which, artist, slot, length }),
        1 => which.clone().prop_map(Act::Confirm),
        2 => which.clone().prop_map(Act::Cancel),
        1 => which.clone().prop_map(Act::Miss),
        1 => which.clone().prop_map(Act::Complete),
        2 => which.prop_map(Act::Reopen),
    ]
}

/// An appointment of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Row {
    id: AppointmentId,
    artist: usize,
    client: usize,
    from: u32,
    to: u32,
    status: AppointmentStatus,
}

impl Row {
    fn takes_time(&self) -> bool {
        !matches!(self.status, AppointmentStatus::Cancelled | AppointmentStatus::NoShow)
    }

    fn is_open(&self) -> bool {
        matches!(self.status, AppointmentStatus::Pending | AppointmentStatus::Confirmed)
    }
}

/// The code that is expected, or nothing if it should work.
fn clash(rows: &[Row], wanted: &Row) -> Option<&'static str> {
    let over =
        |row: &&Row| row.id != wanted.id && row.takes_time() && row.from < wanted.to && wanted.from < row.to;
    let mut others = rows.iter().filter(over);
    if others.clone().any(|row| row.artist == wanted.artist) {
        return Some("artist_booked");
    }
    others.any(|row| row.client == wanted.client).then_some("client_booked")
}

struct Both {
    house: House,
    artists: [ArtistId; 2],
    clients: [ClientId; 2],
    rows: Vec<Row>,
    /// The day of this sequence: what lies on another day is in nobody's way.
    day: u32,
    acts: usize,
}

impl Both {
    fn new() -> Self {
        let house = House::new();
        agree(&house.test, house.client);
        agree(&house.test, house.other);
        let (artists, clients) = ([house.lola, house.bruno], [house.client, house.other]);
        Self { house, artists, clients, rows: Vec::new(), day: 0, acts: 0 }
    }

    /// A sequence of acts on a day of its own.
    fn play(&mut self, acts: Vec<Act>) {
        self.rows.clear();
        self.day += 1;
        self.acts += acts.len();
        acts.into_iter().for_each(|act| self.act(act));
        self.compare();
    }

    fn at(&self, slot: u32) -> Timestamp {
        let morning = studio_testkit::START.plus(self.day * DAY + 4 * 60 * MINUTE);
        morning.plus(slot * 15 * MINUTE)
    }

    fn input(&self, slot: Option<u32>, length: Option<u32>) -> BookingInput {
        BookingInput {
            starts_at: slot.map(|slot| self.at(slot).to_rfc3339()),
            minutes: length.map(|length| (length * 15).to_string()),
            confirm_warnings: true,
            ..BookingInput::default()
        }
    }

    /// Does it in both, and compares.
    fn act(&mut self, act: Act) {
        let ctx = self.house.test.operator();
        let studio = self.house.studio().clone();
        let none = AppointmentId::new(0);
        let pick = |which: usize| (!self.rows.is_empty()).then(|| which % self.rows.len());
        let same = |answer: Result<()>, expected: Option<&'static str>| {
            let code = answer.as_ref().err().map(studio_app::Error::code);
            assert_eq!(code, expected, "{act:?}: {answer:?}");
            expected.is_none()
        };
        match act {
            Act::Book { artist, client, slot, length } => {
                let new = Row {
                    id: none,
                    artist,
                    client,
                    from: slot,
                    to: slot + length,
                    status: AppointmentStatus::Pending,
                };
                let input = BookingInput {
                    client_id: Some(self.clients[client].to_string()),
                    artist_id: Some(self.artists[artist].to_string()),
                    ..self.input(Some(slot), Some(length))
                };
                let answer = studio.book_appointment(&ctx, input, None);
                let id = answer.as_ref().ok().copied();
                if same(answer.map(drop), clash(&self.rows, &new)) {
                    self.rows.push(Row { id: id.unwrap(), ..new });
                }
            }
            Act::Move { which, artist, slot, length } => {
                let Some(nth) = pick(which) else { return };
                let old = self.rows[nth];
                let from = slot.unwrap_or(old.from);
                let to = from + length.unwrap_or(old.to - old.from);
                let new = Row { artist: artist.unwrap_or(old.artist), from, to, ..old };
                let input = BookingInput {
                    artist_id: artist.map(|artist| self.artists[artist].to_string()),
                    ..self.input(slot, length)
                };
                let expected = match old.status {
                    _ if new == old => None,
                    AppointmentStatus::Completed => Some("appointment_final"),
                    _ if !old.is_open() => Some("appointment_closed"),
                    _ => clash(&self.rows, &new),
                };
                if same(studio.edit_appointment(&ctx, old.id, input, None).map(drop), expected) {
                    self.rows[nth] = new;
                }
            }
            Act::Confirm(which) | Act::Cancel(which) | Act::Miss(which) | Act::Complete(which) => {
                let Some(nth) = pick(which) else { return };
                let old = self.rows[nth];
                let by = CancelInput { by: "client".to_owned(), reason: String::new() };
                let (answer, status) = match act {
                    Act::Confirm(_) => {
                        (studio.confirm_appointment(&ctx, old.id, None), AppointmentStatus::Confirmed)
                    }
                    Act::Cancel(_) => {
                        (studio.cancel_appointment(&ctx, old.id, by, None), AppointmentStatus::Cancelled)
                    }
                    Act::Miss(_) => (studio.miss_appointment(&ctx, old.id, None), AppointmentStatus::NoShow),
                    _ => (
                        studio.complete_appointment(&ctx, old.id, CompletionInput::default(), None),
                        AppointmentStatus::Completed,
                    ),
                };
                if same(answer.map(drop), (!old.is_open()).then_some("wrong_status")) {
                    self.rows[nth].status = status;
                }
            }
            Act::Reopen(which) => {
                let Some(nth) = pick(which) else { return };
                let old = self.rows[nth];
                let expected = if old.takes_time() { Some("wrong_status") } else { clash(&self.rows, &old) };
                if same(studio.reopen_appointment(&ctx, old.id, true, None).map(drop), expected) {
                    self.rows[nth].status = AppointmentStatus::Confirmed;
                }
            }
        }
    }

    /// Both have the same appointments, and none of those that take time lie over each other.
    fn compare(&self) {
        let (from, to) = (self.at(0).to_rfc3339(), self.at(60).to_rfc3339());
        let filter = AppointmentFilter { from, to, limit: Some(200), ..AppointmentFilter::default() };
        let list = self.house.studio().appointments(&self.house.test.operator(), &filter).unwrap();
        let mut there: Vec<_> = list
            .items
            .iter()
            .map(|card| (card.id, card.artist.id, card.client.id, card.starts_at, card.ends_at, card.status))
            .collect();
        let mut expected: Vec<_> = self
            .rows
            .iter()
            .map(|row| {
                let (artist, client) = (self.artists[row.artist], self.clients[row.client]);
                (row.id, artist, client, self.at(row.from), self.at(row.to), row.status)
            })
            .collect();
        there.sort_by_key(|row| row.0);
        expected.sort_by_key(|row| row.0);
        assert_eq!(there, expected);
        for (nth, one) in self.rows.iter().enumerate() {
            let rest = &self.rows[nth + 1..];
            assert!(!one.takes_time() || clash(rest, one).is_none(), "{one:?} is sold twice: {rest:?}");
        }
    }
}

#[test]
fn any_sequence_of_acts_is_answered_as_by_the_model() {
    let mut runner = TestRunner::new(Config { cases: 150, failure_persistence: None, ..Config::default() });
    let sequences = prop::collection::vec(act(), 70..=100);
    // One studio for all of them: making one takes longer than a hundred acts.
    let both = RefCell::new(Both::new());
    runner
        .run(&sequences, |acts| {
            both.borrow_mut().play(acts);
            Ok(())
        })
        .unwrap();
    assert!(both.borrow().acts >= 10_000, "{} acts", both.borrow().acts);
}
