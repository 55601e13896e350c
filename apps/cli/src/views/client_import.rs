//! What became of the rows of a file with clients, as JSON and as a table.

use serde::Serialize;
use studio_app::{ClientImport, ImportField, ImportedRow, Likeness, RowFate};
use studio_domain::ClientId;

use crate::failure::Failure;
use crate::output::Output;
use crate::run::Run;
use crate::table::Table;
use crate::words::Words;

/// Rows that a table shows; JSON has all of them.
const SHOWN: usize = 60;

/// A report.
#[derive(Debug, Serialize)]
pub(crate) struct ClientImportView {
    dry_run: bool,
    done: bool,
    added: u64,
    skipped: u64,
    wrong: u64,
    encoding: &'static str,
    delimiter: &'static str,
    columns: Vec<ColumnView>,
    missing: Vec<&'static str>,
    rows: Vec<ImportedRowView>,
}

#[derive(Debug, Serialize)]
struct ColumnView {
    head: String,
    field: Option<&'static str>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ImportedRowView {
    line: u64,
    name: String,
    fate: &'static str,
    client_id: Option<i64>,
    errors: Vec<WrongView>,
    left_out: Vec<&'static str>,
    duplicates: Vec<AlikeView>,
    /// Why it has to be looked at, in words.
    #[serde(skip)]
    why: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct WrongView {
    field: &'static str,
    code: &'static str,
    message: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct AlikeView {
    client_id: Option<i64>,
    line: Option<u64>,
    by: Vec<&'static str>,
}

impl ImportedRowView {
    fn of(row: &ImportedRow, words: Words) -> Self {
        let mut why: Vec<String> = row.wrong.iter().map(|wrong| words.invalid(wrong)).collect();
        why.extend(row.alike.iter().map(|one| {
            let by: Vec<String> =
                one.by.iter().map(|by| words.word("likeness", Likeness::code(*by))).collect();
            let who = match (&one.client, one.line) {
                (Some((id, name)), _) => format!("{} {name} ({id})", words.say("csv-alike")),
                (None, line) => {
                    let line = line.unwrap_or_default().to_string();
                    words.tell("csv-alike-line", &studio_text::Args::new().text("id", line))
                }
            };
            format!("{who}: {}", by.join(", "))
        }));
        why.extend(row.left_out.iter().map(|left| {
            format!("{} {}: {}", words.say("csv-left-out"), words.say(left.field.label()), left.given)
        }));
        Self {
            line: row.line,
            name: row.name.clone(),
            fate: row.fate.code(),
            client_id: row.client.map(ClientId::get),
            errors: row
                .wrong
                .iter()
                .map(|wrong| WrongView {
                    field: wrong.field,
                    code: wrong.rule.code(),
                    message: words.rule(&wrong.rule),
                })
                .collect(),
            left_out: row.left_out.iter().map(|left| left.field.code()).collect(),
            duplicates: row
                .alike
                .iter()
                .map(|one| AlikeView {
                    client_id: one.client.as_ref().map(|(id, _)| id.get()),
                    line: one.line,
                    by: one.by.iter().map(|by| by.code()).collect(),
                })
                .collect(),
            why: why.join("; "),
        }
    }
}

impl ClientImportView {
    /// The report in somebody's words.
    pub(crate) fn of(report: &ClientImport, dry_run: bool, words: Words) -> Self {
        Self {
            dry_run,
            done: report.done,
            added: report.added,
            skipped: report.skipped,
            wrong: report.wrong,
            encoding: report.encoding,
            delimiter: report.delimiter,
            columns: report
                .columns
                .iter()
                .map(|column| ColumnView {
                    head: column.head.clone(),
                    field: column.field.map(ImportField::code),
                })
                .collect(),
            missing: report.missing.iter().map(|field| field.code()).collect(),
            rows: report.rows.iter().map(|row| ImportedRowView::of(row, words)).collect(),
        }
    }

    /// The rows that can't be imported.
    pub(crate) fn into_wrong(self) -> Vec<ImportedRowView> {
        self.rows.into_iter().filter(|row| row.fate == RowFate::Wrong.code()).collect()
    }

    /// Prints the rows that somebody should look at.
    pub(crate) fn print(&self, run: &mut Run) -> Result<(), Failure> {
        let words = run.words;
        let prefix = if self.done { "csv-was" } else { "csv-will" };
        let rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .filter(|row| !row.why.is_empty())
            .take(SHOWN)
            .map(|row| {
                let fate = words.word(prefix, row.fate);
                vec![row.line.to_string(), row.name.clone(), fate, row.why.clone()]
            })
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        let heads = ["csv-line", "field-name", "csv-fate", "csv-why"].map(|key| words.say(key)).to_vec();
        for line in Table::headed(heads, Output::width()).rows(rows.into_iter()) {
            run.out.line(&line)?;
        }
        Ok(())
    }
}
