//! What only admins and the person see of an account.

use diesel::prelude::*;
use studio_domain::{Timestamp, UserId};

use crate::actions::InspectUser;
use crate::error::Result;
use crate::guard::{Oneself, Permit};
use crate::schema::users;
use crate::tx::Tx;

/// Birth date, password state and sign-ins of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserPrivate {
    /// Date of birth, `YYYY-MM-DD`.
    pub birth_date: Option<String>,
    /// Last sign-in.
    pub last_sign_in_at: Option<Timestamp>,
    /// Whether a password is set.
    pub password: PasswordState,
    /// When the account was made.
    pub created_at: Timestamp,
}

/// What is known of a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordState {
    /// None yet: the account waits for its invitation.
    Open,
    /// Set.
    Set,
    /// Imported and shorter than today's rule: valid, with a standing notice.
    Short,
}

impl PasswordState {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Set => "set",
            Self::Short => "short",
        }
    }
}

impl<'tx, M> Tx<'tx, M> {
    /// What only admins see of the account.
    ///
    /// # Errors
    /// If the database fails.
    pub fn user_private(&mut self, may: &Permit<'tx, InspectUser>) -> Result<UserPrivate> {
        self.load_private(may.id)
    }

    /// The same of oneself.
    ///
    /// # Errors
    /// If the database fails.
    pub fn my_private(&mut self, me: &Oneself<'tx>) -> Result<UserPrivate> {
        self.load_private(me.user)
    }

    /// Hash of one's own password, for checking it outside the transaction.
    ///
    /// # Errors
    /// If the database fails.
    pub fn my_password_hash(&mut self, me: &Oneself<'tx>) -> Result<Option<String>> {
        Ok(users::table.find(me.user.get()).select(users::password_hash).get_result(self.conn)?)
    }

    fn load_private(&mut self, id: UserId) -> Result<UserPrivate> {
        let (birth_date, last, hash, short, created): (
            Option<String>,
            Option<i64>,
            Option<String>,
            bool,
            i64,
        ) = users::table
            .find(id.get())
            .select((
                users::birth_date,
                users::last_sign_in_at,
                users::password_hash,
                users::password_is_short,
                users::created_at,
            ))
            .get_result(self.conn)?;
        Ok(UserPrivate {
            birth_date,
            last_sign_in_at: last.map(Timestamp::from_millis),
            password: match (hash, short) {
                (None, _) => PasswordState::Open,
                (Some(_), true) => PasswordState::Short,
                (Some(_), false) => PasswordState::Set,
            },
            created_at: Timestamp::from_millis(created),
        })
    }
}
