//! The one place where what went wrong becomes an exit code and the words of a terminal.

use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use studio_app::{Duplicate, Error, FieldTold, FileProblem, Holding, LegacyProblem, Rule, Told, tell};
use studio_domain::{Invalid, Timestamp};
use studio_policy::{Profile, Why};
use studio_text::{Args, has};

use crate::exit::Exit;
use crate::usage::Usage;
use crate::views::ImportedRowView;
use crate::views::held;
use crate::words::Words;

#[cfg(test)]
mod tests;

/// Why a command was not done.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A use case answered it.
    App(Error),
    /// The command can't be read.
    Usage(Usage),
    /// A secret is needed, and there is neither its variable nor a terminal.
    NoSecret {
        /// The field that the secret is for.
        field: &'static str,
        /// The variable that would have been taken.
        variable: &'static str,
    },
    /// Something that can't be taken back was asked for, and nobody said that it is meant.
    Unsure {
        /// What would be done, in words.
        what: String,
    },
    /// The terminal gave no answer.
    NoAnswer(io::Error),
    /// A name that several rows have.
    Ambiguous {
        /// Kind of row.
        kind: &'static str,
        /// The name.
        given: String,
        /// The ids of those rows.
        ids: Vec<String>,
    },
    /// A file or folder of another program that can't be imported.
    Source {
        /// What was named.
        path: PathBuf,
        /// Why not.
        error: Error,
    },
    /// One of several files.
    OneOf {
        /// Which one.
        path: PathBuf,
        /// Ids of what the others became before it.
        done: Vec<String>,
        /// Why it went wrong.
        failure: Box<Self>,
    },
    /// A client who may be there already.
    Likely(Vec<Duplicate>),
    /// A client who has what must be kept.
    Held(Vec<Holding>),
    /// Rows of a file that can't be imported.
    Rows(Vec<ImportedRowView>),
    /// A file that can't be read, and why.
    Unread(PathBuf, io::Error),
    /// A file that can't be written, and why.
    NoFile(String),
    /// A file that can't be read, and why.
    Unreadable(String),
    /// Standard output can't be written.
    NoOutput(io::Error),
    /// Whoever read standard output has enough.
    Closed,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::App(error)
    }
}

impl From<Invalid> for Failure {
    fn from(invalid: Invalid) -> Self {
        Self::App(invalid.into())
    }
}

impl From<Usage> for Failure {
    fn from(usage: Usage) -> Self {
        Self::Usage(usage)
    }
}

/// What the words about a failure mention.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts<'a> {
    /// In which language.
    pub(crate) words: Words,
    /// The data folder.
    pub(crate) folder: &'a Path,
    /// The number under which the log has the run; empty before it has begun.
    pub(crate) request: &'a str,
    /// The command, as one would type it again.
    pub(crate) command: &'a str,
    /// The moment.
    pub(crate) now: Timestamp,
}

/// A failure as it is told; its JSON is the `error` object of the interface.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Report {
    #[serde(skip)]
    pub(crate) exit: Exit,
    /// Stable code.
    pub(crate) code: &'static str,
    /// What happened, one line.
    pub(crate) message: String,
    /// What helps.
    pub(crate) hint: Option<String>,
    /// Each value that is not accepted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) errors: Vec<FieldError>,
    /// Each row of a file that is wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) rows: Vec<ImportedRowView>,
    /// What a technician wants to know; English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) detail: Option<String>,
}

/// A value that is not accepted.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct FieldError {
    field: &'static str,
    code: &'static str,
    message: String,
}

impl Report {
    fn new(exit: Exit, code: &'static str, message: String, hint: String) -> Self {
        Self { exit, code, message, hint: Some(hint), errors: Vec::new(), rows: Vec::new(), detail: None }
    }

    fn detail(self, detail: &str) -> Self {
        Self { detail: Some(detail.to_owned()), ..self }
    }
}

