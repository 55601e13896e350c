//! Clients as a workbook for spreadsheets.

use std::io::{self, Write};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use studio_domain::{StudioZone, Timestamp};

use crate::clients::{ClientColumn, ClientRecord, heads, wall_clock};
use crate::guard::guard;
use crate::table::Cell;

/// Rows of a sheet, the header included.
pub(crate) const SHEET_ROWS: u32 = 1_048_576;

/// Writes clients as a workbook (XLSX). Rows go to a file of its own at once and are packed at the end: the memory is the same for ten clients and
/// for a million.
pub struct ClientXlsx {
    book: Workbook,
    heads: Vec<String>,
    zone: StudioZone,
    looks: Looks,
    sheets: usize,
    next: u32,
    most: u32,
}

/// How cells look.
pub(crate) struct Looks {
    pub(crate) head: Format,
    moment: Format,
    /// Says to the spreadsheet that text follows, also after somebody has edited the cell.
    text: Format,
}

impl Looks {
    pub(crate) fn new() -> Self {
        Self {
            head: Format::new().set_bold().set_align(FormatAlign::Left),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Left),
            text: Format::new().set_quote_prefix(),
        }
    }
}

impl std::fmt::Debug for ClientXlsx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClientXlsx")
            .field("sheets", &self.sheets)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
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
        let book = new_book(parts, zone, made)?;
        let looks = Looks::new();
        Ok(Self { book, heads: heads(headers), zone, looks, sheets: 0, next: 0, most: SHEET_ROWS })
    }

    /// Writes a client. A sheet holds a million rows; more go on in a further one.
    ///
    /// # Errors
    /// If the row can't be kept.
    pub fn row(&mut self, client: &ClientRecord<'_>) -> io::Result<()> {
        self.begin()?;
        let (row, zone) = (self.next, self.zone);
        let sheet = last(&mut self.book, self.sheets)?;
        for (place, column) in (0_u16..).zip(ClientColumn::ALL) {
            match (column, column.moment(client)) {
                (ClientColumn::Id, _) => number(sheet, row, place, client.id.get())?,
                (_, Some(at)) => match moment(zone, at) {
                    Some(at) => {
                        sheet
                            .write_datetime_with_format(row, place, &at, &self.looks.moment)
                            .map_err(of_book)?;
                    }
                    // Before 1900: spreadsheets know no such date.
                    None => string(sheet, row, place, &wall_clock(zone, Some(at)).harmless(), &self.looks)?,
                },
                _ => cell(sheet, row, place, &column.cell(client, zone), &self.looks)?,
            }
        }
        self.next = row.saturating_add(1);
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
        if self.sheets > 0 && self.next < self.most {
            return Ok(());
        }
        self.sheets = self.sheets.saturating_add(1);
        let name = if self.sheets == 1 { "Clients".to_owned() } else { format!("Clients {}", self.sheets) };
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(of_book)?;
        sheet.set_name(name).map_err(of_book)?;
        sheet.set_freeze_panes(1, 0).map_err(of_book)?;
        for ((place, head), column) in (0_u16..).zip(&self.heads).zip(ClientColumn::ALL) {
            sheet.set_column_width(place, column.width()).map_err(of_book)?;
            sheet
                .write_string_with_format(0, place, guard(head).as_ref(), &self.looks.head)
                .map_err(of_book)?;
        }
        self.next = 1;
        Ok(())
    }
}

/// Packs the rows and writes the workbook.
pub(crate) fn pack<W: Write + Send>(book: &mut Workbook, out: W) -> io::Result<W> {
    let mut out = Witness { out, failed: None };
    match book.save_to_writer(&mut out) {
        Ok(()) => Ok(out.out),
        Err(error) => Err(out.failed.map_or_else(|| of_book(error), io::Error::from)),
    }
}

/// A workbook that keeps its rows in files without a name in the folder.
pub(crate) fn new_book(parts: &Path, zone: StudioZone, made: Timestamp) -> io::Result<Workbook> {
    let mut book = Workbook::new();
    book.set_tempdir(parts).map_err(of_book)?;
    if let Some(made) = moment(zone, made) {
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    }
    Ok(book)
}

pub(crate) fn last(book: &mut Workbook, sheets: usize) -> io::Result<&mut Worksheet> {
    book.worksheet_from_index(sheets.saturating_sub(1)).map_err(of_book)
}

/// Ids are far below the numbers that a spreadsheet would round.
fn number(sheet: &mut Worksheet, row: u32, place: u16, id: i64) -> io::Result<()> {
    sheet.write_number(row, place, id as f64).map(drop).map_err(of_book)
}

/// A text is a text here, whatever it starts with. Where it looks like a formula the cell says so, for whoever edits it.
pub(crate) fn cell(
    sheet: &mut Worksheet,
    row: u32,
    place: u16,
    cell: &Cell<'_>,
    looks: &Looks,
) -> io::Result<()> {
    match cell {
        Cell::Empty => Ok(()),
        Cell::Typed(text) | Cell::Phone(text) => string(sheet, row, place, text, looks),
        Cell::Made(text) => sheet.write_string(row, place, text).map(drop).map_err(of_book),
    }
}

fn string(sheet: &mut Worksheet, row: u32, place: u16, text: &str, looks: &Looks) -> io::Result<()> {
    let written = if guard(text) == text {
        sheet.write_string(row, place, text)
    } else {
        sheet.write_string_with_format(row, place, text, &looks.text)
    };
    written.map(drop).map_err(of_book)
}

/// A moment as spreadsheets count time, by the clock of the zone.
pub(crate) fn moment(zone: StudioZone, at: Timestamp) -> Option<ExcelDateTime> {
    ExcelDateTime::parse_from_str(&zone.local(at).format("%Y-%m-%dT%H:%M").to_string()).ok()
}

pub(crate) fn of_book(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other.to_string()),
    }
}

/// Remembers how the output failed: what packs the workbook tells it in words only.
struct Witness<W> {
    out: W,
    failed: Option<io::ErrorKind>,
}

impl<W: Write> Write for Witness<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes).inspect_err(|error| self.failed = Some(error.kind()))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush().inspect_err(|error| self.failed = Some(error.kind()))
    }
}

#[cfg(test)]
mod tests {
    use studio_domain::{ClientId, ClientStatus, Version};

    use super::*;

    #[test]
    fn a_full_sheet_is_followed_by_another_with_its_heads() {
        let folder = tempfile::tempdir().unwrap();
        let at = Timestamp::from_millis(1_790_000_000_000);
        let mut book = ClientXlsx::new(folder.path(), StudioZone::UTC, at, |_| None).unwrap();
        book.most = 3;
        for id in 1..=5 {
            let client = ClientRecord {
                id: ClientId::new(id),
                name: "Ana",
                phone: None,
                email: None,
                instagram: None,
                artist: None,
                next_appointment: None,
                last_appointment: None,
                created_at: at,
                status: ClientStatus::Active,
                version: Version::FIRST,
            };
            book.row(&client).unwrap();
        }
        // Two rows beside the heads in each of the first two sheets, one in the third.
        assert_eq!((book.sheets, book.next), (3, 2));
        let packed = book.finish(Vec::new()).unwrap();
        assert!(packed.starts_with(b"PK\x03\x04"));
    }
}
