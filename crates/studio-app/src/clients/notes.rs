//! Notes about a client.

use studio_domain::{ClientId, NoteId, NoteText, Timestamp};
use studio_store::actions::{ReadNotes, WriteNote};
use studio_store::{Note, OpCtx, Page};

use crate::error::Result;
use crate::studio::Studio;

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
}
