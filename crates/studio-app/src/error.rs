//! What a use case answers when it does not do what it was asked.
//!
//! Which type where: `domain::Invalid` says which rule a value breaks; `store::Error` says what happened between a use case and the
//! file; [`Error`] is what callers see. Pages, the API and the command line each map it to their own form, exhaustively and in one place. None
//! of these hold words for people: `studio-text` has those, by the codes.

use studio_auth::{AuthError, WeakCode, WeakPassword};
use studio_domain::{
    AppointmentStatus, AppointmentStep, BookingWarning, Invalid, Missing, Timestamp, Version,
};
use studio_export::SheetProblem;
use studio_media::{PlaceError, Refused};
use studio_policy::{Action, Why};
use studio_store::{Constraint, FileProblem, LegacyProblem, NoActor, StandsThere};

use crate::appointments::Clash;

/// Result of a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Values that break rules, each with its field.
    #[error("invalid input: {}", list(.0))]
    Invalid(Vec<Invalid>),
    /// A password that today's rules refuse.
    #[error("{0}")]
    WeakPassword(WeakPassword),
    /// A master code that the rules refuse.
    #[error("{0}")]
    WeakCode(WeakCode),
    /// There is no such thing, or the actor may not know of it.
    #[error("no {kind} `{id}`")]
    NotFound {
        /// Kind of row.
        kind: &'static str,
        /// What was looked for.
        id: String,
    },
    /// The policy refused.
    #[error("refused: {} ({})", .action.code(), .why.code())]
    Refused {
        /// What was tried.
        action: Action,
        /// Which rule refused.
        why: Why,
    },
    /// A rule of the use case itself refused.
    #[error("refused: {}", .0.code())]
    Rule(Rule),
    /// Nobody is signed in.
    #[error("no one is signed in: {0}")]
    NoActor(NoActor),
    /// User name or password is wrong. Which of the two is not said.
    #[error("user name or password is wrong")]
    WrongPassword,
    /// The master code is wrong.
    #[error("the code is wrong")]
    WrongCode,
    /// Too many wrong tries.
    #[error("locked until {until}")]
    Locked {
        /// When the next try is looked at.
        until: Timestamp,
        /// Which secret is locked.
        what: Locked,
    },
    /// Somebody else saved the same thing meanwhile.
    #[error("{kind} `{id}` is at version {now}, not {expected}")]
    Stale {
        /// Kind of row.
        kind: &'static str,
        /// Its id.
        id: i64,
        /// What the caller had read.
        expected: Version,
        /// What it is at.
        now: Version,
    },
    /// A rule that the data itself keeps.
    #[error("conflict: {0}")]
    Conflict(Constraint),
    /// The data can't be opened.
    #[error("{0}")]
    File(FileProblem),
    /// The source of an import can't be read.
    #[error("{0}")]
    Source(LegacyProblem),
    /// A file that is not taken.
    #[error("{0}")]
    Upload(Refused),
    /// A photo that belongs to somebody else, who must be asked.
    #[error("the photo belongs to somebody else")]
    PhotoOf {
        /// Who uploaded it; `None`: nobody who has an account.
        uploaded_by: Option<String>,
    },
    /// Open appointments stand in the time that was to be blocked: all of them, in order.
    #[error("{} appointments stand in the time to be blocked", .0.len())]
    OverAppointments(Vec<StandsThere>),
    /// Something stands in the way of a booking.
    #[error("stands in the way: {}", codes(.0.conflicts.iter().map(|one| one.kind().code())))]
    Clash(Box<Clash>),
    /// What has to be confirmed before a booking is saved.
    #[error("needs confirmation: {}", codes(.0.iter().map(|one| one.code())))]
    NeedsConfirmation(Vec<BookingWarning>),
    /// What is missing before an appointment can be completed.
    #[error("missing to complete: {}", codes(.0.iter().map(|one| one.code())))]
    MissingToComplete(Vec<Missing>),
    /// The status of an appointment does not permit a step.
    #[error("`{}` is not for an appointment that is {}", .step.code(), .status.code())]
    WrongStatus {
        /// What was tried.
        step: AppointmentStep,
        /// How things stand.
        status: AppointmentStatus,
    },
    /// A file with rows can't be read as such.
    #[error("{0}")]
    Sheet(SheetProblem),
    /// The caller ended it; nothing was kept.
    #[error("stopped")]
    Stopped,
    /// Busy right now; the same again may work.
    #[error("busy")]
    Busy,
    /// Nothing was saved: the disk is full or failed.
    #[error("nothing was saved: {0}")]
    Unavailable(String),
    /// A defect. The message is for logs, never for people.
    #[error("internal: {0}")]
    Internal(String),
}

