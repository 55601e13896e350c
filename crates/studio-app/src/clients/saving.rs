//! What saving a client comes to: it is saved, it may be there already, or it is as it was to become.

use studio_store::Duplicate;

use crate::error::{Error, Result};

/// What saving a client came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saving<T> {
    /// It was saved.
    Saved(T),
    /// Nothing was saved: these records may be the same person. Say so again with `anyway` to save all the same.
    Likely(Vec<Duplicate>),
}

/// Why nothing was saved. It leaves a write as an error, which takes back what was begun: the log tells nothing as done.
pub(crate) enum Unsaved<T> {
    Likely(Vec<Duplicate>),
    /// It is already as it was to become: this is what saving it would have answered.
    Same(T),
    Failed(Error),
}

impl<T> Unsaved<T> {
    /// The same, where what is made is another thing. Only a change can come to nothing, and nothing new can.
    pub(crate) fn about_another<U>(self) -> Unsaved<U> {
        match self {
            Self::Likely(likely) => Unsaved::Likely(likely),
            Self::Failed(error) => Unsaved::Failed(error),
            Self::Same(_) => Unsaved::Failed(Error::Internal("what is new was there already".to_owned())),
        }
    }
}

impl<T, E: Into<Error>> From<E> for Unsaved<T> {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl<T> Saving<T> {
    pub(crate) fn of(answer: Result<T, Unsaved<T>>) -> Result<Self> {
        match answer {
            Ok(saved) | Err(Unsaved::Same(saved)) => Ok(Self::Saved(saved)),
            Err(Unsaved::Likely(likely)) => Ok(Self::Likely(likely)),
            Err(Unsaved::Failed(error)) => Err(error),
        }
    }

    /// The same about something else that was saved.
    pub fn map<U>(self, to: impl FnOnce(T) -> U) -> Saving<U> {
        match self {
            Self::Saved(saved) => Saving::Saved(to(saved)),
            Self::Likely(likely) => Saving::Likely(likely),
        }
    }
}
