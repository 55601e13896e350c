//! The agenda: a day by artists, a week, a month, a list. One address holds the whole view.

mod address;
pub(crate) mod bulk;
mod day;
mod entry;
mod list;
mod mini;
mod month;
mod people;
mod week;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::NaiveDate;
use studio_app::{AgendaPerson, Studio};
use studio_policy::Action;

use self::address::{Kind, View};
use self::mini::Mini;
use self::people::Shown;
pub(super) use self::people::colour;
use super::agenda_export::PLACE as EXPORT;
use super::{PageError, Reader, Shell, html, wants};
use crate::extract::Query;
use crate::headers::{etag, matches};
use crate::state::App;

/// The part of the page that a script asks for.
pub(crate) const PART: &str = "agenda";

/// The page, or for a script what changes of it.
#[derive(Template)]
#[template(path = "agenda/page.html")]
struct Page {
    shell: Shell,
    around: Around,
    board: Board,
}

#[derive(Template)]
#[template(path = "agenda/fragment.html")]
struct Fragment {
    shell: Shell,
    around: Around,
    board: Board,
}

/// What stands around every view.
struct Around {
    view: View,
    /// Address of this view.
    url: String,
    title: String,
    /// Name of the studio's time zone.
    zone: &'static str,
    previous: String,
    today: String,
    next: String,
    /// Address, key of the words, key of the keyboard, whether it is this one.
    views: Vec<(String, &'static str, &'static str, bool)>,
    mini: Mini,
    people: Vec<Shown>,
    /// Code, whether it is shown.
    statuses: Vec<(&'static str, bool)>,
    /// Whether a filter hides anything.
    narrowed: bool,
    /// The address without filters.
    whole: String,
    /// Address and key of the words of what else there is.
    places: Vec<(String, &'static str)>,
    /// Where a new appointment is made; empty for who never may.
    new: String,
}

/// What is drawn.
enum Board {
    Day(day::Day),
    Week(week::Week),
    Month(month::Month),
    List(list::List),
}

/// What a view tells of itself, besides what is drawn.
struct Told {
    date: NaiveDate,
    today: NaiveDate,
    title: String,
    people: Vec<AgendaPerson>,
    /// Its first day and its last.
    span: (NaiveDate, NaiveDate),
    /// Days to the view before and behind.
    step: address::Step,
}

/// What an answer depends on besides its address.
fn tag(reader: &Reader, revision: &str, url: &str) -> HeaderValue {
    let say = &reader.shell.say;
    let abilities = format!("{:?}{:?}", reader.frame.abilities.now, reader.frame.abilities.locked);
    etag(&[revision, url, say.code(), &say.today(), &abilities, reader.shell.rev])
}

/// The agenda.
pub(crate) async fn show(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let view = View::of(&query);
    let script = wants(&headers, PART);
    let revision = reader.act(&app, Studio::revision).await?;
    let tag = tag(&reader, &revision, &view.address());
    if script && matches(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let (told, board) = match view.kind {
        Kind::Day => day::look(&app, &reader, &view).await?,
        Kind::Week => week::look(&app, &reader, &view).await?,
        Kind::Month => month::look(&app, &reader, &view).await?,
        Kind::List => list::look(&app, &reader, &view).await?,
    };
    let around = around(&reader, view, told);
    let shell = reader.shell;
    let mut response = if script {
        html(StatusCode::OK, &Fragment { shell, around, board })
    } else {
        html(StatusCode::OK, &Page { shell, around, board })
    };
    response.headers_mut().insert(header::ETAG, tag);
    Ok(response)
}

fn around(reader: &Reader, view: View, told: Told) -> Around {
    let Told { date, today, title, people, span, step } = told;
    let on = |date: Option<NaiveDate>| view.on(date.unwrap_or(today)).address();
    let (previous, next) = (on(step.before(date)), on(step.behind(date)));
    let views = Kind::ALL
        .iter()
        .map(|kind| (view.on(date).seen_as(*kind).address(), kind.words(), kind.key(), *kind == view.kind))
        .collect();
    let first = reader.frame.house.first_weekday();
    let new = if people.iter().any(|person| person.create != studio_app::Ability::No) {
        let alone: Vec<_> = people.iter().filter(|person| person.shown).collect();
        let artist = match alone.as_slice() {
            [one] => format!("&artist={}", one.id),
            _ => String::new(),
        };
        format!("/agenda/new?date={date}{artist}")
    } else {
        String::new()
    };
    Around {
        mini: Mini::of(&reader.shell.say, &view, date, today, first),
        people: people::shown(people),
        statuses: people::statuses(&view),
        narrowed: view.is_narrowed(),
        whole: view.whole().address(),
        places: super::blocks::places(reader)
            .into_iter()
            .map(|(href, key)| (if href == EXPORT { view.export(span) } else { href.to_owned() }, key))
            .collect(),
        url: view.address(),
        zone: reader.frame.house.zone().name(),
        today: on(Some(today)),
        previous,
        next,
        views,
        new: if reader.reaches(Action::AgendaCreate) { new } else { String::new() },
        title,
        view,
    }
}
