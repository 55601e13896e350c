//! `studio client note` and `studio client appointments`: what is said about a client, and the sessions that it can be about.

use clap::Args;
use serde::Serialize;
use studio_domain::{AppointmentId, ClientId, NoteId};

use super::user::Expected;
use crate::actor::Acting;
use crate::failure::Failure;
use crate::paging::{self, Paging};
use crate::run::Run;
use crate::views::{AppointmentView, Changed, NoteView};

/// A note, or the list of them.
#[derive(Debug, Args)]
pub(crate) struct Note {
    pub(super) client: String,
    text: Option<String>,
    #[arg(long, value_name = "APPOINTMENT", requires = "text")]
    session: Option<String>,
    #[arg(long, value_name = "NOTE", requires = "text", conflicts_with = "session")]
    correct: Option<String>,
    #[arg(long, value_name = "WORDS", conflicts_with = "text")]
    find: Option<String>,
    #[arg(long, conflicts_with_all = ["text", "find"])]
    pub(super) pin: Option<String>,
    #[command(flatten)]
    expected: Expected,
}

#[derive(Serialize)]
struct NoteAdded {
    id: i64,
    client_id: i64,
}

/// Writes, corrects, finds or lists notes.
pub(super) fn run(run: &mut Run, acting: &Acting, client: ClientId, note: Note) -> Result<(), Failure> {
    let Some(text) = note.text else { return list(run, acting, client, &note.find.unwrap_or_default()) };
    if let Some(id) = note.correct {
        let (id, version): (NoteId, _) = (id.trim().parse()?, note.expected.version());
        let version = acting.studio.correct_note(&acting.ctx()?, client, id, &text, version)?;
        let said = run.words.say("cli-note-corrected");
        return run.out.changed(&Changed { id: id.get(), version: version.get() }, &id.to_string(), &said);
    }
    let id = match note.session {
        Some(session) => {
            let session: AppointmentId = session.trim().parse()?;
            acting.studio.write_session_note(&acting.ctx()?, client, session, &text)?
        }
        None => acting.studio.write_note(&acting.ctx()?, client, &text)?,
    };
    let said = run.words.say("cli-note-added");
    run.out.changed(&NoteAdded { id: id.get(), client_id: client.get() }, &id.to_string(), &said)
}

fn list(run: &mut Run, acting: &Acting, client: ClientId, words: &str) -> Result<(), Failure> {
    let zone = acting.zone()?;
    let mut before = None;
    paging::list(&mut run.out, run.words, &Paging::ALL, "", || {
        let page = acting.studio.find_notes(&acting.ctx()?, client, words, before)?;
        before = page.items.last().map(|note| (note.written_at, note.id));
        let items = page.items.into_iter().map(|note| NoteView::new(note, zone)).collect();
        Ok(studio_app::Page { items, more: page.more })
    })
}

/// Lists a client's appointments, newest first.
pub(super) fn appointments(run: &mut Run, acting: &Acting, client: ClientId) -> Result<(), Failure> {
    let zone = acting.zone()?;
    let mut before = None;
    paging::list(&mut run.out, run.words, &Paging::ALL, "", || {
        let page = acting.studio.client_appointments(&acting.ctx()?, client, before)?;
        before = page.items.last().map(|one| (one.starts_at, one.id));
        let items = page.items.into_iter().map(|one| AppointmentView::new(one, zone)).collect();
        Ok(studio_app::Page { items, more: page.more })
    })
}
