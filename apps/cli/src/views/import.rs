//! What an import came to, as JSON and as tables.

use std::collections::BTreeMap;

use serde::Serialize;
use studio_app::{ImportReport, Issue};
use studio_domain::{Cents, Currency, Money};
use studio_text::{Args as Values, has, key};

use crate::failure::Failure;
use crate::output::Output;
use crate::run::Run;
use crate::table::Table;
use crate::words::Words;

/// How much of what was found is shown in a table; JSON has all of it.
const SHOWN: usize = 60;

#[derive(Debug, Serialize)]
struct Amount {
    amount: i64,
    currency: &'static str,
}

#[derive(Debug, Serialize)]
struct TableView {
    table: &'static str,
    read: u64,
    imported: u64,
    skipped: u64,
    already_here: u64,
}

#[derive(Debug, Serialize)]
struct SumView {
    what: &'static str,
    source: Amount,
    imported: Amount,
    already_here: Amount,
    skipped: Amount,
}

#[derive(Debug, Serialize)]
struct LeftView {
    what: &'static str,
    count: u64,
    sum: Option<Amount>,
}

#[derive(Debug, Serialize)]
struct IssueView {
    table: String,
    id: Option<i64>,
    column: Option<String>,
    code: &'static str,
    message: String,
    detail: String,
}

/// A report.
#[derive(Debug, Serialize)]
pub(crate) struct ImportView {
    dry_run: bool,
    time_zone: String,
    currency: &'static str,
    tables: Vec<TableView>,
    made: BTreeMap<&'static str, u64>,
    sums: Vec<SumView>,
    not_imported: Vec<LeftView>,
    issues: Vec<IssueView>,
}

fn amount(cents: Cents, currency: Currency) -> Amount {
    Amount { amount: cents.get(), currency: currency.code() }
}

impl IssueView {
    fn of(issue: &Issue, words: Words) -> Self {
        Self {
            table: issue.table.clone(),
            id: issue.id,
            column: issue.column.clone(),
            code: issue.code.code(),
            message: words.word("issue", issue.code.code()),
            detail: issue.detail.clone(),
        }
    }
}

impl ImportView {
    /// The report in somebody's words.
    pub(crate) fn of(report: &ImportReport, words: Words) -> Self {
        let currency = report.currency;
        Self {
            dry_run: report.dry_run,
            time_zone: report.time_zone.clone(),
            currency: currency.code(),
            tables: report
                .tables
                .iter()
                .map(|table| TableView {
                    table: table.table,
                    read: table.read,
                    imported: table.imported,
                    skipped: table.skipped,
                    already_here: table.already_here,
                })
                .collect(),
            made: report.made.iter().map(|made| (made.what, made.count)).collect(),
            sums: report
                .sums
                .iter()
                .map(|sum| SumView {
                    what: sum.what,
                    source: amount(sum.source, currency),
                    imported: amount(sum.imported, currency),
                    already_here: amount(sum.already_here, currency),
                    skipped: amount(sum.skipped, currency),
                })
                .collect(),
            not_imported: report
                .left
                .iter()
                .map(|left| LeftView {
                    what: left.what,
                    count: left.count,
                    sum: left.sum.map(|sum| amount(sum, currency)),
                })
                .collect(),
            issues: report.issues.iter().map(|issue| IssueView::of(issue, words)).collect(),
        }
    }

