//! Pictures and papers of appointments: sent, listed, looked at, taken away.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use studio_app::FileLimits;
use studio_domain::{AppointmentFileId, AppointmentId, ContentHash, FileSize, FileTitle, StudioZone};
use utoipa::{IntoParams, ToSchema};

use super::files::{Arrived, FileRefusals, receive};
use super::{act, times};
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::kept_file;
use crate::problem::{Document, Problem};
use crate::state::App;

/// A picture or a PDF.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "describes a body that is no JSON")]
pub(crate) struct FileBody(Vec<u8>);

/// A file to attach, as parts of a form.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes a body that is no JSON")]
pub(crate) struct AttachmentForm {
    /// The file.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What people call it, up to 200 characters.
    title: Option<String>,
}

/// A picture or paper of an appointment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AppointmentFile {
    id: i64,
    /// What people call it; may be empty.
    title: String,
    /// `image/jpeg` or `application/pdf`.
    content_type: &'static str,
    /// Address of the picture in its full size, or of the paper.
    url: String,
    /// Address of the picture, 1280 pixels on the longer side; absent for a paper.
    large_url: Option<String>,
    /// Address of the picture, 320 pixels on the longer side; absent for a paper.
    small_url: Option<String>,
    /// BLAKE3 of the file in its full size.
    hash: String,
    bytes: u64,
    width: Option<u32>,
    height: Option<u32>,
    attached_at: String,
    /// Absent: nobody's who has an account.
    attached_by: Option<String>,
}

impl AppointmentFile {
    fn new(appointment: AppointmentId, file: &studio_app::AppointmentFile, zone: StudioZone) -> Self {
        let of = |size: FileSize| address(appointment, file.id, &file.file(size), size);
        let shown = |size: FileSize| file.shown.map(|_| of(size));
        Self {
            id: file.id.get(),
            title: file.title.clone(),
            content_type: file.whole.kind.content_type(),
            url: of(FileSize::Whole),
            large_url: shown(FileSize::Large),
            small_url: shown(FileSize::Small),
            hash: file.whole.hash.to_string(),
            bytes: file.whole.bytes,
            width: file.whole.size.map(|size| size.0),
            height: file.whole.size.map(|size| size.1),
            attached_at: times::at(zone, file.attached_at),
            attached_by: file.attached_by.as_ref().map(|(_, name)| name.clone()),
        }
    }
}

/// Where a file is. What it holds is part of the address, so a browser keeps it for good.
pub(crate) fn address(
    appointment: AppointmentId,
    file: AppointmentFileId,
    hash: &ContentHash,
    size: FileSize,
) -> String {
    format!("/api/v1/appointments/{appointment}/images/{file}?size={size}&v={}", hash.short())
}

/// The pictures and papers of an appointment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AppointmentFiles {
    /// In the order in which they came.
    items: Vec<AppointmentFile>,
}

/// Which size.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct SizeQuery {
    /// `whole` (default), or pixels on the longer side: `1280` or `320`. A paper has one size.
    #[param(pattern = "^(|whole|1280|320)$")]
    size: Option<String>,
    /// The beginning of the hash, as the addresses have it: such an answer may be kept for good.
    v: Option<String>,
}

/// What a file is called.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct TitleQuery {
    /// What people call it, up to 200 characters.
    title: Option<String>,
}

