//! Working on a record from the terminal: corrections, notes about sessions, appointments.

use serde_json::json;

use crate::kit::Desk;

fn with_client() -> Desk {
    let desk = Desk::new();
    desk.run(&[
        "client",
        "add",
        "--name",
        "Sofía",
        "--phone",
        "600 100 200",
        "--preferred-artist",
        "Lola Vega",
    ])
    .ends(0);
    desk
}

#[test]
fn an_artist_sends_a_correction_and_the_desk_decides_with_the_code() {
    let desk = with_client();
    let send = ["correction", "send", "1", "city", "Oaxaca", "--reason", "Moved last month"];
    desk.by("lola", &send).ends(0);
    desk.by("lola", &["correction", "send", "1", "state", "Oaxaca", "--reason", "Moved too"]).ends(0);
    let wrong = desk.by("lola", &["correction", "send", "1", "phone", "call me", "--reason", "x"]).ends(2);
    assert!(wrong.err.contains("Value"), "{}", wrong.err);
    let shown = desk.run(&["correction", "list"]).ends(0);
    assert!(shown.out.contains("Sofía (1)") && shown.out.contains("Moved last month"), "{}", shown.out);
    desk.by("lola", &["correction", "apply", "1", "1"]).ends(1);
    let refused = desk.by("recepcion", &["correction", "apply", "1", "1"]).ends(1);
    assert!(refused.err.contains("--elevate"), "{}", refused.err);
    desk.elevated("recepcion", &["correction", "apply", "1", "1"]).ends(0);
    desk.elevated("recepcion", &["correction", "decline", "1", "2", "--answer", "It is Puebla"]).ends(0);
    desk.run(&["correction", "apply", "1", "2"]).ends(1);
    assert_eq!(desk.json(&["client", "show", "1"])["city"], "Oaxaca");
    assert_eq!(desk.json(&["correction", "list"])["items"], json!([]));
    let told = desk.json(&["correction", "list", "1"]);
    assert_eq!(
        (&told["items"][0]["outcome"], &told["items"][0]["answer"]),
        (&json!("declined"), &json!("It is Puebla"))
    );
    assert_eq!(told["items"][1]["outcome"], "applied");
    desk.run(&["correction", "apply", "1", "9"]).ends(1);
    desk.run(&["correction", "apply", "1", "nine"]).ends(2);
}

#[test]
fn a_note_is_found_and_corrected_by_its_author() {
    let desk = with_client();
    desk.by("lola", &["client", "note", "1", "Línea fina, brazo"]).ends(0);
    desk.by("recepcion", &["client", "note", "1", "Prefers mornings"]).ends(0);
    let found = desk.json(&["client", "note", "1", "--find", "LINEA brazo"]);
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
    let correct = ["client", "note", "1", "Línea fina, espalda", "--correct", "1"];
    let refused = desk.by("recepcion", &correct).ends(1);
    assert!(refused.err.contains("Only its author corrects a note"), "{}", refused.err);
    desk.by("lola", &correct).ends(0);
    desk.by("lola", &["client", "note", "1", "x", "--correct", "1", "--if-version", "1"]).ends(1);
    let note = &desk.json(&["client", "note", "1", "--find", "espalda"])["items"][0];
    assert_eq!((&note["earlier"], &note["version"]), (&json!(["Línea fina, brazo"]), &json!(2)));
    desk.run(&["client", "note", "1", "x", "--session", "9"]).ends(1);
    desk.run(&["client", "note", "1", "--session", "9"]).ends(2);
    assert_eq!(desk.json(&["client", "appointments", "1"])["items"], json!([]));
    desk.run(&["client", "appointments", "7"]).ends(1);
}
