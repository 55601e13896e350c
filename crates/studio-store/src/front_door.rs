//! Where nobody is recognised yet: signing in, invitations, and whose token this is.
//!
//! The only door besides `read` and `write`, and a narrow one: each method does one thing that a visitor needs, and writes its own
//! audit entries. It checks no secret itself: hashing takes long and happens outside any transaction.

use std::time::Duration;

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{SessionId, Setting, Timestamp, UserId};

use crate::attempts::{self, SIGN_IN};
use crate::audit::{ActorKind, Entry, Facts, append};
use crate::ctx::{OriginKind, Visit};
use crate::error::{Constraint, Error, Result};
use crate::schema::{invitations, sessions, settings, studio, users};
use crate::sessions::KIND;
use crate::store::Store;
use crate::users::{end_sessions, put_password};

const SIGN_IN_ACT: &str = "session.sign_in";
/// How often a session's idle end is moved on at most.
const RENEWAL: Duration = Duration::from_secs(60);

/// What everybody may know before signing in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudioFace {
    /// The studio's name; empty until it is set up.
    pub name: String,
    /// Its language.
    pub language: String,
    /// Its theme.
    pub theme: String,
    /// Whether the first admin exists.
    pub set_up: bool,
}

/// A sign-in that has been counted and is to be checked.
#[derive(Debug)]
pub struct Knock {
    attempt: i64,
    user: Option<UserId>,
    /// The stored password hash; `None` if there is no such account, it is switched off or has no password: spend the same time then.
    pub hash: Option<String>,
    /// By how much the answer is to be delayed, whatever it is.
    pub delay: Duration,
}

/// A session to be opened.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Hash of its token.
    pub token_hash: [u8; 32],
    /// Time without use after which it ends.
    pub idle: Duration,
    /// Time after which it ends in any case.
    pub absolute: Duration,
    /// How the program at the other end names itself.
    pub agent: String,
    /// A better hash of the password that was just checked.
    pub rehash: Option<Rehashed>,
}

/// A password whose stored hash is replaced at a sign-in: the one moment at which an imported password is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehashed {
    /// The new hash.
    pub hash: String,
    /// Whether the password is shorter than today's rule. It stays valid, with a standing notice.
    pub is_short: bool,
}

/// Whose token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recognised {
    /// The session. Whether it still holds is decided in each transaction.
    pub session: SessionId,
    /// Whether its idle end is due to be moved on ([`FrontDoor::renew`]).
    pub renewal_due: bool,
}

/// An open invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// The account.
    pub user: UserId,
    /// Its user name.
    pub user_name: String,
}

/// The door for visitors, and a narrow one: each method does one thing that a visitor needs, and writes its own audit entries.
#[derive(Debug, Clone, Copy)]
pub struct FrontDoor<'s>(&'s Store);

impl Store {
    /// The door for visitors.
    #[must_use]
    pub fn front_door(&self) -> FrontDoor<'_> {
        FrontDoor(self)
    }
}

