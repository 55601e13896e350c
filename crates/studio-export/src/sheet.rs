//! Reading a table that somebody else made: encoding and delimiter are found out, and nothing that is read is believed to be small.

use std::borrow::Cow;
use std::fmt;

use csv::{ReaderBuilder, StringRecord, Trim};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::guard::unguard;

/// How large a table may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetLimits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Rows below the header.
    pub rows: u64,
    /// Columns.
    pub columns: usize,
}

impl SheetLimits {
    /// What is read of a file of clients: some megabytes, more rows than a studio has clients.
    pub const CLIENTS: Self = Self { bytes: 8 * 1024 * 1024, rows: 50_000, columns: 100 };
}

/// Why a file can't be read as a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SheetProblem {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// More bytes than are read.
    #[error("the file has more than {most} bytes")]
    TooLarge {
        /// The most bytes.
        most: u64,
    },
    /// A workbook of a spreadsheet, or another packed file.
    #[error("the file is a workbook, not a text file with columns")]
    Workbook,
    /// Not text: it holds bytes that no text has.
    #[error("the file is not text")]
    Binary,
    /// No row but, at most, the header.
    #[error("the file has no row below its header")]
    NoRows,
    /// More rows than are read.
    #[error("the file has more than {most} rows")]
    TooManyRows {
        /// The most rows.
        most: u64,
    },
    /// More columns than are read.
    #[error("the file has more than {most} columns")]
    TooManyColumns {
        /// The most columns.
        most: u64,
    },
}

impl SheetProblem {
    /// All codes, for the test that each has its words.
    pub const CODES: &[&str] = &[
        "sheet_empty",
        "sheet_too_large",
        "sheet_workbook",
        "sheet_binary",
        "sheet_no_rows",
        "sheet_too_many_rows",
        "sheet_too_many_columns",
    ];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "sheet_empty",
            Self::TooLarge { .. } => "sheet_too_large",
            Self::Workbook => "sheet_workbook",
            Self::Binary => "sheet_binary",
            Self::NoRows => "sheet_no_rows",
            Self::TooManyRows { .. } => "sheet_too_many_rows",
            Self::TooManyColumns { .. } => "sheet_too_many_columns",
        }
    }

    /// The number that was passed, where there is one.
    #[must_use]
    pub const fn most(self) -> Option<u64> {
        match self {
            Self::TooLarge { most } | Self::TooManyRows { most } | Self::TooManyColumns { most } => {
                Some(most)
            }
            _ => None,
        }
    }
}

/// What stands between the cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`, as spreadsheets write where the comma separates decimals.
    Semicolon,
    /// A tab.
    Tab,
}

impl Delimiter {
    const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
        }
    }

    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// A table that was read: its text, and how it was written. Rows are taken out of it one by one.
#[derive(Debug, Clone)]
pub struct Sheet<'f> {
    text: Cow<'f, str>,
    encoding: &'static str,
    delimiter: Delimiter,
    /// Lines in front of the header, which say how to read the rest.
    before: u64,
    limits: SheetLimits,
}

/// What files begin with that are packed: workbooks are.
const PACKED: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

impl<'f> Sheet<'f> {
    /// Looks at a file. Text is taken for UTF-8, for UTF-16 where it says so by a byte order mark, and otherwise for Windows-1252, as older
    /// spreadsheets write it.
    ///
    /// # Errors
    /// [`SheetProblem`] for what is no table, or too large.
    pub fn read(file: &'f [u8], limits: SheetLimits) -> Result<Self, SheetProblem> {
        if file.len() > limits.bytes {
            return Err(SheetProblem::TooLarge { most: limits.bytes as u64 });
        }
        if PACKED.iter().any(|packed| file.starts_with(packed)) {
            return Err(SheetProblem::Workbook);
        }
        let (text, encoding) = text_of(file).ok_or(SheetProblem::Binary)?;
        // No text has them: neither what a spreadsheet writes nor what somebody types.
        if text.contains('\0') {
            return Err(SheetProblem::Binary);
        }
        if text.trim().is_empty() {
            return Err(SheetProblem::Empty);
        }
        let (text, told, before) = without_directive(text);
        let delimiter = told.unwrap_or_else(|| delimiter_of(&text));
        Ok(Self { text, encoding, delimiter, before, limits })
    }

    /// Name of the encoding that was found.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// Whether the encoding was guessed: accents should be looked at.
    #[must_use]
    pub fn is_guessed(&self) -> bool {
        self.encoding == WINDOWS_1252.name()
    }

    /// The delimiter that was found.
    #[must_use]
    pub fn delimiter(&self) -> Delimiter {
        self.delimiter
    }

    /// The rows, after the header has been taken.
    ///
    /// # Errors
    /// [`SheetProblem::NoRows`] without a header, [`SheetProblem::TooManyColumns`].
    pub fn rows(&self) -> Result<SheetRows<'_>, SheetProblem> {
        let mut reader = ReaderBuilder::new()
            .delimiter(self.delimiter.byte())
            .has_headers(false)
            .flexible(true)
            .trim(Trim::None)
            .from_reader(self.text.as_bytes());
        let mut record = StringRecord::new();
        if !next(&mut reader, &mut record) {
            return Err(SheetProblem::NoRows);
        }
        let most = self.limits.columns;
        if record.len() > most {
            return Err(SheetProblem::TooManyColumns { most: most as u64 });
        }
        let header = record.iter().map(|head| unguard(head.trim()).trim().to_owned()).collect();
        let lines = Lines { text: self.text.as_bytes(), at: 0, line: self.before.saturating_add(1) };
        Ok(SheetRows { reader, record, header, lines, taken: 0, most: self.limits.rows })
    }
}

