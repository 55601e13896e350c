//! Walking the chain: is every entry as it was written, in its place, and none missing?

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;

use super::chain::Hashed;
use crate::error::Result;
use crate::schema::{audit_head, audit_log};

/// What a walk over the audit log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainReport {
    /// Entries that were looked at and found whole before the first break.
    pub whole: i64,
    /// Where the chain breaks first; `None` if it is whole to its end.
    pub broken: Option<Break>,
}

/// The first place where the chain does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// The entry of this number is missing, or stands elsewhere.
    Missing(i64),
    /// The entry of this number is not as it was written, or the one before it was another.
    Changed(i64),
    /// The log ends before the entry of this number, which was its last.
    CutOff(i64),
    /// The entry of this number stands after the end of the log.
    Added(i64),
    /// The mark of the log's end is missing, or does not fit the last entry, which has this number.
    Head(i64),
}

impl Break {
    /// Number of the first entry that is not right.
    #[must_use]
    pub const fn seq(self) -> i64 {
        match self {
            Self::Missing(seq)
            | Self::Changed(seq)
            | Self::CutOff(seq)
            | Self::Added(seq)
            | Self::Head(seq) => seq,
        }
    }

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing(_) => "missing",
            Self::Changed(_) => "changed",
            Self::CutOff(_) => "cut_off",
            Self::Added(_) => "added",
            Self::Head(_) => "head",
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit_log)]
struct Row {
    seq: i64,
    at: i64,
    actor: String,
    user_id: Option<i64>,
    session_id: Option<i64>,
    elevation_id: Option<i64>,
    origin: String,
    address: String,
    request_id: String,
    action: String,
    subject_kind: String,
    subject_id: Option<i64>,
    outcome: String,
    reason: String,
    detail: String,
    hash: Vec<u8>,
}

/// Reads the log from its first entry to its last, in one snapshot and constant memory.
pub(crate) fn verify_chain(conn: &mut SqliteConnection) -> Result<ChainReport> {
    let head: Option<(i64, Vec<u8>)> =
        audit_head::table.find(1).select((audit_head::seq, audit_head::hash)).get_result(conn).optional()?;
    let last = head.as_ref().map(|(last, _)| *last);
    let mut previous = vec![0_u8; 32];
    let mut seq = 0_i64;
    let report = |whole: i64, broken| Ok(ChainReport { whole, broken: Some(broken) });
    // Ordered by seq, an INTEGER PRIMARY KEY: no two entries share one.
    for row in audit_log::table.order(audit_log::seq).select(Row::as_select()).load_iter::<Row, _>(conn)? {
        let row = row?;
        let expected = seq.saturating_add(1);
        if row.seq != expected {
            return report(seq, Break::Missing(expected));
        }
        if last.is_some_and(|last| expected > last) {
            return report(seq, Break::Added(expected));
        }
        let hash = row.hashed().hash(&previous);
        if hash.as_slice() != row.hash.as_slice() {
            return report(seq, Break::Changed(expected));
        }
        previous = row.hash;
        seq = expected;
    }
    if last.is_some_and(|last| seq < last) {
        return report(seq, Break::CutOff(seq.saturating_add(1)));
    }
    if head.is_none_or(|(_, hash)| hash != previous) {
        return report(seq, Break::Head(seq));
    }
    Ok(ChainReport { whole: seq, broken: None })
}

impl Row {
    fn hashed(&self) -> Hashed<'_> {
        Hashed {
            seq: self.seq,
            at: self.at,
            actor: &self.actor,
            user_id: self.user_id,
            session_id: self.session_id,
            elevation_id: self.elevation_id,
            origin: &self.origin,
            address: &self.address,
            request_id: &self.request_id,
            action: &self.action,
            subject_kind: &self.subject_kind,
            subject_id: self.subject_id,
            outcome: &self.outcome,
            reason: &self.reason,
            detail: &self.detail,
        }
    }
}
