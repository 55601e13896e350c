//! Adding entries to the chain.

use diesel::prelude::*;
use studio_domain::{ElevationId, SessionId, Timestamp, UserId};

use super::entry::{Entry, Facts};
use crate::error::{Error, Result};
use crate::kept::kept_update;
use crate::schema::{audit_head, audit_log};

/// Every column of an entry but its hash, in the order in which they are hashed.
#[derive(Debug)]
pub(super) struct Hashed<'a> {
    pub(super) seq: i64,
    pub(super) at: i64,
    pub(super) actor: &'a str,
    pub(super) user_id: Option<i64>,
    pub(super) session_id: Option<i64>,
    pub(super) elevation_id: Option<i64>,
    pub(super) origin: &'a str,
    pub(super) address: &'a str,
    pub(super) request_id: &'a str,
    pub(super) action: &'a str,
    pub(super) subject_kind: &'a str,
    pub(super) subject_id: Option<i64>,
    pub(super) outcome: &'a str,
    pub(super) reason: &'a str,
    pub(super) detail: &'a str,
}

impl Hashed<'_> {
    /// Hash of this entry and, through `previous`, of all before it. Each field is preceded by its length, so that
    /// moving text from one field to the next changes the hash.
    pub(super) fn hash(&self, previous: &[u8]) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_derive_key("tattoo studio manager, audit log, entry, v1");
        let mut bytes = |part: &[u8]| {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        };
        bytes(previous);
        bytes(&self.seq.to_le_bytes());
        bytes(&self.at.to_le_bytes());
        for id in [self.user_id, self.session_id, self.elevation_id, self.subject_id] {
            match id {
                Some(id) => bytes(&id.to_le_bytes()),
                None => bytes(&[]),
            }
        }
        for text in [
            self.actor,
            self.origin,
            self.address,
            self.request_id,
            self.action,
            self.subject_kind,
            self.outcome,
            self.reason,
            self.detail,
        ] {
            bytes(text.as_bytes());
        }
        *hasher.finalize().as_bytes()
    }
}

/// Appends `entries` behind the head that stands in the file (another process may have moved it: it is never kept in memory).
pub(crate) fn append<'e>(
    conn: &mut SqliteConnection,
    facts: &Facts,
    entries: impl IntoIterator<Item = &'e Entry>,
) -> Result<()> {
    let mut entries = entries.into_iter().peekable();
    if entries.peek().is_none() {
        return Ok(());
    }
    let (mut seq, mut head): (i64, Vec<u8>) =
        audit_head::table.find(1).select((audit_head::seq, audit_head::hash)).get_result(conn)?;
    let address = facts.origin.address_text();
    for entry in entries {
        seq = seq.checked_add(1).ok_or_else(|| Error::damaged("audit_head.seq"))?;
        let detail = entry.detail.to_text();
        let hashed = Hashed {
            seq,
            at: Timestamp::millis(facts.at),
            actor: facts.actor.code(),
            user_id: facts.user.map(UserId::get),
            session_id: facts.session.map(SessionId::get),
            elevation_id: facts.elevation.map(ElevationId::get),
            origin: facts.origin.kind.code(),
            address: &address,
            request_id: &facts.request_id,
            action: entry.action,
            subject_kind: entry.subject_kind,
            subject_id: entry.subject_id,
            outcome: entry.outcome.code(),
            reason: entry.reason,
            detail: &detail,
        };
        let hash = hashed.hash(&head);
        insert(conn, &hashed, &hash)?;
        // One step at a time: the trigger on the head lets it move forward by one only.
        let step = (audit_head::seq.eq(seq), audit_head::hash.eq(hash.as_slice()));
        kept_update(audit_head::table, audit_head::id.eq(1), step).execute(conn)?;
        head = hash.to_vec();
    }
    Ok(())
}

fn insert(conn: &mut SqliteConnection, row: &Hashed<'_>, hash: &[u8; 32]) -> Result<()> {
    use audit_log::dsl;
    diesel::insert_into(audit_log::table)
        .values((
            dsl::seq.eq(row.seq),
            dsl::at.eq(row.at),
            dsl::actor.eq(row.actor),
            dsl::user_id.eq(row.user_id),
            dsl::session_id.eq(row.session_id),
            dsl::elevation_id.eq(row.elevation_id),
            dsl::origin.eq(row.origin),
            dsl::address.eq(row.address),
            dsl::request_id.eq(row.request_id),
            dsl::action.eq(row.action),
            dsl::subject_kind.eq(row.subject_kind),
            dsl::subject_id.eq(row.subject_id),
            dsl::outcome.eq(row.outcome),
            dsl::reason.eq(row.reason),
            dsl::detail.eq(row.detail),
            dsl::hash.eq(hash.as_slice()),
        ))
        .execute(conn)?;
    Ok(())
}
