//! Appointments from the terminal: booking, moving, the steps up to the end, lists and history.

use serde_json::json;

use crate::kit::Desk;

fn with_client() -> Desk {
    let desk = Desk::new();
    desk.run(&["client", "add", "--name", "Sofía", "--phone", "600 100 200"]).ends(0);
    desk
}

/// A morning far ahead, so that it lies ahead whenever this runs.
const DAY: &str = "2044-03-15";

fn at(time: &str) -> String {
    format!("{DAY}T{time}")
}

#[test]
fn an_appointment_is_booked_moved_and_completed() {
    let desk = with_client();
    let start = at("10:00");
    let book = ["appointment", "book", "1", "Lola Vega", &start, "--minutes", "90", "--service", "Rose"];
    let asked = desk.by("recepcion", &book).ends(1);
    assert!(
        asked.err.contains("not been asked about health") && asked.err.contains("--anyway"),
        "{}",
        asked.err
    );
    let booked = desk.by("recepcion", &[&book[..], &["--anyway", "--price", "1,200.50"]].concat()).ends(0);
    assert!(booked.out.contains('1'), "{}", booked.out);
    let half = at("10:30");
    let taken = ["appointment", "book", "1", "Lola Vega", &half, "--minutes", "60", "--anyway"];
    let refused = desk.by("recepcion", &taken).ends(1);
    assert!(refused.err.contains("Lola Vega has Sofía on 2044-03-15 from 10:00 to 11:30"), "{}", refused.err);
    let shown = desk.json(&["appointment", "show", "1"]);
    assert_eq!((&shown["service"], &shown["price"]["amount"]), (&json!("Rose"), &json!(120_050)));
    assert_eq!((&shown["status"], &shown["details"]), (&json!("pending"), &json!(true)));

    let noon = at("12:00");
    desk.run(&["appointment", "move", "1", &noon, "--anyway"]).ends(0);
    desk.run(&["appointment", "move", "1"]).ends(2);
    desk.run(&["appointment", "edit", "1", "--notes", "Brings a drawing"]).ends(0);
    desk.run(&["appointment", "confirm", "1", "--if-version", "1"]).ends(1);
    desk.run(&["appointment", "confirm", "1"]).ends(0);
    desk.run(&["appointment", "arrive", "1"]).ends(0);
    desk.run(&["appointment", "start", "1"]).ends(0);
    let missing = desk.run(&["appointment", "complete", "1"]).ends(1);
    assert!(missing.err.contains("The informed consent"), "{}", missing.err);
    let shown = desk.run(&["appointment", "show", "1"]).ends(0);
    assert!(shown.out.contains("Brings a drawing") && shown.out.contains("1200.50"), "{}", shown.out);
    let history = desk.json(&["appointment", "history", "1"]);
    let what: Vec<&str> =
        history["items"].as_array().unwrap().iter().rev().map(|row| row["what"].as_str().unwrap()).collect();
    assert_eq!(
        what,
        ["booked", "moved", "moved", "edited", "confirmed", "arrived", "started", "started"][..what.len()]
    );
}

#[test]
fn free_times_are_found_by_length_alone_and_within_a_part_of_the_day() {
    let desk = with_client();
    let find = ["appointment", "find", "--minutes", "60", "--artist", "Lola Vega", "--from", DAY];
    let found = desk.json(&find);
    let first = found["items"].as_array().unwrap().first().unwrap();
    assert!(first["starts_at"].as_str().unwrap().starts_with(DAY), "{first}");
    let evening = desk.json(&[&find[..], &["--part", "evening"]].concat());
    let hour = |row: &serde_json::Value| {
        row["starts_at"].as_str().unwrap().get(11..13).unwrap().parse::<u32>().unwrap()
    };
    assert!(evening["items"].as_array().unwrap().iter().all(|row| hour(row) >= 18), "{evening}");
    desk.run(&["appointment", "find", "--minutes", "60", "--walk-in"]).ends(0);
    desk.run(&[&find[..], &["--part", "noon"]].concat()).ends(2);
}

