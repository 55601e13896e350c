//! Notes about a client or about one appointment: dated, with author, never removed. What a correction replaced is kept.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{
    AppointmentId, ArtistId, ClientId, Needle, NoteId, NoteText, Timestamp, UserId, Version, fold,
};

use crate::actions::{CorrectNote, NoteSession, ReadNotes, WriteNote};
use crate::capped::CappedDsl;
use crate::clients::Named;
use crate::clients::merged::{of_whole, whole};
use crate::error::{Error, Result};
use crate::guard::Permit;
use crate::page::{PAGE, Page, take_page, take_page_of};
use crate::schema::{appointments, artists, note_texts, notes, users};
use crate::tx::{Tx, Write};
use crate::versioned::saved;

/// Name of the row in errors.
const KIND: &str = "note";

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Id.
    pub id: NoteId,
    /// The appointment it is about, if it is about one.
    pub session: Option<SessionRef>,
    /// Who wrote it, with the user name of today; `None`: the operator or an import.
    pub author: Option<(UserId, String)>,
    /// When.
    pub written_at: Timestamp,
    /// The text.
    pub text: String,
    /// What it said before it was corrected, newest first.
    pub earlier: Vec<EarlierText>,
    /// Whether it came with an import.
    pub imported: bool,
    /// For correcting without overwriting others.
    pub version: Version,
}

/// The appointment that a note is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRef {
    /// Id.
    pub id: AppointmentId,
    /// When it begins.
    pub starts_at: Timestamp,
    /// Whose it is.
    pub artist: Named<ArtistId>,
}

/// What a note said before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierText {
    /// The text.
    pub text: String,
    /// Until when it said so.
    pub replaced_at: Timestamp,
}

type About = (Option<i64>, Option<i64>, Option<i64>, Option<String>);
type Row = (i64, Option<i64>, i64, String, bool, i64, Option<String>, About);

/// The notes of a client, newest first, older than the one given.
macro_rules! rows {
    ($whole:expr, $before:expr) => {{
        let all = notes::table
            .left_join(users::table.on(users::id.nullable().eq(notes::author_id)))
            .left_join(appointments::table.on(appointments::id.nullable().eq(notes::appointment_id)))
            .left_join(artists::table.on(artists::id.eq(appointments::artist_id)))
            .into_boxed();
        let mut query = of_whole!(all, notes::client_id, $whole);
        if let Some((at, id)) = $before {
            let (at, id): (Timestamp, NoteId) = (at, id);
            query = query
                .filter(notes::written_at.le(at.millis()))
                .filter(notes::written_at.lt(at.millis()).or(notes::id.lt(id.get())));
        }
        query.order((notes::written_at.desc(), notes::id.desc())).select((
            notes::id,
            notes::author_id,
            notes::written_at,
            notes::text,
            notes::imported,
            notes::version,
            users::user_name.nullable(),
            (
                appointments::id.nullable(),
                appointments::starts_at.nullable(),
                artists::id.nullable(),
                artists::name.nullable(),
            ),
        ))
    }};
}

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
        let rows: Vec<Row> = rows!(whole, before).capped::<{ PAGE + 1 }>().load(self.conn)?;
        self.with_earlier(take_page(rows.into_iter().map(Note::from).collect()))
    }

    /// The same of those in which all of this stands, whatever the case and the accents. A client's notes are few enough to be read.
    ///
    /// # Errors
    /// If the database fails.
    pub fn find_notes(
        &mut self,
        may: &Permit<'tx, ReadNotes>,
        needles: &[Needle],
        before: Option<(Timestamp, NoteId)>,
    ) -> Result<Page<Note>> {
        let whole = whole(self.conn, may.id.get())?;
        let rows =
            rows!(whole, before).load_iter::<Row, diesel::connection::DefaultLoadingMode>(self.conn)?;
        let page = take_page_of(rows, |row: &Row| {
            let text = fold(&row.3);
            needles.iter().all(|needle| needle.stands_in(&text))
        })?;
        self.with_earlier(page)
    }

    /// What corrected notes said before.
    fn with_earlier(&mut self, mut page: Page<Note>) -> Result<Page<Note>> {
        for note in page.items.iter_mut().filter(|note| note.version > Version::FIRST) {
            let earlier: Vec<(String, i64)> = note_texts::table
                .filter(note_texts::note_id.eq(note.id.get()))
                .order(note_texts::version.desc())
                .select((note_texts::text, note_texts::replaced_at))
                .load(self.conn)?;
            note.earlier = earlier
                .into_iter()
                .map(|(text, at)| EarlierText { text, replaced_at: Timestamp::from_millis(at) })
                .collect();
        }
        Ok(page)
    }
}

