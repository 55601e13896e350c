//! What can go wrong between a use case and the file. Messages are for logs; people get words from `studio-text`.

use std::fmt;

use diesel::result::{DatabaseErrorKind, Error as DieselError};
use studio_domain::{Timestamp, Version};
use studio_policy::{Action, Why};

/// Result of a store call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No such row.
    #[error("no {kind} `{id}`")]
    NotFound {
        /// Kind of row, as in [`Row::KIND`](crate::Row::KIND).
        kind: &'static str,
        /// What was looked for.
        id: String,
    },
    /// The policy engine refused; the refusal is in the audit log.
    #[error("refused: {} ({})", .action.code(), .why.code())]
    Refused {
        /// What was tried.
        action: Action,
        /// Which rule refused.
        why: Why,
    },
    /// Nobody is signed in with what the context names: session unknown, ended or run out, account switched off.
    #[error("no one is signed in: {0}")]
    NoActor(NoActor),
    /// The row was changed by somebody else since it was read.
    #[error("{kind} `{id}` is at version {now}, not {expected}")]
    Stale {
        /// Kind of row.
        kind: &'static str,
        /// Its id.
        id: i64,
        /// What the caller had read.
        expected: Version,
        /// What the row is at.
        now: Version,
    },
    /// A rule that the database itself keeps.
    #[error("conflict: {0}")]
    Conflict(Constraint),
    /// Too many wrong passwords or codes; nothing is checked until then.
    #[error("locked until {until}")]
    Locked {
        /// When the next try is looked at.
        until: Timestamp,
    },
    /// Another process held the file for longer than the busy timeout, or every reader is taken.
    #[error("the data file is busy")]
    Busy,
    /// The transaction was taken back after the job had run (disk full, input/output error); nothing was kept.
    #[error("nothing was saved: {0}")]
    Unavailable(String),
    /// The file is not a studio's, is damaged, or is from a newer version of the program.
    #[error("{0}")]
    File(FileProblem),
    /// A defect of the program or an unexpected answer of the database.
    #[error("database: {0}")]
    Backend(String),
}

/// Why a context names nobody who may act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoActor {
    /// There is no such session or account.
    Unknown,
    /// The session was ended by signing out, by an admin or by a change of the account.
    Ended,
    /// The session ran out: idle too long, or past its absolute end.
    Expired,
    /// The account is switched off.
    Inactive,
    /// The studio has its first admin: the setup actor is gone.
    SetUp,
}

impl fmt::Display for NoActor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "unknown",
            Self::Ended => "the session was ended",
            Self::Expired => "the session ran out",
            Self::Inactive => "the account is switched off",
            Self::SetUp => "the studio is already set up",
        })
    }
}

/// A rule of the schema that refused a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Constraint {
    /// Another account has this name (case does not count).
    UserNameTaken,
    /// The artist profile is linked to another account.
    ArtistTaken,
    /// The last active admin can't be switched off, demoted or deleted.
    LastAdmin,
    /// The table only grows: history is corrected by a further record.
    AppendOnly,
    /// The studio already has its first admin.
    AlreadySetUp,
    /// The link or token was used before or is too old.
    TokenSpent,
    /// No master code is set, so nobody can elevate.
    NoCode,
    /// The master code was changed while it was being checked.
    CodeChanged,
    /// The record was merged into another one, which stands for both.
    ClientMerged,
    /// The record has what can't go with it.
    ClientInUse,
    /// Another service that is in use has this name (case and accents do not count).
    ServiceNameTaken,
    /// The artist has another appointment then.
    ArtistBooked,
    /// The artist's time is blocked then.
    ArtistBlocked,
    /// The client has another appointment then.
    ClientBooked,
    /// An appointment is too short or too long.
    AppointmentLength,
    /// A completed appointment stays what it is.
    AppointmentFinal,
    /// The status of the appointment does not permit it.
    AppointmentStatus,
    /// Another appointment continues the same session already.
    AppointmentContinued,
    /// Time can't be blocked while there are appointments in it.
    BlockOverAppointments,
    /// Something else was asked under this key before.
    KeyReused,
    /// Another artist's public page has this address.
    SlugTaken,
    /// The consent has a scan of its form already, and it stays.
    PaperThere,
    /// The consent was not answered on paper, so there is no form to scan.
    NotOnPaper,
    /// The appointment has as many files as it can have.
    TooManyFiles,
    /// Some other rule of the schema.
    Other,
}

