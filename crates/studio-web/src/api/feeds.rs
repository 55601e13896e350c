//! Calendar feeds: making, listing and revoking them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use studio_app::{FeedCard, feed_path};
use studio_domain::{ArtistId, FeedId, Invalid, Rule, StudioZone};
use utoipa::{IntoParams, ToSchema};

use super::{act, times, whole};
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::problem::{Document, Problem};
use crate::state::App;

/// A feed. Its address is nowhere.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Feed {
    id: i64,
    /// `busy_only`, `first_name` or `full`.
    privacy: &'static str,
    created_at: String,
    /// User name.
    created_by: Option<String>,
    /// When a calendar asked for it last, to the hour.
    read_at: Option<String>,
    /// When it was revoked.
    revoked_at: Option<String>,
}

impl Feed {
    fn new(card: FeedCard, zone: StudioZone) -> Self {
        Self {
            id: card.id.get(),
            privacy: card.privacy.code(),
            created_at: times::at(zone, card.created_at),
            created_by: card.created_by.map(|(_, name)| name),
            read_at: times::maybe(zone, card.read_at),
            revoked_at: times::maybe(zone, card.revoked_at),
        }
    }
}

/// The feeds of an artist.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Feeds {
    /// The newest first.
    items: Vec<Feed>,
    /// Always `null`.
    next_cursor: Option<String>,
}

/// Whose.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct FeedFilters {
    /// Id of the artist; without it, whoever asks.
    artist_id: Option<String>,
}

/// A new feed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewFeed {
    /// Whose agenda.
    #[schema(example = 1)]
    #[serde(deserialize_with = "whole::needed")]
    artist_id: i64,
    /// `busy_only`, `first_name` or `full`.
    #[schema(example = "busy_only")]
    privacy: String,
}

/// A feed that was just made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeFeed {
    id: i64,
    /// Its address, behind that of the server. It is told this once.
    path: String,
}

/// Calendar feeds of an artist's agenda.
#[utoipa::path(
    get, path = "/api/v1/feeds", tag = "feeds", params(FeedFilters),
    responses(
        (status = 200, description = "All of them", body = Feeds),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 404, description = "No such artist", body = Document),
        (status = 422, description = "No artist is named", body = Document),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    person: Person,
    Query(filters): Query<FeedFilters>,
) -> Result<Json<Feeds>, Problem> {
    act(&app, &person, move |studio, ctx| {
        let artist = match filters.artist_id.as_deref().unwrap_or_default().trim() {
            "" => studio.frame(ctx)?.account.artist.map(|(id, _)| id),
            raw => Some(raw.parse::<ArtistId>().map_err(|wrong| wrong.at("artist_id"))?),
        };
        let artist = match artist {
            Some(artist) => artist,
            None => {
                studio.expect_agenda_export(ctx)?;
                return Err(Invalid::new("artist_id", Rule::Required).into());
            }
        };
        let (list, zone) = (studio.feeds(ctx, artist)?, studio.house(ctx)?.zone());
        let items = list.items.into_iter().map(|card| Feed::new(card, zone)).collect();
        Ok(Json(Feeds { items, next_cursor: None }))
    })
    .await
}

/// Makes a feed: a secret address under which a calendar reads an artist's agenda.
#[utoipa::path(
    post, path = "/api/v1/feeds", tag = "feeds", request_body = NewFeed,
    responses(
        (status = 201, description = "Made", body = MadeFeed),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "No such artist", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn make(
    State(app): State<App>,
    person: Person,
    Json(body): Json<NewFeed>,
) -> Result<Response, Problem> {
    let made = act(&app, &person, move |studio, ctx| {
        studio.make_feed(ctx, ArtistId::new(body.artist_id), &body.privacy)
    })
    .await?;
    let made = MadeFeed { id: made.id.get(), path: feed_path(&made.token) };
    Ok((StatusCode::CREATED, Json(made)).into_response())
}

/// Revokes a feed: its address is none from then on.
#[utoipa::path(
    delete, path = "/api/v1/feeds/{id}", tag = "feeds",
    params(("id" = i64, Path, description = "Id of the feed")),
    responses(
        (status = 204, description = "Revoked"),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there, or revoked already", body = Document),
    )
)]
pub(crate) async fn revoke(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<StatusCode, Problem> {
    act(&app, &person, move |studio, ctx| studio.revoke_feed(ctx, FeedId::new(id))).await?;
    Ok(StatusCode::NO_CONTENT)
}
