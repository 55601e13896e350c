//! Portfolios: finding, adding, changing, ordering pieces, and the public page that shows them.

mod change;
mod cursor;
mod input;
mod list;
mod page;
mod upload;

use studio_domain::{ContentHash, PictureSize, PortfolioItemId};
use studio_store::actions::{EditItem, ViewItem};
use studio_store::{OpCtx, PortfolioItem};

use crate::clients::Ability;
use crate::error::Result;
use crate::studio::Studio;

pub use change::{BulkDone, BulkInput};
pub use input::ItemInput;
pub use list::{PortfolioFilter, PortfolioList};
pub use page::{PageInput, PortfolioDesk};

/// A piece with what lies under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemSheet {
    /// The piece.
    pub item: PortfolioItem,
    /// Further pictures of it.
    pub stack: Vec<PortfolioItem>,
    /// Whether the actor may change it.
    pub edit: Ability,
}

/// A file of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// The hash of its content.
    pub hash: ContentHash,
    /// The picture, a JPEG; `None`: the caller has it already.
    pub bytes: Option<Vec<u8>>,
}

impl Studio {
    /// A piece of a portfolio.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn portfolio_item(&self, ctx: &OpCtx, id: PortfolioItemId) -> Result<ItemSheet> {
        self.store.read(ctx, |tx| {
            let scope = tx.portfolio_item(id)?;
            let may = tx.authorize::<ViewItem>(&scope)?;
            Ok(ItemSheet {
                item: tx.portfolio_card(&may)?,
                stack: tx.portfolio_stack(&may)?,
                edit: tx.may::<EditItem>(&scope).into(),
            })
        })
    }

    /// A piece's picture in a size. Where `has` says that the caller has this picture already, it is not read.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused); [`Error::Internal`](crate::Error::Internal) if
    /// the file is missing or damaged.
    pub fn portfolio_picture(
        &self,
        ctx: &OpCtx,
        id: PortfolioItemId,
        size: PictureSize,
        has: impl FnOnce(&ContentHash) -> bool,
    ) -> Result<PictureFile> {
        let file = self.store.read::<_, crate::Error, _>(ctx, |tx| {
            let scope = tx.portfolio_item(id)?;
            let may = tx.authorize::<ViewItem>(&scope)?;
            Ok(tx.portfolio_file(&may, size)?)
        })?;
        self.picture(file, has)
    }

    /// Reads a picture unless the caller has it.
    pub(crate) fn picture(
        &self,
        (hash, length): (ContentHash, u64),
        has: impl FnOnce(&ContentHash) -> bool,
    ) -> Result<PictureFile> {
        let bytes = if has(&hash) { None } else { Some(self.media.read(&hash, length)?) };
        Ok(PictureFile { hash, bytes })
    }
}
