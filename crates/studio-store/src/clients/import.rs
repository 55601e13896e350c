//! Clients out of a file: many records under one permit, in one transaction.

use diesel::prelude::*;
use serde_json::Value;
use studio_domain::{ClientId, Timestamp};
use studio_policy::Action;

use super::in_bulk::filled_in_bulk;
use super::{NewClient, index, insert};
use crate::actions::ImportClients;
use crate::audit::Outcome;
use crate::capped::CappedDsl;
use crate::error::Result;
use crate::guard::{Oneself, Permit};
use crate::schema::{audit_log, clients};
use crate::tx::{Tx, Write};

/// What an import came to, as the log keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// When.
    pub at: Timestamp,
    /// Clients that were added.
    pub added: u64,
    /// Rows that were left out because the client was there already.
    pub skipped: u64,
}

/// Imports of one account that are looked at, newest first: sending the same twice happens within moments.
const LATEST: usize = 100;

/// Keys of the entry in the log.
const KEY: &str = "key";
const ADDED: &str = "added";
const SKIPPED: &str = "skipped";

impl<'tx> Tx<'tx, Write> {
    /// Makes one record of the file. What lists need comes at the end, with [`Tx::finish_import`].
    ///
    /// # Errors
    /// If the database fails.
    pub fn import_client(
        &mut self,
        _may: &Permit<'tx, ImportClients>,
        new: &NewClient,
        archived: bool,
    ) -> Result<ClientId> {
        let id = insert(self.conn, new, self.facts.user, self.facts.at)?;
        if archived {
            diesel::update(clients::table.find(id.get()))
                .set(clients::archived_at.eq(self.facts.at.millis()))
                .execute(self.conn)?;
        }
        Ok(id)
    }

    /// Makes what lists need of the records that were just made, and says in the log what came of the file. Under `key` the same person is told
    /// so again by [`Tx::imported_before`].
    ///
    /// # Errors
    /// If the database fails.
    pub fn finish_import(
        &mut self,
        may: &Permit<'tx, ImportClients>,
        made: &[ClientId],
        skipped: u64,
        key: Option<&str>,
    ) -> Result<()> {
        let ids: Vec<i64> = made.iter().map(|client| client.get()).collect();
        let now = self.facts.at;
        filled_in_bulk(self.conn, ids.len(), |conn| index::create_many(conn, &ids, now))?;
        self.detail(may, ADDED, ids.len());
        self.detail(may, SKIPPED, skipped);
        if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
            self.detail(may, "clients", format!("{first}-{last}"));
        }
        if let Some(key) = key {
            self.detail(may, KEY, key);
        }
        Ok(())
    }
}

impl<'tx, M> Tx<'tx, M> {
    /// What the person's import under this key came to, if it has been carried out.
    ///
    /// # Errors
    /// If the database fails.
    pub fn imported_before(&mut self, me: &Oneself<'tx>, key: &str) -> Result<Option<Imported>> {
        let found: Vec<(i64, String)> = audit_log::table
            .filter(audit_log::action.eq(Action::ClientsImport.code()))
            .filter(audit_log::user_id.eq(me.user.get()))
            .filter(audit_log::outcome.eq(Outcome::Done.code()))
            .order(audit_log::seq.desc())
            .select((audit_log::at, audit_log::detail))
            .capped::<LATEST>()
            .load(self.conn)?;
        Ok(found.into_iter().find_map(|(at, detail)| {
            let detail: Value = serde_json::from_str(&detail).ok()?;
            let number = |name: &str| detail.get(name).and_then(Value::as_u64).unwrap_or_default();
            (detail.get(KEY).and_then(Value::as_str) == Some(key)).then(|| Imported {
                at: Timestamp::from_millis(at),
                added: number(ADDED),
                skipped: number(SKIPPED),
            })
        }))
    }
}
