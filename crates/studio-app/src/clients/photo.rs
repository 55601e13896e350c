//! A client's photo: set, replaced, removed, looked at.

use studio_domain::{ClientId, ContentHash, PhotoSize};
use studio_media::ClientPhoto;
use studio_policy::{Action, Why};
use studio_store::actions::{SetPhoto, ViewClient};
use studio_store::{NewPhoto, OpCtx, PhotoCard};

use crate::attachments::described;
use crate::error::{Error, Result};
use crate::studio::{Studio, expect_permit};

/// A picture of a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoFile {
    /// What the photo is.
    pub card: PhotoCard,
    /// The hash of this picture's content.
    pub hash: ContentHash,
    /// The picture, a JPEG; `None`: the caller has it already.
    pub bytes: Option<Vec<u8>>,
}

/// A photo in its sizes.
pub(crate) struct MadePhoto(ClientPhoto);

impl MadePhoto {
    /// The photo as its row says.
    pub(crate) fn row(&self) -> NewPhoto {
        NewPhoto { large: described(&self.0.large), small: described(&self.0.small) }
    }
}

impl Studio {
    /// Refuses whoever may not set this client's photo, before a picture is sent in vain.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`], [`Error::PhotoOf`].
    pub fn expect_to_set_photo(&self, ctx: &OpCtx, client: ClientId) -> Result<()> {
        let expected = self.store.read::<_, Error, _>(ctx, |tx| {
            let photo = tx.photo(client)?;
            expect_permit::<SetPhoto>(tx, &photo)
        });
        expected.map_err(|error| self.whose(ctx, client, error))
    }

    /// Sets or replaces a client's photo, from a JPEG, PNG or WebP. Whoever acts is its owner from now on.
    ///
    /// # Errors
    /// [`Error::Upload`] with the reason if the file is not taken; [`Error::NotFound`], [`Error::Refused`]; [`Error::PhotoOf`] if it belongs
    /// to somebody else; [`Error::Unavailable`] if it can't be kept.
    pub fn set_client_photo(&self, ctx: &OpCtx, client: ClientId, file: Vec<u8>) -> Result<PhotoCard> {
        self.expect_to_set_photo(ctx, client)?;
        let made = self.make_photo(ctx, file)?;
        let new = made.row();
        let set = self.store.write::<_, Error, _>(ctx, move |tx| {
            let photo = tx.photo(client)?;
            let may = tx.authorize::<SetPhoto>(&photo)?;
            let replaced = tx.set_photo(&may, &new)?;
            let scope = tx.client(client)?;
            let look = tx.authorize::<ViewClient>(&scope)?;
            Ok((replaced, tx.client_photo(&look)?.ok_or_else(|| no_photo(client))?))
        });
        let (replaced, card) = set.map_err(|error| self.whose(ctx, client, error))?;
        // Somebody may have swept them as long as nothing referred to them.
        self.keep_photo(ctx, &made)?;
        self.let_go(&replaced);
        Ok(card)
    }

    /// A photo whose files are kept before anything refers to them.
    pub(crate) fn make_photo(&self, ctx: &OpCtx, file: Vec<u8>) -> Result<MadePhoto> {
        let made = MadePhoto(self.media.client_photo(file)?);
        self.keep_photo(ctx, &made)?;
        Ok(made)
    }

    /// Keeps the files of a photo.
    pub(crate) fn keep_photo(&self, ctx: &OpCtx, MadePhoto(made): &MadePhoto) -> Result<()> {
        self.media.keep(&made.large, ctx.visit.now)?;
        Ok(self.media.keep(&made.small, ctx.visit.now)?)
    }

    /// Removes a client's photo, and its files unless something else refers to them.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none; [`Error::Refused`], [`Error::PhotoOf`].
    pub fn remove_client_photo(&self, ctx: &OpCtx, client: ClientId) -> Result<()> {
        let removed = self.store.write::<_, Error, _>(ctx, move |tx| {
            let photo = tx.photo(client)?;
            let may = tx.authorize::<SetPhoto>(&photo)?;
            let removed = tx.remove_photo(&may)?;
            if removed.is_empty() { Err(no_photo(client)) } else { Ok(removed) }
        });
        let removed = removed.map_err(|error| self.whose(ctx, client, error))?;
        self.let_go(&removed);
        Ok(())
    }

    /// A client's photo in a size. Where `has` says that the caller has this picture already, it is not read.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such client or no photo; [`Error::Refused`]; [`Error::Internal`] if the file is missing or damaged.
    pub fn client_photo(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        size: PhotoSize,
        has: impl FnOnce(&ContentHash) -> bool,
    ) -> Result<PhotoFile> {
        let card = self.photo_card(ctx, client)?;
        let (hash, length) = card.file(size);
        let bytes = if has(&hash) { None } else { Some(self.media.read(&hash, length)?) };
        Ok(PhotoFile { card, hash, bytes })
    }

    fn photo_card(&self, ctx: &OpCtx, client: ClientId) -> Result<PhotoCard> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ViewClient>(&scope)?;
            tx.client_photo(&may)?.ok_or_else(|| no_photo(client))
        })
    }

    /// Says whose the photo is, where it is somebody else's: who must be asked.
    fn whose(&self, ctx: &OpCtx, client: ClientId, error: Error) -> Error {
        match error {
            Error::Refused { action: Action::ClientsPhoto, why: Why::NotOwner } => {
                match self.photo_card(ctx, client) {
                    Ok(card) => Error::PhotoOf { uploaded_by: card.uploaded_by.map(|(_, name)| name) },
                    // No photo yet: it is the client who is somebody else's.
                    Err(_) => error,
                }
            }
            other => other,
        }
    }
}

fn no_photo(client: ClientId) -> Error {
    Error::NotFound { kind: "photo", id: client.to_string() }
}
