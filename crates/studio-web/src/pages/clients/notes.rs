//! Writing a note, and the one line that is always seen.

use axum::extract::State;
use axum::response::Response;
use studio_app::Error;

use super::show::{Wrong, page};
use super::{id_of, page_of, version_of};
use crate::extract::Path;
use crate::pages::reader::Sent;
use crate::pages::{Form, PageError, done};
use crate::problem::Problem;
use crate::state::App;

/// Whether the form should be shown again with what was typed.
fn shown_again(error: &Error) -> bool {
    matches!(error, Error::Invalid(_) | Error::Stale { .. } | Error::Busy | Error::Unavailable(_))
}

/// Writes a note.
pub(crate) async fn write(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let text = typed.get("text").to_owned();
    let written = reader.try_act(&app, move |studio, ctx| studio.write_note(ctx, id, &text)).await;
    match written {
        Ok(_note) => Ok(done(&format!("{}?tab=notes", page_of(id)), "noted")),
        Err(error) if shown_again(&error) => {
            let problem = reader.problem(&error);
            let note = Some(Form::new(typed).told(problem.told()));
            let query = [("tab".to_owned(), "notes".to_owned())].into_iter().collect();
            page(&app, reader, id, &query, problem.status(), Wrong { note, pin: None }).await
        }
        Err(error) => Err(reader.told(&error)),
    }
}

/// Sets or removes the line that is always seen.
pub(crate) async fn pin(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let (text, version) = (typed.get("pinned_note").to_owned(), version_of(&typed));
    let pinned =
        reader.try_act(&app, move |studio, ctx| studio.pin_note(ctx, id, &text, Some(version))).await;
    match pinned {
        Ok(_version) => Ok(done(&format!("{}?tab=notes", page_of(id)), "saved")),
        Err(error) if shown_again(&error) => {
            let problem = reader.problem(&error);
            let pin = Some(Form::new(typed).told(problem.told()));
            let query = [("tab".to_owned(), "notes".to_owned())].into_iter().collect();
            page(&app, reader, id, &query, problem.status(), Wrong { note: None, pin }).await
        }
        Err(error) => Err(reader.told(&error)),
    }
}