    /// Prints it: as JSON, as one line for each issue, or as tables.
    pub(crate) fn print(&self, run: &mut Run) -> Result<(), Failure> {
        let words = run.words;
        let out = &mut run.out;
        if out.json() {
            return out.value(self);
        }
        if out.quiet() {
            return self.issues.iter().try_for_each(|issue| out.line(&issue.short()));
        }
        let tables = self.tables.iter().map(|table| {
            let counts = [table.read, table.imported, table.skipped, table.already_here];
            named(words.word("table", table.table), counts.map(|count| count.to_string()))
        });
        section(out, words, None, &["table", "read", "imported", "skipped", "already-here"], tables)?;
        let made = self.made.iter().map(|(what, count)| named(words.word("made", what), [count.to_string()]));
        section(out, words, Some("import-head-made"), &["what", "count"], made)?;
        let sums = self.sums.iter().map(|sum| {
            let sums = [&sum.source, &sum.imported, &sum.skipped, &sum.already_here];
            named(words.word("sum", sum.what), sums.map(Amount::plain))
        });
        let heads = ["what", "source", "imported", "skipped", "already-here"];
        section(out, words, Some("import-head-sums"), &heads, sums)?;
        let left = self.not_imported.iter().filter(|left| left.count > 0).map(|left| {
            let sum = left.sum.as_ref().map(Amount::plain).unwrap_or_default();
            named(words.word("left", left.what), [left.count.to_string(), sum])
        });
        section(out, words, Some("import-head-left"), &["what", "count", "sum"], left)?;
        let count = i64::try_from(self.issues.len()).unwrap_or(i64::MAX);
        out.line("")?;
        out.line(&words.tell("import-issues", &Values::new().number("count", count)))?;
        let issues = self.issues.iter().map(|issue| issue.cells(words));
        section_of(out, words, &["table", "row", "column", "what", "found"], issues)?;
        out.note(&words.say(if self.dry_run { "import-rehearsed" } else { "import-done" }));
        Ok(())
    }
}

impl Amount {
    fn plain(&self) -> String {
        let currency = Currency::parse(self.currency).unwrap_or(Currency::EUR);
        Money::new(Cents::new(self.amount), currency).to_string()
    }
}

impl IssueView {
    fn row(&self) -> String {
        self.id.map_or_else(String::new, |id| id.to_string())
    }

    fn cells(&self, words: Words) -> Vec<String> {
        let name = key("table", &self.table);
        let table = if has(words.lang(), &name) { words.say(&name) } else { self.table.clone() };
        let found: String = self.detail.chars().take(SHOWN).collect();
        let found = if found.len() < self.detail.len() { found + "…" } else { found };
        let column = self.column.clone().unwrap_or_default();
        vec![table, self.row(), column, self.message.clone(), found.replace('\n', " ")]
    }

    /// For scripts: where, and what.
    fn short(&self) -> String {
        let parts = [self.table.as_str(), &self.row(), self.column.as_deref().unwrap_or_default(), self.code];
        parts.join("\t")
    }
}

fn named<const N: usize>(name: String, rest: [String; N]) -> Vec<String> {
    std::iter::once(name).chain(rest).collect()
}

/// A table under a title, with an empty line before it; nothing where there are no rows.
fn section(
    out: &mut Output,
    words: Words,
    title: Option<&str>,
    heads: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<(), Failure> {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return Ok(());
    }
    if let Some(title) = title {
        out.line("")?;
        out.line(&words.say(title))?;
    }
    section_of(out, words, heads, rows)
}

fn section_of(
    out: &mut Output,
    words: Words,
    heads: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<(), Failure> {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return Ok(());
    }
    let heads = heads.iter().map(|head| words.say(&format!("import-head-{head}"))).collect();
    Table::headed(heads, Output::width()).rows(rows).iter().try_for_each(|line| out.line(line))
}

#[cfg(test)]
mod tests {
    use studio_app::{IssueCode, Left, Made};
    use studio_text::Lang;

    use super::*;

    #[test]
    fn whatever_a_report_can_say_has_words_in_every_language() {
        let codes: Vec<String> = IssueCode::ALL
            .iter()
            .map(|code| key("issue", code.code()))
            .chain(Made::CODES.iter().map(|code| key("made", code)))
            .chain(Left::CODES.iter().map(|code| key("left", code)))
            .chain(["clients", "artists", "users", "sessions", "settings"].map(|table| key("table", table)))
            .chain([key("sum", "sessions.price")])
            .collect();
        for lang in Lang::ALL.iter().copied() {
            let missing: Vec<_> = codes.iter().filter(|code| !has(lang, code)).collect();
            assert!(missing.is_empty(), "{lang}: {missing:?}");
            let unused: Vec<_> = studio_text::keys(lang)
                .filter(|key| ["issue-", "made-", "left-"].iter().any(|start| key.starts_with(start)))
                .filter(|key| !codes.iter().any(|code| code == key))
                .collect();
            assert!(unused.is_empty(), "{lang}: nobody says {unused:?}");
        }
    }
}
