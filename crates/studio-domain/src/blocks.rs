//! Blocks: time in which an artist can't be booked, for once or every week.

use std::time::Duration;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use crate::coded::coded;
use crate::{Invalid, LocalTime, Rule, StudioZone, TimeSpan, Timestamp};

coded! {
    /// What a block is for.
    BlockKind("kind") {
        /// A holiday.
        Vacation = "vacation",
        /// A private matter.
        Personal = "personal",
        /// A convention, or a stay in another studio.
        Convention = "convention",
        /// A pause within the day.
        Break = "break",
        /// Anything else.
        Other = "other",
    }
}

/// When a block is, by the wall clock of the studio: so that what repeats keeps its time when clocks change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockTime {
    /// Whole days, both included.
    Days {
        /// The first.
        first: NaiveDate,
        /// The last.
        last: NaiveDate,
    },
    /// From one wall-clock time to another.
    Times {
        /// The start.
        from: NaiveDateTime,
        /// The end.
        to: NaiveDateTime,
    },
}

/// One block of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// The local date that it begins on.
    pub date: NaiveDate,
    /// When it is.
    pub span: TimeSpan,
}

impl BlockTime {
    /// The longest block, in days.
    pub const MAX_DAYS: i64 = 366;
    /// How long a series may go on, in days: two years.
    pub const MAX_SERIES_DAYS: i64 = 731;
    /// The shortest block, in minutes.
    pub const MIN_MINUTES: i64 = 5;

    /// The local date that it begins on.
    pub fn date(&self) -> NaiveDate {
        match self {
            Self::Days { first, .. } => *first,
            Self::Times { from, .. } => from.date(),
        }
    }

    /// Whether it is whole days.
    pub const fn is_days(&self) -> bool {
        matches!(self, Self::Days { .. })
    }

    /// The block of a span that was stored: whole days or times, as it was made.
    pub fn of(zone: StudioZone, span: &TimeSpan, whole_days: bool) -> Self {
        if whole_days {
            let end = span.end().minus(Duration::from_millis(1));
            Self::Days { first: zone.date(span.start()), last: zone.date(end) }
        } else {
            Self::Times { from: zone.local(span.start()), to: zone.local(span.end()) }
        }
    }

    /// The same so many days later.
    #[must_use]
    pub fn moved(self, days: i64) -> Self {
        let date = |date: NaiveDate| shifted(date, days);
        let time = |at: NaiveDateTime| shifted(at.date(), days).and_time(at.time());
        match self {
            Self::Days { first, last } => Self::Days { first: date(first), last: date(last) },
            Self::Times { from, to } => Self::Times { from: time(from), to: time(to) },
        }
    }

    /// The moments that are blocked.
    ///
    /// A time that the clocks jump over is the moment after the jump; of a time that comes twice the start is the first and the end the
    /// second one, so that more is blocked rather than less.
    ///
    /// # Errors
    /// On `to`: [`Rule::EndBeforeStart`]; [`Rule::OutOfRange`] in days if it is longer than [`BlockTime::MAX_DAYS`]. On `from`:
    /// [`Rule::OutOfRange`] for a year that calendars don't show.
    pub fn span(&self, zone: StudioZone) -> Result<TimeSpan, Invalid> {
        let year = |date: NaiveDate| chrono::Datelike::year(&date);
        if !(2000..=2200).contains(&year(self.date())) {
            return Err(Invalid::new("from", Rule::OutOfRange { min: 2000, max: 2200 }));
        }
        let days = match self {
            Self::Days { first, last } => last.signed_duration_since(*first).num_days(),
            Self::Times { from, to } => to.signed_duration_since(*from).num_days(),
        };
        let too_long = Invalid::new("to", Rule::OutOfRange { min: 1, max: Self::MAX_DAYS });
        if days >= Self::MAX_DAYS {
            return Err(too_long);
        }
        let wrong = Invalid::new("to", Rule::EndBeforeStart);
        let span = match self {
            Self::Days { first, last } => zone.dates(*first, *last).map_err(|_cause| wrong.clone())?,
            Self::Times { from, to } => {
                if to <= from {
                    return Err(wrong);
                }
                let start = zone.resolve(*from).earliest();
                TimeSpan::new(start, latest(zone.resolve(*to))).map_err(|_cause| wrong.clone())?
            }
        };
        if span.minutes() < Self::MIN_MINUTES { Err(wrong) } else { Ok(span) }
    }

