//! Finding pieces: filters, sorts and groups, page by page, each walking an index.

use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use studio_domain::{
    ArtistId, ClientId, ItemColour, ItemGroup, ItemSort, ItemState, PortfolioItemId, Timestamp,
};

use super::{ItemRow, PortfolioItem};
use crate::actions::ListPortfolio;
use crate::capped::CappedDsl;
use crate::clients::merged::{of_whole, whole};
use crate::error::Result;
use crate::guard::{ListPermit, Rows};
use crate::schema::portfolio_items;
use crate::tx::Tx;

/// The most rows of a page.
const MOST: usize = 200;

/// Which pieces, in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemQuery {
    /// Only this artist's.
    pub artist: Option<ArtistId>,
    /// Only of this style.
    pub style: Option<String>,
    /// Only of this place on the body.
    pub placement: Option<String>,
    /// Only with or without colour.
    pub colour: Option<ItemColour>,
    /// Only fresh or healed ones.
    pub state: Option<ItemState>,
    /// Only those that visitors are meant to see, or the others.
    pub public: Option<bool>,
    /// Only those that show this client: every picture then, those under a cover as well.
    pub client: Option<ClientId>,
    /// Those that were removed and can be brought back, newest first; the others are left out.
    pub removed: bool,
    /// Order.
    pub sort: ItemSort,
    /// In groups; each is newest first.
    pub group: Option<ItemGroup>,
    /// Rows a page, at most 200.
    pub limit: usize,
    /// Where the page before ended.
    pub after: Option<ItemCursor>,
}

impl Default for ItemQuery {
    fn default() -> Self {
        Self {
            artist: None,
            style: None,
            placement: None,
            colour: None,
            state: None,
            public: None,
            client: None,
            removed: false,
            sort: ItemSort::Newest,
            group: None,
            limit: 50,
            after: None,
        }
    }
}

/// Where a page ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemCursor {
    /// In the artist's own order.
    Arranged {
        /// Whether it is among those that stand before the others.
        featured: bool,
        /// Its place.
        place: i64,
        /// Id.
        id: PortfolioItemId,
    },
    /// By date.
    Dated {
        /// The date.
        at: Timestamp,
        /// Id.
        id: PortfolioItemId,
    },
    /// In groups.
    Grouped {
        /// The group.
        key: String,
        /// The date.
        at: Timestamp,
        /// Id.
        id: PortfolioItemId,
    },
}

/// One page of pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemPage {
    /// The pieces.
    pub items: Vec<PortfolioItem>,
    /// Where it ended; `None`: there is no other.
    pub next: Option<ItemCursor>,
}

type Boxed<'q> = portfolio_items::BoxedQuery<'q, Sqlite>;

/// What a page goes on from, by the order that it is in.
enum Way {
    Arranged,
    Newest,
    Oldest,
    Removed,
    Style,
    Colour,
}

impl Way {
    fn of(query: &ItemQuery) -> Self {
        match (query.removed, query.group, query.sort) {
            (true, ..) => Self::Removed,
            // What shows one client is little, and of several artists.
            (_, Some(ItemGroup::Style), _) if query.client.is_none() => Self::Style,
            (_, Some(ItemGroup::Colour), _) if query.client.is_none() => Self::Colour,
            (_, _, ItemSort::Oldest) => Self::Oldest,
            (_, _, ItemSort::Arranged) if query.artist.is_some() && query.client.is_none() => Self::Arranged,
            _ => Self::Newest,
        }
    }

    fn cursor(&self, row: &ItemRow) -> ItemCursor {
        let (id, at) = (PortfolioItemId::new(row.id), Timestamp::from_millis(row.dated_at));
        match self {
            Self::Arranged => ItemCursor::Arranged { featured: row.is_featured, place: row.place, id },
            Self::Newest | Self::Oldest => ItemCursor::Dated { at, id },
            Self::Removed => {
                ItemCursor::Dated { at: Timestamp::from_millis(row.removed_at.unwrap_or_default()), id }
            }
            Self::Style => ItemCursor::Grouped { key: row.style.clone(), at, id },
            Self::Colour => ItemCursor::Grouped { key: row.colour.clone(), at, id },
        }
    }
}

