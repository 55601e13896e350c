//! The health screening: one answered questionnaire at one moment. Never edited, only superseded by a newer one.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::coded::coded;
use crate::{Invalid, Rule, Timestamp, text};

coded! {
    /// A question of the screening.
    Question("question") {
        /// Any other allergy, or any at all where the kind was not asked.
        Allergies = "allergies",
        /// Allergy to latex.
        AllergyLatex = "allergy_latex",
        /// Allergy to lidocaine.
        AllergyLidocaine = "allergy_lidocaine",
        /// Allergy to pigments.
        AllergyPigments = "allergy_pigments",
        /// Allergy to antibiotics.
        AllergyAntibiotics = "allergy_antibiotics",
        /// Diabetes.
        Diabetes = "diabetes",
        /// Coagulation disorder or haemophilia.
        Coagulation = "coagulation",
        /// Epilepsy.
        Epilepsy = "epilepsy",
        /// Cardiac condition.
        Cardiac = "cardiac",
        /// Anticoagulants or Accutane within 12 months.
        Anticoagulants = "anticoagulants",
        /// Pregnant or breast-feeding.
        Pregnancy = "pregnancy",
        /// Alcohol or drugs in the last 24 to 48 hours.
        Substances = "substances",
        /// Skin condition in the area.
        Skin = "skin",
    }

    /// An answer.
    Reply("answer") {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Nobody asked, or nobody answered.
        NotAsked = "not_asked",
    }
}

impl Question {
    /// All of them in the order in which they are asked: the kinds of allergy before any other.
    pub const ASKED: &'static [Self] = &[
        Self::AllergyLatex,
        Self::AllergyLidocaine,
        Self::AllergyPigments,
        Self::AllergyAntibiotics,
        Self::Allergies,
        Self::Diabetes,
        Self::Coagulation,
        Self::Epilepsy,
        Self::Cardiac,
        Self::Anticoagulants,
        Self::Pregnancy,
        Self::Substances,
        Self::Skin,
    ];

    /// Whether it asks for an allergy.
    pub const fn is_allergy(self) -> bool {
        matches!(
            self,
            Self::Allergies
                | Self::AllergyLatex
                | Self::AllergyLidocaine
                | Self::AllergyPigments
                | Self::AllergyAntibiotics
        )
    }
}

/// An answer with what was said to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Yes, no, or not asked.
    pub reply: Reply,
    /// In the client's words; may be empty.
    pub detail: String,
}

/// What holds where nobody asked.
static NOT_ASKED: Answer = Answer { reply: Reply::NotAsked, detail: String::new() };

impl Answer {
    /// Most characters of a detail.
    pub const DETAIL_MAX: usize = 300;

    /// Reads what was typed to a question; without a reply it was not asked.
    ///
    /// # Errors
    /// On the question's code: [`Rule::Unknown`], what [`text::line`] says of the detail, and [`Rule::Unanswered`] if there is a
    /// detail to no answer: somebody told something, and nobody would be warned of it.
    pub fn parse(question: Question, reply: &str, detail: &str) -> Result<Self, Invalid> {
        let field = question.code();
        let reply = match reply.trim() {
            "" => Reply::NotAsked,
            given => Reply::parse(given).map_err(|wrong| wrong.at(field))?,
        };
        let detail = text::line(field, detail, 0, Self::DETAIL_MAX)?;
        if reply == Reply::NotAsked && !detail.is_empty() {
            return Err(Invalid::new(field, Rule::Unanswered));
        }
        Ok(Self { reply, detail })
    }
}

/// The answers of one screening. What is not in it was not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// By question.
    pub by_question: BTreeMap<Question, Answer>,
    /// Further observations; may be empty.
    pub observations: String,
}

impl Answers {
    /// Most characters of the observations.
    pub const OBSERVATIONS_MAX: usize = 4_000;

    /// Reads observations that were typed.
    ///
    /// # Errors
    /// On `observations`, as [`text::block`].
    pub fn observed(raw: &str) -> Result<String, Invalid> {
        text::block("observations", raw, 0, Self::OBSERVATIONS_MAX)
    }

    /// Records an answer.
    #[must_use]
    pub fn with(mut self, question: Question, reply: Reply, detail: &str) -> Self {
        self.by_question.insert(question, Answer { reply, detail: detail.to_owned() });
        self
    }

    /// The answer to a question.
    pub fn reply(&self, question: Question) -> Reply {
        self.by_question.get(&question).map_or(Reply::NotAsked, |answer| answer.reply)
    }

    /// The answer to a question with its detail.
    pub fn answer(&self, question: Question) -> &Answer {
        self.by_question.get(&question).unwrap_or(&NOT_ASKED)
    }

    /// What is otherwise than it was in the answers before.
    pub fn changes_since(&self, before: &Self) -> Changes {
        let changed = |question: &Question| {
            let (was, is) = (before.answer(*question), self.answer(*question));
            (was != is).then(|| Changed { question: *question, before: was.clone() })
        };
        Changes {
            answers: Question::ASKED.iter().filter_map(changed).collect(),
            observations: (self.observations != before.observations).then(|| before.observations.clone()),
        }
    }

    /// Whether anything was answered with yes: what an artist must know before the session.
    pub fn has_yes(&self) -> bool {
        self.by_question.values().any(|answer| answer.reply == Reply::Yes)
    }

    /// Whether nothing was asked and nothing observed.
    pub fn is_empty(&self) -> bool {
        self.observations.is_empty()
            && self.by_question.values().all(|answer| answer.reply == Reply::NotAsked)
    }
}

/// In what a screening differs from the one before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Questions that are answered otherwise, in the order in which they are asked.
    pub answers: Vec<Changed>,
    /// The observations that stood there before, if they are others now.
    pub observations: Option<String>,
}

impl Changes {
    /// Whether everything is as it was.
    pub fn is_none(&self) -> bool {
        self.answers.is_empty() && self.observations.is_none()
    }

    /// What was answered to a question before, if that is otherwise now.
    pub fn before(&self, question: Question) -> Option<&Answer> {
        self.answers.iter().find(|changed| changed.question == question).map(|changed| &changed.before)
    }
}

/// A question that is answered otherwise than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Which.
    pub question: Question,
    /// The answer before.
    pub before: Answer,
}

/// What may be said of a client's health without telling an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HealthFlag {
    /// Something was answered with yes in the newest screening.
    pub yes: bool,
    /// The newest screening is too old, can't be read, or was never made.
    pub review: bool,
}

impl HealthFlag {
    /// Nothing to say.
    pub const QUIET: Self = Self { yes: false, review: false };

    /// Nobody was screened.
    pub const NEVER: Self = Self { yes: false, review: true };

    /// Of the newest screening; `None` for answers that can't be read any more.
    pub fn of(answered_at: Timestamp, answers: Option<&Answers>, now: Timestamp, age: Duration) -> Self {
        Self {
            yes: answers.is_some_and(Answers::has_yes),
            review: answers.is_none() || review_due(answered_at, now, age),
        }
    }

    /// Whether there is nothing to say.
    pub const fn is_quiet(self) -> bool {
        !self.yes && !self.review
    }
}

/// Whether a screening of that moment is older than a studio trusts one.
pub fn review_due(answered_at: Timestamp, now: Timestamp, age: Duration) -> bool {
    now.since(answered_at) > age
}
