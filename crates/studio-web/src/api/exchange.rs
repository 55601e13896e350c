//! Clients as files: taking them out, bringing them in.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest as _, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use studio_app::{
    ClientFilter, ClientImport, ColumnChoice, ColumnRef, Error, ExportAs, ExportFormat, ImportField,
    ImportPlan, ImportedRow, OnDuplicate, SheetProblem, Studio, tell,
};
use studio_domain::Invalid;
use studio_text::{Args, Lang, text};
use utoipa::{IntoParams, ToSchema};

use super::act;
use crate::caller::Person;
use crate::download::{STALL, begin};
use crate::extract::{Json, Query};
use crate::pages::clients::{file_headers, head};
use crate::problem::{Document, FieldProblem, Problem};
use crate::state::App;

/// Which clients, in which form.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Export {
    /// `csv` (default), `xlsx` or `json`.
    #[param(pattern = "^(|csv|xlsx|json)$")]
    format: Option<String>,
    /// Language of the heads of columns, `en` (default) or `es`.
    #[param(pattern = "^(|en|es)$")]
    headers: Option<String>,
    /// Any part of name, phone, email or handle; several words must all match.
    q: Option<String>,
    /// `active` (default), `archived` or `all`.
    #[param(pattern = "^(|active|archived|all)$")]
    status: Option<String>,
    /// Id of the assigned artist.
    artist_id: Option<String>,
    /// Only with an appointment ahead.
    upcoming: Option<bool>,
    /// `name` (default), `next`, `last` or `registered`.
    #[param(pattern = "^(|name|next|last|registered)$")]
    sort: Option<String>,
    /// `asc` or `desc`.
    #[param(pattern = "^(|asc|desc)$")]
    order: Option<String>,
}

impl Export {
    fn filter(self) -> ClientFilter {
        ClientFilter {
            q: self.q.unwrap_or_default(),
            status: self.status.unwrap_or_default(),
            artist: self.artist_id.unwrap_or_default(),
            upcoming: self.upcoming.unwrap_or_default(),
            sort: self.sort.unwrap_or_default(),
            order: self.order.unwrap_or_default(),
            limit: None,
            cursor: String::new(),
        }
    }
}

/// The language of heads, by its code.
pub(super) fn language(code: Option<&str>) -> Result<Lang, Invalid> {
    match code.unwrap_or_default() {
        "" => Ok(Lang::En),
        code => Lang::parse(code).ok_or(Invalid::form("headers", "language")),
    }
}

/// Clients of a view as a file, all of its pages. Two exports run at the same time; it breaks off if nothing of it is taken for half a minute.
#[utoipa::path(
    get, path = "/api/v1/clients/export", tag = "clients", params(Export),
    responses(
        (status = 200, description = "The file, by its `Content-Type`: CSV, a workbook, or an array of the list's rows"),
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
        studio.expect_export_permit(ctx)?;
        studio.house(ctx)
    })
    .await?;
    let (ctx, lang) = (person.ctx.clone(), person.lang);
    let told = |error: &Error| Problem::at(error, lang, person.ctx.visit.now, &person.ctx.visit.request_id);
    let format =
        ExportFormat::parse(asked.format.as_deref().unwrap_or_default()).map_err(|why| told(&why.into()))?;
    let headers = language(asked.headers.as_deref()).map_err(|why| told(&why.into()))?;
    let filter = asked.filter();
    let body = begin(&app, STALL, move |studio, out, begun| {
        let how =
            ExportAs { format, headers: &|column| head(headers, column), progress: &mut |_rows| begun() };
        studio.write_clients(&ctx, &filter, how, out).map(drop)
    });
    let body = body.await.map_err(|error| told(&error))?;
    let name = format.file_name(&house, person.ctx.visit.now);
    Ok((file_headers(format, &name), body).into_response())
}

