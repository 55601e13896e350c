//! The tab of notes: reading and writing them, and the one line that is always seen.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use studio_app::{Ability, ClientCard, Error, Note};
use studio_policy::Action;

use super::tab::{Body, FormOf, View, again, body};
use super::{id_of, page_of, version_of};
use crate::extract::Path;
use crate::pages::reader::Sent;
use crate::pages::{Form, PageError, Shell, done};
use crate::problem::Problem;
use crate::state::App;

const NOTE: FormOf = FormOf { tab: "notes", id: "new-note", action: Action::ClientsNotes };
const PIN: FormOf = FormOf { tab: "notes", id: "pin-note", action: Action::ClientsNotes };

#[derive(Template)]
#[template(path = "clients/notes.html")]
struct Tab<'a> {
    shell: &'a Shell,
    card: &'a ClientCard,
    /// Newest first.
    notes: Vec<Note>,
    older: Option<String>,
    form: Form,
    may_write: bool,
    pin: Form,
}

/// What stands in the tab.
pub(super) async fn tab(view: View<'_>) -> Result<Body, Error> {
    let View { app, reader, sheet, query, wrong } = view;
    let id = view.id();
    let before = crate::api::clients::before(query.get("cursor").map(String::as_str))?;
    let page = reader.try_act(app, move |studio, ctx| studio.notes(ctx, id, before)).await?;
    let last = page.items.last().filter(|_| page.more);
    let pinned = sheet.card.pinned_note.clone().unwrap_or_default();
    body(&Tab {
        shell: &reader.shell,
        card: &sheet.card,
        older: last.map(|note| format!("{}-{}", note.written_at.millis(), note.id)),
        notes: page.items,
        form: wrong.form(NOTE.id).unwrap_or_default(),
        may_write: sheet.can.write_note == Ability::Yes,
        pin: wrong.form(PIN.id).unwrap_or_else(|| Form::new([("pinned_note", pinned)].into_iter().collect())),
    })
}

/// Writes a note.
pub(crate) async fn write(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let text = typed.get("text").to_owned();
    let written = reader.try_act(&app, move |studio, ctx| studio.write_note(ctx, id, &text)).await;
    match written {
        Ok(_note) => Ok(done(&format!("{}?tab=notes", page_of(id)), "noted")),
        Err(error) => again(&app, reader, id, NOTE, typed, &error).await,
    }
}

/// Sets or removes the line that is always seen.
pub(crate) async fn pin(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let (text, version) = (typed.get("pinned_note").to_owned(), version_of(&typed));
    let pinned =
        reader.try_act(&app, move |studio, ctx| studio.pin_note(ctx, id, &text, Some(version))).await;
    match pinned {
        Ok(_version) => Ok(done(&format!("{}?tab=notes", page_of(id)), "saved")),
        Err(error) => again(&app, reader, id, PIN, typed, &error).await,
    }
}
