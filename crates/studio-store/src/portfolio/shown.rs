//! What visitors see of a portfolio: public pieces and the artist's public profile, and nothing else.
//!
//! Everything that keeps a piece from visitors is asked here, in the transaction that reads it: the studio's switch, the artist's, whether
//! the artist works here, whether the piece is public and not removed, and the consent of the client whom it shows, as it stands at this moment.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{
    AppointmentId, ConsentKind, ContentHash, ItemColour, ItemState, Occasion, PhotoSize, PictureSize,
    PortfolioItemId, Setting, Timestamp, UserId, Values, consent_state, is_shown,
};

use super::{ItemPictures, ItemRow, file, word};
use crate::actions::ViewPortfolio;
use crate::capped::CappedDsl;
use crate::clients::merged::whole;
use crate::consents::image_use;
use crate::error::{Error, Result};
use crate::front_door::FrontDoor;
use crate::guard::Permit;
use crate::schema::{artists, clients, portfolio_items, portfolio_pages};
use crate::settings;
use crate::tx::Tx;
use crate::users::{Face, face_file_of_artist, face_of_artist};

/// Pieces of a page.
const PAGE: usize = 48;
/// Rows that are read at once.
const READ: usize = 64;

/// What visitors see of an artist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Showcase {
    /// The studio's name.
    pub studio: String,
    /// Its language.
    pub language: String,
    /// Its theme.
    pub theme: String,
    /// The last part of the page's address; `None` in a preview of a page that has none yet.
    pub slug: Option<String>,
    /// The artist's name.
    pub artist: String,
    /// What the artist says about the own work; may be empty.
    pub bio: String,
    /// Styles.
    pub styles: Vec<String>,
    /// Instagram name without `@`.
    pub instagram: Option<String>,
    /// Whose account the artist's is, with the picture of the person, if there is one.
    pub face: Option<(UserId, Face)>,
    /// Pieces, in the artist's order.
    pub items: Vec<ShownItem>,
    /// Where the next page begins: behind this piece.
    pub next: Option<PortfolioItemId>,
}

/// What visitors see of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownItem {
    /// Id.
    pub id: PortfolioItemId,
    /// The pictures; the original is not shown.
    pub pictures: ItemPictures,
    /// What it is called; may be empty.
    pub title: String,
    /// What is said about it; may be empty.
    pub description: String,
    /// Style; may be empty.
    pub style: String,
    /// Place on the body; may be empty.
    pub placement: String,
    /// Whether it has colour.
    pub colour: Option<ItemColour>,
    /// How old it was when it was photographed.
    pub state: Option<ItemState>,
    /// Tags.
    pub tags: Vec<String>,
    /// Further pictures of it.
    pub stack: Vec<ShownItem>,
}

/// Whether the client whom a picture shows agrees, at this moment, that it is shown.
pub(super) fn agrees(
    conn: &mut SqliteConnection,
    client: i64,
    appointment: Option<i64>,
    house: &Values,
    now: Timestamp,
) -> Result<bool> {
    let kept: Option<i64> = clients::table.find(client).select(clients::merged_into).get_result(conn)?;
    let records = whole(conn, kept.unwrap_or(client))?;
    let events = image_use::events(conn, &records)?;
    let zone = house.zone();
    let occasion = Occasion { date: zone.date(now), appointment: appointment.map(AppointmentId::new) };
    let validity = house.consent_validity(ConsentKind::ImageUse);
    let state = consent_state(&events, ConsentKind::ImageUse, validity, zone, &occasion);
    Ok(is_shown(true, Some(state.standing)))
}

fn shown(conn: &mut SqliteConnection, row: &ItemRow, house: &Values, now: Timestamp) -> Result<bool> {
    if !row.is_public || row.removed_at.is_some() || row.small.is_none() {
        return Ok(false);
    }
    match row.client_id {
        None => Ok(true),
        Some(client) => agrees(conn, client, row.appointment_id, house, now),
    }
}

