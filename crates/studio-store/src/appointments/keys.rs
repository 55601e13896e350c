//! Requests that may be sent twice: under a key of the sender's own, the second one is answered with what the first one made.
//!
//! Neither the key nor what was sent is kept, only their hashes.

use std::time::Duration;

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{AppointmentId, Timestamp, UserId};

use crate::actions::Book;
use crate::error::{Constraint, Error, Result};
use crate::guard::{Guarded, Permit};
use crate::schema::idempotency_keys;
use crate::tx::{Tx, Write};

/// How long a key is remembered.
const KEPT: Duration = Duration::from_secs(3 * 24 * 60 * 60);

fn hash(text: &str) -> Vec<u8> {
    blake3::hash(text.as_bytes()).as_bytes().to_vec()
}

impl<'tx> Tx<'tx, Write> {
    /// What a booking under this key made before. Answers nothing for a key that is new, and for whoever has no account.
    ///
    /// # Errors
    /// [`Error::Conflict`] with [`Constraint::KeyReused`] if something else was asked under it.
    pub fn booked_before(
        &mut self,
        may: &Permit<'tx, Book>,
        key: &str,
        said: &str,
    ) -> Result<Option<AppointmentId>> {
        let Some(user) = self.facts.user else { return Ok(None) };
        let found: Option<(String, Vec<u8>, i64)> = idempotency_keys::table
            .find((user.get(), hash(key)))
            .select((idempotency_keys::action, idempotency_keys::body_hash, idempotency_keys::subject_id))
            .get_result(self.conn)
            .optional()?;
        let Some((action, body, subject)) = found else { return Ok(None) };
        if action != Book::ACTION.code() || body != hash(said) {
            return Err(Error::Conflict(Constraint::KeyReused));
        }
        self.forget(may);
        Ok(Some(AppointmentId::new(subject)))
    }

    /// The same, asked before anything is made: the question leaves nothing in the log, whatever its answer.
    ///
    /// # Errors
    /// As [`Tx::booked_before`].
    pub fn made_before(
        &mut self,
        may: &Permit<'tx, Book>,
        key: &str,
        said: &str,
    ) -> Result<Option<AppointmentId>> {
        let found = self.booked_before(may, key, said);
        self.forget(may);
        found
    }

    /// Remembers what a booking under this key made.
    ///
    /// # Errors
    /// If the database fails.
    pub fn remember_booking(
        &mut self,
        _may: &Permit<'tx, Book>,
        key: &str,
        said: &str,
        made: AppointmentId,
    ) -> Result<()> {
        let Some(user) = self.facts.user else { return Ok(()) };
        diesel::insert_into(idempotency_keys::table)
            .values((
                idempotency_keys::user_id.eq(UserId::get(user)),
                idempotency_keys::key_hash.eq(hash(key)),
                idempotency_keys::action.eq(Book::ACTION.code()),
                idempotency_keys::body_hash.eq(hash(said)),
                idempotency_keys::subject_id.eq(made.get()),
                idempotency_keys::made_at.eq(self.facts.at.millis()),
            ))
            .execute(self.conn)?;
        Ok(())
    }
}

/// Forgets keys that nobody will send again.
pub(crate) fn purge(conn: &mut SqliteConnection, now: Timestamp) -> Result<usize> {
    let old = idempotency_keys::table.filter(idempotency_keys::made_at.lt(now.minus(KEPT).millis()));
    Ok(diesel::delete(old).execute(conn)?)
}
