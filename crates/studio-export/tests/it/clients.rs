//! The export of clients: its columns, its names, its times.

use studio_domain::{ArtistId, ClientId, ClientStatus, StudioZone, Timestamp, Version};
use studio_export::{ClientColumn, ClientCsv, ClientJson, ClientRecord};

const HEADER: &str =
    "ID,Name,Phone,Email,Instagram,Assigned artist,Next appointment,Last appointment,Registered,Status";

fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

fn sofia() -> ClientRecord<'static> {
    ClientRecord {
        id: ClientId::new(17),
        name: "Sofía \"La Tinta\" Núñez",
        phone: Some("+52 (608) 139-0996"),
        email: Some("sofia@example.com"),
        instagram: Some("sofia.ink"),
        artist: Some((ArtistId::new(3), "Lola, la de siempre")),
        next_appointment: Some(at("2026-03-29T00:59:00Z")),
        last_appointment: Some(at("2026-03-29T01:00:00Z")),
        created_at: at("2025-12-31T23:30:00Z"),
        status: ClientStatus::Archived,
        version: Version::new(4),
    }
}

fn bare() -> ClientRecord<'static> {
    ClientRecord {
        phone: None,
        email: None,
        instagram: None,
        artist: None,
        next_appointment: None,
        last_appointment: None,
        status: ClientStatus::Active,
        ..sofia()
    }
}

fn madrid() -> StudioZone {
    StudioZone::parse("Europe/Madrid").unwrap()
}

fn csv(headers: impl Fn(&'static str) -> Option<String>) -> String {
    let mut csv = ClientCsv::new(Vec::new(), madrid(), headers);
    csv.row(&sofia()).unwrap();
    csv.row(&bare()).unwrap();
    String::from_utf8(csv.finish().unwrap()).unwrap()
}

#[test]
fn the_columns_are_those_of_the_list_and_times_are_the_studios() {
    let text = csv(|_| None);
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0], format!("\u{feff}{HEADER}"));
    // One minute apart, and the clocks went forward between them.
    assert_eq!(
        lines[1],
        "17,\"Sofía \"\"La Tinta\"\" Núñez\",+52 (608) 139-0996,sofia@example.com,sofia.ink,\
         \"Lola, la de siempre\",2026-03-29 01:59,2026-03-29 03:00,2026-01-01 00:30,archived"
    );
    assert_eq!(lines[2], "17,\"Sofía \"\"La Tinta\"\" Núñez\",,,,,,,2026-01-01 00:30,active");
}

#[test]
fn headers_are_translated_by_their_keys_and_stay_english_where_there_is_no_word() {
    let text = csv(|key| (key == "next_appointment").then(|| "Próxima cita".to_owned()));
    let header = text.lines().next().unwrap();
    assert_eq!(header, format!("\u{feff}{}", HEADER.replace("Next appointment", "Próxima cita")));
}

#[test]
fn keys_and_headers_are_unique() {
    for column in ClientColumn::ALL {
        let same = |other: &&ClientColumn| other.key() == column.key() || other.header() == column.header();
        assert_eq!(ClientColumn::ALL.iter().filter(same).count(), 1, "{column:?}");
    }
}

#[test]
fn json_has_the_names_of_the_api_and_the_same_moments() {
    let mut json = ClientJson::new(Vec::new(), madrid());
    json.row(&sofia()).unwrap();
    json.row(&bare()).unwrap();
    let text = String::from_utf8(json.finish().unwrap()).unwrap();
    assert_eq!(text.lines().count(), 4);
    assert_eq!(
        text.lines().nth(1).unwrap(),
        "{\"id\":17,\"name\":\"Sofía \\\"La Tinta\\\" Núñez\",\"phone\":\"+52 (608) 139-0996\",\
         \"email\":\"sofia@example.com\",\"instagram\":\"sofia.ink\",\"artist\":{\"id\":3,\"name\":\"Lola, la de siempre\"},\
         \"next_appointment\":\"2026-03-29T01:59:00.000+01:00\",\"last_appointment\":\"2026-03-29T03:00:00.000+02:00\",\
         \"created_at\":\"2026-01-01T00:30:00.000+01:00\",\"status\":\"archived\",\"version\":4},"
    );
    let all: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    for missing in ["phone", "email", "instagram", "artist", "next_appointment", "last_appointment"] {
        assert!(all[1][missing].is_null(), "{missing}");
    }
}
