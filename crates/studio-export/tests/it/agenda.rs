//! The agenda as a table.

use studio_domain::{AppointmentStatus, StudioZone, Timestamp};
use studio_export::{AgendaColumn, AgendaCsv, AgendaRecord, AgendaXlsx};

fn zone() -> StudioZone {
    StudioZone::parse("Europe/Madrid").unwrap()
}

fn at(raw: &str) -> Timestamp {
    Timestamp::parse_rfc3339(raw).unwrap()
}

fn record() -> AgendaRecord<'static> {
    AgendaRecord {
        starts_at: at("2026-03-14T16:30:00+01:00"),
        ends_at: at("2026-03-14T18:00:00+01:00"),
        client: "=HYPERLINK(\"http://evil.example\")",
        artist: "Lola, \"la Vega\"",
        service: None,
        status: AppointmentStatus::NoShow,
    }
}

#[test]
fn a_row_has_the_seven_columns_and_no_formula() {
    let mut csv = AgendaCsv::new(Vec::new(), zone(), |_| None);
    csv.row(&record()).unwrap();
    let night = AgendaRecord {
        ends_at: at("2026-03-15T00:30:00+01:00"),
        client: "Ana",
        service: Some("+1 session"),
        ..record()
    };
    csv.row(&night).unwrap();
    csv.flush().unwrap();
    let text = String::from_utf8(csv.finish().unwrap()).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split("\r\n").collect();
    assert_eq!(
        lines,
        [
            "Date,Time,End,Client,Artist,Service,Status",
            "2026-03-14,16:30,18:00,\"'=HYPERLINK(\"\"http://evil.example\"\")\",\"Lola, \"\"la Vega\"\"\",,no_show",
            "2026-03-14,16:30,2026-03-15 00:30,Ana,\"Lola, \"\"la Vega\"\"\",'+1 session,no_show",
            "",
        ]
    );
}

#[test]
fn heads_are_translated_by_key() {
    let csv = AgendaCsv::new(Vec::new(), zone(), |key| (key == "date").then(|| "Fecha".to_owned()));
    let text = String::from_utf8(csv.finish().unwrap()).unwrap();
    assert_eq!(text.trim_start_matches('\u{feff}').trim_end(), "Fecha,Time,End,Client,Artist,Service,Status");
    assert_eq!(AgendaColumn::ALL.len(), 7);
}

#[test]
fn a_workbook_is_packed_whole_and_holds_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = AgendaXlsx::new(folder.path(), zone(), record().starts_at, |_| None).unwrap();
    book.row(&record()).unwrap();
    let packed = book.finish(Vec::new()).unwrap();
    let mut all = zip::ZipArchive::new(std::io::Cursor::new(packed)).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut all.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
    assert!(sheet.contains("2026-03-14") && sheet.contains("HYPERLINK"), "{sheet}");
    assert!(!sheet.contains("<f>"), "no formula");
}
