//! Blocks: time in which an artist can't be booked.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use studio_app::{BlockInput, BlockRow, BlockView, Error, OpCtx, Studio, which_of_series};
use studio_domain::{ArtistId, BlockId, StudioZone, Timestamp, Version};
use utoipa::{IntoParams, ToSchema};

use super::{act, times, whole};
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::problem::{Document, Problem};
use crate::state::App;

/// A block.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Block {
    id: i64,
    artist_id: i64,
    artist: String,
    starts_at: String,
    ends_at: String,
    /// Whether it was made as whole days.
    whole_days: bool,
    /// The weekly series that it belongs to.
    series_id: Option<i64>,
    /// The last day that a block of the series may begin on.
    until: Option<String>,
    /// What it is for; absent where the reader may not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    /// What was noted; absent where the reader may not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    created_at: String,
    /// User name.
    created_by: Option<String>,
    /// When the desk or the owner took notice of it.
    seen_at: Option<String>,
    version: i64,
}

impl Block {
    fn new(row: BlockRow, zone: StudioZone) -> Self {
        Self {
            id: row.id.get(),
            artist_id: row.artist.id.get(),
            artist: row.artist.name,
            starts_at: times::at(zone, row.span.start()),
            ends_at: times::at(zone, row.span.end()),
            whole_days: row.whole_days,
            series_id: row.series.as_ref().map(|series| series.id.get()),
            until: row.series.map(|series| series.until),
            kind: row.reason.as_ref().map(|reason| reason.kind.code()),
            note: row.reason.map(|reason| reason.note),
            created_at: times::at(zone, row.created_at),
            created_by: row.created_by.map(|(_, name)| name),
            seen_at: times::maybe(zone, row.seen_at),
            version: row.version.get(),
        }
    }

    fn read(studio: &Studio, ctx: &OpCtx, id: BlockId) -> Result<Self, Error> {
        Ok(Self::new(studio.block(ctx, id)?, studio.house(ctx)?.zone()))
    }
}

/// One page of blocks.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Blocks {
    /// Those first that end first.
    items: Vec<Block>,
    /// Cursor of the next page.
    next_cursor: Option<String>,
}

/// Which blocks.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct BlockFilters {
    /// Id of the artist.
    artist_id: Option<String>,
    /// That end after this day began, or this moment; without it, after now.
    from: Option<String>,
    /// That begin before this day ended, or this moment.
    to: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A new block.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewBlock {
    /// Whose time.
    #[schema(example = 1)]
    #[serde(deserialize_with = "whole::needed")]
    artist_id: i64,
    /// Start as RFC 3339 or by the studio's clock; a day where it is whole days.
    #[schema(example = "2027-03-14T14:00")]
    from: String,
    /// End, or last day.
    #[schema(example = "2027-03-14T15:30")]
    to: String,
    /// Whether it is whole days.
    #[serde(default)]
    #[schema(example = false)]
    whole_days: bool,
    /// `vacation`, `personal`, `convention`, `break` or `other`.
    #[schema(example = "break")]
    kind: String,
    /// What is noted, for those who may see details.
    #[serde(default)]
    #[schema(example = "Lunch")]
    note: String,
    /// Repeated every week, the last time on this day or before.
    #[serde(default)]
    #[schema(example = json!(null))]
    until: Option<String>,
}

/// Blocks that were made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeBlocks {
    /// In order; of a series the ids of all of them.
    ids: Vec<i64>,
    /// The first.
    block: Block,
}

/// A change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BlockChange {
    #[serde(default)]
    #[schema(example = json!(null))]
    from: Option<String>,
    #[serde(default)]
    #[schema(example = json!(null))]
    to: Option<String>,
    #[serde(default)]
    #[schema(example = json!(null))]
    whole_days: Option<bool>,
    #[serde(default)]
    #[schema(example = "personal")]
    kind: Option<String>,
    #[serde(default)]
    #[schema(example = "Dentist")]
    note: Option<String>,
    /// `one` (default), or `rest`: those of its series that come after it go along.
    #[serde(default)]
    #[schema(example = "one")]
    which: String,
    /// The version that was read.
    #[schema(example = 1)]
    #[serde(deserialize_with = "whole::needed")]
    version: i64,
}

/// What is to go.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Removal {
    /// `one` (default) or `rest`.
    #[param(pattern = "^(|one|rest)$")]
    which: Option<String>,
    /// The version that was read; without it, the one that it is at.
    #[serde(default, deserialize_with = "whole::in_address")]
    version: Option<i64>,
}

/// How many went.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Removed {
    removed: usize,
}

/// Which new blocks were taken notice of.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Noticed {
    /// Of this artist; left out: of all.
    #[serde(default, deserialize_with = "whole::maybe")]
    #[schema(example = json!(null))]
    artist_id: Option<i64>,
    /// As they were at this moment, RFC 3339; left out: now.
    #[serde(default)]
    #[schema(example = json!(null))]
    until: Option<String>,
}

/// How many it were.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoticedCount {
    noticed: usize,
}

