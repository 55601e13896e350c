//! Changing, ordering, stacking and removing pieces, one or many at once.

use studio_domain::{ArtistId, Invalid, PortfolioItemId, Rule, Version};
use studio_policy::Why;
use studio_store::actions::{ArrangeItems, EditItem};
use studio_store::{ItemEdit, OpCtx, Tx, Write};

use super::input::ItemInput;
use super::upload::expect_subject;
use crate::error::{Error, Result};
use crate::studio::{Studio, expect_permit};

/// The most pieces of one act.
const MOST: usize = 500;

/// What is done to many pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BulkInput {
    /// Change what is said of each; what is `None` stays.
    Change(Box<ItemInput>),
    /// Lay all under the first.
    Stack,
    /// Take all out of their stacks.
    Unstack,
    /// Remove them.
    Remove,
    /// Bring them back.
    Restore,
}

/// What became of many pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BulkDone {
    /// Those to which it was done.
    pub done: Vec<PortfolioItemId>,
    /// Those that the actor may not change.
    pub refused: Vec<PortfolioItemId>,
    /// Those that are not there.
    pub missing: Vec<PortfolioItemId>,
}

/// Each once, some, and not more than one act takes.
fn several(ids: Vec<PortfolioItemId>) -> Result<Vec<PortfolioItemId>> {
    let mut once: Vec<PortfolioItemId> = Vec::with_capacity(ids.len());
    for id in ids {
        if !once.contains(&id) {
            once.push(id);
        }
        if once.len() > MOST {
            return Err(Invalid::new("ids", Rule::OutOfRange { min: 1, max: 500 }).into());
        }
    }
    if once.is_empty() { Err(Invalid::new("ids", Rule::Required).into()) } else { Ok(once) }
}

fn edit_one(
    tx: &mut Tx<'_, Write>,
    id: PortfolioItemId,
    version: Option<Version>,
    edit: &ItemEdit,
) -> Result<Version> {
    let scope = tx.portfolio_item(id)?;
    let may = tx.authorize::<EditItem>(&scope)?;
    expect_subject(tx, edit)?;
    Ok(tx.edit_portfolio_item(&may, version.unwrap_or(scope.version()), edit)?)
}

fn remove_one(tx: &mut Tx<'_, Write>, id: PortfolioItemId) -> Result<bool> {
    let scope = tx.portfolio_item(id)?;
    let may = tx.authorize::<EditItem>(&scope)?;
    Ok(tx.remove_portfolio_item(&may)?)
}

fn restore_one(tx: &mut Tx<'_, Write>, id: PortfolioItemId) -> Result<bool> {
    let scope = tx.portfolio_item(id)?;
    let may = tx.authorize::<EditItem>(&scope)?;
    Ok(tx.restore_portfolio_item(&may)?)
}

fn gone(id: PortfolioItemId) -> Error {
    Error::NotFound { kind: "portfolio_item", id: id.to_string() }
}

impl Studio {
    /// Changes a piece. Without a version the one that it is at is taken.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::NotFound`], [`Error::Refused`], [`Error::Stale`].
    pub fn edit_portfolio_item(
        &self,
        ctx: &OpCtx,
        id: PortfolioItemId,
        version: Option<Version>,
        input: &ItemInput,
    ) -> Result<Version> {
        let input = input.clone();
        let today = self.house(ctx)?.zone().date(ctx.visit.now);
        self.store.write(ctx, move |tx| {
            let scope = tx.portfolio_item(id)?;
            let may = tx.authorize::<EditItem>(&scope)?;
            let edit = super::input::finished(&input, today)?;
            expect_subject(tx, &edit)?;
            Ok(tx.edit_portfolio_item(&may, version.unwrap_or(scope.version()), &edit)?)
        })
    }

