//! The tab of the person to call in an emergency.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use studio_app::{ClientCard, Error};
use studio_policy::Action;

use super::editing::{Editing, editing, save};
use super::fields::{LIMITS, Limits};
use super::rows::tel;
use super::tab::{Body, FormOf, View, body};
use crate::extract::Path;
use crate::pages::reader::Sent;
use crate::pages::{PageError, Shell};
use crate::problem::Problem;
use crate::state::App;

const FORM: FormOf = FormOf { tab: "emergency", id: "emergency-form", action: Action::ClientsEdit };
const FIELDS: [&str; 3] = ["emergency_name", "emergency_relationship", "emergency_phone"];

#[derive(Template)]
#[template(path = "clients/emergency.html")]
struct Tab<'a> {
    shell: &'a Shell,
    card: &'a ClientCard,
    edit: &'static str,
    limits: Limits,
    facts: Vec<(&'static str, String)>,
    /// The number to dial.
    tel: String,
    editing: Option<Editing>,
}

/// What stands in the tab.
pub(super) fn tab(view: View<'_>) -> Result<Body, Error> {
    let card = &view.sheet.card;
    body(&Tab {
        shell: &view.reader.shell,
        card,
        edit: view.edit(),
        limits: LIMITS,
        facts: contact(card.emergency.as_ref(), FIELDS),
        tel: card.emergency.as_ref().map(|contact| tel(&contact.phone)).unwrap_or_default(),
        editing: editing(view, FORM, &FIELDS),
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

/// Somebody to call, as fields and values.
pub(super) fn contact(
    contact: Option<&studio_app::Contact>,
    fields: [&'static str; 3],
) -> Vec<(&'static str, String)> {
    let values = match contact {
        Some(one) => [one.name.clone(), one.relationship.clone(), one.phone.clone()],
        None => [String::new(), String::new(), String::new()],
    };
    fields.into_iter().zip(values).collect()
}
