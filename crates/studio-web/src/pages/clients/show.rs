//! One client: header, tabs and panes. Each tab and pane is a module of its own, readable by permission.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, ClientAbilities, ClientCard, ClientSheet, Error, Told};
use studio_domain::{ClientId, ClientStatus, HealthFlag};
use studio_policy::Action;

use super::rows::tel;
use super::tab::{Body, View, Wrong};
use super::{
    appointments, consents, corrections, emergency, gallery, health, merging, notes, photo, preferences,
};
use super::{id_of, page_of, version_of};
use crate::extract::{Path, Query};
use crate::pages::elevation::{Asked, carry_on};
use crate::pages::reader::{Pairs, Sent};
use crate::pages::{LEFT_OUT, PageError, Reader, Shell, done, html};
use crate::problem::Problem;
use crate::state::App;

#[derive(Template)]
#[template(path = "clients/show.html")]
struct Page {
    shell: Shell,
    card: ClientCard,
    photo: Body,
    tel: String,
    age: Option<usize>,
    minor: bool,
    archived: bool,
    /// What is missing to complete the next session, in words.
    missing: Vec<String>,
    health: HealthFlag,
    edit: &'static str,
    /// Whether an appointment can be booked from here.
    may_book: bool,
    seldom: Vec<merging::Seldom>,
    /// How often the client did not come; empty: never.
    no_shows: String,
    late_cancellations: String,
    tabs: Vec<TabLink>,
    tab: &'static str,
    part: Part,
    /// Corrections of the record.
    waiting: Body,
    /// What stands beside the tabs.
    panes: Vec<Body>,
    /// A form of the page and the code that it asks for.
    asked: Option<(&'static str, Asked)>,
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
enum Part {
    /// It may not be read.
    Refused(Told),
    Written(Body),
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

/// The page.
pub(crate) async fn show(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    if !readable(&query) {
        let tab =
            TABS.iter().map(|tab| tab.0).find(|code| query.get("tab").is_some_and(|asked| asked == code));
        let tab = tab.map(|code| format!("?tab={code}")).unwrap_or_default();
        return Ok(done(&format!("{}{tab}", page_of(id)), LEFT_OUT));
    }
    page(&app, reader, id, &query, StatusCode::OK, Wrong::default()).await
}

/// Whether the places in lists that an address names can be read.
fn readable(query: &Pairs) -> bool {
    let (cursor, later) =
        (query.get("cursor").map(String::as_str), query.get("appointments").map(String::as_str));
    let in_tab = match query.get("tab").map(String::as_str) {
        Some("health") => crate::api::screenings::before(cursor).is_ok(),
        _ => crate::api::clients::before(cursor).is_ok(),
    };
    in_tab && appointments::before(later).is_ok()
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
    if sheet.card.id != id && status == StatusCode::OK {
        return Ok(merging::led(&sheet.card, query));
    }
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
    let view = View { app, reader: &reader, sheet: &sheet, query, wrong: &wrong };
    let told = |error: Error| reader.told(&error);
    let missing = consents::missing(view).await.map_err(told)?;
    let missing = missing.iter().map(|one| reader.shell.say.named("flag", one.code())).collect();
    let health = health::flag(view).await.map_err(told)?;
    let part = part(view, tab).await?;
    let waiting = corrections::waiting(view).await.map_err(told)?;
    let mut panes =
        vec![appointments::pane(view, tab).await.map_err(told)?, gallery::pane(view).await.map_err(told)?];
    panes.extend(merging::pane(view).await.map_err(told)?);
    let photo = photo::panel(view).map_err(told)?;
    let edit = view.edit();
    let ClientSheet { card, age, minor, can, no_shows, late_cancellations, .. } = sheet;
    let counted = |key: &str, count: i64| match usize::try_from(count) {
        Ok(count @ 1..) => reader.shell.say.count(key, count),
        _ => String::new(),
    };
    let page = Page {
        photo,
        tel: card.phone.as_deref().map(tel).unwrap_or_default(),
        age: age.map(|age| age as usize),
        minor,
        archived: card.status == ClientStatus::Archived,
        may_book: card.status == ClientStatus::Active && reader.reaches(Action::AgendaCreate),
        missing,
        health,
        edit,
        no_shows: counted("client-no-shows", no_shows),
        late_cancellations: counted("client-late-cancellations", late_cancellations),
        seldom: merging::seldom(&card, &can),
        tabs,
        tab,
        part,
        waiting,
        panes,
        asked: wrong.asked,
        card,
        shell: reader.shell,
    };
    Ok(html(status, &page))
}

/// The tab that is asked for.
async fn part(view: View<'_>, tab: &'static str) -> Result<Part, PageError> {
    let written = match tab {
        "notes" => notes::tab(view).await,
        "health" => health::tab(view).await,
        "consents" => consents::tab(view).await,
        "emergency" => emergency::tab(view),
        _ => preferences::tab(view).await,
    };
    match written {
        Ok(body) => Ok(Part::Written(body)),
        // The tab is refused, the page is not.
        Err(error @ Error::Refused { .. }) => Ok(Part::Refused(view.reader.problem(&error).told().clone())),
        Err(error) => Err(view.reader.told(&error)),
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
