//! What was typed in a health screening.

use studio_domain::{Answer, Answers, Invalid, Question, Rule};

use crate::error::Result;
use crate::form::Form;

/// An answer as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerInput {
    /// Code of the question.
    pub question: String,
    /// `yes`, `no` or `not_asked`; empty: not asked.
    pub reply: String,
    /// In the client's words.
    pub detail: String,
}

/// A whole screening as it was typed. A question that is not in it was not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScreeningInput {
    /// The answers, each question once.
    pub answers: Vec<AnswerInput>,
    /// Further observations.
    pub observations: String,
}

impl ScreeningInput {
    /// The answers.
    pub(crate) fn read(&self) -> Result<Answers> {
        let mut form = Form::default();
        let mut answers = Answers::default();
        for typed in &self.answers {
            let Some(question) = form.take(Question::parse(&typed.question)) else { continue };
            let Some(answer) = form.take(Answer::parse(question, &typed.reply, &typed.detail)) else {
                continue;
            };
            if answers.by_question.insert(question, answer).is_some() {
                form.wrong(Invalid::new(question.code(), Rule::NotAllowed));
            }
        }
        let observed = form.take(Answers::observed(&self.observations));
        form.finish()?;
        answers.observations = observed.unwrap_or_default();
        if answers.is_empty() {
            return Err(Invalid::new("answers", Rule::Empty).into());
        }
        Ok(answers)
    }

    /// Whether nothing was typed at all, so that no screening is meant.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let blank = |answer: &AnswerInput| {
            matches!(answer.reply.trim(), "" | "not_asked") && answer.detail.trim().is_empty()
        };
        self.observations.trim().is_empty() && self.answers.iter().all(blank)
    }
}

impl From<&Answers> for ScreeningInput {
    /// As a form is filled with them.
    fn from(answers: &Answers) -> Self {
        let typed = |question: &Question| {
            let answer = answers.answer(*question);
            AnswerInput {
                question: question.code().to_owned(),
                reply: answer.reply.code().to_owned(),
                detail: answer.detail.clone(),
            }
        };
        Self {
            answers: Question::ASKED.iter().map(typed).collect(),
            observations: answers.observations.clone(),
        }
    }
}
