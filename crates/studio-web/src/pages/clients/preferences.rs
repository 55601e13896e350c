//! The tab of preferences, with where the client lives and how the client found the studio.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use studio_app::{ClientCard, Error};
use studio_policy::Action;

use super::edit::{artists, choices};
use super::editing::{Editing, editing, save};
use super::fields::{LIMITS, Limits};
use super::tab::{Body, FormOf, View, body};
use crate::extract::Path;
use crate::pages::reader::Sent;
use crate::pages::{PageError, Say, Shell};
use crate::problem::Problem;
use crate::state::App;

const FORM: FormOf = FormOf { tab: "preferences", id: "preferences-form", action: Action::ClientsEdit };
const FIELDS: [&str; 8] =
    ["preferred_artist_id", "styles", "placements", "source", "source_detail", "address", "city", "state"];

#[derive(Template)]
#[template(path = "clients/preferences.html")]
struct Tab<'a> {
    shell: &'a Shell,
    card: &'a ClientCard,
    edit: &'static str,
    limits: Limits,
    facts: Vec<(&'static str, String)>,
    editing: Option<Editing>,
    artists: Vec<(String, String)>,
    sources: Vec<(String, String)>,
    styles: Vec<String>,
    placements: Vec<String>,
}

/// What stands in the tab.
pub(super) async fn tab(view: View<'_>) -> Result<Body, Error> {
    let (shell, card, house) = (&view.reader.shell, &view.sheet.card, &view.reader.frame.house);
    let editing = editing(view, FORM, &FIELDS);
    let typed = |field: &str| editing.as_ref().map(|one| one.form.typed.all(field)).unwrap_or_default();
    let artists = match &editing {
        Some(one) => artists(view.app, view.reader, &one.form).await?,
        None => Vec::new(),
    };
    body(&Tab {
        shell,
        card,
        edit: view.edit(),
        limits: LIMITS,
        facts: facts(&shell.say, card),
        artists,
        sources: choices(&house.sources(), &typed("source"))
            .into_iter()
            .map(|words| (words.clone(), words))
            .collect(),
        styles: choices(&house.styles(), &typed("styles")),
        placements: choices(&house.placements(), &typed("placements")),
        editing,
    })
}

/// Saves the tab.
pub(crate) async fn change(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    save(&app, path, sent, FORM, &FIELDS).await
}

fn facts(say: &Say, card: &ClientCard) -> Vec<(&'static str, String)> {
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
