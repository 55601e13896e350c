//! An artist's public page: whether it is on, and under which address.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{ArtistId, Slug, Version};

use crate::actions::{SwitchPage, ViewPortfolio};
use crate::clients::Named;
use crate::error::{Error, Result};
use crate::guard::Permit;
use crate::schema::{artists, portfolio_pages};
use crate::settings;
use crate::tx::{Tx, Write};

/// How an artist's public page stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortfolioPage {
    /// Whose.
    pub artist: Named<ArtistId>,
    /// The last part of its address, once it has one.
    pub slug: Option<String>,
    /// Whether the artist has switched it on.
    pub is_public: bool,
    /// Whether the studio has such pages at all.
    pub studio_allows: bool,
    /// Whether the artist works here.
    pub active: bool,
    /// For saving without overwriting others; 0 as long as nothing was ever saved.
    pub version: Version,
}

impl PortfolioPage {
    /// Whether visitors get it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_public && self.studio_allows && self.active && self.slug.is_some()
    }
}

/// What is saved about a public page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageEdit {
    /// The last part of its address.
    pub slug: Slug,
    /// Whether it is on.
    pub is_public: bool,
}

type Stored = (String, bool, i64);

fn stored(conn: &mut SqliteConnection, artist: i64) -> Result<Option<Stored>> {
    let columns = (portfolio_pages::slug, portfolio_pages::is_public, portfolio_pages::version);
    Ok(portfolio_pages::table.find(artist).select(columns).get_result(conn).optional()?)
}

impl<'tx, M> Tx<'tx, M> {
    /// How an artist's public page stands.
    ///
    /// # Errors
    /// If the database fails.
    pub fn portfolio_page(&mut self, may: &Permit<'tx, ViewPortfolio>) -> Result<PortfolioPage> {
        let (name, active): (String, bool) = artists::table
            .find(may.id.get())
            .select((artists::name, artists::active))
            .get_result(self.conn)?;
        let stored = stored(self.conn, may.id.get())?;
        Ok(PortfolioPage {
            artist: Named { id: may.id, name },
            studio_allows: settings::load(self.conn)?.public_portfolios(),
            active,
            is_public: stored.as_ref().is_some_and(|(_, on, _)| *on),
            version: Version::new(stored.as_ref().map_or(0, |(.., version)| *version)),
            slug: stored.map(|(slug, ..)| slug),
        })
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Saves how an artist's public page stands. With a version, it is saved only if nobody else did meanwhile.
    ///
    /// # Errors
    /// [`Error::Stale`]; [`Error::Conflict`] with [`Constraint::SlugTaken`](crate::Constraint::SlugTaken) if another artist has the address.
    pub fn set_portfolio_page(
        &mut self,
        may: &Permit<'tx, SwitchPage>,
        version: Option<Version>,
        edit: &PageEdit,
    ) -> Result<Version> {
        let artist = may.id.get();
        let before = stored(self.conn, artist)?;
        let now = Version::new(before.as_ref().map_or(0, |(.., version)| *version));
        if let Some(expected) = version.filter(|expected| *expected != now) {
            return Err(Error::Stale { kind: "portfolio_page", id: artist, expected, now });
        }
        let rest = (
            portfolio_pages::slug.eq(edit.slug.as_str()),
            portfolio_pages::is_public.eq(edit.is_public),
            portfolio_pages::updated_at.eq(self.facts.at.millis()),
            portfolio_pages::version.eq(now.next().get()),
        );
        if before.is_some() {
            diesel::update(portfolio_pages::table.find(artist)).set(rest).execute(self.conn)?;
        } else {
            diesel::insert_into(portfolio_pages::table)
                .values((portfolio_pages::artist_id.eq(artist), rest))
                .execute(self.conn)?;
        }
        self.detail(may, "act", "page");
        self.detail(may, "slug", edit.slug.as_str());
        self.detail(may, "public", edit.is_public);
        Ok(now.next())
    }
}
