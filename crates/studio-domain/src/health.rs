//! The health screening: one answered questionnaire at one moment. Never edited, only superseded by a newer one.

use std::collections::BTreeMap;

use crate::coded::coded;

coded! {
    /// A question of the screening.
    Question("question") {
        /// Any allergy, where the kind was not asked.
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

/// An answer with what was said to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Yes, no, or not asked.
    pub reply: Reply,
    /// In the client's words; may be empty.
    pub detail: String,
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
