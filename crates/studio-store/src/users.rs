//! Accounts that sign in: role, link to an artist, what the directory shows and what only admins see.

mod edit;
mod password;
mod photo;
mod private;

use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use studio_domain::{ArtistId, UserId, Version, fold};
use studio_policy::{Ownership, Role};

pub use edit::{NewUser, OwnEdit, UserEdit};
pub(crate) use edit::{end_sessions, insert, put_password};
pub use password::PasswordTry;
pub use photo::Face;
pub(crate) use photo::{face_file_of_artist, face_of_artist};
pub use private::{PasswordState, UserPrivate};

use crate::actions::{ListStaff, User, ViewUser};
use crate::error::{Error, Result};
use crate::guard::{ListPermit, Oneself, Permit, Row as _, Scope};
use crate::page::{Page, take_page_of};
use crate::schema::{artists, user_photos, users};
use crate::tx::Tx;

/// An account as the directory shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserCard {
    /// Id.
    pub id: UserId,
    /// Name for signing in.
    pub user_name: String,
    /// Role; what no version of the program writes reads as the one with least rights would be a guess, so it is an error instead.
    pub role: Role,
    /// The linked artist profile and its name.
    pub artist: Option<(ArtistId, String)>,
    /// Whether it can sign in.
    pub active: bool,
    /// The person's name; may be empty.
    pub full_name: String,
    /// Mail address.
    pub email: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Instagram name without `@`.
    pub instagram: Option<String>,
    /// Picture of the person.
    pub photo: Option<Face>,
    /// Language of the pages; `None`: the studio's.
    pub language: Option<String>,
    /// Theme of the pages; `None`: the studio's.
    pub theme: Option<String>,
    /// For saving without overwriting others.
    pub version: Version,
}

/// Which accounts to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserFilter {
    /// Part of user name or name; case and accents do not count.
    pub q: Option<String>,
    /// Only this role.
    pub role: Option<Role>,
    /// Only active or only inactive ones.
    pub active: Option<bool>,
    /// Behind this folded user name: where the page before ended.
    pub after: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(Sqlite))]
struct Row {
    id: i64,
    user_name: String,
    role: String,
    artist_id: Option<i64>,
    active: bool,
    full_name: String,
    email: Option<String>,
    phone: Option<String>,
    instagram: Option<String>,
    language: Option<String>,
    theme: Option<String>,
    version: i64,
}

/// Account, name of its artist, picture of the person.
type Joined = (Row, Option<String>, Option<(Vec<u8>, Vec<u8>)>);

fn card((row, artist, photo): Joined) -> Result<UserCard> {
    Ok(UserCard {
        id: UserId::new(row.id),
        user_name: row.user_name,
        role: Role::parse(&row.role).ok_or_else(|| Error::damaged("users.role"))?,
        artist: row.artist_id.map(ArtistId::new).zip(artist),
        active: row.active,
        full_name: row.full_name,
        email: row.email,
        phone: row.phone,
        instagram: row.instagram,
        photo: photo.map(|(large, small)| Face::read(&large, &small)).transpose()?,
        language: row.language,
        theme: row.theme,
        version: Version::new(row.version),
    })
}

impl<'tx, M> Tx<'tx, M> {
    /// An account that exists.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn user(&mut self, id: UserId) -> Result<Scope<'tx, User>> {
        let found: Option<i64> =
            users::table.find(id.get()).select(users::version).get_result(self.conn).optional()?;
        let version = found.ok_or_else(|| Error::not_found(User::KIND, id))?;
        Ok(self.scope(id, Ownership::Unowned, version))
    }

    /// An account by its folded name.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn user_by_key(&mut self, key: &str) -> Result<Scope<'tx, User>> {
        let found: Option<(i64, i64)> = users::table
            .filter(users::user_key.eq(key))
            .select((users::id, users::version))
            .get_result(self.conn)
            .optional()?;
        let (id, version) = found.ok_or_else(|| Error::not_found(User::KIND, key))?;
        Ok(self.scope(UserId::new(id), Ownership::Unowned, version))
    }

    /// The account's card.
    ///
    /// # Errors
    /// If the database fails.
    pub fn user_card(&mut self, may: &Permit<'tx, ViewUser>) -> Result<UserCard> {
        self.load_card(may.id)
    }

    /// One's own card.
    ///
    /// # Errors
    /// If the database fails.
    pub fn my_card(&mut self, me: &Oneself<'tx>) -> Result<UserCard> {
        self.load_card(me.user)
    }

    fn load_card(&mut self, id: UserId) -> Result<UserCard> {
        let row: Joined = users::table
            .left_join(artists::table)
            .left_join(user_photos::table.on(user_photos::user_id.eq(users::id)))
            .filter(users::id.eq(id.get()))
            .select((
                Row::as_select(),
                artists::name.nullable(),
                (user_photos::large, user_photos::small).nullable(),
            ))
            .get_result(self.conn)?;
        card(row)
    }

    /// One page of accounts, A–Z by user name.
    ///
    /// # Errors
    /// If the database fails.
    pub fn list_users(
        &mut self,
        _may: &ListPermit<'tx, ListStaff>,
        filter: &UserFilter,
    ) -> Result<Page<UserCard>> {
        let mut query = users::table
            .left_join(artists::table)
            .left_join(user_photos::table.on(user_photos::user_id.eq(users::id)))
            .into_boxed();
        if let Some(role) = filter.role {
            query = query.filter(users::role.eq(role.code()));
        }
        if let Some(active) = filter.active {
            query = query.filter(users::active.eq(active));
        }
        if let Some(key) = &filter.after {
            query = query.filter(users::user_key.gt(key));
        }
        let words = fold(filter.q.as_deref().unwrap_or_default());
        let rows = query
            .order(users::user_key)
            .select((
                Row::as_select(),
                artists::name.nullable(),
                (user_photos::large, user_photos::small).nullable(),
            ))
            .load_iter::<Joined, diesel::connection::DefaultLoadingMode>(self.conn)?;
        let page = take_page_of::<Joined, Joined>(rows, |(row, artist, _)| {
            let text = fold(&format!(
                "{} {} {}",
                row.user_name,
                row.full_name,
                artist.as_deref().unwrap_or_default()
            ));
            words.split(' ').all(|word| text.contains(word))
        })?;
        Ok(Page { items: page.items.into_iter().map(card).collect::<Result<_>>()?, more: page.more })
    }
}
