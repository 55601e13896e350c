//! Health screenings.

use std::collections::BTreeMap;

use serde::Serialize;
use studio_app::{Screening, Unreadable};
use studio_domain::{Answer, Answers, Changes, Reply, StudioZone, Timestamp};
use studio_text::Args;

use crate::paging::Row;
use crate::words::Words;

/// An answer with what was said to it.
#[derive(Debug, Serialize)]
struct AnswerView {
    answer: &'static str,
    detail: String,
}

impl From<&Answer> for AnswerView {
    fn from(answer: &Answer) -> Self {
        Self { answer: answer.reply.code(), detail: answer.detail.clone() }
    }
}

/// What was said before.
#[derive(Debug, Serialize)]
struct ChangesView {
    answers: BTreeMap<&'static str, AnswerView>,
    observations: Option<String>,
}

impl From<Changes> for ChangesView {
    fn from(changes: Changes) -> Self {
        let was = changes.answers.iter().map(|one| (one.question.code(), AnswerView::from(&one.before)));
        Self { answers: was.collect(), observations: changes.observations }
    }
}

/// A health screening.
#[derive(Debug, Serialize)]
pub(crate) struct ScreeningView {
    id: i64,
    answered_at: String,
    recorded_by: Option<String>,
    imported: bool,
    review_due: bool,
    answers: Option<BTreeMap<&'static str, AnswerView>>,
    observations: Option<String>,
    unreadable: Option<&'static str>,
    changes: Option<ChangesView>,
    #[serde(skip)]
    shut: Option<Unreadable>,
    #[serde(skip)]
    at: Timestamp,
    #[serde(skip)]
    zone: StudioZone,
}

impl ScreeningView {
    /// With its time in the studio's zone.
    pub(crate) fn new(screening: Screening, zone: StudioZone) -> Self {
        let all = |answers: &Answers| {
            let each = answers.by_question.iter();
            each.map(|(question, answer)| (question.code(), AnswerView::from(answer))).collect()
        };
        Self {
            id: screening.id.get(),
            answered_at: zone.offset_rfc3339(screening.answered_at),
            recorded_by: screening.recorded_by,
            imported: screening.imported,
            review_due: screening.review,
            answers: screening.answers.as_ref().ok().map(all),
            observations: screening.answers.as_ref().ok().map(|answers| answers.observations.clone()),
            unreadable: screening.answers.as_ref().err().map(Unreadable::code),
            changes: screening.changes.map(ChangesView::from),
            shut: screening.answers.err(),
            at: screening.answered_at,
            zone,
        }
    }

    /// What was answered with yes, with its detail; or why nobody can tell.
    fn yes(&self, words: Words) -> String {
        if let Some(shut) = &self.shut {
            return shut_words(words, shut);
        }
        let yes = self.answers.iter().flatten().filter(|(_, answer)| answer.answer == Reply::Yes.code());
        let named = yes.map(|(question, answer)| {
            let name = words.word("question", question);
            if answer.detail.is_empty() { name } else { format!("{name}: {}", answer.detail) }
        });
        named.collect::<Vec<_>>().join("; ")
    }

    /// What is otherwise than before.
    fn changed(&self, words: Words) -> String {
        let Some(changes) = &self.changes else { return String::new() };
        let questions = changes.answers.keys().map(|question| words.word("question", question));
        let observed = changes.observations.as_ref().map(|_| words.field("observations"));
        questions.chain(observed).collect::<Vec<_>>().join("; ")
    }
}

fn shut_words(words: Words, shut: &Unreadable) -> String {
    match shut {
        Unreadable::NoKey { key } => words.tell("health-shut-no-key", &Args::new().text("id", key)),
        Unreadable::Damaged => words.say("health-shut-damaged"),
    }
}

impl Row for ScreeningView {
    const HEADS: &'static [&'static str] =
        &["cli-id", "cli-when", "cli-answered-yes", "cli-observations", "cli-changed-since", "cli-who"];

    fn cells(&self, words: Words) -> Vec<String> {
        let mut when = words.moment(self.zone, self.at);
        if self.review_due {
            when = format!("{when} ({})", words.say("cli-review-due"));
        }
        vec![
            self.id.to_string(),
            when,
            self.yes(words),
            self.observations.clone().unwrap_or_default(),
            self.changed(words),
            words.by(self.recorded_by.as_ref(), self.imported),
        ]
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}