/// The whole query without its limit.
pub(super) fn query(asked: &ItemQuery, clients: &[i64]) -> Boxed<'static> {
    use portfolio_items as item;
    let way = Way::of(asked);
    let mut query = item::table.into_boxed();
    if asked.removed {
        query = query.filter(item::removed_at.is_not_null());
    } else {
        query = query.filter(item::removed_at.is_null());
        if clients.is_empty() {
            query = query.filter(item::cover_id.is_null());
        }
    }
    if !clients.is_empty() {
        let clients = clients.to_vec();
        query = of_whole!(query, item::client_id, clients);
    }
    if let Some(artist) = asked.artist {
        query = query.filter(item::artist_id.eq(artist.get()));
    }
    if let Some(style) = asked.style.clone() {
        query = query.filter(item::style.eq(style));
    }
    if let Some(placement) = asked.placement.clone() {
        query = query.filter(item::placement.eq(placement));
    }
    if let Some(colour) = asked.colour {
        query = query.filter(item::colour.eq(colour.code()));
    }
    if let Some(state) = asked.state {
        query = query.filter(item::state.eq(state.code()));
    }
    if let Some(public) = asked.public {
        query = query.filter(item::is_public.eq(public));
    }
    if let Some(after) = &asked.after {
        query = behind(query, &way, after);
    }
    match way {
        Way::Arranged => query.order((item::is_featured.desc(), item::place, item::id)),
        Way::Newest => query.order((item::dated_at.desc(), item::id.desc())),
        Way::Oldest => query.order((item::dated_at, item::id)),
        Way::Removed => query.order((item::removed_at.desc(), item::id.desc())),
        Way::Style => query.order((item::style, item::dated_at.desc(), item::id.desc())),
        Way::Colour => query.order((item::colour, item::dated_at.desc(), item::id.desc())),
    }
}

fn behind<'q>(query: Boxed<'q>, way: &Way, after: &ItemCursor) -> Boxed<'q> {
    use portfolio_items as item;
    match (way, after.clone()) {
        (Way::Arranged, ItemCursor::Arranged { featured: true, place, id }) => query.filter(
            item::is_featured
                .eq(false)
                .or(item::place.gt(place))
                .or(item::place.eq(place).and(item::id.gt(id.get()))),
        ),
        (Way::Arranged, ItemCursor::Arranged { featured: false, place, id }) => query
            .filter(item::is_featured.eq(false))
            .filter(item::place.ge(place))
            .filter(item::place.gt(place).or(item::id.gt(id.get()))),
        (Way::Newest, ItemCursor::Dated { at, id }) => query
            .filter(item::dated_at.le(at.millis()))
            .filter(item::dated_at.lt(at.millis()).or(item::id.lt(id.get()))),
        (Way::Oldest, ItemCursor::Dated { at, id }) => query
            .filter(item::dated_at.ge(at.millis()))
            .filter(item::dated_at.gt(at.millis()).or(item::id.gt(id.get()))),
        (Way::Removed, ItemCursor::Dated { at, id }) => query
            .filter(item::removed_at.assume_not_null().le(at.millis()))
            .filter(item::removed_at.assume_not_null().lt(at.millis()).or(item::id.lt(id.get()))),
        (Way::Style, ItemCursor::Grouped { key, at, id }) => {
            query.filter(item::style.ge(key.clone())).filter(
                item::style
                    .gt(key)
                    .or(item::dated_at.lt(at.millis()))
                    .or(item::dated_at.eq(at.millis()).and(item::id.lt(id.get()))),
            )
        }
        (Way::Colour, ItemCursor::Grouped { key, at, id }) => {
            query.filter(item::colour.ge(key.clone())).filter(
                item::colour
                    .gt(key)
                    .or(item::dated_at.lt(at.millis()))
                    .or(item::dated_at.eq(at.millis()).and(item::id.lt(id.get()))),
            )
        }
        // A place in another order: the use case refuses it before.
        _ => query,
    }
}

