//! What an export of clients holds: the columns of the CSV, the names of the JSON.

use std::io::{self, Write};

use serde::Serialize;
use studio_domain::{ArtistId, ClientId, ClientStatus, StudioZone, Timestamp, Version};

use crate::json::JsonArray;
use crate::table::{Cell, CsvWriter, wall_clock};

/// A client as exports see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientRecord<'a> {
    /// Id.
    pub id: ClientId,
    /// Full name.
    pub name: &'a str,
    /// Phone as typed.
    pub phone: Option<&'a str>,
    /// Mail address.
    pub email: Option<&'a str>,
    /// Instagram name without `@`.
    pub instagram: Option<&'a str>,
    /// Assigned artist, with the name.
    pub artist: Option<(ArtistId, &'a str)>,
    /// Start of the next appointment.
    pub next_appointment: Option<Timestamp>,
    /// Start of the last appointment.
    pub last_appointment: Option<Timestamp>,
    /// When the record was made.
    pub created_at: Timestamp,
    /// Active or archived.
    pub status: ClientStatus,
    /// How often the record was saved.
    pub version: Version,
}

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident $key:literal $header:literal,)+) => {
        /// A column of the CSV of clients.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum ClientColumn { $($(#[$doc])* $name,)+ }

        impl ClientColumn {
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
        }
    };
}

columns! {
    /// Id.
    Id "id" "ID",
    /// Full name.
    Name "name" "Name",
    /// Phone as typed.
    Phone "phone" "Phone",
    /// Mail address.
    Email "email" "Email",
    /// Instagram name, without the `@` that would make it look like a formula.
    Instagram "instagram" "Instagram",
    /// Name of the assigned artist.
    Artist "artist" "Assigned artist",
    /// Next appointment, by the studio's clock.
    Next "next_appointment" "Next appointment",
    /// Last appointment, by the studio's clock.
    Last "last_appointment" "Last appointment",
    /// When the record was made, by the studio's clock.
    Registered "created_at" "Registered",
    /// Code of the status.
    Status "status" "Status",
}

impl ClientColumn {
    /// The cell of a client in this column.
    #[must_use]
    pub fn cell<'a>(self, client: &ClientRecord<'a>, zone: StudioZone) -> Cell<'a> {
        match self {
            Self::Id => Cell::made(client.id),
            Self::Name => Cell::typed(Some(client.name)),
            Self::Phone => Cell::phone(client.phone),
            Self::Email => Cell::typed(client.email),
            Self::Instagram => Cell::typed(client.instagram),
            Self::Artist => Cell::typed(client.artist.map(|(_, name)| name)),
            Self::Next => wall_clock(zone, client.next_appointment),
            Self::Last => wall_clock(zone, client.last_appointment),
            Self::Registered => wall_clock(zone, Some(client.created_at)),
            Self::Status => Cell::made(client.status),
        }
    }
}

impl ClientColumn {
    /// The moment that a client has in this column.
    pub(crate) fn moment(self, client: &ClientRecord<'_>) -> Option<Timestamp> {
        match self {
            Self::Next => client.next_appointment,
            Self::Last => client.last_appointment,
            Self::Registered => Some(client.created_at),
            _ => None,
        }
    }

    /// How wide the column is in a workbook, in letters.
    pub(crate) const fn width(self) -> u8 {
        match self {
            Self::Id => 8,
            Self::Status => 10,
            Self::Name | Self::Email => 28,
            _ => 18,
        }
    }
}

/// The heads of all columns: as translated, else in English.
pub(crate) fn heads(headers: impl Fn(&'static str) -> Option<String>) -> Vec<String> {
    ClientColumn::ALL
        .iter()
        .map(|column| headers(column.key()).unwrap_or_else(|| column.header().to_owned()))
        .collect()
}

/// Writes clients as CSV.
#[derive(Debug)]
pub struct ClientCsv<W: Write> {
    table: CsvWriter<W>,
    zone: StudioZone,
}

impl<W: Write> ClientCsv<W> {
    /// Times are shown by the clock of `zone`. `headers` translates the key of a column ([`ClientColumn::key`]); where it has nothing the
    /// English header stands.
    pub fn new(out: W, zone: StudioZone, headers: impl Fn(&'static str) -> Option<String>) -> Self {
        Self { table: CsvWriter::new(out, heads(headers)), zone }
    }

    /// Writes a client.
    ///
    /// # Errors
    /// What the output answers.
    pub fn row(&mut self, client: &ClientRecord<'_>) -> io::Result<()> {
        self.table.row(ClientColumn::ALL.iter().map(|column| column.cell(client, self.zone)))
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

/// A client under the names that the API has. Times carry the studio's offset.
#[derive(Serialize)]
struct Wire<'a> {
    id: i64,
    name: &'a str,
    phone: Option<&'a str>,
    email: Option<&'a str>,
    instagram: Option<&'a str>,
    artist: Option<WireArtist<'a>>,
    next_appointment: Option<String>,
    last_appointment: Option<String>,
    created_at: String,
    status: &'static str,
    version: i64,
}

#[derive(Serialize)]
struct WireArtist<'a> {
    id: i64,
    name: &'a str,
}

/// Writes clients as a JSON array, one object a line.
#[derive(Debug)]
pub struct ClientJson<W: Write> {
    array: JsonArray<W>,
    zone: StudioZone,
}

impl<W: Write> ClientJson<W> {
    /// Times are RFC 3339 with the offset of `zone`.
    pub fn new(out: W, zone: StudioZone) -> Self {
        Self { array: JsonArray::new(out), zone }
    }

    /// Writes a client.
    ///
    /// # Errors
    /// What the output answers.
    pub fn row(&mut self, client: &ClientRecord<'_>) -> io::Result<()> {
        let at = |moment: Timestamp| self.zone.offset_rfc3339(moment);
        self.array.item(&Wire {
            id: client.id.get(),
            name: client.name,
            phone: client.phone,
            email: client.email,
            instagram: client.instagram,
            artist: client.artist.map(|(id, name)| WireArtist { id: id.get(), name }),
            next_appointment: client.next_appointment.map(at),
            last_appointment: client.last_appointment.map(at),
            created_at: at(client.created_at),
            status: client.status.code(),
            version: client.version.get(),
        })
    }

    /// Hands on the rows that were written so far.
    ///
    /// # Errors
    /// What the output answers.
    pub fn flush(&mut self) -> io::Result<()> {
        self.array.flush()
    }

    /// Closes the array, and gives the output back.
    ///
    /// # Errors
    /// What the output answers; then the array is not whole.
    pub fn finish(self) -> io::Result<W> {
        self.array.finish()
    }
}