/// Blocks that are not over, or of a range.
#[utoipa::path(
    get, path = "/api/v1/blocks", tag = "blocks", params(BlockFilters),
    responses(
        (status = 200, description = "One page", body = Blocks),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 422, description = "A filter is not valid", body = Document),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    person: Person,
    Query(filters): Query<BlockFilters>,
) -> Result<Json<Blocks>, Problem> {
    let view = BlockView {
        artist: filters.artist_id.unwrap_or_default(),
        from: filters.from.unwrap_or_default(),
        to: filters.to.unwrap_or_default(),
        cursor: filters.cursor.unwrap_or_default(),
    };
    let list = act(&app, &person, move |studio, ctx| studio.blocks(ctx, &view)).await?;
    let items = list.items.into_iter().map(|row| Block::new(row, list.zone)).collect();
    Ok(Json(Blocks { items, next_cursor: list.next_cursor }))
}

/// Blocks that the desk has not taken notice of; artists see their own.
#[utoipa::path(
    get, path = "/api/v1/blocks/new", tag = "blocks",
    responses(
        (status = 200, description = "The oldest first, at most fifty", body = Blocks),
        (status = 401, description = "No session", body = Document),
    )
)]
pub(crate) async fn fresh(State(app): State<App>, person: Person) -> Result<Json<Blocks>, Problem> {
    act(&app, &person, move |studio, ctx| {
        let (page, zone) = (studio.new_blocks(ctx)?, studio.house(ctx)?.zone());
        let items = page.items.into_iter().map(|row| Block::new(row, zone)).collect();
        Ok(Json(Blocks { items, next_cursor: None }))
    })
    .await
}

/// Takes notice of new blocks, for the desk and the owner.
#[utoipa::path(
    post, path = "/api/v1/blocks/seen", tag = "blocks", request_body = Noticed,
    responses(
        (status = 200, description = "How many it were", body = NoticedCount),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn notice(
    State(app): State<App>,
    person: Person,
    Json(body): Json<Noticed>,
) -> Result<Json<NoticedCount>, Problem> {
    act(&app, &person, move |studio, ctx| {
        let until = body.until.as_deref().map(Timestamp::parse_rfc3339).transpose();
        let until = until.map_err(|wrong| Error::from(wrong.at("until")))?;
        let noticed = studio.notice_blocks(ctx, body.artist_id.map(ArtistId::new), until)?;
        Ok(Json(NoticedCount { noticed }))
    })
    .await
}

/// One block.
#[utoipa::path(
    get, path = "/api/v1/blocks/{id}", tag = "blocks",
    params(("id" = i64, Path, description = "Id of the block")),
    responses(
        (status = 200, description = "The block", body = Block),
        (status = 401, description = "No session", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<Json<Block>, Problem> {
    act(&app, &person, move |studio, ctx| Block::read(studio, ctx, BlockId::new(id)).map(Json)).await
}

/// Blocks an artist's time, once or every week.
#[utoipa::path(
    post, path = "/api/v1/blocks", tag = "blocks", request_body = NewBlock,
    responses(
        (status = 201, description = "Blocked", body = MadeBlocks),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "No such artist", body = Document),
        (status = 409, description = "Appointments stand there (`block_over_appointments`, with all of them), or it is blocked so already (`blocked_so`)", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn add(
    State(app): State<App>,
    person: Person,
    Json(body): Json<NewBlock>,
) -> Result<Response, Problem> {
    let made = act(&app, &person, move |studio, ctx| {
        let input = BlockInput {
            from: Some(body.from),
            to: Some(body.to),
            whole_days: Some(body.whole_days),
            kind: Some(body.kind),
            note: Some(body.note),
            until: body.until,
        };
        let ids = studio.add_block(ctx, ArtistId::new(body.artist_id), input)?;
        let first =
            ids.first().copied().ok_or_else(|| Error::Internal("a series has no block".to_owned()))?;
        let ids = ids.into_iter().map(BlockId::get).collect();
        Ok(MadeBlocks { ids, block: Block::read(studio, ctx, first)? })
    })
    .await?;
    let place = [(header::LOCATION, format!("/api/v1/blocks/{}", made.block.id))];
    Ok((StatusCode::CREATED, place, Json(made)).into_response())
}

/// Changes a block, or it and the rest of its series.
#[utoipa::path(
    patch, path = "/api/v1/blocks/{id}", tag = "blocks", request_body = BlockChange,
    params(("id" = i64, Path, description = "Id of the block")),
    responses(
        (status = 200, description = "Saved", body = Block),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Appointments stand there, or somebody else saved it meanwhile (`stale`)", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn change(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<BlockChange>,
) -> Result<Json<Block>, Problem> {
    act(&app, &person, move |studio, ctx| {
        let id = BlockId::new(id);
        let which = which_of_series(&body.which)?;
        let input = BlockInput {
            from: body.from,
            to: body.to,
            whole_days: body.whole_days,
            kind: body.kind,
            note: body.note,
            until: None,
        };
        let version = Some(Version::new(body.version));
        studio.edit_block(ctx, id, input, which, version)?;
        Block::read(studio, ctx, id).map(Json)
    })
    .await
}

/// Removes a block, or it and the rest of its series.
#[utoipa::path(
    delete, path = "/api/v1/blocks/{id}", tag = "blocks",
    params(("id" = i64, Path, description = "Id of the block"), Removal),
    responses(
        (status = 200, description = "How many went", body = Removed),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Somebody else saved it meanwhile (`stale`)", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn remove(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Query(asked): Query<Removal>,
) -> Result<Json<Removed>, Problem> {
    act(&app, &person, move |studio, ctx| {
        let which = which_of_series(asked.which.as_deref().unwrap_or_default())?;
        let removed = studio.remove_block(ctx, BlockId::new(id), which, asked.version.map(Version::new))?;
        Ok(Json(Removed { removed }))
    })
    .await
}
