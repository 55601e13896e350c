//! Reading the cells of one row: what can be taken is taken, everything else becomes an issue.

use std::borrow::Cow;

use chrono::NaiveDateTime;
use studio_domain::{BasisPoints, Invalid, LocalTime, Phone, Rule, StudioZone, Timestamp, text};

use super::cells::{self, Rate, When};
use super::report::{Issue, IssueCode};

/// A cell of the old application.
pub(super) type Cell = Option<String>;

/// How much of a text the detail of an issue repeats where the whole text is kept in the studio.
const EXCERPT: usize = 80;

/// One row while it is read.
#[derive(Debug)]
pub(super) struct Row {
    table: &'static str,
    id: Option<i64>,
    zone: StudioZone,
    issues: Vec<Issue>,
    /// Columns with what could not be taken as it was; `None` where a note would be no place for it.
    kept: Option<Vec<String>>,
}

/// A time that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Read {
    /// The moment.
    pub(super) at: Timestamp,
    /// What the clock showed, where that was written.
    pub(super) local: Option<NaiveDateTime>,
}

impl Row {
    /// A row of which nothing is kept but its values.
    pub(super) fn new(table: &'static str, id: Option<i64>, zone: StudioZone) -> Self {
        Self { table, id, zone, issues: Vec::new(), kept: None }
    }

    /// A row whose owner has notes: what can't be taken is kept there.
    pub(super) fn with_notes(self) -> Self {
        Self { kept: Some(Vec::new()), ..self }
    }

    /// What was found wrong, and what is to go into a note, a line a column.
    pub(super) fn finish(self) -> (Vec<Issue>, Vec<String>) {
        (self.issues, self.kept.unwrap_or_default())
    }

    /// Says that something could not be taken as it was.
    pub(super) fn issue(&mut self, code: IssueCode, column: Option<&str>, detail: impl Into<String>) {
        self.issues.push(Issue {
            table: self.table.to_owned(),
            id: self.id,
            column: column.map(str::to_owned),
            code,
            detail: detail.into(),
        });
    }

    /// Keeps a line for the note.
    pub(super) fn keep(&mut self, line: &str) {
        if let Some(kept) = &mut self.kept {
            kept.push(line.to_owned());
        }
    }

    /// Keeps the whole value somewhere: in a note, else in the issue itself.
    fn lost(&mut self, code: IssueCode, column: &str, raw: &str) {
        match &mut self.kept {
            Some(kept) => {
                kept.push(format!("{column}: {}", raw.trim()));
                let excerpt: String = raw.trim().chars().take(EXCERPT).collect();
                self.issue(code, Some(column), excerpt);
            }
            None => self.issue(code, Some(column), raw.trim()),
        }
    }

