//! Files that are kept outside of the database: which there are, and what refers to them.

pub(crate) mod photos;

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{ContentHash, MediaKind, Timestamp, UserId};

pub(crate) use photos::of_client;
pub use photos::{NewPhoto, PhotoCard};

use crate::actions::{CheckMedia, SweepMedia};
use crate::error::{Error, Result};
use crate::guard::Permit;
use crate::schema::{appointment_files, client_photos, consent_papers, media, portfolio_items, user_photos};
use crate::tx::{Tx, Write};

/// A file that is kept, as its row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaFile {
    /// Its name.
    pub hash: ContentHash,
    /// What it is.
    pub kind: MediaKind,
    /// Size in bytes.
    pub bytes: u64,
    /// Width and height in pixels; a paper has none.
    pub size: Option<(u32, u32)>,
}

/// Enters a file, or that it is referred to once more.
pub(crate) fn keep(
    conn: &mut SqliteConnection,
    file: &MediaFile,
    by: Option<UserId>,
    now: Timestamp,
) -> Result<()> {
    diesel::insert_into(media::table)
        .values((
            media::hash.eq(file.hash.as_bytes().as_slice()),
            media::kind.eq(file.kind.code()),
            media::bytes.eq(i64::try_from(file.bytes).unwrap_or(i64::MAX)),
            media::width.eq(file.size.map(|size| i64::from(size.0))),
            media::height.eq(file.size.map(|size| i64::from(size.1))),
            media::kept_at.eq(now.millis()),
            media::kept_by.eq(by.map(UserId::get)),
        ))
        .on_conflict(media::hash)
        .do_update()
        .set(media::kept_at.eq(now.millis()))
        .execute(conn)?;
    Ok(())
}

/// Width and height as they were stored.
pub(crate) fn size_of(width: Option<i64>, height: Option<i64>) -> Option<(u32, u32)> {
    let side = |stored: Option<i64>| stored.and_then(|stored| u32::try_from(stored).ok());
    side(width).zip(side(height))
}

/// A hash as it was stored.
pub(crate) fn hash(stored: &[u8]) -> Result<ContentHash> {
    stored.try_into().map(ContentHash::new).map_err(|_length| Error::damaged("media.hash"))
}

impl<'tx, M> Tx<'tx, M> {
    /// Every file that should be there, with its size.
    ///
    /// # Errors
    /// If the database fails.
    pub fn media_files(&mut self, _may: &Permit<'tx, CheckMedia>) -> Result<Vec<(ContentHash, u64)>> {
        let rows: Vec<(Vec<u8>, i64)> =
            media::table.order(media::hash).select((media::hash, media::bytes)).load(self.conn)?;
        rows.into_iter()
            .map(|(stored, bytes)| Ok((hash(&stored)?, u64::try_from(bytes).unwrap_or_default())))
            .collect()
    }

    /// Whether a file is one that should be there.
    ///
    /// # Errors
    /// If the database fails.
    pub fn is_kept(&mut self, _may: &Permit<'tx, CheckMedia>, file: &ContentHash) -> Result<bool> {
        let found = media::table.find(file.as_bytes().as_slice());
        Ok(diesel::select(exists(found)).get_result(self.conn)?)
    }
}

/// Rows that nothing refers to. IF YOU ADD A COLUMN that refers to `media`, it is named here; a test knows the schema.
macro_rules! unreferred {
    () => {
        media::table
            .filter(diesel::dsl::not(exists(
                client_photos::table.filter(client_photos::large.eq(media::hash)),
            )))
            .filter(diesel::dsl::not(exists(
                client_photos::table.filter(client_photos::small.eq(media::hash)),
            )))
            .filter(diesel::dsl::not(exists(user_photos::table.filter(user_photos::large.eq(media::hash)))))
            .filter(diesel::dsl::not(exists(user_photos::table.filter(user_photos::small.eq(media::hash)))))
            .filter(diesel::dsl::not(exists(
                portfolio_items::table.filter(portfolio_items::small.eq(media::hash.nullable())),
            )))
            .filter(diesel::dsl::not(exists(
                portfolio_items::table.filter(portfolio_items::large.eq(media::hash.nullable())),
            )))
            .filter(diesel::dsl::not(exists(
                portfolio_items::table.filter(portfolio_items::original.eq(media::hash.nullable())),
            )))
            .filter(diesel::dsl::not(exists(
                consent_papers::table.filter(consent_papers::file.eq(media::hash)),
            )))
            .filter(diesel::dsl::not(exists(
                appointment_files::table.filter(appointment_files::file.eq(media::hash)),
            )))
            .filter(diesel::dsl::not(exists(
                appointment_files::table.filter(appointment_files::large.eq(media::hash.nullable())),
            )))
            .filter(diesel::dsl::not(exists(
                appointment_files::table.filter(appointment_files::small.eq(media::hash.nullable())),
            )))
    };
}

impl<'tx> Tx<'tx, Write> {
    /// Forgets the files that nothing has referred to since `before`; answers which.
    ///
    /// # Errors
    /// If the database fails.
    pub fn forget_media(
        &mut self,
        may: &Permit<'tx, SweepMedia>,
        before: Timestamp,
    ) -> Result<Vec<ContentHash>> {
        let found = unreferred!().filter(media::kept_at.lt(before.millis())).select(media::hash);
        let found: Vec<Vec<u8>> = found.load(self.conn)?;
        self.forget_these(may, found)
    }

    /// Forgets those of these files that nothing refers to any more, however young they are; answers which. The log says so with the act that
    /// let them go.
    ///
    /// # Errors
    /// If the database fails.
    pub fn forget_media_of(
        &mut self,
        may: &Permit<'tx, SweepMedia>,
        files: &[ContentHash],
    ) -> Result<Vec<ContentHash>> {
        let mut found = Vec::new();
        for file in files {
            let one = unreferred!().filter(media::hash.eq(file.as_bytes().as_slice())).select(media::hash);
            found.extend(one.get_result::<Vec<u8>>(self.conn).optional()?);
        }
        self.forget(may);
        self.forget_these(may, found)
    }

    fn forget_these(
        &mut self,
        may: &Permit<'tx, SweepMedia>,
        found: Vec<Vec<u8>>,
    ) -> Result<Vec<ContentHash>> {
        if found.is_empty() {
            // Nobody wants to read each hour that nothing was to be done.
            self.forget(may);
            return Ok(Vec::new());
        }
        let mut forgotten = Vec::new();
        for stored in found {
            diesel::delete(media::table.find(&*stored)).execute(self.conn)?;
            forgotten.push(hash(&stored)?);
        }
        self.detail(may, "files", forgotten.len());
        Ok(forgotten)
    }
}
