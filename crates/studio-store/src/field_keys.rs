//! Which keys seal health answers: counted, replaced row by row, given up. The keys themselves are not here, only their ids.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Binary, Nullable};
use diesel::sqlite::SqliteConnection;
use studio_domain::{ClientId, ScreeningId, Timestamp};

use crate::actions::{InspectKeys, KeepKeys};
use crate::capped::CappedDsl;
use crate::error::{Error, Result};
use crate::guard::Permit;
use crate::schema::{lost_keys, screenings};
use crate::tx::{Tx, Write};

/// Id of a key, as it stands in what the key sealed.
pub type SealingKey = [u8; 4];

/// How much a key seals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyUse {
    /// The key.
    pub key: SealingKey,
    /// How many screenings it seals.
    pub screenings: usize,
    /// When somebody said that it will not be found again, if somebody did.
    pub lost_at: Option<Timestamp>,
}

/// A screening that is to be sealed with another key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resealable {
    /// Id.
    pub id: ScreeningId,
    /// Whose.
    pub client: ClientId,
    /// Of when.
    pub answered_at: Timestamp,
    /// As it is sealed.
    pub sealed: Vec<u8>,
}

/// Screenings that are sealed anew in one transaction.
const TOGETHER: usize = 200;

/// The id of the key in front of what it sealed, as the index has it.
const KEY: &str = "substr(\"screenings\".\"sealed\", 2, 4)";

/// The key that follows in order; damaged rows, which name none, are not among them.
fn next_key(conn: &mut SqliteConnection, after: &[u8]) -> Result<Option<SealingKey>> {
    let found: Option<Vec<u8>> = screenings::table
        .filter(sql::<Binary>(KEY).gt(after))
        .select(sql::<Nullable<Binary>>("min(").sql(KEY).sql(")"))
        .get_result(conn)?;
    found.map(key).transpose()
}

fn key(bytes: Vec<u8>) -> Result<SealingKey> {
    SealingKey::try_from(bytes).map_err(|_bytes| Error::damaged("screenings.sealed"))
}

fn uses(conn: &mut SqliteConnection) -> Result<Vec<KeyUse>> {
    let mut uses: Vec<KeyUse> = Vec::new();
    let mut after: Vec<u8> = Vec::new();
    while let Some(key) = next_key(conn, &after)? {
        let count: i64 =
            screenings::table.filter(sql::<Binary>(KEY).eq(key.as_slice())).count().get_result(conn)?;
        let lost_at: Option<i64> =
            lost_keys::table.find(key.as_slice()).select(lost_keys::lost_at).get_result(conn).optional()?;
        uses.push(KeyUse {
            key,
            screenings: usize::try_from(count).unwrap_or(usize::MAX),
            lost_at: lost_at.map(Timestamp::from_millis),
        });
        after = key.to_vec();
    }
    Ok(uses)
}

impl<'tx, M> Tx<'tx, M> {
    /// Every key that seals a screening.
    ///
    /// # Errors
    /// If the database fails.
    pub fn key_uses(&mut self, _may: &Permit<'tx, InspectKeys>) -> Result<Vec<KeyUse>> {
        uses(self.conn)
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Every key that seals a screening, as of the transaction that does something about it.
    ///
    /// # Errors
    /// If the database fails.
    pub fn key_uses_now(&mut self, _may: &Permit<'tx, KeepKeys>) -> Result<Vec<KeyUse>> {
        uses(self.conn)
    }

    /// The next screenings that this key seals, behind the one given.
    ///
    /// # Errors
    /// If the database fails.
    pub fn sealed_with(
        &mut self,
        _may: &Permit<'tx, KeepKeys>,
        key: SealingKey,
        after: ScreeningId,
    ) -> Result<Vec<Resealable>> {
        let rows: Vec<(i64, i64, i64, Vec<u8>)> = screenings::table
            .filter(sql::<Binary>(KEY).eq(key.as_slice()))
            .filter(screenings::id.gt(after.get()))
            .order(screenings::id)
            .select((screenings::id, screenings::client_id, screenings::answered_at, screenings::sealed))
            .capped::<TOGETHER>()
            .load(self.conn)?;
        let resealable = |(id, client, at, sealed)| Resealable {
            id: ScreeningId::new(id),
            client: ClientId::new(client),
            answered_at: Timestamp::from_millis(at),
            sealed,
        };
        Ok(rows.into_iter().map(resealable).collect())
    }

    /// Puts the same answers, sealed with another key by the caller, in the place of the seal.
    ///
    /// # Errors
    /// [`Constraint::AppendOnly`](crate::Constraint::AppendOnly) for anything else than another seal of the same length.
    pub fn reseal(&mut self, may: &Permit<'tx, KeepKeys>, id: ScreeningId, sealed: &[u8]) -> Result<()> {
        let hit = diesel::update(screenings::table.find(id.get()))
            .set(screenings::sealed.eq(sealed))
            .execute(self.conn)?;
        if hit == 0 {
            return Err(Error::not_found("screening", id));
        }
        if let Some(entry) = self.entries.get_mut(may.entry) {
            entry.detail.count("resealed");
        }
        Ok(())
    }

    /// Says of a key that it will not be found again: what it sealed stays shut.
    ///
    /// # Errors
    /// If the database fails.
    pub fn give_key_up(&mut self, may: &Permit<'tx, KeepKeys>, key: SealingKey) -> Result<()> {
        diesel::insert_or_ignore_into(lost_keys::table)
            .values((lost_keys::key.eq(key.to_vec()), lost_keys::lost_at.eq(self.facts.at.millis())))
            .execute(self.conn)?;
        if let Some(entry) = self.entries.get_mut(may.entry) {
            entry.detail.count("given_up");
        }
        Ok(())
    }

    /// Says of a key that it is here, whatever was said of it before.
    ///
    /// # Errors
    /// If the database fails.
    pub fn key_is_here(&mut self, _may: &Permit<'tx, KeepKeys>, key: SealingKey) -> Result<()> {
        diesel::delete(lost_keys::table.find(key.to_vec())).execute(self.conn)?;
        Ok(())
    }

    /// Keeps a look out of the log that found nothing left to do.
    pub fn nothing_of_keys(&mut self, may: &Permit<'tx, KeepKeys>) {
        self.forget(may);
    }

    /// Says in the log what is done with keys outside of the data file.
    pub fn keep_keys(&mut self, may: &Permit<'tx, KeepKeys>, act: &str, key: &str) {
        self.detail(may, "act", act);
        self.detail(may, "key", key);
    }
}
