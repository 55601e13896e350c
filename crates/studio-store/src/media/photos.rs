//! Photos of clients. A photo is of whoever uploaded it; as long as there is none, of the artists whose client it is.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{ArtistId, ClientId, ContentHash, PhotoSize, Timestamp, UserId};
use studio_policy::Ownership;

use super::{MediaFile, hash, keep};
use crate::actions::{AddClient, ClientPhoto, ImportLegacy, SetPhoto, ViewClient};
use crate::clients::is_of;
use crate::error::{Error, Result};
use crate::guard::{Guarded, Permit, Row as _, Scope};
use crate::schema::{client_photos, clients, media, users};
use crate::tx::{Tx, Write};

/// A client's photo, without the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoCard {
    /// The picture of 512 pixels a side.
    pub large: ContentHash,
    /// Its size in bytes.
    pub bytes: u64,
    /// The picture of 96 pixels a side.
    pub small: ContentHash,
    /// Its size in bytes.
    pub small_bytes: u64,
    /// When it was uploaded.
    pub uploaded_at: Timestamp,
    /// By whom, with the name of today; `None`: the operator or an import.
    pub uploaded_by: Option<(UserId, String)>,
}

impl PhotoCard {
    /// Hash and size in bytes of the picture of this size.
    #[must_use]
    pub fn file(&self, size: PhotoSize) -> (ContentHash, u64) {
        match size {
            PhotoSize::Large => (self.large, self.bytes),
            PhotoSize::Small => (self.small, self.small_bytes),
        }
    }
}

/// A photo to be set: both of its files are in their place already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPhoto {
    /// The picture of 512 pixels a side.
    pub large: MediaFile,
    /// The picture of 96 pixels a side.
    pub small: MediaFile,
}

/// Whose the photo is, if there is one: the artist of the account that uploaded it, where it is an artist's.
fn uploader(conn: &mut SqliteConnection, client: i64) -> Result<Option<Option<i64>>> {
    let found: Option<Option<Option<i64>>> = client_photos::table
        .left_join(users::table)
        .filter(client_photos::client_id.eq(client))
        .select(users::artist_id.nullable())
        .get_result(conn)
        .optional()?
        .map(Some);
    Ok(found.flatten())
}

pub(crate) fn of_client(conn: &mut SqliteConnection, client: i64) -> Result<Option<PhotoCard>> {
    type Row = (Vec<u8>, Vec<u8>, i64, Option<i64>, Option<String>, Option<String>);
    let found: Option<Row> = client_photos::table
        .left_join(users::table)
        .filter(client_photos::client_id.eq(client))
        .select((
            client_photos::large,
            client_photos::small,
            client_photos::uploaded_at,
            client_photos::uploaded_by,
            users::user_name.nullable(),
            users::full_name.nullable(),
        ))
        .get_result(conn)
        .optional()?;
    let Some((large, small, at, by, user_name, full_name)) = found else { return Ok(None) };
    let mut size = |file: &[u8]| -> Result<u64> {
        let bytes: i64 = media::table.find(file).select(media::bytes).get_result(conn)?;
        Ok(u64::try_from(bytes).unwrap_or_default())
    };
    let name = full_name.filter(|name| !name.is_empty()).or(user_name);
    Ok(Some(PhotoCard {
        bytes: size(&large)?,
        small_bytes: size(&small)?,
        large: hash(&large)?,
        small: hash(&small)?,
        uploaded_at: Timestamp::from_millis(at),
        uploaded_by: by.map(UserId::new).zip(name),
    }))
}

/// Gives the kept one of two records the photo of the other, if it has none of its own. Whoever uploaded it still did. Answers whether
/// it was given one.
pub(crate) fn inherit(conn: &mut SqliteConnection, kept: i64, other: i64) -> Result<bool> {
    let own: i64 = client_photos::table.filter(client_photos::client_id.eq(kept)).count().get_result(conn)?;
    if own > 0 {
        return Ok(false);
    }
    let given = diesel::update(client_photos::table.find(other)).set(client_photos::client_id.eq(kept));
    Ok(given.execute(conn)? > 0)
}

