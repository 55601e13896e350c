//! Tables of others: how they are written, and what is too much.

use proptest::prelude::*;
use studio_export::{Cell, CsvWriter, Delimiter, Sheet, SheetLimits, SheetProblem};

fn limits() -> SheetLimits {
    SheetLimits { bytes: 10_000, rows: 20, columns: 5 }
}

/// Line and cells of every row.
fn rows(file: &[u8]) -> Vec<(u64, Vec<String>)> {
    let sheet = Sheet::read(file, SheetLimits { rows: 1_000_000, ..SheetLimits::CLIENTS }).unwrap();
    let mut rows = sheet.rows().unwrap();
    let mut all = Vec::new();
    while let Some(row) = rows.next_row().unwrap() {
        all.push((row.line, (0..row.cells()).map(|column| row.cell(column).to_owned()).collect()));
    }
    all
}

#[test]
fn the_delimiter_is_what_separates_the_heads() {
    for (file, delimiter) in [
        ("a,b\n1,2\n", Delimiter::Comma),
        ("a;b;c,d\n", Delimiter::Semicolon),
        ("a\tb\n", Delimiter::Tab),
        ("\"a;b;c\",d\n", Delimiter::Comma),
        ("alone\n", Delimiter::Comma),
        ("sep=;\na,b;c\n", Delimiter::Semicolon),
        ("SEP=\t\r\na\tb\r\n", Delimiter::Tab),
    ] {
        assert_eq!(Sheet::read(file.as_bytes(), limits()).unwrap().delimiter(), delimiter, "{file}");
    }
}

#[test]
fn rows_know_their_line_and_nothing_that_stands_there_is_lost() {
    let file = "\u{feff}\"A \"\"head\"\"\",b\r\n'=1,\"two\r\nlines\"\r\n\r\n,\r\nshort\r\nx,y,z\r\n";
    assert_eq!(
        rows(file.as_bytes()),
        [
            (2, vec!["=1".to_owned(), "two\r\nlines".to_owned()]),
            (6, vec!["short".to_owned()]),
            (7, vec!["x".to_owned(), "y".to_owned(), "z".to_owned()]),
        ]
    );
    let sheet = Sheet::read(b"sep=,\na,b\n1,2\n", limits()).unwrap();
    let mut rows = sheet.rows().unwrap();
    assert_eq!(rows.header(), ["a", "b"]);
    let row = rows.next_row().unwrap().unwrap();
    assert_eq!((row.line, row.cell(1), row.cell(9)), (3, "2", ""));
    assert!(row.goes_on_at(1) && !row.goes_on_at(2));
}

#[test]
fn old_line_ends_and_open_quotes_are_borne() {
    assert_eq!(rows(b"a,b\r1,2\r3,4\r").len(), 2);
    let open = rows(b"a,b\n\"never closed,2\n3,4\n");
    assert_eq!(open.len(), 1, "the rest is one cell, which the rules of the field refuse");
}

#[test]
fn what_is_too_much_is_told_with_its_limit() {
    let told = |file: &[u8]| -> SheetProblem {
        let sheet = match Sheet::read(file, limits()) {
            Ok(sheet) => sheet,
            Err(problem) => return problem,
        };
        let mut rows = match sheet.rows() {
            Ok(rows) => rows,
            Err(problem) => return problem,
        };
        loop {
            match rows.next_row() {
                Ok(Some(_)) => {}
                Ok(None) => panic!("nothing was too much"),
                Err(problem) => return problem,
            }
        }
    };
    assert_eq!(told(&[b'a'; 10_001]), SheetProblem::TooLarge { most: 10_000 });
    assert_eq!(told(b"a,b,c,d,e,f\n"), SheetProblem::TooManyColumns { most: 5 });
    assert_eq!(told("h\n".repeat(22).as_bytes()), SheetProblem::TooManyRows { most: 20 });
    // Blank rows count: they are read too.
    assert_eq!(told(format!("h,i\n{}", ",\n".repeat(21)).as_bytes()), SheetProblem::TooManyRows { most: 20 });
    assert_eq!(told(b"\xd0\xcf\x11\xe0\xa1"), SheetProblem::Workbook);
    assert_eq!(told(b"a,b\n\0,1\n"), SheetProblem::Binary);
    assert_eq!(told(b"\n\n"), SheetProblem::Empty);
}

/// What is likely to be difficult in a cell.
fn cells() -> impl Strategy<Value = String> {
    let letters = proptest::sample::select(
        [
            '=', '+', '-', '@', '\t', '\r', '\n', '\'', '"', ',', ';', ' ', '1', 'ñ', '＝', '＠', '\u{feff}',
            '🖤',
        ]
        .to_vec(),
    );
    prop_oneof![
        "[^\\x00]{0,12}",
        proptest::collection::vec(letters, 0..8).prop_map(|letters| letters.into_iter().collect()),
    ]
}

/// Cells in one file: together a hundred thousand of them are tried.
const TOGETHER: usize = 100;

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    /// A hundred thousand texts: as cells none starts like a formula, and each comes back as it was.
    #[test]
    fn what_was_written_is_harmless_and_comes_back(texts in proptest::collection::vec(cells(), TOGETHER..=TOGETHER)) {
        let mut csv = CsvWriter::new(Vec::new(), vec!["id".to_owned(), "text".to_owned(), "phone".to_owned()]);
        for (id, text) in texts.iter().enumerate() {
            csv.row([Cell::made(id), Cell::typed(Some(text)), Cell::phone(Some(text))]).unwrap();
        }
        let file = csv.finish().unwrap();
        let mut plain = csv_cells(&file);
        prop_assert_eq!(plain.remove(0).len(), 3);
        for row in &plain {
            for cell in &row[1..] {
                let dialled = cell.starts_with('+') && cell.chars().all(|c| c.is_ascii_digit() || " +-().,/#*".contains(c));
                prop_assert!(dialled || !cell.starts_with(FORMULA), "{cell:?}");
            }
        }
        let back = rows(&file);
        prop_assert_eq!(back.len(), texts.len());
        for ((_, cells), text) in back.iter().zip(&texts) {
            prop_assert_eq!(&cells[1], text);
            prop_assert_eq!(&cells[2], text);
        }
    }
}

const FORMULA: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'];

/// The cells as a spreadsheet reads them: by the quoting alone, with nothing of ours.
fn csv_cells(file: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(file).unwrap().strip_prefix('\u{feff}').expect("a byte order mark");
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut letters = text.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && letters.peek() == Some(&'\n') => {
                letters.next();
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            letter => cell.push(letter),
        }
    }
    assert!(cell.is_empty() && row.is_empty() && !quoted, "the last row is whole");
    rows
}
