//! Pictures of people: one's own by oneself, everybody's by who manages accounts.

use studio_domain::{ContentHash, PhotoSize, UserId};
use studio_store::actions::{ManageUser, ViewUser};
use studio_store::{OpCtx, UserCard};

use crate::error::{Error, Result};
use crate::portfolio::PictureFile;
use crate::studio::{Studio, expect_permit};

impl Studio {
    /// Refuses whoever may not set this person's picture, before one is sent in vain.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn expect_to_set_user_photo(&self, ctx: &OpCtx, user: UserId) -> Result<()> {
        self.store.read(ctx, |tx| {
            let scope = tx.user(user)?;
            expect_permit::<ManageUser>(tx, &scope)
        })
    }

    /// Sets or replaces a person's picture, from a JPEG, PNG or WebP: the middle of it as a square.
    ///
    /// # Errors
    /// [`Error::Upload`] with the reason if the file is not taken; [`Error::NotFound`], [`Error::Refused`]; [`Error::Unavailable`] if it can't
    /// be kept.
    pub fn set_user_photo(&self, ctx: &OpCtx, user: UserId, file: Vec<u8>) -> Result<UserCard> {
        self.expect_to_set_user_photo(ctx, user)?;
        let made = self.make_photo(ctx, file)?;
        let new = made.row();
        let (replaced, card) = self.store.write::<_, Error, _>(ctx, move |tx| {
            let scope = tx.user(user)?;
            let may = tx.authorize::<ManageUser>(&scope)?;
            let replaced = tx.set_user_photo(&may, &new)?;
            let look = tx.authorize::<ViewUser>(&scope)?;
            Ok((replaced, tx.user_card(&look)?))
        })?;
        // Somebody may have swept them as long as nothing referred to them.
        self.keep_photo(ctx, &made)?;
        self.let_go(&replaced);
        Ok(card)
    }

    /// The same with one's own.
    ///
    /// # Errors
    /// [`Error::Upload`] with the reason if the file is not taken; [`Error::NoActor`]; [`Error::Unavailable`] if it can't be kept.
    pub fn set_my_photo(&self, ctx: &OpCtx, file: Vec<u8>) -> Result<UserCard> {
        self.store.read::<_, Error, _>(ctx, |tx| Ok(tx.me().map(drop)?))?;
        let made = self.make_photo(ctx, file)?;
        let new = made.row();
        let (replaced, card) = self.store.write::<_, Error, _>(ctx, move |tx| {
            let me = tx.me()?;
            Ok((tx.set_my_photo(&me, &new)?, tx.my_card(&me)?))
        })?;
        self.keep_photo(ctx, &made)?;
        self.let_go(&replaced);
        Ok(card)
    }

    /// Removes a person's picture, and its files unless something else refers to them.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none; [`Error::Refused`].
    pub fn remove_user_photo(&self, ctx: &OpCtx, user: UserId) -> Result<()> {
        let removed = self.store.write::<_, Error, _>(ctx, move |tx| {
            let scope = tx.user(user)?;
            let may = tx.authorize::<ManageUser>(&scope)?;
            some(user, tx.remove_user_photo(&may)?)
        })?;
        self.let_go(&removed);
        Ok(())
    }

    /// The same with one's own.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none; [`Error::NoActor`].
    pub fn remove_my_photo(&self, ctx: &OpCtx) -> Result<()> {
        let removed = self.store.write::<_, Error, _>(ctx, |tx| {
            let me = tx.me()?;
            some(me.user(), tx.remove_my_photo(&me)?)
        })?;
        self.let_go(&removed);
        Ok(())
    }

    /// A person's picture in a size. Where `has` says that the caller has this picture already, it is not read.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such account or no picture; [`Error::Refused`]; [`Error::Internal`] if the file is missing or
    /// damaged.
    pub fn user_photo(
        &self,
        ctx: &OpCtx,
        user: UserId,
        size: PhotoSize,
        has: impl FnOnce(&ContentHash) -> bool,
    ) -> Result<PictureFile> {
        let file = self.store.read::<_, Error, _>(ctx, |tx| {
            let scope = tx.user(user)?;
            let may = tx.authorize::<ViewUser>(&scope)?;
            tx.user_photo_file(&may, size)?.ok_or_else(|| no_photo(user))
        })?;
        self.picture(file, has)
    }
}

/// The files of a picture that was taken away, if there was one.
fn some(user: UserId, files: Vec<ContentHash>) -> Result<Vec<ContentHash>> {
    if files.is_empty() { Err(no_photo(user)) } else { Ok(files) }
}

fn no_photo(user: UserId) -> Error {
    Error::NotFound { kind: "photo", id: user.to_string() }
}