fn seen(row: ItemRow, stack: Vec<ShownItem>) -> Result<ShownItem> {
    Ok(ShownItem {
        id: PortfolioItemId::new(row.id),
        pictures: ItemPictures::of_row(&row)?.ok_or_else(|| Error::damaged("portfolio_items.small"))?,
        title: row.title,
        description: row.description,
        style: row.style,
        placement: row.placement,
        colour: word(&row.colour, ItemColour::parse, "portfolio_items.colour")?,
        state: word(&row.state, ItemState::parse, "portfolio_items.state")?,
        tags: row.tags.lines().map(str::to_owned).collect(),
        stack,
    })
}

/// Where a page goes on: behind the piece of this id, if it is one of this artist's.
type Place = (bool, i64, i64);

fn place_of(conn: &mut SqliteConnection, artist: i64, id: PortfolioItemId) -> Result<Option<Place>> {
    Ok(portfolio_items::table
        .find(id.get())
        .filter(portfolio_items::artist_id.eq(artist))
        .select((portfolio_items::is_featured, portfolio_items::place, portfolio_items::id))
        .get_result(conn)
        .optional()?)
}

/// The next covers of an artist that are meant to be seen, behind a place.
fn covers(conn: &mut SqliteConnection, artist: i64, after: Option<Place>) -> Result<Vec<ItemRow>> {
    use portfolio_items as item;
    let mut query = item::table
        .filter(item::artist_id.eq(artist))
        .filter(item::cover_id.is_null())
        .filter(item::removed_at.is_null())
        .filter(item::is_public.eq(true))
        .into_boxed();
    query = match after {
        None => query,
        Some((true, place, id)) => query.filter(
            item::is_featured
                .eq(false)
                .or(item::place.gt(place))
                .or(item::place.eq(place).and(item::id.gt(id))),
        ),
        Some((false, place, id)) => query
            .filter(item::is_featured.eq(false))
            .filter(item::place.ge(place))
            .filter(item::place.gt(place).or(item::id.gt(id))),
    };
    Ok(query
        .order((item::is_featured.desc(), item::place, item::id))
        .select(ItemRow::as_select())
        .capped::<READ>()
        .load(conn)?)
}

/// What lies under a piece and may be seen.
fn under(conn: &mut SqliteConnection, cover: i64, house: &Values, now: Timestamp) -> Result<Vec<ShownItem>> {
    let rows: Vec<ItemRow> = portfolio_items::table
        .filter(portfolio_items::cover_id.eq(cover))
        .filter(portfolio_items::removed_at.is_null())
        .order((portfolio_items::place, portfolio_items::id))
        .select(ItemRow::as_select())
        .load(conn)?;
    let mut stack = Vec::new();
    for row in rows {
        if shown(conn, &row, house, now)? {
            stack.push(seen(row, Vec::new())?);
        }
    }
    Ok(stack)
}

fn showcase(
    conn: &mut SqliteConnection,
    artist: i64,
    slug: Option<String>,
    after: Option<PortfolioItemId>,
    now: Timestamp,
) -> Result<Showcase> {
    let house = settings::load(conn)?;
    type Profile = (String, String, String, Option<String>);
    let (name, bio, styles, instagram): Profile = artists::table
        .find(artist)
        .select((artists::name, artists::bio, artists::styles, artists::instagram))
        .get_result(conn)?;
    let mut place = match after {
        None => None,
        Some(id) => place_of(conn, artist, id)?,
    };
    let (mut items, mut next): (Vec<ShownItem>, _) = (Vec::new(), None);
    'pages: loop {
        let rows = covers(conn, artist, place)?;
        let full = rows.len() == READ;
        for row in rows {
            place = Some((row.is_featured, row.place, row.id));
            if !shown(conn, &row, &house, now)? {
                continue;
            }
            if items.len() == PAGE {
                next = items.last().map(|item| item.id);
                break 'pages;
            }
            let stack = under(conn, row.id, &house, now)?;
            items.push(seen(row, stack)?);
        }
        if !full {
            break;
        }
    }
    Ok(Showcase {
        studio: house.studio_name().to_owned(),
        language: house.get(Setting::Language).to_owned(),
        theme: house.get(Setting::Theme).to_owned(),
        slug,
        artist: name,
        bio,
        styles: styles.lines().map(str::to_owned).collect(),
        instagram,
        face: face_of_artist(conn, artist)?,
        items,
        next,
    })
}

