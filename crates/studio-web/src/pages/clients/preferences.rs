//! The tab of preferences, with where the client lives and how the client found the studio.

use askama::Template;
use studio_app::{ClientCard, Error};

use super::tab::{Body, View, body};
use crate::pages::{Say, Shell};

#[derive(Template)]
#[template(path = "clients/preferences.html")]
struct Tab<'a> {
    shell: &'a Shell,
    facts: Vec<(&'static str, String)>,
}

/// What stands in the tab.
pub(super) fn tab(view: View<'_>) -> Result<Body, Error> {
    let shell = &view.reader.shell;
    body(&Tab { shell, facts: facts(&shell.say, &view.sheet.card) })
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
