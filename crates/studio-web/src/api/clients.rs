//! Clients.

pub(crate) mod appointments;
pub(crate) mod corrections;
pub(crate) mod gallery;
pub(crate) mod merging;
pub(crate) mod removing;
mod tagged;
pub(super) mod wire;
pub(crate) mod with_photo;

use std::str::FromStr;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use studio_app::{ClientFilter, ClientInput, Error, OpCtx, Saving, Studio};
use studio_domain::{AppointmentId, ClientId, NoteId, Timestamp, Version};

use self::tagged::Tagged;
use super::act;
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::headers::{etag, matches};
use crate::problem::{Document, Problem};
use crate::state::App;

pub(crate) use wire::{
    ChangedNote, Client, ClientBody, ClientChange, Clients, Duplicates, Filters, MadeClient, NewNote, Note,
    Notes, NotesQuery, VersionOf,
};

/// Clients, by the view asked for.
#[utoipa::path(
    get, path = "/api/v1/clients", tag = "clients", params(Filters),
    responses(
        (status = 200, description = "One page", body = Clients, headers(("ETag" = String, description = "For `If-None-Match`"))),
        (status = 304, description = "Unchanged since the `ETag` that was sent", headers(("ETag" = String, description = "The same"))),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 422, description = "A filter is not valid", body = Document),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    Query(filters): Query<Filters>,
) -> Result<Response, Problem> {
    let address = serde_json::to_string(&filters).unwrap_or_default();
    let (tag, page) = act(&app, &person, move |studio, ctx| {
        let tag = etag(&[&studio.revision(ctx)?, &address]);
        if matches(&headers, &tag) {
            return Ok((tag, None));
        }
        let page = studio.clients(ctx, &ClientFilter::from(filters))?;
        Ok((tag, Some((page, studio.house(ctx)?.zone()))))
    })
    .await?;
    let Some((page, zone)) = page else {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    };
    Ok(([(header::ETAG, tag)], Json(Clients::new(page, zone))).into_response())
}

/// One client's card. The id of a client that was merged into another one answers the card of that one, and where it is (`Content-Location`).
#[utoipa::path(
    get, path = "/api/v1/clients/{id}", tag = "clients",
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 200, description = "The card", body = Client, headers(("ETag" = String, description = "For `If-None-Match`, and for `If-Match` of a change"), ("Content-Location" = String, description = "The card's own address, where it was asked for under another id"))),
        (status = 304, description = "Unchanged since the `ETag` that was sent", headers(("ETag" = String, description = "The same"))),
        (status = 401, description = "No session", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let card = act(&app, &person, move |studio, ctx| shown(studio, ctx, ClientId::new(id))).await?;
    let answer = Tagged::new(&card.0).unless_there(&headers);
    let own = card.0.id();
    if own == id {
        return Ok(answer);
    }
    Ok(([(header::CONTENT_LOCATION, format!("/api/v1/clients/{own}"))], answer).into_response())
}

fn shown(studio: &Studio, ctx: &OpCtx, id: ClientId) -> Result<Json<Client>, Error> {
    Ok(Json(Client::new(studio.client(ctx, id)?)))
}

/// Likely duplicates are a conflict until they are confirmed.
pub(super) fn likely(duplicates: Vec<studio_app::Duplicate>, person: &Person) -> Response {
    let visit = &person.ctx.visit;
    let document = Duplicates::new(duplicates, person.lang, &visit.request_id);
    let mut response = (StatusCode::CONFLICT, Json(document)).into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, axum::http::HeaderValue::from_static("application/problem+json"));
    response
}

/// Parts of a body whose rules are about single fields.
pub(super) const NESTED: &[(&str, &str)] = &[
    ("emergency_name", "emergency.name"),
    ("emergency_relationship", "emergency.relationship"),
    ("emergency_phone", "emergency.phone"),
    ("guardian_name", "guardian.name"),
    ("guardian_relationship", "guardian.relationship"),
    ("guardian_phone", "guardian.phone"),
];

/// Saves a client and shows it as it is now; problems are about the fields as a body has them.
async fn save<F>(app: &App, person: &Person, work: F) -> Result<Saving<(ClientId, Json<Client>)>, Problem>
where
    F: FnOnce(&Studio, &OpCtx) -> Result<Saving<ClientId>, Error> + Send + 'static,
{
    let saved = act(app, person, move |studio, ctx| match work(studio, ctx)? {
        Saving::Saved(id) => Ok(Saving::Saved((id, shown(studio, ctx, id)?))),
        Saving::Likely(likely) => Ok(Saving::Likely(likely)),
    });
    saved.await.map_err(|problem| problem.renamed(NESTED))
}

