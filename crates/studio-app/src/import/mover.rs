//! The move while it is under way: the transaction, what is known so far, and the report that grows.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender};

use chrono::NaiveDate;
use studio_auth::KeyRing;
use studio_domain::{ClientId, NoteText, StudioZone, Timestamp, Values};
use studio_store::actions::ImportLegacy;
use studio_store::{Known, Legacy, LegacyProblem, LegacyRecord, Permit, Tx, Write};

use super::Progress;
use super::files::Files;
use super::report::{Issue, IssueCode, Left, Made, SumReport, TableReport};
use super::row::Cell;
use crate::error::Error;

/// Rows between two steps of the progress.
const STEP: u64 = 250;

/// Why a move ended before its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// It can't be done.
    Failed(Error),
    /// It was a rehearsal: everything was done and is taken back.
    Rehearsed(Box<super::ImportReport>),
}

impl From<studio_store::Error> for Stop {
    fn from(error: studio_store::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<LegacyProblem> for Stop {
    fn from(problem: LegacyProblem) -> Self {
        Self::Failed(Error::Source(problem))
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// Tells the caller, on its own thread, how far the move is, and waits for leave to go on.
#[derive(Debug)]
pub(super) struct Steps {
    pub(super) to: SyncSender<Progress>,
    pub(super) go_on: Receiver<ControlFlow<()>>,
}

impl Steps {
    fn step(&self, progress: Progress) -> Result<(), Stop> {
        let stopped = || Stop::Failed(Error::Stopped);
        self.to.send(progress).map_err(|_gone| stopped())?;
        match self.go_on.recv() {
            Ok(ControlFlow::Continue(())) => Ok(()),
            Ok(ControlFlow::Break(())) | Err(_) => Err(stopped()),
        }
    }
}

/// What the whole move shares.
#[derive(Debug)]
pub(super) struct Mover<'m, 'tx> {
    pub(super) tx: &'m mut Tx<'tx, Write>,
    pub(super) may: &'m Permit<'tx, ImportLegacy>,
    pub(super) known: Known,
    pub(super) house: Values,
    pub(super) zone: StudioZone,
    pub(super) now: Timestamp,
    pub(super) today: NaiveDate,
    pub(super) keys: &'m KeyRing,
    pub(super) files: &'m Files,
    pub(super) steps: &'m Steps,
    /// Clients that were here before and got appointments.
    pub(super) touched: BTreeSet<ClientId>,
    pub(super) issues: Vec<Issue>,
    pub(super) tables: Vec<TableReport>,
    pub(super) made: BTreeMap<&'static str, u64>,
    pub(super) sums: Vec<SumReport>,
    pub(super) left: Vec<Left>,
}

/// What became of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is here now.
    Imported,
    /// It was here before.
    Known,
    /// It can't be taken, and an issue says why.
    Skipped,
}

impl<'tx> Mover<'_, 'tx> {
    /// Goes through a table row by row and counts what became of each.
    pub(super) fn table<R: LegacyRecord>(
        &mut self,
        legacy: &mut Legacy,
        mut take: impl FnMut(&mut Self, R) -> Result<Fate, Stop>,
    ) -> Result<(), Stop> {
        let total = legacy.count::<R>()?;
        let mut report = TableReport { table: R::TABLE, read: 0, imported: 0, skipped: 0, already_here: 0 };
        self.steps.step(Progress { table: R::TABLE, done: 0, total })?;
        legacy.each::<R, Stop>(|row| {
            report.count(take(self, row)?);
            if report.read.is_multiple_of(STEP) {
                self.steps.step(Progress { table: R::TABLE, done: report.read, total })?;
            }
            Ok(())
        })?;
        self.steps.step(Progress { table: R::TABLE, done: report.read, total })?;
        self.tables.push(report);
        Ok(())
    }

    /// Says something about a row or a table.
    pub(super) fn tell(
        &mut self,
        table: &str,
        id: Option<i64>,
        code: IssueCode,
        column: Option<&str>,
        detail: impl Into<String>,
    ) {
        self.issues.push(Issue {
            table: table.to_owned(),
            id,
            column: column.map(str::to_owned),
            code,
            detail: detail.into(),
        });
    }

    /// The id of a row, unless it has none or an earlier row has the same. What is not told here is told by an issue.
    pub(super) fn own_id(
        &mut self,
        table: &'static str,
        cell: &Cell,
        seen: &mut HashSet<i64>,
    ) -> Option<i64> {
        let id = cell.as_deref().and_then(super::cells::whole);
        match id {
            Some(id) if seen.insert(id) => Some(id),
            Some(id) => {
                self.tell(table, Some(id), IssueCode::IdRepeated, Some("id"), "");
                None
            }
            None => {
                let found = cell.clone().unwrap_or_default();
                self.tell(table, None, IssueCode::IdUnreadable, Some("id"), found);
                None
            }
        }
    }

    /// Counts something that was made.
    pub(super) fn count(&mut self, what: &'static str) {
        let count = self.made.entry(what).or_default();
        *count = count.saturating_add(1);
    }

    /// Writes a text as one note, or as several where it is longer than a note may be.
    pub(super) fn note(&mut self, client: ClientId, at: Timestamp, text: &str) -> Result<(), Stop> {
        for part in notes(text) {
            self.tx.move_note(self.may, client, None, at, &part)?;
            self.count("notes");
        }
        Ok(())
    }

    /// The counts in the order of their codes.
    pub(super) fn counts(&self) -> Vec<Made> {
        self.made.iter().map(|(what, count)| Made { what, count: *count }).collect()
    }
}

/// A text in as few notes as it needs. It must be without characters that have no shape.
fn notes(text: &str) -> Vec<NoteText> {
    if let Ok(note) = NoteText::parse(text) {
        return vec![note];
    }
    let characters: Vec<char> = text.chars().collect();
    characters
        .chunks(NoteText::MAX)
        .filter_map(|chunk| NoteText::parse(&chunk.iter().collect::<String>()).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_becomes_several_notes_and_loses_nothing() {
        assert_eq!(notes(" \n "), []);
        assert_eq!(notes("Prefiere la tarde.").len(), 1);
        let long: String = (0..3_000).map(|number| format!("{number:04}/{}\n", number % 7)).collect();
        let parts = notes(&long);
        assert_eq!(parts.len(), 3);
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let joined: String = parts.iter().map(NoteText::as_str).collect();
        assert_eq!(letters(&joined), letters(&long));
    }
}
