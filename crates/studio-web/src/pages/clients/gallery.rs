//! The pane of pictures: portfolio items that are linked to the client.

use askama::Template;
use studio_app::Error;

use super::tab::{Body, View, body};
use crate::pages::Shell;

#[derive(Template)]
#[template(path = "clients/gallery.html")]
struct Pane<'a> {
    shell: &'a Shell,
}

/// What stands in the pane. There are no portfolios yet, so no client has pictures, and the pane says so.
pub(super) fn pane(view: View<'_>) -> Result<Body, Error> {
    body(&Pane { shell: &view.reader.shell })
}