/// Makes a client and shows it, with what has to be said of a consent that came with it; problems are about the fields as a body has them.
async fn make<F>(
    app: &App,
    person: &Person,
    answered: Option<String>,
    work: F,
) -> Result<Saving<(ClientId, Json<MadeClient>)>, Problem>
where
    F: FnOnce(&Studio, &OpCtx) -> Result<Saving<ClientId>, Error> + Send + 'static,
{
    let made = act(app, person, move |studio, ctx| match work(studio, ctx)? {
        Saving::Saved(id) => {
            let sheet = studio.client(ctx, id)?;
            Ok(Saving::Saved((id, Json(MadeClient::new(sheet, answered.as_deref())))))
        }
        Saving::Likely(likely) => Ok(Saving::Likely(likely)),
    });
    made.await.map_err(|problem| problem.renamed(NESTED))
}

/// Makes a client. Likely duplicates are answered first; `confirm_duplicates` saves all the same.
#[utoipa::path(
    post, path = "/api/v1/clients", tag = "clients", request_body = ClientBody,
    responses(
        (status = 201, description = "Made", body = MadeClient, headers(("Location" = String, description = "The card's address"))),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 409, description = "May be there already (`needs_confirmation`)", body = Duplicates),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn create(
    State(app): State<App>,
    person: Person,
    Json(body): Json<ClientBody>,
) -> Result<Response, Problem> {
    let anyway = body.confirm_duplicates;
    let input = ClientInput::from(body);
    let answered = input.informed_consent.clone();
    match make(&app, &person, answered, move |studio, ctx| studio.add_client(ctx, input, anyway)).await? {
        Saving::Likely(duplicates) => Ok(likely(duplicates, &person)),
        Saving::Saved((id, card)) => {
            let place = [(header::LOCATION, format!("/api/v1/clients/{id}"))];
            Ok((StatusCode::CREATED, place, card).into_response())
        }
    }
}

/// Changes a client. What is left out stays; `null` or empty text empties. With `If-Match` it is done only to the card of that `ETag`.
#[utoipa::path(
    patch, path = "/api/v1/clients/{id}", tag = "clients", request_body = ClientChange,
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 200, description = "Saved", body = Client, headers(("ETag" = String, description = "Of the card as it is now"))),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Somebody else saved it meanwhile (`stale`), or likely duplicates (`needs_confirmation`)", body = Document),
        (status = 412, description = "The card is not the one of `If-Match`", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn change(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    Path(id): Path<i64>,
    Json(body): Json<ClientChange>,
) -> Result<Response, Problem> {
    let id = ClientId::new(id);
    tagged::expect(&app, &person, &headers, id).await?;
    let (version, anyway) = (Version::new(body.version), body.change.confirm_duplicates);
    let input = ClientInput::from(body.change);
    let saved = save(&app, &person, move |studio, ctx| {
        Ok(studio.edit_client(ctx, id, input, Some(version), anyway)?.map(|_version| id))
    });
    match saved.await? {
        Saving::Likely(duplicates) => Ok(likely(duplicates, &person)),
        Saving::Saved((_, card)) => Ok(Tagged::new(&card.0).into_response()),
    }
}

/// Archives a client: hidden from the default list and from booking.
#[utoipa::path(
    post, path = "/api/v1/clients/{id}/archive", tag = "clients", request_body = VersionOf,
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 200, description = "Archived", body = Client),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Somebody else saved it meanwhile", body = Document),
    )
)]
pub(crate) async fn archive(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<VersionOf>,
) -> Result<Json<Client>, Problem> {
    set_archived(&app, &person, id, body, true).await
}

/// Brings an archived client back.
#[utoipa::path(
    post, path = "/api/v1/clients/{id}/restore", tag = "clients", request_body = VersionOf,
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 200, description = "Active again", body = Client),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Somebody else saved it meanwhile", body = Document),
    )
)]
pub(crate) async fn restore(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<VersionOf>,
) -> Result<Json<Client>, Problem> {
    set_archived(&app, &person, id, body, false).await
}

