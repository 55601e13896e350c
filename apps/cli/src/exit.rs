//! What a run of the program answers to the system.

use std::process::ExitCode;

/// The exit codes. Part of the interface: scripts branch on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It was done; the answer of a question is yes.
    Done,
    /// A rule refused it, or there is no such thing; the answer is no.
    Refused,
    /// The command can't be read, or a value in it is not accepted.
    Invalid,
    /// Something failed: the disk, damaged data, a busy file, a defect.
    Failed,
}

impl Exit {
    /// The number.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Refused => 1,
            Self::Invalid => 2,
            Self::Failed => 3,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
