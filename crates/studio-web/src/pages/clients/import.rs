//! Bringing clients in from a file: choose it, see what would become of each row, then all rows or none.

mod view;

use std::convert::Infallible;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::task::{Context, Poll};

use askama::Template;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use futures_core::Stream;
use serde::Serialize;
use studio_app::{
    ClientImport, ColumnChoice, ColumnRef, Error, ImportField, ImportPlan, ImportStep, KeptImport,
    OnDuplicate, SheetLimits, SheetProblem, Studio,
};
use studio_policy::Action;
use tokio::sync::{mpsc, watch};

use crate::extract::{Path, Query};
use crate::pages::elevation::carry_on;
use crate::pages::reader::{Pairs, Sent};
use crate::pages::sent_file::SentFile;
use crate::pages::{Form, PageError, Reader, Shell, Typed, go, html};
use crate::problem::Problem;
use crate::state::App;
use view::{ColumnView, RowView};

#[derive(Template)]
#[template(path = "clients/import.html")]
struct Choose {
    shell: Shell,
    form: Form,
    limits: String,
    /// Bytes that a file may have.
    most: usize,
}

#[derive(Template)]
#[template(path = "clients/import-look.html")]
struct Look {
    shell: Shell,
    form: Form,
    /// Where the form goes.
    to: String,
    report: ClientImport,
    columns: Vec<ColumnView>,
    rows: Vec<RowView>,
    /// Says how many rows are not shown; empty: all are.
    more: String,
    /// Says how many rows are wrong.
    wrong: String,
    /// What the button says.
    go: String,
    locked: bool,
    skip: bool,
}

#[derive(Template)]
#[template(path = "clients/import-done.html")]
struct Done {
    shell: Shell,
    report: ClientImport,
    rows: Vec<RowView>,
    more: String,
}

/// Where a file is chosen.
const HERE: &str = "/clients/import";
const LIMITS: SheetLimits = SheetLimits::CLIENTS;
/// Begins the names of the fields that say what a column holds.
const COLUMN: &str = "c";
/// Rows of a report that a page shows.
const SHOWN: usize = 100;
/// A script asks with this header to be told how far it is.
const PROGRESS: &str = "x-progress";

/// The form in which a file is chosen.
pub(crate) async fn choose(State(app): State<App>, reader: Reader) -> Result<Response, PageError> {
    reader.act(&app, Studio::expect_to_import_clients).await?;
    Ok(choosing(reader, Form::default(), StatusCode::OK))
}

fn choosing(reader: Reader, form: Form, status: StatusCode) -> Response {
    let limits =
        reader.shell.say.count("csv-import-limits", usize::try_from(LIMITS.rows).unwrap_or_default());
    html(status, &Choose { shell: reader.shell, form, limits, most: LIMITS.bytes })
}

/// Keeps the file and goes on to what would become of it.
pub(crate) async fn upload(State(app): State<App>, sent: SentFile) -> Result<Response, PageError> {
    sent.reader.act(&app, Studio::expect_to_import_clients).await?;
    let (reader, file) = sent.read(&app, LIMITS.bytes).await;
    let kept = match file {
        Ok(Some(file)) => reader.try_act(&app, move |studio, ctx| studio.keep_import(ctx, &file)).await,
        Ok(None) => Err(Error::Sheet(SheetProblem::Empty)),
        Err(StatusCode::PAYLOAD_TOO_LARGE) => {
            Err(Error::Sheet(SheetProblem::TooLarge { most: LIMITS.bytes as u64 }))
        }
        Err(status) => {
            let problem = Problem::malformed(status, "", crate::pages::reader::lang(&reader));
            return Err(PageError::new(problem, reader.shell));
        }
    };
    match kept {
        Ok(secret) => Ok(go(&format!("{HERE}/{secret}"))),
        Err(error @ Error::Sheet(_)) => {
            let problem = reader.problem(&error);
            let form = Form::default().told(problem.told());
            Ok(choosing(reader, form, problem.status()))
        }
        Err(error) => Err(reader.told(&error)),
    }
}