/// A file with clients, and how to read it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it describes the parts of a form, which are read one by one")]
pub(crate) struct ImportForm {
    /// The CSV file: up to 8 MB and 50,000 rows.
    #[schema(format = Binary, content_media_type = "text/csv")]
    file: String,
    /// A JSON object: head of a column to the field that it holds, empty for none. Columns that are not named are taken as proposed.
    #[schema(example = r#"{"Mobile": "phone", "Notes": ""}"#)]
    columns: Option<String>,
    /// `skip` (default) leaves out clients who may be there already, `add` adds them all the same.
    duplicates: Option<String>,
    /// `true` tells what would become of each row, and changes nothing.
    dry_run: Option<String>,
}

/// What an import came to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportReport {
    /// Whether the clients are there now.
    done: bool,
    /// Whether it had been done before, under the same `Idempotency-Key`; then nothing was done now.
    before: bool,
    added: u64,
    skipped: u64,
    wrong: u64,
    encoding: &'static str,
    /// `comma`, `semicolon` or `tab`.
    delimiter: &'static str,
    columns: Vec<Column>,
    /// Fields without which nobody can be a client and that no column holds.
    missing: Vec<&'static str>,
    rows: Vec<Row>,
}

/// A column of the file.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportColumn)]
pub(crate) struct Column {
    head: String,
    /// Absent: it is not imported.
    field: Option<&'static str>,
}

/// A row of the file.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportRow)]
pub(crate) struct Row {
    /// The line of the file in which it begins.
    line: u64,
    name: String,
    /// `added`, `skipped` or `wrong`.
    fate: &'static str,
    /// Id of the client that it became.
    client_id: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
    /// Fields that were left out because their value is not known here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    duplicates: Vec<Alike>,
}

/// Somebody who is likely the same person: a record, or another line of the file.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportDuplicate)]
pub(crate) struct Alike {
    client_id: Option<i64>,
    line: Option<u64>,
    /// What is the same: `phone`, `email`, `instagram`, `name_and_birth`.
    by: Vec<&'static str>,
}

/// Rows of the file are wrong; nothing was saved.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportProblem {
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    status: u16,
    detail: String,
    /// `rows_wrong`; other codes have no report.
    code: &'static str,
    request_id: String,
    /// What is wrong with which row.
    #[schema(required = false)]
    report: ImportReport,
}

impl ImportReport {
    fn new(report: ClientImport, person: &Person) -> Self {
        let row = |row: ImportedRow| Row {
            line: row.line,
            name: row.name,
            fate: row.fate.code(),
            client_id: row.client.map(studio_domain::ClientId::get),
            errors: tell(&Error::Invalid(row.wrong), person.lang, person.ctx.visit.now, "")
                .errors
                .into_iter()
                .map(FieldProblem::from)
                .collect(),
            left_out: row.left_out.iter().map(|left| left.field.code()).collect(),
            duplicates: row
                .alike
                .into_iter()
                .map(|one| Alike {
                    client_id: one.client.map(|(id, _)| id.get()),
                    line: one.line,
                    by: one.by.into_iter().map(studio_app::Likeness::code).collect(),
                })
                .collect(),
        };
        Self {
            done: report.done,
            before: report.before.is_some(),
            added: report.added,
            skipped: report.skipped,
            wrong: report.wrong,
            encoding: report.encoding,
            delimiter: report.delimiter,
            columns: report
                .columns
                .into_iter()
                .map(|column| Column { head: column.head, field: column.field.map(ImportField::code) })
                .collect(),
            missing: report.missing.into_iter().map(ImportField::code).collect(),
            rows: report.rows.into_iter().map(row).collect(),
        }
    }
}

/// The parts of the form.
#[derive(Debug, Default)]
struct Sent {
    file: Option<Vec<u8>>,
    plan: ImportPlan,
    dry_run: bool,
}

