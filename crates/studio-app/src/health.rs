//! Health answers: as sealed bytes, readable only with the key that lies beside the data; recorded, read, and flagged.

mod entered;
mod flags;
mod input;
mod keys;
mod screenings;

use std::ops::Deref;

use serde_json::{Map, Value, json};
use studio_auth::{Context, KeyRing, SealError, open, seal};
use studio_domain::{Answers, ClientId, Question, Reply, Timestamp};

use crate::error::{Error, Result, Rule};

pub(crate) use entered::Entered;
pub(crate) use flags::flag;
pub use input::{AnswerInput, ScreeningInput};
pub(crate) use keys::lines;
pub use keys::{KeyLine, KeyLoss, KeyPlace, KeysImported, Rotation};
pub use screenings::{Screening, Unreadable};

/// The table whose rows are sealed; part of what a seal is bound to.
const TABLE: &str = "screenings";

fn context(client: ClientId, at: Timestamp) -> Context<'static> {
    Context { table: TABLE, owner: client.get(), at: at.millis() }
}

/// Seals answers for one client and moment; they open for no other.
pub(crate) fn seal_answers(
    ring: &KeyRing,
    client: ClientId,
    at: Timestamp,
    answers: &Answers,
) -> Result<Vec<u8>> {
    let by_question: Map<String, Value> = answers
        .by_question
        .iter()
        .map(|(question, answer)| {
            (question.code().to_owned(), json!({ "answer": answer.reply.code(), "detail": answer.detail }))
        })
        .collect();
    let plain = json!({ "answers": by_question, "observations": answers.observations }).to_string();
    seal_plain(ring, client, at, plain.as_bytes())
}

/// Seals what stands for answers already.
fn seal_plain(ring: &KeyRing, client: ClientId, at: Timestamp, plain: &[u8]) -> Result<Vec<u8>> {
    Ok(seal(ring.current(), &context(client, at), plain)?)
}

/// Opens a seal without understanding what is in it.
fn open_sealed(
    ring: &KeyRing,
    client: ClientId,
    at: Timestamp,
    sealed: &[u8],
) -> Result<impl Deref<Target = Vec<u8>>> {
    open(ring, &context(client, at), sealed).map_err(|error| match error {
        SealError::UnknownKey { .. } => Error::Rule(Rule::KeyWrong),
        SealError::Damaged | SealError::Version => {
            Error::Internal(format!("a health screening can't be opened: {error}"))
        }
    })
}

/// Opens what [`seal_answers`] made.
pub(crate) fn open_answers(
    ring: &KeyRing,
    client: ClientId,
    at: Timestamp,
    sealed: &[u8],
) -> Result<Answers> {
    let plain = open_sealed(ring, client, at, sealed)?;
    let unreadable = || Error::Internal("a health screening is not in a form that is known".to_owned());
    let value: Value = serde_json::from_slice(&plain).map_err(|_cause| unreadable())?;
    let mut answers = Answers {
        observations: value.get("observations").and_then(Value::as_str).unwrap_or_default().to_owned(),
        ..Answers::default()
    };
    for (code, answer) in value.get("answers").and_then(Value::as_object).ok_or_else(unreadable)? {
        let reply = answer.get("answer").and_then(Value::as_str).unwrap_or_default();
        let detail = answer.get("detail").and_then(Value::as_str).unwrap_or_default();
        answers = answers.with(Question::parse(code)?, Reply::parse(reply)?, detail);
    }
    Ok(answers)
}

#[cfg(test)]
mod tests;
