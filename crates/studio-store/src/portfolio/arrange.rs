//! The artist's own order, and several pictures of one piece under a cover.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::PortfolioItemId;

use crate::actions::{ArrangeItems, PortfolioItem};
use crate::error::{Error, Result};
use crate::guard::{Permit, Row as _};
use crate::schema::portfolio_items;
use crate::tx::{Tx, Write};

/// The places of these pieces of an artist, all of which are there.
fn places(conn: &mut SqliteConnection, artist: i64, ids: &[PortfolioItemId]) -> Result<Vec<i64>> {
    let raw: Vec<i64> = ids.iter().map(|id| id.get()).collect();
    let found: Vec<(i64, i64)> = portfolio_items::table
        .filter(portfolio_items::id.eq_any(raw))
        .filter(portfolio_items::artist_id.eq(artist))
        .filter(portfolio_items::removed_at.is_null())
        .select((portfolio_items::id, portfolio_items::place))
        .load(conn)?;
    let known: HashMap<i64, i64> = found.into_iter().collect();
    ids.iter()
        .map(|id| known.get(&id.get()).copied().ok_or_else(|| Error::not_found(PortfolioItem::KIND, id)))
        .collect()
}

impl<'tx> Tx<'tx, Write> {
    /// Puts these pieces into this order, on the places that they hold together; the others stay where they are.
    ///
    /// # Errors
    /// [`Error::NotFound`] if one of them is not this artist's.
    pub fn order_portfolio(
        &mut self,
        may: &Permit<'tx, ArrangeItems>,
        ids: &[PortfolioItemId],
    ) -> Result<()> {
        let mut held = places(self.conn, may.id.get(), ids)?;
        held.sort_unstable();
        for (id, place) in ids.iter().zip(held) {
            diesel::update(portfolio_items::table.find(id.get()))
                .set(portfolio_items::place.eq(place))
                .execute(self.conn)?;
        }
        self.detail(may, "act", "order");
        self.detail(may, "items", ids.iter().map(|id| id.get()).collect::<Vec<_>>());
        Ok(())
    }

    /// Lays these pictures under a cover, with whatever lies under them.
    ///
    /// # Errors
    /// [`Error::NotFound`] if one of them is not this artist's.
    pub fn stack_portfolio(
        &mut self,
        may: &Permit<'tx, ArrangeItems>,
        cover: PortfolioItemId,
        ids: &[PortfolioItemId],
    ) -> Result<()> {
        use portfolio_items as item;
        places(self.conn, may.id.get(), &[cover])?;
        places(self.conn, may.id.get(), ids)?;
        let now = self.facts.at.millis();
        // What lay under another becomes a cover itself first; what lay under a new member follows it.
        let none: Option<i64> = None;
        diesel::update(item::table.find(cover.get())).set(item::cover_id.eq(none)).execute(self.conn)?;
        for id in ids.iter().filter(|id| **id != cover) {
            diesel::update(item::table.filter(item::cover_id.eq(id.get())))
                .set(item::cover_id.eq(cover.get()))
                .execute(self.conn)?;
            diesel::update(item::table.find(id.get()))
                .set((
                    item::cover_id.eq(cover.get()),
                    item::updated_at.eq(now),
                    item::version.eq(item::version + 1),
                ))
                .execute(self.conn)?;
        }
        self.detail(may, "act", "stack");
        self.detail(may, "cover", cover.get());
        self.detail(may, "items", ids.iter().map(|id| id.get()).collect::<Vec<_>>());
        Ok(())
    }

    /// Takes these pictures out of their stack.
    ///
    /// # Errors
    /// [`Error::NotFound`] if one of them is not this artist's.
    pub fn unstack_portfolio(
        &mut self,
        may: &Permit<'tx, ArrangeItems>,
        ids: &[PortfolioItemId],
    ) -> Result<()> {
        use portfolio_items as item;
        places(self.conn, may.id.get(), ids)?;
        let none: Option<i64> = None;
        for id in ids {
            // Of a cover: whatever lies under it.
            diesel::update(item::table.filter(item::id.eq(id.get()).or(item::cover_id.eq(id.get()))))
                .set(item::cover_id.eq(none))
                .execute(self.conn)?;
        }
        self.detail(may, "act", "unstack");
        self.detail(may, "items", ids.iter().map(|id| id.get()).collect::<Vec<_>>());
        Ok(())
    }
}
