//! Giving a piece its picture, or another one.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use studio_app::Error;
use studio_domain::{Invalid, Rule};

use super::item::page;
use super::{can_be_put_right, id_of};
use crate::extract::Path;
use crate::pages::with_files::{FormFile, SentWithFiles, file_of};
use crate::pages::{PageError, done, wants};
use crate::problem::Problem;
use crate::state::App;

/// Name of the field, and the part of the page for which its script asks.
const FIELD: &str = "photo";

/// Takes the picture that was sent. What the form of the piece says is not touched.
pub(crate) async fn set(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    headers: HeaderMap,
    sent: SentWithFiles,
) -> Result<Response, PageError> {
    let (reader, typed, mut files, _place) = sent.into_parts();
    let id = id_of(&reader, path)?;
    let script = wants(&headers, FIELD);
    let file = file_of(&mut files, FIELD).map(FormFile::content).transpose();
    let version = super::super::clients::version(&typed);
    let set = reader.try_act(&app, move |studio, ctx| {
        studio.expect_to_edit_item(ctx, id)?;
        let file = file?.ok_or_else(|| Error::from(Invalid::new("file", Rule::Required)))?;
        studio.set_portfolio_picture(ctx, id, file, Some(version))
    });
    match set.await {
        Ok(_item) if script => Ok(StatusCode::NO_CONTENT.into_response()),
        Ok(_item) => Ok(done(&format!("/portfolio/{id}"), "itempicture")),
        Err(error) if script => Ok(reader.problem(&error).into_response()),
        Err(error) if can_be_put_right(&error) => {
            let problem = reader.problem(&error);
            let told = problem.told();
            let said = [told.message.clone(), told.hint.clone().unwrap_or_default()];
            let said = said.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(". ");
            page(&app, reader, id, problem.status(), None, Some(said)).await
        }
        Err(error) => Err(reader.told(&error)),
    }
}
