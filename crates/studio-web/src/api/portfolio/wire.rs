//! Portfolios as they are asked for and answered.

use serde::{Deserialize, Deserializer, Serialize};
use studio_app::{
    BulkDone, BulkInput, Error, ItemInput, PortfolioFilter, PortfolioItem, PortfolioPage, PortfolioSession,
    Showcase, ShownItem,
};
use studio_domain::{
    ContentHash, Invalid, ItemColour, ItemState, PictureSize, PortfolioItemId, Rule, StudioZone, WorkTime,
};
use utoipa::{IntoParams, ToSchema};

use crate::api::{times, whole};
use crate::extract::object;

/// Reads a field that may be left out (stays) or `null` (is emptied).
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(from).map(Some)
}

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
    images: PictureUrls,
    uploaded_at: String,
    /// Who uploaded it; absent: nobody who has an account.
    uploaded_by: Option<String>,
    /// When it was removed; for thirty days it can be brought back.
    removed_at: Option<String>,
    version: i64,
}

impl Item {
    pub(super) fn new(item: PortfolioItem, zone: StudioZone) -> Self {
        let url = |size| address(item.id, &item.pictures.of(size), size);
        Self {
            id: item.id.get(),
            images: PictureUrls {
                small: url(PictureSize::Small),
                large: url(PictureSize::Large),
                original: url(PictureSize::Original),
                width: item.pictures.width,
                height: item.pictures.height,
            },
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
    pub(super) items: Vec<Item>,
    /// Cursor of the next page.
    pub(super) next_cursor: Option<String>,
}

/// A piece with what lies under it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ItemWithStack {
    #[serde(flatten)]
    pub(super) item: Item,
    /// Further pictures of it.
    pub(super) stack: Vec<Item>,
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
    limit: Option<usize>,
}

impl Filters {
    pub(super) fn filter(self) -> PortfolioFilter {
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

/// Changes of a piece. What is left out stays, `null` or empty text empties.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "version": 1, "title": "Swallow", "style": "Fine line", "hours": "3:30", "public": true }))]
pub(crate) struct ItemChange {
    /// The version that was read.
    #[serde(deserialize_with = "whole::needed")]
    pub(super) version: i64,
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    title: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    description: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    style: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    placement: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    size: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    technique: Option<Option<String>>,
    /// `3`, `3.5` or `3:30`.
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    hours: Option<Option<String>>,
    /// `color` or `black_and_grey`.
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    colour: Option<Option<String>>,
    /// `fresh` or `healed`.
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    state: Option<Option<String>>,
    tags: Option<Vec<String>>,
    /// Whom it shows; with an appointment it is that one's client.
    #[schema(value_type = Option<i64>)]
    #[serde(default, deserialize_with = "whole::present")]
    client_id: Option<Option<i64>>,
    /// The appointment of the same artist in which it was made.
    #[schema(value_type = Option<i64>)]
    #[serde(default, deserialize_with = "whole::present")]
    appointment_id: Option<Option<i64>>,
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    made_on: Option<Option<String>>,
    public: Option<bool>,
    featured: Option<bool>,
}

impl From<ItemChange> for ItemInput {
    fn from(body: ItemChange) -> Self {
        let text = |field: Option<Option<String>>| field.map(Option::unwrap_or_default);
        let id = |field: Option<Option<i64>>| field.map(|id| id.map(|id| id.to_string()).unwrap_or_default());
        Self {
            title: text(body.title),
            description: text(body.description),
            style: text(body.style),
            placement: text(body.placement),
            size: text(body.size),
            technique: text(body.technique),
            hours: text(body.hours),
            colour: text(body.colour),
            state: text(body.state),
            tags: body.tags.map(|tags| tags.join("\n")),
            client_id: id(body.client_id),
            appointment_id: id(body.appointment_id),
            made_on: text(body.made_on),
            public: body.public,
            featured: body.featured,
        }
    }
}

/// Pieces in an order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "ids": [1] }))]
pub(crate) struct Order {
    /// Ids of pieces of this artist, first comes first.
    #[schema(value_type = Vec<i64>)]
    ids: Vec<whole::Whole>,
}

/// Numbers as ids.
fn ids(numbers: Vec<whole::Whole>) -> Vec<PortfolioItemId> {
    numbers.into_iter().map(|whole::Whole(id)| PortfolioItemId::new(id)).collect()
}

impl Order {
    pub(super) fn ids(self) -> Vec<PortfolioItemId> {
        ids(self.ids)
    }
}

/// What can be said of many pieces at once. What is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct BulkFields {
    style: Option<String>,
    placement: Option<String>,
    technique: Option<String>,
    /// `color` or `black_and_grey`; empty: none.
    colour: Option<String>,
    /// `fresh` or `healed`; empty: none.
    state: Option<String>,
    made_on: Option<String>,
    public: Option<bool>,
    featured: Option<bool>,
}

/// One thing done to many pieces.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "ids": [1], "act": "change", "change": { "style": "Fine line" } }))]
pub(crate) struct Bulk {
    /// Ids of pieces of this artist.
    #[schema(value_type = Vec<i64>)]
    ids: Vec<whole::Whole>,
    /// `change`, `stack` (under the first), `unstack`, `remove` or `restore`.
    act: String,
    /// With `change`.
    #[serde(default, deserialize_with = "object")]
    change: Option<BulkFields>,
}

impl Bulk {
    /// The pieces and what is done to them.
    pub(super) fn read(self) -> Result<(Vec<PortfolioItemId>, BulkInput), Error> {
        let what = match self.act.as_str() {
            "change" => {
                let change = self.change.ok_or(Invalid::new("change", Rule::Required))?;
                BulkInput::Change(Box::new(ItemInput {
                    style: change.style,
                    placement: change.placement,
                    technique: change.technique,
                    colour: change.colour,
                    state: change.state,
                    made_on: change.made_on,
                    public: change.public,
                    featured: change.featured,
                    ..ItemInput::default()
                }))
            }
            "stack" => BulkInput::Stack,
            "unstack" => BulkInput::Unstack,
            "remove" => BulkInput::Remove,
            "restore" => BulkInput::Restore,
            other => {
                let given = other.chars().take(60).collect();
                return Err(Invalid::new("act", Rule::Unknown { given }).into());
            }
        };
        Ok((ids(self.ids), what))
    }
}

/// What became of many pieces.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Outcome {
    /// Those to which it was done.
    done: Vec<i64>,
    /// Those that one may not change.
    refused: Vec<i64>,
    /// Those that are not there.
    missing: Vec<i64>,
}

impl From<BulkDone> for Outcome {
    fn from(all: BulkDone) -> Self {
        let numbers = |ids: Vec<PortfolioItemId>| ids.into_iter().map(PortfolioItemId::get).collect();
        Self { done: numbers(all.done), refused: numbers(all.refused), missing: numbers(all.missing) }
    }
}

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
    pub(super) version: i64,
    /// Whether it is on; needed.
    pub(super) public: Option<bool>,
    /// The last part of its address; left out, it stays, or is made of the artist's name.
    pub(super) slug: Option<String>,
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
    pub(super) fn new(session: PortfolioSession, zone: StudioZone) -> Self {
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
    pub(super) items: Vec<Session>,
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
    pub(super) after: Option<i64>,
}

/// Whose portfolio a picture is added to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct To {
    /// Id of the artist.
    #[param(required = true)]
    pub(super) artist_id: Option<i64>,
}

/// Which picture.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct PictureQuery {
    /// Pixels of the longer side: `1280` (default), `320` or `original`.
    #[param(pattern = "^(|320|1280|original)$")]
    pub(super) size: Option<String>,
    /// The beginning of the hash, as the addresses have it: such an answer may be kept for good.
    pub(super) v: Option<String>,
}

/// A picture with what is said about it, as parts of a form. What is said comes before the file.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes a body that is no JSON")]
pub(crate) struct NewItem {
    /// The picture: a JPEG, PNG or WebP of at most 40 MB and 60 megapixels.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    title: Option<String>,
    description: Option<String>,
    style: Option<String>,
    placement: Option<String>,
    size: Option<String>,
    technique: Option<String>,
    /// `3`, `3.5` or `3:30`.
    hours: Option<String>,
    /// `color` or `black_and_grey`.
    colour: Option<String>,
    /// `fresh` or `healed`.
    state: Option<String>,
    /// Between commas.
    tags: Option<String>,
    client_id: Option<String>,
    appointment_id: Option<String>,
    made_on: Option<String>,
    /// `true` or `false`.
    public: Option<String>,
}
