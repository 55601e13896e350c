//! One client: header and tabs, each tab readable by permission.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, ClientAbilities, ClientCard, ClientSheet, Consent, Error, Note, Screening, Told};
use studio_domain::{ClientId, ClientStatus, ConsentAct, ConsentKind, NoteId, Question, Timestamp};

use super::rows::tel;
use super::{id_of, page_of, version_of};
use crate::extract::{Path, Query};
use crate::pages::elevation::carry_on;
use crate::pages::reader::{Pairs, Sent};
use crate::pages::say::initials;
use crate::pages::{Form, PageError, Reader, Say, Shell, done, html};
use crate::problem::Problem;
use crate::state::App;

#[derive(Template)]
#[template(path = "clients/show.html")]
struct Page {
    shell: Shell,
    card: ClientCard,
    initials: String,
    tel: String,
    age: Option<usize>,
    minor: bool,
    archived: bool,
    consent_missing: bool,
    edit: &'static str,
    tabs: Vec<TabLink>,
    tab: &'static str,
    part: Part,
}

/// A tab to choose.
struct TabLink {
    code: &'static str,
    icon: &'static str,
    /// Whether it takes the master code.
    locked: bool,
    here: bool,
}

/// What stands in the tab.
pub(super) enum Part {
    /// It may not be read.
    Refused(Told),
    /// Notes, newest first.
    Notes { notes: Vec<Note>, older: Option<String>, form: Form, may_write: bool, pin: Form },
    /// Fields and their values.
    Facts(Vec<(&'static str, String)>),
    /// Health screenings, newest first.
    Health(Vec<Answered>),
    /// Consents: where each kind stands, what happened, and who answers for a minor.
    Consents {
        now: Vec<(String, &'static str, String)>,
        events: Vec<(Timestamp, String)>,
        guardian: Vec<(&'static str, String)>,
    },
}

/// A screening as it is read.
pub(super) struct Answered {
    at: Timestamp,
    by: String,
    answers: Vec<Reply>,
    observations: String,
}

struct Reply {
    code: &'static str,
    question: String,
    reply: String,
    detail: String,
}

/// Code, icon, and what it takes.
type Tab = (&'static str, &'static str, fn(&ClientAbilities) -> Ability);

const TABS: [Tab; 5] = [
    ("notes", "note", |can| can.read_notes),
    ("preferences", "preferences", |_| Ability::Yes),
    ("health", "health", |can| can.read_health),
    ("consents", "consents", |can| can.read_consents),
    ("emergency", "emergency", |_| Ability::Yes),
];

/// What is wrong with a form of the notes tab.
#[derive(Debug, Default)]
pub(super) struct Wrong {
    pub(super) note: Option<Form>,
    pub(super) pin: Option<Form>,
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
    id: ClientId,
    query: &Pairs,
    status: StatusCode,
    wrong: Wrong,
) -> Result<Response, PageError> {
    let sheet = reader.act(app, move |studio, ctx| studio.client(ctx, id)).await?;
    let readable = |tab: &Tab| tab.2(&sheet.can) != Ability::No;
    let asked = query.get("tab").map(String::as_str);
    let first = TABS.iter().find(|tab| readable(tab)).map_or("preferences", |tab| tab.0);
    let tab = TABS.iter().map(|tab| tab.0).find(|code| Some(*code) == asked).unwrap_or(first);
    let tabs: Vec<_> = TABS
        .iter()
        .filter(|one| readable(one) || one.0 == tab)
        .map(|one| TabLink {
            code: one.0,
            icon: one.1,
            locked: one.2(&sheet.can) == Ability::Locked,
            here: one.0 == tab,
        })
        .collect();
    let consents = match sheet.can.read_consents {
        Ability::Yes => Some(reader.act(app, move |studio, ctx| studio.consents(ctx, id)).await?),
        Ability::Locked | Ability::No => None,
    };
    let consent_missing = consents.as_deref().is_some_and(|all| !is_given(all, ConsentKind::Informed));
    let part = part(app, &reader, &sheet, tab, query, consents, wrong).await?;
    let ClientSheet { card, age, minor, can, .. } = sheet;
    let page = Page {
        initials: initials(&card.name),
        tel: card.phone.as_deref().map(tel).unwrap_or_default(),
        age: age.map(|age| age as usize),
        minor,
        archived: card.status == ClientStatus::Archived,
        consent_missing,
        edit: match can.edit {
            Ability::Yes => "yes",
            Ability::Locked => "locked",
            Ability::No => "no",
        },
        tabs,
        tab,
        part,
        card,
        shell: reader.shell,
    };
    Ok(html(status, &page))
}

/// The newest event of a kind says where it stands.
fn is_given(events: &[Consent], kind: ConsentKind) -> bool {
    events.iter().find(|event| event.kind == kind).is_some_and(|event| event.act == ConsentAct::Given)
}

async fn part(
    app: &App,
    reader: &Reader,
    sheet: &ClientSheet,
    tab: &'static str,
    query: &Pairs,
    consents: Option<Vec<Consent>>,
    wrong: Wrong,
) -> Result<Part, PageError> {
    let id = sheet.card.id;
    let answer = match tab {
        "notes" => notes(app, reader, sheet, query, wrong).await,
        "health" => reader
            .try_act(app, move |studio, ctx| studio.screenings(ctx, id))
            .await
            .map(|all| Part::Health(all.into_iter().map(|one| answered(&reader.shell.say, one)).collect())),
        "consents" => match consents {
            Some(all) => Ok(stand(&reader.shell.say, &all, &sheet.card)),
            None => reader
                .try_act(app, move |studio, ctx| studio.consents(ctx, id))
                .await
                .map(|all| stand(&reader.shell.say, &all, &sheet.card)),
        },
        "emergency" => Ok(Part::Facts(emergency(&sheet.card))),
        _ => Ok(Part::Facts(preferences(&reader.shell.say, &sheet.card))),
    };
    match answer {
        Ok(part) => Ok(part),
        // The tab is refused, the page is not.
        Err(error @ Error::Refused { .. }) => Ok(Part::Refused(reader.problem(&error).told().clone())),
        Err(error) => Err(reader.told(&error)),
    }
}

async fn notes(
    app: &App,
    reader: &Reader,
    sheet: &ClientSheet,
    query: &Pairs,
    wrong: Wrong,
) -> Result<Part, Error> {
    let id = sheet.card.id;
    let before = before(query.get("cursor").map(String::as_str))?;
    let page = reader.try_act(app, move |studio, ctx| studio.notes(ctx, id, before)).await?;
    let last = page.items.last().filter(|_| page.more);
    let pinned = sheet.card.pinned_note.clone().unwrap_or_default();
    Ok(Part::Notes {
        older: last.map(|note| format!("{}-{}", note.written_at.millis(), note.id)),
        notes: page.items,
        form: wrong.note.unwrap_or_default(),
        may_write: sheet.can.write_note == Ability::Yes,
        pin: wrong.pin.unwrap_or_else(|| Form::new([("pinned_note", pinned)].into_iter().collect())),
    })
}

/// The cursor of notes is moment and id of the last one.
fn before(cursor: Option<&str>) -> Result<Option<(Timestamp, NoteId)>, studio_domain::Invalid> {
    crate::api::clients::before(cursor)
}

fn preferences(say: &Say, card: &ClientCard) -> Vec<(&'static str, String)> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    vec![
        (
            "preferred_artist_id",
            card.preferred_artist.as_ref().map(|artist| artist.name.clone()).unwrap_or_default(),
        ),
        ("styles", card.styles.join(", ")),
        ("placements", card.placements.join(", ")),
        ("source", text(&card.source)),
        ("source_detail", text(&card.source_detail)),
        ("birth_date", card.birth_date.as_deref().map(|date| say.stored_date(date)).unwrap_or_default()),
        ("gender", text(&card.gender)),
        ("address", text(&card.address)),
        ("city", text(&card.city)),
        ("state", text(&card.state)),
    ]
}

fn emergency(card: &ClientCard) -> Vec<(&'static str, String)> {
    let fields = ["emergency_name", "emergency_relationship", "emergency_phone"];
    contact(card.emergency.as_ref(), fields)
}

fn contact(contact: Option<&studio_app::Contact>, fields: [&'static str; 3]) -> Vec<(&'static str, String)> {
    let values = match contact {
        Some(one) => [one.name.clone(), one.relationship.clone(), one.phone.clone()],
        None => [String::new(), String::new(), String::new()],
    };
    fields.into_iter().zip(values).collect()
}

fn answered(say: &Say, screening: Screening) -> Answered {
    let answers = Question::ALL
        .iter()
        .map(|question| {
            let reply = screening.answers.reply(*question);
            let answer = screening.answers.by_question.get(question);
            Reply {
                code: reply.code(),
                question: say.named("question", question.code()),
                reply: say.named("reply", reply.code()),
                detail: answer.map(|answer| answer.detail.clone()).unwrap_or_default(),
            }
        })
        .collect();
    Answered {
        at: screening.answered_at,
        by: screening.recorded_by.unwrap_or_default(),
        answers,
        observations: screening.answers.observations,
    }
}

fn stand(say: &Say, events: &[Consent], card: &ClientCard) -> Part {
    let act = |event: &Consent| say.named("consent-act", event.act.code());
    let now = ConsentKind::ALL
        .iter()
        .map(|kind| {
            let name = say.named("consent", kind.code());
            match events.iter().find(|event| event.kind == *kind) {
                Some(event) => {
                    let words = format!("{} · {}", act(event), say.date(&event.recorded_at));
                    (name, event.act.code(), words)
                }
                None => (name, "none", say.t("reply-not-asked")),
            }
        })
        .collect();
    let told = |event: &Consent| {
        let by = event.recorded_by.as_ref().map(|(_, name)| format!(" · {name}")).unwrap_or_default();
        let kind = say.named("consent", event.kind.code());
        let manner = say.named("consent-manner", event.manner.code());
        format!("{kind}: {} · {manner}{by}", act(event))
    };
    let guardian = match &card.guardian {
        Some(_) => {
            contact(card.guardian.as_ref(), ["guardian_name", "guardian_relationship", "guardian_phone"])
        }
        None => Vec::new(),
    };
    Part::Consents {
        now,
        events: events.iter().map(|event| (event.recorded_at, told(event))).collect(),
        guardian,
    }
}

async fn set_archived(
    app: App,
    sent: Sent,
    path: Result<Path<i64>, Problem>,
    archived: bool,
) -> Result<Response, PageError> {
    let id = id_of(&sent.reader, path)?;
    let version = version_of(&sent.typed);
    let (act, what) = if archived { ("archive", "archived") } else { ("restore", "restored") };
    let to = format!("{}/{act}", page_of(id));
    carry_on(&app, &sent, &to, &page_of(id), move |studio, ctx| {
        studio.archive_client(ctx, id, archived, Some(version))
    })
    .await?;
    Ok(done(&page_of(id), what))
}

/// Archives.
pub(crate) async fn archive(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    set_archived(app, sent, path, true).await
}

/// Brings back.
pub(crate) async fn restore(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    set_archived(app, sent, path, false).await
}
