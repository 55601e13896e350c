//! Events as a calendar that other programs read (iCalendar, RFC 5545). All times are UTC: no calendar has to know a time zone by name.

use std::io::{self, Write};

use icalendar::{Component, Event, EventLike, EventStatus};
use studio_domain::Timestamp;

/// How sure an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarState {
    /// It is agreed.
    Confirmed,
    /// It is to be confirmed.
    Tentative,
    /// It was called off.
    Cancelled,
}

/// An event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarEvent<'a> {
    /// The same for the same event for ever, another one for any other event of the world.
    pub uid: &'a str,
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
    /// When it was saved last.
    pub updated_at: Timestamp,
    /// How often it was saved.
    pub version: i64,
    /// What the calendar shows.
    pub summary: &'a str,
    /// More about it; may be empty.
    pub description: &'a str,
    /// How sure it is.
    pub state: CalendarState,
}

/// Writes a calendar event by event.
pub struct CalendarWriter<W: Write> {
    out: W,
}

impl<W: Write> std::fmt::Debug for CalendarWriter<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CalendarWriter").finish_non_exhaustive()
    }
}

/// What stands around the events.
const BEGIN: &str =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tattoo Studio Manager//Agenda//EN\r\nMETHOD:PUBLISH\r\n";
const END: &str = "END:VCALENDAR\r\n";
/// Octets of a line, its end not counted.
const LINE: usize = 75;

/// Lines cut between letters, so that none is longer than the standard says; not beside a blank, as some readers take all blanks at the
/// start of a line that goes on. The crate cuts lines as well, but counts its own mark of such a line only sometimes: its cuts are taken
/// back first.
fn folded(lines: &str) -> String {
    let whole = lines.replace("\r\n ", "");
    let mut text = String::with_capacity(whole.len().saturating_add(whole.len() / 20));
    for line in whole.split_inclusive("\r\n") {
        let mut rest = line.strip_suffix("\r\n").unwrap_or(line);
        let mut room = LINE;
        while rest.len() > room {
            let (now, later) = rest.split_at(cut(rest, room));
            text.push_str(now);
            text.push_str("\r\n ");
            rest = later;
            room = LINE.saturating_sub(1);
        }
        text.push_str(rest);
        text.push_str("\r\n");
    }
    text
}

/// Where to cut within so many octets: behind the last letter that has no blank beside it; behind the last one where all have.
fn cut(text: &str, room: usize) -> usize {
    let mut last = 0;
    let mut best = 0;
    let mut before = ' ';
    for (at, letter) in text.char_indices().take_while(|(at, _)| *at <= room) {
        last = at;
        if !before.is_whitespace() && !letter.is_whitespace() {
            best = at;
        }
        before = letter;
    }
    // A letter has at most four octets, so there is always one that ends in time.
    if best > 0 { best } else { last.max(text.chars().next().map_or(1, char::len_utf8)) }
}

/// One line of text as the value of a property.
fn value(text: &str) -> String {
    plain(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', " ")
}

/// Without what an event can't hold: carriage returns would end a line, other controls have no place in a calendar.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

impl<W: Write> CalendarWriter<W> {
    /// Begins a calendar of this name.
    ///
    /// # Errors
    /// What the output answers.
    pub fn new(mut out: W, name: &str) -> io::Result<Self> {
        out.write_all(BEGIN.as_bytes())?;
        out.write_all(folded(&format!("X-WR-CALNAME:{}\r\n", value(name))).as_bytes())?;
        Ok(Self { out })
    }

    /// Writes an event.
    ///
    /// # Errors
    /// What the output answers.
    pub fn event(&mut self, one: &CalendarEvent<'_>) -> io::Result<()> {
        let mut event = Event::new();
        event
            .uid(one.uid)
            .timestamp(one.updated_at.to_utc())
            .last_modified(one.updated_at.to_utc())
            .starts(one.starts_at.to_utc())
            .ends(one.ends_at.to_utc())
            .sequence(u32::try_from(one.version.saturating_sub(1)).unwrap_or_default())
            .summary(&plain(one.summary))
            .status(match one.state {
                CalendarState::Confirmed => EventStatus::Confirmed,
                CalendarState::Tentative => EventStatus::Tentative,
                CalendarState::Cancelled => EventStatus::Cancelled,
            });
        if !one.description.is_empty() {
            event.description(&plain(one.description));
        }
        let text =
            event.done().try_into_string().map_err(|_fmt| io::Error::other("an event can't be written"))?;
        self.out.write_all(folded(&text).as_bytes())
    }

    /// Hands on what was written so far.
    ///
    /// # Errors
    /// What the output answers.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Ends the calendar, and gives the output back.
    ///
    /// # Errors
    /// What the output answers; then the calendar is not whole.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(END.as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }
}