/// Rules of use cases that are no cell of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Only the operator sets a password for somebody; everybody else sends an invitation.
    PasswordByOperator,
    /// Only assistants elevate: nobody else has locked actions.
    ElevationForAssistants,
    /// The studio has no admin yet.
    NotSetUp,
    /// A second server on the same folder.
    FolderInUse,
    /// A studio is made only where there is nothing of anybody's.
    ForeignFolder,
    /// The data folder is a file, or something else that is no folder.
    NotAFolder,
    /// A studio is opened only where it can be written: even who only looks is entered in the log.
    ReadOnly,
    /// An import fills an empty studio, and this one is not.
    NotEmpty,
    /// A note is corrected by whoever wrote it.
    NoteOfAnother,
    /// A note that was written a while ago is history: a further note corrects it.
    NoteClosed,
    /// A completed appointment keeps its time, price and the rest.
    AppointmentFinal,
    /// An appointment that was called off or missed is taken back before it is changed.
    AppointmentClosed,
    /// So shortly before an appointment the desk changes it, not its artist.
    LateChange,
    /// A correction that was applied or declined already.
    CorrectionDecided,
    /// Exactly this is blocked already.
    BlockedSo,
    /// The appointment is not open or has begun, or its client did not agree to be reminded.
    NotToRemind,
    /// There is no aftercare text, or nothing was done yet that it would be for.
    NoAftercare,
    /// The text that was agreed to is not the one that the studio uses now.
    TextChanged,
    /// The file of the keys that seal health answers is not there.
    KeyMissing,
    /// The file of those keys is none.
    KeyDamaged,
    /// Health answers are sealed with a key that is not among those that are here.
    KeyWrong,
    /// What should be taken in is no file of keys that were handed out.
    KeyFileForeign,
    /// A file of keys was locked with another passphrase, or is damaged.
    WrongPassphrase,
}

impl Rule {
    /// All of them, for the test that each has its words.
    pub const ALL: &[Self] = &[
        Self::PasswordByOperator,
        Self::ElevationForAssistants,
        Self::NotSetUp,
        Self::FolderInUse,
        Self::ForeignFolder,
        Self::NotAFolder,
        Self::ReadOnly,
        Self::NotEmpty,
        Self::NoteOfAnother,
        Self::NoteClosed,
        Self::AppointmentFinal,
        Self::AppointmentClosed,
        Self::LateChange,
        Self::CorrectionDecided,
        Self::TextChanged,
        Self::KeyMissing,
        Self::KeyDamaged,
        Self::KeyWrong,
        Self::KeyFileForeign,
        Self::WrongPassphrase,
    ];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PasswordByOperator => "password_by_operator",
            Self::ElevationForAssistants => "elevation_for_assistants",
            Self::NotSetUp => "not_set_up",
            Self::FolderInUse => "folder_in_use",
            Self::ForeignFolder => "foreign_folder",
            Self::NotAFolder => "not_a_folder",
            Self::ReadOnly => "read_only",
            Self::NotEmpty => "not_empty",
            Self::NoteOfAnother => "note_of_another",
            Self::NoteClosed => "note_closed",
            Self::AppointmentFinal => "appointment_final",
            Self::AppointmentClosed => "appointment_closed",
            Self::LateChange => "late_change",
            Self::CorrectionDecided => "correction_decided",
            Self::BlockedSo => "blocked_so",
            Self::NotToRemind => "not_to_remind",
            Self::NoAftercare => "no_aftercare",
            Self::TextChanged => "text_changed",
            Self::KeyMissing => "key_missing",
            Self::KeyDamaged => "key_damaged",
            Self::KeyWrong => "key_wrong",
            Self::KeyFileForeign => "key_file_foreign",
            Self::WrongPassphrase => "wrong_passphrase",
        }
    }
}

/// Secrets that lock after too many wrong tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locked {
    /// Signing in under a name from an address.
    SignIn,
    /// The master code for a person.
    Code,
}

