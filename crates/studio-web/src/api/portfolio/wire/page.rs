//! An artist's public page, and what visitors see there.

use serde::{Deserialize, Serialize};
use studio_app::{PortfolioPage, Showcase, ShownItem};
use studio_domain::{ItemColour, ItemState, PhotoSize, PortfolioItemId};
use utoipa::{IntoParams, ToSchema};

use crate::api::{faces, whole};

/// How an artist's public page stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Page {
    artist_id: i64,
    /// The last part of its address.
    slug: Option<String>,
    /// Its address, while visitors get it.
    url: Option<String>,
    /// Whether the artist has switched it on.
    public: bool,
    /// Whether the studio has such pages at all.
    studio_allows: bool,
    version: i64,
}

impl From<PortfolioPage> for Page {
    fn from(page: PortfolioPage) -> Self {
        let open = page.is_open();
        Self {
            artist_id: page.artist.id.get(),
            url: page.slug.as_ref().filter(|_| open).map(|slug| format!("/p/{slug}")),
            slug: page.slug,
            public: page.is_public,
            studio_allows: page.studio_allows,
            version: page.version.get(),
        }
    }
}

/// How an artist's public page is to stand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "version": 0, "public": false, "slug": "lola-vega" }))]
pub(crate) struct PageChange {
    /// The version that was read; 0 where nothing was ever saved.
    #[serde(deserialize_with = "whole::needed")]
    pub(in crate::api::portfolio) version: i64,
    /// Whether it is on; needed.
    pub(in crate::api::portfolio) public: Option<bool>,
    /// The last part of its address; left out, it stays, or is made of the artist's name.
    pub(in crate::api::portfolio) slug: Option<String>,
}

/// What visitors see of a piece.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Shown {
    id: i64,
    title: String,
    description: String,
    style: String,
    placement: String,
    colour: Option<&'static str>,
    state: Option<&'static str>,
    tags: Vec<String>,
    /// Further pictures of it, by id.
    stack: Vec<i64>,
}

impl From<ShownItem> for Shown {
    fn from(item: ShownItem) -> Self {
        Self {
            id: item.id.get(),
            title: item.title,
            description: item.description,
            style: item.style,
            placement: item.placement,
            colour: item.colour.map(ItemColour::code),
            state: item.state.map(ItemState::code),
            tags: item.tags,
            stack: item.stack.iter().map(|under| under.id.get()).collect(),
        }
    }
}

/// What visitors see, or would see if the page were on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Preview {
    artist: String,
    bio: String,
    styles: Vec<String>,
    instagram: Option<String>,
    /// Address of the artist's picture, for staff.
    photo_url: Option<String>,
    items: Vec<Shown>,
    /// `after` of the next page.
    next: Option<i64>,
}

impl From<Showcase> for Preview {
    fn from(show: Showcase) -> Self {
        Self {
            artist: show.artist,
            bio: show.bio,
            styles: show.styles,
            instagram: show.instagram,
            photo_url: show.face.map(|(user, face)| faces::address(user, &face.large, PhotoSize::Large)),
            items: show.items.into_iter().map(Shown::from).collect(),
            next: show.next.map(PortfolioItemId::get),
        }
    }
}

/// Where a preview goes on.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct After {
    /// `next` of the page before.
    #[serde(default, deserialize_with = "whole::in_address")]
    pub(in crate::api::portfolio) after: Option<i64>,
}
