//! The studio's time zone: which day a moment belongs to, and which moments a day, week or month holds.

mod countries;

use crate::{Invalid, Rule, TimeSpan, Timestamp, Weekday};
use chrono::{DateTime, Datelike, Days, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime};
use chrono::{NaiveTime, Offset, SecondsFormat, TimeZone};
use chrono_tz::{GapInfo, Tz};
use std::str::FromStr;

/// An IANA time zone, with the rules compiled into the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StudioZone(Tz);

/// Which moment a wall-clock time means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalTime {
    /// The usual case.
    Once(Timestamp),
    /// The clocks were put back over it: the wall showed it twice, first at the earlier, then at the later moment.
    Twice(Timestamp, Timestamp),
    /// The clocks were put forward over it: the wall never showed it.
    Never {
        /// The first moment after the jump.
        next: Timestamp,
    },
}

impl LocalTime {
    /// The moment to take where nobody can be asked: the earlier of two, the next if there is none.
    pub const fn earliest(self) -> Timestamp {
        match self {
            Self::Once(moment) | Self::Twice(moment, _) | Self::Never { next: moment } => moment,
        }
    }

    /// The moment, if there is exactly one.
    pub const fn once(self) -> Option<Timestamp> {
        match self {
            Self::Once(moment) => Some(moment),
            Self::Twice(..) | Self::Never { .. } => None,
        }
    }
}

/// The countries that have zones, in alphabetical order, each at least once.
pub(crate) fn countries() -> impl Iterator<Item = &'static str> {
    countries::ZONES.iter().map(|(country, _)| *country)
}

impl StudioZone {
    /// Coordinated universal time, the zone of a studio that has not chosen one.
    pub const UTC: Self = Self(Tz::UTC);