impl Error {
    /// Stable code: the same in JSON, in exit reports and as the key of the words.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid",
            Self::WeakPassword(_) => "weak_password",
            Self::WeakCode(_) => "weak_code",
            Self::NotFound { .. } => "not_found",
            Self::Refused { why, .. } => why.code(),
            Self::Rule(rule) => rule.code(),
            Self::NoActor(_) => "not_signed_in",
            Self::WrongPassword => "wrong_password",
            Self::WrongCode => "wrong_code",
            Self::Locked { what: Locked::SignIn, .. } => "sign_in_locked",
            Self::Locked { what: Locked::Code, .. } => "code_locked",
            Self::Stale { .. } => "stale",
            Self::Conflict(constraint) => constraint.code(),
            Self::File(problem) => match problem {
                FileProblem::Missing => "no_studio",
                FileProblem::Foreign => "not_a_studio",
                FileProblem::Newer { .. } => "newer_schema",
                FileProblem::Older { .. } => "older_schema",
                FileProblem::Damaged(_) => "damaged",
                _ => "no_access",
            },
            Self::Source(problem) => problem.code(),
            Self::Upload(refused) => refused.code(),
            Self::PhotoOf { .. } => "photo_of_somebody_else",
            Self::OverAppointments(_) => Constraint::BlockOverAppointments.code(),
            Self::Clash(clash) => match clash.conflicts.first() {
                Some(first) => first.kind().code(),
                None => "conflict",
            },
            Self::NeedsConfirmation(_) => "needs_confirmation",
            Self::MissingToComplete(_) => "missing_to_complete",
            Self::WrongStatus { .. } => "wrong_status",
            Self::Sheet(problem) => problem.code(),
            Self::Stopped => "stopped",
            Self::Busy => "busy",
            Self::Unavailable(_) => "unavailable",
            Self::Internal(_) => "internal",
        }
    }

    pub(crate) fn io(what: &std::path::Path, error: &std::io::Error) -> Self {
        Self::File(FileProblem::Access(format!("`{}`: {error}", what.display())))
    }
}

fn codes<'c>(codes: impl Iterator<Item = &'c str>) -> String {
    codes.collect::<Vec<_>>().join(", ")
}

fn list(invalid: &[Invalid]) -> String {
    let all: Vec<String> = invalid.iter().map(ToString::to_string).collect();
    all.join("; ")
}

impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(vec![invalid])
    }
}

impl From<AuthError> for Error {
    fn from(error: AuthError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<WeakPassword> for Error {
    fn from(weak: WeakPassword) -> Self {
        Self::WeakPassword(weak)
    }
}

impl From<WeakCode> for Error {
    fn from(weak: WeakCode) -> Self {
        Self::WeakCode(weak)
    }
}

impl From<LegacyProblem> for Error {
    fn from(problem: LegacyProblem) -> Self {
        Self::Source(problem)
    }
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        Self::Upload(refused)
    }
}

impl From<PlaceError> for Error {
    fn from(error: PlaceError) -> Self {
        match error {
            PlaceError::Failed { .. } => Self::Unavailable(error.to_string()),
            // The data refers to it, so nobody but `doctor` can say what became of it.
            PlaceError::Missing(_) | PlaceError::Changed(_) => Self::Internal(error.to_string()),
        }
    }
}

impl From<SheetProblem> for Error {
    fn from(problem: SheetProblem) -> Self {
        Self::Sheet(problem)
    }
}

impl From<studio_store::Error> for Error {
    fn from(error: studio_store::Error) -> Self {
        use studio_store::Error as Store;
        match error {
            Store::NotFound { kind, id } => Self::NotFound { kind, id },
            Store::Refused { action, why } => Self::Refused { action, why },
            Store::NoActor(why) => Self::NoActor(why),
            Store::Stale { kind, id, expected, now } => Self::Stale { kind, id, expected, now },
            Store::Conflict(constraint) => Self::Conflict(constraint),
            // Tries of a code; the sign-in door says so itself.
            Store::Locked { until } => Self::Locked { until, what: Locked::Code },
            Store::Busy => Self::Busy,
            Store::Unavailable(why) => Self::Unavailable(why),
            Store::File(problem) => Self::File(problem),
            Store::Backend(why) => Self::Internal(why),
            other => Self::Internal(other.to_string()),
        }
    }
}
