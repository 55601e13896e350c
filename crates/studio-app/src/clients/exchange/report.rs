//! What becomes, or became, of each row of a file.

use studio_domain::{ClientId, Invalid};
use studio_store::{Imported, Likeness};

use super::columns::ImportColumn;
use super::fields::ImportField;

/// What an import of clients came to, or would come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientImport {
    /// Whether the clients are there now: `false` for a preview, and where a row was wrong.
    pub done: bool,
    /// The same was carried out before; then nothing was done now, and the numbers are those of that time.
    pub before: Option<Imported>,
    /// The encoding that the file was read in.
    pub encoding: &'static str,
    /// Whether the encoding is a guess: accents should be looked at.
    pub guessed: bool,
    /// Code of what stands between the cells.
    pub delimiter: &'static str,
    /// The columns, and what each is taken for.
    pub columns: Vec<ImportColumn>,
    /// Fields without which nobody can be a client and that no column holds.
    pub missing: Vec<ImportField>,
    /// The rows, in the order of the file.
    pub rows: Vec<ImportedRow>,
    /// Rows that become, or became, a client.
    pub added: u64,
    /// Rows that are left out because the client may be there already.
    pub skipped: u64,
    /// Rows that can't be a client.
    pub wrong: u64,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFate {
    /// It becomes a client.
    Added,
    /// It is left out: the client may be there already.
    Skipped,
    /// It can't be a client as it is.
    Wrong,
}

impl RowFate {
    /// All of them, for the test that each has its words.
    pub const ALL: &[Self] = &[Self::Added, Self::Skipped, Self::Wrong];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Skipped => "skipped",
            Self::Wrong => "wrong",
        }
    }
}

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRow {
    /// The line of the file in which it begins, counted from 1.
    pub line: u64,
    /// The client's name as it stands there.
    pub name: String,
    /// What becomes of it.
    pub fate: RowFate,
    /// The client that it became.
    pub client: Option<ClientId>,
    /// What is wrong with it.
    pub wrong: Vec<Invalid>,
    /// What was left out of it.
    pub left_out: Vec<LeftOut>,
    /// Who is likely the same person.
    pub alike: Vec<Alike>,
}

/// A value that could not be taken over; the row goes without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Of which field.
    pub field: ImportField,
    /// What stood there.
    pub given: String,
}

/// Somebody who is likely the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// The record, if there is one already.
    pub client: Option<(ClientId, String)>,
    /// The line of the same file, if it stands there.
    pub line: Option<u64>,
    /// What is the same.
    pub by: Vec<Likeness>,
}

impl ClientImport {
    /// Whether it can be carried out, or was.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.wrong == 0 && self.missing.is_empty()
    }

    /// Rows that somebody should look at: wrong ones, left out ones, and those that go without something.
    pub fn remarkable(&self) -> impl Iterator<Item = &ImportedRow> {
        self.rows
            .iter()
            .filter(|row| row.fate != RowFate::Added || !row.left_out.is_empty() || !row.alike.is_empty())
    }

    /// What is answered when the same was carried out before.
    pub(super) fn carried_out(before: Imported) -> Self {
        Self {
            done: true,
            before: Some(before),
            added: before.added,
            skipped: before.skipped,
            ..Self::default()
        }
    }

    /// Records that were taken back have no number.
    pub(super) fn forget_ids(&mut self) {
        for row in &mut self.rows {
            row.client = None;
        }
    }
}
