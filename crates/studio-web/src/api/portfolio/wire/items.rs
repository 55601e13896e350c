//! Pieces as they are answered, and how they are asked for.

use serde::{Deserialize, Serialize};
use studio_app::{ItemPictures, PortfolioFilter, PortfolioItem, PortfolioSession};
use studio_domain::{ContentHash, ItemColour, ItemState, PictureSize, PortfolioItemId, StudioZone, WorkTime};
use utoipa::{IntoParams, ToSchema};

use crate::api::{times, whole};

/// Somebody or something with a name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NamedRef {
    /// Id.
    id: i64,
    /// Name.
    name: String,
}

/// Where the pictures of a piece are. What they hold is part of the address, so a browser keeps them for good.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PictureUrls {
    /// 320 pixels on the longer side.
    small: String,
    /// 1280 pixels on the longer side.
    large: String,
    /// As it came, at most 4096 pixels on the longer side.
    original: String,
    /// Width of the largest one.
    width: u32,
    /// Its height.
    height: u32,
}

impl PictureUrls {
    fn of(id: PortfolioItemId, pictures: &ItemPictures) -> Self {
        let url = |size| address(id, &pictures.of(size), size);
        Self {
            small: url(PictureSize::Small),
            large: url(PictureSize::Large),
            original: url(PictureSize::Original),
            width: pictures.width,
            height: pictures.height,
        }
    }
}

/// Where a picture of a piece is.
pub(crate) fn address(id: PortfolioItemId, hash: &ContentHash, size: PictureSize) -> String {
    format!("/api/v1/media/portfolio-items/{id}?size={size}&v={}", hash.short())
}

/// A piece of a portfolio.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Item {
    id: i64,
    artist: NamedRef,
    artist_id: i64,
    title: String,
    description: String,
    style: String,
    placement: String,
    size: String,
    technique: String,
    /// Hours and minutes, `3:30`.
    hours: Option<String>,
    /// `color` or `black_and_grey`.
    colour: Option<&'static str>,
    /// `fresh` or `healed`.
    state: Option<&'static str>,
    tags: Vec<String>,
    client_id: Option<i64>,
    /// The client's name, for who may see clients.
    client: Option<String>,
    appointment_id: Option<i64>,
    /// Whether visitors are meant to see it.
    public: bool,
    /// Whether the consent of the client whom it shows is missing: visitors don't see it then.
    held_back: bool,
    featured: bool,
    /// The piece under which it lies.
    cover_id: Option<i64>,
    /// How many pictures lie under it.
    stacked: u32,
    made_on: Option<String>,
    /// Absent: it moved in without its picture.
    images: Option<PictureUrls>,
    uploaded_at: String,
    /// Who uploaded it; absent: nobody who has an account.
    uploaded_by: Option<String>,
    /// When it was removed; for thirty days it can be brought back.
    removed_at: Option<String>,
    version: i64,
}

impl Item {
    pub(in crate::api::portfolio) fn new(item: PortfolioItem, zone: StudioZone) -> Self {
        Self {
            id: item.id.get(),
            images: item.pictures.map(|pictures| PictureUrls::of(item.id, &pictures)),
            artist_id: item.artist.id.get(),
            artist: NamedRef { id: item.artist.id.get(), name: item.artist.name },
            title: item.title,
            description: item.description,
            style: item.style,
            placement: item.placement,
            size: item.size,
            technique: item.technique,
            hours: item.time.as_ref().map(WorkTime::to_string),
            colour: item.colour.map(ItemColour::code),
            state: item.state.map(ItemState::code),
            tags: item.tags,
            client_id: item.client.as_ref().map(|(id, _)| id.get()),
            client: item.client.and_then(|(_, name)| name),
            appointment_id: item.appointment.map(studio_domain::AppointmentId::get),
            public: item.is_public,
            held_back: item.held_back,
            featured: item.is_featured,
            cover_id: item.cover.map(PortfolioItemId::get),
            stacked: item.stacked,
            made_on: item.made_on.map(|day| day.to_string()),
            uploaded_at: times::at(zone, item.uploaded_at),
            uploaded_by: item.uploaded_by.map(|(_, name)| name),
            removed_at: times::maybe(zone, item.removed_at),
            version: item.version.get(),
        }
    }
}

/// One page of pieces.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Items {
    /// The pieces.
    pub(in crate::api::portfolio) items: Vec<Item>,
    /// Cursor of the next page.
    pub(in crate::api::portfolio) next_cursor: Option<String>,
}

/// A piece with what lies under it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ItemWithStack {
    #[serde(flatten)]
    pub(in crate::api::portfolio) item: Item,
    /// Further pictures of it.
    pub(in crate::api::portfolio) stack: Vec<Item>,
}

/// Which pieces.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filters {
    /// Id of the artist.
    artist_id: Option<String>,
    /// Style.
    style: Option<String>,
    /// Place on the body.
    placement: Option<String>,
    /// With colour or without.
    #[param(pattern = "^(|color|black_and_grey)$")]
    colour: Option<String>,
    /// Fresh or healed.
    #[param(pattern = "^(|fresh|healed)$")]
    state: Option<String>,
    /// Whether visitors are meant to see them.
    public: Option<bool>,
    /// Id of the client whom they show; then every picture counts, those under a cover as well.
    client_id: Option<String>,
    /// Those that were removed and can be brought back, instead of the others.
    removed: Option<bool>,
    /// `arranged` (default of one artist), `newest` (default of all) or `oldest`.
    #[param(pattern = "^(|arranged|newest|oldest)$")]
    sort: Option<String>,
    /// In groups, each newest first.
    #[param(pattern = "^(|style|colour)$")]
    group: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 200; default 50.
    #[param(minimum = 1, maximum = 200)]
    #[serde(default, deserialize_with = "whole::in_address")]
    limit: Option<usize>,
}

impl Filters {
    pub(in crate::api::portfolio) fn filter(self) -> PortfolioFilter {
        let text = Option::unwrap_or_default;
        PortfolioFilter {
            artist: text(self.artist_id),
            style: text(self.style),
            placement: text(self.placement),
            colour: text(self.colour),
            state: text(self.state),
            public: self.public.map(|on| on.to_string()).unwrap_or_default(),
            client: text(self.client_id),
            removed: self.removed.unwrap_or_default(),
            sort: text(self.sort),
            group: text(self.group),
            limit: self.limit,
            cursor: text(self.cursor),
        }
    }
}

/// A session that a piece may have been made in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Session {
    appointment_id: i64,
    client_id: i64,
    /// The client's name, for who may see clients.
    client: Option<String>,
    starts_at: String,
    /// For who may see what was done.
    service: Option<String>,
}

impl Session {
    pub(in crate::api::portfolio) fn new(session: PortfolioSession, zone: StudioZone) -> Self {
        Self {
            appointment_id: session.id.get(),
            client_id: session.client.0.get(),
            client: session.client.1,
            starts_at: times::at(zone, session.starts_at),
            service: session.service,
        }
    }
}

/// Sessions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Sessions {
    /// Newest first.
    pub(in crate::api::portfolio) items: Vec<Session>,
}

/// Which picture.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct PictureQuery {
    /// Pixels of the longer side: `1280` (default), `320` or `original`.
    #[param(pattern = "^(|320|1280|original)$")]
    pub(in crate::api::portfolio) size: Option<String>,
    /// The beginning of the hash, as the addresses have it: such an answer may be kept for good.
    pub(in crate::api::portfolio) v: Option<String>,
}