/// What would become of each row.
pub(crate) async fn look(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<String>, Problem>,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let secret = secret_of(&reader, path)?;
    let typed: Typed = query.into_iter().collect();
    let (to, asked) = (format!("{HERE}/{secret}"), plan(&typed));
    let looked = reader
        .try_act(&app, move |studio, ctx| match studio.kept_import(ctx, &secret)? {
            KeptImport::File(file) => {
                let mut go_on = |_step| ControlFlow::Continue(());
                let looked =
                    asked.and_then(|plan| studio.preview_client_import(ctx, &file, &plan, &mut go_on));
                match looked {
                    // A choice that can't be is told beside what is proposed.
                    Err(error @ Error::Invalid(_)) => {
                        let proposed =
                            studio.preview_client_import(ctx, &file, &ImportPlan::default(), &mut go_on)?;
                        Ok((proposed, Some(error)))
                    }
                    looked => Ok((looked?, None)),
                }
            }
            KeptImport::Done(before) => Ok((
                ClientImport {
                    done: true,
                    before: Some(before),
                    added: before.added,
                    skipped: before.skipped,
                    ..ClientImport::default()
                },
                None,
            )),
        })
        .await;
    match looked {
        Ok((report, None)) => Ok(shown(reader, report, &to, Form::new(typed))),
        Ok((report, Some(error))) => {
            let form = Form::new(typed).told(reader.problem(&error).told());
            Ok(shown(reader, report, &to, form))
        }
        Err(error @ Error::Sheet(_)) => {
            let form = Form::default().told(reader.problem(&error).told());
            Ok(choosing(reader, form, StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(reader.told(&error)),
    }
}

fn secret_of(reader: &Reader, path: Result<Path<String>, Problem>) -> Result<String, PageError> {
    path.map(|Path(secret)| secret)
        .map_err(|_unreadable| reader.told(&Error::NotFound { kind: "upload", id: String::new() }))
}

/// What the form says about the file.
fn plan(typed: &Typed) -> Result<ImportPlan, Error> {
    let mut columns = Vec::new();
    for (name, value) in typed.pairs() {
        let Some(place) = name.strip_prefix(COLUMN).and_then(|place| place.parse().ok()) else { continue };
        let field = match value.as_str() {
            "" => None,
            code => Some(ImportField::parse(code)?),
        };
        columns.push(ColumnChoice { column: ColumnRef::At(place), field });
    }
    let duplicates = match typed.get("duplicates") {
        "" => OnDuplicate::default(),
        code => OnDuplicate::parse(code)?,
    };
    Ok(ImportPlan { columns, duplicates, key: None })
}

/// The report as a page: of what would come, or of what came.
fn shown(reader: Reader, report: ClientImport, to: &str, form: Form) -> Response {
    let say = reader.shell.say.clone();
    let lang = crate::pages::reader::lang(&reader);
    let all = if report.done || report.remarkable().next().is_some() {
        report.remarkable().count()
    } else {
        // Nothing to look at: the first rows show how the file is understood.
        report.rows.len().min(view::FIRST)
    };
    let rows: Vec<RowView> = RowView::of(&report, &say, lang, reader.ctx.visit.now).take(SHOWN).collect();
    let more = match all.saturating_sub(rows.len()) {
        0 => String::new(),
        more => say.count("csv-more-rows", more),
    };
    if report.done {
        return html(StatusCode::OK, &Done { shell: reader.shell, report, rows, more });
    }
    let status = if form.summary.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let number = |rows: u64| usize::try_from(rows).unwrap_or(usize::MAX);
    let page = Look {
        wrong: say.count("csv-wrong-rows", number(report.wrong)),
        go: say.count("csv-import-go", number(report.added)),
        columns: ColumnView::of(&report, &say),
        skip: form.value("duplicates") != OnDuplicate::Add.code(),
        locked: reader.needs_code(Action::ClientsImport),
        shell: reader.shell,
        form,
        to: to.to_owned(),
        report,
        rows,
        more,
    };
    html(status, &page)
}

/// Makes the clients, all of them or none. Sent twice, it is done once.
pub(crate) async fn import(
    State(app): State<App>,
    path: Result<Path<String>, Problem>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, PageError> {
    let secret = secret_of(&sent.reader, path)?;
    let to = format!("{HERE}/{secret}");
    carry_on(&app, &sent, &to, &to, Studio::expect_import_permit).await?;
    let (tell, told) = watch::channel(ImportStep { done: 0, total: 0 });
    let work = carried_out(app, sent, secret, to, tell);
    if headers.contains_key(PROGRESS) { Ok(step_by_step(work, told)) } else { Ok(work.await) }
}

async fn carried_out(
    app: App,
    sent: Sent,
    secret: String,
    to: String,
    tell: watch::Sender<ImportStep>,
) -> Response {
    let Sent { reader, typed } = sent;
    let asked = plan(&typed);
    let imported = reader
        .try_act(&app, move |studio, ctx| {
            studio.import_kept(ctx, &secret, asked?, move |step| {
                tell.send_replace(step);
                ControlFlow::Continue(())
            })
        })
        .await;
    match imported {
        Ok(report) => {
            let wrong = !report.done;
            let mut response = shown(reader, report, &to, Form::new(typed));
            if wrong {
                *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            }
            response
        }
        Err(error) => reader.told(&error).into_response(),
    }
}

/// What a script is told: how far it is, then the page.
#[derive(Serialize)]
#[serde(untagged)]
enum Line {
    Step { done: u64, total: u64 },
    Page { status: u16, page: String },
}

impl Line {
    fn bytes(&self) -> Bytes {
        let mut line = serde_json::to_vec(self).unwrap_or_default();
        line.push(b'\n');
        line.into()
    }
}

struct Lines(mpsc::Receiver<Bytes>);

impl Stream for Lines {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|line| line.map(Ok))
    }
}

/// The answer line by line: each step, at last the page. The import goes on also when nobody reads.
fn step_by_step(
    work: impl Future<Output = Response> + Send + 'static,
    mut told: watch::Receiver<ImportStep>,
) -> Response {
    let (to, lines) = mpsc::channel(4);
    let steps = to.clone();
    tokio::spawn(async move {
        while told.changed().await.is_ok() {
            let ImportStep { done, total } = *told.borrow_and_update();
            if steps.send(Line::Step { done, total }.bytes()).await.is_err() {
                break;
            }
        }
    });
    tokio::spawn(async move {
        let (parts, body) = work.await.into_parts();
        let page = to_bytes(body, usize::MAX).await.unwrap_or_default();
        let page = String::from_utf8_lossy(&page).into_owned();
        // Whoever has gone finds the page at the same address.
        drop(to.send(Line::Page { status: parts.status.as_u16(), page }.bytes()).await);
    });
    let kind = [(header::CONTENT_TYPE, "application/x-ndjson")];
    (kind, Body::from_stream(Lines(lines))).into_response()
}