impl<'tx, M> Tx<'tx, M> {
    /// The photo of a client that exists, be there one or not; of a record that was merged that of the kept one.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn photo(&mut self, client: ClientId) -> Result<Scope<'tx, ClientPhoto>> {
        let found: Option<Option<i64>> = clients::table
            .find(client.get())
            .select(clients::merged_into)
            .get_result(self.conn)
            .optional()?;
        let id = found.ok_or_else(|| Error::not_found(ClientPhoto::KIND, client))?.unwrap_or(client.get());
        let mine = match (self.acting.artist, uploader(self.conn, id)?) {
            (None, _) => false,
            (Some(artist), Some(uploader)) => uploader.map(ArtistId::new) == Some(artist),
            (Some(artist), None) => is_of(self.conn, id, artist)?,
        };
        let ownership = if mine { Ownership::Mine } else { Ownership::Theirs };
        Ok(self.scope(ClientId::new(id), ownership, 0))
    }

    /// A client's photo, if there is one.
    ///
    /// # Errors
    /// If the database fails.
    pub fn client_photo(&mut self, may: &Permit<'tx, ViewClient>) -> Result<Option<PhotoCard>> {
        of_client(self.conn, may.id.get())
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Sets or replaces the photo; whoever acts is its owner from now on. Answers the files that were replaced.
    ///
    /// # Errors
    /// If the database fails.
    pub fn set_photo(&mut self, may: &Permit<'tx, SetPhoto>, new: &NewPhoto) -> Result<Vec<ContentHash>> {
        let before = self.photo_before(may)?;
        self.put_photo(may, may.id, new)?;
        Ok(before.into_iter().filter(|file| ![new.large.hash, new.small.hash].contains(file)).collect())
    }

    /// Sets the photo of a client who was just made: it belongs to that step.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the client was not made in this request.
    pub fn set_first_photo(
        &mut self,
        may: &Permit<'tx, AddClient>,
        client: ClientId,
        new: &NewPhoto,
    ) -> Result<()> {
        let made = self.entries.get(may.entry).and_then(|entry| entry.detail.number("client"));
        if made != Some(client.get()) {
            return Err(Error::not_found("client", client));
        }
        self.put_photo(may, client, new)
    }

    fn put_photo<A: Guarded>(
        &mut self,
        may: &Permit<'tx, A>,
        client: ClientId,
        new: &NewPhoto,
    ) -> Result<()> {
        let (user, now) = (self.facts.user, self.facts.at);
        for file in [&new.large, &new.small] {
            keep(self.conn, file, user, now)?;
        }
        let (large, small) = (new.large.hash.as_bytes().as_slice(), new.small.hash.as_bytes().as_slice());
        let rest = (
            client_photos::large.eq(large),
            client_photos::small.eq(small),
            client_photos::uploaded_at.eq(now.millis()),
            client_photos::uploaded_by.eq(user.map(UserId::get)),
        );
        diesel::insert_into(client_photos::table)
            .values((client_photos::client_id.eq(client.get()), rest))
            .on_conflict(client_photos::client_id)
            .do_update()
            .set(rest)
            .execute(self.conn)?;
        self.detail(may, "photo", new.large.hash.to_string());
        self.detail(may, "bytes", new.large.bytes);
        Ok(())
    }

    /// A photo that moves in, of whoever uploaded it there, unless the client has one: then the larger picture of that one is answered.
    ///
    /// # Errors
    /// If the database fails.
    pub fn move_photo(
        &mut self,
        may: &Permit<'tx, ImportLegacy>,
        client: ClientId,
        new: &NewPhoto,
        uploader: Option<UserId>,
        at: Timestamp,
    ) -> Result<Option<ContentHash>> {
        if let Some(there) = of_client(self.conn, client.get())? {
            return Ok(Some(there.large));
        }
        for file in [&new.large, &new.small] {
            keep(self.conn, file, uploader, self.facts.at)?;
        }
        diesel::insert_into(client_photos::table)
            .values((
                client_photos::client_id.eq(client.get()),
                client_photos::large.eq(new.large.hash.as_bytes().as_slice()),
                client_photos::small.eq(new.small.hash.as_bytes().as_slice()),
                client_photos::uploaded_at.eq(at.millis()),
                client_photos::uploaded_by.eq(uploader.map(UserId::get)),
            ))
            .execute(self.conn)?;
        self.count(may, "client_photos");
        Ok(None)
    }

    /// Removes the photo; answers its files, none if there was no photo.
    ///
    /// # Errors
    /// If the database fails.
    pub fn remove_photo(&mut self, may: &Permit<'tx, SetPhoto>) -> Result<Vec<ContentHash>> {
        let before = self.photo_before(may)?;
        diesel::delete(client_photos::table.find(may.id.get())).execute(self.conn)?;
        self.detail(may, "photo", serde_json::Value::Null);
        Ok(before)
    }

    /// The files of the photo that is there, and says in the log whose it was.
    fn photo_before(&mut self, may: &Permit<'tx, SetPhoto>) -> Result<Vec<ContentHash>> {
        let Some(before) = of_client(self.conn, may.id.get())? else { return Ok(Vec::new()) };
        self.detail(may, "photo_before", before.large.to_string());
        if let Some((user, _)) = &before.uploaded_by {
            self.detail(may, "uploaded_by_before", user.get());
        }
        Ok(vec![before.large, before.small])
    }
}
