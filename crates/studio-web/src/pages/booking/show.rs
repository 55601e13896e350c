//! The page of one appointment: its facts, what can be done about it, what must be known, and what happened to it.

use askama::Template;
use askama::filters::Safe;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, AppointmentCard, AppointmentFull, AppointmentSheet, DayFlags, Error, Note};
use studio_domain::{AppointmentId, AppointmentStep, NotePrompt, Remaining, Timestamp};

use super::words::{Badge, Flag, Happened, badge, called_off, flags, history, money};
use super::{id_of, page_of};
use crate::extract::{Path, Query};
use crate::pages::appointment_files::part;
use crate::pages::elevation::Asked;
use crate::pages::reader::Pairs;
use crate::pages::{Form, PageError, Reader, Say, Shell, html};
use crate::problem::Problem;
use crate::state::App;

#[derive(Template)]
#[template(path = "booking/show.html")]
struct Page {
    shell: Shell,
    /// Where the day of the appointment is looked at, and the message that names it.
    place: (String, &'static str),
    id: AppointmentId,
    version: String,
    client: (i64, String),
    artist: (String, String),
    when: String,
    starts_at: Timestamp,
    minutes: String,
    badge: Badge,
    late: bool,
    /// *Session n of m*; empty where there is only one.
    session: String,
    chain: Vec<Link>,
    /// What only its artist, the desk and admins see.
    full: Option<Full>,
    flags: Vec<Flag>,
    pinned: String,
    /// What remains to be done.
    remaining: Vec<(&'static str, String, String)>,
    /// The one step that comes next, if there is one.
    next: Option<Act>,
    /// Other steps, each sent at once.
    acts: Vec<Act>,
    /// Steps that are asked about on a page of their own: address, icon, words.
    pages: Vec<(String, &'static str, String, bool)>,
    notes: Vec<NoteLine>,
    /// Its pictures and papers, for whoever sees its details.
    files: Option<Safe<String>>,
    /// The form of a note; `None`: none can be written here.
    note: Option<Form>,
    prompts: Vec<String>,
    history: Vec<Happened>,
    older: Option<String>,
    later: bool,
    asked: Option<(&'static str, Asked)>,
    /// What has to be confirmed before it is taken back.
    warnings: Vec<String>,
}

/// Another session of the same work.
struct Link {
    id: AppointmentId,
    when: String,
    artist: String,
    badge: Badge,
    here: bool,
}

/// Details in words; what is empty is not shown.
struct Full {
    service: String,
    placement: String,
    style: String,
    price: String,
    deposit: String,
    commission: String,
    notes: String,
    arrived: Option<Timestamp>,
    started: Option<Timestamp>,
    completed: Option<Timestamp>,
    aftercare: Option<Timestamp>,
    called_off: String,
    imported: bool,
    created: Timestamp,
    created_by: String,
}

/// A step that one button takes.
struct Act {
    /// Where it is sent.
    to: String,
    /// Which one.
    code: &'static str,
    icon: &'static str,
    words: String,
    locked: bool,
}

/// A note about this session.
struct NoteLine {
    author: String,
    at: Timestamp,
    text: String,
}

/// A form of the page that was not accepted.
#[derive(Default)]
pub(super) struct Wrong {
    pub(super) note: Option<Form>,
    pub(super) warnings: Vec<String>,
    pub(super) asked: Option<(&'static str, Asked)>,
}

/// The page.
pub(crate) async fn show(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    page(&app, reader, id, &query, StatusCode::OK, Wrong::default()).await
}

/// The page with a status, for a form on it that was not accepted.
pub(super) async fn page(
    app: &App,
    reader: Reader,
    id: AppointmentId,
    query: &Pairs,
    status: StatusCode,
    wrong: Wrong,
) -> Result<Response, PageError> {
    let before = query.get("history").and_then(|raw| raw.parse::<i64>().ok());
    let read = move |studio: &studio_app::Studio, ctx: &studio_app::OpCtx| {
        let sheet = studio.appointment(ctx, id)?;
        let ahead = studio.appointment_ahead(ctx, id)?;
        let past = match sheet.can.details {
            Ability::Yes => Some(studio.appointment_history(ctx, id, before)?),
            _ => None,
        };
        let files = match sheet.can.details {
            Ability::Yes => Some(studio.appointment_files(ctx, id)?),
            _ => None,
        };
        Ok((sheet, ahead, past, files))
    };
    let (sheet, ahead, past, files) = reader.act(app, read).await?;
    let files = files.map(|files| part(&reader.shell, &files, &Form::default())).transpose();
    let files = files.map_err(|error| reader.told(&error))?;
    let notes = notes(app, &reader, &sheet).await.map_err(|error| reader.told(&error))?;
    let say = &reader.shell.say;
    let currency = reader.frame.house.currency();
    let card = &sheet.card;
    let last = past.as_ref().filter(|page| page.more).and_then(|page| page.items.last().map(|one| one.id));
    let asks = card.details.as_ref().is_some_and(|full| full.deposit.is_some()) && card.status.is_open();
    let told = ahead.flags.as_ref();
    let minutes = usize::try_from((card.ends_at.millis() - card.starts_at.millis()).max(0) / 60_000);
    let (next, acts) = acts(say, &sheet);
    let page = Page {
        place: say.place_of(say.day_of(&card.starts_at)),
        id,
        version: card.version.to_string(),
        client: (card.client.id.get(), card.client.name.clone()),
        artist: (card.artist.name.clone(), card.artist_colour.clone()),
        when: say.span(&card.starts_at, &card.ends_at),
        starts_at: card.starts_at,
        minutes: say.count("appointment-minutes", minutes.unwrap_or_default()),
        badge: badge(say, card.status),
        late: sheet.late,
        session: session(say, &sheet),
        chain: chain(say, &sheet),
        full: card.details.as_ref().map(|full| in_words(say, full, currency)),
        flags: told.map(|told| flags(say, card.client.id.get(), id.get(), told, asks)).unwrap_or_default(),
        pinned: told.and_then(|told| told.pinned_note.clone()).unwrap_or_default(),
        remaining: told.map(|told| remaining(say, &sheet, told)).unwrap_or_default(),
        pages: pages(say, &sheet),
        next,
        acts,
        notes,
        files,
        note: (sheet.can.note == Ability::Yes).then(|| wrong.note.unwrap_or_default()),
        prompts: NotePrompt::ALL.iter().map(|prompt| say.named("prompt", prompt.code())).collect(),
        history: past.map(|past| history(say, currency, past.items)).unwrap_or_default(),
        older: last.map(|last| format!("{}?history={last}#history", page_of(id))),
        later: before.is_some(),
        warnings: wrong.warnings,
        asked: wrong.asked,
        shell: reader.shell,
    };
    Ok(html(status, &page))
}

/// Notes about this session, newest first, for whoever may read notes about the client.
async fn notes(app: &App, reader: &Reader, sheet: &AppointmentSheet) -> Result<Vec<NoteLine>, Error> {
    let (client, id) = (sheet.card.client.id, sheet.card.id);
    if sheet.card.details.is_none() {
        return Ok(Vec::new());
    }
    let found = match reader.try_act(app, move |studio, ctx| studio.notes(ctx, client, None)).await {
        Ok(page) => page.items,
        Err(Error::Refused { .. }) => Vec::new(),
        Err(error) => return Err(error),
    };
    let about = |note: &Note| note.session.as_ref().is_some_and(|session| session.id == id);
    Ok(found
        .into_iter()
        .filter(about)
        .map(|note| NoteLine {
            author: reader.shell.say.by(note.author.map(|(_, name)| name), note.imported),
            at: note.written_at,
            text: note.text,
        })
        .collect())
}

fn session(say: &Say, sheet: &AppointmentSheet) -> String {
    let all = sheet.chain.iter().filter(|link| link.status.takes_time()).count();
    if sheet.chain.len() < 2 || !sheet.card.status.takes_time() {
        return String::new();
    }
    say.both("booking-session", ("number", &sheet.session.to_string()), ("of", &all.to_string()))
}

fn chain(say: &Say, sheet: &AppointmentSheet) -> Vec<Link> {
    if sheet.chain.len() < 2 {
        return Vec::new();
    }
    let link = |one: &studio_app::ChainLink| Link {
        id: one.id,
        when: say.moment(&one.starts_at),
        artist: one.artist.name.clone(),
        badge: badge(say, one.status),
        here: one.id == sheet.card.id,
    };
    sheet.chain.iter().map(link).collect()
}

fn in_words(say: &Say, full: &AppointmentFull, currency: studio_domain::Currency) -> Full {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Full {
        service: full.service.clone(),
        placement: text(&full.placement),
        style: text(&full.style),
        price: money(full.price, currency),
        deposit: money(full.deposit, currency),
        commission: full.commission.map(|rate| rate.to_string()).unwrap_or_default(),
        notes: full.notes.clone(),
        arrived: full.arrived_at,
        started: full.started_at,
        completed: full.completed_at,
        aftercare: full.aftercare_at,
        called_off: called_off(say, full),
        imported: full.imported,
        created: full.created_at,
        created_by: full.created_by.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
    }
}

/// What remains to be done: icon, words, and where.
fn remaining(say: &Say, sheet: &AppointmentSheet, told: &DayFlags) -> Vec<(&'static str, String, String)> {
    let id = sheet.card.id;
    told.remaining
        .iter()
        .filter_map(|what| {
            let (icon, href, may) = match what {
                Remaining::Complete => ("completed", format!("{}/complete", page_of(id)), sheet.can.complete),
                Remaining::Aftercare => ("print", format!("{}/aftercare", page_of(id)), sheet.can.complete),
                Remaining::Note => ("note", "#new-note".to_owned(), sheet.can.note),
                Remaining::Photos => ("gallery", "#files".to_owned(), sheet.can.edit),
                Remaining::FollowUp => ("follow-up", follow_up(sheet, false), sheet.can.book),
            };
            (may != Ability::No).then(|| (icon, say.named("booking-remaining", what.code()), href))
        })
        .collect()
}

/// The form for what comes next, filled with what is known; with `continues` as the next session of the same work.
pub(super) fn follow_up(sheet: &AppointmentSheet, continues: bool) -> String {
    follow_up_of(&sheet.card, continues)
}

/// The same from what a list knows of it.
pub(super) fn follow_up_of(card: &AppointmentCard, continues: bool) -> String {
    let minutes = (card.ends_at.millis() - card.starts_at.millis()).max(0) / 60_000;
    let mut pairs = vec![
        ("client", card.client.id.to_string()),
        ("artist", card.artist.id.to_string()),
        ("minutes", minutes.to_string()),
    ];
    if let Some(full) = &card.details {
        pairs.extend(full.service_id.map(|id| ("service", id.to_string())));
        pairs.push(("what", full.service.clone()));
        pairs.extend(full.placement.clone().map(|placement| ("placement", placement)));
        pairs.extend(full.style.clone().map(|style| ("style", style)));
        pairs.extend(full.price.map(|price| ("cents", price.get().to_string())));
    }
    if continues {
        pairs.push(("continues", card.id.to_string()));
    }
    format!("/agenda/new?{}", serde_urlencoded::to_string(pairs).unwrap_or_default())
}

/// The step that comes next, and the other ones.
fn acts(say: &Say, sheet: &AppointmentSheet) -> (Option<Act>, Vec<Act>) {
    use AppointmentStep as Step;
    let id = sheet.card.id;
    let full = sheet.card.details.as_ref();
    let act = |code: &'static str, icon: &'static str, to: &str, ability: Ability| Act {
        to: format!("{}/{to}", page_of(id)),
        code,
        icon,
        words: say.named("booking-act", code),
        locked: ability == Ability::Locked,
    };
    let due = |step: Step| step.is_due(say.day_of(&sheet.card.starts_at), say.today_is());
    let has = |step: Step| sheet.steps.contains(&step) && due(step);
    let (arrived, started) = (
        full.is_some_and(|full| full.arrived_at.is_some()),
        full.is_some_and(|full| full.started_at.is_some()),
    );
    let mut all = Vec::new();
    for (step, code, icon, to, ability) in [
        (Step::Confirm, "confirm", "confirmed", "mark", sheet.can.edit),
        (Step::Arrive, "arrive", "arrived", "mark", sheet.can.edit),
        (Step::Start, "start", "start", "mark", sheet.can.edit),
        (Step::Reopen, "reopen", "restore", "reopen", sheet.can.edit),
        (Step::NoShow, "no_show", "no-show", "no-show", sheet.can.no_show),
        (Step::Unconfirm, "unconfirm", "pending", "mark", sheet.can.edit),
    ] {
        if has(step) && !(step == Step::NoShow && arrived) {
            all.push(act(code, icon, to, ability));
        }
    }
    if sheet.card.status.is_open() && sheet.can.edit != Ability::No {
        if started {
            all.push(act("not_started", "undo", "mark", sheet.can.edit));
        } else if arrived {
            all.push(act("not_arrived", "undo", "mark", sheet.can.edit));
        }
    }
    // Whoever sits in the chair is completed next, on a page of its own.
    let main = ["confirm", "arrive", "start", "reopen"];
    let first = all.iter().position(|act| main.contains(&act.code)).filter(|_| !started);
    let next = first.map(|at| all.remove(at));
    (next, all)
}

/// Steps with a page of their own: address, icon, words, and whether it is what comes next.
fn pages(say: &Say, sheet: &AppointmentSheet) -> Vec<(String, &'static str, String, bool)> {
    let id = sheet.card.id;
    let started = sheet.card.details.as_ref().is_some_and(|full| full.started_at.is_some());
    let has = |step: AppointmentStep| sheet.steps.contains(&step);
    let mut all = Vec::new();
    let mut add = |to: String, icon: &'static str, key: &str, first: bool| {
        all.push((to, icon, say.t(key), first));
    };
    if has(AppointmentStep::Complete) {
        add(format!("{}/complete", page_of(id)), "completed", "booking-act-complete", started);
    }
    if sheet.can.edit != Ability::No {
        add(format!("{}/edit", page_of(id)), "edit", "booking-act-edit", false);
    }
    if sheet.can.book != Ability::No && sheet.card.details.is_some() {
        if sheet.card.status.takes_time() {
            add(follow_up(sheet, true), "continue", "booking-act-continue", false);
        }
        add(follow_up(sheet, false), "follow-up", "booking-act-follow-up", false);
    }
    if has(AppointmentStep::Cancel) {
        add(format!("{}/cancel", page_of(id)), "cancelled", "booking-act-cancel", false);
    }
    all
}
