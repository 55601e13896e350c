//! The command box: people, artists, places and acts by a few letters. It offers what the person may use, and nothing else.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{ArtistFilter, ClientFilter};
use studio_domain::fold;
use studio_policy::Action;

use super::agenda::colour;
use super::clients::rows::Row;
use super::reader::Pairs;
use super::{PageError, Reader, Shell, html};
use crate::extract::Query;
use crate::state::App;

#[derive(Template)]
#[template(path = "palette.html")]
struct Page {
    shell: Shell,
    people: Vec<Row>,
    artists: Vec<Artist>,
    /// Key of the title; address, icon and words of each.
    groups: Vec<(&'static str, Vec<Link>)>,
}

type Link = (&'static str, &'static str, String);

struct Artist {
    id: i64,
    name: String,
    colour: &'static str,
}

/// How many people are offered.
const PEOPLE: usize = 7;
/// How many artists are offered.
const ARTISTS: usize = 5;

/// Acts, with what one must be able to do for them, now or with the code.
const ACTS: [(&str, &str, &str, Action); 7] = [
    ("/agenda/new", "book", "agenda-new", Action::AgendaCreate),
    ("/clients/new", "add", "page-new-client", Action::ClientsCreate),
    ("/agenda?view=week", "agenda", "palette-week", Action::AgendaView),
    ("/agenda?view=month", "agenda", "palette-month", Action::AgendaView),
    ("/agenda?view=list", "agenda", "palette-list", Action::AgendaView),
    ("/clients/import", "import", "csv-import", Action::ClientsImport),
    ("/clients/export", "export", "csv-export", Action::ClientsExport),
];

/// What fits the letters.
pub(crate) async fn find(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let typed = query.get("q").map(|typed| typed.trim().to_owned()).unwrap_or_default();
    let wanted = fold(&typed);
    let fits = |words: &str| wanted.split(' ').all(|word| fold(words).contains(word));
    let people = people(&app, &reader, &typed).await?;
    let artists = artists(&app, &reader, &wanted).await?;
    let say = &reader.shell.say;
    let me = reader.shell.me.as_ref();
    let places = me.into_iter().flat_map(|me| &me.places);
    let mut pages: Vec<Link> = places.map(|place| (place.href, place.icon, say.t(place.key))).collect();
    if me.is_some_and(|me| me.may_set) {
        pages.push(("/settings/permissions", "permissions", say.t("permissions-title")));
        pages.push(("/settings/consents", "consents", say.t("consent-texts-title")));
    }
    let mut acts: Vec<Link> = ACTS
        .iter()
        .filter(|(.., action)| reader.reaches(*action))
        .map(|&(href, icon, words, _)| (href, icon, say.t(words)))
        .collect();
    let around = super::blocks::places(&reader).into_iter();
    acts.extend(around.map(|(href, words)| (href, "agenda", say.t(words))));
    if reader.reaches(Action::AgendaBlock) {
        acts.push(("/agenda/blocks/new", "cancelled", say.t("palette-block")));
    }
    if me.is_some_and(|me| me.can_elevate && me.elevated_until.is_none()) {
        acts.push(("/elevation", "locked", say.t("elevation-title")));
    }
    let mut groups = vec![("palette-pages", pages), ("palette-acts", acts)];
    for (_, links) in &mut groups {
        links.retain(|(_, _, words)| fits(words));
    }
    Ok(html(StatusCode::OK, &Page { shell: reader.shell, people, artists, groups }))
}

async fn people(app: &App, reader: &Reader, typed: &str) -> Result<Vec<Row>, PageError> {
    if typed.is_empty() || !reader.frame.abilities.now.contains(Action::ClientsView) {
        return Ok(Vec::new());
    }
    let filter = ClientFilter {
        q: typed.to_owned(),
        status: "all".to_owned(),
        limit: Some(PEOPLE),
        ..ClientFilter::default()
    };
    let found = reader.act(app, move |studio, ctx| studio.clients(ctx, &filter)).await?;
    Ok(found.items.into_iter().map(Row::from).collect())
}

async fn artists(app: &App, reader: &Reader, wanted: &str) -> Result<Vec<Artist>, PageError> {
    let may = [Action::StaffView, Action::AgendaView];
    if wanted.is_empty() || !may.iter().all(|action| reader.frame.abilities.now.contains(*action)) {
        return Ok(Vec::new());
    }
    let filter = ArtistFilter { q: Some(wanted.to_owned()), active: Some(true), after: None };
    let found = reader.act(app, move |studio, ctx| studio.artists(ctx, &filter)).await?;
    let artist = |card: studio_app::ArtistCard| Artist {
        id: card.id.get(),
        colour: colour(&card.colour),
        name: card.name,
    };
    Ok(found.items.into_iter().take(ARTISTS).map(artist).collect())
}