async fn set_archived(
    app: &App,
    person: &Person,
    id: i64,
    body: VersionOf,
    archived: bool,
) -> Result<Json<Client>, Problem> {
    let (id, version) = (ClientId::new(id), Version::new(body.version));
    act(app, person, move |studio, ctx| {
        studio.archive_client(ctx, id, archived, Some(version))?;
        shown(studio, ctx, id)
    })
    .await
}

/// Notes about a client, newest first.
#[utoipa::path(
    get, path = "/api/v1/clients/{id}/notes", tag = "clients",
    params(("id" = i64, Path, description = "Id of the client"), NotesQuery),
    responses(
        (status = 200, description = "One page", body = Notes),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 422, description = "The cursor is not valid", body = Document),
    )
)]
pub(crate) async fn notes(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Query(query): Query<NotesQuery>,
) -> Result<Json<Notes>, Problem> {
    let (page, zone) = act(&app, &person, move |studio, ctx| {
        let (q, before) = (query.q.unwrap_or_default(), before(query.cursor.as_deref())?);
        let page = studio.find_notes(ctx, ClientId::new(id), &q, before)?;
        Ok((page, studio.house(ctx)?.zone()))
    })
    .await?;
    Ok(Json(Notes::new(page, zone)))
}

/// The cursor of notes is moment and id of the last one.
pub(crate) fn before(cursor: Option<&str>) -> Result<Option<(Timestamp, NoteId)>, studio_domain::Invalid> {
    place(cursor)
}

/// The place in a list that is sorted by time: moment and id of a row.
pub(crate) fn place<I: FromStr>(
    cursor: Option<&str>,
) -> Result<Option<(Timestamp, I)>, studio_domain::Invalid> {
    let Some(cursor) = cursor else { return Ok(None) };
    let invalid = || studio_domain::Invalid::form("cursor", "cursor");
    let (at, id) = cursor.rsplit_once('-').ok_or_else(invalid)?;
    let at: i64 = at.parse().map_err(|_cause| invalid())?;
    Ok(Some((Timestamp::from_millis(at), id.parse().map_err(|_cause| invalid())?)))
}

/// Writes a note about a client.
#[utoipa::path(
    post, path = "/api/v1/clients/{id}/notes", tag = "clients", request_body = NewNote,
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 201, description = "Written", body = Note),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 422, description = "The text is not valid", body = Document),
    )
)]
pub(crate) async fn write_note(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<NewNote>,
) -> Result<Response, Problem> {
    let client = ClientId::new(id);
    let (written, zone) = act(&app, &person, move |studio, ctx| {
        let note = match body.appointment_id.map(AppointmentId::new) {
            Some(appointment) => studio.write_session_note(ctx, client, appointment, &body.text)?,
            None => studio.write_note(ctx, client, &body.text)?,
        };
        let page = studio.notes(ctx, client, None)?;
        Ok((page.items.into_iter().find(|one| one.id == note), studio.house(ctx)?.zone()))
    })
    .await?;
    Ok((StatusCode::CREATED, Json(written.map(|note| Note::new(note, zone)))).into_response())
}

/// Corrects an own note within a quarter of an hour; what it said is kept. Afterwards a further note corrects it.
#[utoipa::path(
    patch, path = "/api/v1/clients/{id}/notes/{note}", tag = "clients", request_body = ChangedNote,
    params(
        ("id" = i64, Path, description = "Id of the client"),
        ("note" = i64, Path, description = "Id of the note"),
    ),
    responses(
        (status = 200, description = "Corrected", body = VersionOf),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused, or somebody else's (`note_of_another`)", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Too late (`note_closed`), or corrected elsewhere meanwhile", body = Document),
        (status = 422, description = "The text is not valid", body = Document),
    )
)]
pub(crate) async fn correct_note(
    State(app): State<App>,
    person: Person,
    Path((id, note)): Path<(i64, i64)>,
    Json(body): Json<ChangedNote>,
) -> Result<Json<VersionOf>, Problem> {
    let (client, note, version) = (ClientId::new(id), NoteId::new(note), Version::new(body.version));
    let saved = act(&app, &person, move |studio, ctx| {
        studio.correct_note(ctx, client, note, &body.text, Some(version))
    });
    Ok(Json(VersionOf { version: saved.await?.get() }))
}
