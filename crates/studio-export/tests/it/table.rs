//! CSV as a reader and as a spreadsheet get it.

use proptest::prelude::*;
use studio_export::{Cell, CsvWriter, unguard};

fn written(header: &[&str], rows: &[Vec<Cell<'_>>]) -> Vec<u8> {
    let mut csv = CsvWriter::new(Vec::new(), header.iter().map(|head| (*head).to_owned()).collect());
    for row in rows {
        csv.row(row.iter().cloned()).unwrap();
    }
    csv.finish().unwrap()
}

fn read(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_mark_stands_once_before_everything() {
    let bytes = written(&["a, b", "c"], &[vec![Cell::typed(Some("x")), Cell::Empty]]);
    assert_eq!(bytes, "\u{feff}\"a, b\",c\r\nx,\r\n".as_bytes());
}

#[test]
fn a_table_without_rows_has_its_header() {
    assert_eq!(written(&["ID", "Name"], &[]), "\u{feff}ID,Name\r\n".as_bytes());
}

#[test]
fn values_of_the_program_are_not_guarded_and_typed_ones_are() {
    let row = vec![
        Cell::made(-1200),
        Cell::typed(Some("-1200")),
        Cell::phone(Some("+34 1")),
        Cell::phone(Some("+x")),
    ];
    let rows = read(&written(&["a", "b", "c", "d"], &[row]));
    assert_eq!(rows[1], ["-1200", "'-1200", "+34 1", "'+x"]);
}

#[test]
fn a_header_that_somebody_translated_is_guarded_too() {
    assert_eq!(read(&written(&["=x"], &[])), [["'=x"]]);
}

proptest! {
    #[test]
    fn every_text_is_read_back(cells in proptest::collection::vec(any::<String>(), 2..6)) {
        let header: Vec<&str> = cells.iter().map(|_| "h").collect();
        let row = cells.iter().map(|cell| Cell::typed(Some(cell))).collect();
        let rows = read(&written(&header, &[row]));
        let back: Vec<&str> = rows[1].iter().map(|cell| unguard(cell)).collect();
        prop_assert_eq!(back, cells);
    }

    #[test]
    fn no_line_and_no_cell_of_a_file_starts_like_a_formula(name in any::<String>()) {
        let bytes = written(&["a", "b"], &[vec![Cell::typed(Some(&name)), Cell::typed(Some(&name))]]);
        for cell in read(&bytes).into_iter().flatten() {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']), "{cell:?}");
        }
    }
}
