//! Portfolios: pictures of artists' work, each an artist's own; several of one piece lie under a cover.

mod arrange;
mod change;
mod list;
mod moved;
mod page;
mod picture;
mod shown;
mod subject;

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sqlite::{Sqlite, SqliteConnection};
use studio_domain::{
    AppointmentId, ArtistId, ClientId, ContentHash, ItemColour, ItemState, PictureSize, PortfolioItemId,
    Timestamp, UserId, Values, Version, WorkTime,
};
use studio_policy::{Action, Ownership};

use crate::actions::{self, ViewItem};
use crate::clients::Named;
use crate::error::{Error, Result};
use crate::guard::{Permit, Row as _, Scope};
use crate::media::hash;
use crate::schema::{artists, clients, media, portfolio_items, users};
use crate::settings;
use crate::tx::Tx;

pub(crate) use change::purge;
pub use change::{ItemEdit, NewItem};
pub use list::{ItemCursor, ItemPage, ItemQuery};
pub use moved::MovedItem;
pub use page::{PageEdit, PortfolioPage};
pub use picture::NewPictures;
pub use shown::{Showcase, ShownItem};
pub use subject::{ItemSubject, PortfolioSession};

/// A picture of an artist's work, as staff see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortfolioItem {
    /// Id.
    pub id: PortfolioItemId,
    /// Whose work.
    pub artist: Named<ArtistId>,
    /// The pictures; `None`: it moved in without one.
    pub pictures: Option<ItemPictures>,
    /// What it is called; may be empty.
    pub title: String,
    /// What is said about it; may be empty.
    pub description: String,
    /// Style; may be empty.
    pub style: String,
    /// Place on the body; may be empty.
    pub placement: String,
    /// How large; may be empty.
    pub size: String,
    /// How it was made; may be empty.
    pub technique: String,
    /// How long it took.
    pub time: Option<WorkTime>,
    /// Whether it has colour.
    pub colour: Option<ItemColour>,
    /// How old it was when it was photographed.
    pub state: Option<ItemState>,
    /// Tags, in the order in which they were given.
    pub tags: Vec<String>,
    /// Whom it shows, with the name where the reader may see clients.
    pub client: Option<(ClientId, Option<String>)>,
    /// The session in which it was made.
    pub appointment: Option<AppointmentId>,
    /// Whether visitors are meant to see it.
    pub is_public: bool,
    /// Whether the client whom it shows has not agreed to that, or no longer: nobody outside sees it then.
    pub held_back: bool,
    /// Whether it stands before the others.
    pub is_featured: bool,
    /// The picture under which this one lies.
    pub cover: Option<PortfolioItemId>,
    /// How many pictures lie under this one.
    pub stacked: u32,
    /// When it was made.
    pub made_on: Option<NaiveDate>,
    /// When it was uploaded.
    pub uploaded_at: Timestamp,
    /// By whom, with the name of today; `None`: the operator or an import.
    pub uploaded_by: Option<(UserId, String)>,
    /// When it was removed; it can be brought back for some days.
    pub removed_at: Option<Timestamp>,
    /// For saving without overwriting others.
    pub version: Version,
}

/// The files of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemPictures {
    /// 320 pixels on the longer side.
    pub small: ContentHash,
    /// 1280 pixels on the longer side.
    pub large: ContentHash,
    /// As it came, at most 4096 pixels on the longer side.
    pub original: ContentHash,
    /// Width of the original in pixels.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

impl ItemPictures {
    /// The file of this size.
    #[must_use]
    pub fn of(&self, size: PictureSize) -> ContentHash {
        match size {
            PictureSize::Small => self.small,
            PictureSize::Large => self.large,
            PictureSize::Original => self.original,
        }
    }

    /// Those of a row, if it has any.
    fn of_row(row: &ItemRow) -> Result<Option<Self>> {
        let (Some(small), Some(large), Some(original)) = (&row.small, &row.large, &row.original) else {
            return Ok(None);
        };
        let side = |side: Option<i64>| side.and_then(|side| u32::try_from(side).ok()).unwrap_or(1).max(1);
        Ok(Some(Self {
            small: hash(small)?,
            large: hash(large)?,
            original: hash(original)?,
            width: side(row.width),
            height: side(row.height),
        }))
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = portfolio_items, check_for_backend(Sqlite))]
pub(super) struct ItemRow {
    id: i64,
    artist_id: i64,
    small: Option<Vec<u8>>,
    large: Option<Vec<u8>>,
    original: Option<Vec<u8>>,
    width: Option<i64>,
    height: Option<i64>,
    cover_id: Option<i64>,
    title: String,
    description: String,
    style: String,
    placement: String,
    size: String,
    technique: String,
    minutes: Option<i64>,
    colour: String,
    state: String,
    tags: String,
    client_id: Option<i64>,
    appointment_id: Option<i64>,
    is_public: bool,
    is_featured: bool,
    place: i64,
    made_on: Option<String>,
    dated_at: i64,
    uploaded_at: i64,
    uploaded_by: Option<i64>,
    removed_at: Option<i64>,
    version: i64,
}