    /// Removes a piece; it can be brought back for thirty days.
    ///
    /// # Errors
    /// [`Error::NotFound`], also if it was removed already; [`Error::Refused`].
    pub fn remove_portfolio_item(&self, ctx: &OpCtx, id: PortfolioItemId) -> Result<()> {
        self.store.write(ctx, move |tx| if remove_one(tx, id)? { Ok(()) } else { Err(gone(id)) })
    }

    /// Brings a removed piece back.
    ///
    /// # Errors
    /// [`Error::NotFound`], also if it was not removed; [`Error::Refused`].
    pub fn restore_portfolio_item(&self, ctx: &OpCtx, id: PortfolioItemId) -> Result<()> {
        self.store.write(ctx, move |tx| if restore_one(tx, id)? { Ok(()) } else { Err(gone(id)) })
    }

    /// Refuses whoever may not work on this artist's portfolio, before what is typed is looked at.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn expect_to_arrange(&self, ctx: &OpCtx, artist: ArtistId) -> Result<()> {
        self.store.read(ctx, |tx| {
            let scope = tx.artist(artist)?;
            expect_permit::<ArrangeItems>(tx, &scope)
        })
    }

    /// Does one thing to many pieces of an artist, each decided for itself: those that the actor may not change, or that are not there, stay
    /// as they are.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::NotFound`] if there is no such artist, [`Error::Refused`] for a portfolio that is not the actor's.
    pub fn change_portfolio_items(
        &self,
        ctx: &OpCtx,
        artist: ArtistId,
        ids: Vec<PortfolioItemId>,
        what: BulkInput,
    ) -> Result<BulkDone> {
        let today = self.house(ctx)?.zone().date(ctx.visit.now);
        self.store.write(ctx, move |tx| {
            let scope = tx.artist(artist)?;
            let may = tx.authorize::<ArrangeItems>(&scope)?;
            let ids = several(ids)?;
            let edit = match &what {
                BulkInput::Change(input) => super::input::finished(input, today)?,
                BulkInput::Stack => {
                    let (cover, rest) =
                        ids.split_first().ok_or_else(|| Invalid::new("ids", Rule::Required))?;
                    if rest.is_empty() {
                        return Err(Invalid::new("ids", Rule::OutOfRange { min: 2, max: 500 }).into());
                    }
                    tx.stack_portfolio(&may, *cover, rest)?;
                    return Ok(BulkDone { done: ids, ..BulkDone::default() });
                }
                BulkInput::Unstack => {
                    tx.unstack_portfolio(&may, &ids)?;
                    return Ok(BulkDone { done: ids, ..BulkDone::default() });
                }
                BulkInput::Remove | BulkInput::Restore => ItemEdit::default(),
            };
            let mut all = BulkDone::default();
            for id in ids {
                let did = match &what {
                    BulkInput::Remove => remove_one(tx, id),
                    BulkInput::Restore => restore_one(tx, id),
                    _ => edit_one(tx, id, None, &edit).map(|_version| true),
                };
                match did {
                    Ok(true) => all.done.push(id),
                    Ok(false) | Err(Error::NotFound { kind: "portfolio_item", .. }) => all.missing.push(id),
                    Err(Error::Refused { why: Why::NoGrant | Why::NotOwner | Why::NotLinked, .. }) => {
                        all.refused.push(id);
                    }
                    Err(other) => return Err(other),
                }
            }
            Ok(all)
        })
    }

    /// Puts these pieces of an artist into this order, on the places that they hold together; the others stay where they are. Featured ones
    /// stand before the others all the same.
    ///
    /// # Errors
    /// [`Error::Invalid`]; [`Error::NotFound`] if one of them is not this artist's; [`Error::Refused`].
    pub fn order_portfolio(&self, ctx: &OpCtx, artist: ArtistId, ids: Vec<PortfolioItemId>) -> Result<()> {
        self.store.write(ctx, move |tx| {
            let scope = tx.artist(artist)?;
            let may = tx.authorize::<ArrangeItems>(&scope)?;
            let ids = several(ids)?;
            Ok(tx.order_portfolio(&may, &ids)?)
        })
    }
}
