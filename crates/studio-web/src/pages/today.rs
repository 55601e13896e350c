//! Today: what the day brings, as far as the studio's records tell.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, ClientFilter, Studio};
use studio_policy::Action;

use super::clients::CorrectionLine;
use super::clients::rows::Row;
use super::{PageError, Reader, Shell, html};
use crate::state::App;

#[derive(Template)]
#[template(path = "today.html")]
struct Page {
    shell: Shell,
    next: Vec<Row>,
    newest: Vec<Row>,
    /// Corrections that wait for this person's decision.
    corrections: Vec<CorrectionLine>,
    /// Whether only one's own clients are listed.
    own: bool,
}

/// How many lines a list has here.
const LINES: usize = 8;

/// The home page.
pub(crate) async fn show(State(app): State<App>, reader: Reader) -> Result<Response, PageError> {
    let artist = reader.frame.account.artist.as_ref().map(|(id, _)| id.to_string());
    let own = artist.is_some();
    let may = reader.frame.abilities.now.contains(Action::ClientsView);
    let (next, newest, waiting) = if may {
        reader
            .act(&app, move |studio: &Studio, ctx| {
                let coming = ClientFilter {
                    sort: "next".to_owned(),
                    upcoming: true,
                    artist: artist.unwrap_or_default(),
                    limit: Some(LINES),
                    ..ClientFilter::default()
                };
                let newest = ClientFilter {
                    sort: "registered".to_owned(),
                    limit: Some(LINES),
                    ..ClientFilter::default()
                };
                Ok((
                    studio.clients(ctx, &coming)?.items,
                    studio.clients(ctx, &newest)?.items,
                    studio.open_corrections(ctx, None)?.items,
                ))
            })
            .await?
    } else {
        (Vec::new(), Vec::new(), Vec::new())
    };
    let rows = |items: Vec<studio_app::ClientRow>| items.into_iter().map(Row::from).collect();
    let decides = waiting.into_iter().filter(|one| one.decide != Ability::No);
    let corrections = decides.map(|one| CorrectionLine::new(&reader.shell.say, one.correction)).collect();
    let page = Page { corrections, shell: reader.shell, next: rows(next), newest: rows(newest), own };
    Ok(html(StatusCode::OK, &page))
}