    /// The text of a cell without characters that have no shape; `None` if there is none.
    pub(super) fn shaped<'c>(&mut self, column: &str, cell: &'c Cell) -> Option<Cow<'c, str>> {
        let raw = cell.as_deref()?;
        if raw.contains(char::REPLACEMENT_CHARACTER) {
            self.issue(IssueCode::NotUnicode, Some(column), "");
        }
        let shaped = shaped(raw);
        if shaped.len() != raw.len() {
            self.issue(IssueCode::ControlCharacters, Some(column), "");
        }
        (!shaped.trim().is_empty()).then_some(shaped)
    }

    /// A value that is either right or not there.
    pub(super) fn value<T>(
        &mut self,
        column: &str,
        cell: &Cell,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        let raw = self.shaped(column, cell)?;
        match parse(&raw) {
            Ok(value) => Some(value),
            Err(_) => {
                self.lost(IssueCode::Unreadable, column, &raw);
                None
            }
        }
    }

    /// A text that is shortened where it is too long.
    pub(super) fn line<T>(
        &mut self,
        column: &str,
        cell: &Cell,
        max: usize,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        let raw = self.shaped(column, cell)?;
        self.fit(column, &raw, max, parse)
    }

    /// The same of a text that has been taken out of its cell.
    pub(super) fn fit<T>(
        &mut self,
        column: &str,
        raw: &str,
        max: usize,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        match parse(raw) {
            Ok(value) => Some(value),
            Err(Invalid { rule: Rule::Empty, .. }) => None,
            Err(Invalid { rule: Rule::TooLong { .. }, .. }) => {
                self.lost(IssueCode::TooLong, column, raw);
                parse(&shortened(raw, max)).ok()
            }
            Err(_) => {
                self.lost(IssueCode::Unreadable, column, raw);
                None
            }
        }
    }

    /// A phone number; an extension written with a letter is written with the mark for it.
    pub(super) fn phone(&mut self, column: &str, cell: &Cell) -> Option<Phone> {
        self.value(column, cell, |raw| {
            Phone::parse(raw)
                .or_else(|wrong| extended(raw).map_or(Err(wrong), |number| Phone::parse(&number)))
        })
    }

    /// Yes, no, or not there.
    pub(super) fn flag(&mut self, column: &str, cell: &Cell) -> Option<bool> {
        let raw = self.shaped(column, cell)?;
        let flag = cells::flag(&raw);
        if flag.is_none() {
            self.lost(IssueCode::Unreadable, column, &raw);
        }
        flag
    }

    /// An id of another row.
    pub(super) fn id_of(&mut self, column: &str, cell: &Cell) -> Option<i64> {
        let raw = self.shaped(column, cell)?;
        let id = cells::whole(&raw);
        if id.is_none() {
            self.lost(IssueCode::Unreadable, column, &raw);
        }
        id
    }

    /// A share of a payment.
    pub(super) fn rate(&mut self, column: &str, cell: &Cell) -> Option<BasisPoints> {
        let raw = self.shaped(column, cell)?;
        match cells::rate(&raw) {
            Some(Rate::Fraction(rate)) => Some(rate),
            Some(Rate::Percent(rate)) => {
                self.issue(IssueCode::RateAsPercent, Some(column), raw);
                Some(rate)
            }
            None => {
                self.lost(IssueCode::Unreadable, column, &raw);
                None
            }
        }
    }

    /// A date with time, by the studio's clock unless it says otherwise.
    pub(super) fn time(&mut self, column: &str, cell: &Cell) -> Option<Read> {
        let raw = self.shaped(column, cell)?;
        match cells::when(&raw) {
            Some(When::Moment(at)) => Some(Read { at, local: None }),
            Some(When::Local(local)) => {
                let resolved = self.zone.resolve(local);
                match resolved {
                    LocalTime::Once(_) => {}
                    LocalTime::Twice(..) => {
                        self.issue(IssueCode::TimeTwice, Some(column), raw);
                    }
                    LocalTime::Never { .. } => {
                        self.issue(IssueCode::TimeSkipped, Some(column), raw);
                    }
                }
                Some(Read { at: resolved.earliest(), local: Some(local) })
            }
            None => {
                self.lost(IssueCode::Unreadable, column, &raw);
                None
            }
        }
    }

    /// When a row was made. Without a date, or with one that can't be read, it counts as made now.
    pub(super) fn made_at(&mut self, cell: &Cell, now: Timestamp) -> Timestamp {
        match self.time("created_at", cell) {
            None => {
                self.issue(IssueCode::DateMissing, Some("created_at"), "");
                now
            }
            Some(made) => {
                if made.at > now {
                    self.issue(IssueCode::DateInFuture, Some("created_at"), cell.clone().unwrap_or_default());
                }
                made.at
            }
        }
    }
}

/// The text without characters that have no shape. Joiners stay where their script needs them.
pub(super) fn shaped(raw: &str) -> Cow<'_, str> {
    if !raw.chars().any(text::is_invisible) {
        return Cow::Borrowed(raw);
    }
    let joiner = |c: char| matches!(c, '\u{200C}' | '\u{200D}');
    let without: String = raw.chars().filter(|c| joiner(*c) || !text::is_invisible(*c)).collect();
    if text::line("text", &without, 0, usize::MAX).is_ok() {
        return Cow::Owned(without);
    }
    Cow::Owned(without.chars().filter(|c| !joiner(*c)).collect())
}

/// The first characters of the text as it would be kept.
pub(super) fn shortened(raw: &str, max: usize) -> String {
    let whole = text::line("text", raw, 0, usize::MAX).unwrap_or_default();
    let short: String = whole.chars().take(max).collect();
    // A joiner at the end would join nothing.
    short.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200C}' | '\u{200D}')).to_owned()
}

/// `(609)139-0996x0308`, also `ext. 0308`, as `(609)139-0996#0308`.
fn extended(raw: &str) -> Option<String> {
    let lower = raw.to_lowercase();
    let (number, extension) = lower.split_once(|c: char| c.is_ascii_lowercase())?;
    let extension = extension.trim_start_matches(|c: char| "xt.: ".contains(c)).trim_end();
    let digits = !extension.is_empty() && extension.bytes().all(|b| b.is_ascii_digit());
    let marked = lower.contains('x') || lower.contains("ext");
    (digits && marked).then(|| format!("{}#{extension}", number.trim_end()))
}

#[cfg(test)]
mod tests;
