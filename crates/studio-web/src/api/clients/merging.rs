//! Two records of one person: those that may be, both compared, and made one.

use axum::extract::State;
use studio_app::{Constraint, Error};
use studio_domain::ClientId;

use super::shown;
use super::wire::{Client, LikelyOf, MergeBody, MergeComparison, SameGroups, SameQuery};
use crate::api::act;
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::problem::{Document, Problem};
use crate::state::App;

/// Records that may be the same person as this one.
#[utoipa::path(
    get, path = "/api/v1/clients/{id}/duplicates", tag = "clients",
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 200, description = "All that are found, at most some", body = LikelyOf),
        (status = 401, description = "No session", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn duplicates(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<Json<LikelyOf>, Problem> {
    let likely =
        act(&app, &person, move |studio, ctx| studio.likely_duplicates(ctx, ClientId::new(id))).await?;
    Ok(Json(LikelyOf::new(likely)))
}

/// Records of the whole studio that share a phone, an email or an Instagram name, by what they share.
#[utoipa::path(
    get, path = "/api/v1/clients/duplicates", tag = "clients", params(SameQuery),
    responses(
        (status = 200, description = "One page", body = SameGroups),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 422, description = "The cursor is not valid", body = Document),
    )
)]
pub(crate) async fn all_duplicates(
    State(app): State<App>,
    person: Person,
    Query(query): Query<SameQuery>,
) -> Result<Json<SameGroups>, Problem> {
    let (groups, next) = act(&app, &person, move |studio, ctx| {
        studio.duplicate_page(ctx, query.cursor.as_deref().unwrap_or_default())
    })
    .await?;
    Ok(Json(SameGroups::new(groups, next)))
}

/// What merging another record into this one would come to, field by field.
#[utoipa::path(
    get, path = "/api/v1/clients/{id}/merge/{other_id}", tag = "clients",
    params(
        ("id" = i64, Path, description = "Id of the client that is kept"),
        ("other_id" = i64, Path, description = "Id of the client that would be merged into it"),
    ),
    responses(
        (status = 200, description = "Both, side by side", body = MergeComparison),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "One of them was merged before (`client_merged`)", body = Document),
        (status = 422, description = "Both are one client", body = Document),
    )
)]
pub(crate) async fn preview(
    State(app): State<App>,
    person: Person,
    Path((id, other)): Path<(i64, i64)>,
) -> Result<Json<MergeComparison>, Problem> {
    act(&app, &person, move |studio, ctx| {
        let preview = studio.merge_preview(ctx, ClientId::new(id), ClientId::new(other))?;
        let preview = preview.ok_or(Error::Conflict(Constraint::ClientMerged))?;
        Ok(Json(MergeComparison::new(preview)))
    })
    .await
}

/// Merges another record into this one, which stands for both from then on: the other's id leads here, its rows keep their ids and are
/// read here. Asked for twice it is done once.
#[utoipa::path(
    post, path = "/api/v1/clients/{id}/merge", tag = "clients", request_body = MergeBody,
    params(("id" = i64, Path, description = "Id of the client that is kept")),
    responses(
        (status = 200, description = "Merged", body = Client),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Somebody else saved one of them meanwhile (`stale`), or it was merged before (`client_merged`)", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn merge(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<MergeBody>,
) -> Result<Json<Client>, Problem> {
    let (id, other, input) = (ClientId::new(id), ClientId::new(body.other_id), body.input());
    act(&app, &person, move |studio, ctx| {
        studio.merge_clients(ctx, id, other, input)?;
        shown(studio, ctx, id)
    })
    .await
}
