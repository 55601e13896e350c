//! Notes about a client or about one appointment: dated, with author, never removed.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{AppointmentId, ClientId, NoteId, NoteText, Timestamp, UserId, Version};

use crate::actions::{ReadNotes, WriteNote};
use crate::capped::CappedDsl;
use crate::clients::merged::{of_whole, whole};
use crate::error::Result;
use crate::guard::Permit;
use crate::page::{PAGE, Page, take_page};
use crate::schema::{notes, users};
use crate::tx::{Tx, Write};

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Id.
    pub id: NoteId,
    /// The appointment it is about, if it is about one.
    pub appointment: Option<AppointmentId>,
    /// Who wrote it, with the user name of today; `None`: the operator or an import.
    pub author: Option<(UserId, String)>,
    /// When.
    pub written_at: Timestamp,
    /// The text.
    pub text: String,
    /// Whether it came with an import.
    pub imported: bool,
    /// For correcting without overwriting others.
    pub version: Version,
}

type Row = (i64, Option<i64>, Option<i64>, i64, String, bool, i64, Option<String>);

impl<'tx, M> Tx<'tx, M> {
    /// One page of notes about a client, newest first, older than the one given.
    ///
    /// # Errors
    /// If the database fails.
    pub fn notes(
        &mut self,
        may: &Permit<'tx, ReadNotes>,
        before: Option<(Timestamp, NoteId)>,
    ) -> Result<Page<Note>> {
        let whole = whole(self.conn, may.id.get())?;
        let mut query = of_whole!(notes::table.left_join(users::table).into_boxed(), notes::client_id, whole);
        if let Some((at, id)) = before {
            query = query
                .filter(notes::written_at.le(at.millis()))
                .filter(notes::written_at.lt(at.millis()).or(notes::id.lt(id.get())));
        }
        let rows: Vec<Row> = query
            .order((notes::written_at.desc(), notes::id.desc()))
            .select((
                notes::id,
                notes::appointment_id,
                notes::author_id,
                notes::written_at,
                notes::text,
                notes::imported,
                notes::version,
                users::user_name.nullable(),
            ))
            .capped::<{ PAGE + 1 }>()
            .load(self.conn)?;
        Ok(take_page(rows.into_iter().map(note).collect()))
    }
}

fn note((id, appointment, author, written_at, text, imported, version, name): Row) -> Note {
    Note {
        id: NoteId::new(id),
        appointment: appointment.map(AppointmentId::new),
        author: author.map(UserId::new).zip(name),
        written_at: Timestamp::from_millis(written_at),
        text,
        imported,
        version: Version::new(version),
    }
}

/// A note to be written; the permit was asked for by the caller.
#[derive(Debug)]
pub(crate) struct NewNote<'n> {
    pub(crate) client: ClientId,
    pub(crate) author: Option<UserId>,
    pub(crate) written_at: Timestamp,
    pub(crate) text: &'n NoteText,
    pub(crate) imported: bool,
}

pub(crate) fn insert(conn: &mut SqliteConnection, new: &NewNote<'_>) -> Result<NoteId> {
    let id: i64 = diesel::insert_into(notes::table)
        .values((
            notes::client_id.eq(new.client.get()),
            notes::author_id.eq(new.author.map(UserId::get)),
            notes::written_at.eq(new.written_at.millis()),
            notes::text.eq(new.text.as_str()),
            notes::imported.eq(new.imported),
        ))
        .returning(notes::id)
        .get_result(conn)?;
    Ok(NoteId::new(id))
}

impl<'tx> Tx<'tx, Write> {
    /// Writes a note about a client.
    ///
    /// # Errors
    /// If the database fails.
    pub fn write_note(&mut self, may: &Permit<'tx, WriteNote>, text: &NoteText) -> Result<NoteId> {
        let new = NewNote {
            client: may.id,
            author: self.facts.user,
            written_at: self.facts.at,
            text,
            imported: false,
        };
        let id = insert(self.conn, &new)?;
        self.detail(may, "note", id.get());
        Ok(id)
    }
}