/// A word of a vocabulary; empty: none.
fn word<T>(
    stored: &str,
    parse: impl FnOnce(&str) -> Result<T, studio_domain::Invalid>,
    at: &str,
) -> Result<Option<T>> {
    if stored.is_empty() {
        return Ok(None);
    }
    parse(stored).map(Some).map_err(|_unknown| Error::damaged(at))
}

/// Names that rows of a list share, each looked up once.
struct Names {
    house: Values,
    now: Timestamp,
    /// Whether the reader may see who clients are.
    clients: bool,
    artist: HashMap<i64, String>,
    client: HashMap<i64, (ClientId, String)>,
    user: HashMap<i64, String>,
    agrees: HashMap<(i64, Option<i64>), bool>,
}

impl Names {
    fn artist(&mut self, conn: &mut SqliteConnection, id: i64) -> Result<String> {
        if let Some(name) = self.artist.get(&id) {
            return Ok(name.clone());
        }
        let name: String = artists::table.find(id).select(artists::name).get_result(conn)?;
        self.artist.insert(id, name.clone());
        Ok(name)
    }

    /// The record that stands for a client today, with its name.
    fn client(&mut self, conn: &mut SqliteConnection, id: i64) -> Result<(ClientId, String)> {
        if let Some(found) = self.client.get(&id) {
            return Ok(found.clone());
        }
        let kept: Option<i64> = clients::table.find(id).select(clients::merged_into).get_result(conn)?;
        let kept = kept.unwrap_or(id);
        let name: String = clients::table.find(kept).select(clients::name).get_result(conn)?;
        let found = (ClientId::new(kept), name);
        self.client.insert(id, found.clone());
        Ok(found)
    }

    fn user(&mut self, conn: &mut SqliteConnection, id: i64) -> Result<String> {
        if let Some(name) = self.user.get(&id) {
            return Ok(name.clone());
        }
        let (user_name, full_name): (String, String) =
            users::table.find(id).select((users::user_name, users::full_name)).get_result(conn)?;
        let name = if full_name.is_empty() { user_name } else { full_name };
        self.user.insert(id, name.clone());
        Ok(name)
    }

    /// Whether what shows a client is kept from visitors.
    fn held_back(&mut self, conn: &mut SqliteConnection, row: &ItemRow) -> Result<bool> {
        let Some(client) = row.client_id else { return Ok(false) };
        let about = (client, row.appointment_id);
        if let Some(agrees) = self.agrees.get(&about) {
            return Ok(!agrees);
        }
        let agrees = shown::agrees(conn, client, row.appointment_id, &self.house, self.now)?;
        self.agrees.insert(about, agrees);
        Ok(!agrees)
    }
}

/// How many pictures lie under each of these.
fn stacked(conn: &mut SqliteConnection, covers: &[i64]) -> Result<HashMap<i64, u32>> {
    let mut counts = HashMap::new();
    for cover in covers {
        let under: i64 = portfolio_items::table
            .filter(portfolio_items::cover_id.eq(*cover))
            .filter(portfolio_items::removed_at.is_null())
            .count()
            .get_result(conn)?;
        counts.insert(*cover, u32::try_from(under).unwrap_or(u32::MAX));
    }
    Ok(counts)
}

