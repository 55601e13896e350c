//! The invented studio: made from its plan, piece by piece, when a piece is asked for.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use studio_domain::{Setting, Timestamp};

use crate::appointments::Appointments;
use crate::artists::{self, Artist};
use crate::calendar::Calendar;
use crate::chance::{Chance, Stream, narrow, wide};
use crate::clients::{Client, Clients};
use crate::plan::{Impossible, Plan};

/// Milliseconds of a day.
pub(crate) const DAY: u64 = 24 * 60 * 60 * 1_000;
/// Days before the first appointment from which on clients are registered.
const BEFORE: u64 = 45;

/// An invented studio. Nothing of it is kept but its artists: clients and appointments are made one by one, so that a million of them takes
/// no more memory than one. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Demo(Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) plan: Plan,
    pub(crate) artists: Vec<Artist>,
    pub(crate) calendar: Calendar,
    pub(crate) styles: Vec<&'static str>,
    pub(crate) placements: Vec<&'static str>,
    pub(crate) sources: Vec<&'static str>,
    /// First registration, and milliseconds until the last.
    registered: (u64, u64),
}

impl Demo {
    /// The studio of a plan.
    ///
    /// # Errors
    /// [`Impossible`] if the plan can't be carried out.
    pub fn new(plan: Plan) -> Result<Self, Impossible> {
        plan.check()?;
        let artists = artists::all(&plan);
        let calendar = Calendar::of(&plan, &artists)?;
        let first = millis(plan.zone.start_of(calendar.first())).saturating_sub(BEFORE.saturating_mul(DAY));
        let last = millis(plan.zone.start_of(calendar.today()));
        let list = |setting: Setting| setting.default_in(plan.language).lines().collect::<Vec<_>>();
        // A place that reads well after `on the`.
        let placements = list(Setting::Placements).into_iter().filter(|place| !place.contains(' ')).collect();
        Ok(Self(Arc::new(Inner {
            styles: artists::styles(plan.language),
            placements,
            sources: list(Setting::Sources),
            registered: (first, last.saturating_sub(first)),
            artists,
            calendar,
            plan,
        })))
    }

    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.0.plan
    }

    /// The artists, by the place that clients and appointments name.
    #[must_use]
    pub fn artists(&self) -> &[Artist] {
        &self.0.artists
    }

    /// The client at a place, from 0; those registered first come first.
    #[must_use]
    pub fn client(&self, index: usize) -> Client {
        Client::of(&self.0, index)
    }

    /// All clients in their order.
    #[must_use]
    pub fn clients(&self) -> Clients {
        Clients::of(self.clone())
    }

    /// All appointments, day by day.
    #[must_use]
    pub fn appointments(&self) -> Appointments {
        Appointments::of(self.clone())
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }
}

/// What of a client appointments depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Agreed to be tattooed: without, somebody has only asked so far.
    pub(crate) informed: bool,
    /// No longer expected.
    pub(crate) archived: bool,
}

impl Inner {
    pub(crate) fn facts(&self, index: usize) -> Facts {
        let mut chance = Chance::of(self.plan.seed, Stream::Facts, wide(index));
        // Who came last is still expected.
        let settled = index < self.plan.clients / 10 * 8;
        Facts { informed: chance.percent(95), archived: chance.percent(10) && settled }
    }

    /// Of which artist somebody is a client, mostly. Each block of clients has one for every artist.
    pub(crate) fn home(&self, index: usize) -> usize {
        let artists = self.artists.len().max(1);
        (index % artists + self.turn(index / artists)) % artists
    }

    /// The client of the same block whose home is that artist.
    pub(crate) fn neighbour(&self, index: usize, artist: usize) -> usize {
        let artists = self.artists.len().max(1);
        let block = index / artists;
        block * artists + (artist + artists - self.turn(block)) % artists
    }

    fn turn(&self, block: usize) -> usize {
        Chance::of(self.plan.seed, Stream::Home, wide(block)).place(self.artists.len().max(1))
    }

    /// When a client was registered: evenly over the years, at a time of day when the studio is open.
    pub(crate) fn registered_at(&self, index: usize) -> Timestamp {
        let mut chance = Chance::of(self.plan.seed, Stream::Registered, wide(index));
        let (first, span) = self.registered;
        let count = u128::from(wide(self.plan.clients.max(1)));
        // The first client is there from the first day on.
        let jitter = if index == 0 { 0 } else { chance.below(1 << 16) };
        let place = (u128::from(wide(index)) << 16) + u128::from(jitter);
        let passed = u64::try_from(u128::from(span) * place / (count << 16)).unwrap_or(span);
        let moment = timestamp(first.saturating_add(passed.saturating_sub(1)));
        let minute = u32::try_from(chance.below(10 * 60)).unwrap_or_default() + 10 * 60;
        self.wall(self.plan.zone.date(moment), minute)
    }

    /// How many clients were registered a day before a moment or earlier: they can have come by then.
    pub(crate) fn registered_by(&self, moment: Timestamp) -> usize {
        let (first, span) = self.registered;
        let passed = u128::from(millis(moment).saturating_sub(first.saturating_add(2 * DAY)));
        let count = passed * u128::from(wide(self.plan.clients)) / u128::from(span.max(1));
        narrow(u64::try_from(count).unwrap_or(u64::MAX)).min(self.plan.clients)
    }

    /// The moment at which the clock on the wall shows that minute of a day.
    pub(crate) fn wall(&self, date: NaiveDate, minute: u32) -> Timestamp {
        let time = NaiveTime::from_hms_opt(minute / 60 % 24, minute % 60, 0).unwrap_or_default();
        self.plan.zone.resolve(date.and_time(time)).earliest()
    }
}

/// Moments of a plan lie after 1950; counted from there so that they are never negative.
const EPOCH: i64 = -1_000_000_000_000;

fn millis(moment: Timestamp) -> u64 {
    u64::try_from(moment.millis().saturating_sub(EPOCH)).unwrap_or_default()
}

fn timestamp(millis: u64) -> Timestamp {
    Timestamp::from_millis(i64::try_from(millis).unwrap_or(i64::MAX).saturating_add(EPOCH))
}
