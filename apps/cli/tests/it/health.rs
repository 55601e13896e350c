//! Health screenings and their keys from the terminal: recorded, confirmed, compared; replaced, handed out, lost and found.

use std::fs;

use serde_json::{Value, json};

use crate::kit::Desk;

const PASSPHRASE: &str = "siete agujas y una lámpara";

fn with_client() -> Desk {
    let desk = Desk::new();
    let add =
        ["client", "add", "--name", "Sofía Luz", "--phone", "600 100 200", "--preferred-artist", "Lola Vega"];
    desk.run(&add).ends(0);
    desk
}

fn screenings(desk: &Desk) -> Vec<Value> {
    desk.json(&["client", "health", "1"])["items"].as_array().unwrap().clone()
}

#[test]
fn a_screening_is_recorded_confirmed_and_compared() {
    let desk = with_client();
    let first = ["client", "health", "1", "--answer", "allergy-latex=yes:guantes de caja", "--others", "no"];
    desk.by("recepcion", &[&first[..], &["--observations", "se marea"]].concat()).ends(0);
    desk.by("lola", &["client", "health", "1", "--answer", "diabetes=yes", "--seen", "1"]).ends(0);
    let found = screenings(&desk);
    assert_eq!(found.len(), 2);
    assert_eq!(found[1]["answers"].as_object().unwrap().len(), 13);
    assert_eq!(found[1]["answers"]["allergy_latex"], json!({ "answer": "yes", "detail": "guantes de caja" }));
    assert_eq!(found[1]["answers"]["skin"]["answer"], "no");
    assert_eq!((&found[1]["recorded_by"], &found[0]["recorded_by"]), (&json!("recepcion"), &json!("lola")));
    assert_eq!(found[0]["changes"]["observations"], "se marea");
    assert_eq!(found[0]["changes"]["answers"]["diabetes"]["answer"], "no");
    assert_eq!(found[0]["changes"]["answers"].as_object().unwrap().len(), 13);

    let done = desk.by("lola", &["--json", "client", "health", "1", "--unchanged", "--seen", "2"]).json();
    assert_eq!(done, json!({ "id": 3, "client_id": 1 }));
    desk.by("lola", &["client", "health", "1", "--unchanged", "--seen", "2"]).ends(1);
    let found = screenings(&desk);
    assert_eq!((found.len(), &found[0]["changes"]["answers"]), (3, &json!({})));
    let shown = desk.run(&["client", "health", "1"]).ends(0).out;
    assert!(shown.contains("Allergy to latex: guantes de caja") && shown.contains("Changed"), "{shown}");
}

#[test]
fn wrong_answers_are_named_and_others_may_not() {
    let desk = with_client();
    let wrong = [
        "client",
        "health",
        "1",
        "--answer",
        "diabetes=perhaps",
        "--answer",
        "gluten=yes",
        "--answer",
        "skin=:burn",
    ];
    let told = desk.run(&wrong).ends(2);
    for part in ["Diabetes", "perhaps", "gluten", "Skin", "choose yes or no"] {
        assert!(told.err.contains(part), "{part}: {}", told.err);
    }
    let told = desk.run(&["client", "health", "1", "--answer", "diabetes"]).ends(2);
    assert!(told.err.contains("Diabetes"), "{}", told.err);
    let none = desk.run(&["client", "health", "1", "--unchanged"]).ends(1);
    assert!(none.err.starts_with("error: No health screening was found\n"), "{}", none.err);
    assert!(none.err.contains("Record one first"), "{}", none.err);
    desk.run(&["client", "health", "1", "--unchanged", "--answer", "skin=no"]).ends(2);
    desk.by("bruno", &["client", "health", "1", "--answer", "skin=no"]).ends(1);
    desk.by("bruno", &["client", "health", "1"]).ends(1);
    assert_eq!(screenings(&desk), [Value::Null; 0]);
}

