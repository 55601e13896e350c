//! What an export of the agenda holds: the columns of the table.

use std::io::{self, Write};

use studio_domain::{AppointmentStatus, StudioZone, Timestamp};

use crate::table::{Cell, CsvWriter};

/// An appointment as exports see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgendaRecord<'a> {
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
    /// Name of the client.
    pub client: &'a str,
    /// Name of the artist.
    pub artist: &'a str,
    /// What is to be done; `None`: the reader may not see it.
    pub service: Option<&'a str>,
    /// How things stand with it.
    pub status: AppointmentStatus,
}

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident $key:literal $header:literal $width:literal,)+) => {
        /// A column of an export of the agenda.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum AgendaColumn { $($(#[$doc])* $name,)+ }

        impl AgendaColumn {
            /// All columns, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Stable key, by which a caller translates the header.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            /// English header, the same whatever the language of the studio.
            #[must_use]
            pub const fn header(self) -> &'static str {
                match self { $(Self::$name => $header,)+ }
            }

            /// How wide the column is in a workbook, in letters.
            pub(crate) const fn width(self) -> u8 {
                match self { $(Self::$name => $width,)+ }
            }
        }
    };
}

columns! {
    /// Date of the start, by the studio's clock.
    Date "date" "Date" 12,
    /// Time of the start.
    Time "time" "Time" 8,
    /// Time of the end; with its date where that is another one.
    End "end" "End" 8,
    /// Name of the client.
    Client "client" "Client" 28,
    /// Name of the artist.
    Artist "artist_name" "Artist" 20,
    /// What is to be done.
    Service "service" "Service" 28,
    /// Code of the status.
    Status "status" "Status" 12,
}

impl AgendaColumn {
    /// The cell of an appointment in this column.
    #[must_use]
    pub fn cell<'a>(self, one: &AgendaRecord<'a>, zone: StudioZone) -> Cell<'a> {
        let (start, end) = (zone.local(one.starts_at), zone.local(one.ends_at));
        match self {
            Self::Date => Cell::made(start.format("%Y-%m-%d")),
            Self::Time => Cell::made(start.format("%H:%M")),
            Self::End if start.date() == end.date() => Cell::made(end.format("%H:%M")),
            Self::End => Cell::made(end.format("%Y-%m-%d %H:%M")),
            Self::Client => Cell::typed(Some(one.client)),
            Self::Artist => Cell::typed(Some(one.artist)),
            Self::Service => Cell::typed(one.service),
            Self::Status => Cell::made(one.status),
        }
    }
}

/// The heads of all columns: as translated, else in English.
pub(crate) fn heads(headers: impl Fn(&'static str) -> Option<String>) -> Vec<String> {
    AgendaColumn::ALL
        .iter()
        .map(|column| headers(column.key()).unwrap_or_else(|| column.header().to_owned()))
        .collect()
}

/// Writes appointments as CSV.
#[derive(Debug)]
pub struct AgendaCsv<W: Write> {
    table: CsvWriter<W>,
    zone: StudioZone,
}

impl<W: Write> AgendaCsv<W> {
    /// Times are shown by the clock of `zone`. `headers` translates the key of a column ([`AgendaColumn::key`]); where it has nothing the
    /// English header stands.
    pub fn new(out: W, zone: StudioZone, headers: impl Fn(&'static str) -> Option<String>) -> Self {
        Self { table: CsvWriter::new(out, heads(headers)), zone }
    }

    /// Writes an appointment.
    ///
    /// # Errors
    /// What the output answers.
    pub fn row(&mut self, one: &AgendaRecord<'_>) -> io::Result<()> {
        self.table.row(AgendaColumn::ALL.iter().map(|column| column.cell(one, self.zone)))
    }

    /// Hands on the rows that were written so far.
    ///
    /// # Errors
    /// What the output answers.
    pub fn flush(&mut self) -> io::Result<()> {
        self.table.flush()
    }

    /// Writes what is left, and gives the output back.
    ///
    /// # Errors
    /// What the output answers; then the table is not whole.
    pub fn finish(self) -> io::Result<W> {
        self.table.finish()
    }
}
