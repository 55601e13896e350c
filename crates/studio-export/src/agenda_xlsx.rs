//! The agenda as a workbook for spreadsheets.

use std::io::{self, Write};
use std::path::Path;

use rust_xlsxwriter::Workbook;
use studio_domain::{StudioZone, Timestamp};

use crate::agenda::{AgendaColumn, AgendaRecord, heads};
use crate::guard::guard;
use crate::xlsx::{Looks, SHEET_ROWS, cell, last, new_book, of_book, pack};

/// Writes appointments as a workbook (XLSX), in constant memory as [`ClientXlsx`](crate::ClientXlsx). Dates and times are text in the
/// form that sorts right.
pub struct AgendaXlsx {
    book: Workbook,
    heads: Vec<String>,
    zone: StudioZone,
    looks: Looks,
    sheets: usize,
    next: u32,
}

impl std::fmt::Debug for AgendaXlsx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AgendaXlsx")
            .field("sheets", &self.sheets)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

impl AgendaXlsx {
    /// As [`ClientXlsx::new`](crate::ClientXlsx::new).
    ///
    /// # Errors
    /// If `parts` can't be written.
    pub fn new(
        parts: &Path,
        zone: StudioZone,
        made: Timestamp,
        headers: impl Fn(&'static str) -> Option<String>,
    ) -> io::Result<Self> {
        let book = new_book(parts, zone, made)?;
        Ok(Self { book, heads: heads(headers), zone, looks: Looks::new(), sheets: 0, next: 0 })
    }

    /// Writes an appointment. A sheet holds a million rows; more go on in a further one.
    ///
    /// # Errors
    /// If the row can't be kept.
    pub fn row(&mut self, one: &AgendaRecord<'_>) -> io::Result<()> {
        self.begin()?;
        let sheet = last(&mut self.book, self.sheets)?;
        for (place, column) in (0_u16..).zip(AgendaColumn::ALL) {
            cell(sheet, self.next, place, &column.cell(one, self.zone), &self.looks)?;
        }
        self.next = self.next.saturating_add(1);
        Ok(())
    }

    /// Packs the rows and writes the workbook.
    ///
    /// # Errors
    /// What the output answers; then the workbook is not whole.
    pub fn finish<W: Write + Send>(mut self, out: W) -> io::Result<W> {
        self.begin()?;
        pack(&mut self.book, out)
    }

    /// A sheet that has room, with its heads.
    fn begin(&mut self) -> io::Result<()> {
        if self.sheets > 0 && self.next < SHEET_ROWS {
            return Ok(());
        }
        self.sheets = self.sheets.saturating_add(1);
        let name = if self.sheets == 1 { "Agenda".to_owned() } else { format!("Agenda {}", self.sheets) };
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(of_book)?;
        sheet.set_name(name).map_err(of_book)?;
        sheet.set_freeze_panes(1, 0).map_err(of_book)?;
        for ((place, head), column) in (0_u16..).zip(&self.heads).zip(AgendaColumn::ALL) {
            sheet.set_column_width(place, column.width()).map_err(of_book)?;
            sheet
                .write_string_with_format(0, place, guard(head).as_ref(), &self.looks.head)
                .map_err(of_book)?;
        }
        self.next = 1;
        Ok(())
    }
}
