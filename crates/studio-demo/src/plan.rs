//! What is asked for: how much, around when, in which language.

use studio_domain::{Language, StudioZone, Timestamp};

/// The seed of demos that nobody chose another one for.
const SEED: u64 = 42;
/// Up to so many clients a studio is invented for people to look at; beyond, for programs to be measured with.
const LIVELY: usize = 2_000;
/// Appointments that an artist of a big studio had in all its years, about four a working day.
const EACH: usize = 6_000;
/// Artists of a big studio.
const ARTISTS: (usize, usize) = (10, 50);
/// The most artists of a plan.
const MOST_ARTISTS: usize = 200;
/// The most clients of a plan.
const MOST_CLIENTS: usize = 10_000_000;
/// The most appointments of a plan.
const MOST_APPOINTMENTS: usize = 50_000_000;

/// What to invent. The same plan is the same studio, on every machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Another seed is another studio.
    pub seed: u64,
    /// Language of everything that is said.
    pub language: Language,
    /// The studio's time zone, in which its artists keep their hours.
    pub zone: StudioZone,
    /// Now: what lies before it is past, what lies behind it is planned.
    pub around: Timestamp,
    /// How many clients.
    pub clients: usize,
    /// How many appointments.
    pub appointments: usize,
    /// How many artists.
    pub artists: usize,
}

impl Plan {
    /// A studio to look at: 4 artists, 300 clients, a year of appointments of which nine months are past.
    #[must_use]
    pub fn small(language: Language, zone: StudioZone, around: Timestamp) -> Self {
        Self::of_size(language, zone, around, 300, 1_300)
    }

    /// A studio of any size, with as many artists as it takes: 4 for up to 2,000 clients, else 10 to 50.
    #[must_use]
    pub fn of_size(
        language: Language,
        zone: StudioZone,
        around: Timestamp,
        clients: usize,
        appointments: usize,
    ) -> Self {
        let artists = if clients <= LIVELY {
            appointments.div_ceil(EACH).max(4)
        } else {
            appointments.div_ceil(EACH).clamp(ARTISTS.0, ARTISTS.1)
        };
        Self { seed: SEED, language, zone, around, clients, appointments, artists }
    }

    /// Whether the studio is for people to look at: full of notes, with busy days now, one year long. A bigger one is six years long and as
    /// even as measurements need it.
    #[must_use]
    pub const fn is_lively(&self) -> bool {
        self.clients <= LIVELY
    }

    /// Days before today, and days after it.
    pub(crate) const fn days(&self) -> (u64, u64) {
        if self.is_lively() { (270, 95) } else { (2_190, 180) }
    }

    /// Of 1,000 appointments, those that are still to come.
    pub(crate) const fn ahead(&self) -> u64 {
        if self.is_lively() { 250 } else { 80 }
    }

    pub(crate) fn check(&self) -> Result<(), Impossible> {
        let within = |what, most, given: usize, least| {
            if (least..=most).contains(&given) {
                Ok(())
            } else {
                Err(Impossible::Range { what, least, most })
            }
        };
        within("artists", MOST_ARTISTS, self.artists, 1)?;
        within("clients", MOST_CLIENTS, self.clients, 0)?;
        within("appointments", MOST_APPOINTMENTS, self.appointments, 0)?;
        if self.clients == 0 && self.appointments > 0 {
            return Err(Impossible::NoClients);
        }
        // Far from both ends of time, so that no day of the plan lies beyond them.
        if !(1950..=2200).contains(&chrono::Datelike::year(&self.zone.date(self.around))) {
            return Err(Impossible::Time);
        }
        Ok(())
    }
}

/// Why a plan can't be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Impossible {
    /// A number that is too small or too great.
    #[error("{what} must be {least} to {most}")]
    Range {
        /// Which one.
        what: &'static str,
        /// The smallest.
        least: usize,
        /// The greatest.
        most: usize,
    },
    /// Appointments without clients.
    #[error("appointments need clients")]
    NoClients,
    /// More appointments than fit into the artists' hours.
    #[error("that many appointments do not fit into the hours of {artists} artists: plan more artists")]
    TooDense {
        /// How many there are.
        artists: usize,
    },
    /// A moment that no studio of today lives in.
    #[error("the moment must lie between 1950 and 2200")]
    Time,
}