    /// Reads an IANA name such as `Europe/Madrid`; upper and lower case matter.
    ///
    /// # Errors
    /// [`Rule::Form`] `time_zone`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        Tz::from_str(raw.trim()).map(Self).map_err(|_cause| Invalid::form("time_zone", "time_zone"))
    }

    /// All names that [`StudioZone::parse`] knows, in alphabetical order by region, for choosing one.
    pub fn names() -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
    }

    /// The IANA name.
    pub fn name(&self) -> &'static str {
        self.0.name()
    }

    /// The ISO 3166 code of the country that the zone is of; `None` for one that is of no country, such as UTC.
    pub fn country(&self) -> Option<&'static str> {
        let name = self.name();
        countries::ZONES
            .iter()
            .find(|(_, zones)| zones.split(' ').any(|zone| zone == name))
            .map(|(country, _)| *country)
    }

    /// What the wall clock shows at that moment.
    pub fn local(&self, moment: Timestamp) -> NaiveDateTime {
        self.0.from_utc_datetime(&moment.to_utc().naive_utc()).naive_local()
    }

    /// The date in the studio at that moment.
    pub fn date(&self, moment: Timestamp) -> NaiveDate {
        self.local(moment).date()
    }

    /// The moment as RFC 3339 with the studio's offset and milliseconds: `2026-03-14T16:30:00.000+01:00`.
    ///
    /// RFC 3339 knows no seconds in an offset; where a zone had them (before about 1970), the offset is rounded down to
    /// the minute and the clock time with it, so that the text still names the same moment.
    pub fn offset_rfc3339(&self, moment: Timestamp) -> String {
        let utc = moment.to_utc();
        let seconds = self.0.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc();
        let whole = seconds.div_euclid(60) * 60;
        match FixedOffset::east_opt(whole) {
            Some(offset) => utc.with_timezone(&offset).to_rfc3339_opts(SecondsFormat::Millis, false),
            None => moment.to_rfc3339(),
        }
    }

    /// Which moment the wall-clock time means. Moments beyond the ends of [`Timestamp`] are the nearest end.
    pub fn resolve(&self, local: NaiveDateTime) -> LocalTime {
        let moment = |at: DateTime<Tz>| Timestamp::from(at.to_utc());
        match self.0.from_local_datetime(&local) {
            MappedLocalTime::Single(at) => LocalTime::Once(moment(at)),
            MappedLocalTime::Ambiguous(one, other) => {
                let (one, other) = (moment(one), moment(other));
                LocalTime::Twice(one.min(other), one.max(other))
            }
            MappedLocalTime::None => LocalTime::Never { next: self.after_gap(local) },
        }
    }

    /// The first moment after the jump over `local`.
    fn after_gap(&self, local: NaiveDateTime) -> Timestamp {
        GapInfo::new(&local, &self.0)
            .and_then(|gap| gap.end)
            .map_or_else(|| Timestamp::from(local.and_utc()), |end| Timestamp::from(end.to_utc()))
    }

    /// The first moment of the date; of a date that the zone skipped, the first moment after the jump.
    pub fn start_of(&self, date: NaiveDate) -> Timestamp {
        self.resolve(date.and_time(NaiveTime::MIN)).earliest()
    }

    /// The whole local day, from its start to the start of the next: 23, 24 or 25 hours or what the clocks make of it,
    /// beginning at the first moment there is where the clocks jump over midnight.
    ///
    /// A date that the zone skipped (Samoa had no 30 December 2011) is answered by the day after it, and a date outside
    /// the years 1 to 9999 by a day inside, so that days always follow each other without gap or overlap.
    pub fn day(&self, date: NaiveDate) -> TimeSpan {
        let date = inside(date);
        let start = self.start_of(date);
        let end = (1..=3)
            .map(|days| self.start_of(later(date, days)))
            .find(|next| *next > start)
            .unwrap_or(Timestamp::MAX);
        TimeSpan::between(start, end)
    }

    /// The seven local days around `date`, beginning with the weekday `first` (chrono's weekday or ours).
    pub fn week(&self, date: NaiveDate, first: impl Into<Weekday>) -> TimeSpan {
        let date = inside(date);
        let passed = Weekday::from(date.weekday()).days_since(first.into());
        let monday = date.checked_sub_days(Days::new(u64::from(passed))).unwrap_or(date);
        TimeSpan::between(self.start_of(monday), self.start_of(later(monday, 7)))
    }

    /// A local month; `month` counts from 1.
    ///
    /// # Errors
    /// [`Rule::OutOfRange`] on `year` (1 to 9999) or `month` (1 to 12).
    pub fn month(&self, year: i32, month: u32) -> Result<TimeSpan, Invalid> {
        self.months(year, month, 1)
    }

    /// A local quarter; `quarter` counts from 1.
    ///
    /// # Errors
    /// [`Rule::OutOfRange`] on `year` (1 to 9999) or `quarter` (1 to 4).
    pub fn quarter(&self, year: i32, quarter: u32) -> Result<TimeSpan, Invalid> {
        if !(1..=4).contains(&quarter) {
            return Err(Invalid::new("quarter", Rule::OutOfRange { min: 1, max: 4 }));
        }
        self.months(year, quarter * 3 - 2, 3)
    }

    /// A local year.
    ///
    /// # Errors
    /// [`Rule::OutOfRange`] on `year` (1 to 9999).
    pub fn year(&self, year: i32) -> Result<TimeSpan, Invalid> {
        self.months(year, 1, 12)
    }

    fn months(&self, year: i32, month: u32, count: u32) -> Result<TimeSpan, Invalid> {
        if !(1..=9999).contains(&year) {
            return Err(Invalid::new("year", Rule::OutOfRange { min: 1, max: 9999 }));
        }
        let bad_month = Invalid::new("month", Rule::OutOfRange { min: 1, max: 12 });
        let first = NaiveDate::from_ymd_opt(year, month, 1).ok_or(bad_month.clone())?;
        let next = first.checked_add_months(chrono::Months::new(count)).ok_or(bad_month)?;
        Ok(TimeSpan::between(self.start_of(first), self.start_of(next)))
    }

    /// From the start of `first` to the end of `last`, both included.
    ///
    /// # Errors
    /// [`Rule::EndBeforeStart`] on `to` if `last` is before `first`.
    pub fn dates(&self, first: NaiveDate, last: NaiveDate) -> Result<TimeSpan, Invalid> {
        if last < first {
            return Err(Invalid::new("to", Rule::EndBeforeStart));
        }
        Ok(TimeSpan::between(self.day(first).start(), self.day(last).end()))
    }
}

/// The date itself, or the nearest one whose week lies within the range of [`Timestamp`] in every zone.
fn inside(date: NaiveDate) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(1, 1, 9).unwrap_or(NaiveDate::MIN);
    let last = NaiveDate::from_ymd_opt(9999, 12, 20).unwrap_or(NaiveDate::MAX);
    date.clamp(first, last)
}

fn later(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(date)
}