    /// The block and the same every seven days, as long as it begins on `until` or before; the wall clock shows the same time each week. A
    /// week in which clocks jump over all of it has none.
    ///
    /// # Errors
    /// As [`BlockTime::span`]; on `until`: [`Rule::EndBeforeStart`], [`Rule::OutOfRange`] in days beyond
    /// [`BlockTime::MAX_SERIES_DAYS`]; [`Rule::Overlap`] if a block lasts longer than the week after which it comes again.
    pub fn weekly(&self, zone: StudioZone, until: NaiveDate) -> Result<Vec<Occurrence>, Invalid> {
        let first = Occurrence { date: self.date(), span: self.span(zone)? };
        let days = until.signed_duration_since(first.date).num_days();
        if days < 0 {
            return Err(Invalid::new("until", Rule::EndBeforeStart));
        }
        if days > Self::MAX_SERIES_DAYS {
            return Err(Invalid::new("until", Rule::OutOfRange { min: 1, max: Self::MAX_SERIES_DAYS }));
        }
        let mut all = vec![first];
        for later in (7..=days).step_by(7) {
            let time = self.moved(later);
            // Only a jump of the clocks can take its time away: the first one has it.
            let Ok(span) = time.span(zone) else { continue };
            if all.last().is_some_and(|before| before.span.overlaps(&span)) {
                return Err(Invalid::new("until", Rule::Overlap));
            }
            all.push(Occurrence { date: time.date(), span });
        }
        Ok(all)
    }

    /// The wall-clock time of day at which it begins and ends; `None` for whole days.
    pub fn times(&self) -> Option<(NaiveTime, NaiveTime)> {
        match self {
            Self::Days { .. } => None,
            Self::Times { from, to } => Some((from.time(), to.time())),
        }
    }
}

fn shifted(date: NaiveDate, days: i64) -> NaiveDate {
    let by = Days::new(days.unsigned_abs());
    let moved = if days < 0 { date.checked_sub_days(by) } else { date.checked_add_days(by) };
    moved.unwrap_or(date)
}