#[test]
fn keys_are_replaced_handed_out_lost_and_found() {
    let desk = with_client();
    desk.run(&["client", "health", "1", "--answer", "skin=yes:quemadura"]).ends(0);
    let before = desk.json(&["key", "status"])["items"].clone();
    assert_eq!((&before[0]["place"], &before[0]["screenings"]), (&json!("current"), &json!(1)));
    let rotated = desk.json(&["key", "rotate"]);
    assert_eq!(
        (&rotated["resealed"], &rotated["left"], &rotated["resumed"]),
        (&json!(1), &json!(0), &json!(false))
    );
    let after = desk.json(&["key", "status"])["items"].clone();
    assert_eq!(after[0], json!({ "id": rotated["key"], "place": "current", "screenings": 1 }));
    assert_eq!(after[1], json!({ "id": before[0]["id"], "place": "older", "screenings": 0 }));

    let secret = [("STUDIO_PASSPHRASE", PASSPHRASE)];
    desk.run(&["key", "export", "keys.txt"]).ends(2);
    assert!(!desk.path().join("keys.txt").exists(), "nothing is left of what was refused");
    let weak = desk.with(&[("STUDIO_PASSPHRASE", "1234")], &["key", "export", "keys.txt"]).ends(2);
    assert!(weak.err.contains("Passphrase") && !weak.err.contains("password"), "{}", weak.err);
    assert!(!desk.path().join("keys.txt").exists());
    desk.with(&secret, &["key", "export", "keys.txt"]).ends(0);
    let text = fs::read_to_string(desk.path().join("keys.txt")).unwrap();
    assert!(text.starts_with("studio-locked-keys-v1 ") && text.lines().count() == 1, "{text}");
    let told = desk.with(&secret, &["key", "export", "keys.txt"]).ends(1);
    assert!(told.err.contains("keys.txt") && told.err.contains("already"), "{}", told.err);
    assert_eq!(fs::read_to_string(desk.path().join("keys.txt")).unwrap(), text, "it is not written over");
    let asked = desk.run(&["key", "drop-old"]).ends(1);
    let old = before[0]["id"].as_str().unwrap();
    assert!(asked.err.contains(old) && asked.err.contains("exported key file"), "{}", asked.err);
    assert!(asked.err.contains("--yes"), "{}", asked.err);
    assert_eq!(desk.json(&["key", "status"])["items"].as_array().unwrap().len(), 2, "nothing was dropped");
    assert_eq!(desk.json(&["key", "drop-old", "--yes"])["dropped"], json!([old]));
    assert_eq!(desk.json(&["key", "drop-old"])["dropped"], json!([]), "nothing to ask for");

    fs::remove_file(desk.data().join("secrets/field.key")).unwrap();
    let told = desk.run(&["client", "health", "1"]).ends(1);
    assert!(told.err.contains("studio key import"), "{}", told.err);
    assert_eq!(desk.json(&["client", "show", "1"])["name"], "Sofía Luz", "the rest works");
    assert_eq!(desk.json(&["key", "status"])["items"][0]["place"], "missing");
    let doctor = desk.run(&["doctor", "--quick"]).ends(3);
    assert!(doctor.out.contains("field_key"), "{}", doctor.out);
    let asked = desk.run(&["key", "accept-loss"]).ends(1);
    let lost = rotated["key"].as_str().unwrap();
    assert!(asked.err.contains(lost) && asked.err.contains("--yes"), "{}", asked.err);
    assert_eq!(desk.json(&["key", "status"])["items"][0]["place"], "missing", "nothing was given up");
    let loss = desk.json(&["key", "accept-loss", "--yes"]);
    assert_eq!(loss["lost"], json!([rotated["key"]]));
    assert_eq!(screenings(&desk)[0]["unreadable"], "no_key");
    desk.run(&["doctor", "--quick"]).ends(0);

    desk.with(&[("STUDIO_PASSPHRASE", "not that one")], &["key", "import", "keys.txt"]).ends(1);
    let found = desk.with(&secret, &["--json", "key", "import", "keys.txt"]).json();
    assert_eq!(found["added"], json!([rotated["key"], before[0]["id"]]));
    assert_eq!(screenings(&desk)[0]["answers"]["skin"]["detail"], "quemadura");
    desk.with(&secret, &["key", "import", "nowhere.txt"]).ends(1);
}

#[test]
fn only_admins_keep_keys_and_the_log_says_so() {
    let desk = with_client();
    for user in ["recepcion", "lola"] {
        desk.by(user, &["key", "status"]).ends(1);
        desk.by(user, &["key", "rotate"]).ends(1);
    }
    desk.by("marta", &["key", "rotate"]).ends(0);
    let log = desk.json(&["audit", "list", "--action", "security.privacy", "--outcome", "done"]);
    let entries = log["items"].as_array().unwrap();
    assert_eq!((entries.len(), &entries[0]["user_name"]), (1, &json!("marta")), "{log}");
}