/// The rows of a table.
pub struct SheetRows<'s> {
    reader: csv::Reader<&'s [u8]>,
    record: StringRecord,
    header: Vec<String>,
    lines: Lines<'s>,
    taken: u64,
    most: u64,
}

/// Counts lines. What takes rows apart counts them too, but is one behind where a line ends with two characters.
struct Lines<'s> {
    text: &'s [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the row that begins here, or behind the line ends that stand here.
    fn of(&mut self, begin: usize) -> u64 {
        while let Some(byte) = self.text.get(self.at) {
            let ends = matches!(byte, b'\r' | b'\n');
            if self.at >= begin && !ends {
                break;
            }
            self.at = self.at.saturating_add(1);
            // The line ends with the last of its characters.
            if ends && !(*byte == b'\r' && self.text.get(self.at) == Some(&b'\n')) {
                self.line = self.line.saturating_add(1);
            }
        }
        self.line
    }
}

impl fmt::Debug for SheetRows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SheetRows")
            .field("header", &self.header)
            .field("taken", &self.taken)
            .finish_non_exhaustive()
    }
}

/// A row: its cells, and the line of the file in which it begins.
#[derive(Debug, Clone, Copy)]
pub struct SheetRow<'r> {
    /// The line, counted from 1.
    pub line: u64,
    record: &'r StringRecord,
}

impl SheetRows<'_> {
    /// The heads of the columns.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The next row that has anything in it; `None` after the last.
    ///
    /// # Errors
    /// [`SheetProblem::TooManyRows`].
    pub fn next_row(&mut self) -> Result<Option<SheetRow<'_>>, SheetProblem> {
        loop {
            if !next(&mut self.reader, &mut self.record) {
                return Ok(None);
            }
            if self.taken >= self.most {
                return Err(SheetProblem::TooManyRows { most: self.most });
            }
            self.taken = self.taken.saturating_add(1);
            if self.record.iter().any(|cell| !cell.trim().is_empty()) {
                break;
            }
        }
        let begin = self.record.position().map_or(0, csv::Position::byte);
        let line = self.lines.of(usize::try_from(begin).unwrap_or(usize::MAX));
        Ok(Some(SheetRow { line, record: &self.record }))
    }
}

impl<'r> SheetRow<'r> {
    /// The text of a cell, without the apostrophe that an export puts in front of what looks like a formula; empty where the row is shorter.
    #[must_use]
    pub fn cell(&self, column: usize) -> &'r str {
        unguard(self.record.get(column).unwrap_or_default())
    }

    /// Cells that it has.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.record.len()
    }

    /// Whether anything stands in or behind this column.
    #[must_use]
    pub fn goes_on_at(&self, column: usize) -> bool {
        self.record.iter().skip(column).any(|cell| !cell.trim().is_empty())
    }
}

/// Reads a record of text that is known to be UTF-8, of any width, from memory: nothing of it can fail.
fn next(reader: &mut csv::Reader<&[u8]>, record: &mut StringRecord) -> bool {
    reader.read_record(record).unwrap_or(false)
}

/// The text and the name of its encoding; `None` for a file that says what it is and is not.
fn text_of(file: &[u8]) -> Option<(Cow<'_, str>, &'static str)> {
    if let Some((encoding, _)) = Encoding::for_bom(file) {
        let (text, damaged) = encoding.decode_with_bom_removal(file);
        return (!damaged).then_some((text, encoding.name()));
    }
    Some(match std::str::from_utf8(file) {
        Ok(text) => (Cow::Borrowed(text), UTF_8.name()),
        Err(_not_utf8) => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(file);
            (text, WINDOWS_1252.name())
        }
    })
}

/// Takes away a first line `sep=;`, by which spreadsheets tell each other the delimiter.
fn without_directive(text: Cow<'_, str>) -> (Cow<'_, str>, Option<Delimiter>, u64) {
    let end = text.find('\n').map_or(text.len(), |at| at.saturating_add(1));
    let line = text.get(..end).unwrap_or_default().trim_end_matches(['\r', '\n']);
    let told = line
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .and_then(|_| Delimiter::ALL.into_iter().find(|one| line.as_bytes().get(4..) == Some(&[one.byte()])));
    match told {
        None => (text, None, 0),
        Some(_) => {
            let rest = match text {
                Cow::Borrowed(text) => Cow::Borrowed(text.get(end..).unwrap_or_default()),
                Cow::Owned(text) => Cow::Owned(text.get(end..).unwrap_or_default().to_owned()),
            };
            (rest, told, 1)
        }
    }
}

/// What separates most in the first line with text, outside quotes; a comma where nothing does.
fn delimiter_of(text: &str) -> Delimiter {
    let line = text.trim_start_matches(['\r', '\n']);
    let mut counts = [0_usize; 3];
    let mut quoted = false;
    for byte in line.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                for (count, delimiter) in counts.iter_mut().zip(Delimiter::ALL) {
                    *count = count.saturating_add(usize::from(delimiter.byte() == byte));
                }
            }
        }
    }
    let mut best = (Delimiter::Comma, 0);
    for (count, delimiter) in counts.into_iter().zip(Delimiter::ALL) {
        if count > best.1 {
            best = (delimiter, count);
        }
    }
    best.0
}
