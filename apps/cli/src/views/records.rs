//! Consents and health screenings.

use std::collections::BTreeMap;

use serde::Serialize;
use studio_app::{Consent, Screening};
use studio_domain::{Reply, StudioZone, Timestamp};

use crate::paging::Row;
use crate::words::Words;

/// A consent as an event.
#[derive(Debug, Serialize)]
pub(crate) struct ConsentView {
    id: i64,
    kind: &'static str,
    act: &'static str,
    manner: &'static str,
    recorded_at: String,
    recorded_by: Option<String>,
    #[serde(skip)]
    at: Timestamp,
    #[serde(skip)]
    zone: StudioZone,
}

impl ConsentView {
    /// With its time in the studio's zone.
    pub(crate) fn new(consent: Consent, zone: StudioZone) -> Self {
        Self {
            id: consent.id.get(),
            kind: consent.kind.code(),
            act: consent.act.code(),
            manner: consent.manner.code(),
            recorded_at: zone.offset_rfc3339(consent.recorded_at),
            recorded_by: consent.recorded_by.map(|(_, name)| name),
            at: consent.recorded_at,
            zone,
        }
    }
}

impl ConsentView {
    /// Id, moment, kind, answer, manner and who recorded it, in words.
    pub(crate) fn told(&self, words: Words) -> [String; 6] {
        [
            self.id.to_string(),
            words.moment(self.zone, self.at),
            words.word("consent", self.kind),
            words.word("consent-act", self.act),
            words.word("consent-manner", self.manner),
            self.recorded_by.clone().unwrap_or_default(),
        ]
    }
}

impl Row for ConsentView {
    const HEADS: &'static [&'static str] =
        &["cli-id", "cli-when", "cli-consent", "cli-said", "cli-how", "cli-who"];

    fn cells(&self, words: Words) -> Vec<String> {
        self.told(words).into()
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}

/// An answer with what was said to it.
#[derive(Debug, Serialize)]
struct AnswerView {
    answer: &'static str,
    detail: String,
}

/// A health screening.
#[derive(Debug, Serialize)]
pub(crate) struct ScreeningView {
    id: i64,
    answered_at: String,
    recorded_by: Option<String>,
    imported: bool,
    answers: BTreeMap<&'static str, AnswerView>,
    observations: String,
    #[serde(skip)]
    at: Timestamp,
    #[serde(skip)]
    zone: StudioZone,
}

impl ScreeningView {
    /// With its time in the studio's zone.
    pub(crate) fn new(screening: Screening, zone: StudioZone) -> Self {
        let answers = screening.answers.by_question.into_iter();
        Self {
            id: screening.id.get(),
            answered_at: zone.offset_rfc3339(screening.answered_at),
            recorded_by: screening.recorded_by,
            imported: screening.imported,
            answers: answers
                .map(|(question, answer)| {
                    (question.code(), AnswerView { answer: answer.reply.code(), detail: answer.detail })
                })
                .collect(),
            observations: screening.answers.observations,
            at: screening.answered_at,
            zone,
        }
    }

    /// What was answered with yes, with its detail.
    fn yes(&self, words: Words) -> String {
        let yes = self.answers.iter().filter(|(_, answer)| answer.answer == Reply::Yes.code());
        let named = yes.map(|(question, answer)| {
            let name = words.word("question", question);
            if answer.detail.is_empty() { name } else { format!("{name}: {}", answer.detail) }
        });
        named.collect::<Vec<_>>().join("; ")
    }
}

impl Row for ScreeningView {
    const HEADS: &'static [&'static str] =
        &["cli-id", "cli-when", "cli-answered-yes", "cli-observations", "cli-who"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![
            self.id.to_string(),
            words.moment(self.zone, self.at),
            self.yes(words),
            self.observations.clone(),
            self.recorded_by.clone().unwrap_or_default(),
        ]
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}
