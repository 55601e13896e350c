//! Answered health questionnaires.

use studio_domain::{Answers, Question, Reply, Timestamp};

use crate::chance::Chance;
use crate::words::Words;

/// One answered questionnaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// When.
    pub answered_at: Timestamp,
    /// The answers.
    pub answers: Answers,
}

/// Answers as a studio sees them: nearly everything *no*, a *yes* here and there, now and then a question that nobody asked.
pub(crate) fn answers(chance: &mut Chance, words: &Words) -> Answers {
    let mut answers = Answers::default();
    for question in Question::ALL.iter().filter(|question| **question != Question::Allergies) {
        answers = match chance.below(100) {
            0..=2 => answers.with(*question, Reply::Yes, detail(chance, words, *question)),
            3..=4 => answers.with(*question, Reply::NotAsked, ""),
            _ => answers.with(*question, Reply::No, ""),
        };
    }
    if chance.percent(9) {
        chance.pick(words.observations).clone_into(&mut answers.observations);
    }
    answers
}

fn detail(chance: &mut Chance, words: &Words, question: Question) -> &'static str {
    let details = words.health.iter().find(|(asked, _)| *asked == question);
    details.map(|(_, details)| chance.pick(details)).unwrap_or_default()
}
