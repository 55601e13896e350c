//! Accounts, artists and oneself: each change, and what it leaves.

use serde_json::{Value, json};

use crate::kit::{Desk, PASSWORD, Ran};

fn user(desk: &Desk, name: &str) -> Value {
    desk.json(&["user", "show", name])
}

fn ids(ran: Ran) -> Vec<String> {
    ran.lines()
}

#[test]
fn accounts_are_found_by_name_in_any_case_and_by_id() {
    let desk = Desk::new();
    let by_name = user(&desk, "LOLA");
    assert_eq!(by_name["user_name"], "lola");
    assert_eq!(user(&desk, &by_name["id"].to_string()), by_name);
    assert_eq!((&by_name["role"], &by_name["artist"]), (&"artist".into(), &"Lola Vega".into()));
    assert!(by_name["created_at"].as_str().unwrap().ends_with("-06:00"), "the studio's offset: {by_name}");
    // What only admins see is left out for others, not empty.
    let seen = desk.by("bruno", &["--json", "user", "show", "lola"]).json();
    assert!(seen.get("birth_date").is_none() && seen.get("last_sign_in_at").is_none(), "{seen}");
}

#[test]
fn people_are_changed_and_emptied() {
    let desk = Desk::new();
    let edit = [
        "user",
        "edit",
        "lola",
        "--full-name",
        "Dolores Vega",
        "--birth-date",
        "1990-05-17",
        "--phone",
        "+52 55 1234 5678",
    ];
    let note = desk.run(&edit).ends(0);
    assert_eq!((note.out.as_str(), note.err.as_str()), ("", "User lola was changed\n"));
    let now = user(&desk, "lola");
    assert_eq!((&now["full_name"], &now["birth_date"]), (&"Dolores Vega".into(), &"1990-05-17".into()));
    desk.run(&["user", "edit", "lola", "--birth-date", ""]).ends(0);
    let now = user(&desk, "lola");
    assert_eq!((&now["birth_date"], &now["phone"]), (&Value::Null, &"+52 55 1234 5678".into()));
}

#[test]
fn roles_links_and_switches() {
    let desk = Desk::new();
    desk.run(&["user", "role", "recepcion", "admin"]).ends(0);
    assert_eq!(user(&desk, "recepcion")["role"], "admin");
    desk.run(&["user", "role", "recepcion", "artist", "--new-artist", "Ana Ruiz"]).ends(0);
    assert_eq!(user(&desk, "recepcion")["artist"], "Ana Ruiz");
    let taken = desk.run(&["user", "role", "bruno", "artist", "--artist", "lola vega"]).ends(1);
    assert!(taken.err.starts_with("error: This artist is linked to another account\n"), "{}", taken.err);

    let off = desk.run(&["user", "disable", "bruno"]).ends(0);
    assert_eq!(off.err, "User bruno was disabled; their sessions have ended\n");
    desk.by("bruno", &["me", "show"]).ends(1);
    assert_eq!(ids(desk.run(&["user", "list", "--status", "inactive", "--quiet"])), ["4"]);
    desk.run(&["user", "enable", "bruno"]).ends(0);
    desk.by("bruno", &["me", "show"]).ends(0);

    for args in [&["user", "disable", "marta"][..], &["user", "role", "marta", "assistant"]] {
        let last = desk.run(args).ends(1);
        assert!(last.err.starts_with("error: This is the last active admin\n"), "{}", last.err);
    }
    desk.run(&["artist", "disable", "Bruno Ink"]).ends(0);
    assert_eq!(ids(desk.run(&["artist", "list", "--status", "active", "-q"])), ["3", "1"]);
    desk.run(&["artist", "enable", "Bruno Ink"]).ends(0);
}

#[test]
fn an_invitation_is_shown_once_and_never_stored() {
    let desk = Desk::new();
    let added = desk.json(&["user", "add", "nina", "--role", "assistant"]);
    let token = added["invitation"]["token"].as_str().unwrap();
    assert_eq!(token.len(), 43);
    assert_eq!(added["invitation"]["path"], format!("/invitation/{token}"));
    assert!(added["invitation"]["expires_at"].as_str().unwrap().ends_with("-06:00"));
    let second = desk.run(&["user", "invite", "nina", "--quiet"]).lines().remove(0);
    assert!(second.starts_with("/invitation/") && !second.ends_with(token));
    // A person who signs in has only the own password in the variable: the new account is invited.
    let by_admin = desk.by("marta", &["--json", "user", "add", "olga", "--role", "assistant"]).json();
    assert!(by_admin["invitation"]["token"].is_string());
    desk.by("olga", &["me", "show"]).ends(1);
    let log = desk.run(&["audit", "list", "--all", "--json"]).out;
    assert!(!log.contains(token) && !log.contains(PASSWORD), "a secret stands in the log");
}

