//! Today: who comes, who is late, what must be known before, what is missing, and what remains to be done.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, AppointmentCard, ClientFilter, Day, DayRow, Studio};
use studio_domain::{DayPlace, Remaining, Timestamp};
use studio_policy::Action;

use super::blocks::Line as BlockLine;
use super::booking::{Badge, Flag, badge, flags};
use super::clients::rows::Row;
use super::clients::{CorrectionLine, Picture, picture};
use super::{PageError, Reader, Say, Shell, html};
use crate::state::App;

#[derive(Template)]
#[template(path = "today.html")]
struct Page {
    shell: Shell,
    /// What a hand reaches for first: address, icon, words.
    actions: Vec<(&'static str, &'static str, String)>,
    groups: Vec<Group>,
    to_confirm: Vec<Line>,
    overdue: Vec<Line>,
    newest: Vec<Row>,
    /// Time that artists blocked for themselves and of which nobody took notice.
    blocked: Vec<BlockLine>,
    /// The moment as of which they were read.
    read_at: i64,
    /// Corrections that wait for this person's decision.
    corrections: Vec<CorrectionLine>,
    /// Whether it is an artist's own day.
    own: bool,
    may_see: bool,
    may_book: bool,
}

/// Appointments that stand alike in the course of the day.
struct Group {
    code: &'static str,
    icon: &'static str,
    title: String,
    lines: Vec<Line>,
}

