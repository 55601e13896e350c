//! An artist's public page: switched, previewed, and shown to visitors.

use studio_domain::{
    ArtistId, ContentHash, Invalid, PhotoSize, PictureSize, PortfolioItemId, Rule, Slug, Timestamp, Version,
};
use studio_store::actions::{ArrangeItems, SwitchPage, UploadItem, ViewPortfolio};
use studio_store::{OpCtx, PageEdit, PortfolioPage, Showcase};

use super::PictureFile;
use crate::clients::Ability;
use crate::error::{Error, Result};
use crate::form::Form;
use crate::studio::Studio;

/// An artist's portfolio for whoever works on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortfolioDesk {
    /// How the public page stands.
    pub page: PortfolioPage,
    /// Whether the actor may add pictures.
    pub upload: Ability,
    /// Whether the actor may change, order and publish.
    pub edit: Ability,
}

/// What was typed about a public page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageInput {
    /// The last part of its address; `None`: as it is, at first after the artist's name.
    pub slug: Option<String>,
    /// Whether it is on.
    pub public: bool,
}

fn no_page(slug: &str) -> Error {
    Error::NotFound { kind: "page", id: slug.chars().take(60).collect() }
}

impl Studio {
    /// How an artist's public page stands.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn portfolio_page(&self, ctx: &OpCtx, artist: ArtistId) -> Result<PortfolioPage> {
        self.store.read(ctx, |tx| {
            let scope = tx.artist(artist)?;
            let may = tx.authorize::<ViewPortfolio>(&scope)?;
            Ok(tx.portfolio_page(&may)?)
        })
    }

    /// How an artist's portfolio stands, and what the actor may do with it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn portfolio_desk(&self, ctx: &OpCtx, artist: ArtistId) -> Result<PortfolioDesk> {
        self.store.read(ctx, |tx| {
            let scope = tx.artist(artist)?;
            let may = tx.authorize::<ViewPortfolio>(&scope)?;
            Ok(PortfolioDesk {
                page: tx.portfolio_page(&may)?,
                upload: tx.may::<UploadItem>(&scope).into(),
                edit: tx.may::<ArrangeItems>(&scope).into(),
            })
        })
    }

    /// Switches an artist's public page, and gives it its address. Without a version the one that it is at is taken.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::NotFound`], [`Error::Refused`], [`Error::Stale`]; [`Error::Conflict`] if another artist has the address.
    pub fn set_portfolio_page(
        &self,
        ctx: &OpCtx,
        artist: ArtistId,
        version: Option<Version>,
        input: &PageInput,
    ) -> Result<PortfolioPage> {
        let input = input.clone();
        self.store.write(ctx, move |tx| {
            let scope = tx.artist(artist)?;
            let may = tx.authorize::<SwitchPage>(&scope)?;
            let look = tx.authorize::<ViewPortfolio>(&scope)?;
            let before = tx.portfolio_page(&look)?;
            let mut form = Form::default();
            let kept =
                || before.slug.clone().or_else(|| Slug::of(&before.artist.name).map(Slug::into_string));
            let slug = match input.slug.clone().filter(|slug| !slug.trim().is_empty()).or_else(kept) {
                Some(slug) => form.take(Slug::parse(&slug)),
                None => form.take(Err(Invalid::new("slug", Rule::Required))),
            };
            let slug = form.finish_with(slug)?;
            tx.set_portfolio_page(&may, version, &PageEdit { slug, is_public: input.public })?;
            Ok(tx.portfolio_page(&look)?)
        })
    }

    /// What visitors see of an artist, or would see if the page were on.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn preview_portfolio(
        &self,
        ctx: &OpCtx,
        artist: ArtistId,
        after: Option<PortfolioItemId>,
    ) -> Result<Showcase> {
        self.store.read(ctx, |tx| {
            let scope = tx.artist(artist)?;
            let may = tx.authorize::<ViewPortfolio>(&scope)?;
            Ok(tx.preview_portfolio(&may, after)?)
        })
    }

    /// The public page under an address, for whoever asks. Whether it is on, which pieces are public and whether the clients whom they show
    /// agree is asked each time.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none or it is off.
    pub fn showcase(&self, slug: &str, after: Option<PortfolioItemId>, now: Timestamp) -> Result<Showcase> {
        let found = self.store.front_door().showcase(slug, after, now)?;
        found.ok_or_else(|| no_page(slug))
    }

    /// A picture of a public page, for whoever asks; decided anew each time. The largest size is not shown.
    ///
    /// # Errors
    /// [`Error::NotFound`] if visitors don't see it at this moment.
    pub fn shown_picture(
        &self,
        slug: &str,
        item: PortfolioItemId,
        size: PictureSize,
        now: Timestamp,
        has: impl FnOnce(&ContentHash) -> bool,
    ) -> Result<PictureFile> {
        let found = self.store.front_door().shown_picture(slug, item, size, now)?;
        self.picture(found.ok_or_else(|| no_page(slug))?, has)
    }

    /// The picture of the artist whose public page this is, for whoever asks; decided anew each time.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the page is off or there is no picture.
    pub fn shown_face(
        &self,
        slug: &str,
        size: PhotoSize,
        has: impl FnOnce(&ContentHash) -> bool,
    ) -> Result<PictureFile> {
        let found = self.store.front_door().shown_face(slug, size)?;
        self.picture(found.ok_or_else(|| no_page(slug))?, has)
    }
}
