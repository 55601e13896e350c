//! The tab of the person to call in an emergency.

use askama::Template;
use studio_app::Error;

use super::tab::{Body, View, body};
use crate::pages::Shell;

#[derive(Template)]
#[template(path = "clients/emergency.html")]
struct Tab<'a> {
    shell: &'a Shell,
    facts: Vec<(&'static str, String)>,
}

/// What stands in the tab.
pub(super) fn tab(view: View<'_>) -> Result<Body, Error> {
    let fields = ["emergency_name", "emergency_relationship", "emergency_phone"];
    let facts = contact(view.sheet.card.emergency.as_ref(), fields);
    body(&Tab { shell: &view.reader.shell, facts })
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