impl Failure {
    /// What a failed write to standard output means.
    pub(crate) fn of_output(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Closed } else { Self::NoOutput(error) }
    }

    /// The failure in words; `None` if it is none that anybody has to be told.
    pub(crate) fn report(&self, facts: &Facts<'_>) -> Option<Report> {
        let words = facts.words;
        let plain = |exit, code, name, args: &Args| {
            let (message, hint) = (format!("error-{name}"), format!("hint-{name}"));
            Report::new(exit, code, words.tell(&message, args), words.tell(&hint, args))
        };
        Some(match self {
            Self::App(error) => of_app(error, facts),
            Self::Source { path, error } => {
                let report = of_app(error, facts);
                let message = words.named(report.message, path);
                Report { message, ..report }
            }
            Self::OneOf { path, done, failure } => {
                let report = failure.report(facts)?;
                let message = words.named(report.message, path);
                let before = Args::new().text("what", done.join(", "));
                let hint = match done.as_slice() {
                    [] => report.hint,
                    _ => Some(words.tell("cli-done-before", &before)),
                };
                Report { message, hint, ..report }
            }
            Self::Usage(usage) => {
                let (message, hint) = usage.told(words, facts.command);
                Report::new(Exit::Invalid, "usage", message, hint)
            }
            Self::NoSecret { field, variable } => {
                let args = Args::new().text("field", words.field(field)).text("name", *variable);
                plain(Exit::Invalid, "secret_needed", "secret-needed", &args)
            }
            Self::Unsure { what } => {
                plain(Exit::Refused, "needs_confirmation", "unsure", &Args::new().text("what", what))
            }
            Self::NoAnswer(error) => {
                plain(Exit::Failed, "no_answer", "no-answer", &Args::new()).detail(&error.to_string())
            }
            Self::Ambiguous { kind, given, ids } => {
                let args = Args::new().text("kind", *kind).text("given", given).text("what", ids.join(", "));
                plain(Exit::Invalid, "ambiguous", "ambiguous", &args)
            }
            Self::Likely(duplicates) => {
                let who: Vec<String> =
                    duplicates.iter().map(|one| format!("{} ({})", one.name, one.id)).collect();
                let said = words.say("error-likely-duplicates");
                let args = Args::new().text("message", said).text("given", who.join(", "));
                let (message, hint) =
                    (words.tell("cli-named", &args), words.say("cli-hint-likely-duplicates"));
                Report::new(Exit::Refused, "needs_confirmation", message, hint)
            }
            Self::Held(holdings) => {
                let counts: Vec<(&str, u64)> = holdings.iter().map(|one| (one.what, one.count)).collect();
                let said = words.say("error-conflict-client-in-use");
                let args = Args::new().text("message", said).text("given", held(words, &counts));
                let message = words.tell("cli-named", &args);
                let hint = words.say("cli-hint-conflict-client-in-use");
                Report::new(Exit::Refused, "client_in_use", message, hint)
            }
            Self::Rows(rows) => {
                let exit = Exit::Invalid;
                Report { rows: rows.clone(), ..plain(exit, "rows_wrong", "rows-wrong", &Args::new()) }
            }
            Self::Unread(path, why) => {
                let missing = why.kind() == io::ErrorKind::NotFound;
                let exit = if missing { Exit::Refused } else { Exit::Failed };
                let report = plain(exit, "no_source", "no-source", &Args::new()).detail(&why.to_string());
                let message = words.named(report.message, path);
                Report { message, ..report }
            }
            Self::NoFile(why) => plain(Exit::Failed, "no_file", "no-file", &Args::new()).detail(why),
            Self::Unreadable(why) => {
                plain(Exit::Refused, "unreadable_file", "unreadable-file", &Args::new()).detail(why)
            }
            Self::NoOutput(error) => {
                plain(Exit::Failed, "no_output", "no-output", &Args::new()).detail(&error.to_string())
            }
            Self::Closed => return None,
        })
    }
}

