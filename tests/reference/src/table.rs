//! Tables of figures, for the terminal and as Markdown.

use std::fmt::Write as _;

use crate::interleave::{Series, Spread};

/// A table with its caption. The first column is words, the others are figures.
#[derive(Debug)]
pub(crate) struct Table {
    caption: String,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub(crate) fn new(caption: impl Into<String>, header: &[&str]) -> Self {
        Self { caption: caption.into(), rows: vec![header.iter().map(|&text| text.to_owned()).collect()] }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// A table of one program against references: what each took, and the ratio.
    pub(crate) fn comparison(caption: impl Into<String>, unit: &str) -> Self {
        Self::new(caption, &["", unit, "reference", "ratio", "min–max", "limit"])
    }

    /// Adds a row of such a table: two series in nanoseconds, shown divided by `scale`.
    pub(crate) fn compare(
        &mut self,
        what: &str,
        scale: f64,
        own: &Series,
        other: &Series,
        limit: Option<f64>,
    ) {
        let ratio = own.over(other);
        self.row([
            what.to_owned(),
            short(own.spread().median / scale),
            short(other.spread().median / scale),
            format!("{:.2}", ratio.median),
            range(ratio),
            limit.map_or_else(String::new, |limit| format!("{limit:.1}")),
        ]);
    }

    fn widths(&self) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            self.rows.iter().filter_map(|row| row.get(column)).map(|c| c.chars().count()).max()
        };
        // Markdown wants three dashes under each heading.
        (0..columns).map(|column| width(column).unwrap_or(0).max(3)).collect()
    }

    /// With aligned columns, caption first and an empty line after it.
    pub(crate) fn plain(&self) -> String {
        let mut text = format!("{}\n", self.caption);
        for row in self.aligned() {
            let _ = writeln!(text, "  {}", row.join("  ").trim_end());
        }
        text.push('\n');
        text
    }

    /// As Markdown.
    pub(crate) fn markdown(&self) -> String {
        let mut text = format!("**{}**\n\n", self.caption);
        let dashes = |(column, width): (usize, usize)| match column {
            0 => "-".repeat(width),
            _ => format!("{}:", "-".repeat(width.saturating_sub(1))),
        };
        let rule: Vec<String> = self.widths().into_iter().enumerate().map(dashes).collect();
        for (index, row) in self.aligned().into_iter().enumerate() {
            let _ = writeln!(text, "| {} |", row.join(" | "));
            if index == 0 {
                let _ = writeln!(text, "| {} |", rule.join(" | "));
            }
        }
        text.push('\n');
        text
    }

    /// Every row with all columns, each cell as wide as its column.
    fn aligned(&self) -> Vec<Vec<String>> {
        let widths = self.widths();
        let cell = |row: &Vec<String>, (column, width): (usize, &usize)| {
            let text = row.get(column).map_or("", String::as_str);
            if column == 0 { format!("{text:<width$}") } else { format!("{text:>width$}") }
        };
        let whole = |row| widths.iter().enumerate().map(|column| cell(row, column)).collect();
        self.rows.iter().map(whole).collect()
    }
}

/// A figure with about three digits.
pub(crate) fn short(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

/// The ends of a spread.
pub(crate) fn range(spread: Spread) -> String {
    format!("{:.2}–{:.2}", spread.low, spread.high)
}
