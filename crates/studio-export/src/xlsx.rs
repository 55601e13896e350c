//! Clients as a workbook for spreadsheets.

use std::io::{self, Write};
use std::path::Path;

use studio_domain::{StudioZone, Timestamp};

use crate::clients::{ClientColumn, ClientRecord, heads};
use crate::workbook::{Columns, SheetCell, Sheets};

/// Writes clients as a workbook (XLSX), in constant memory.
#[derive(Debug)]
pub struct ClientXlsx {
    sheets: Sheets,
    zone: StudioZone,
}

impl ClientXlsx {
    /// Times are shown by the clock of `zone`, and `made` stands in the workbook as the moment of its making. `headers` as for
    /// [`ClientCsv`](crate::ClientCsv). Rows are kept in files without a name in the folder `parts`, until the workbook is finished or dropped.
    ///
    /// # Errors
    /// If `parts` can't be written.
    pub fn new(
        parts: &Path,
        zone: StudioZone,
        made: Timestamp,
        headers: impl Fn(&'static str) -> Option<String>,
    ) -> io::Result<Self> {
        let widths = ClientColumn::ALL.iter().map(|column| column.width()).collect();
        let columns = Columns { name: "Clients", heads: heads(headers), widths };
        Ok(Self { sheets: Sheets::new(parts, zone, made, columns)?, zone })
    }

    /// Writes a client. A sheet holds a million rows; more go on in a further one.
    ///
    /// # Errors
    /// If the row can't be kept.
    pub fn row(&mut self, client: &ClientRecord<'_>) -> io::Result<()> {
        let zone = self.zone;
        self.sheets.row(ClientColumn::ALL.iter().map(|column| match (column, column.moment(client)) {
            (ClientColumn::Id, _) => SheetCell::Number(client.id.get()),
            (_, Some(at)) => SheetCell::Moment(at),
            _ => SheetCell::Plain(column.cell(client, zone)),
        }))
    }

    /// Packs the rows and writes the workbook.
    ///
    /// # Errors
    /// What the output answers; then the workbook is not whole.
    pub fn finish<W: Write + Send>(self, out: W) -> io::Result<W> {
        self.sheets.finish(out)
    }
}