/// Exhaustive on purpose: a new error does not compile before somebody has decided how a script sees it.
const fn exit_of(error: &Error) -> Exit {
    match error {
        Error::Invalid(_)
        | Error::WeakPassword(_)
        | Error::WeakCode(_)
        | Error::Sheet(_)
        | Error::Source(LegacyProblem::Empty | LegacyProblem::NotADatabase | LegacyProblem::Foreign) => {
            Exit::Invalid
        }
        Error::Upload(_) => Exit::Invalid,
        Error::PhotoOf { .. }
        | Error::NotFound { .. }
        | Error::Refused { .. }
        | Error::Rule(_)
        | Error::NoActor(_)
        | Error::WrongPassword
        | Error::WrongCode
        | Error::Locked { .. }
        | Error::Stale { .. }
        | Error::Conflict(_)
        | Error::Clash(_)
        | Error::OverAppointments(_)
        | Error::NeedsConfirmation(_)
        | Error::MissingToComplete(_)
        | Error::WrongStatus { .. }
        | Error::Stopped
        | Error::Source(LegacyProblem::Missing)
        | Error::File(FileProblem::Missing) => Exit::Refused,
        Error::Source(LegacyProblem::Damaged(_) | LegacyProblem::Locked | LegacyProblem::Access(_))
        | Error::File(_)
        | Error::Busy
        | Error::Unavailable(_)
        | Error::Internal(_) => Exit::Failed,
    }
}

/// The words that every edge has, with what a terminal can add: the folder, what was looked for, and the option that helps.
fn of_app(error: &Error, facts: &Facts<'_>) -> Report {
    let words = facts.words;
    let request = if facts.request.is_empty() { "-" } else { facts.request };
    let Told { code, name, message, hint, errors, items, internal } =
        tell(error, words.lang(), facts.now, request);
    let message = match error {
        Error::Invalid(all) => all.iter().map(|one| words.invalid(one)).collect::<Vec<_>>().join("; "),
        // What is not there has no number that anybody gave.
        Error::NotFound { id, .. } if id.is_empty() => message,
        Error::NotFound { id, .. } => {
            words.tell("cli-named", &Args::new().text("message", message).text("given", id))
        }
        Error::File(FileProblem::Missing) => {
            let path = facts.folder.display().to_string();
            words.tell("error-no-studio", &Args::new().text("path", path))
        }
        Error::File(FileProblem::Access(_))
        | Error::Rule(Rule::ForeignFolder | Rule::NotAFolder | Rule::ReadOnly) => {
            words.named(message, facts.folder)
        }
        // One line says all of it.
        Error::Clash(_) => items.into_iter().map(|item| item.message).collect::<Vec<_>>().join("; "),
        Error::NeedsConfirmation(_) | Error::MissingToComplete(_) => {
            let each: Vec<_> = items.into_iter().map(|item| item.message).collect();
            format!("{message}: {}", each.join("; "))
        }
        _ => message,
    };
    let own =
        if name.starts_with("refused-") { format!("cli-{name}-hint") } else { format!("cli-hint-{name}") };
    let hint = match list_of(error) {
        None if matches!(error, Error::NotFound { kind: "screening", id } if id.is_empty()) => {
            Some(words.say("cli-hint-no-screening"))
        }
        Some(list) => Some(words.tell("cli-hint-list", &Args::new().text("command", list))),
        None if operators_only(error) => Some(words.say("cli-hint-operator-only")),
        None if has(words.lang(), &own) => {
            Some(words.tell(&own, &Args::new().text("command", facts.command)))
        }
        None => hint,
    };
    let errors =
        errors.into_iter().map(|FieldTold { field, code, message }| FieldError { field, code, message });
    Report {
        exit: exit_of(error),
        code,
        message,
        hint,
        errors: errors.collect(),
        rows: Vec::new(),
        detail: internal,
    }
}

/// Whether no person at all could do it, so that asking an admin would not help.
fn operators_only(error: &Error) -> bool {
    let Error::Refused { action, why: Why::NoGrant } = error else { return false };
    Profile::ALL
        .iter()
        .all(|profile| profile.matrix().who(*action).all(|(column, _)| column.role().is_none()))
}

/// The command that lists what was looked for in vain.
fn list_of(error: &Error) -> Option<&'static str> {
    match error {
        Error::NotFound { kind: "user", .. } => Some("studio user list"),
        Error::NotFound { kind: "artist", .. } => Some("studio artist list"),
        Error::NotFound { kind: "session", .. } => Some("studio me sessions"),
        Error::Invalid(all) if all.iter().any(|one| one.field == "setting") => Some("studio settings list"),
        _ => None,
    }
}