#[test]
fn passwords_are_set_by_the_operator_and_changed_by_their_owner() {
    let desk = Desk::new();
    let other = "un gato duerme en la silla";
    let refused = desk.with(
        &[("STUDIO_PASSWORD", PASSWORD), ("STUDIO_NEW_PASSWORD", other)],
        &["--as", "marta", "user", "password", "lola"],
    );
    assert!(refused.ends(1).err.contains("`studio user invite`"));
    desk.with(&[("STUDIO_PASSWORD", other)], &["user", "password", "lola"]).ends(0);
    desk.by("lola", &["me", "show"]).ends(1);
    let changed = desk.with(
        &[("STUDIO_PASSWORD", other), ("STUDIO_NEW_PASSWORD", PASSWORD)],
        &["--as", "lola", "me", "password"],
    );
    assert_eq!(changed.ends(0).err, "The password was changed; all other sessions have ended\n");
    desk.by("lola", &["me", "show"]).ends(0);
}

#[test]
fn one_changes_ones_own_contact_and_language() {
    let desk = Desk::new();
    desk.by("lola", &["me", "edit", "--email", "lola@example.com", "--language", "es", "--theme", "dark"])
        .ends(0);
    let me = desk.by("lola", &["--json", "me", "show"]).json();
    assert_eq!(
        (&me["email"], &me["language"], &me["theme"]),
        (&"lola@example.com".into(), &"es".into(), &"dark".into())
    );
    desk.by("lola", &["me", "edit", "--language", ""]).ends(0);
    assert_eq!(desk.by("lola", &["--json", "me", "show"]).json()["language"], Value::Null);
    let nobody = desk.by("lola", &["me", "sessions", "--end", "999"]).ends(1);
    assert!(nobody.err.contains("`999`") && nobody.err.contains("`studio me sessions`"), "{}", nobody.err);
}

#[test]
fn sessions_of_others_are_ended() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["user", "sessions", "lola", "--end"]).ends(0).err, "No session was open\n");
    assert_eq!(desk.json(&["user", "sessions", "lola", "--end"]), json!({ "ended": 0 }));
}

#[test]
fn an_older_version_is_refused() {
    let desk = Desk::new();
    let changed = desk.json(&["user", "edit", "lola", "--full-name", "A", "--if-version", "1"]);
    assert_eq!(changed, json!({ "id": 3, "version": 2 }));
    let stale =
        desk.run(&["--json", "user", "edit", "lola", "--full-name", "B", "--if-version", "1"]).ends(1);
    assert_eq!(stale.error()["code"], "stale");
    assert_eq!(user(&desk, "lola")["full_name"], "A");
    let version = desk.json(&["settings", "get", "look.theme"])["version"].to_string();
    desk.run(&["settings", "set", "look.theme", "dark", "--if-version", &version]).ends(0);
    desk.run(&["settings", "set", "look.theme", "light", "--if-version", &version]).ends(1);
}

#[test]
fn artists_of_one_name_are_told_apart_by_id() {
    let desk = Desk::new();
    let first = desk.run(&["artist", "add", "Noa", "--quiet"]).lines().remove(0);
    let second = desk.run(&["artist", "add", "NOA", "--quiet"]).lines().remove(0);
    let which = desk.run(&["artist", "show", "noa"]).ends(2);
    assert!(which.err.contains(&format!("{first}, {second}")), "{}", which.err);
    assert_eq!(desk.json(&["artist", "show", &second])["name"], "NOA");
    // What is given replaces, what is empty empties, what is left out stays.
    desk.run(&["artist", "edit", &first, "--style", "Realism", "--bio", "Two lines\nof text"]).ends(0);
    desk.run(&["artist", "edit", &first, "--style", ""]).ends(0);
    let now = desk.json(&["artist", "show", &first]);
    assert_eq!((&now["styles"], &now["bio"]), (&json!([]), &"Two lines\nof text".into()));
}

#[test]
fn with_the_servers_address_the_whole_link_is_printed() {
    let desk = Desk::new();
    let whole = "https://studio.example:8443/invitation/";
    let added = desk.json(&[
        "user",
        "add",
        "nora",
        "--role",
        "assistant",
        "--address",
        "https://studio.example:8443/",
    ]);
    let link = added["invitation"]["link"].as_str().unwrap();
    assert_eq!(link, format!("{whole}{}", added["invitation"]["token"].as_str().unwrap()));
    let known = [("STUDIO_ADDRESS", "https://studio.example:8443")];
    let again = desk.with(&known, &["user", "invite", "nora"]).ends(0);
    assert!(again.out.contains(whole), "{}", again.out);
    assert_eq!(again.err, "", "nothing is left to explain");
    let quiet = desk.with(&known, &["--quiet", "user", "invite", "nora"]).ends(0);
    assert!(quiet.out.starts_with(whole), "{}", quiet.out);
    for wrong in
        ["studio.example", "ftp://studio.example", "https://", "https://studio.example/path", "https://a b"]
    {
        let told = desk.run(&["--json", "user", "invite", "nora", "--address", wrong]).ends(2).error();
        assert!(told["message"].as_str().unwrap().contains("--address"), "{wrong}: {told}");
    }
}
