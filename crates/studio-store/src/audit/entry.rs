//! What one entry of the audit log says.

use serde_json::{Map, Value};
use studio_domain::{ElevationId, SessionId, Timestamp, UserId};

use crate::ctx::{Origin, OriginKind, Visit};

/// Who acted, when and from where: the same for all entries of one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) at: Timestamp,
    pub(crate) actor: ActorKind,
    pub(crate) user: Option<UserId>,
    pub(crate) session: Option<SessionId>,
    pub(crate) elevation: Option<ElevationId>,
    pub(crate) origin: Origin,
    pub(crate) request_id: String,
}

impl Facts {
    /// Somebody who is not recognised: a sign-in that is being tried.
    pub(crate) fn visitor(visit: &Visit) -> Self {
        Self::of(visit, ActorKind::Visitor)
    }

    pub(crate) fn of(visit: &Visit, actor: ActorKind) -> Self {
        Self {
            at: visit.now,
            actor,
            user: None,
            session: None,
            elevation: None,
            origin: visit.origin,
            request_id: visit.request_id.clone(),
        }
    }
}

/// Kinds of actor, as the log names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ActorKind {
    Person,
    Operator,
    Housekeeping,
    Setup,
    Visitor,
}

impl ActorKind {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Operator => "operator",
            Self::Housekeeping => "housekeeping",
            Self::Setup => "setup",
            Self::Visitor => "visitor",
        }
    }
}

/// How an act ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// The policy refused it.
    Refused,
    /// It was allowed to be tried and went wrong: a wrong password or code.
    Failed,
}

impl Outcome {
    /// Stable code, as stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }

    /// Reads a code; `None` for any other text.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Done, Self::Refused, Self::Failed].into_iter().find(|outcome| outcome.code() == code)
    }
}

/// An entry on its way into the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) action: &'static str,
    pub(crate) subject_kind: &'static str,
    pub(crate) subject_id: Option<i64>,
    pub(crate) outcome: Outcome,
    pub(crate) reason: &'static str,
    pub(crate) detail: Detail,
    /// The act changes rows; such entries account for the rows that a write changed.
    pub(crate) changes: bool,
    /// To be kept even if nothing was changed.
    pub(crate) keep: bool,
}

impl Entry {
    /// An act that is not an action of the matrix (signing in, one's own account), done.
    pub(crate) fn done(action: &'static str, subject_kind: &'static str, subject_id: Option<i64>) -> Self {
        Self {
            action,
            subject_kind,
            subject_id,
            outcome: Outcome::Done,
            reason: "oneself",
            detail: Detail::default(),
            changes: true,
            keep: true,
        }
    }

    /// The same, gone wrong.
    pub(crate) fn failed(
        action: &'static str,
        subject_kind: &'static str,
        subject_id: Option<i64>,
        reason: &'static str,
    ) -> Self {
        Self { outcome: Outcome::Failed, reason, ..Self::done(action, subject_kind, subject_id) }
    }

    pub(crate) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.detail.set(key, value);
        self
    }
}

/// What an entry adds: before and after, counts, ids. Never a secret, never a health answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Detail(Map<String, Value>);

impl Detail {
    pub(crate) fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    pub(crate) fn count(&mut self, key: &str) {
        let so_far = self.0.get(key).and_then(Value::as_u64).unwrap_or(0);
        self.set(key, so_far.saturating_add(1));
    }

    /// A number that was set before.
    pub(crate) fn number(&self, key: &str) -> Option<i64> {
        self.0.get(key).and_then(Value::as_i64)
    }

    /// JSON object, or empty where there is nothing to say.
    pub(crate) fn to_text(&self) -> String {
        if self.0.is_empty() { String::new() } else { Value::Object(self.0.clone()).to_string() }
    }
}

/// An entry as it stands in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its number; entries are numbered without gaps from 1.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Kind of actor: `person`, `operator`, `housekeeping`, `setup` or `visitor`.
    pub actor: String,
    /// The account, if a person acted.
    pub user: Option<UserId>,
    /// That account's name today.
    pub user_name: Option<String>,
    /// The sign-in session.
    pub session: Option<SessionId>,
    /// The elevation in force.
    pub elevation: Option<ElevationId>,
    /// The door.
    pub origin: OriginKind,
    /// Network address; empty where there is none.
    pub address: String,
    /// Number of the request.
    pub request_id: String,
    /// Code of the act.
    pub action: String,
    /// Kind of row.
    pub subject_kind: String,
    /// Id of the row.
    pub subject_id: Option<i64>,
    /// How it ended.
    pub outcome: Outcome,
    /// Why it was permitted, refused or went wrong.
    pub reason: String,
    /// JSON object, or empty.
    pub detail: String,
}
