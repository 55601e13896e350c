//! Reading the audit log: newest first, by person, action, subject and period.

use diesel::helper_types::{IntoBoxed, LeftJoin};
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use studio_domain::{ElevationId, SessionId, Timestamp, UserId};

use super::entry::{AuditEntry, Outcome};
use super::verify::{ChainReport, verify_chain};
use crate::actions::ReadAudit;
use crate::capped::CappedDsl;
use crate::ctx::OriginKind;
use crate::error::{Error, Result};
use crate::guard::Permit;
use crate::page::{PAGE, Page, take_page};
use crate::schema::{audit_head, audit_log, users};
use crate::tx::Tx;

/// Which entries to show. Empty fields do not restrict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Of this account.
    pub user: Option<UserId>,
    /// Of this act.
    pub action: Option<String>,
    /// About this kind of row, and this row of it.
    pub subject: Option<(String, Option<i64>)>,
    /// With this outcome.
    pub outcome: Option<Outcome>,
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub to: Option<Timestamp>,
    /// Entries before this number: where the page before ended.
    pub before: Option<i64>,
}

type Columns = (
    (i64, i64, String, Option<i64>, Option<i64>, Option<i64>, String, String),
    (String, String, String, Option<i64>, String, String, String),
    Option<String>,
);

type Boxed<'a> = IntoBoxed<'a, LeftJoin<audit_log::table, users::table>, Sqlite>;

/// The filters, without order and columns; also what the query-plan test explains.
fn filtered(filter: &AuditFilter) -> Boxed<'_> {
    let mut query = audit_log::table.left_join(users::table).into_boxed();
    if let Some(user) = filter.user {
        query = query.filter(audit_log::user_id.eq(user.get()));
    }
    if let Some(action) = &filter.action {
        query = query.filter(audit_log::action.eq(action));
    }
    if let Some((kind, id)) = &filter.subject {
        query = query.filter(audit_log::subject_kind.eq(kind));
        if let Some(id) = id {
            query = query.filter(audit_log::subject_id.eq(id));
        }
    }
    if let Some(outcome) = filter.outcome {
        query = query.filter(audit_log::outcome.eq(outcome.code()));
    }
    if let Some(from) = filter.from {
        query = query.filter(audit_log::at.ge(from.millis()));
    }
    if let Some(to) = filter.to {
        query = query.filter(audit_log::at.lt(to.millis()));
    }
    if let Some(before) = filter.before {
        query = query.filter(audit_log::seq.lt(before));
    }
    query
}

impl<M> Tx<'_, M> {
    /// A text that differs whenever something was changed, or the actor may do other things: number of the log's last entry, account, elevation,
    /// profile. Every change is in the log, so the log's end says whether there was one.
    ///
    /// # Errors
    /// If the database fails.
    pub fn revision(&mut self) -> Result<String> {
        let last: i64 = audit_head::table.find(1).select(audit_head::seq).get_result(self.conn)?;
        let part = |id: Option<i64>| id.unwrap_or_default();
        let (user, elevation) =
            (self.acting.user.map(UserId::get), self.acting.elevation.map(ElevationId::get));
        Ok(format!("{last}.{}.{}", part(user), part(elevation)))
    }

    /// One page of the log, newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn audit_entries(
        &mut self,
        _may: &Permit<'_, ReadAudit>,
        filter: &AuditFilter,
    ) -> Result<Page<AuditEntry>> {
        let rows: Vec<Columns> = filtered(filter)
            .order(audit_log::seq.desc())
            .select((
                (
                    audit_log::seq,
                    audit_log::at,
                    audit_log::actor,
                    audit_log::user_id,
                    audit_log::session_id,
                    audit_log::elevation_id,
                    audit_log::origin,
                    audit_log::address,
                ),
                (
                    audit_log::request_id,
                    audit_log::action,
                    audit_log::subject_kind,
                    audit_log::subject_id,
                    audit_log::outcome,
                    audit_log::reason,
                    audit_log::detail,
                ),
                users::user_name.nullable(),
            ))
            .capped::<{ PAGE + 1 }>()
            .load(self.conn)?;
        let entries = rows.into_iter().map(from_columns).collect::<Result<Vec<_>>>()?;
        Ok(take_page(entries))
    }

    /// Walks the whole log and says where it breaks first, if it does.
    ///
    /// # Errors
    /// If the database fails.
    pub fn verify_audit(&mut self, _may: &Permit<'_, ReadAudit>) -> Result<ChainReport> {
        verify_chain(self.conn)
    }
}

fn from_columns(row: Columns) -> Result<AuditEntry> {
    let ((seq, at, actor, user, session, elevation, origin, address), rest, user_name) = row;
    let (request_id, action, subject_kind, subject_id, outcome, reason, detail) = rest;
    Ok(AuditEntry {
        seq,
        at: Timestamp::from_millis(at),
        actor,
        user: user.map(UserId::new),
        user_name,
        session: session.map(SessionId::new),
        elevation: elevation.map(ElevationId::new),
        origin: OriginKind::parse(&origin).ok_or_else(|| Error::damaged("audit_log.origin"))?,
        address,
        request_id,
        action,
        subject_kind,
        subject_id,
        outcome: Outcome::parse(&outcome).ok_or_else(|| Error::damaged("audit_log.outcome"))?,
        reason,
        detail,
    })
}
