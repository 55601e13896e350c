//! Consents, guardian, age and the texts from the terminal.

use std::fs;

use serde_json::json;

use crate::kit::Desk;

#[test]
fn a_consent_is_recorded_shown_and_withdrawn() {
    let desk = Desk::new();
    desk.run(&["client", "add", "--name", "Ana Luz", "--phone", "600 100 200"]).ends(0);
    let state = desk.json(&["client", "consent-state", "1"]);
    assert_eq!(state["missing"], json!(["informed_consent", "birth_date"]));
    desk.run(&["client", "consent-record", "1", "informed"]).ends(0);
    let spoken = ["--answer", "declined", "--how", "spoken", "--signer", "Ana María"];
    desk.run(&[&["client", "consent-record", "1", "image-use"], &spoken[..]].concat()).ends(0);
    let events = desk.json(&["client", "consent", "1"]);
    assert_eq!(events["items"][1]["kind"], "informed");
    let proof = desk.json(&["client", "consent-show", "1", "1"]);
    assert_eq!(
        (&proof["act"], &proof["manner"], &proof["text_number"]),
        (&json!("given"), &json!("paper"), &json!(0))
    );
    assert!(proof["text"].as_str().unwrap().contains("tattoo"), "{proof}");
    assert_eq!((&proof["text_is_whole"], &proof["signed"]), (&json!(true), &json!(false)));
    let shown = desk.run(&["client", "consent-show", "1", "2"]).ends(0);
    assert!(shown.out.contains("Ana María") && shown.out.contains("Declined"), "{}", shown.out);
    // Nothing was signed on a screen.
    let file = desk.path().join("signature.png");
    desk.run(&["client", "consent-show", "1", "1", "--signature", file.to_str().unwrap()]).ends(1);
    assert!(!file.exists());

    desk.run(&["client", "consent-withdraw", "1", "informed", "--how", "paper"]).ends(0);
    let again = desk.run(&["client", "consent-withdraw", "1", "informed", "--json"]).ends(2);
    assert_eq!(again.error()["errors"][0]["field"], "act");
    let nonsense = desk.run(&["client", "consent-record", "1", "blood", "--json"]).ends(2);
    assert_eq!(nonsense.error()["errors"][0]["field"], "kind");
}

#[test]
fn a_minor_takes_a_guardian_and_an_age_is_looked_at() {
    let desk = Desk::new();
    let add = ["client", "add", "--name", "Ana Luz", "--phone", "600 100 200", "--informed-consent"];
    desk.run(&[&add[..], &["paper"]].concat()).ends(0);
    desk.run(&["client", "age-check", "1", "identity-card"]).ends(2);
    desk.run(&["client", "age-check", "1", "identity-card", "--birth-date", "2015-02-03"]).ends(0);
    let state = desk.json(&["client", "consent-state", "1"]);
    assert_eq!(state["missing"], json!(["guardian_name", "guardian_phone", "guardian_consent"]));
    let alone = desk.run(&["client", "consent-record", "1", "informed", "--quiet"]).ends(0);
    assert!(alone.err.contains("a minor") && alone.err.contains("consent of the guardian"), "{}", alone.err);
    let alone = desk.json(&["client", "consent-record", "1", "informed"]);
    assert_eq!(alone["missing"], state["missing"]);
    let grown = desk.json(&["client", "consent-state", "1", "--date", "2033-02-03"]);
    assert_eq!(grown["missing"], json!([]));
    desk.run(&["client", "guardian", "1", "Elena Luz", "--relationship", "madre", "--phone", "600 1"])
        .ends(0);
    let both = desk.run(&["client", "consent-record", "1", "informed", "--by", "guardian"]).ends(0);
    assert!(!both.err.contains("a minor"), "{}", both.err);
    assert_eq!(desk.json(&["client", "consent-state", "1"])["missing"], json!([]));
    assert_eq!(desk.json(&["client", "consent-show", "1", "4"])["signer_name"], "Elena Luz");
    let add = ["client", "add", "--name", "Eva Luz", "--phone", "600 100 201", "--birth-date", "2015-02-03"];
    let young = desk.json(&[&add[..], &["--informed-consent", "paper", "--anyway"]].concat());
    assert_eq!(young["missing"], json!(["guardian_name", "guardian_phone", "guardian_consent"]));
    let gone = desk.run(&["client", "guardian", "1", ""]).ends(0);
    assert!(gone.err.contains("guardian was removed"), "{}", gone.err);
    // Not one's own client, and not the desk's settings.
    desk.by("bruno", &["client", "consent-state", "1"]).ends(1);
    desk.by("bruno", &["client", "guardian", "1", "Nobody"]).ends(1);
}

#[test]
fn texts_are_listed_shown_and_saved_from_a_file() {
    let desk = Desk::new();
    let all = desk.json(&["consent-text", "list"]);
    assert_eq!(all["items"].as_array().unwrap().len(), 10);
    let listed = desk.run(&["consent-text", "list"]).ends(0);
    assert!(listed.out.contains("have it checked by a lawyer"), "{}", listed.out);
    let file = desk.path().join("text.txt");
    fs::write(&file, "Solo esto.\r\n").unwrap();
    let path = file.to_str().unwrap();
    let saved = desk.json(&["consent-text", "set", "reminders", "es", path, "--if-version", "0"]);
    assert_eq!(saved, json!({ "kind": "reminders", "language": "es", "number": 1 }));
    assert_eq!(desk.run(&["consent-text", "show", "reminders", "es"]).ends(0).out.trim_end(), "Solo esto.");
    let versions = desk.json(&["consent-text", "show", "reminders", "es", "--versions"]);
    assert_eq!(versions["items"].as_array().unwrap().len(), 2);
    let stale =
        desk.run(&["consent-text", "set", "reminders", "es", path, "--if-version", "0", "--json"]).ends(1);
    assert_eq!(stale.error()["code"], "stale");
    let absent = desk.run(&["consent-text", "set", "reminders", "es", "no-such-file", "--json"]).ends(1);
    assert_eq!(absent.error()["code"], "unreadable_file");
    desk.by("lola", &["consent-text", "set", "reminders", "es", path]).ends(1);
    desk.by("lola", &["consent-text", "show", "reminders", "es"]).ends(0);
}
