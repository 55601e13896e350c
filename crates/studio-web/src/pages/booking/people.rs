//! Finding a client for a booking: a few letters, a few people.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{ClientFilter, Error};
use studio_policy::Action;

use crate::extract::Query;
use crate::pages::clients::rows::Row;
use crate::pages::reader::Pairs;
use crate::pages::{PageError, Reader, Shell, html};
use crate::state::App;

#[derive(Template)]
#[template(path = "booking/people.html")]
struct Part<'a> {
    shell: &'a Shell,
    people: Vec<Row>,
    q: String,
    /// Whether a client who is not there can be made.
    may_add: bool,
}

/// How many people are offered.
const PEOPLE: usize = 8;

/// Those whom the letters fit; nobody where nothing was typed.
pub(in crate::pages) async fn people(app: &App, reader: &Reader, q: &str) -> Result<Vec<Row>, Error> {
    let q = q.trim().chars().take(200).collect::<String>();
    if q.is_empty() {
        return Ok(Vec::new());
    }
    let filter = ClientFilter { q, limit: Some(PEOPLE), ..ClientFilter::default() };
    let found = reader.try_act(app, move |studio, ctx| studio.clients(ctx, &filter)).await?;
    Ok(found.items.into_iter().map(Row::from).collect())
}

/// The part of the form that offers them.
pub(crate) async fn find(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let q = query.get("q").cloned().unwrap_or_default();
    let people = people(&app, &reader, &q).await.map_err(|error| reader.told(&error))?;
    let may_add = reader.reaches(Action::ClientsCreate);
    Ok(html(StatusCode::OK, &Part { shell: &reader.shell, people, q: q.trim().to_owned(), may_add }))
}
