//! Tables as workbooks for spreadsheets (XLSX), whatever is in them. Rows go to a file of its own at once and are packed at the end: the memory
//! is the same for ten rows and for a million.

use std::io::{self, Write};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use studio_domain::{StudioZone, Timestamp};

use crate::guard::guard;
use crate::table::{Cell, wall_clock};

/// Rows of a sheet, the header included.
const SHEET_ROWS: u32 = 1_048_576;

/// A cell of a workbook, which knows more than text.
pub(crate) enum SheetCell<'a> {
    /// As in any table.
    Plain(Cell<'a>),
    /// A number to count with.
    Number(i64),
    /// A moment by the clock of the studio.
    Moment(Timestamp),
}

/// What the sheets of a workbook have in common: their name, and head and width of each column.
pub(crate) struct Columns {
    pub(crate) name: &'static str,
    pub(crate) heads: Vec<String>,
    pub(crate) widths: Vec<u8>,
}

/// A workbook that grows row by row.
pub(crate) struct Sheets {
    book: Workbook,
    columns: Columns,
    zone: StudioZone,
    looks: Looks,
    sheets: usize,
    next: u32,
    most: u32,
}

/// How cells look.
struct Looks {
    head: Format,
    moment: Format,
    /// Says to the spreadsheet that text follows, also after somebody has edited the cell.
    text: Format,
}

impl std::fmt::Debug for Sheets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheets")
            .field("name", &self.columns.name)
            .field("sheets", &self.sheets)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

impl Sheets {
    /// Times are shown by the clock of `zone`, and `made` stands in the workbook as the moment of its making. Rows are kept in files without a
    /// name in the folder `parts`, until the workbook is finished or dropped.
    ///
    /// # Errors
    /// If `parts` can't be written.
    pub(crate) fn new(parts: &Path, zone: StudioZone, made: Timestamp, columns: Columns) -> io::Result<Self> {
        let looks = Looks {
            head: Format::new().set_bold().set_align(FormatAlign::Left),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Left),
            text: Format::new().set_quote_prefix(),
        };
        let book = new_book(parts, zone, made)?;
        Ok(Self { book, columns, zone, looks, sheets: 0, next: 0, most: SHEET_ROWS })
    }

    /// Writes a row. A sheet holds a million; more go on in a further one.
    ///
    /// # Errors
    /// If the row can't be kept.
    pub(crate) fn row<'a>(&mut self, cells: impl Iterator<Item = SheetCell<'a>>) -> io::Result<()> {
        self.begin()?;
        let (row, zone) = (self.next, self.zone);
        let sheet = last(&mut self.book, self.sheets)?;
        for (place, one) in (0_u16..).zip(cells) {
            match one {
                SheetCell::Number(value) => number(sheet, row, place, value)?,
                SheetCell::Moment(at) => match moment(zone, at) {
                    Some(at) => {
                        sheet
                            .write_datetime_with_format(row, place, &at, &self.looks.moment)
                            .map_err(of_book)?;
                    }
                    // Before 1900: spreadsheets know no such date.
                    None => string(sheet, row, place, &wall_clock(zone, Some(at)).harmless(), &self.looks)?,
                },
                SheetCell::Plain(plain) => cell(sheet, row, place, &plain, &self.looks)?,
            }
        }
        self.next = row.saturating_add(1);
        Ok(())
    }

    /// Packs the rows and writes the workbook.
    ///
    /// # Errors
    /// What the output answers; then the workbook is not whole.
    pub(crate) fn finish<W: Write + Send>(mut self, out: W) -> io::Result<W> {
        self.begin()?;
        pack(&mut self.book, out)
    }

    /// A sheet that has room, with its heads.
    fn begin(&mut self) -> io::Result<()> {
        if self.sheets > 0 && self.next < self.most {
            return Ok(());
        }
        self.sheets = self.sheets.saturating_add(1);
        let Columns { name, heads, widths } = &self.columns;
        let name = if self.sheets == 1 { (*name).to_owned() } else { format!("{name} {}", self.sheets) };
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(of_book)?;
        sheet.set_name(name).map_err(of_book)?;
        sheet.set_freeze_panes(1, 0).map_err(of_book)?;
        for ((place, head), width) in (0_u16..).zip(heads).zip(widths) {
            sheet.set_column_width(place, *width).map_err(of_book)?;
            sheet
                .write_string_with_format(0, place, guard(head).as_ref(), &self.looks.head)
                .map_err(of_book)?;
        }
        self.next = 1;
        Ok(())
    }
}

/// Packs the rows and writes the workbook.
fn pack<W: Write + Send>(book: &mut Workbook, out: W) -> io::Result<W> {
    let mut out = Witness { out, failed: None };
    match book.save_to_writer(&mut out) {
        Ok(()) => Ok(out.out),
        Err(error) => Err(out.failed.map_or_else(|| of_book(error), io::Error::from)),
    }
}

/// A workbook that keeps its rows in files without a name in the folder.
fn new_book(parts: &Path, zone: StudioZone, made: Timestamp) -> io::Result<Workbook> {
    let mut book = Workbook::new();
    book.set_tempdir(parts).map_err(of_book)?;
    if let Some(made) = moment(zone, made) {
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    }
    Ok(book)
}

fn last(book: &mut Workbook, sheets: usize) -> io::Result<&mut Worksheet> {
    book.worksheet_from_index(sheets.saturating_sub(1)).map_err(of_book)
}

/// Ids are far below the numbers that a spreadsheet would round.
fn number(sheet: &mut Worksheet, row: u32, place: u16, id: i64) -> io::Result<()> {
    sheet.write_number(row, place, id as f64).map(drop).map_err(of_book)
}

/// A text is a text here, whatever it starts with. Where it looks like a formula the cell says so, for whoever edits it.
fn cell(sheet: &mut Worksheet, row: u32, place: u16, cell: &Cell<'_>, looks: &Looks) -> io::Result<()> {
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
fn moment(zone: StudioZone, at: Timestamp) -> Option<ExcelDateTime> {
    ExcelDateTime::parse_from_str(&zone.local(at).format("%Y-%m-%dT%H:%M").to_string()).ok()
}

fn of_book(error: XlsxError) -> io::Error {
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
    use super::*;

    #[test]
    fn a_full_sheet_is_followed_by_another_with_its_heads() {
        let folder = tempfile::tempdir().unwrap();
        let at = Timestamp::from_millis(1_790_000_000_000);
        let columns = Columns { name: "Rows", heads: vec!["Number".to_owned()], widths: vec![8] };
        let mut book = Sheets::new(folder.path(), StudioZone::UTC, at, columns).unwrap();
        book.most = 3;
        for number in 1..=5 {
            book.row([SheetCell::Number(number)].into_iter()).unwrap();
        }
        // Two rows beside the heads in each of the first two sheets, one in the third.
        assert_eq!((book.sheets, book.next), (3, 2));
        let packed = book.finish(Vec::new()).unwrap();
        assert!(packed.starts_with(b"PK\x03\x04"));
    }
}
