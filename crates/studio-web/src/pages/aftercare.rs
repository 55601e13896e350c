//! The aftercare text of an appointment, to be read or printed, and that it was given.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, AftercareSheet, Error};
use studio_domain::AppointmentId;

use super::qr::Qr;
use super::reader::Sent;
use super::{PageError, Reader, Shell, done, html};
use crate::extract::Path;
use crate::problem::Problem;
use crate::state::App;

#[derive(Template)]
#[template(path = "planning/aftercare.html")]
struct Page {
    shell: Shell,
    sheet: AftercareSheet,
    may_give: bool,
    /// The text as a code; `None`: there is none, or it is too long.
    code: Option<Qr>,
    /// Name, address and phone of the studio, for the printed sheet.
    studio: String,
    contact: String,
}

fn id_of(reader: &Reader, path: Result<Path<i64>, Problem>) -> Result<AppointmentId, PageError> {
    path.map(|Path(id)| AppointmentId::new(id))
        .map_err(|_unreadable| reader.told(&Error::NotFound { kind: "appointment", id: String::new() }))
}

/// The sheet.
pub(crate) async fn show(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    let shown = reader.act(&app, move |studio, ctx| studio.aftercare(ctx, id)).await?;
    let house = &reader.frame.house;
    let phone = house.studio_phone().map(|phone| phone.as_str().to_owned());
    let contact: Vec<String> =
        [house.studio_address().map(str::to_owned), phone].into_iter().flatten().collect();
    let page = Page {
        studio: house.studio_name().to_owned(),
        contact: contact.join(" · "),
        code: Some(&shown.sheet.text).filter(|text| !text.is_empty()).and_then(|text| Qr::of(text)),
        may_give: shown.give != Ability::No,
        sheet: shown.sheet,
        shell: reader.shell,
    };
    Ok(html(StatusCode::OK, &page))
}

/// Keeps that it was given.
pub(crate) async fn give(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let id = id_of(&sent.reader, path)?;
    sent.reader.act(&app, move |studio, ctx| studio.give_aftercare(ctx, id)).await?;
    Ok(done(&format!("/appointments/{id}/aftercare"), "given"))
}