impl<'tx, M> Tx<'tx, M> {
    /// A piece that exists, a removed one as well. It is owned by its artist.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn portfolio_item(&mut self, id: PortfolioItemId) -> Result<Scope<'tx, actions::PortfolioItem>> {
        let found: Option<(i64, i64)> = portfolio_items::table
            .find(id.get())
            .select((portfolio_items::artist_id, portfolio_items::version))
            .get_result(self.conn)
            .optional()?;
        let (artist, version) = found.ok_or_else(|| Error::not_found(actions::PortfolioItem::KIND, id))?;
        let mine = self.acting.artist == Some(ArtistId::new(artist));
        Ok(self.scope(id, if mine { Ownership::Mine } else { Ownership::Theirs }, version))
    }

    /// A piece as it stands.
    ///
    /// # Errors
    /// If the database fails.
    pub fn portfolio_card(&mut self, may: &Permit<'tx, ViewItem>) -> Result<PortfolioItem> {
        let row: ItemRow =
            portfolio_items::table.find(may.id.get()).select(ItemRow::as_select()).get_result(self.conn)?;
        self.items_of(vec![row])?.pop().ok_or_else(|| Error::not_found(actions::PortfolioItem::KIND, may.id))
    }

    /// The pictures that lie under a piece, in their order.
    ///
    /// # Errors
    /// If the database fails.
    pub fn portfolio_stack(&mut self, may: &Permit<'tx, ViewItem>) -> Result<Vec<PortfolioItem>> {
        let rows: Vec<ItemRow> = portfolio_items::table
            .filter(portfolio_items::cover_id.eq(may.id.get()))
            .filter(portfolio_items::removed_at.is_null())
            .order((portfolio_items::place, portfolio_items::id))
            .select(ItemRow::as_select())
            .load(self.conn)?;
        self.items_of(rows)
    }

    /// Hash and size in bytes of a piece's file.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it has no picture.
    pub fn portfolio_file(
        &mut self,
        may: &Permit<'tx, ViewItem>,
        size: PictureSize,
    ) -> Result<(ContentHash, u64)> {
        file(self.conn, may.id.get(), size)?.ok_or_else(|| Error::not_found("picture", may.id))
    }

    /// Rows as staff see them.
    pub(super) fn items_of(&mut self, rows: Vec<ItemRow>) -> Result<Vec<PortfolioItem>> {
        let mut names = Names {
            house: settings::load(self.conn)?,
            now: self.facts.at,
            clients: self.decide(Action::ClientsView, Ownership::Theirs).is_permit(),
            artist: HashMap::new(),
            client: HashMap::new(),
            user: HashMap::new(),
            agrees: HashMap::new(),
        };
        let covers: Vec<i64> = rows
            .iter()
            .filter(|row| row.cover_id.is_none() && row.removed_at.is_none())
            .map(|row| row.id)
            .collect();
        let stacked = stacked(self.conn, &covers)?;
        rows.into_iter()
            .map(|row| {
                let under = stacked.get(&row.id).copied().unwrap_or_default();
                item(self.conn, row, under, &mut names)
            })
            .collect()
    }
}

fn item(conn: &mut SqliteConnection, row: ItemRow, stacked: u32, names: &mut Names) -> Result<PortfolioItem> {
    let held_back = names.held_back(conn, &row)?;
    let client = match row.client_id {
        None => None,
        Some(id) => {
            let (kept, name) = names.client(conn, id)?;
            Some((kept, names.clients.then_some(name)))
        }
    };
    let uploaded_by = row.uploaded_by.map(|id| Ok::<_, Error>((UserId::new(id), names.user(conn, id)?)));
    Ok(PortfolioItem {
        id: PortfolioItemId::new(row.id),
        artist: Named { id: ArtistId::new(row.artist_id), name: names.artist(conn, row.artist_id)? },
        pictures: ItemPictures::of_row(&row)?,
        title: row.title,
        description: row.description,
        style: row.style,
        placement: row.placement,
        size: row.size,
        technique: row.technique,
        time: row
            .minutes
            .map(|minutes| {
                let minutes = u32::try_from(minutes).unwrap_or_default();
                WorkTime::from_minutes(minutes).map_err(|_why| Error::damaged("portfolio_items.minutes"))
            })
            .transpose()?,
        colour: word(&row.colour, ItemColour::parse, "portfolio_items.colour")?,
        state: word(&row.state, ItemState::parse, "portfolio_items.state")?,
        tags: row.tags.lines().map(str::to_owned).collect(),
        client,
        appointment: row.appointment_id.map(AppointmentId::new),
        is_public: row.is_public,
        held_back,
        is_featured: row.is_featured,
        cover: row.cover_id.map(PortfolioItemId::new),
        stacked,
        made_on: row
            .made_on
            .map(|date| date.parse().map_err(|_why| Error::damaged("portfolio_items.made_on")))
            .transpose()?,
        uploaded_at: Timestamp::from_millis(row.uploaded_at),
        uploaded_by: uploaded_by.transpose()?,
        removed_at: row.removed_at.map(Timestamp::from_millis),
        version: Version::new(row.version),
    })
}

/// Hash and size in bytes of the picture of a row that is there, if it has one.
pub(super) fn file(
    conn: &mut SqliteConnection,
    id: i64,
    size: PictureSize,
) -> Result<Option<(ContentHash, u64)>> {
    let row = portfolio_items::table.find(id);
    let stored: Option<Vec<u8>> = match size {
        PictureSize::Small => row.select(portfolio_items::small).get_result(conn)?,
        PictureSize::Large => row.select(portfolio_items::large).get_result(conn)?,
        PictureSize::Original => row.select(portfolio_items::original).get_result(conn)?,
    };
    let Some(stored) = stored else { return Ok(None) };
    let bytes: i64 = media::table.find(&*stored).select(media::bytes).get_result(conn)?;
    Ok(Some((hash(&stored)?, u64::try_from(bytes).unwrap_or_default())))
}