/// The artist whose page is open to visitors under this address.
fn open_page(conn: &mut SqliteConnection, slug: &str) -> Result<Option<i64>> {
    if !settings::load(conn)?.public_portfolios() {
        return Ok(None);
    }
    Ok(portfolio_pages::table
        .inner_join(artists::table)
        .filter(portfolio_pages::slug.eq(slug))
        .filter(portfolio_pages::is_public.eq(true))
        .filter(artists::active.eq(true))
        .select(portfolio_pages::artist_id)
        .get_result(conn)
        .optional()?)
}

impl<'tx, M> Tx<'tx, M> {
    /// What visitors would see of an artist if the page were on.
    ///
    /// # Errors
    /// If the database fails.
    pub fn preview_portfolio(
        &mut self,
        may: &Permit<'tx, ViewPortfolio>,
        after: Option<PortfolioItemId>,
    ) -> Result<Showcase> {
        let slug: Option<String> = portfolio_pages::table
            .find(may.id.get())
            .select(portfolio_pages::slug)
            .get_result(self.conn)
            .optional()?;
        showcase(self.conn, may.id.get(), slug, after, self.facts.at)
    }
}

impl FrontDoor<'_> {
    /// The public page under this address; `None`: there is none, or it is off.
    ///
    /// # Errors
    /// If the database fails.
    pub fn showcase(
        &self,
        slug: &str,
        after: Option<PortfolioItemId>,
        now: Timestamp,
    ) -> Result<Option<Showcase>> {
        self.read(|conn| match open_page(conn, slug)? {
            None => Ok(None),
            Some(artist) => showcase(conn, artist, Some(slug.to_owned()), after, now).map(Some),
        })
    }

    /// Hash and size in bytes of the picture of the artist whose public page this is; `None` if the page is off or there is none.
    ///
    /// # Errors
    /// If the database fails.
    pub fn shown_face(&self, slug: &str, size: PhotoSize) -> Result<Option<(ContentHash, u64)>> {
        self.read(|conn| match open_page(conn, slug)? {
            None => Ok(None),
            Some(artist) => face_file_of_artist(conn, artist, size),
        })
    }

    /// Hash and size in bytes of a picture of a public page; `None` if visitors don't see it at this moment. The original is nobody's
    /// outside.
    ///
    /// # Errors
    /// If the database fails.
    pub fn shown_picture(
        &self,
        slug: &str,
        item: PortfolioItemId,
        size: PictureSize,
        now: Timestamp,
    ) -> Result<Option<(ContentHash, u64)>> {
        if size == PictureSize::Original {
            return Ok(None);
        }
        self.read(|conn| {
            let Some(artist) = open_page(conn, slug)? else { return Ok(None) };
            let row = |conn: &mut SqliteConnection, id: i64| -> Result<Option<ItemRow>> {
                Ok(portfolio_items::table
                    .find(id)
                    .filter(portfolio_items::artist_id.eq(artist))
                    .select(ItemRow::as_select())
                    .get_result(conn)
                    .optional()?)
            };
            let house = settings::load(conn)?;
            let Some(found) = row(conn, item.get())? else { return Ok(None) };
            let mut visible = shown(conn, &found, &house, now)?;
            // What lies under a piece that is not shown is not shown either.
            if let (true, Some(cover)) = (visible, found.cover_id) {
                visible = match row(conn, cover)? {
                    Some(cover) => shown(conn, &cover, &house, now)?,
                    None => false,
                };
            }
            if visible { file(conn, found.id, size) } else { Ok(None) }
        })
    }
}
