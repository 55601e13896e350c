//! Making and changing accounts.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{
    ArtistId, BirthDate, Email, Instagram, InvitationId, Language, PersonName, Phone, Theme, Timestamp,
    UserId, UserName, Version,
};
use studio_policy::Role;

use crate::actions::{AddUser, ManageUser, ToggleUser, User};
use crate::audit::Entry;
use crate::error::Result;
use crate::guard::{Oneself, Permit, Row as _};
use crate::schema::{invitations, sessions, users};
use crate::tx::{Tx, Write};
use crate::versioned::{Change, saved, text};

/// A new account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    /// Name for signing in.
    pub user_name: UserName,
    /// Role.
    pub role: Role,
    /// Artist profile; the caller has checked that it fits the role.
    pub artist: Option<ArtistId>,
    /// The person.
    pub person: UserEdit,
    /// Hash of a password that is already known; `None`: an invitation follows.
    pub password_hash: Option<String>,
}

/// Changes of what admins say about a person; what is `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserEdit {
    /// Full name.
    pub full_name: Change<PersonName>,
    /// Date of birth.
    pub birth_date: Change<BirthDate>,
    /// Mail address.
    pub email: Change<Email>,
    /// Phone.
    pub phone: Change<Phone>,
    /// Instagram name.
    pub instagram: Change<Instagram>,
}

/// Changes of what everybody may say about oneself; what is `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnEdit {
    /// Mail address.
    pub email: Change<Email>,
    /// Phone.
    pub phone: Change<Phone>,
    /// Instagram name.
    pub instagram: Change<Instagram>,
    /// Language of the pages; `None`: the studio's.
    pub language: Change<Language>,
    /// Theme of the pages; `None`: the studio's.
    pub theme: Change<Theme>,
}

fn version_of(conn: &mut SqliteConnection, id: i64) -> Result<i64> {
    Ok(users::table.find(id).select(users::version).get_result(conn)?)
}

/// Inserts an account; the permit was asked for by the caller.
pub(crate) fn insert(conn: &mut SqliteConnection, new: &NewUser, now: Timestamp) -> Result<UserId> {
    let id: i64 = diesel::insert_into(users::table)
        .values((
            users::user_name.eq(new.user_name.to_string()),
            users::user_key.eq(new.user_name.key()),
            users::role.eq(new.role.code()),
            users::artist_id.eq(new.artist.map(ArtistId::get)),
            users::password_hash.eq(new.password_hash.as_deref()),
            users::created_at.eq(now.millis()),
            users::updated_at.eq(now.millis()),
        ))
        .returning(users::id)
        .get_result(conn)?;
    let id = UserId::new(id);
    if new.person != UserEdit::default() {
        apply(conn, id, Version::FIRST, &new.person, now)?;
    }
    Ok(id)
}

fn apply(
    conn: &mut SqliteConnection,
    user: UserId,
    version: Version,
    edit: &UserEdit,
    now: Timestamp,
) -> Result<Version> {
    let id = user.get();
    let hit = diesel::update(users::table.find(id).filter(users::version.eq(version.get())))
        .set((
            text(&edit.full_name).map(|name| users::full_name.eq(name.unwrap_or_default())),
            text(&edit.birth_date).map(|date| users::birth_date.eq(date)),
            text(&edit.email).map(|email| users::email.eq(email)),
            text(&edit.phone).map(|phone| users::phone.eq(phone)),
            text(&edit.instagram).map(|instagram| users::instagram.eq(instagram)),
            users::updated_at.eq(now.millis()),
            users::version.eq(users::version + 1),
        ))
        .execute(conn)?;
    saved(hit, User::KIND, id, version, || version_of(conn, id))
}

impl<'tx> Tx<'tx, Write> {
    /// Makes an account.
    ///
    /// # Errors
    /// [`Constraint::UserNameTaken`](crate::error::Constraint::UserNameTaken) or [`Constraint::ArtistTaken`](crate::error::Constraint::ArtistTaken).
    pub fn add_user(&mut self, may: &Permit<'tx, AddUser>, new: &NewUser) -> Result<UserId> {
        let id = insert(self.conn, new, self.facts.at)?;
        self.detail(may, "user", id.get());
        self.detail(may, "role", new.role.code());
        Ok(id)
    }

    /// Saves what admins say about a person.
    ///
    /// # Errors
    /// [`Error::Stale`](crate::error::Error::Stale).
    pub fn edit_user(
        &mut self,
        may: &Permit<'tx, ManageUser>,
        version: Version,
        edit: &UserEdit,
    ) -> Result<Version> {
        self.detail(may, "act", "edit");
        apply(self.conn, may.id, version, edit, self.facts.at)
    }

    /// Sets role and artist link. Open sessions of the account end.
    ///
    /// # Errors
    /// [`Error::Stale`](crate::error::Error::Stale); [`Constraint::LastAdmin`](crate::error::Constraint::LastAdmin); [`Constraint::ArtistTaken`](crate::error::Constraint::ArtistTaken).
    pub fn set_role(
        &mut self,
        may: &Permit<'tx, ManageUser>,
        version: Version,
        role: Role,
        artist: Option<ArtistId>,
    ) -> Result<Version> {
        let id = may.id.get();
        let before: (String, Option<i64>) =
            users::table.find(id).select((users::role, users::artist_id)).get_result(self.conn)?;
        let hit = diesel::update(users::table.find(id).filter(users::version.eq(version.get())))
            .set((
                users::role.eq(role.code()),
                users::artist_id.eq(artist.map(ArtistId::get)),
                users::updated_at.eq(self.facts.at.millis()),
                users::version.eq(users::version + 1),
            ))
            .execute(self.conn)?;
        self.detail(may, "act", "role");
        self.detail(may, "before", before.0);
        self.detail(may, "before_artist", before.1);
        self.detail(may, "after", role.code());
        self.detail(may, "after_artist", artist.map(ArtistId::get));
        saved(hit, User::KIND, id, version, || version_of(self.conn, id))
    }

