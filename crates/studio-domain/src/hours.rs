//! Opening and working hours: for each weekday the stretches of the local day in which work is done.

use crate::{Invalid, Rule, StudioZone, TimeSpan, Timestamp, Weekday};
use chrono::{Datelike, NaiveDateTime, Timelike};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// The minutes of a whole day by the wall clock.
const DAY: u16 = 1440;

/// A stretch of a day by the wall clock, in minutes since midnight: contains its start and not its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpenTime {
    from: u16,
    to: u16,
}

impl OpenTime {
    /// From minute `from` up to, not including, minute `to`; 1440 is the midnight that ends the day.
    ///
    /// # Errors
    /// On `hours`: [`Rule::OutOfRange`] above 1440, [`Rule::EndBeforeStart`] unless it ends after it starts.
    pub const fn new(from: u16, to: u16) -> Result<Self, Invalid> {
        if from > DAY || to > DAY {
            Err(Invalid::new("hours", Rule::OutOfRange { min: 0, max: DAY as i64 }))
        } else if from >= to {
            Err(Invalid::new("hours", Rule::EndBeforeStart))
        } else {
            Ok(Self { from, to })
        }
    }

    /// The first minute of it.
    pub const fn from(self) -> u16 {
        self.from
    }

    /// The first minute after it.
    pub const fn to(self) -> u16 {
        self.to
    }
}

impl fmt::Display for OpenTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to } = self;
        write!(f, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
    }
}

/// The open times of a week. A day without any is closed; times of one day are in order and apart from each other.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct WorkingHours(BTreeMap<Weekday, Vec<OpenTime>>);

impl WorkingHours {
    /// Closed all week.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads `mon 10:00-14:00,16:00-20:00; tue 11:00-19:00`.
    ///
    /// Days are parted by `;` or line breaks, in any order and case, by code or its first three letters, also as a
    /// range (`mon-fri 10:00-19:00`), and `closed` stands for no time. A day named twice has the times of both. The
    /// empty text is closed all week.
    ///
    /// # Errors
    /// On `hours`: [`Rule::Form`] `hours`, [`Rule::EndBeforeStart`] (also for a time over midnight: write it as two),
    /// [`Rule::Overlap`].
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let mut hours = Self::new();
        for entry in raw.split([';', '\n']).map(str::trim).filter(|entry| !entry.is_empty()) {
            let form = Invalid::form("hours", "hours");
            let (days, times) = entry.split_once(char::is_whitespace).ok_or(form)?;
            let times = open_times(times)?;
            for day in days_named(days)? {
                hours.add(day, &times)?;
            }
        }
        Ok(hours)
    }

    /// The same hours with more open times on a day.
    ///
    /// # Errors
    /// [`Rule::Overlap`] on `hours` if they overlap each other or what is there. Times that touch become one.
    pub fn with(mut self, day: Weekday, times: &[OpenTime]) -> Result<Self, Invalid> {
        self.add(day, times)?;
        Ok(self)
    }

    fn add(&mut self, day: Weekday, times: &[OpenTime]) -> Result<(), Invalid> {
        let mut all = self.on(day).to_vec();
        all.extend_from_slice(times);
        all.sort_unstable();
        let mut joined: Vec<OpenTime> = Vec::with_capacity(all.len());
        for time in all {
            match joined.last_mut() {
                Some(last) if time.from < last.to => return Err(Invalid::new("hours", Rule::Overlap)),
                Some(last) if time.from == last.to => last.to = time.to,
                _ => joined.push(time),
            }
        }
        if !joined.is_empty() {
            self.0.insert(day, joined);
        }
        Ok(())
    }

    /// The open times of a day, in order.
    pub fn on(&self, day: Weekday) -> &[OpenTime] {
        self.0.get(&day).map_or(&[], Vec::as_slice)
    }

    /// The days that are open at all, from Monday, with their times.
    pub fn days(&self) -> impl Iterator<Item = (Weekday, &[OpenTime])> {
        self.0.iter().map(|(day, times)| (*day, times.as_slice()))
    }

    /// Whether no day is open.
    pub fn is_closed(&self) -> bool {
        self.0.is_empty()
    }

    /// The earliest start and the latest end of any day, in minutes: the axis of the agenda. `None` if closed all week.
    pub fn extent(&self) -> Option<OpenTime> {
        let all = || self.0.values().flatten();
        let from = all().map(|time| time.from).min()?;
        let to = all().map(|time| time.to).max()?;
        OpenTime::new(from, to).ok()
    }

    /// Whether the whole span lies within open times, by the wall clock of the zone. A span over midnight is inside if
    /// the parts on both days are.
    pub fn covers(&self, zone: &StudioZone, span: &TimeSpan) -> bool {
        let mut from = span.start();
        while from < span.end() {
            let midnight = zone.day(zone.date(from)).end();
            // Where clocks went back over midnight, a date can come again after its end: the rest counts as one part.
            let over = from < midnight && midnight <= span.end();
            let to = if over { midnight } else { span.end() };
            if !self.covers_part(zone.local(from), (!over).then(|| zone.local(before(to)))) {
                return false;
            }
            from = to;
        }
        true
    }

    /// Whether one open time holds the wall-clock times of the first and the last moment of a part of a day; without a
    /// last moment, up to midnight.
    fn covers_part(&self, first: NaiveDateTime, last: Option<NaiveDateTime>) -> bool {
        let minute = |at: NaiveDateTime| u16::try_from(at.hour() * 60 + at.minute()).unwrap_or(DAY);
        let first_minute = minute(first);
        let last_minute = last.map_or(DAY - 1, minute);
        let (low, high) = (first_minute.min(last_minute), first_minute.max(last_minute));
        let day = Weekday::from(first.weekday());
        self.on(day).iter().any(|time| time.from <= low && high < time.to)
    }
}

