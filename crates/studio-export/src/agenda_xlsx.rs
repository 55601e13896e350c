//! The agenda as a workbook for spreadsheets.

use std::io::{self, Write};
use std::path::Path;

use studio_domain::{StudioZone, Timestamp};

use crate::agenda::{AgendaColumn, AgendaRecord, heads};
use crate::workbook::{Columns, SheetCell, Sheets};

/// Writes appointments as a workbook (XLSX), in constant memory as [`ClientXlsx`](crate::ClientXlsx). Dates and times are text in the
/// form that sorts right.
#[derive(Debug)]
pub struct AgendaXlsx {
    sheets: Sheets,
    zone: StudioZone,
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
        let widths = AgendaColumn::ALL.iter().map(|column| column.width()).collect();
        let columns = Columns { name: "Agenda", heads: heads(headers), widths };
        Ok(Self { sheets: Sheets::new(parts, zone, made, columns)?, zone })
    }

    /// Writes an appointment. A sheet holds a million rows; more go on in a further one.
    ///
    /// # Errors
    /// If the row can't be kept.
    pub fn row(&mut self, one: &AgendaRecord<'_>) -> io::Result<()> {
        let zone = self.zone;
        self.sheets.row(AgendaColumn::ALL.iter().map(|column| SheetCell::Plain(column.cell(one, zone))))
    }

    /// Packs the rows and writes the workbook.
    ///
    /// # Errors
    /// What the output answers; then the workbook is not whole.
    pub fn finish<W: Write + Send>(self, out: W) -> io::Result<W> {
        self.sheets.finish(out)
    }
}
