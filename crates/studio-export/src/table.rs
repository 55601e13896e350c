//! Rows of cells as CSV that spreadsheets open right.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};

use studio_domain::{StudioZone, Timestamp};

use crate::guard::{guard, guard_phone};

/// Tells spreadsheets that the file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A cell, by where its text comes from: that decides whether it has to be made harmless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Typed by somebody: goes through [`guard()`].
    Typed(Cow<'a, str>),
    /// A phone number as typed: goes through [`guard_phone`].
    Phone(Cow<'a, str>),
    /// Made by the program: a number, a time, a code. Written as it is, so that a negative amount stays a number.
    Made(String),
    /// Nothing.
    Empty,
}

impl<'a> Cell<'a> {
    /// Text that somebody typed; nothing is an empty cell.
    #[must_use]
    pub fn typed(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, |text| Self::Typed(Cow::Borrowed(text)))
    }

    /// A phone number that somebody typed; nothing is an empty cell.
    #[must_use]
    pub fn phone(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, |text| Self::Phone(Cow::Borrowed(text)))
    }

    /// A value that the program itself writes: never anything that somebody typed.
    #[must_use]
    pub fn made(value: impl Display) -> Self {
        Self::Made(value.to_string())
    }

    /// The text as it is written, before quoting.
    #[must_use]
    pub fn harmless(&self) -> Cow<'_, str> {
        match self {
            Self::Typed(text) => guard(text),
            Self::Phone(text) => guard_phone(text),
            Self::Made(text) => Cow::Borrowed(text),
            Self::Empty => Cow::Borrowed(""),
        }
    }
}

/// To the minute, as spreadsheets read a date with a time: `2026-03-14 16:30`.
pub(crate) fn wall_clock<'a>(zone: StudioZone, at: Option<Timestamp>) -> Cell<'a> {
    at.map_or(Cell::Empty, |at| Cell::made(zone.local(at).format("%Y-%m-%d %H:%M")))
}

/// Puts the byte order mark in front of whatever is written first.
struct Marked<W> {
    out: W,
    marked: bool,
}

impl<W: Write> Write for Marked<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.marked && !bytes.is_empty() {
            self.out.write_all(BYTE_ORDER_MARK)?;
            self.marked = true;
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes a table as CSV: byte order mark, header, rows; lines end as RFC 4180 says. Rows leave in blocks of a few kilobytes.
pub struct CsvWriter<W: Write> {
    out: Writer<Marked<W>>,
    header: Option<Vec<String>>,
}

impl<W: Write> std::fmt::Debug for CsvWriter<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CsvWriter").field("header", &self.header).finish_non_exhaustive()
    }
}

impl<W: Write> CsvWriter<W> {
    /// A table with these heads. Nothing is written before the first row or the end.
    pub fn new(out: W, header: Vec<String>) -> Self {
        // Flexible: the width is the manifest's matter, and a row of another width is no reason to break off.
        let out = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .flexible(true)
            .from_writer(Marked { out, marked: false });
        Self { out, header: Some(header) }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// What the output answers.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> io::Result<()> {
        self.begin()?;
        for cell in cells {
            self.out.write_field(cell.harmless().as_bytes()).map_err(io_error)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(io_error)
    }

    /// Hands on what was written so far.
    ///
    /// # Errors
    /// What the output answers.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Writes what is left, and gives the output back.
    ///
    /// # Errors
    /// What the output answers; then the table is not whole.
    pub fn finish(mut self) -> io::Result<W> {
        self.begin()?;
        self.out.flush()?;
        let marked = self.out.into_inner().map_err(csv::IntoInnerError::into_error)?;
        Ok(marked.out)
    }

    fn begin(&mut self) -> io::Result<()> {
        let Some(header) = self.header.take() else { return Ok(()) };
        for head in &header {
            self.out.write_field(guard(head).as_bytes()).map_err(io_error)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(io_error)
    }
}

/// A writer of rows of any width has no errors but those of its output.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