/// An appointment in a line.
struct Line {
    id: i64,
    version: String,
    starts_at: Timestamp,
    /// Hours of the day, or the moment where it is another day.
    when: String,
    client: String,
    artist: String,
    service: String,
    badge: Badge,
    flags: Vec<Flag>,
    pinned: String,
    /// The newest note from before: when, and what.
    note: Option<(Timestamp, String)>,
    /// Pictures of the client's earlier work.
    pictures: Vec<Picture>,
    /// Steps that one click takes: code, icon, words, and whether it takes the master code.
    acts: Vec<(&'static str, &'static str, String, bool)>,
    /// What remains to be done: icon, words, address.
    remaining: Vec<(&'static str, String, String)>,
}

/// How many lines a list of clients has here.
const LINES: usize = 8;
/// So much of a note is read at a glance.
const GLANCE: usize = 180;

/// The home page.
pub(crate) async fn show(State(app): State<App>, reader: Reader) -> Result<Response, PageError> {
    let now = reader.frame.abilities.now;
    let (agenda, people) = (now.contains(Action::AgendaView), now.contains(Action::ClientsView));
    let blocks = now.contains(Action::AgendaBlock);
    let read = move |studio: &Studio, ctx: &studio_app::OpCtx| {
        let day = if agenda { Some(studio.today(ctx)?) } else { None };
        // Artists are told of their own by this as well, and have nothing to take notice of.
        let blocked = if blocks { Some(studio.new_blocks(ctx)?) } else { None };
        let blocked =
            blocked.filter(|new| new.notice == Ability::Yes).map(|new| new.items).unwrap_or_default();
        if !people {
            return Ok((day, blocked, Vec::new(), Vec::new()));
        }
        let newest =
            ClientFilter { sort: "registered".to_owned(), limit: Some(LINES), ..ClientFilter::default() };
        Ok((day, blocked, studio.clients(ctx, &newest)?.items, studio.open_corrections(ctx, None)?.items))
    };
    let (day, blocked, newest, waiting) = reader.act(&app, read).await?;
    let say = &reader.shell.say;
    let decides = waiting.into_iter().filter(|one| one.decide != Ability::No);
    let may_book = reader.reaches(Action::AgendaCreate);
    let page = Page {
        own: day.as_ref().is_some_and(|day| day.own.is_some()),
        may_see: day.is_some(),
        groups: day.as_ref().map(|day| groups(say, day)).unwrap_or_default(),
        to_confirm: day.iter().flat_map(|day| &day.to_confirm).map(|row| line(say, row, false)).collect(),
        overdue: day.iter().flat_map(|day| &day.overdue).map(|card| over(say, card)).collect(),
        blocked: blocked.into_iter().map(|row| BlockLine::new(&reader, row)).collect(),
        read_at: reader.ctx.visit.now.millis(),
        newest: newest.into_iter().map(Row::from).collect(),
        corrections: decides.map(|one| CorrectionLine::new(say, one.correction)).collect(),
        actions: actions(&reader, may_book),
        may_book,
        shell: reader.shell,
    };
    Ok(html(StatusCode::OK, &page))
}

fn actions(reader: &Reader, may_book: bool) -> Vec<(&'static str, &'static str, String)> {
    let say = &reader.shell.say;
    let mut all = Vec::new();
    if may_book {
        all.push(("/agenda/new", "book", say.t("today-book")));
    }
    if reader.reaches(Action::ClientsCreate) {
        all.push(("/clients/new", "add", say.t("page-new-client")));
    }
    let places = reader.shell.me.iter().flat_map(|me| &me.places);
    all.extend(
        places.filter(|place| place.href != "/").map(|place| (place.href, place.icon, say.t(place.key))),
    );
    all.truncate(4);
    all
}

/// The day in the order in which it asks for a hand.
fn groups(say: &Say, day: &Day) -> Vec<Group> {
    let order = [
        (DayPlace::Late, "clock"),
        (DayPlace::Here, "arrived"),
        (DayPlace::Next, "calendar"),
        (DayPlace::Over, "warning"),
        (DayPlace::Done, "completed"),
    ];
    let of = |place: DayPlace| day.today.iter().filter(move |row| row.place == place);
    order
        .into_iter()
        .map(|(place, icon)| Group {
            code: place.code(),
            icon,
            title: say.named("today-place", place.code()),
            lines: of(place).map(|row| line(say, row, true)).collect(),
        })
        .filter(|group| !group.lines.is_empty())
        .collect()
}

/// An appointment of the day, or of another one.
fn line(say: &Say, row: &DayRow, today: bool) -> Line {
    let card = &row.card;
    let told = row.flags.as_ref();
    let asks = card.status.is_open() && card.details.as_ref().is_some_and(|full| full.deposit.is_some());
    let mut line = over(say, card);
    if today {
        line.when = format!("{}–{}", say.hour(&card.starts_at), say.hour(&card.ends_at));
    }
    let Some(told) = told else { return line };
    let (client, name) = (card.client.id, &card.client.name);
    line.pictures = row.pictures.iter().map(|image| picture(say, client, name, image)).collect();
    line.flags = flags(say, card.client.id.get(), card.id.get(), told, asks);
    line.pinned = told.pinned_note.clone().unwrap_or_default();
    line.note = told.last_note.as_ref().map(|(at, text)| (*at, glance(text)));
    line.acts = acts(say, row, told, today);
    line.remaining = told
        .remaining
        .iter()
        .filter(|what| match what {
            Remaining::Aftercare => told.complete != Ability::No,
            Remaining::Photos => told.edit != Ability::No,
            Remaining::Complete | Remaining::Note | Remaining::FollowUp => true,
        })
        .map(|what| remains(say, card, *what))
        .collect();
    if row.place == DayPlace::Here && told.complete != Ability::No {
        line.remaining.push(remains(say, card, Remaining::Complete));
    }
    line
}

/// An appointment with nothing but what everybody may see of it, and what is done.
fn over(say: &Say, card: &AppointmentCard) -> Line {
    Line {
        id: card.id.get(),
        version: card.version.to_string(),
        starts_at: card.starts_at,
        when: say.span(&card.starts_at, &card.ends_at),
        client: card.client.name.clone(),
        artist: card.artist.name.clone(),
        service: card.details.as_ref().map(|full| full.service.clone()).unwrap_or_default(),
        badge: badge(say, card.status),
        flags: Vec::new(),
        pinned: String::new(),
        note: None,
        pictures: Vec::new(),
        acts: Vec::new(),
        remaining: Vec::new(),
    }
}

fn acts(
    say: &Say,
    row: &DayRow,
    told: &studio_app::DayFlags,
    today: bool,
) -> Vec<(&'static str, &'static str, String, bool)> {
    let card = &row.card;
    let Some(full) = card.details.as_ref().filter(|_| card.status.is_open() && told.edit != Ability::No)
    else {
        return Vec::new();
    };
    let act = |code: &'static str, icon: &'static str| {
        (code, icon, say.named("booking-act", code), told.edit == Ability::Locked)
    };
    let mut all = Vec::new();
    if card.status == studio_domain::AppointmentStatus::Pending {
        all.push(act("confirm", "confirmed"));
    }
    if today && full.arrived_at.is_none() {
        all.push(act("arrive", "arrived"));
    } else if today && full.started_at.is_none() {
        all.push(act("start", "start"));
    }
    all
}

fn remains(say: &Say, card: &AppointmentCard, what: Remaining) -> (&'static str, String, String) {
    let id = card.id;
    let (icon, href) = match what {
        Remaining::Complete => ("completed", format!("/appointments/{id}/complete")),
        Remaining::Aftercare => ("print", format!("/appointments/{id}/aftercare")),
        Remaining::Photos => ("gallery", format!("/appointments/{id}#files")),
        Remaining::Note => ("note", format!("/appointments/{id}#new-note")),
        Remaining::FollowUp => ("follow-up", super::booking::follow_up_of(card)),
    };
    (icon, say.named("booking-remaining", what.code()), href)
}

/// The beginning of a note, in one line.
fn glance(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= GLANCE {
        return line;
    }
    let mut short: String = line.chars().take(GLANCE).collect();
    short.push('…');
    short
}
