//! The tab of notes: finding, writing and correcting them, and the one line that is always seen.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use studio_app::{Ability, ClientCard, EarlierText, Error, Note, OpCtx, SessionRef, Studio, note_open_until};
use studio_domain::{AppointmentId, ClientId, NoteId, NotePrompt, Timestamp};
use studio_policy::Action;

use super::tab::{Body, FormOf, View, again, body};
use super::{id_of, page_of, version_of};
use crate::extract::Path;
use crate::pages::reader::Sent;
use crate::pages::{Form, PageError, Say, Shell, Typed, done};
use crate::problem::Problem;
use crate::state::App;

const NOTE: FormOf = FormOf { tab: "notes", id: "new-note", action: Action::ClientsNotes };
const PIN: FormOf = FormOf { tab: "notes", id: "pin-note", action: Action::ClientsNotes };
const CORRECT: FormOf = FormOf { tab: "notes", id: "correct-note", action: Action::ClientsNotes };

#[derive(Template)]
#[template(path = "clients/notes.html")]
struct Tab<'a> {
    shell: &'a Shell,
    card: &'a ClientCard,
    /// What is looked for.
    q: String,
    /// Newest first.
    notes: Vec<Line>,
    older: Option<String>,
    form: Form,
    may_write: bool,
    /// Whether medical facts can be read and recorded by whoever writes here.
    health: bool,
    /// Appointments that a note can be about: id and words.
    sessions: Vec<(String, String)>,
    prompts: Vec<String>,
    pin: Form,
}

/// One note.
struct Line {
    id: NoteId,
    author: String,
    at: Timestamp,
    /// The appointment it is about, in words.
    session: String,
    text: String,
    earlier: Vec<EarlierText>,
    /// The form in which it can be corrected, while it can.
    correct: Option<Form>,
}

/// What stands in the tab.
pub(super) async fn tab(view: View<'_>) -> Result<Body, Error> {
    let View { app, reader, sheet, query, wrong } = view;
    let id = view.id();
    let before = crate::api::clients::before(query.get("cursor").map(String::as_str))?;
    let q = query.get("q").cloned().unwrap_or_default();
    let wanted = q.clone();
    let page = reader.try_act(app, move |studio, ctx| studio.find_notes(ctx, id, &wanted, before)).await?;
    let last = page.items.last().filter(|_| page.more);
    let older = last.map(|note| format!("{}-{}", note.written_at.millis(), note.id));
    let pinned = sheet.card.pinned_note.clone().unwrap_or_default();
    let say = &reader.shell.say;
    body(&Tab {
        shell: &reader.shell,
        card: &sheet.card,
        older: older.map(|place| next(id, &q, &place)),
        notes: page.items.into_iter().map(|note| line(view, note)).collect(),
        q,
        form: wrong.form(NOTE.id).unwrap_or_default(),
        may_write: sheet.can.write_note == Ability::Yes,
        health: sheet.can.read_health == Ability::Yes,
        sessions: sessions(view).await?,
        prompts: NotePrompt::ALL.iter().map(|prompt| say.named("prompt", prompt.code())).collect(),
        pin: wrong.form(PIN.id).unwrap_or_else(|| Form::new([("pinned_note", pinned)].into_iter().collect())),
    })
}

/// The address of the next page.
fn next(id: ClientId, q: &str, place: &str) -> String {
    let query =
        serde_urlencoded::to_string([("tab", "notes"), ("q", q), ("cursor", place)]).unwrap_or_default();
    format!("{}?{query}", page_of(id))
}

fn line(view: View<'_>, note: Note) -> Line {
    let reader = view.reader;
    let say = &reader.shell.say;
    let open = note_open_until(&note, reader.frame.account.id, reader.ctx.visit.now).is_some();
    Line {
        id: note.id,
        correct: open.then(|| correction(view, &note)),
        author: say.by(note.author.map(|(_, name)| name), note.imported),
        at: note.written_at,
        session: note.session.as_ref().map(|session| meeting(say, session)).unwrap_or_default(),
        text: note.text,
        earlier: note.earlier,
    }
}

/// An appointment in words: when, and whose.
fn meeting(say: &Say, session: &SessionRef) -> String {
    format!("{} · {}", say.moment(&session.starts_at), session.artist.name)
}

/// The form that corrects a note: as it was typed, with what it says now beside it if that was corrected meanwhile.
fn correction(view: View<'_>, note: &Note) -> Form {
    let typed = view.wrong.form(CORRECT.id).filter(|form| form.value("note") == note.id.to_string());
    let Some(mut form) = typed else {
        let fields = [("text", note.text.clone()), ("version", note.version.to_string())];
        return Form::new(fields.into_iter().collect());
    };
    if view.wrong.stale {
        form.typed.push("version", note.version.to_string());
        let now = view.reader.shell.say.with("stale-now", "what", &note.text);
        form.errors.push(("text".to_owned(), now));
    }
    form
}

/// Appointments on this page of the record that the reader may write about.
async fn sessions(view: View<'_>) -> Result<Vec<(String, String)>, Error> {
    let (id, say) = (view.id(), &view.reader.shell.say);
    let first = view.reader.try_act(view.app, move |studio, ctx| studio.client_appointments(ctx, id, None));
    let told = first.await?.items.into_iter().filter(|one| one.may_note);
    Ok(told
        .map(|one| (one.id.to_string(), format!("{} · {}", say.moment(&one.starts_at), one.artist.name)))
        .collect())
}

/// What a form for a new note says it is about.
fn about(typed: &Typed) -> Result<Option<AppointmentId>, Error> {
    match typed.get("appointment_id").trim() {
        "" => Ok(None),
        id => Ok(Some(id.parse().map_err(|wrong: studio_domain::Invalid| wrong.at("appointment_id"))?)),
    }
}

/// Writes a note.
pub(crate) async fn write(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let (text, about) = (typed.get("text").to_owned(), about(&typed));
    let work = move |studio: &Studio, ctx: &OpCtx| match about? {
        Some(appointment) => studio.write_session_note(ctx, id, appointment, &text),
        None => studio.write_note(ctx, id, &text),
    };
    match reader.try_act(&app, work).await {
        Ok(_note) => Ok(done(&format!("{}?tab=notes", page_of(id)), "noted")),
        Err(error) => again(&app, reader, id, NOTE, typed, &error).await,
    }
}

/// Corrects an own note. What comes too late is put into the form for a further one.
pub(crate) async fn correct(
    State(app): State<App>,
    path: Result<Path<(i64, i64)>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let (id, note) = path
        .map(|Path((id, note))| (ClientId::new(id), NoteId::new(note)))
        .map_err(|_unreadable| reader.told(&Error::NotFound { kind: "note", id: String::new() }))?;
    let (text, version) = (typed.get("text").to_owned(), version_of(&typed));
    let work = move |studio: &Studio, ctx: &OpCtx| studio.correct_note(ctx, id, note, &text, Some(version));
    match reader.try_act(&app, work).await {
        Ok(_version) => Ok(done(&format!("{}?tab=notes", page_of(id)), "corrected")),
        Err(error) => {
            let late = matches!(error, Error::Rule(_));
            let mut typed = typed.only(&["text", "version"]);
            typed.push("note", note.to_string());
            again(&app, reader, id, if late { NOTE } else { CORRECT }, typed, &error).await
        }
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
