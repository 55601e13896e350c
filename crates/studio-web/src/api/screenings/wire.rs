//! What goes over the wire about health screenings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use studio_app::{AnswerInput, Page, ScreeningInput};
use studio_domain::{HealthFlag, ScreeningId, StudioZone};
use utoipa::{IntoParams, ToSchema};

use crate::api::{times, whole};

/// An answer with what was said to it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Answer {
    /// `yes`, `no` or `not_asked`.
    answer: &'static str,
    detail: String,
}

impl From<&studio_domain::Answer> for Answer {
    fn from(answer: &studio_domain::Answer) -> Self {
        Self { answer: answer.reply.code(), detail: answer.detail.clone() }
    }
}

/// In what a screening differs from the one before.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Changes {
    /// What was answered before, by the code of each question that is answered otherwise now.
    answers: BTreeMap<&'static str, Answer>,
    /// The observations that stood there before, if they are others now.
    observations: Option<String>,
}

impl From<studio_domain::Changes> for Changes {
    fn from(changes: studio_domain::Changes) -> Self {
        let was = changes.answers.iter().map(|one| (one.question.code(), Answer::from(&one.before)));
        Self { answers: was.collect(), observations: changes.observations }
    }
}

/// A health screening.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Screening {
    id: i64,
    answered_at: String,
    /// User name of today.
    recorded_by: Option<String>,
    imported: bool,
    /// Whether it is the newest one and older than the studio trusts one.
    review_due: bool,
    /// By the code of the question; one that is not there was not asked. `null` if the answers can't be opened.
    answers: Option<BTreeMap<&'static str, Answer>>,
    observations: Option<String>,
    /// Why the answers can't be opened: `no_key` or `damaged`.
    unreadable: Option<&'static str>,
    /// `null` if there is none before, or one of the two can't be opened.
    changes: Option<Changes>,
}

impl Screening {
    fn new(screening: studio_app::Screening, zone: StudioZone) -> Self {
        let (answers, observations, unreadable) = match screening.answers {
            Ok(answers) => {
                let all =
                    answers.by_question.iter().map(|(question, one)| (question.code(), Answer::from(one)));
                (Some(all.collect()), Some(answers.observations), None)
            }
            Err(why) => (None, None, Some(why.code())),
        };
        Self {
            id: screening.id.get(),
            answered_at: times::at(zone, screening.answered_at),
            recorded_by: screening.recorded_by,
            imported: screening.imported,
            review_due: screening.review,
            answers,
            observations,
            unreadable,
            changes: screening.changes.map(Changes::from),
        }
    }
}

/// One page of screenings, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Screenings {
    items: Vec<Screening>,
    next_cursor: Option<String>,
}

impl Screenings {
    pub(super) fn new(page: Page<studio_app::Screening>, zone: StudioZone) -> Self {
        let last = page.items.last().filter(|_| page.more);
        Self {
            next_cursor: last.map(|one| format!("{}-{}", one.answered_at.millis(), one.id)),
            items: page.items.into_iter().map(|one| Screening::new(one, zone)).collect(),
        }
    }
}

/// Paging of screenings.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ScreeningsQuery {
    /// `next_cursor` of the page before.
    pub(super) cursor: Option<String>,
}

/// An answer to be recorded.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAnswer {
    /// `yes`, `no` or `not_asked`.
    answer: String,
    /// Up to 300 characters, on one line.
    #[serde(default)]
    detail: String,
}

/// Answers by the code of the question: `allergy_latex`, `allergy_lidocaine`, `allergy_pigments`, `allergy_antibiotics`, `allergies` (any
/// other), `diabetes`, `coagulation`, `epilepsy`, `cardiac`, `anticoagulants`, `pregnancy`, `substances`, `skin`.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({
    "answers": { "allergy_latex": { "answer": "yes", "detail": "rash from gloves" }, "diabetes": { "answer": "no" } }
}))]
pub(in crate::api) struct Entered {
    /// One that is left out was not asked.
    answers: BTreeMap<String, NewAnswer>,
    /// Further observations, up to 4,000 characters.
    observations: String,
}

/// A screening to be recorded. Answers by the code of the question: `allergy_latex`, `allergy_lidocaine`, `allergy_pigments`,
/// `allergy_antibiotics`, `allergies` (any other), `diabetes`, `coagulation`, `epilepsy`, `cardiac`, `anticoagulants`, `pregnancy`,
/// `substances`, `skin`.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({
    "answers": {
        "allergy_latex": { "answer": "yes", "detail": "rash from gloves" }, "diabetes": { "answer": "no" },
        "skin": { "answer": "not_asked" }
    },
    "observations": "Faints at the sight of needles."
}))]
pub(crate) struct NewScreening {
    /// One that is left out was not asked.
    answers: BTreeMap<String, NewAnswer>,
    /// Further observations, up to 4,000 characters.
    observations: String,
    /// Id of the newest screening that was seen, 0 for none: if there is a newer one, nothing is recorded.
    #[serde(default, deserialize_with = "whole::maybe")]
    #[schema(value_type = Option<i64>)]
    seen: Option<i64>,
}

impl NewScreening {
    pub(super) fn seen(&self) -> Option<ScreeningId> {
        self.seen.map(ScreeningId::new)
    }
}

fn input(answers: BTreeMap<String, NewAnswer>, observations: String) -> ScreeningInput {
    let typed = |(question, one): (String, NewAnswer)| AnswerInput {
        question,
        reply: one.answer,
        detail: one.detail,
    };
    ScreeningInput { answers: answers.into_iter().map(typed).collect(), observations }
}

impl From<NewScreening> for ScreeningInput {
    fn from(body: NewScreening) -> Self {
        input(body.answers, body.observations)
    }
}

impl From<Entered> for ScreeningInput {
    fn from(body: Entered) -> Self {
        input(body.answers, body.observations)
    }
}

/// The newest screening that was seen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "seen": 1 }))]
pub(crate) struct Seen {
    /// Its id: if there is a newer one, nothing is recorded.
    #[serde(default, deserialize_with = "whole::maybe")]
    #[schema(value_type = Option<i64>)]
    pub(super) seen: Option<i64>,
}

/// What was recorded. The answers are not told: reading them is an act of its own.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Recorded {
    id: i64,
}

impl From<ScreeningId> for Recorded {
    fn from(id: ScreeningId) -> Self {
        Self { id: id.get() }
    }
}

/// What may be said without telling an answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Flag {
    /// Something was answered with yes.
    yes: bool,
    /// The newest screening is too old, can't be opened, or was never made.
    review_due: bool,
}

impl From<HealthFlag> for Flag {
    fn from(flag: HealthFlag) -> Self {
        Self { yes: flag.yes, review_due: flag.review }
    }
}
