//! The scan of a consent that was signed on paper: sent and looked at.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use studio_app::{ConsentPaper, FileLimits};
use studio_domain::{ClientId, ConsentId, ContentHash, StudioZone};
use utoipa::{IntoParams, ToSchema};

use crate::api::files::{Arrived, FileForm, FileRefusals, receive};
use crate::api::{act, times};
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::kept_file;
use crate::problem::{Document, Problem};
use crate::state::App;

/// A scan: a picture or a PDF.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "describes a body that is no JSON")]
pub(crate) struct Scan(Vec<u8>);

/// The scan of a consent.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Paper {
    /// Address of the file.
    url: String,
    /// `image/jpeg` or `application/pdf`.
    content_type: &'static str,
    /// BLAKE3 of the file.
    hash: String,
    bytes: u64,
    attached_at: String,
    /// User name of today; absent: nobody's who has an account.
    attached_by: Option<String>,
}

impl Paper {
    pub(super) fn new(client: ClientId, consent: ConsentId, paper: &ConsentPaper, zone: StudioZone) -> Self {
        Self {
            url: address(client, consent, &paper.file.hash),
            content_type: paper.file.kind.content_type(),
            hash: paper.file.hash.to_string(),
            bytes: paper.file.bytes,
            attached_at: times::at(zone, paper.attached_at),
            attached_by: paper.attached_by.as_ref().map(|(_, name)| name.clone()),
        }
    }
}

/// Where a scan is. What it holds is part of the address, so a browser keeps it for good.
pub(crate) fn address(client: ClientId, consent: ConsentId, hash: &ContentHash) -> String {
    format!("/api/v1/clients/{client}/consents/{consent}/paper?v={}", hash.short())
}

/// Which version.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct PaperQuery {
    /// The beginning of the hash, as the addresses have it: such an answer may be kept for good.
    v: Option<String>,
}

/// The scan of a consent that was signed on paper.
#[utoipa::path(
    get, path = "/api/v1/clients/{id}/consents/{consent}/paper", tag = "consents",
    params(("id" = i64, Path, description = "Id of the client"), ("consent" = i64, Path, description = "Id of the consent"), PaperQuery),
    responses(
        (status = 200, description = "The file: a picture to look at, a paper to save", content((Scan = "image/jpeg"), (Scan = "application/pdf")), headers(("ETag" = String, description = "For `If-None-Match`"))),
        (status = 206, description = "The part that was asked for", content((Scan = "image/jpeg"), (Scan = "application/pdf"))),
        (status = 304, description = "Unchanged since the `ETag` that was sent", headers(("ETag" = String, description = "The same"))),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there, or there is no scan", body = Document),
        (status = 416, description = "There is no such part", body = Document),
    )
)]
pub(crate) async fn paper(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    Path((id, consent)): Path<(i64, i64)>,
    Query(query): Query<PaperQuery>,
) -> Result<Response, Problem> {
    let sent = headers.clone();
    let file = act(&app, &person, move |studio, ctx| {
        let has = |hash: &ContentHash| kept_file::has(&sent, hash);
        studio.consent_paper(ctx, ClientId::new(id), ConsentId::new(consent), has)
    });
    let file = file.await?;
    Ok(kept_file::answer(&person, &headers, file, query.v.as_deref(), &format!("consent-{consent}")))
}

/// Attaches the scan of a form to a consent that was answered on paper: a JPEG, PNG, WebP or PDF of at most 40 MB, as the body or in a form. It stays:
/// another scan needs another consent.
#[utoipa::path(
    put, path = "/api/v1/clients/{id}/consents/{consent}/paper", tag = "consents",
    request_body(content((Scan = "application/octet-stream"), (FileForm = "multipart/form-data")), description = "The file as it is, or the part `file` of a form"),
    params(("id" = i64, Path, description = "Id of the client"), ("consent" = i64, Path, description = "Id of the consent")),
    responses(
        (status = 201, description = "Attached", body = Paper),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "There is a scan already (`paper_there`), or it was not answered on paper (`not_on_paper`)", body = Document),
        FileRefusals,
    )
)]
pub(crate) async fn attach_paper(
    State(app): State<App>,
    person: Person,
    Path((id, consent)): Path<(i64, i64)>,
    request: Request,
) -> Result<Response, Problem> {
    let (client, consent) = (ClientId::new(id), ConsentId::new(consent));
    // Before the file is received.
    act(&app, &person, move |studio, ctx| studio.expect_to_attach_paper(ctx, client, consent)).await?;
    let received = receive(&app, &person, request, &FileLimits::STORE, &[]).await?;
    let paper = act(&app, &person, move |studio, ctx| {
        let Arrived { file, room: _room, .. } = received;
        let paper = studio.attach_consent_paper(ctx, client, consent, file?)?;
        Ok(Json(Paper::new(client, consent, &paper, studio.house(ctx)?.zone())))
    });
    Ok((StatusCode::CREATED, paper.await?).into_response())
}