impl From<Row> for Note {
    fn from((id, author, written_at, text, imported, version, name, about): Row) -> Self {
        let session = match about {
            (Some(id), Some(starts_at), Some(artist), Some(name)) => Some(SessionRef {
                id: AppointmentId::new(id),
                starts_at: Timestamp::from_millis(starts_at),
                artist: Named { id: ArtistId::new(artist), name },
            }),
            _ => None,
        };
        Self {
            id: NoteId::new(id),
            session,
            author: author.map(UserId::new).zip(name),
            written_at: Timestamp::from_millis(written_at),
            text,
            earlier: Vec::new(),
            imported,
            version: Version::new(version),
        }
    }
}

/// A note to be written; the permit was asked for by the caller.
#[derive(Debug)]
pub(crate) struct NewNote<'n> {
    pub(crate) client: ClientId,
    pub(crate) appointment: Option<AppointmentId>,
    pub(crate) author: Option<UserId>,
    pub(crate) written_at: Timestamp,
    pub(crate) text: &'n NoteText,
    pub(crate) imported: bool,
}

pub(crate) fn insert(conn: &mut SqliteConnection, new: &NewNote<'_>) -> Result<NoteId> {
    let id: i64 = diesel::insert_into(notes::table)
        .values((
            notes::client_id.eq(new.client.get()),
            notes::appointment_id.eq(new.appointment.map(AppointmentId::get)),
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
        let id = insert(self.conn, &self.written(may.id, None, text))?;
        self.detail(may, "note", id.get());
        Ok(id)
    }

    /// Writes a note about an appointment; it is a note about its client.
    ///
    /// # Errors
    /// If the database fails.
    pub fn write_session_note(&mut self, may: &Permit<'tx, NoteSession>, text: &NoteText) -> Result<NoteId> {
        let client = appointments::table
            .find(may.id.get())
            .select(appointments::client_id)
            .get_result(self.conn)
            .map(ClientId::new)?;
        let id = insert(self.conn, &self.written(client, Some(may.id), text))?;
        self.detail(may, "client", client.get());
        self.detail(may, "note", id.get());
        Ok(id)
    }

    fn written<'n>(
        &self,
        client: ClientId,
        appointment: Option<AppointmentId>,
        text: &'n NoteText,
    ) -> NewNote<'n> {
        let (author, written_at) = (self.facts.user, self.facts.at);
        NewNote { client, appointment, author, written_at, text, imported: false }
    }

    /// Who wrote a note about this client and when; a note without an author is nobody's own.
    ///
    /// # Errors
    /// [`Error::NotFound`], also if it is about another client.
    pub fn note_origin(
        &mut self,
        may: &Permit<'tx, CorrectNote>,
        note: NoteId,
    ) -> Result<(Option<UserId>, Timestamp, Version)> {
        let whole = whole(self.conn, may.id.get())?;
        let one = notes::table.find(note.get()).into_boxed();
        let found: Option<(Option<i64>, i64, i64)> = of_whole!(one, notes::client_id, whole)
            .select((notes::author_id, notes::written_at, notes::version))
            .get_result(self.conn)
            .optional()?;
        let (author, at, version) = found.ok_or_else(|| Error::not_found(KIND, note))?;
        Ok((author.map(UserId::new), Timestamp::from_millis(at), Version::new(version)))
    }

    /// Replaces the text of a note about this client; what it said is kept.
    ///
    /// # Errors
    /// [`Error::Stale`] if it was corrected meanwhile, [`Error::NotFound`].
    pub fn correct_note(
        &mut self,
        may: &Permit<'tx, CorrectNote>,
        note: NoteId,
        version: Version,
        text: &NoteText,
    ) -> Result<Version> {
        let whole = whole(self.conn, may.id.get())?;
        let here = notes::table.find(note.get());
        let before: Option<(String, i64)> = of_whole!(here.into_boxed(), notes::client_id, whole)
            .select((notes::text, notes::version))
            .get_result(self.conn)
            .optional()?;
        let (before, now) = before.ok_or_else(|| Error::not_found(KIND, note))?;
        let hit = diesel::update(here.filter(notes::version.eq(version.get())))
            .set((notes::text.eq(text.as_str()), notes::version.eq(notes::version + 1)))
            .execute(self.conn)?;
        let saved = saved(hit, KIND, note.get(), version, || Ok(now))?;
        diesel::insert_into(note_texts::table)
            .values((
                note_texts::note_id.eq(note.get()),
                note_texts::version.eq(version.get()),
                note_texts::text.eq(before),
                note_texts::replaced_at.eq(self.facts.at.millis()),
            ))
            .execute(self.conn)?;
        self.detail(may, "note", note.get());
        self.detail(may, "act", "correct");
        Ok(saved)
    }
}
