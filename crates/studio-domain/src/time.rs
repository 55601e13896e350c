//! Moments and stretches of time, in UTC milliseconds.

use crate::{Invalid, Rule};
use chrono::{DateTime, SecondsFormat, Utc};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// A moment, in milliseconds of UTC since 1970.
///
/// Every value lies between [`Timestamp::MIN`] and [`Timestamp::MAX`], so that each can be written as RFC 3339 with a
/// year of four digits in any time zone. Arithmetic stops at these ends instead of failing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The start of the year 1.
    pub const MIN: Self = Self(-62_135_596_800_000);
    /// The end of 30 December 9999, one day short of the year's end so that no zone shows the year 10000.
    pub const MAX: Self = Self(253_402_214_399_999);

    /// The moment so many milliseconds after 1970 began in UTC; beyond the ends, the nearest end.
    pub const fn from_millis(millis: i64) -> Self {
        if millis < Self::MIN.0 {
            Self::MIN
        } else if millis > Self::MAX.0 {
            Self::MAX
        } else {
            Self(millis)
        }
    }

    /// Milliseconds since 1970 began in UTC.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The moment that much later; parts of a millisecond are dropped.
    #[must_use]
    pub fn plus(self, by: Duration) -> Self {
        Self::from_millis(self.0.saturating_add(whole_millis(by)))
    }

    /// The moment that much earlier; parts of a millisecond are dropped.
    #[must_use]
    pub fn minus(self, by: Duration) -> Self {
        Self::from_millis(self.0.saturating_sub(whole_millis(by)))
    }

    /// The time passed since `earlier`; zero if that is not earlier.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// The moment in UTC as RFC 3339, always with milliseconds: `2026-03-14T15:30:00.000Z`.
    pub fn to_rfc3339(self) -> String {
        self.to_utc().to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// Reads RFC 3339 with any offset. Digits beyond the millisecond are dropped.
    ///
    /// # Errors
    /// [`Rule::Form`] `time` for anything else, also for a moment outside [`Timestamp::MIN`] to [`Timestamp::MAX`].
    pub fn parse_rfc3339(raw: &str) -> Result<Self, Invalid> {
        let read =
            DateTime::parse_from_rfc3339(raw.trim()).map_err(|_cause| Invalid::form("time", "time"))?;
        let millis = read.timestamp_millis();
        let moment = Self::from_millis(millis);
        if moment.0 == millis { Ok(moment) } else { Err(Invalid::form("time", "time")) }
    }

    /// The moment as chrono has it.
    pub fn to_utc(self) -> DateTime<Utc> {
        // The range of the type lies well inside chrono's, so the default is never taken.
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }
}

fn whole_millis(of: Duration) -> i64 {
    i64::try_from(of.as_millis()).unwrap_or(i64::MAX)
}

impl From<DateTime<Utc>> for Timestamp {
    fn from(moment: DateTime<Utc>) -> Self {
        Self::from_millis(moment.timestamp_millis())
    }
}

impl From<Timestamp> for DateTime<Utc> {
    fn from(moment: Timestamp) -> Self {
        moment.to_utc()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_rfc3339())
    }
}

impl FromStr for Timestamp {
    type Err = Invalid;

    fn from_str(raw: &str) -> Result<Self, Invalid> {
        Self::parse_rfc3339(raw)
    }
}

/// A stretch of time that contains its start and not its end. The start is always before the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeSpan {
    start: Timestamp,
    end: Timestamp,
}

impl TimeSpan {
    /// From `start` up to, not including, `end`.
    ///
    /// # Errors
    /// [`Rule::EndBeforeStart`] if the end does not come after the start.
    pub const fn new(start: Timestamp, end: Timestamp) -> Result<Self, Invalid> {
        if start.0 < end.0 {
            Ok(Self { start, end })
        } else {
            Err(Invalid::new("ends_at", Rule::EndBeforeStart))
        }
    }

    /// From `start`, one millisecond long if `end` is not later: for spans that are known not to be empty.
    pub(crate) fn between(start: Timestamp, end: Timestamp) -> Self {
        let start = start.min(Timestamp(Timestamp::MAX.0 - 1));
        Self { start, end: end.max(Timestamp(start.0 + 1)) }
    }

    /// The first moment inside.
    pub const fn start(&self) -> Timestamp {
        self.start
    }

    /// The first moment after.
    pub const fn end(&self) -> Timestamp {
        self.end
    }

    /// How long it lasts.
    pub fn duration(&self) -> Duration {
        self.end.since(self.start)
    }

    /// How long it lasts, in whole minutes, rounded down.
    pub const fn minutes(&self) -> i64 {
        (self.end.0 - self.start.0) / 60_000
    }

    /// Whether both share at least a moment. Back to back is no overlap.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether one ends exactly where the other starts.
    pub fn touches(&self, other: &Self) -> bool {
        self.end == other.start || other.end == self.start
    }

    /// Whether the moment lies inside.
    pub fn contains(&self, moment: Timestamp) -> bool {
        self.start <= moment && moment < self.end
    }

    /// The part that both share, if any.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end)).ok()
    }
}
