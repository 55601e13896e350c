//! Portfolios: the wall of pictures, a piece, adding pictures, the public page.

mod arrange;
mod item;
mod list;
mod page;
mod picture;
mod public;
mod subject;
mod upload;

pub(crate) use arrange::{bulk, order};
pub(crate) use item::{change, remove, restore, show};
pub(crate) use list::list;
pub(crate) use page::{preview, settings, switch};
pub(crate) use picture::set as set_picture;
pub(crate) use public::{face as public_face, picture as public_picture, show as public_page};
pub(crate) use upload::{ask as ask_upload, receive as upload};

use studio_app::{Error, ItemInput, ItemPictures, PortfolioItem};
use studio_domain::{ArtistId, PictureSize, PortfolioItemId};

use super::{PageError, Reader, Say, Typed};
use crate::api::portfolio::address;
use crate::extract::Path;
use crate::problem::Problem;

/// A picture on the wall.
pub(crate) struct Tile {
    pub(crate) id: PortfolioItemId,
    /// The picture; `None`: it moved in without.
    pub(crate) shown: Option<Shown>,
    /// Title, or else what it is.
    pub(crate) words: String,
    /// Who made it, where, how.
    pub(crate) line: String,
    /// How many pictures lie under it.
    pub(crate) stacked: Option<String>,
    pub(crate) item: PortfolioItem,
    /// This one and the one before it, in the order that moves it one place on; and the same with the next.
    pub(crate) earlier: Option<String>,
    pub(crate) later: Option<String>,
}

/// Where a picture is, and its shape.
pub(crate) struct Shown {
    pub(crate) small: String,
    pub(crate) large: String,
    pub(crate) original: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Shown {
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

impl Tile {
    /// Among pictures of several artists.
    pub(crate) fn new(say: &Say, item: PortfolioItem) -> Self {
        let (nameless, artist) = (say.with("item-by", "name", &item.artist.name), item.artist.name.clone());
        Self::of(say, item, nameless, vec![artist])
    }

    /// On the artist's own wall, which has the name above it.
    fn at_home(say: &Say, item: PortfolioItem) -> Self {
        Self::of(say, item, say.t("item-untitled"), Vec::new())
    }

    fn of(say: &Say, item: PortfolioItem, nameless: String, mut line: Vec<String>) -> Self {
        let named = [&item.title, &item.style, &item.placement];
        let words = named.into_iter().find(|text| !text.is_empty()).cloned();
        line.extend([&item.style, &item.placement].into_iter().filter(|text| !text.is_empty()).cloned());
        line.extend(item.colour.map(|colour| say.named("item-colour", colour.code())));
        line.extend(item.state.map(|state| say.named("item-state", state.code())));
        Self {
            id: item.id,
            shown: item.pictures.map(|pictures| Shown::of(item.id, &pictures)),
            words: words.unwrap_or(nameless),
            stacked: (item.stacked > 0)
                .then(|| say.count("item-stacked", usize::try_from(item.stacked).unwrap_or(usize::MAX))),
            line: line.join(" · "),
            item,
            earlier: None,
            later: None,
        }
    }
}

/// The piece of an address; one that can't be read names none.
fn id_of(reader: &Reader, path: Result<Path<i64>, Problem>) -> Result<PortfolioItemId, PageError> {
    path.map(|Path(id)| PortfolioItemId::new(id))
        .map_err(|_unreadable| reader.told(&Error::NotFound { kind: "portfolio_item", id: String::new() }))
}

/// The artist of an address; one that can't be read names nobody.
fn artist_of(reader: &Reader, path: Result<Path<i64>, Problem>) -> Result<ArtistId, PageError> {
    path.map(|Path(id)| ArtistId::new(id))
        .map_err(|_unreadable| reader.told(&Error::NotFound { kind: "artist", id: String::new() }))
}

/// Where an artist's wall is.
fn wall_of(artist: ArtistId) -> String {
    format!("/portfolio?artist={artist}")
}

/// What a form says about a piece. `whole` forms carry every field, so a box that is not ticked is a no.
fn input_of(typed: &Typed, whole: bool) -> ItemInput {
    let text = |name: &str| typed.maybe(name).map(str::to_owned);
    let tick = |name: &str| match typed.maybe(name) {
        None if whole => Some(false),
        None => None,
        Some(value) => Some(value == "1"),
    };
    ItemInput {
        title: text("title"),
        description: text("description"),
        style: text("style"),
        placement: text("placement"),
        size: text("size"),
        technique: text("technique"),
        hours: text("work_time"),
        colour: text("colour"),
        state: text("state"),
        tags: text("tags"),
        client_id: text("client_id"),
        appointment_id: text("appointment_id"),
        made_on: text("made_on"),
        public: tick("public"),
        featured: tick("featured"),
    }
}

/// Whether a form is shown again for this: something in it can be put right.
fn can_be_put_right(error: &Error) -> bool {
    match error {
        Error::Invalid(_) | Error::Stale { .. } | Error::Conflict(_) | Error::Upload(_) => true,
        Error::NotFound { kind, .. } => matches!(*kind, "client" | "appointment"),
        _ => false,
    }
}
