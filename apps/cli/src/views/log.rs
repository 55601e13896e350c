//! Entries of the audit log, settings, findings of the doctor.

use serde::Serialize;
use serde_json::{Map, Value};
use studio_app::{AuditEntry, Finding, SettingRow};
use studio_domain::{ElevationId, SessionId, StudioZone, Timestamp, UserId};

use crate::paging::Row;
use crate::words::Words;

/// An entry of the audit log.
#[derive(Debug, Serialize)]
pub(crate) struct EntryView {
    seq: i64,
    at: String,
    actor: String,
    user_id: Option<i64>,
    user_name: Option<String>,
    session_id: Option<i64>,
    elevation_id: Option<i64>,
    origin: &'static str,
    address: String,
    request_id: String,
    action: String,
    subject_kind: String,
    subject_id: Option<i64>,
    outcome: &'static str,
    reason: String,
    detail: Map<String, Value>,
    #[serde(skip)]
    moment: Timestamp,
    #[serde(skip)]
    zone: StudioZone,
}

impl EntryView {
    /// With times in the studio's zone.
    pub(crate) fn new(entry: AuditEntry, zone: StudioZone) -> Self {
        Self {
            seq: entry.seq,
            at: zone.offset_rfc3339(entry.at),
            actor: entry.actor,
            user_id: entry.user.map(UserId::get),
            user_name: entry.user_name,
            session_id: entry.session.map(SessionId::get),
            elevation_id: entry.elevation.map(ElevationId::get),
            origin: entry.origin.code(),
            address: entry.address,
            request_id: entry.request_id,
            action: entry.action,
            subject_kind: entry.subject_kind,
            subject_id: entry.subject_id,
            outcome: entry.outcome.code(),
            reason: entry.reason,
            detail: detail(&entry.detail),
            moment: entry.at,
            zone,
        }
    }

    fn who(&self, words: Words) -> String {
        match &self.user_name {
            Some(name) => name.clone(),
            None => words.word("actor", &self.actor),
        }
    }
}

/// The entry's additions. What is no object, which no version writes, is shown as it stands rather than dropped.
fn detail(text: &str) -> Map<String, Value> {
    if text.is_empty() {
        return Map::new();
    }
    match serde_json::from_str(text) {
        Ok(Value::Object(map)) => map,
        Ok(_) | Err(_) => Map::from_iter([("text".to_owned(), Value::from(text))]),
    }
}

fn spread(detail: &Map<String, Value>) -> String {
    let one = |(name, value): (&String, &Value)| match value {
        Value::String(text) => format!("{name}={}", text.replace('\n', " | ")),
        other => format!("{name}={other}"),
    };
    detail.iter().map(one).collect::<Vec<_>>().join(" ")
}

impl Row for EntryView {
    const HEADS: &'static [&'static str] = &[
        "cli-number",
        "cli-when",
        "cli-who",
        "cli-action",
        "cli-subject",
        "cli-outcome",
        "cli-reason",
        "cli-detail",
    ];

    fn cells(&self, words: Words) -> Vec<String> {
        let subject = match self.subject_id {
            Some(id) => format!("{}:{id}", self.subject_kind),
            None => self.subject_kind.clone(),
        };
        vec![
            self.seq.to_string(),
            words.moment(self.zone, self.moment),
            self.who(words),
            self.action.clone(),
            subject,
            words.word("outcome", self.outcome),
            self.reason.clone(),
            spread(&self.detail),
        ]
    }

    fn id(&self) -> String {
        self.seq.to_string()
    }

    fn cursor(&self) -> String {
        self.seq.to_string()
    }
}

/// A setting.
#[derive(Debug, Serialize)]
pub(crate) struct SettingView {
    setting: &'static str,
    value: String,
    default: &'static str,
    kind: &'static str,
    choices: Option<Vec<&'static str>>,
    updated_at: Option<String>,
    version: i64,
}

impl SettingView {
    /// With times in the studio's zone.
    pub(crate) fn new(row: SettingRow, zone: StudioZone) -> Self {
        Self {
            setting: row.setting.code(),
            value: row.value,
            default: row.setting.default(),
            kind: row.setting.kind().code(),
            choices: row.setting.kind().choices(),
            updated_at: row.updated_at.map(|at| zone.offset_rfc3339(at)),
            version: row.version.get(),
        }
    }

    /// The value as it is stored.
    pub(crate) fn value(&self) -> &str {
        &self.value
    }
}

impl Row for SettingView {
    const HEADS: &'static [&'static str] = &["cli-setting", "cli-meaning", "cli-value"];

    fn cells(&self, words: Words) -> Vec<String> {
        // Entries of a list are written as `settings set` takes them on one line.
        vec![self.setting.to_owned(), words.word("setting", self.setting), self.value.replace('\n', " | ")]
    }

    fn id(&self) -> String {
        self.setting.to_owned()
    }

    fn cursor(&self) -> String {
        self.setting.to_owned()
    }
}

/// What the doctor found.
#[derive(Debug, Serialize)]
pub(crate) struct FindingView {
    check: &'static str,
    verdict: &'static str,
    found: String,
}

impl From<Finding> for FindingView {
    fn from(finding: Finding) -> Self {
        Self { check: finding.check, verdict: finding.verdict.code(), found: finding.found }
    }
}

impl Row for FindingView {
    const HEADS: &'static [&'static str] = &["cli-check", "cli-verdict", "cli-found"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![self.check.to_owned(), words.word("verdict", self.verdict), self.found.clone()]
    }

    fn id(&self) -> String {
        self.check.to_owned()
    }

    fn cursor(&self) -> String {
        self.check.to_owned()
    }
}
