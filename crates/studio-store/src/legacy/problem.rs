//! Why a file of the old application can't be read.

use std::fmt;

use diesel::result::Error as DieselError;

/// Why a file of the old application can't be read. Nothing was written anywhere.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LegacyProblem {
    /// There is no such file.
    Missing,
    /// The file has no content at all.
    Empty,
    /// The file is no SQLite database (or is encrypted).
    NotADatabase,
    /// A database, but not of that application.
    Foreign,
    /// A database that is cut off or damaged.
    Damaged(String),
    /// The application, or another program, is writing to the file.
    Locked,
    /// The file can't be read, or there is no room for the copy.
    Access(String),
}

impl LegacyProblem {
    /// One of each, for the tests that each has its words.
    pub const CODES: [&str; 7] = [
        "source_missing",
        "source_empty",
        "source_not_a_database",
        "source_foreign",
        "source_damaged",
        "source_locked",
        "source_no_access",
    ];

    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "source_missing",
            Self::Empty => "source_empty",
            Self::NotADatabase => "source_not_a_database",
            Self::Foreign => "source_foreign",
            Self::Damaged(_) => "source_damaged",
            Self::Locked => "source_locked",
            Self::Access(_) => "source_no_access",
        }
    }

    /// What a technician wants to know, in English.
    #[must_use]
    pub fn technical(&self) -> Option<&str> {
        match self {
            Self::Damaged(what) | Self::Access(what) => Some(what),
            _ => None,
        }
    }
}

impl fmt::Display for LegacyProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such file"),
            Self::Empty => f.write_str("the file is empty"),
            Self::NotADatabase => f.write_str("the file is no database"),
            Self::Foreign => f.write_str("this database is not of the application that can be imported"),
            Self::Damaged(what) => write!(f, "the file is damaged: {what}"),
            Self::Locked => f.write_str("another program is writing to the file"),
            Self::Access(what) => write!(f, "the file can't be read: {what}"),
        }
    }
}

impl From<DieselError> for LegacyProblem {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::DatabaseError(_, info) => from_message(info.message()),
            // A value that can't be taken out of its row.
            other => Self::Damaged(other.to_string()),
        }
    }
}

fn from_message(message: &str) -> LegacyProblem {
    let says = |part: &str| message.contains(part);
    if says("not a database") {
        LegacyProblem::NotADatabase
    } else if says("database is locked") || says("database table is locked") {
        LegacyProblem::Locked
    } else if says("unable to open") || says("readonly database") || says("disk is full") {
        LegacyProblem::Access(message.to_owned())
    } else {
        LegacyProblem::Damaged(message.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_of_sqlite_become_meanings() {
        for (message, code) in [
            ("file is not a database", "source_not_a_database"),
            ("database is locked", "source_locked"),
            ("database disk image is malformed", "source_damaged"),
            ("malformed database schema (x)", "source_damaged"),
            ("disk I/O error", "source_damaged"),
            ("unable to open database file", "source_no_access"),
        ] {
            assert_eq!(from_message(message).code(), code, "{message}");
        }
    }

    #[test]
    fn each_problem_has_its_code_and_its_sentence() {
        use LegacyProblem::{Access, Damaged, Empty, Foreign, Locked, Missing, NotADatabase};
        let all = [Missing, Empty, NotADatabase, Foreign, Damaged("x".into()), Locked, Access("x".into())];
        assert_eq!(all.each_ref().map(LegacyProblem::code), LegacyProblem::CODES);
        let said: std::collections::BTreeSet<String> = all.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), all.len());
    }
}
