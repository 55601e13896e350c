//! The matrix as text, Markdown, CSV and JSON: read back and compared cell by cell.

use std::collections::BTreeMap;

use studio_policy::{Action, Column, Format, Grant, Matrix, Profile, write_page};

/// What was read back: the grants of each action as codes, by action.
type Cells = BTreeMap<String, Vec<String>>;

fn expected(matrix: &Matrix) -> Cells {
    let row = |action: Action| {
        Column::ALL.iter().map(|column| matrix.grant(*column, action).code().to_owned()).collect()
    };
    Action::ALL.iter().map(|action| (action.code().to_owned(), row(*action))).collect()
}

fn both() -> [Matrix; 2] {
    [Matrix::STUDIO, Profile::CLIENT_PAGE.matrix()]
}

fn undash(cell: &str) -> String {
    if cell == "-" { Grant::Deny.code().to_owned() } else { cell.to_owned() }
}

#[test]
fn text_has_every_cell_in_its_column() {
    for matrix in both() {
        let text = matrix.render(Format::Text);
        let mut lines = text.lines().filter(|line| !line.is_empty());
        let header: Vec<_> = lines.next().unwrap().split_whitespace().collect();
        assert_eq!(header, ["action", "admin", "assistant", "artist", "operator", "housekeeping", "setup"]);
        let read: Cells = lines
            .map(|line| {
                let mut words = line.split_whitespace();
                (words.next().unwrap().to_owned(), words.map(undash).collect())
            })
            .collect();
        assert_eq!(read, expected(&matrix));
        assert!(text.lines().all(|line| line == line.trim_end()), "trailing blanks");
    }
    let text = Matrix::STUDIO.render(Format::Text);
    assert!(text.starts_with("action                  admin         assistant     artist        operator "));
    assert!(text.contains("\n\nagenda.view             allow         allow         allow         allow  "));
}

#[test]
fn markdown_has_a_table_for_each_area() {
    for matrix in both() {
        let text = matrix.render(Format::Markdown);
        let mut read = Cells::new();
        for line in text.lines().filter(|line| line.starts_with("| `")) {
            let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            assert_eq!(cells.len(), 2 + Column::COUNT, "{line}");
            let code = cells[0].trim_matches('`');
            assert_eq!(Action::parse(code).unwrap().does(), cells[7]);
            read.insert(code.to_owned(), cells[1..7].iter().map(|cell| undash(cell)).collect());
        }
        assert_eq!(read, expected(&matrix));
        let areas: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(
            areas,
            ["agenda", "clients", "staff", "portfolio", "reports", "inventory", "security", "system"]
        );
    }
    assert!(Matrix::STUDIO.render(Format::Markdown).starts_with(
        "## agenda\n\n\
         | action | admin | assistant | artist | operator | housekeeping | setup | what it allows |\n\
         |---|---|---|---|---|---|---|---|\n\
         | `agenda.view` | allow | allow | allow | allow | - | - | See every"
    ));
}

/// Splits CSV as RFC 4180 describes it, strictly: a stray quote is an error.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match (quoted, c) {
            (true, '"') if chars.peek() == Some(&'"') => cell.extend(chars.next()),
            (true, '"') => {
                quoted = false;
                assert!(matches!(chars.peek(), Some(',' | '\n')), "text after a closing quote");
            }
            (true, c) => cell.push(c),
            (false, '"') => {
                assert!(cell.is_empty(), "a quote inside of a plain cell");
                quoted = true;
            }
            (false, ',') => row.push(std::mem::take(&mut cell)),
            (false, '\n') => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (false, c) => cell.push(c),
        }
    }
    assert!(!quoted && cell.is_empty() && row.is_empty(), "the last line does not end");
    rows
}

#[test]
fn csv_cells_are_quoted_where_needed() {
    for matrix in both() {
        let rows = read_csv(&matrix.render(Format::Csv));
        let (header, rows) = rows.split_first().unwrap();
        assert_eq!(header.join(","), "action,origin,admin,assistant,artist,operator,housekeeping,setup,does");
        let mut read = Cells::new();
        for row in rows {
            assert_eq!(row.len(), header.len(), "{row:?}");
            let action = Action::parse(&row[0]).unwrap();
            assert_eq!(row[1], action.origin().code());
            assert_eq!(row[8], action.does());
            read.insert(row[0].clone(), row[2..8].to_vec());
        }
        assert_eq!(read, expected(&matrix));
    }
    assert!(Action::ALL.iter().any(|action| action.does().contains(',')), "nothing to quote");
}

#[test]
fn json_parses_and_has_every_cell() {
    for matrix in both() {
        let json: serde_json::Value = serde_json::from_str(&matrix.render(Format::Json)).unwrap();
        let mut read = Cells::new();
        let list = json["actions"].as_array().unwrap();
        assert_eq!(list.len(), Action::COUNT);
        for entry in list {
            let code = entry["code"].as_str().unwrap();
            let action = Action::parse(code).unwrap();
            assert_eq!(entry["origin"], action.origin().code());
            assert_eq!(entry["does"], action.does());
            let grants = entry["grants"].as_object().unwrap();
            assert_eq!(grants.len(), Column::COUNT);
            let row = Column::ALL.iter().map(|column| grants[column.code()].as_str().unwrap().to_owned());
            read.insert(code.to_owned(), row.collect());
        }
        assert_eq!(read, expected(&matrix));
    }
}

#[test]
fn the_page_has_the_matrix_and_every_profile() {
    let mut page = String::new();
    write_page(&mut page).unwrap();
    assert!(page.starts_with("# Permissions\n"));
    assert!(page.contains(&Matrix::STUDIO.render(Format::Markdown)));
    for line in [
        "| own | for an artist with a linked profile, on rows that this profile owns |",
        "### standard",
        "### client-page",
        "| `clients.edit` | artist | deny | own |",
        "| `clients.export` | assistant | locked | allow |",
        "| `clients.export` | artist | deny | own |",
        "A client that an artist creates becomes that artist's own.",
    ] {
        assert_eq!(page.lines().filter(|other| *other == line).count(), 1, "{line}");
    }
    assert!(page.ends_with(".\n") && !page.contains("\n\n\n"));
}

/// A writer that takes only so much: an error of the output is passed on, not swallowed.
struct Full(usize);

impl std::fmt::Write for Full {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 = self.0.checked_sub(text.len()).ok_or(std::fmt::Error)?;
        Ok(())
    }
}

#[test]
fn an_error_of_the_output_is_reported() {
    for format in Format::ALL {
        let length = Matrix::STUDIO.render(*format).len();
        assert!(Matrix::STUDIO.write(*format, &mut Full(length)).is_ok(), "{format}");
        for room in [0, length / 2, length - 1] {
            assert!(Matrix::STUDIO.write(*format, &mut Full(room)).is_err(), "{format} {room}");
        }
    }
}
