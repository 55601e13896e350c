//! Clients from the terminal: made, found, changed, archived, noted; refused and elevated.

use serde_json::json;

use crate::kit::Desk;

const SOFIA: &[&str] = &[
    "client",
    "add",
    "--name",
    "Sofía  O'Farrill-Núñez ",
    "--phone",
    "+52 (608) 139-0996",
    "--instagram",
    "@tinta_sofi",
    "--style",
    "Fine line",
    "--emergency",
    "Elena",
    "madre",
    "600 100 201",
];

#[test]
fn a_client_is_found_by_any_part_however_it_is_typed() {
    let desk = Desk::new();
    desk.run(SOFIA).ends(0);
    desk.run(&["client", "add", "--name", "Ana Luz", "--phone", "600 100 200"]).ends(0);
    for q in ["sofia nunez", "NÚÑEZ", "farrill", "608139", "(608) 139-09", "@tinta_", "tinta_SOFI", "so"] {
        let found = desk.json(&["client", "list", "--q", q]);
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "{q}");
        assert_eq!(found["items"][0]["name"], "Sofía O'Farrill-Núñez", "{q}");
    }
    assert_eq!(desk.json(&["client", "list", "--q", "sofia luz"])["items"], json!([]));
    let shown = desk.run(&["client", "list"]).ends(0);
    assert!(shown.out.contains("@tinta_sofi") && shown.out.contains("Ana Luz"), "{}", shown.out);
}

#[test]
fn pages_follow_each_other_by_the_cursor_that_is_told() {
    let desk = Desk::new();
    for number in 0..7 {
        let (name, phone) = (format!("Cliente {number}"), format!("600 100 20{number}"));
        desk.run(&["client", "add", "--name", &name, "--phone", &phone]).ends(0);
    }
    let first = desk.json(&["client", "list", "--limit", "3", "--order", "desc"]);
    assert_eq!(first["items"][0]["name"], "Cliente 6");
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = desk.json(&["client", "list", "--all", "--order", "desc", "--cursor", cursor]);
    let names: Vec<&str> =
        second["items"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Cliente 3", "Cliente 2", "Cliente 1", "Cliente 0"]);
    assert!(second["next_cursor"].is_null());
    desk.run(&["client", "list", "--cursor", cursor]).ends(2);
}

#[test]
fn a_client_is_changed_archived_and_restored() {
    let desk = Desk::new();
    desk.run(SOFIA).ends(0);
    desk.run(&[
        "client",
        "edit",
        "1",
        "--city",
        "Oaxaca",
        "--instagram",
        "",
        "--preferred-artist",
        "Lola Vega",
    ])
    .ends(0);
    let card = desk.json(&["client", "show", "1"]);
    assert_eq!((&card["city"], &card["instagram"]), (&json!("Oaxaca"), &json!(null)));
    assert_eq!(card["artist"]["name"], "Lola Vega");
    assert_eq!(
        card["emergency"],
        json!({ "name": "Elena", "relationship": "madre", "phone": "600 100 201" })
    );
    desk.run(&["client", "edit", "1", "--city", "X", "--if-version", "1"]).ends(1);
    desk.run(&["client", "archive", "1"]).ends(0);
    assert_eq!(desk.json(&["client", "list"])["items"], json!([]));
    assert_eq!(desk.json(&["client", "list", "--status", "archived"])["items"][0]["id"], 1);
    desk.run(&["client", "restore", "1"]).ends(0);
    assert_eq!(desk.json(&["client", "list"])["items"][0]["status"], "active");
}

#[test]
fn likely_duplicates_are_named_and_saved_when_that_is_said() {
    let desk = Desk::new();
    desk.run(SOFIA).ends(0);
    let again = ["client", "add", "--name", "Sofi", "--phone", "600 100 200", "--instagram", "Tinta_Sofi"];
    let told = desk.run(&again).ends(1);
    assert!(told.err.contains("Sofía O'Farrill-Núñez (1)") && told.err.contains("--anyway"), "{}", told.err);
    assert_eq!(desk.json(&["client", "list"])["items"].as_array().unwrap().len(), 1);
    desk.run(&[again.as_slice(), &["--anyway"]].concat()).ends(0);
}

#[test]
fn every_wrong_field_is_named() {
    let desk = Desk::new();
    let wrong = desk
        .run(&["client", "add", "--name", " ", "--phone", "x", "--email", "no", "--birth-date", "2990-01-01"])
        .ends(2);
    for field in ["Name", "Phone", "Email", "Date of birth"] {
        assert!(wrong.err.contains(field), "{field}: {}", wrong.err);
    }
    desk.run(&["client", "show", "7"]).ends(1);
    desk.run(&["client", "show", "seven"]).ends(2);
}

#[test]
fn the_desk_edits_with_the_code_and_an_artist_does_not() {
    let desk = Desk::new();
    desk.run(SOFIA).ends(0);
    let edit = ["client", "edit", "1", "--city", "Puebla"];
    let refused = desk.by("recepcion", &edit).ends(1);
    assert!(refused.err.contains("--elevate"), "{}", refused.err);
    desk.elevated("recepcion", &edit).ends(0);
    desk.by("lola", &edit).ends(1);
    assert_eq!(desk.json(&["client", "show", "1"])["city"], "Puebla");
}

#[test]
fn notes_are_written_by_and_for_those_who_may() {
    let desk = Desk::new();
    desk.run(SOFIA).ends(0);
    desk.by("lola", &["client", "note", "1", "prefiere mañanas"]).ends(1);
    desk.run(&["client", "edit", "1", "--preferred-artist", "Lola Vega"]).ends(0);
    desk.by("lola", &["client", "note", "1", "prefiere mañanas"]).ends(0);
    let notes = desk.json(&["client", "note", "1"]);
    assert_eq!(
        (&notes["items"][0]["text"], &notes["items"][0]["author"]),
        (&json!("prefiere mañanas"), &json!("lola"))
    );
    desk.by("bruno", &["client", "note", "1"]).ends(1);
    desk.run(&["client", "note", "1", "--pin", "alérgica al látex"]).ends(0);
    assert_eq!(desk.json(&["client", "show", "1"])["pinned_note"], "alérgica al látex");
    desk.run(&["client", "note", "1", "--pin", ""]).ends(0);
    assert!(desk.json(&["client", "show", "1"])["pinned_note"].is_null());
    assert_eq!(desk.json(&["client", "consent", "1"])["items"], json!([]));
    assert_eq!(desk.json(&["client", "health", "1"])["items"], json!([]));
}

#[test]
fn a_change_that_changes_nothing_says_so() {
    let desk = Desk::new();
    desk.run(&["client", "add", "--name", "Ana Luz", "--phone", "600 100 200", "--style", "Realism"]).ends(0);
    let log = || {
        desk.json(&["audit", "list", "--action", "clients.edit", "--all"])["items"].as_array().unwrap().len()
    };
    for same in [&["--name", " Ana  Luz"][..], &["--style", "Realism"], &["--city", ""], &[]] {
        let ran = desk.run(&[&["client", "edit", "1"], same].concat()).ends(0);
        assert_eq!(ran.err, "Nothing about client 1 was changed\n", "{same:?}");
    }
    assert_eq!(log(), 0);
    let ran = desk.run(&["client", "edit", "1", "--city", "Puebla"]).ends(0);
    assert_eq!(ran.err, "Client 1 was changed\n");
    assert_eq!(log(), 1);
}