    /// Switches an account on or off. Off: its sessions end, its history stays.
    ///
    /// # Errors
    /// [`Error::Stale`](crate::error::Error::Stale); [`Constraint::LastAdmin`](crate::error::Constraint::LastAdmin).
    pub fn toggle_user(
        &mut self,
        may: &Permit<'tx, ToggleUser>,
        version: Version,
        active: bool,
    ) -> Result<Version> {
        let id = may.id.get();
        let hit = diesel::update(users::table.find(id).filter(users::version.eq(version.get())))
            .set((
                users::active.eq(active),
                users::updated_at.eq(self.facts.at.millis()),
                users::version.eq(users::version + 1),
            ))
            .execute(self.conn)?;
        self.detail(may, "active", active);
        saved(hit, User::KIND, id, version, || version_of(self.conn, id))
    }

    /// Sets a password for somebody: what only the operator does. All sessions of the account end.
    ///
    /// # Errors
    /// If the database fails.
    pub fn set_password(&mut self, may: &Permit<'tx, ManageUser>, hash: &str) -> Result<()> {
        put_password(self.conn, may.id, hash, self.facts.at)?;
        end_sessions(self.conn, may.id, None, self.facts.at, "password")?;
        self.detail(may, "act", "password");
        Ok(())
    }

    /// Opens an invitation: whoever holds the token may choose the account's password until `expires`. Older open invitations are void.
    ///
    /// # Errors
    /// If the database fails.
    pub fn invite(
        &mut self,
        may: &Permit<'tx, ManageUser>,
        token_hash: &[u8; 32],
        expires: Timestamp,
    ) -> Result<InvitationId> {
        let now = self.facts.at.millis();
        diesel::update(
            invitations::table
                .filter(invitations::user_id.eq(may.id.get()))
                .filter(invitations::used_at.is_null()),
        )
        .set(invitations::used_at.eq(now))
        .execute(self.conn)?;
        let id: i64 = diesel::insert_into(invitations::table)
            .values((
                invitations::token_hash.eq(token_hash.as_slice()),
                invitations::user_id.eq(may.id.get()),
                invitations::created_at.eq(now),
                invitations::expires_at.eq(expires.millis()),
            ))
            .returning(invitations::id)
            .get_result(self.conn)?;
        self.detail(may, "act", "invite");
        Ok(InvitationId::new(id))
    }

    /// Ends all open sessions of an account. Answers how many.
    ///
    /// # Errors
    /// If the database fails.
    pub fn end_sessions(&mut self, may: &Permit<'tx, ManageUser>) -> Result<usize> {
        let ended = end_sessions(self.conn, may.id, None, self.facts.at, "ended")?;
        self.detail(may, "act", "end_sessions");
        self.detail(may, "sessions", ended);
        Ok(ended)
    }

    /// Saves one's own contact, language and theme.
    ///
    /// # Errors
    /// [`Error::Stale`](crate::error::Error::Stale).
    pub fn edit_myself(&mut self, me: &Oneself<'tx>, version: Version, edit: &OwnEdit) -> Result<Version> {
        let id = me.user.get();
        let hit = diesel::update(users::table.find(id).filter(users::version.eq(version.get())))
            .set((
                text(&edit.email).map(|email| users::email.eq(email)),
                text(&edit.phone).map(|phone| users::phone.eq(phone)),
                text(&edit.instagram).map(|instagram| users::instagram.eq(instagram)),
                edit.language.map(|language| users::language.eq(language.map(Language::code))),
                edit.theme.map(|theme| users::theme.eq(theme.map(Theme::code))),
                users::updated_at.eq(self.facts.at.millis()),
                users::version.eq(users::version + 1),
            ))
            .execute(self.conn)?;
        self.record(Entry::done("oneself.edit", User::KIND, Some(id)));
        saved(hit, User::KIND, id, version, || version_of(self.conn, id))
    }
}

/// Stores a password hash that today's rules were checked for.
pub(crate) fn put_password(
    conn: &mut SqliteConnection,
    user: UserId,
    hash: &str,
    now: Timestamp,
) -> Result<()> {
    diesel::update(users::table.find(user.get()))
        .set((
            users::password_hash.eq(hash),
            users::password_is_short.eq(false),
            users::updated_at.eq(now.millis()),
            users::version.eq(users::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends the open sessions of an account, except one.
pub(crate) fn end_sessions(
    conn: &mut SqliteConnection,
    user: UserId,
    except: Option<studio_domain::SessionId>,
    now: Timestamp,
    because: &'static str,
) -> Result<usize> {
    let except = except.map_or(0, studio_domain::SessionId::get);
    Ok(diesel::update(
        sessions::table
            .filter(sessions::user_id.eq(user.get()))
            .filter(sessions::ended_at.is_null())
            .filter(sessions::id.ne(except)),
    )
    .set((sessions::ended_at.eq(now.millis()), sessions::ended_because.eq(because)))
    .execute(conn)?)
}
