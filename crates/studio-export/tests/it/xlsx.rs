//! Workbooks as spreadsheets open them: unpacked, and looked at part by part.

use std::io::{self, ErrorKind, Read as _, Write};

use studio_domain::{ArtistId, ClientId, ClientStatus, StudioZone, Timestamp, Version};
use studio_export::{ClientRecord, ClientXlsx};

const AT: Timestamp = Timestamp::from_millis(1_790_000_000_000);

fn client<'a>(id: i64, name: &'a str, phone: Option<&'a str>) -> ClientRecord<'a> {
    ClientRecord {
        id: ClientId::new(id),
        name,
        phone,
        email: None,
        instagram: None,
        artist: Some((ArtistId::new(3), "Lola <Vega> & co")),
        next_appointment: None,
        last_appointment: None,
        created_at: AT,
        status: ClientStatus::Active,
        version: Version::FIRST,
    }
}

fn book(rows: &[ClientRecord<'_>]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let zone = StudioZone::parse("America/Mexico_City").unwrap();
    let mut book =
        ClientXlsx::new(folder.path(), zone, AT, |key| (key == "name").then(|| "Nombre".to_owned())).unwrap();
    for row in rows {
        book.row(row).unwrap();
    }
    let packed = book.finish(Vec::new()).unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "parts have no name");
    packed
}

fn part(packed: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(io::Cursor::new(packed)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_text_is_a_text_whatever_it_starts_with() {
    let packed =
        book(&[client(1, "=cmd|' /C calc'!A0", Some("+52 55 1234 5678")), client(2, "Sofía", Some("=1+1"))]);
    let sheet = part(&packed, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "no formula anywhere: {sheet}");
    for text in ["=cmd|' /C calc'!A0", "+52 55 1234 5678", "Nombre", "Lola &lt;Vega&gt; &amp; co", "active"] {
        assert!(sheet.contains(&format!(">{text}</t>")), "{text} in {sheet}");
    }
    // Whoever edits such a cell keeps a text: the style says so, and only where it is needed.
    assert_eq!(part(&packed, "xl/styles.xml").matches("quotePrefix=\"1\"").count(), 1);
    let style = |cell: &str| {
        let start = sheet.find(&format!("r=\"{cell}\"")).unwrap();
        sheet[start..].split('>').next().unwrap().contains("s=")
    };
    assert!(style("B2") && style("C3") && style("C2"), "a plus could begin a formula: {sheet}");
    assert!(!style("B3"), "{sheet}");
}

#[test]
fn numbers_are_numbers_and_dates_are_dates() {
    let sheet = part(&book(&[client(17, "Ana", None)]), "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("r=\"A2\"><v>17</v>"), "{sheet}");
    // 2026-09-21 08:13 in Mexico City, as days since 1900.
    let start = sheet.find("r=\"I2\"").unwrap();
    let cell = sheet[start..].split("</c>").next().unwrap();
    let days: f64 = cell.split("<v>").nth(1).unwrap().split('<').next().unwrap().parse().unwrap();
    assert!((days - 46_286.342_361).abs() < 0.001, "{days}");
}

#[test]
fn the_same_clients_are_the_same_bytes() {
    let rows = [client(1, "Ana", None), client(2, "Berta", Some("600 100 200"))];
    assert_eq!(book(&rows), book(&rows));
    assert!(
        part(&book(&[]), "xl/worksheets/sheet1.xml").contains("Nombre"),
        "heads stand without a client too"
    );
}

/// Takes so many bytes and is closed then.
struct Pipe(usize);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(ErrorKind::BrokenPipe.into());
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_is_told_as_such() {
    let folder = tempfile::tempdir().unwrap();
    for taken in [0, 1_000] {
        let mut book = ClientXlsx::new(folder.path(), StudioZone::UTC, AT, |_| None).unwrap();
        book.row(&client(1, "Ana", None)).unwrap();
        assert_eq!(book.finish(Pipe(taken)).err().unwrap().kind(), ErrorKind::BrokenPipe);
    }
    let nowhere = ClientXlsx::new(&folder.path().join("nowhere"), StudioZone::UTC, AT, |_| None);
    assert!(nowhere.is_err(), "told before the first row");
}
