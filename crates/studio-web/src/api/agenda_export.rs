//! Taking the agenda out.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use studio_app::{AgendaAs, AgendaFormat, AgendaTaken, Error};
use utoipa::IntoParams;

use super::act;
use super::exchange::language;
use crate::caller::Person;
use crate::download::{STALL, begin};
use crate::extract::Query;
use crate::pages::agenda_export::{agenda_headers, head};
use crate::problem::{Document, Problem};
use crate::state::App;

/// Which part of the agenda, in which form.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Export {
    /// `csv` (default), `xlsx` or `ics`.
    #[param(pattern = "^(|csv|xlsx|ics)$")]
    format: Option<String>,
    /// Language of the heads of columns, `en` (default) or `es`.
    #[param(pattern = "^(|en|es)$")]
    headers: Option<String>,
    /// First day, or moment: appointments that begin then or later.
    from: Option<String>,
    /// Last day, or the moment before which they begin.
    to: Option<String>,
    /// Ids of artists with commas between them. Artists have their own agenda only.
    artist_id: Option<String>,
    /// Statuses with commas between them.
    status: Option<String>,
    /// Part of the client's name or of the service.
    q: Option<String>,
}

/// Appointments of a range as a file, in the order of time.
#[utoipa::path(
    get, path = "/api/v1/appointments/export", tag = "agenda_export", params(Export),
    responses(
        (status = 200, description = "The file, by its `Content-Type`: CSV, a workbook or a calendar"),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 422, description = "A filter is not valid", body = Document),
    )
)]
pub(crate) async fn export(
    State(app): State<App>,
    person: Person,
    Query(asked): Query<Export>,
) -> Result<Response, Problem> {
    let house = act(&app, &person, |studio, ctx| {
        studio.expect_agenda_export(ctx)?;
        studio.house(ctx)
    })
    .await?;
    let (ctx, lang) = (person.ctx.clone(), person.lang);
    let told = |error: &Error| Problem::at(error, lang, person.ctx.visit.now, &person.ctx.visit.request_id);
    let format =
        AgendaFormat::parse(asked.format.as_deref().unwrap_or_default()).map_err(|why| told(&why.into()))?;
    let headers = language(asked.headers.as_deref()).map_err(|why| told(&why.into()))?;
    let filter = AgendaTaken {
        from: asked.from.unwrap_or_default(),
        to: asked.to.unwrap_or_default(),
        artists: asked.artist_id.unwrap_or_default(),
        status: asked.status.unwrap_or_default(),
        q: asked.q.unwrap_or_default(),
    };
    let body = begin(&app, STALL, move |studio, out, begun| {
        let how =
            AgendaAs { format, headers: &|column| head(headers, column), progress: &mut |_rows| begun() };
        studio.write_agenda(&ctx, &filter, how, out).map(drop)
    });
    let body = body.await.map_err(|error| told(&error))?;
    Ok((agenda_headers(format, &format.file_name(&house, person.ctx.visit.now)), body).into_response())
}
