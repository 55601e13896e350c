//! Where files are kept: a trait, so that a studio's pictures may lie in a folder or anywhere else.

use std::ops::Range;

use studio_domain::{ContentHash, Timestamp};

/// A place for files that are known by the hash of their content.
///
/// What is put is there for good once `put_if_absent` has answered, also after the power fails; before that, nothing of it is seen under its
/// name. Two that put the same content at the same time both succeed, and there is one file.
pub trait Place: Send + Sync {
    /// Puts a file unless it is there. One that is there counts as put now: its age starts anew, so that nobody who sweeps takes it away
    /// before it is referred to.
    ///
    /// # Errors
    /// [`PlaceError`].
    fn put_if_absent(&self, hash: &ContentHash, bytes: &[u8], now: Timestamp) -> Result<Put, PlaceError>;

    /// Size of a file in bytes; `None`: it is not there.
    ///
    /// # Errors
    /// [`PlaceError`].
    fn size(&self, hash: &ContentHash) -> Result<Option<u64>, PlaceError>;

    /// Part of a file; as much of it as there is. `None`: the file is not there.
    ///
    /// # Errors
    /// [`PlaceError`].
    fn read(&self, hash: &ContentHash, range: Range<u64>) -> Result<Option<Vec<u8>>, PlaceError>;

    /// Takes a file away; answers whether it was there.
    ///
    /// # Errors
    /// [`PlaceError`].
    fn delete(&self, hash: &ContentHash) -> Result<bool, PlaceError>;

    /// Shows every file once, in no order. Files that are put or taken away meanwhile may be shown or not.
    ///
    /// # Errors
    /// [`PlaceError`]; whatever `each` answers ends it.
    fn list(&self, each: &mut dyn FnMut(Stored) -> Result<(), PlaceError>) -> Result<(), PlaceError>;

    /// Takes away what was left of puts that broke off before this moment; answers how many.
    ///
    /// # Errors
    /// [`PlaceError`].
    fn clear_leftovers(&self, before: Timestamp) -> Result<usize, PlaceError>;
}

/// What putting a file came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is there now.
    New,
    /// It was there already.
    Present,
}

/// A file that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// Its name.
    pub hash: ContentHash,
    /// Size in bytes.
    pub bytes: u64,
    /// When it was put last.
    pub put_at: Timestamp,
}

/// Why a place did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// The disk, the network or the rights of the process.
    #[error("{what}: {cause}")]
    Failed {
        /// What was tried.
        what: &'static str,
        /// What went wrong.
        cause: std::io::Error,
    },
    /// A file is there, and is not what its name says.
    #[error("the file `{0}` is not what it was")]
    Changed(ContentHash),
    /// A file that should be there is not.
    #[error("the file `{0}` is missing")]
    Missing(ContentHash),
}

impl PlaceError {
    /// Tells an error of the system.
    pub fn failed(what: &'static str) -> impl Fn(std::io::Error) -> Self {
        move |cause| Self::Failed { what, cause }
    }
}