impl<'tx, M> Tx<'tx, M> {
    /// One page of pieces.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) for a client that does not exist.
    pub fn list_portfolio(
        &mut self,
        may: &ListPermit<'tx, ListPortfolio>,
        asked: &ItemQuery,
    ) -> Result<ItemPage> {
        let mut asked = asked.clone();
        if let Rows::Of(artist) = may.rows() {
            // Whoever sees only the own finds nothing under another artist.
            if asked.artist.is_some_and(|other| other != artist) {
                return Ok(ItemPage { items: Vec::new(), next: None });
            }
            asked.artist = Some(artist);
        }
        let clients = match asked.client {
            None => Vec::new(),
            Some(client) => {
                let kept = self.client(client)?.id();
                whole(self.conn, kept.get())?
            }
        };
        let way = Way::of(&asked);
        let limit = asked.limit.clamp(1, MOST);
        // So many rows and one more, under a limit that stands in the text of the statement.
        let mut rows: Vec<ItemRow> = query(&asked, &clients)
            .select(ItemRow::as_select())
            .capped::<{ MOST + 1 }>()
            .load_iter::<ItemRow, diesel::connection::DefaultLoadingMode>(self.conn)?
            .take(limit.saturating_add(1))
            .collect::<QueryResult<_>>()?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| way.cursor(row));
        Ok(ItemPage { items: self.items_of(rows)?, next })
    }
}

#[cfg(test)]
mod tests {
    use diesel::prelude::*;
    use diesel::sql_types::Text;
    use studio_domain::{ArtistId, ItemGroup, ItemSort, PortfolioItemId, Timestamp};

    use super::{ItemCursor, ItemQuery, MOST, query};
    use crate::capped::CappedDsl;
    use crate::connection::open_writer;
    use crate::portfolio::ItemRow;
    use crate::store::Store;

    #[derive(QueryableByName)]
    struct Step {
        #[diesel(sql_type = Text)]
        detail: String,
    }

    /// How each order is walked, at its beginning and behind a cursor: along its index, without sorting and without looking at the whole table.
    #[test]
    fn every_order_walks_its_own_index() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("studio.db");
        drop(Store::create(&path).unwrap());
        let mut conn = open_writer(&path).unwrap();
        let id = PortfolioItemId::new(7);
        let at = Timestamp::from_millis(5);
        let dated = ItemCursor::Dated { at, id };
        let grouped = ItemCursor::Grouped { key: "x".to_owned(), at, id };
        let artist = Some(ArtistId::new(1));
        let plain = ItemQuery::default;
        let cases = [
            ("portfolio_by_date", ItemQuery { ..plain() }, dated.clone()),
            ("portfolio_by_date", ItemQuery { sort: ItemSort::Oldest, ..plain() }, dated.clone()),
            ("portfolio_of_artist_by_date", ItemQuery { artist, ..plain() }, dated.clone()),
            (
                "portfolio_arranged",
                ItemQuery { artist, sort: ItemSort::Arranged, ..plain() },
                ItemCursor::Arranged { featured: false, place: 3, id },
            ),
            (
                "portfolio_arranged",
                ItemQuery { artist, sort: ItemSort::Arranged, ..plain() },
                ItemCursor::Arranged { featured: true, place: 3, id },
            ),
            ("portfolio_by_style", ItemQuery { group: Some(ItemGroup::Style), ..plain() }, grouped.clone()),
            (
                "portfolio_of_artist_by_style",
                ItemQuery { artist, group: Some(ItemGroup::Style), ..plain() },
                grouped.clone(),
            ),
            ("portfolio_by_colour", ItemQuery { group: Some(ItemGroup::Colour), ..plain() }, grouped.clone()),
            (
                "portfolio_of_artist_by_colour",
                ItemQuery { artist, group: Some(ItemGroup::Colour), ..plain() },
                grouped,
            ),
            ("portfolio_items_removed", ItemQuery { removed: true, ..plain() }, dated),
        ];
        for (index, asked, after) in cases {
            for after in [None, Some(after)] {
                let asked = ItemQuery { after, ..asked.clone() };
                let statement = query(&asked, &[]).select(ItemRow::as_select()).capped::<{ MOST + 1 }>();
                let text = diesel::debug_query::<diesel::sqlite::Sqlite, _>(&statement).to_string();
                let text = text.split(" -- binds").next().unwrap_or_default().to_owned();
                let explain = format!("EXPLAIN QUERY PLAN {text}");
                let plan: Vec<Step> = diesel::sql_query(&explain).load(&mut conn).unwrap();
                let plan: Vec<String> = plan.into_iter().map(|step| step.detail).collect();
                let walked = plan.join("; ");
                assert!(walked.contains(&format!("USING INDEX {index}")), "{asked:?}: {walked}");
                assert!(!walked.contains("TEMP B-TREE"), "{asked:?}: {walked}");
            }
        }
    }
}