const fn latest(time: LocalTime) -> Timestamp {
    match time {
        LocalTime::Once(moment) | LocalTime::Twice(_, moment) | LocalTime::Never { next: moment } => moment,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{parse_date, parse_local};

    fn zone(name: &str) -> StudioZone {
        StudioZone::parse(name).unwrap()
    }

    fn times(from: &str, to: &str) -> BlockTime {
        BlockTime::Times { from: parse_local("from", from).unwrap(), to: parse_local("to", to).unwrap() }
    }

    fn days(first: &str, last: &str) -> BlockTime {
        BlockTime::Days { first: parse_date("from", first).unwrap(), last: parse_date("to", last).unwrap() }
    }

    fn rule<T: std::fmt::Debug>(answer: Result<T, Invalid>) -> (&'static str, &'static str) {
        let wrong = answer.unwrap_err();
        (wrong.field, wrong.rule.code())
    }

    #[test]
    fn whole_days_have_the_hours_that_the_clocks_give_them() {
        let madrid = zone("Europe/Madrid");
        for (day, hours) in [("2026-03-28", 24), ("2026-03-29", 23), ("2026-10-25", 25)] {
            assert_eq!(days(day, day).span(madrid).unwrap().minutes(), hours * 60, "{day}");
        }
        let week = days("2026-03-23", "2026-03-29").span(madrid).unwrap();
        assert_eq!(week.minutes(), (7 * 24 - 1) * 60);
        assert_eq!(BlockTime::of(madrid, &week, true), days("2026-03-23", "2026-03-29"));
    }

    #[test]
    fn a_week_later_the_clock_shows_the_same() {
        for (name, from) in [
            ("Europe/Madrid", "2026-10-05"),
            ("America/Santiago", "2026-08-20"),
            ("Australia/Lord_Howe", "2026-09-15"),
            ("America/Mexico_City", "2026-10-05"),
        ] {
            let zone = zone(name);
            let lunch = times(&format!("{from}T14:00"), &format!("{from}T15:30"));
            let until = parse_date("until", "2027-05-01").unwrap();
            let all = lunch.weekly(zone, until).unwrap();
            assert!(all.len() > 28, "{name}");
            let mut date = lunch.date();
            for one in &all {
                assert_eq!(one.date, date, "{name}");
                assert_eq!(zone.local(one.span.start()).format("%H:%M").to_string(), "14:00", "{name}");
                assert_eq!(zone.local(one.span.end()).format("%H:%M").to_string(), "15:30", "{name}");
                date = shifted(date, 7);
            }
            assert!(date > until, "{name}: the last one is within a week of the end");
        }
    }

    #[test]
    fn where_clocks_jump_more_is_blocked_rather_than_less() {
        let madrid = zone("Europe/Madrid");
        // 02:00 to 03:00 comes twice: from the first half past two to the second one.
        let twice = times("2026-10-25T02:30", "2026-10-25T02:45").span(madrid).unwrap();
        assert_eq!(twice.minutes(), 75);
        // The same hour never comes in spring: a series goes on without that week, and one of it alone is no block.
        assert_eq!(
            rule(times("2026-03-29T02:10", "2026-03-29T02:50").span(madrid)),
            ("to", "end_before_start")
        );
        let until = parse_date("until", "2026-04-05").unwrap();
        let all = times("2026-03-22T02:10", "2026-03-22T02:50").weekly(madrid, until).unwrap();
        assert_eq!(
            all.iter().map(|one| one.date.to_string()).collect::<Vec<_>>(),
            ["2026-03-22", "2026-04-05"]
        );
    }

    #[test]
    fn what_can_not_be_is_said_at_its_field() {
        let madrid = zone("Europe/Madrid");
        let until = |raw: &str| parse_date("until", raw).unwrap();
        assert_eq!(
            rule(times("2026-05-01T10:00", "2026-05-01T10:00").span(madrid)),
            ("to", "end_before_start")
        );
        assert_eq!(rule(days("2026-05-02", "2026-05-01").span(madrid)), ("to", "end_before_start"));
        assert_eq!(rule(days("2026-05-01", "2027-05-02").span(madrid)), ("to", "out_of_range"));
        assert_eq!(rule(days("0001-05-01", "0001-05-02").span(madrid)), ("from", "out_of_range"));
        assert_eq!(rule(days("9999-12-30", "9999-12-31").span(madrid)), ("from", "out_of_range"));
        assert!(days("2026-05-01", "2027-05-01").span(madrid).is_ok());
        let day = days("2026-05-01", "2026-05-01");
        assert_eq!(rule(day.weekly(madrid, until("2026-04-30"))), ("until", "end_before_start"));
        assert_eq!(rule(day.weekly(madrid, until("2028-06-01"))), ("until", "out_of_range"));
        assert_eq!(day.weekly(madrid, until("2028-05-01")).unwrap().len(), 105);
        let long = days("2026-05-01", "2026-05-08");
        assert_eq!(rule(long.weekly(madrid, until("2026-06-01"))), ("until", "overlap"));
        // A week that touches the next one is fine.
        assert_eq!(days("2026-05-01", "2026-05-07").weekly(madrid, until("2026-05-29")).unwrap().len(), 5);
    }
}
