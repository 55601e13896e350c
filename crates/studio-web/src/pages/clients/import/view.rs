//! Rows and columns of a file in the reader's words.

use studio_app::{ClientImport, Error, ImportField, ImportedRow, RowFate, tell};
use studio_domain::Timestamp;
use studio_text::{Lang, key};

use crate::pages::Say;

/// Rows that are shown where none needs to be looked at.
pub(super) const FIRST: usize = 5;

/// A column, and what may be chosen for it.
pub(super) struct ColumnView {
    /// Name of its field in the form.
    pub(super) name: String,
    pub(super) head: String,
    pub(super) sample: String,
    /// Code, words, whether chosen.
    pub(super) choices: Vec<(&'static str, String, bool)>,
}

/// A row.
pub(super) struct RowView {
    pub(super) line: u64,
    pub(super) name: String,
    pub(super) fate: RowFate,
    pub(super) client: Option<i64>,
    /// Field and what is wrong with it.
    pub(super) wrong: Vec<(String, String)>,
    /// What was left out.
    pub(super) left_out: Vec<(String, String)>,
    pub(super) alike: Vec<AlikeView>,
}

/// Somebody who is likely the same.
pub(super) struct AlikeView {
    pub(super) client: Option<(i64, String)>,
    pub(super) line: String,
    pub(super) by: String,
}

impl ColumnView {
    pub(super) fn of(report: &ClientImport, say: &Say) -> Vec<Self> {
        let view = |(place, column): (usize, &studio_app::ImportColumn)| Self {
            name: format!("c{place}"),
            head: column.head.clone(),
            sample: column.sample.clone(),
            choices: ImportField::ALL
                .iter()
                .map(|field| (field.code(), say.t(field.label()), column.field == Some(*field)))
                .collect(),
        };
        report.columns.iter().enumerate().map(view).collect()
    }
}

impl RowView {
    /// The rows to be looked at; where there are none, the first ones.
    pub(super) fn of<'r>(
        report: &'r ClientImport,
        say: &'r Say,
        lang: Lang,
        now: Timestamp,
    ) -> Box<dyn Iterator<Item = Self> + 'r> {
        let view = move |row| Self::new(row, say, lang, now);
        if report.done || report.remarkable().next().is_some() {
            // What is wrong comes first: nothing can be done before it is put right.
            let wrong = report.remarkable().filter(|row| row.fate == RowFate::Wrong);
            let others = report.remarkable().filter(|row| row.fate != RowFate::Wrong);
            Box::new(wrong.chain(others).map(view))
        } else {
            Box::new(report.rows.iter().take(FIRST).map(view))
        }
    }

    fn new(row: &ImportedRow, say: &Say, lang: Lang, now: Timestamp) -> Self {
        let told = tell(&Error::Invalid(row.wrong.clone()), lang, now, "");
        Self {
            line: row.line,
            name: row.name.clone(),
            fate: row.fate,
            client: row.client.map(studio_domain::ClientId::get),
            wrong: told
                .errors
                .into_iter()
                .map(|wrong| (say.t(&key("field", wrong.field)), wrong.message))
                .collect(),
            left_out: row
                .left_out
                .iter()
                .map(|left| (say.t(left.field.label()), left.given.clone()))
                .collect(),
            alike: row
                .alike
                .iter()
                .map(|one| AlikeView {
                    client: one.client.as_ref().map(|(id, name)| (id.get(), name.clone())),
                    line: one.line.map(|line| line.to_string()).unwrap_or_default(),
                    by: one
                        .by
                        .iter()
                        .map(|by| say.named("likeness", by.code()))
                        .collect::<Vec<_>>()
                        .join(", "),
                })
                .collect(),
        }
    }
}
