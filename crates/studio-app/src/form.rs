//! Reading what was typed: all fields are looked at, so that all mistakes are told at once.

use studio_domain::Invalid;
use studio_store::Change;

use crate::error::{Error, Result};

/// Collects the mistakes of one form.
#[derive(Debug, Default)]
pub(crate) struct Form(Vec<Invalid>);

impl Form {
    /// A value that must be right.
    pub(crate) fn take<T>(&mut self, parsed: Result<T, Invalid>) -> Option<T> {
        parsed.map_err(|invalid| self.0.push(invalid)).ok()
    }

    /// A field that may be left out: left out stays as it is.
    pub(crate) fn maybe<T>(
        &mut self,
        raw: Option<&String>,
        parse: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        raw.and_then(|raw| self.take(parse(raw)))
    }

    /// A field that may be left out or emptied.
    pub(crate) fn change<T>(
        &mut self,
        raw: Option<&String>,
        parse: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Change<T> {
        match raw {
            None => None,
            Some(raw) if raw.trim().is_empty() => Some(None),
            Some(raw) => self.take(parse(raw)).map(Some),
        }
    }

    /// A mistake found by other means.
    pub(crate) fn wrong(&mut self, invalid: Invalid) {
        self.0.push(invalid);
    }

    /// Whether there is no mistake so far.
    pub(crate) fn is_clean(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there are none so far.
    pub(crate) fn is_fine(&self) -> bool {
        self.0.is_empty()
    }

    /// The mistakes, if there are any.
    pub(crate) fn finish(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }

    /// The value that is there when nothing is wrong.
    pub(crate) fn finish_with<T>(self, value: Option<T>) -> Result<T> {
        self.finish()?;
        value.ok_or_else(|| Error::Internal("a form without mistakes has no value".to_owned()))
    }
}
/// Two parts of one form: what is wrong in either is told at once.
pub(crate) fn both<A, B>(one: Result<A>, other: Result<B>) -> Result<(A, B)> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(Error::Invalid(mut wrong)), Err(Error::Invalid(more))) => {
            wrong.extend(more);
            Err(Error::Invalid(wrong))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}
