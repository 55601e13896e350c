//! The store's side: one job through its door.

use anyhow::{Context as _, Result};
use rusqlite::Connection;
use studio_domain::ArtistId;
use studio_store::actions::{EditArtist, ReadAudit};
use studio_store::{ArtistEdit, Error, OpCtx};

use super::Side;
use crate::bare::reader;
use crate::studio::{Studio, bio, operator};

/// A studio that is written through the store.
#[derive(Debug)]
pub(super) struct Product {
    studio: Studio,
    admin: OpCtx,
    before: [i64; 2],
}

impl Product {
    pub(super) fn new(studio: Studio) -> Result<Self> {
        let mut product = Self { admin: studio.admin(), studio, before: [0; 2] };
        product.before = product.kept()?;
        Ok(product)
    }
}

impl Side for Product {
    fn write(&self, artist: ArtistId, number: usize) -> Result<()> {
        let edit = ArtistEdit { bio: Some(Some(bio(number)?)), ..ArtistEdit::default() };
        self.studio.store.write::<_, Error, _>(&self.admin, move |tx| {
            let artist = tx.artist(artist)?;
            let may = tx.authorize::<EditArtist>(&artist)?;
            tx.edit_artist(&may, artist.version(), &edit)
        })?;
        Ok(())
    }

    fn artists(&self) -> &[ArtistId] {
        &self.studio.artists
    }

    fn kept(&self) -> Result<[i64; 2]> {
        let report = self.studio.store.read::<_, Error, _>(&operator(), |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<ReadAudit>(&studio)?;
            tx.verify_audit(&may)
        })?;
        let whole = report.broken.is_none().then_some(report.whole).context("the audit chain is broken")?;
        let [versions, entries] = self.before;
        Ok([sum_of_versions(&reader(&self.studio.file())?)? - versions, whole - entries])
    }
}

/// Each update of an artist adds one.
pub(super) fn sum_of_versions(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("SELECT sum(version) FROM artists", [], |row| row.get(0))?)
}