impl Constraint {
    /// Stable code, used in answers and translations.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UserNameTaken => "user_name_taken",
            Self::ArtistTaken => "artist_taken",
            Self::LastAdmin => "last_admin",
            Self::AppendOnly => "append_only",
            Self::AlreadySetUp => "already_set_up",
            Self::TokenSpent => "token_spent",
            Self::NoCode => "no_code",
            Self::CodeChanged => "code_changed",
            Self::ClientMerged => "client_merged",
            Self::ClientInUse => "client_in_use",
            Self::ServiceNameTaken => "service_name_taken",
            Self::ArtistBooked => "artist_booked",
            Self::ArtistBlocked => "artist_blocked",
            Self::ClientBooked => "client_booked",
            Self::AppointmentLength => "appointment_length",
            Self::AppointmentFinal => "appointment_final",
            Self::AppointmentStatus => "appointment_status",
            Self::AppointmentContinued => "appointment_continued",
            Self::BlockOverAppointments => "block_over_appointments",
            Self::KeyReused => "key_reused",
            Self::SlugTaken => "slug_taken",
            Self::PaperThere => "paper_there",
            Self::NotOnPaper => "not_on_paper",
            Self::TooManyFiles => "too_many_files",
            Self::Other => "conflict",
        }
    }

    /// Reads the constraint from SQLite's message; the one place where messages are looked at.
    fn from_message(message: &str) -> Self {
        const KNOWN: &[(&str, Constraint)] = &[
            ("last_admin", Constraint::LastAdmin),
            ("append_only", Constraint::AppendOnly),
            ("client_merged", Constraint::ClientMerged),
            ("portfolio_pages.slug", Constraint::SlugTaken),
            ("services.name_key", Constraint::ServiceNameTaken),
            ("services_in_use", Constraint::ServiceNameTaken),
            ("users.user_key", Constraint::UserNameTaken),
            ("users.artist_id", Constraint::ArtistTaken),
            ("users_by_artist", Constraint::ArtistTaken),
            ("artist_booked", Constraint::ArtistBooked),
            ("artist_blocked", Constraint::ArtistBlocked),
            ("client_booked", Constraint::ClientBooked),
            ("appointment_length", Constraint::AppointmentLength),
            ("appointment_final", Constraint::AppointmentFinal),
            ("appointments.continues_id", Constraint::AppointmentContinued),
            ("block_over_appointments", Constraint::BlockOverAppointments),
        ];
        KNOWN.iter().find(|(part, _)| message.contains(part)).map_or(Self::Other, |(_, c)| *c)
    }
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Why a file could not be opened as a studio's data.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileProblem {
    /// There is no file there.
    Missing,
    /// The file is a database, but not a studio's.
    Foreign,
    /// The file's schema is newer than this program.
    Newer {
        /// Schema number of the file.
        file: i64,
        /// Newest schema number that the program knows.
        program: i64,
    },
    /// The file's schema is older, and migrating was not asked for.
    Older {
        /// Schema number of the file.
        file: i64,
        /// Schema number that the program needs.
        program: i64,
    },
    /// SQLite can't read it: damaged, truncated or not a database.
    Damaged(String),
    /// The folder or file can't be read or written.
    Access(String),
}

impl fmt::Display for FileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no studio here"),
            Self::Foreign => f.write_str("this database is not a studio's"),
            Self::Newer { file, program } => {
                write!(f, "the data is at schema {file}, this program knows schema {program}")
            }
            Self::Older { file, program } => {
                write!(f, "the data is at schema {file}, this program needs schema {program}")
            }
            Self::Damaged(what) => write!(f, "the data file is damaged: {what}"),
            Self::Access(what) => write!(f, "the data file can't be opened: {what}"),
        }
    }
}

impl Error {
    pub(crate) fn not_found(kind: &'static str, id: impl fmt::Display) -> Self {
        Self::NotFound { kind, id: id.to_string() }
    }

    /// A column holds what no version of the program writes.
    pub(crate) fn damaged(column: &str) -> Self {
        Self::File(FileProblem::Damaged(format!("unexpected value in `{column}`")))
    }
}

impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::DatabaseError(kind, info) => from_database(&kind, info.message()),
            other => Self::Backend(other.to_string()),
        }
    }
}

fn from_database(kind: &DatabaseErrorKind, message: &str) -> Error {
    match kind {
        DatabaseErrorKind::UniqueViolation
        | DatabaseErrorKind::ForeignKeyViolation
        | DatabaseErrorKind::NotNullViolation
        | DatabaseErrorKind::CheckViolation => match Constraint::from_message(message) {
            Constraint::Other => Error::Backend(message.to_owned()),
            known => Error::Conflict(known),
        },
        _ => match Constraint::from_message(message) {
            Constraint::Other => from_text(message),
            known => Error::Conflict(known),
        },
    }
}

fn from_text(message: &str) -> Error {
    let says = |part: &str| message.contains(part);
    if says("database is locked") || says("database table is locked") {
        Error::Busy
    } else if says("disk is full") || says("disk I/O error") || says("readonly database") {
        Error::Unavailable(message.to_owned())
    } else if says("malformed") || says("not a database") || says("vtable constructor failed") {
        Error::File(FileProblem::Damaged(message.to_owned()))
    } else {
        Error::Backend(message.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_of_sqlite_become_meanings() {
        for (message, expected) in [
            ("last_admin", "Conflict(LastAdmin)"),
            ("append_only", "Conflict(AppendOnly)"),
            ("client_merged", "Conflict(ClientMerged)"),
            ("UNIQUE constraint failed: users.user_key", "Conflict(UserNameTaken)"),
            ("UNIQUE constraint failed: users.artist_id", "Conflict(ArtistTaken)"),
            ("artist_booked", "Conflict(ArtistBooked)"),
            ("artist_blocked", "Conflict(ArtistBlocked)"),
            ("client_booked", "Conflict(ClientBooked)"),
            ("appointment_length", "Conflict(AppointmentLength)"),
            ("appointment_final", "Conflict(AppointmentFinal)"),
            ("UNIQUE constraint failed: appointments.continues_id", "Conflict(AppointmentContinued)"),
            ("block_over_appointments", "Conflict(BlockOverAppointments)"),
            ("database is locked", "Busy"),
            ("database or disk is full", "Unavailable(\"database or disk is full\")"),
        ] {
            assert_eq!(format!("{:?}", from_database(&DatabaseErrorKind::Unknown, message)), expected);
        }
    }
}
