//! Duplicates, merging and deleting from the terminal.

use serde_json::json;

use crate::kit::Desk;

fn two(desk: &Desk) {
    desk.run(&["client", "add", "--name", "Ana Núñez", "--phone", "600 111 222", "--city", "Oaxaca"]).ends(0);
    let other =
        ["client", "add", "--name", "Ana Nunez", "--phone", "600-111-222", "--email", "ana@example.org"];
    desk.run(&[other.as_slice(), &["--style", "Dotwork", "--anyway"]].concat()).ends(0);
}

#[test]
fn duplicates_of_one_client_and_of_the_studio_are_listed() {
    let desk = Desk::new();
    two(&desk);
    desk.run(&["client", "add", "--name", "Bea", "--phone", "600 111 223"]).ends(0);
    let of_one = desk.json(&["client", "duplicates", "1"]);
    assert_eq!(of_one["items"], json!([{ "id": 2, "name": "Ana Nunez", "by": ["phone"] }]));
    let all = desk.json(&["client", "duplicates"]);
    let clients = json!([{ "id": 1, "name": "Ana Núñez" }, { "id": 2, "name": "Ana Nunez" }]);
    assert_eq!(all["items"], json!([{ "by": "phone", "clients": clients }]));
    let shown = desk.by("lola", &["client", "duplicates"]).ends(0);
    assert!(
        shown.out.contains("same phone") && shown.out.contains("Ana Núñez (1), Ana Nunez (2)"),
        "{}",
        shown.out
    );
    assert_eq!(desk.json(&["client", "duplicates", "3"])["items"], json!([]));
    desk.run(&["client", "duplicates", "77"]).ends(1);
}

#[test]
fn two_records_are_compared_merged_and_the_old_number_is_told_of() {
    let desk = Desk::new();
    two(&desk);
    let bare = desk.run(&["client", "merge", "2", "1", "--dry-run"]).ends(0);
    assert!(bare.err.contains("Nothing hangs on the merged record"), "{}", bare.err);
    let itself = desk.run(&["client", "merge", "1", "1"]).ends(2);
    assert!(itself.err.contains("the record itself"), "{}", itself.err);
    desk.run(&["client", "note", "2", "asked twice"]).ends(0);
    let shown = desk.run(&["client", "merge", "1", "2", "--dry-run"]).ends(0);
    assert!(
        shown.out.contains("ana@example.org") && shown.err.contains("one note"),
        "{} {}",
        shown.out,
        shown.err
    );
    let compared = desk.json(&["client", "merge", "1", "2", "--dry-run"]);
    assert_eq!(compared["other"]["notes"], 1);
    assert_eq!(desk.json(&["client", "list"])["items"].as_array().unwrap().len(), 2, "nothing was merged");

    desk.run(&["client", "merge", "1", "2", "--yes", "--if-other-version", "7"]).ends(1);
    desk.run(&["client", "merge", "1", "2", "--yes", "--take", "phone=both"]).ends(2);
    desk.run(&["client", "merge", "1", "2", "--yes", "--take", "shoe-size"]).ends(2);
    desk.run(&["client", "merge", "1", "1"]).ends(2);
    let asked = desk.run(&["client", "merge", "1", "2"]).ends(1);
    assert!(asked.err.contains("Ana Nunez (2)") && asked.err.contains("--yes"), "{}", asked.err);
    assert!(!asked.err.contains("same"), "they share a phone: {}", asked.err);
    assert_eq!(desk.json(&["client", "list"])["items"].as_array().unwrap().len(), 2, "nobody said so");
    let merge =
        ["client", "merge", "1", "2", "--take", "name", "--keep", "email", "--take", "styles=both", "--yes"];
    let merged = desk.run(&merge).ends(0);
    assert!(merged.err.contains("Client 2 was merged into client 1"), "{}", merged.err);
    let again = desk.run(&merge).ends(0);
    assert!(again.err.contains("before"), "{}", again.err);

    let card = desk.json(&["client", "show", "2"]);
    assert_eq!(
        (&card["id"], &card["name"], &card["merged_ids"]),
        (&json!(1), &json!("Ana Nunez"), &json!([2]))
    );
    assert_eq!(
        (&card["email"], &card["city"]),
        (&json!(null), &json!("Oaxaca")),
        "kept although it was empty"
    );
    assert_eq!(card["styles"], json!(["Dotwork"]));
    let led = desk.run(&["client", "edit", "2", "--city", "Puebla"]).ends(0);
    assert!(led.err.contains("Client 2 was merged into client 1"), "{}", led.err);
    assert_eq!(desk.json(&["client", "show", "1"])["city"], "Puebla");
    assert_eq!(desk.json(&["client", "note", "1"])["items"][0]["text"], "asked twice");
    assert_eq!(desk.json(&["client", "list", "--status", "all"])["items"].as_array().unwrap().len(), 1);
    assert_eq!(desk.json(&["client", "list", "--q", "ana@example"])["items"][0]["id"], 1);
}

#[test]
fn a_client_is_deleted_by_the_name_unless_something_keeps_it() {
    let desk = Desk::new();
    two(&desk);
    let wrong = desk.run(&["client", "delete", "2", "--confirm-name", "Bea"]).ends(2);
    assert!(wrong.err.contains("not the name of this client"), "{}", wrong.err);
    desk.run(&["client", "delete", "2"]).ends(2);
    desk.run(&["client", "note", "2", "asked twice"]).ends(0);
    let gone = desk.run(&["client", "delete", "2", "--confirm-name", "ana nunez"]).ends(0);
    assert!(gone.err.contains("Client 2 was deleted; with it went: one note"), "{}", gone.err);
    desk.run(&["client", "show", "2"]).ends(1);
    assert_eq!(desk.json(&["client", "list", "--status", "all"])["items"].as_array().unwrap().len(), 1);
}

#[test]
fn what_speaks_against_one_person_is_told_before_they_are_merged() {
    let desk = Desk::new();
    two(&desk);
    desk.run(&["client", "add", "--name", "Bea", "--phone", "600 111 223", "--birth-date", "2008-01-01"])
        .ends(0);
    desk.run(&["client", "edit", "1", "--birth-date", "1990-01-01"]).ends(0);
    let apart = desk.json(&["client", "merge", "1", "3", "--dry-run"]);
    assert_eq!(apart["doubts"], json!(["nothing_in_common", "born_apart"]));
    assert_eq!(desk.json(&["client", "merge", "1", "2", "--dry-run"])["doubts"], json!([]));
    for merge in [["client", "merge", "1", "3"].as_slice(), &["client", "merge", "1", "3", "--dry-run"]] {
        let told = desk.run(merge);
        assert!(
            told.err.contains("Neither name, phone") && told.err.contains("dates of birth"),
            "{}",
            told.err
        );
    }
}

#[test]
fn the_desk_needs_the_code_and_an_artist_may_not() {
    let desk = Desk::new();
    two(&desk);
    let merge = ["client", "merge", "1", "2"];
    assert!(desk.by("recepcion", &merge).ends(1).err.contains("--elevate"));
    desk.by("lola", &merge).ends(1);
    assert!(desk.elevated("recepcion", &merge).ends(1).err.contains("--yes"));
    desk.elevated("recepcion", &[merge.as_slice(), &["--yes"]].concat()).ends(0);
    let delete = ["client", "delete", "1", "--confirm-name", "Ana Núñez"];
    assert!(desk.by("recepcion", &delete).ends(1).err.contains("--elevate"));
    desk.by("lola", &delete).ends(1);
    desk.elevated("recepcion", &delete).ends(0);
}
