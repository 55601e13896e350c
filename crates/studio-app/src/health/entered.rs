//! A screening that is answered while the client's record is made. It belongs to making the record.

use studio_auth::KeyRing;
use studio_domain::{Answers, ClientId, Timestamp};

use super::{ScreeningInput, seal_answers};
use crate::error::Result;
use crate::folder::HeldKeys;
use crate::studio::Studio;

/// What was typed, with the keys that it takes.
#[derive(Debug, Default)]
pub(crate) struct Entered(Option<(ScreeningInput, Result<KeyRing>)>);

/// Answers that can be sealed as soon as the client has an id.
#[derive(Debug)]
pub(crate) struct ToSeal {
    answers: Answers,
    ring: KeyRing,
}

impl Studio {
    /// What was typed, if anything was; the keys are held for as long as the second part lives.
    pub(crate) fn entered(&self, typed: Option<&ScreeningInput>) -> (Entered, Option<HeldKeys>) {
        let Some(typed) = typed.filter(|typed| !typed.is_blank()) else { return (Entered::default(), None) };
        match self.folder.hold_keys() {
            Ok(held) => (Entered(Some((typed.clone(), Ok(held.ring().clone())))), Some(held)),
            Err(error) => (Entered(Some((typed.clone(), Err(error)))), None),
        }
    }
}

impl Entered {
    /// The answers, if there are any. That there are no keys is told after the permit, like anything else.
    pub(crate) fn read(self) -> Result<Option<ToSeal>> {
        match self.0 {
            None => Ok(None),
            Some((typed, ring)) => Ok(Some(ToSeal { answers: typed.read()?, ring: ring? })),
        }
    }
}

impl ToSeal {
    /// Sealed for this client and moment.
    pub(crate) fn seal(&self, client: ClientId, at: Timestamp) -> Result<Vec<u8>> {
        seal_answers(&self.ring, client, at, &self.answers)
    }
}