/// The pictures and papers of an appointment, for whoever may see its details.
#[utoipa::path(
    get, path = "/api/v1/appointments/{id}/images", tag = "appointments",
    params(("id" = i64, Path, description = "Id of the appointment")),
    responses(
        (status = 200, description = "All of them", body = AppointmentFiles),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn files(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<Json<AppointmentFiles>, Problem> {
    act(&app, &person, move |studio, ctx| {
        let (found, zone) =
            (studio.appointment_files(ctx, AppointmentId::new(id))?, studio.house(ctx)?.zone());
        let items = found.files.iter().map(|file| AppointmentFile::new(found.id, file, zone)).collect();
        Ok(Json(AppointmentFiles { items }))
    })
    .await
}

/// Attaches a picture or a paper to an appointment: a JPEG, PNG, WebP or PDF of at most 40 MB, as the body or in a form. What is attached already stays as
/// it is and is answered.
#[utoipa::path(
    post, path = "/api/v1/appointments/{id}/images", tag = "appointments",
    request_body(content((FileBody = "application/octet-stream"), (AttachmentForm = "multipart/form-data")), description = "The file as it is, or the part `file` of a form, whose part `title` says what it is called"),
    params(("id" = i64, Path, description = "Id of the appointment"), TitleQuery),
    responses(
        (status = 201, description = "Attached", body = AppointmentFile),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "The appointment has 50 files (`too_many_files`)", body = Document),
        FileRefusals,
    )
)]
pub(crate) async fn attach_file(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Query(query): Query<TitleQuery>,
    request: Request,
) -> Result<Response, Problem> {
    let appointment = AppointmentId::new(id);
    // Before the file is received.
    act(&app, &person, move |studio, ctx| studio.expect_to_attach(ctx, appointment)).await?;
    let received = receive(&app, &person, request, &FileLimits::STORE, &["title"]).await?;
    let attached = act(&app, &person, move |studio, ctx| {
        let Arrived { file, typed, room: _room } = received;
        let title = query.title.as_deref().or(typed.maybe("title")).unwrap_or_default();
        let file = studio.attach_to_appointment(ctx, appointment, FileTitle::parse(title)?, file?)?;
        Ok(Json(AppointmentFile::new(appointment, &file, studio.house(ctx)?.zone())))
    });
    Ok((StatusCode::CREATED, attached.await?).into_response())
}

/// A picture or paper of an appointment.
#[utoipa::path(
    get, path = "/api/v1/appointments/{id}/images/{file_id}", tag = "appointments",
    params(("id" = i64, Path, description = "Id of the appointment"), ("file_id" = i64, Path, description = "Id of the file"), SizeQuery),
    responses(
        (status = 200, description = "The file: a picture to look at, a paper to save", content((FileBody = "image/jpeg"), (FileBody = "application/pdf")), headers(("ETag" = String, description = "For `If-None-Match`"))),
        (status = 206, description = "The part that was asked for", content((FileBody = "image/jpeg"), (FileBody = "application/pdf"))),
        (status = 304, description = "Unchanged since the `ETag` that was sent", headers(("ETag" = String, description = "The same"))),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 416, description = "There is no such part", body = Document),
        (status = 422, description = "There is no such size", body = Document),
    )
)]
pub(crate) async fn file(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    Path((id, file)): Path<(i64, i64)>,
    Query(query): Query<SizeQuery>,
) -> Result<Response, Problem> {
    let sent = headers.clone();
    let (appointment, file) = (AppointmentId::new(id), AppointmentFileId::new(file));
    let found = act(&app, &person, move |studio, ctx| {
        let size = match query.size.as_deref().unwrap_or_default() {
            "" => FileSize::Whole,
            other => FileSize::parse(other)?,
        };
        let has = |hash: &ContentHash| kept_file::has(&sent, hash);
        Ok((studio.appointment_file(ctx, appointment, file, size, has)?, query.v))
    });
    let (found, version) = found.await?;
    let name = format!("appointment-{appointment}-{file}");
    Ok(kept_file::answer(&person, &headers, found, version.as_deref(), &name))
}

/// Takes a picture or paper from an appointment.
#[utoipa::path(
    delete, path = "/api/v1/appointments/{id}/images/{file_id}", tag = "appointments",
    params(("id" = i64, Path, description = "Id of the appointment"), ("file_id" = i64, Path, description = "Id of the file")),
    responses(
        (status = 204, description = "Taken away"),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn detach_file(
    State(app): State<App>,
    person: Person,
    Path((id, file)): Path<(i64, i64)>,
) -> Result<StatusCode, Problem> {
    let (appointment, file) = (AppointmentId::new(id), AppointmentFileId::new(file));
    act(&app, &person, move |studio, ctx| studio.detach_from_appointment(ctx, appointment, file)).await?;
    Ok(StatusCode::NO_CONTENT)
}
