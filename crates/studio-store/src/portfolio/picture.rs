//! The picture of a piece in its sizes: described, entered, given to a piece that has none or another one.

use diesel::dsl::Eq;
use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{ContentHash, Timestamp, UserId, Version};

use crate::actions::{EditItem, PortfolioItem};
use crate::error::Result;
use crate::guard::{Permit, Row as _};
use crate::media::{MediaFile, hash, keep};
use crate::schema::portfolio_items;
use crate::tx::{Tx, Write};
use crate::versioned::saved;

/// A picture to be hung: its files are in their place already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPictures {
    /// 320 pixels on the longer side.
    pub small: MediaFile,
    /// 1280 pixels on the longer side.
    pub large: MediaFile,
    /// As it came, at most 4096 pixels on the longer side.
    pub original: MediaFile,
}

type Columns<'p> = (
    Eq<portfolio_items::small, Option<&'p [u8]>>,
    Eq<portfolio_items::large, Option<&'p [u8]>>,
    Eq<portfolio_items::original, Option<&'p [u8]>>,
    Eq<portfolio_items::width, Option<i64>>,
    Eq<portfolio_items::height, Option<i64>>,
);

impl NewPictures {
    /// The files, the smallest first.
    #[must_use]
    pub fn files(&self) -> [&MediaFile; 3] {
        [&self.small, &self.large, &self.original]
    }

    /// Enters the files.
    pub(super) fn keep(&self, conn: &mut SqliteConnection, by: Option<UserId>, now: Timestamp) -> Result<()> {
        self.files().into_iter().try_for_each(|file| keep(conn, file, by, now))
    }
}

/// What a row says of its pictures, or that there are none.
pub(super) fn columns(pictures: Option<&NewPictures>) -> Columns<'_> {
    let size = pictures.map(|pictures| pictures.original.size.unwrap_or((1, 1)));
    let name = |of: fn(&NewPictures) -> &MediaFile| pictures.map(|all| of(all).hash.as_bytes().as_slice());
    (
        portfolio_items::small.eq(name(|all| &all.small)),
        portfolio_items::large.eq(name(|all| &all.large)),
        portfolio_items::original.eq(name(|all| &all.original)),
        portfolio_items::width.eq(size.map(|(width, _)| i64::from(width))),
        portfolio_items::height.eq(size.map(|(_, height)| i64::from(height))),
    )
}

impl<'tx> Tx<'tx, Write> {
    /// Gives a piece as it was at `version` its picture, or another one. Answers the new version and the files that were replaced.
    ///
    /// # Errors
    /// [`Error::Stale`](crate::Error::Stale) if somebody else saved it meanwhile.
    pub fn set_item_pictures(
        &mut self,
        may: &Permit<'tx, EditItem>,
        version: Version,
        new: &NewPictures,
    ) -> Result<(Version, Vec<ContentHash>)> {
        use portfolio_items as item;
        let (id, now) = (may.id.get(), self.facts.at);
        type Before = (Option<Vec<u8>>, Option<Vec<u8>>, Option<Vec<u8>>);
        let (small, large, original): Before =
            item::table.find(id).select((item::small, item::large, item::original)).get_result(self.conn)?;
        new.keep(self.conn, self.facts.user, now)?;
        let here = item::table.find(id).filter(item::version.eq(version.get()));
        let hit = diesel::update(here)
            .set((columns(Some(new)), item::updated_at.eq(now.millis()), item::version.eq(item::version + 1)))
            .execute(self.conn)?;
        let saved = saved(hit, PortfolioItem::KIND, id, version, || {
            Ok(item::table.find(id).select(item::version).get_result(self.conn)?)
        })?;
        self.detail(may, "act", "picture");
        self.detail(may, "picture", new.large.hash.to_string());
        let kept = new.files().map(|file| file.hash);
        let mut replaced = Vec::new();
        for stored in [small, large, original].into_iter().flatten() {
            replaced.push(hash(&stored)?);
        }
        replaced.retain(|file| !kept.contains(file));
        Ok((saved, replaced))
    }
}
