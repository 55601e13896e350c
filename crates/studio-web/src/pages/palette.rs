//! The command box: people and pages by a few letters.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::ClientFilter;
use studio_domain::fold;
use studio_policy::Action;

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
    /// Address, icon, words.
    pages: Vec<(&'static str, &'static str, String)>,
}

/// How many people are offered.
const PEOPLE: usize = 7;

/// What fits the letters.
pub(crate) async fn find(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let typed = query.get("q").map(|typed| typed.trim().to_owned()).unwrap_or_default();
    let abilities = reader.frame.abilities;
    let wanted = fold(&typed);
    let people = if typed.is_empty() || !abilities.now.contains(Action::ClientsView) {
        Vec::new()
    } else {
        let filter = ClientFilter {
            q: typed,
            status: "all".to_owned(),
            limit: Some(PEOPLE),
            ..ClientFilter::default()
        };
        reader.act(&app, move |studio, ctx| studio.clients(ctx, &filter)).await?.items
    };
    let say = &reader.shell.say;
    let me = reader.shell.me.iter();
    let mut pages: Vec<_> = me
        .clone()
        .flat_map(|me| me.places.iter().map(|place| (place.href, place.icon, say.t(place.key))))
        .collect();
    if me.clone().any(|me| me.may_add) {
        pages.push(("/clients/new", "add", say.t("page-new-client")));
    }
    if me.clone().any(|me| me.may_set) {
        pages.push(("/settings/permissions", "permissions", say.t("permissions-title")));
    }
    if me.clone().any(|me| me.can_elevate && me.elevated_until.is_none()) {
        pages.push(("/elevation", "locked", say.t("elevation-title")));
    }
    pages.retain(|(_, _, words)| fold(words).contains(&wanted));
    let people = people.into_iter().map(Row::from).collect();
    Ok(html(StatusCode::OK, &Page { shell: reader.shell, people, pages }))
}
