//! Artists, as the directory shows them.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use studio_app::{ArtistCard, ArtistFilter};
use studio_domain::{ArtistId, StudioZone};
use utoipa::{IntoParams, ToSchema};

use super::{act, times};
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::problem::{Document, Problem};
use crate::state::App;

/// An artist.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Artist {
    /// Id.
    id: i64,
    /// Name.
    name: String,
    /// Whether the artist can be booked.
    active: bool,
    /// Colour, `#rrggbb`.
    colour: String,
    /// Text of the public page; may be empty.
    bio: String,
    /// Styles.
    styles: Vec<String>,
    /// Phone.
    phone: Option<String>,
    /// Mail address.
    email: Option<String>,
    /// Instagram name without `@`.
    instagram: Option<String>,
    /// When the profile was made.
    created_at: String,
    /// For saving without overwriting others.
    version: i64,
}

impl Artist {
    fn new(card: ArtistCard, zone: StudioZone) -> Self {
        Self {
            id: card.id.get(),
            name: card.name,
            active: card.active,
            colour: card.colour,
            bio: card.bio,
            styles: card.styles,
            phone: card.phone,
            email: card.email,
            instagram: card.instagram,
            created_at: times::at(zone, card.created_at),
            version: card.version.get(),
        }
    }
}

/// One page of artists.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Artists {
    /// The artists.
    items: Vec<Artist>,
    /// Cursor of the next page.
    next_cursor: Option<String>,
}

/// Filters.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filters {
    /// Part of the name.
    q: Option<String>,
    /// Only active or only inactive ones.
    active: Option<bool>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The cursor is the id of the last artist and its name's key.
fn after(cursor: Option<String>) -> Result<Option<(String, ArtistId)>, studio_app::Error> {
    let Some(cursor) = cursor else { return Ok(None) };
    let invalid = || studio_domain::Invalid::form("cursor", "cursor");
    let (id, key) = cursor.split_once('-').ok_or_else(invalid)?;
    Ok(Some((key.to_owned(), id.parse().map_err(|_cause| invalid())?)))
}

/// Artists, A–Z.
#[utoipa::path(
    get, path = "/api/v1/artists", tag = "artists", params(Filters),
    responses(
        (status = 200, description = "One page", body = Artists),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 422, description = "A filter is not valid", body = Document),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    person: Person,
    Query(filters): Query<Filters>,
) -> Result<Json<Artists>, Problem> {
    let (page, zone) = act(&app, &person, move |studio, ctx| {
        let filter = ArtistFilter { q: filters.q, active: filters.active, after: after(filters.cursor)? };
        Ok((studio.artists(ctx, &filter)?, studio.house(ctx)?.zone()))
    })
    .await?;
    let last = page.items.last().filter(|_| page.more).map(ArtistCard::cursor);
    Ok(Json(Artists {
        next_cursor: last.map(|(key, id)| format!("{id}-{key}")),
        items: page.items.into_iter().map(|card| Artist::new(card, zone)).collect(),
    }))
}

/// One artist.
#[utoipa::path(
    get, path = "/api/v1/artists/{id}", tag = "artists",
    params(("id" = i64, Path, description = "Id of the artist")),
    responses(
        (status = 200, description = "The artist", body = Artist),
        (status = 401, description = "No session", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<Json<Artist>, Problem> {
    let (sheet, zone) = act(&app, &person, move |studio, ctx| {
        Ok((studio.artist(ctx, ArtistId::new(id))?, studio.house(ctx)?.zone()))
    })
    .await?;
    Ok(Json(Artist::new(sheet.card, zone)))
}
