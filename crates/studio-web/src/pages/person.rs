//! One's own language, theme and picture.

pub(crate) mod photo;

use axum::extract::State;
use axum::response::Response;
use studio_app::AccountEdit;

use super::reader::Sent;
use super::{PageError, go, local};
use crate::state::App;

/// Saves how the pages look to oneself.
pub(crate) async fn look(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    let field = |name: &str| sent.typed.maybe(name).map(str::to_owned);
    let edit = AccountEdit { language: field("language"), theme: field("theme"), ..AccountEdit::default() };
    sent.reader.act(&app, move |studio, ctx| studio.edit_account(ctx, edit, None)).await?;
    Ok(go(local(sent.typed.get("next")).unwrap_or("/")))
}
