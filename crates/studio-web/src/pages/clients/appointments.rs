//! The pane of a client's appointments.

use askama::Template;
use studio_app::{ClientCard, Error};

use super::tab::{Body, View, body};
use crate::pages::Shell;

#[derive(Template)]
#[template(path = "clients/appointments.html")]
struct Pane<'a> {
    shell: &'a Shell,
    card: &'a ClientCard,
}

/// What stands in the pane.
pub(super) fn pane(view: View<'_>) -> Result<Body, Error> {
    body(&Pane { shell: &view.reader.shell, card: &view.sheet.card })
}
