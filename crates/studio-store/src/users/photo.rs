//! Pictures of the people behind the accounts: one's own is set by oneself, everybody's by who manages accounts.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{ContentHash, PhotoSize, Timestamp, UserId};

use crate::actions::{ImportLegacy, ManageUser, User, ViewUser};
use crate::audit::Entry;
use crate::error::Result;
use crate::guard::{Oneself, Permit, Row as _};
use crate::media::{NewPhoto, hash, keep};
use crate::schema::{media, user_photos, users};
use crate::tx::{Tx, Write};

/// The files of a person's picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Face {
    /// 512 pixels a side.
    pub large: ContentHash,
    /// 96 pixels a side.
    pub small: ContentHash,
}

impl Face {
    pub(super) fn read(large: &[u8], small: &[u8]) -> Result<Self> {
        Ok(Self { large: hash(large)?, small: hash(small)? })
    }

    /// The file of this size.
    #[must_use]
    pub fn of(&self, size: PhotoSize) -> ContentHash {
        match size {
            PhotoSize::Large => self.large,
            PhotoSize::Small => self.small,
        }
    }
}

fn face(conn: &mut SqliteConnection, user: i64) -> Result<Option<Face>> {
    let found: Option<(Vec<u8>, Vec<u8>)> = user_photos::table
        .find(user)
        .select((user_photos::large, user_photos::small))
        .get_result(conn)
        .optional()?;
    found.map(|(large, small)| Face::read(&large, &small)).transpose()
}

/// Hash and size in bytes of a person's picture.
fn file(conn: &mut SqliteConnection, user: i64, size: PhotoSize) -> Result<Option<(ContentHash, u64)>> {
    let Some(found) = face(conn, user)? else { return Ok(None) };
    let name = found.of(size);
    let bytes: i64 = media::table.find(name.as_bytes().as_slice()).select(media::bytes).get_result(conn)?;
    Ok(Some((name, u64::try_from(bytes).unwrap_or_default())))
}

/// The picture of the person whose account an artist's profile is linked to.
pub(crate) fn face_of_artist(conn: &mut SqliteConnection, artist: i64) -> Result<Option<(UserId, Face)>> {
    let user: Option<i64> =
        users::table.filter(users::artist_id.eq(artist)).select(users::id).get_result(conn).optional()?;
    let Some(user) = user else { return Ok(None) };
    Ok(face(conn, user)?.map(|face| (UserId::new(user), face)))
}

/// Hash and size in bytes of that picture.
pub(crate) fn face_file_of_artist(
    conn: &mut SqliteConnection,
    artist: i64,
    size: PhotoSize,
) -> Result<Option<(ContentHash, u64)>> {
    match face_of_artist(conn, artist)? {
        Some((user, _)) => file(conn, user.get(), size),
        None => Ok(None),
    }
}

/// Puts a picture into the place of another; answers the files of that one which the new one does not have.
fn put(
    conn: &mut SqliteConnection,
    user: UserId,
    new: &NewPhoto,
    by: Option<UserId>,
    (at, now): (Timestamp, Timestamp),
) -> Result<Vec<ContentHash>> {
    let before = face(conn, user.get())?;
    for file in [&new.large, &new.small] {
        keep(conn, file, by, now)?;
    }
    let columns = (
        user_photos::large.eq(new.large.hash.as_bytes().as_slice()),
        user_photos::small.eq(new.small.hash.as_bytes().as_slice()),
        user_photos::uploaded_at.eq(at.millis()),
        user_photos::uploaded_by.eq(by.map(UserId::get)),
    );
    diesel::insert_into(user_photos::table)
        .values((user_photos::user_id.eq(user.get()), columns))
        .on_conflict(user_photos::user_id)
        .do_update()
        .set(columns)
        .execute(conn)?;
    let replaced = before.map(|face| vec![face.large, face.small]).unwrap_or_default();
    Ok(replaced.into_iter().filter(|file| ![new.large.hash, new.small.hash].contains(file)).collect())
}

/// Takes a picture away; answers its files, none if there was none.
fn take(conn: &mut SqliteConnection, user: UserId) -> Result<Vec<ContentHash>> {
    let before = face(conn, user.get())?;
    diesel::delete(user_photos::table.find(user.get())).execute(conn)?;
    Ok(before.map(|face| vec![face.large, face.small]).unwrap_or_default())
}

impl<'tx, M> Tx<'tx, M> {
    /// Hash and size in bytes of a person's picture, if there is one.
    ///
    /// # Errors
    /// If the database fails.
    pub fn user_photo_file(
        &mut self,
        may: &Permit<'tx, ViewUser>,
        size: PhotoSize,
    ) -> Result<Option<(ContentHash, u64)>> {
        file(self.conn, may.id.get(), size)
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Sets or replaces the picture of a person. Answers the files that were replaced.
    ///
    /// # Errors
    /// If the database fails.
    pub fn set_user_photo(
        &mut self,
        may: &Permit<'tx, ManageUser>,
        new: &NewPhoto,
    ) -> Result<Vec<ContentHash>> {
        let (by, now) = (self.facts.user, self.facts.at);
        let replaced = put(self.conn, may.id, new, by, (now, now))?;
        self.detail(may, "act", "photo");
        self.detail(may, "photo", new.large.hash.to_string());
        Ok(replaced)
    }

    /// The same with one's own.
    ///
    /// # Errors
    /// If the database fails.
    pub fn set_my_photo(&mut self, me: &Oneself<'tx>, new: &NewPhoto) -> Result<Vec<ContentHash>> {
        let now = self.facts.at;
        let replaced = put(self.conn, me.user, new, Some(me.user), (now, now))?;
        self.record(Entry::done("oneself.photo", User::KIND, Some(me.user.get())));
        Ok(replaced)
    }

    /// Removes the picture of a person. Answers its files, none if there was none.
    ///
    /// # Errors
    /// If the database fails.
    pub fn remove_user_photo(&mut self, may: &Permit<'tx, ManageUser>) -> Result<Vec<ContentHash>> {
        let gone = take(self.conn, may.id)?;
        self.detail(may, "act", "photo");
        self.detail(may, "photo", serde_json::Value::Null);
        Ok(gone)
    }

    /// The same with one's own.
    ///
    /// # Errors
    /// If the database fails.
    pub fn remove_my_photo(&mut self, me: &Oneself<'tx>) -> Result<Vec<ContentHash>> {
        let gone = take(self.conn, me.user)?;
        self.record(Entry::done("oneself.photo", User::KIND, Some(me.user.get())));
        Ok(gone)
    }

    /// A picture that moves in, unless the account has one: then the larger file of that one is answered.
    ///
    /// # Errors
    /// If the database fails.
    pub fn move_user_photo(
        &mut self,
        may: &Permit<'tx, ImportLegacy>,
        user: UserId,
        new: &NewPhoto,
        at: Timestamp,
    ) -> Result<Option<ContentHash>> {
        if let Some(there) = face(self.conn, user.get())? {
            return Ok(Some(there.large));
        }
        put(self.conn, user, new, Some(user), (at, self.facts.at))?;
        self.count(may, "user_photos");
        Ok(None)
    }
}