#[test]
fn a_history_tells_what_happened_by_whom_and_what_changed() {
    let desk = Desk::new();
    let client = ["client", "add", "--name", "Sofía", "--phone", "600 100 200", "--birth-date", "1990-05-05"];
    desk.run(&[&client[..], &["--informed-consent", "spoken"]].concat()).ends(0);
    let (start, later) = (at("10:00"), at("12:00"));
    let book = ["appointment", "book", "1", "Lola Vega", &start, "--minutes", "90", "--service", "Rose"];
    desk.by("recepcion", &[&book[..], &["--anyway"]].concat()).ends(0);
    desk.by("recepcion", &["appointment", "move", "1", &later, "--anyway"]).ends(0);
    desk.run(&["appointment", "confirm", "1"]).ends(0);
    desk.by("lola", &["appointment", "complete", "1", "--price", "1200"]).ends(0);
    let history = desk.json(&["appointment", "history", "1"]);
    let text = |row: &serde_json::Value, field: &str| row[field].as_str().unwrap_or("–").to_owned();
    let rows: Vec<String> = history["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| ["what", "by", "field", "was", "became"].map(|field| text(row, field)).join(" "))
        .collect();
    // The moment of completing is this machine's.
    let (at, rest) = rows.split_first().unwrap();
    assert!(at.starts_with("completed lola completed_at – 20"), "{at}");
    assert_eq!(
        rest,
        [
            "completed lola price – 120000",
            "completed lola status confirmed completed",
            "confirmed – status pending confirmed",
            "moved recepcion ends_at 2044-03-15T17:30:00.000Z 2044-03-15T19:30:00.000Z",
            "moved recepcion starts_at 2044-03-15T16:00:00.000Z 2044-03-15T18:00:00.000Z",
            "booked recepcion – – –",
        ]
    );
    let table = desk.run(&["appointment", "history", "1"]).ends(0).out;
    // As people read it: the time by this machine's clock is left out.
    let told: Vec<String> = table
        .lines()
        .map(|line| {
            let words = line.split_whitespace();
            words
                .filter(|word| !word.starts_with("20") || word.starts_with("2044"))
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    assert!(told[0].starts_with("When Who What Field"), "{table}");
    assert!(told.iter().any(|line| line.contains("lola Completed Price 120000")), "{table}");
    assert!(told.iter().any(|line| line.contains("Booked")), "{table}");
}

#[test]
fn an_appointment_is_called_off_missed_and_taken_back() {
    let desk = with_client();
    let start = at("10:00");
    desk.run(&[
        "appointment",
        "book",
        "1",
        "Lola Vega",
        &start,
        "--minutes",
        "60",
        "--anyway",
        "--confirmed",
    ])
    .ends(0);
    desk.run(&["appointment", "cancel", "1"]).ends(2);
    desk.run(&["appointment", "cancel", "1", "--by", "client", "--reason", "Has a fever"]).ends(0);
    let again = desk.run(&["appointment", "no-show", "1"]).ends(1);
    assert!(again.err.contains("cancelled"), "{}", again.err);
    desk.run(&["appointment", "reopen", "1", "--anyway"]).ends(0);
    desk.run(&["appointment", "no-show", "1"]).ends(0);
    assert_eq!(desk.json(&["client", "show", "1"])["no_shows"], 1);
    desk.by("bruno", &["appointment", "reopen", "1", "--anyway"]).ends(1);
    desk.run(&["appointment", "show", "9"]).ends(1);
    desk.run(&["appointment", "show", "nine"]).ends(2);
}

#[test]
fn a_list_is_of_what_was_asked_for() {
    let desk = with_client();
    for (artist, time) in [("Lola Vega", "10:00"), ("Bruno Ink", "12:00")] {
        let start = at(time);
        desk.run(&[
            "appointment",
            "book",
            "1",
            artist,
            &start,
            "--minutes",
            "60",
            "--anyway",
            "--service",
            time,
        ])
        .ends(0);
    }
    let ids = |arguments: &[&str]| -> Vec<i64> {
        let list = desk.json(&[&["appointment", "list"], arguments].concat());
        list["items"].as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()).collect()
    };
    assert_eq!(ids(&[]), [1, 2]);
    assert_eq!(ids(&["--artist", "Bruno Ink"]), [2]);
    assert_eq!(ids(&["--from", DAY, "--to", DAY, "--client", "1"]), [1, 2]);
    assert!(ids(&["--to", "2044-03-14"]).is_empty());
    assert_eq!(ids(&["--q", "10:00"]), [1]);
    assert!(ids(&["--status", "cancelled", "--status", "no-show"]).is_empty());
    let theirs = desk.by("lola", &["appointment", "list", "--json"]).ends(0);
    let theirs: serde_json::Value = serde_json::from_str(&theirs.out).unwrap();
    assert_eq!(
        (&theirs["items"][0]["service"], &theirs["items"][1]["service"]),
        (&json!("10:00"), &json!(null))
    );
    desk.run(&["appointment", "list", "--from", "soon"]).ends(2);
}

#[test]
fn usual_services_begin_the_list() {
    let desk = Desk::new();
    desk.by("recepcion", &["service", "usual"]).ends(1);
    desk.run(&["service", "usual", "massage"]).ends(2);
    let names = |list: &serde_json::Value| -> Vec<String> {
        let all = list["items"].as_array().unwrap().iter();
        all.map(|row| format!("{} {}", row["name"].as_str().unwrap(), row["minutes"])).collect()
    };
    assert_eq!(
        names(&desk.json(&["service", "usual", "touch_up", "small"])),
        ["Small tattoo 90", "Touch-up 45"]
    );
    assert_eq!(desk.json(&["service", "usual"])["items"].as_array().unwrap().len(), 4);
    assert!(names(&desk.json(&["service", "usual"])).is_empty());
    assert_eq!(desk.json(&["service", "list"])["items"].as_array().unwrap().len(), 6);
}
