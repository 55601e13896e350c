//! Changing one's own password: a try is counted before the present one is checked, as at the door, since whoever holds a session need not
//! be its person.

use diesel::prelude::*;

use super::edit::put_password;
use crate::actions::User;
use crate::attempts::{self, SIGN_IN};
use crate::audit::Entry;
use crate::error::{Constraint, Error, Result};
use crate::guard::{Oneself, Row as _};
use crate::schema::users;
use crate::tx::{Tx, Write};
use crate::users::end_sessions;

const CHANGE: &str = "oneself.password";

/// A try of one's own password that has been counted and is to be checked.
#[derive(Debug, Clone)]
pub struct PasswordTry {
    attempt: i64,
    /// The stored hash; `None`: no password is set.
    pub hash: Option<String>,
}

impl<'tx> Tx<'tx, Write> {
    /// Counts a try of one's own password, before it is checked: together with the tries to sign in under this name from this address.
    ///
    /// # Errors
    /// [`Error::Locked`] after ten wrong ones in fifteen minutes, for fifteen minutes.
    pub fn try_my_password(&mut self, me: &Oneself<'tx>) -> Result<PasswordTry> {
        let (name, hash): (String, Option<String>) = users::table
            .find(me.user.get())
            .select((users::user_key, users::password_hash))
            .get_result(self.conn)?;
        let (address, now) = (self.facts.origin.address_text(), self.facts.at);
        if let Some(until) = attempts::locked_until(self.conn, &SIGN_IN, &name, &address, now)? {
            self.record(Entry::failed(CHANGE, User::KIND, Some(me.user.get()), "locked"));
            return Err(Error::Locked { until });
        }
        let attempt = attempts::count(self.conn, &SIGN_IN, &name, &address, now)?;
        // The entry of the try is written when its outcome is known.
        self.record(Entry { keep: false, ..Entry::done(CHANGE, User::KIND, Some(me.user.get())) });
        Ok(PasswordTry { attempt, hash })
    }

    /// The present password was wrong.
    pub fn refuse_my_password(&mut self, me: &Oneself<'tx>) {
        self.record(Entry::failed(CHANGE, User::KIND, Some(me.user.get()), "wrong_password"));
    }

    /// The present password was right: sets the new one. The other sessions end, and so does the elevation of this one.
    ///
    /// # Errors
    /// [`Error::Conflict`] with [`Constraint::Other`] if the password is no longer the one that was checked.
    pub fn set_my_password(&mut self, me: &Oneself<'tx>, tried: &PasswordTry, hash: &str) -> Result<()> {
        let now: Option<String> =
            users::table.find(me.user.get()).select(users::password_hash).get_result(self.conn)?;
        if now != tried.hash {
            return Err(Error::Conflict(Constraint::Other));
        }
        attempts::succeeded(self.conn, tried.attempt)?;
        put_password(self.conn, me.user, hash, self.facts.at)?;
        end_sessions(self.conn, me.user, me.session, self.facts.at, "password")?;
        if let Some(session) = me.session {
            crate::elevations::end_open(self.conn, session, self.facts.at, "ended")?;
        }
        self.record(Entry::done(CHANGE, User::KIND, Some(me.user.get())));
        Ok(())
    }
}
