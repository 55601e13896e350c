//! How many appointments each artist has on each day: the plan's number exactly, spread over the days that each artist works.

use chrono::{Datelike, Days, NaiveDate};
use studio_domain::{Weekday, WorkingHours};

use crate::artists::Artist;
use crate::chance::{Chance, Stream, wide};
use crate::plan::{Impossible, Plan};

/// The shortest appointment, in minutes.
pub(crate) const SHORTEST: u64 = 10;

/// The days of a plan and how busy they are.
#[derive(Debug)]
pub(crate) struct Calendar {
    seed: u64,
    lively: bool,
    today: NaiveDate,
    days: (u64, u64),
    hours: Vec<WorkingHours>,
    past: Total,
    ahead: Total,
    /// Appointments of today, by artist.
    now: Vec<u64>,
}

/// Appointments to be spread, and the sum of the weights of the days that share them.
#[derive(Debug, Clone, Copy, Default)]
struct Total {
    appointments: u64,
    weight: u64,
}

/// How far the spreading has come.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Spread {
    past: Reached,
    ahead: Reached,
}

#[derive(Debug, Clone, Copy, Default)]
struct Reached {
    weight: u64,
    given: u64,
}

impl Reached {
    /// The share of one day: whatever is due by now and was not given yet, so that nothing is lost to rounding.
    fn share(&mut self, total: Total, weight: u64) -> u64 {
        self.weight = self.weight.saturating_add(weight);
        let due = u128::from(total.appointments) * u128::from(self.weight) / u128::from(total.weight.max(1));
        let due = u64::try_from(due).unwrap_or(u64::MAX);
        let share = due.saturating_sub(self.given);
        self.given = due;
        share
    }
}

impl Calendar {
    pub(crate) fn of(plan: &Plan, artists: &[Artist]) -> Result<Self, Impossible> {
        let mut calendar = Self {
            seed: plan.seed,
            lively: plan.is_lively(),
            today: plan.zone.date(plan.around),
            days: plan.days(),
            hours: artists.iter().map(|artist| artist.hours.clone()).collect(),
            past: Total::default(),
            ahead: Total::default(),
            now: Vec::new(),
        };
        calendar.plan_today(wide(plan.appointments));
        let today: u64 = calendar.now.iter().sum();
        let rest = wide(plan.appointments).saturating_sub(today);
        let ahead = rest * plan.ahead() / 1_000;
        calendar.past = Total { appointments: rest.saturating_sub(ahead), weight: 0 };
        calendar.ahead = Total { appointments: ahead, weight: 0 };
        for date in calendar.dates() {
            for artist in 0..calendar.hours.len() {
                let weight = calendar.weight(date, artist);
                let total = if date < calendar.today { &mut calendar.past } else { &mut calendar.ahead };
                total.weight = total.weight.saturating_add(if date == calendar.today { 0 } else { weight });
            }
        }
        calendar.expect_room()?;
        Ok(calendar)
    }

    pub(crate) const fn today(&self) -> NaiveDate {
        self.today
    }

    /// The first day with appointments.
    pub(crate) fn first(&self) -> NaiveDate {
        self.today.checked_sub_days(Days::new(self.days.0)).unwrap_or(self.today)
    }

    /// Every day, in order.
    pub(crate) fn dates(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let days = self.days.0.saturating_add(self.days.1).saturating_add(1);
        self.first().iter_days().take(crate::chance::narrow(days))
    }

    /// Open stretches of an artist's day: first minute and length.
    pub(crate) fn open(&self, date: NaiveDate, artist: usize) -> Vec<(u64, u64)> {
        let times = self.hours.get(artist).map(|hours| hours.on(Weekday::from(date.weekday())));
        let times = times.into_iter().flatten();
        times.map(|time| (u64::from(time.from()), u64::from(time.to().saturating_sub(time.from())))).collect()
    }

    /// How many appointments each artist has on a day. To be asked day by day, in order.
    pub(crate) fn counts(&self, date: NaiveDate, spread: &mut Spread) -> Vec<u64> {
        let artists = 0..self.hours.len();
        if date == self.today {
            return self.now.clone();
        }
        let past = date < self.today;
        artists
            .map(|artist| {
                let weight = self.weight(date, artist);
                if past {
                    spread.past.share(self.past, weight)
                } else {
                    spread.ahead.share(self.ahead, weight)
                }
            })
            .collect()
    }

    /// Today is busy, whatever day it is: a demo that opens on an empty agenda shows nothing.
    fn plan_today(&mut self, appointments: u64) {
        let working: Vec<u64> =
            (0..self.hours.len()).map(|artist| self.minutes(self.today, artist)).collect();
        let days = self.days.0.saturating_mul(wide(self.hours.len())).max(1);
        let usual = appointments.saturating_mul(7).div_ceil(days.saturating_mul(5)).max(2);
        let mut left = appointments;
        self.now = working
            .into_iter()
            .enumerate()
            .map(|(artist, minutes)| {
                let mut chance = self.chance(self.today, artist);
                let wanted = if self.lively { usual.saturating_add(chance.below(2)) } else { usual };
                let count = wanted.min(minutes / SHORTEST).min(left);
                left = left.saturating_sub(count);
                count
            })
            .collect();
    }

    fn minutes(&self, date: NaiveDate, artist: usize) -> u64 {
        self.open(date, artist).into_iter().map(|(_, length)| length).sum()
    }

    fn chance(&self, date: NaiveDate, artist: usize) -> Chance {
        let day = u64::try_from(date.num_days_from_ce()).unwrap_or_default();
        Chance::of(self.seed, Stream::Weight, day.saturating_mul(1_000).saturating_add(wide(artist)))
    }

    /// How much of the appointments a day takes; 0 when the artist does not work.
    fn weight(&self, date: NaiveDate, artist: usize) -> u64 {
        let minutes = self.minutes(date, artist);
        if minutes == 0 {
            return 0;
        }
        let mut chance = self.chance(date, artist);
        if !self.lively {
            return minutes * chance.below(31).saturating_add(85);
        }
        let weekday = match Weekday::from(date.weekday()) {
            Weekday::Friday => 13,
            Weekday::Saturday => 15,
            Weekday::Monday => 7,
            _ => 10,
        };
        // People book weeks ahead, few of them months: the near days are full.
        let distance = u64::try_from(date.signed_duration_since(self.today).num_days()).unwrap_or_default();
        let near = if date > self.today { 4_000 / (distance.saturating_add(20)) } else { 100 };
        minutes * weekday * near * chance.below(120).saturating_add(40)
    }

    fn expect_room(&self) -> Result<(), Impossible> {
        let mut spread = Spread::default();
        for date in self.dates() {
            for (artist, count) in self.counts(date, &mut spread).into_iter().enumerate() {
                // Each stretch of a day is divided for itself and loses up to one appointment to rounding.
                let room: u64 =
                    self.open(date, artist).into_iter().map(|(_, length)| length / SHORTEST).sum();
                if count > room {
                    return Err(Impossible::TooDense { artists: self.hours.len() });
                }
            }
        }
        Ok(())
    }
}
