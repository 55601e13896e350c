//! Adding pictures to a portfolio.

use studio_domain::{ArtistId, PortfolioItemId, Version};
use studio_media::{Cut, Limits, Rendition};
use studio_store::actions::{EditItem, UploadItem, ViewClient, ViewItem, ViewPortfolio};
use studio_store::{ItemEdit, ItemSubject, NewItem, NewPictures, OpCtx, PortfolioItem, PortfolioSession, Tx};

use super::input::{ItemInput, finished};
use crate::attachments::described;
use crate::error::{Error, Result};
use crate::studio::{Studio, expect_permit};

/// The sizes in which a picture is kept: for lists, to be looked at, and nearly as it came.
const CUTS: [Cut; 3] = [Cut::Within(320), Cut::Within(1280), Cut::Within(4096)];

/// A picture in its sizes, the smallest first.
pub(crate) struct MadePictures([Rendition; 3]);

impl MadePictures {
    /// The files as their row says.
    pub(crate) fn row(&self) -> NewPictures {
        let [small, large, original] = &self.0;
        NewPictures { small: described(small), large: described(large), original: described(original) }
    }
}

impl Studio {
    /// Refuses whoever may not add to this artist's portfolio, before a picture is sent in vain.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn expect_to_upload(&self, ctx: &OpCtx, artist: ArtistId) -> Result<()> {
        self.store.read(ctx, |tx| {
            let scope = tx.artist(artist)?;
            expect_permit::<UploadItem>(tx, &scope)
        })
    }

    /// The artist's latest sessions, newest first: what a new piece is likely of.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn portfolio_sessions(&self, ctx: &OpCtx, artist: ArtistId) -> Result<Vec<PortfolioSession>> {
        self.store.read(ctx, |tx| {
            let scope = tx.artist(artist)?;
            let may = tx.authorize::<ViewPortfolio>(&scope)?;
            Ok(tx.portfolio_sessions(&may)?)
        })
    }

    /// Adds a picture to an artist's portfolio, before the others, from a JPEG, PNG or WebP.
    ///
    /// # Errors
    /// [`Error::Upload`] with the reason if the file is not taken; [`Error::Invalid`], [`Error::NotFound`], [`Error::Refused`];
    /// [`Error::Unavailable`] if it can't be kept.
    pub fn add_portfolio_item(
        &self,
        ctx: &OpCtx,
        artist: ArtistId,
        file: Vec<u8>,
        input: &ItemInput,
    ) -> Result<PortfolioItem> {
        self.expect_to_upload(ctx, artist)?;
        let about = self.read_item(ctx, input)?;
        let made = self.make_pictures(file)?;
        // First the files, then what refers to them.
        self.keep_pictures(ctx, &made)?;
        let new = NewItem { pictures: made.row(), about };
        let item = self.store.write::<_, Error, _>(ctx, move |tx| {
            let scope = tx.artist(artist)?;
            let may = tx.authorize::<UploadItem>(&scope)?;
            expect_subject(tx, &new.about)?;
            let id = tx.add_portfolio_item(&may, &new)?;
            let scope = tx.portfolio_item(id)?;
            // Whoever only uploads does not publish.
            if new.about.is_public == Some(true) || new.about.is_featured == Some(true) {
                tx.authorize::<EditItem>(&scope)?;
            }
            let look = tx.authorize::<ViewItem>(&scope)?;
            Ok(tx.portfolio_card(&look)?)
        })?;
        // Somebody may have swept them as long as nothing referred to them.
        self.keep_pictures(ctx, &made)?;
        Ok(item)
    }

    /// Refuses whoever may not change this piece, before a picture is sent in vain.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn expect_to_edit_item(&self, ctx: &OpCtx, id: PortfolioItemId) -> Result<()> {
        self.store.read(ctx, |tx| {
            let scope = tx.portfolio_item(id)?;
            expect_permit::<EditItem>(tx, &scope)
        })
    }

    /// Gives a piece its picture, or another one: a piece may have moved in without. Everything else about it stays.
    ///
    /// # Errors
    /// [`Error::Upload`] with the reason if the file is not taken; [`Error::NotFound`], [`Error::Refused`], [`Error::Stale`];
    /// [`Error::Unavailable`] if it can't be kept.
    pub fn set_portfolio_picture(
        &self,
        ctx: &OpCtx,
        id: PortfolioItemId,
        file: Vec<u8>,
        version: Option<Version>,
    ) -> Result<PortfolioItem> {
        self.expect_to_edit_item(ctx, id)?;
        let made = self.make_pictures(file)?;
        self.keep_pictures(ctx, &made)?;
        let new = made.row();
        let (replaced, item) = self.store.write::<_, Error, _>(ctx, move |tx| {
            let scope = tx.portfolio_item(id)?;
            let may = tx.authorize::<EditItem>(&scope)?;
            let (_, replaced) = tx.set_item_pictures(&may, version.unwrap_or(scope.version()), &new)?;
            let look = tx.authorize::<ViewItem>(&scope)?;
            Ok((replaced, tx.portfolio_card(&look)?))
        })?;
        self.keep_pictures(ctx, &made)?;
        self.let_go(&replaced);
        Ok(item)
    }

    /// Makes a picture in the sizes of a portfolio; nothing is kept yet.
    pub(crate) fn make_pictures(&self, file: Vec<u8>) -> Result<MadePictures> {
        let made = self.media.pictures(file, &Limits::STORE, &CUTS)?;
        <[Rendition; 3]>::try_from(made)
            .map(MadePictures)
            .map_err(|_count| Error::Internal("a size is missing".to_owned()))
    }

    /// Keeps the files of a picture.
    pub(crate) fn keep_pictures(&self, ctx: &OpCtx, MadePictures(made): &MadePictures) -> Result<()> {
        Ok(made.iter().try_for_each(|one| self.media.keep(one, ctx.visit.now))?)
    }

    /// What was typed about a piece.
    pub(super) fn read_item(&self, ctx: &OpCtx, input: &ItemInput) -> Result<ItemEdit> {
        finished(input, self.house(ctx)?.zone().date(ctx.visit.now))
    }
}

/// Refuses to link a piece to a client whom the actor may not see. That a session is the artist's own is asked where it is looked up.
pub(super) fn expect_subject<M>(tx: &mut Tx<'_, M>, edit: &ItemEdit) -> Result<()> {
    if let Some(ItemSubject::Client(client)) = edit.subject {
        let scope = tx.client(client)?;
        tx.authorize::<ViewClient>(&scope)?;
    }
    Ok(())
}
