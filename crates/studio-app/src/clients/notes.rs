//! Notes about a client and about single appointments.

use studio_domain::{
    AppointmentId, ClientId, Invalid, NoteId, NoteText, Rule as FieldRule, Timestamp, UserId, Version,
    needles, note_closes_at,
};
use studio_store::actions::{CorrectNote, NoteSession, ReadNotes, WriteNote};
use studio_store::{Note, OpCtx, Page};

use crate::error::{Error, Result, Rule};
use crate::studio::Studio;

/// The most characters of a search that make sense.
const SEARCH: usize = 200;

/// Until when this person may correct the note; `None`: it is somebody else's, or history.
#[must_use]
pub fn note_open_until(note: &Note, person: UserId, now: Timestamp) -> Option<Timestamp> {
    let own = note.author.as_ref().is_some_and(|(author, _)| *author == person) && !note.imported;
    let closes = note_closes_at(note.written_at);
    (own && now < closes).then_some(closes)
}

impl Studio {
    /// One page of notes, newest first; `before` is the last one of the page before.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn notes(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        before: Option<(Timestamp, NoteId)>,
    ) -> Result<Page<Note>> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ReadNotes>(&scope)?;
            Ok(tx.notes(&may, before)?)
        })
    }

    /// The same of those in which every word stands, whatever the case and the accents.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused), [`Error::Invalid`](crate::Error::Invalid) if
    /// more is looked for than anybody types.
    pub fn find_notes(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        q: &str,
        before: Option<(Timestamp, NoteId)>,
    ) -> Result<Page<Note>> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ReadNotes>(&scope)?;
            let got = q.chars().count();
            if got > SEARCH {
                return Err(Invalid::new("q", FieldRule::TooLong { max: SEARCH, got }).into());
            }
            Ok(match needles(q).as_slice() {
                [] => tx.notes(&may, before)?,
                needles => tx.find_notes(&may, needles, before)?,
            })
        })
    }

    /// Writes a note.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn write_note(&self, ctx: &OpCtx, client: ClientId, text: &str) -> Result<NoteId> {
        let text = text.to_owned();
        self.store.write(ctx, move |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<WriteNote>(&scope)?;
            let text = NoteText::parse(&text)?;
            Ok(tx.write_note(&may, &text)?)
        })
    }

    /// Writes a note about one appointment of the client: its artist, the desk or an admin.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::NotFound`](crate::Error::NotFound) also if the appointment is another client's,
    /// [`Error::Refused`](crate::Error::Refused).
    pub fn write_session_note(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        appointment: AppointmentId,
        text: &str,
    ) -> Result<NoteId> {
        let text = text.to_owned();
        self.store.write(ctx, move |tx| {
            let scope = tx.appointment(client, appointment)?;
            let may = tx.authorize::<NoteSession>(&scope)?;
            let text = NoteText::parse(&text)?;
            Ok(tx.write_session_note(&may, &text)?)
        })
    }

    /// Corrects an own note within a quarter of an hour; what it said before is kept. Without a version the one that it is at is taken.
    ///
    /// # Errors
    /// [`Rule::NoteOfAnother`], [`Rule::NoteClosed`] when it is history; [`Error::Invalid`](crate::Error::Invalid),
    /// [`Error::Stale`](crate::Error::Stale), [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn correct_note(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        note: NoteId,
        text: &str,
        version: Option<Version>,
    ) -> Result<Version> {
        let text = text.to_owned();
        self.store.write(ctx, move |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<CorrectNote>(&scope)?;
            let (author, written_at, now) = tx.note_origin(&may, note)?;
            if author.is_none() || author != tx.me().ok().map(|me| me.user()) {
                return Err(Error::Rule(Rule::NoteOfAnother));
            }
            if tx.now() >= note_closes_at(written_at) {
                return Err(Error::Rule(Rule::NoteClosed));
            }
            let text = NoteText::parse(&text)?;
            Ok(tx.correct_note(&may, note, version.unwrap_or(now), &text)?)
        })
    }
}
