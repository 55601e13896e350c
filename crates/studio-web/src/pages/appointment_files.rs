//! Pictures and papers of an appointment: on a page of their own, and as a part of the appointment's.

use askama::Template;
use askama::filters::Safe;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use studio_app::{Ability, AppointmentFile, AppointmentFiles, Error, Studio};
use studio_domain::{AppointmentFileId, AppointmentId, FileSize, FileTitle};

use super::reader::Sent;
use super::with_files::SentWithFiles;
use super::{Form, PageError, Reader, Say, Shell, done, html, wants};
use crate::api::appointment_files::address;
use crate::extract::Path;
use crate::problem::Problem;
use crate::state::App;

/// A picture or paper as it is shown.
struct Shown {
    id: AppointmentFileId,
    title: String,
    /// Address of the picture to look at, or of the paper.
    open: String,
    /// Address of the picture among others; `None`: a paper.
    small: Option<String>,
    since: String,
}

/// The files with the form to add to them: what stands on the page, and in the appointment's.
#[derive(Template)]
#[template(path = "appointments/files.html")]
struct Part<'a> {
    shell: &'a Shell,
    id: AppointmentId,
    files: Vec<Shown>,
    change: bool,
    form: &'a Form,
}

#[derive(Template)]
#[template(path = "appointments/files-page.html")]
struct Page {
    shell: Shell,
    client: i64,
    name: String,
    starts_at: String,
    part: Safe<String>,
}

fn shown(say: &Say, appointment: AppointmentId, file: &AppointmentFile) -> Shown {
    let of = |size: FileSize| address(appointment, file.id, &file.file(size), size);
    let mut since = vec![say.moment(&file.attached_at)];
    since.extend(file.attached_by.as_ref().map(|(_, name)| name.clone()));
    Shown {
        id: file.id,
        title: if file.title.is_empty() { say.t("file-untitled") } else { file.title.clone() },
        open: of(FileSize::Large),
        small: file.shown.map(|_| of(FileSize::Small)),
        since: since.join(" · "),
    }
}

/// The files as a part of a page, for whoever may see the appointment's details.
pub(crate) fn part(shell: &Shell, found: &AppointmentFiles, form: &Form) -> Result<Safe<String>, Error> {
    let files = found.files.iter().map(|file| shown(&shell.say, found.id, file)).collect();
    let part = Part { shell, id: found.id, files, change: found.change == Ability::Yes, form };
    part.render()
        .map(Safe)
        .map_err(|error| Error::Internal(format!("a part of a page can't be written: {error}")))
}

fn id_of(reader: &Reader, path: Result<Path<i64>, Problem>) -> Result<AppointmentId, PageError> {
    path.map(|Path(id)| AppointmentId::new(id))
        .map_err(|_unreadable| reader.told(&Error::NotFound { kind: "appointment", id: String::new() }))
}

fn page_of(id: AppointmentId) -> String {
    format!("/appointments/{id}/files")
}

/// The page.
pub(crate) async fn show(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    page(&app, reader, id, StatusCode::OK, Form::default()).await
}

async fn page(
    app: &App,
    reader: Reader,
    id: AppointmentId,
    status: StatusCode,
    form: Form,
) -> Result<Response, PageError> {
    let found = reader.act(app, move |studio, ctx| studio.appointment_files(ctx, id)).await?;
    let part = part(&reader.shell, &found, &form).map_err(|error| reader.told(&error))?;
    let page = Page {
        client: found.client.get(),
        starts_at: reader.shell.say.moment(&found.starts_at),
        name: found.client_name,
        part,
        shell: reader.shell,
    };
    Ok(html(status, &page))
}

/// Attaches what was chosen, one after the other. What one of them is refused for is told with its name; the others are attached.
pub(crate) async fn attach(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    headers: HeaderMap,
    sent: SentWithFiles,
) -> Result<Response, PageError> {
    let (reader, typed, files, _place) = sent.into_parts();
    let id = id_of(&reader, path)?;
    reader.act(&app, move |studio, ctx| studio.expect_to_attach(ctx, id)).await?;
    let title = typed.get("title").to_owned();
    let mut refused: Vec<(String, Error)> = Vec::new();
    if files.is_empty() {
        refused.push((String::new(), Error::Upload(studio_app::FileRefused::Empty)));
    }
    let alone = files.len() == 1;
    for file in files {
        let name = file.name.clone();
        let title = if alone { title.clone() } else { String::new() };
        let attach = move |studio: &Studio, ctx: &studio_app::OpCtx| {
            let title = match title.trim() {
                "" => FileTitle::of_file(&file.name),
                typed => FileTitle::parse(typed)?,
            };
            studio.attach_to_appointment(ctx, id, title, file.content()?)
        };
        if let Err(error) = reader.try_act(&app, attach).await {
            refused.push((name, error));
        }
    }
    let script = wants(&headers, "photo");
    let Some((_, first)) = refused.first() else {
        // A script goes on by itself: it would read the whole page for nothing.
        let went = || done(&page_of(id), "attached");
        return Ok(if script { StatusCode::NO_CONTENT.into_response() } else { went() });
    };
    let mut problem = reader.problem(first);
    if refused.iter().any(|(name, _)| !name.is_empty()) {
        // Each that was not taken, with its reason.
        let told =
            refused.iter().map(|(name, error)| format!("{name}: {}", reader.problem(error).told().message));
        problem = problem.saying(told.collect::<Vec<_>>().join(". "));
    }
    if script {
        return Ok(problem.into_response());
    }
    if !matches!(
        first,
        Error::Upload(_) | Error::Invalid(_) | Error::Conflict(_) | Error::Busy | Error::Unavailable(_)
    ) {
        return Err(reader.told(first));
    }
    let (form, status) = (Form::new(typed).told(problem.told()), problem.status());
    page(&app, reader, id, status, form).await
}

/// Takes one away.
pub(crate) async fn detach(
    State(app): State<App>,
    path: Result<Path<(i64, i64)>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let reader = sent.reader;
    let (id, file) = path
        .map(|Path((id, file))| (AppointmentId::new(id), AppointmentFileId::new(file)))
        .map_err(|_unreadable| reader.told(&Error::NotFound { kind: "file", id: String::new() }))?;
    reader.act(&app, move |studio, ctx| studio.detach_from_appointment(ctx, id, file)).await?;
    Ok(done(&page_of(id), "detached"))
}
