//! Finding pieces.

use studio_domain::{
    ArtistId, ClientId, Invalid, ItemColour, ItemGroup, ItemSort, ItemState, Placement, Rule, Style,
};
use studio_store::actions::ListPortfolio;
use studio_store::{ItemQuery, OpCtx, PortfolioItem};

use super::cursor;
use crate::error::Result;
use crate::form::Form;
use crate::studio::Studio;

/// Rows a page unless asked otherwise, and at most.
const LIMIT: (usize, usize) = (50, 200);

/// The view of a portfolio, as it stands in an address. Empty fields mean the default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PortfolioFilter {
    /// Id of the artist.
    pub artist: String,
    /// Style.
    pub style: String,
    /// Place on the body.
    pub placement: String,
    /// `color` or `black_and_grey`.
    pub colour: String,
    /// `fresh` or `healed`.
    pub state: String,
    /// `yes` or `no`: whether visitors are meant to see them.
    pub public: String,
    /// Id of the client whom they show; then every picture counts, those under a cover as well.
    pub client: String,
    /// Those that were removed and can be brought back.
    pub removed: bool,
    /// `arranged` (default of one artist), `newest` (default of all) or `oldest`.
    pub sort: String,
    /// `style` or `colour`: in groups, each newest first.
    pub group: String,
    /// Rows a page, 1 to 200; default 50.
    pub limit: Option<usize>,
    /// Where the page before ended.
    pub cursor: String,
}

/// One page of pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortfolioList {
    /// The pieces.
    pub items: Vec<PortfolioItem>,
    /// Cursor of the next page; `None`: there is none.
    pub next_cursor: Option<String>,
    /// Order that was used.
    pub sort: ItemSort,
    /// What they are grouped by.
    pub group: Option<ItemGroup>,
}

impl PortfolioFilter {
    /// Reads the view; every field that is wrong is told.
    fn read(&self) -> Result<ItemQuery> {
        let mut form = Form::default();
        let given = |raw: &str| (!raw.trim().is_empty()).then(|| raw.to_owned());
        let artist = form.maybe(given(&self.artist).as_ref(), |raw| {
            raw.trim().parse::<ArtistId>().map_err(|wrong| wrong.at("artist_id"))
        });
        let client = form.maybe(given(&self.client).as_ref(), |raw| {
            raw.trim().parse::<ClientId>().map_err(|wrong| wrong.at("client_id"))
        });
        let style = form.maybe(given(&self.style).as_ref(), Style::parse);
        let placement = form.maybe(given(&self.placement).as_ref(), Placement::parse);
        let colour = form.maybe(given(&self.colour).as_ref(), ItemColour::parse);
        let state = form.maybe(given(&self.state).as_ref(), ItemState::parse);
        let public = form.maybe(given(&self.public).as_ref(), |raw| match raw.trim() {
            "yes" | "true" => Ok(true),
            "no" | "false" => Ok(false),
            _ => Err(Invalid::form("public", "boolean")),
        });
        // What is in the artist's own order is one artist's.
        let usual = if artist.is_some() { ItemSort::Arranged } else { ItemSort::Newest };
        let sort = match form.maybe(given(&self.sort).as_ref(), ItemSort::parse).unwrap_or(usual) {
            ItemSort::Arranged if artist.is_none() || client.is_some() => ItemSort::Newest,
            sort => sort,
        };
        let group = form.maybe(given(&self.group).as_ref(), ItemGroup::parse).filter(|_| client.is_none());
        let limit = self.limit.unwrap_or(LIMIT.0);
        if !(1..=LIMIT.1).contains(&limit) {
            form.wrong(Invalid::new("limit", Rule::OutOfRange { min: 1, max: 200 }));
        }
        let order = order(sort, group, self.removed);
        let after = form.maybe(given(&self.cursor).as_ref(), |raw| cursor::read(order, raw.trim()));
        form.finish()?;
        Ok(ItemQuery {
            artist,
            style: style.map(Style::into_string),
            placement: placement.map(Placement::into_string),
            colour,
            state,
            public,
            client,
            removed: self.removed,
            sort,
            group,
            limit,
            after,
        })
    }
}

/// The name of an order, for cursors.
fn order(sort: ItemSort, group: Option<ItemGroup>, removed: bool) -> &'static str {
    match (removed, group) {
        (true, _) => "removed",
        (false, Some(group)) => group.code(),
        (false, None) => sort.code(),
    }
}

impl Studio {
    /// One page of pieces.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::Refused`](crate::Error::Refused); [`Error::NotFound`](crate::Error::NotFound) for a
    /// client that does not exist.
    pub fn portfolio(&self, ctx: &OpCtx, filter: &PortfolioFilter) -> Result<PortfolioList> {
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<ListPortfolio>()?;
            let query = filter.read()?;
            let page = tx.list_portfolio(&may, &query)?;
            let order = order(query.sort, query.group, query.removed);
            Ok(PortfolioList {
                items: page.items,
                next_cursor: page.next.map(|next| cursor::write(order, &next)),
                sort: query.sort,
                group: query.group,
            })
        })
    }
}