fn before(moment: Timestamp) -> Timestamp {
    moment.minus(Duration::from_millis(1))
}

/// One day or a range of days, which may run over the end of the week.
fn days_named(raw: &str) -> Result<Vec<Weekday>, Invalid> {
    let day = |raw: &str| Weekday::parse(raw).map_err(|_cause| Invalid::form("hours", "hours"));
    let Some((first, last)) = raw.split_once('-') else { return Ok(vec![day(raw)?]) };
    let (first, last) = (day(first)?, day(last)?);
    let count = last.days_since(first);
    Ok(Weekday::ALL.into_iter().filter(|day| day.days_since(first) <= count).collect())
}

fn open_times(raw: &str) -> Result<Vec<OpenTime>, Invalid> {
    if raw.trim().eq_ignore_ascii_case("closed") {
        return Ok(Vec::new());
    }
    raw.split(',').map(open_time).collect()
}

fn open_time(raw: &str) -> Result<OpenTime, Invalid> {
    let form = || Invalid::form("hours", "hours");
    let (from, to) = raw.split_once(['-', '–']).ok_or_else(form)?;
    OpenTime::new(minute_of(from).ok_or_else(form)?, minute_of(to).ok_or_else(form)?)
}

/// `9:05`, `09:05` or `24:00` as minutes since midnight.
fn minute_of(raw: &str) -> Option<u16> {
    let (hour, minute) = raw.trim().split_once(':')?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !(1..=2).contains(&hour.len()) || minute.len() != 2 || !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let total = hour * 60 + minute;
    (minute < 60 && total <= DAY).then_some(total)
}

/// As it is read, days from Monday: `mon 10:00-14:00,16:00-20:00; tue 11:00-19:00`.
impl fmt::Display for WorkingHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, (day, times)) in self.days().enumerate() {
            let gap = if nth == 0 { "" } else { "; " };
            write!(f, "{gap}{} ", day.short())?;
            for (nth, time) in times.iter().enumerate() {
                let gap = if nth == 0 { "" } else { "," };
                write!(f, "{gap}{time}")?;
            }
        }
        Ok(())
    }
}

impl FromStr for WorkingHours {
    type Err = Invalid;

    fn from_str(raw: &str) -> Result<Self, Invalid> {
        Self::parse(raw)
    }
}