/// Makes a client of each row of a CSV file, or of none. Under the same `Idempotency-Key` it is carried out once.
#[utoipa::path(
    post, path = "/api/v1/clients/import", tag = "clients",
    params(("Idempotency-Key" = Option<String>, Header, description = "Up to 100 characters: the same person's import is carried out once")),
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "What became, or would become, of each row", body = ImportReport),
        (status = 400, description = "The form is broken off, or has a part that is not known", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 413, description = "The file is larger than 8 MB", body = Document),
        (status = 422, description = "The file can't be read, or rows are wrong (`rows_wrong`)", body = ImportProblem),
    )
)]
pub(crate) async fn import(
    State(app): State<App>,
    person: Person,
    request: Request,
) -> Result<Response, Problem> {
    act(&app, &person, Studio::expect_import_permit).await?;
    let key = request.headers().get("idempotency-key").and_then(|key| key.to_str().ok()).map(str::to_owned);
    let Sent { file, mut plan, dry_run } = read(&app, &person, request).await?;
    plan.key = key.filter(|key| !key.is_empty()).map(|key| key.chars().take(100).collect());
    let report = act(&app, &person, move |studio, ctx| {
        let file = file.ok_or(SheetProblem::Empty)?;
        if dry_run {
            studio.preview_client_import(ctx, &file, &plan, &mut |_step| ControlFlow::Continue(()))
        } else {
            studio.import_clients(ctx, file, plan, |_step| ControlFlow::Continue(()))
        }
    })
    .await?;
    let refused = !report.done && !dry_run;
    let report = ImportReport::new(report, &person);
    if !refused {
        return Ok(Json(report).into_response());
    }
    let problem = ImportProblem {
        kind: "/problems/rows_wrong",
        title: text(person.lang, "error-rows-wrong", &Args::new()),
        status: 422,
        detail: text(person.lang, "hint-rows-wrong", &Args::new()),
        code: "rows_wrong",
        request_id: person.ctx.visit.request_id.clone(),
        report,
    };
    let kind = [(axum::http::header::CONTENT_TYPE, "application/problem+json")];
    Ok((StatusCode::UNPROCESSABLE_ENTITY, kind, axum::Json(problem)).into_response())
}

async fn read(app: &App, person: &Person, request: Request) -> Result<Sent, Problem> {
    let id = &person.ctx.visit.request_id;
    let malformed = |status, why: &str| Problem::malformed(status, why, person.lang).of(id);
    let invalid = |why: Invalid| Problem::at(&why.into(), person.lang, person.ctx.visit.now, id);
    let mut form = Multipart::from_request(request, app)
        .await
        .map_err(|rejection| malformed(StatusCode::BAD_REQUEST, &rejection.body_text()))?;
    let mut sent = Sent::default();
    let broken = |error: axum::extract::multipart::MultipartError| {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Problem::plain(StatusCode::PAYLOAD_TOO_LARGE, "too_large", person.lang).of(id)
        } else {
            malformed(error.status(), &error.body_text())
        }
    };
    while let Some(part) = form.next_field().await.map_err(broken)? {
        match part.name().unwrap_or_default() {
            "file" => sent.file = Some(part.bytes().await.map_err(broken)?.to_vec()),
            "columns" => {
                let said = part.text().await.map_err(broken)?;
                sent.plan.columns = columns(&said).map_err(invalid)?;
            }
            "duplicates" => {
                let said = part.text().await.map_err(broken)?;
                sent.plan.duplicates = OnDuplicate::parse(&said).map_err(invalid)?;
            }
            "dry_run" => sent.dry_run = matches!(part.text().await.map_err(broken)?.as_str(), "true" | "1"),
            other => {
                return Err(malformed(StatusCode::BAD_REQUEST, &format!("unknown part `{other}`")));
            }
        }
    }
    Ok(sent)
}

/// Nothing, and JSON's nothing, choose none.
fn columns(said: &str) -> Result<Vec<ColumnChoice>, Invalid> {
    let chosen: Option<BTreeMap<String, String>> = match said.trim() {
        "" => None,
        said => serde_json::from_str(said).map_err(|_why| Invalid::form("columns", "columns"))?,
    };
    chosen
        .unwrap_or_default()
        .into_iter()
        .map(|(head, field)| {
            let field = match field.as_str() {
                "" => None,
                code => Some(ImportField::parse(code)?),
            };
            Ok(ColumnChoice { column: ColumnRef::Head(head), field })
        })
        .collect()
}
