//! One transaction, with whoever acts in it.

pub(crate) mod acting;
mod authorize;

use std::marker::PhantomData;

use diesel::sqlite::SqliteConnection;
use studio_domain::{Timestamp, Version};
use studio_policy::Ownership;

pub(crate) use acting::Acting;

use crate::actions::Studio;
use crate::audit::{Entry, Facts};
use crate::ctx::OpCtx;
use crate::error::Result;
use crate::guard::{Brand, Guarded, Permit, Row, Scope};

/// Marks a transaction that only reads.
#[derive(Debug)]
pub enum Read {}

/// Marks a transaction that may change rows.
#[derive(Debug)]
pub enum Write {}

/// One transaction. Its methods are spread over the modules of the aggregates: each takes a permit.
pub struct Tx<'tx, M> {
    pub(crate) conn: &'tx mut SqliteConnection,
    pub(crate) acting: Acting,
    pub(crate) facts: Facts,
    pub(crate) entries: Vec<Entry>,
    mode: PhantomData<M>,
    brand: Brand<'tx>,
}

impl<M> std::fmt::Debug for Tx<'_, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").field("facts", &self.facts).finish_non_exhaustive()
    }
}

impl<'tx, M> Tx<'tx, M> {
    /// Reads who acts from the file; the transaction has begun.
    pub(crate) fn begin(conn: &'tx mut SqliteConnection, ctx: &OpCtx) -> Result<Self> {
        let (acting, facts) = acting::load(conn, ctx)?;
        Ok(Self { conn, acting, facts, entries: Vec::new(), mode: PhantomData, brand: PhantomData })
    }

    /// The moment of the request.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.facts.at
    }

    /// The studio as a whole.
    #[must_use]
    pub fn studio(&self) -> Scope<'tx, Studio> {
        self.scope((), Ownership::Unowned, 0)
    }

    pub(crate) fn scope<R: Row>(&self, id: R::Id, ownership: Ownership, version: i64) -> Scope<'tx, R> {
        Scope { id, ownership, version: Version::new(version), brand: self.brand }
    }

    /// Adds to what the log will say about an act.
    pub(crate) fn detail<A: Guarded>(
        &mut self,
        may: &Permit<'_, A>,
        key: &str,
        value: impl Into<serde_json::Value>,
    ) {
        self.detail_of(may.entry, key, value);
    }

    /// The same, by the entry's place.
    pub(crate) fn detail_of(&mut self, entry: usize, key: &str, value: impl Into<serde_json::Value>) {
        if let Some(entry) = self.entries.get_mut(entry) {
            entry.detail.set(key, value);
        }
    }

    /// Keeps an act out of the log that came to nothing and that nobody asked for.
    pub(crate) fn forget<A: Guarded>(&mut self, may: &Permit<'_, A>) {
        if let Some(entry) = self.entries.get_mut(may.entry) {
            entry.keep = false;
        }
    }

    /// Records an act that is no action of the matrix.
    pub(crate) fn record(&mut self, entry: Entry) {
        self.entries.push(entry);
    }
}
