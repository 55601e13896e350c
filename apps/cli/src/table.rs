//! Tables of a list: columns as wide as their contents, the same from page to page, folded where a terminal is narrow.

use comfy_table::{ColumnConstraint, ContentArrangement, Width, presets};

use crate::output::harmless;

/// The blanks between two columns.
const GAP: u16 = 2;

/// A table that is printed page by page.
#[derive(Debug)]
pub(crate) struct Table {
    heads: Option<Vec<String>>,
    width: Option<u16>,
    /// What earlier pages needed, so that the next one stands under them.
    widths: Vec<u16>,
}

impl Table {
    /// A table with heads, printed once above the first page.
    pub(crate) fn headed(heads: Vec<String>, width: Option<u16>) -> Self {
        Self { heads: Some(heads), width, widths: Vec::new() }
    }

    /// A table without heads.
    pub(crate) fn plain(width: Option<u16>) -> Self {
        Self { heads: None, width, widths: Vec::new() }
    }

    /// The lines of the next rows.
    pub(crate) fn rows(&mut self, rows: impl Iterator<Item = Vec<String>>) -> Vec<String> {
        let mut table = comfy_table::Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        if let Some(width) = self.width {
            table.set_width(width);
        }
        if let Some(heads) = self.heads.take() {
            table.set_header(heads);
        }
        for row in rows {
            table.add_row(row.iter().map(|cell| harmless(cell)).collect::<Vec<_>>());
        }
        table.discover_columns();
        for (at, column) in table.column_iter_mut().enumerate() {
            column.set_padding((0, GAP));
            if let Some(width) = self.widths.get(at) {
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(*width)));
            }
        }
        self.remember(&table.column_max_content_widths());
        table.lines().map(|line| line.trim_end().to_owned()).collect()
    }

    fn remember(&mut self, page: &[u16]) {
        let before = std::mem::take(&mut self.widths);
        self.widths = page
            .iter()
            .enumerate()
            .map(|(at, width)| width.saturating_add(GAP).max(before.get(at).copied().unwrap_or_default()))
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn a_second_page_stands_under_the_first() {
        let mut table = Table::headed(row(&["ID", "Name"]), None);
        assert_eq!(
            table.rows([row(&["1", "a"]), row(&["1000", "b"])].into_iter()),
            ["ID    Name", "1     a", "1000  b"]
        );
        assert_eq!(table.rows([row(&["7", "c"])].into_iter()), ["7     c"]);
    }

    #[test]
    fn a_narrow_terminal_folds_and_a_pipe_does_not() {
        let long = "word ".repeat(40);
        let lines = Table::plain(Some(40)).rows([row(&["x", &long])].into_iter());
        assert!(lines.len() > 4 && lines.iter().all(|line| line.chars().count() <= 40), "{lines:?}");
        assert_eq!(Table::plain(None).rows([row(&["x", &long])].into_iter()).len(), 1);
    }

    #[test]
    fn cells_do_not_steer_the_terminal() {
        assert_eq!(
            Table::plain(None).rows([row(&["a\u{1b}[31mb\tc"])].into_iter()),
            ["a\u{FFFD}[31mb\u{FFFD}c"]
        );
    }

    #[test]
    fn no_rows_are_no_lines_but_the_heads() {
        assert!(Table::plain(None).rows(std::iter::empty()).is_empty());
        assert_eq!(Table::headed(row(&["ID"]), None).rows(std::iter::empty()), ["ID"]);
    }
}