impl FrontDoor<'_> {
    /// Reads for a visitor; what a visitor may read stands in the method that asks.
    pub(crate) fn read<R>(&self, job: impl FnOnce(&mut SqliteConnection) -> Result<R>) -> Result<R> {
        self.0.read_raw(job)
    }

    /// The data behind the door, for what is read there by others than people.
    pub(crate) fn store(&self) -> &Store {
        self.0
    }

    /// What everybody may know.
    ///
    /// # Errors
    /// If the database fails.
    pub fn face(&self) -> Result<StudioFace> {
        self.0.read_raw(|conn| {
            let set_up: Option<i64> = studio::table.find(1).select(studio::set_up_at).get_result(conn)?;
            let mut value = |setting: Setting| -> Result<String> {
                let stored: Option<String> = settings::table
                    .find(setting.code())
                    .select(settings::value)
                    .get_result(conn)
                    .optional()?;
                Ok(stored.unwrap_or_else(|| setting.default().to_owned()))
            };
            Ok(StudioFace {
                name: value(Setting::StudioName)?,
                language: value(Setting::Language)?,
                theme: value(Setting::Theme)?,
                set_up: set_up.is_some(),
            })
        })
    }

    /// Counts a sign-in before its password is checked. `user_key` is the folded user name as typed.
    ///
    /// # Errors
    /// [`Error::Locked`] after ten failures for this name from this address.
    pub fn knock(&self, visit: &Visit, user_key: &str) -> Result<Knock> {
        let (visit, key) = (visit.clone(), user_key.to_owned());
        self.0.write_raw(move |conn| knock(conn, &visit, &key))?
    }

    /// The password was wrong, or there is no such account.
    ///
    /// # Errors
    /// If the database fails.
    pub fn turn_away(&self, visit: &Visit, knock: &Knock) -> Result<()> {
        let reason = if knock.hash.is_some() { "wrong_password" } else { "no_such_account" };
        let entry = Entry::failed(SIGN_IN_ACT, "user", knock.user.map(UserId::get), reason);
        let facts = Facts::visitor(visit);
        self.0.write_raw(move |conn| append(conn, &facts, [&entry]))
    }

    /// The password was right: opens a session.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the account was switched off while its password was checked.
    pub fn let_in(&self, visit: &Visit, knock: &Knock, new: NewSession) -> Result<SessionId> {
        let user = knock.user.ok_or_else(|| Error::not_found("user", "nobody"))?;
        let (visit, attempt, checked) = (visit.clone(), knock.attempt, knock.hash.clone());
        self.0.write_raw(move |conn| let_in(conn, &visit, user, attempt, checked.as_deref(), &new))
    }

    /// Whose session a token is, if anybody's.
    ///
    /// # Errors
    /// If the database fails.
    pub fn recognise(&self, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<Recognised>> {
        self.0.read_raw(|conn| recognised(conn, token_hash, now))
    }

    /// The same for a caller that must not wait: `None` if no connection is free this moment.
    ///
    /// # Errors
    /// If the database fails.
    pub fn recognise_at_once(
        &self,
        token_hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<Option<Recognised>>> {
        self.0.try_read_raw(|conn| recognised(conn, token_hash, now))
    }

    /// Whose session a token is or was, ended ones as well.
    ///
    /// # Errors
    /// If the database fails.
    pub fn whose(&self, token_hash: &[u8; 32]) -> Result<Option<UserId>> {
        let hash = token_hash.to_vec();
        let found = self.0.read_raw(|conn| -> Result<Option<i64>> {
            let user = sessions::table.filter(sessions::token_hash.eq(&hash)).select(sessions::user_id);
            Ok(user.get_result(conn).optional()?)
        })?;
        Ok(found.map(UserId::new))
    }

    /// The session was used by its person (never by a page that refreshes itself): moves its idle end on.
    ///
    /// # Errors
    /// If the database fails.
    pub fn renew(&self, session: SessionId, now: Timestamp, idle: Duration) -> Result<()> {
        self.0.write_raw(move |conn| {
            let (now_ms, until) = (now.millis(), now.plus(idle).millis());
            diesel::update(
                sessions::table
                    .filter(sessions::id.eq(session.get()))
                    .filter(sessions::ended_at.is_null())
                    .filter(sessions::idle_until_at.gt(now_ms)),
            )
            .set((sessions::seen_at.eq(now_ms), sessions::idle_until_at.eq(until)))
            .execute(conn)?;
            Ok(())
        })
    }

    /// Whose open invitation a token is, if anybody's.
    ///
    /// # Errors
    /// If the database fails.
    pub fn invitation(&self, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<Invited>> {
        let hash = token_hash.to_vec();
        self.0.read_raw(|conn| Ok(open_invitation(conn, &hash, now)?.map(|(_, invited)| invited)))
    }

    /// Spends an invitation: the account gets the password that its person chose. Older sessions end.
    ///
    /// # Errors
    /// [`Constraint::TokenSpent`] if it was used before, is too old, or never was one.
    pub fn accept_invitation(
        &self,
        visit: &Visit,
        token_hash: &[u8; 32],
        password_hash: String,
    ) -> Result<UserId> {
        let (visit, hash) = (visit.clone(), token_hash.to_vec());
        self.0.write_raw(move |conn| {
            let (id, invited) =
                open_invitation(conn, &hash, visit.now)?.ok_or(Error::Conflict(Constraint::TokenSpent))?;
            diesel::update(invitations::table.find(id))
                .set(invitations::used_at.eq(visit.now.millis()))
                .execute(conn)?;
            put_password(conn, invited.user, &password_hash, visit.now)?;
            end_sessions(conn, invited.user, None, visit.now, "password")?;
            let facts = Facts { user: Some(invited.user), ..Facts::of(&visit, ActorKind::Person) };
            append(conn, &facts, [&Entry::done("invitation.accept", "user", Some(invited.user.get()))])?;
            Ok(invited.user)
        })
    }
}

fn knock(conn: &mut SqliteConnection, visit: &Visit, key: &str) -> Result<Result<Knock>> {
    let address = visit.origin.address_text();
    let account: Option<(i64, bool, Option<String>)> = users::table
        .filter(users::user_key.eq(key))
        .select((users::id, users::active, users::password_hash))
        .get_result(conn)
        .optional()?;
    let user = account.as_ref().map(|(id, ..)| UserId::new(*id));
    if let Some(until) = attempts::locked_until(conn, &SIGN_IN, key, &address, visit.now)? {
        let entry = Entry::failed(SIGN_IN_ACT, "user", user.map(UserId::get), "locked");
        append(conn, &Facts::visitor(visit), [&entry])?;
        // Nested, so that the entry stays: an error of the job itself would take it back.
        return Ok(Err(Error::Locked { until }));
    }
    let delay = attempts::slow_down(conn, &SIGN_IN, key, &address, visit.now)?;
    let attempt = attempts::count(conn, &SIGN_IN, key, &address, visit.now)?;
    let hash = account.and_then(|(_, active, hash)| hash.filter(|_| active));
    Ok(Ok(Knock { attempt, user, hash, delay }))
}

fn let_in(
    conn: &mut SqliteConnection,
    visit: &Visit,
    user: UserId,
    attempt: i64,
    checked: Option<&str>,
    new: &NewSession,
) -> Result<SessionId> {
    let now = visit.now;
    let (active, hash): (bool, Option<String>) =
        users::table.find(user.get()).select((users::active, users::password_hash)).get_result(conn)?;
    // Switched off, or given another password, while the old one was being checked.
    if !active || hash.as_deref() != checked || hash.is_none() {
        return Err(Error::not_found("user", user));
    }
    attempts::succeeded(conn, attempt)?;
    let last = users::last_sign_in_at.eq(now.millis());
    match &new.rehash {
        Some(better) => diesel::update(users::table.find(user.get()))
            .set((last, users::password_hash.eq(&better.hash), users::password_is_short.eq(better.is_short)))
            .execute(conn)?,
        None => diesel::update(users::table.find(user.get())).set(last).execute(conn)?,
    };
    let origin = match visit.origin.kind {
        OriginKind::System => OriginKind::Cli,
        other => other,
    };
    let id: i64 = diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(new.token_hash.as_slice()),
            sessions::user_id.eq(user.get()),
            sessions::origin.eq(origin.code()),
            sessions::address.eq(visit.origin.address_text()),
            sessions::agent.eq(&new.agent),
            sessions::created_at.eq(now.millis()),
            sessions::seen_at.eq(now.millis()),
            sessions::idle_until_at.eq(now.plus(new.idle).millis()),
            sessions::expires_at.eq(now.plus(new.absolute).millis()),
        ))
        .returning(sessions::id)
        .get_result(conn)?;
    let session = SessionId::new(id);
    let facts = Facts { user: Some(user), session: Some(session), ..Facts::of(visit, ActorKind::Person) };
    append(conn, &facts, [&Entry::done(SIGN_IN_ACT, KIND, Some(id))])?;
    Ok(session)
}

fn open_invitation(
    conn: &mut SqliteConnection,
    hash: &[u8],
    now: Timestamp,
) -> Result<Option<(i64, Invited)>> {
    let found: Option<(i64, i64, String)> = invitations::table
        .inner_join(users::table)
        .filter(invitations::token_hash.eq(hash))
        .filter(invitations::used_at.is_null())
        .filter(invitations::expires_at.gt(now.millis()))
        .filter(users::active.eq(true))
        .select((invitations::id, users::id, users::user_name))
        .get_result(conn)
        .optional()?;
    Ok(found.map(|(id, user, user_name)| (id, Invited { user: UserId::new(user), user_name })))
}

fn recognised(
    conn: &mut SqliteConnection,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<Recognised>> {
    let found: Option<(i64, i64)> = sessions::table
        .filter(sessions::token_hash.eq(token_hash.as_slice()))
        .select((sessions::id, sessions::seen_at))
        .get_result(conn)
        .optional()?;
    Ok(found.map(|(id, seen)| Recognised {
        session: SessionId::new(id),
        renewal_due: now.since(Timestamp::from_millis(seen)) >= RENEWAL,
    }))
}
