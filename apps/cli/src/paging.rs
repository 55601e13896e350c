//! Lists that are printed page by page: one page, so many rows, or all of them as they come.

use clap::Args;
use serde::Serialize;
use studio_app::Page;
use studio_text::Args as Values;

use crate::failure::Failure;
use crate::output::Output;
use crate::table::Table;
use crate::words::Words;

/// Rows of a list when nothing else is said.
const PAGE: usize = 50;

/// How much of a list is wanted.
#[derive(Debug, Args)]
pub(crate) struct Paging {
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), conflicts_with = "all")]
    limit: Option<u32>,
    #[arg(long)]
    all: bool,
}

impl Paging {
    /// Everything there is: for lists that are short by nature.
    pub(crate) const ALL: Self = Self { limit: None, all: true };

    fn rows(&self) -> usize {
        match self.limit {
            Some(limit) => usize::try_from(limit).unwrap_or(usize::MAX),
            None if self.all => usize::MAX,
            None => PAGE,
        }
    }
}

/// A row of a list in each of its forms; as JSON it is what it serializes to.
pub(crate) trait Row: Serialize {
    /// Message keys of the heads.
    const HEADS: &'static [&'static str];
    /// What stands under them.
    fn cells(&self, words: Words) -> Vec<String>;
    /// What `--quiet` prints.
    fn id(&self) -> String;
    /// What the option of the list that names a place takes to go on behind this row.
    fn cursor(&self) -> String;
}

/// Prints a list. `fetch` answers the next page each time it is called; `onward` is the option that takes a cursor.
pub(crate) fn list<R: Row>(
    out: &mut Output,
    words: Words,
    paging: &Paging,
    onward: &str,
    mut fetch: impl FnMut() -> Result<Page<R>, Failure>,
) -> Result<(), Failure> {
    let heads = R::HEADS.iter().map(|key| words.say(key)).collect();
    let mut printer = Printer { table: Table::headed(heads, Output::width()), count: 0 };
    let mut left = paging.rows();
    let next = loop {
        let Page { mut items, more } = fetch()?;
        let cut = items.len() > left;
        items.truncate(left);
        left = left.saturating_sub(items.len());
        printer.rows(out, words, &items)?;
        let last = items.last().map(Row::cursor);
        if !more && !cut {
            break None;
        }
        if left == 0 || last.is_none() {
            break last;
        }
    };
    printer.end(out, words, onward, next)
}

/// Prints a list whose pages say themselves where the next one begins. `fetch` answers at most as many rows as it is told and that place, and
/// goes on from there when it is called again.
pub(crate) fn cursored<R: Row>(
    out: &mut Output,
    words: Words,
    paging: &Paging,
    onward: &str,
    mut fetch: impl FnMut(usize) -> Result<(Vec<R>, Option<String>), Failure>,
) -> Result<(), Failure> {
    let heads = R::HEADS.iter().map(|key| words.say(key)).collect();
    let mut printer = Printer { table: Table::headed(heads, Output::width()), count: 0 };
    let mut left = paging.rows();
    let next = loop {
        let (items, next) = fetch(left)?;
        left = left.saturating_sub(items.len());
        printer.rows(out, words, &items)?;
        if next.is_none() || left == 0 {
            break next;
        }
    };
    printer.end(out, words, onward, next)
}

/// Prints a list that comes in one piece.
pub(crate) fn whole<R: Row>(out: &mut Output, words: Words, rows: Vec<R>) -> Result<(), Failure> {
    let mut page = Some(Page { items: rows, more: false });
    list(out, words, &Paging::ALL, "", || Ok(page.take().unwrap_or(Page { items: Vec::new(), more: false })))
}

/// A list of which a part is printed.
struct Printer {
    table: Table,
    count: usize,
}

impl Printer {
    /// Prints rows as soon as they are there, so that whoever reads need not wait for the last.
    fn rows<R: Row>(&mut self, out: &mut Output, words: Words, rows: &[R]) -> Result<(), Failure> {
        if out.json() {
            for (nth, row) in (self.count..).zip(rows) {
                out.text(if nth == 0 { "{\"items\":[\n" } else { ",\n" })?;
                out.json_text(row)?;
            }
        } else if out.quiet() {
            rows.iter().try_for_each(|row| out.line(&row.id()))?;
        } else if !rows.is_empty() {
            self.table
                .rows(rows.iter().map(|row| row.cells(words)))
                .iter()
                .try_for_each(|line| out.line(line))?;
        }
        self.count = self.count.saturating_add(rows.len());
        out.finish()
    }

    fn end(self, out: &mut Output, words: Words, onward: &str, next: Option<String>) -> Result<(), Failure> {
        if out.json() {
            out.text(if self.count == 0 { "{\"items\":[" } else { "\n" })?;
            out.text("],\"next_cursor\":")?;
            out.json_text(&next)?;
            return out.line("}");
        }
        match next {
            Some(cursor) => {
                let command = format!("{onward} {}", quoted(&cursor));
                out.note(&words.tell("cli-more", &Values::new().text("command", command)));
            }
            None if self.count == 0 => out.note(&words.say("cli-nothing-found")),
            None => {}
        }
        Ok(())
    }
}

/// A cursor as a shell takes it.
fn quoted(cursor: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    if cursor.chars().all(plain) { cursor.to_owned() } else { format!("'{}'", cursor.replace('\'', r"'\''")) }
}
