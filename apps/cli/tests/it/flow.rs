//! A studio from its first minute on: made, staffed, worked in, looked at.

use crate::kit::{CODE, Desk, PASSWORD};

const INIT: [&str; 9] = [
    "init",
    "--name",
    "Tinta y Punto",
    "--time-zone",
    "America/Mexico_City",
    "--currency",
    "MXN",
    "--language",
    "en",
];

#[test]
fn a_studio_is_made_staffed_and_looked_after() {
    let desk = Desk::empty();
    let made =
        desk.with(&[("STUDIO_PASSWORD", PASSWORD)], &[&INIT[..], &["--admin", "marta"]].concat()).ends(0);
    assert_eq!(
        made.out,
        "Name of the studio  Tinta y Punto\nTime zone           America/Mexico_City\nCountry             MX\n\
         Currency            MXN\nLanguage            en\nAdmin               marta\n"
    );
    assert!(made.err.starts_with("Studio Tinta y Punto was made in studio-data\n"), "{}", made.err);
    assert!(made.err.contains("`studio code set`"), "{}", made.err);

    // Users, with an invitation each; the operator may set a password instead.
    let invited =
        desk.run(&["user", "add", "recepcion", "--role", "assistant", "--full-name", "Ana Ruiz"]).ends(0);
    assert_eq!(
        invited.err,
        "User recepcion was added\nOpen it under the address of the server in a browser\n"
    );
    assert!(invited.out.contains("Invitation   /invitation/"), "{}", invited.out);
    desk.with(
        &[("STUDIO_PASSWORD", PASSWORD)],
        &["user", "add", "lola", "--role", "artist", "--new-artist", "Lola Vega"],
    )
    .ends(0);
    desk.with(&[("STUDIO_PASSWORD", PASSWORD)], &["user", "password", "recepcion"]).ends(0);

    // Artists.
    desk.run(&[
        "artist",
        "add",
        "Bruno Ink",
        "--style",
        "Realism",
        "--style",
        "Blackwork",
        "--colour",
        "#102030",
    ])
    .ends(0);
    desk.run(&["artist", "rate", "Lola Vega", "37.5", "--from", "2026-01-01"]).ends(0);
    desk.run(&["artist", "hours", "lola vega", "tue 11:00-14:00; sat 10:00-15:00"]).ends(0);
    assert_eq!(
        desk.run(&["artist", "list"]).lines(),
        [
            "ID  Name       Active  Colour   Styles              Phone  Email",
            "2   Bruno Ink  yes     #102030  Realism, Blackwork",
            "1   Lola Vega  yes     #b8442e",
        ]
    );
    let lola = desk.json(&["artist", "show", "Lola Vega"]);
    assert_eq!(lola["hours"], "tue 11:00-14:00; sat 10:00-15:00");
    assert_eq!(
        (&lola["rates"][0]["rate_bp"], &lola["rates"][0]["from"]),
        (&3750.into(), &"2026-01-01".into())
    );

    // The master code and settings.
    desk.with(&[("STUDIO_CODE", CODE)], &["code", "set"]).ends(0);
    let set = desk.run(&["settings", "set", "security.elevation_minutes", "10"]).ends(0);
    assert_eq!((set.out.as_str(), set.err.as_str()), ("", "Changed from 5 to 10\n"));
    assert_eq!(desk.run(&["settings", "get", "security.elevation_minutes"]).lines(), ["10"]);

    // The front desk: what is locked shows, and opens with the code.
    let me = desk.by("recepcion", &["me", "show", "--json"]).json();
    assert!(holds(&me["needs_code"], "clients.delete") && !holds(&me["may"], "clients.delete"));
    let me = desk.elevated("recepcion", &["me", "show", "--json"]).json();
    assert!(holds(&me["may"], "clients.delete") && me["needs_code"].as_array().unwrap().is_empty());
    let refused = desk.elevated("recepcion", &["settings", "set", "look.theme", "dark"]).ends(1);
    assert_eq!(
        refused.err,
        "error: Not allowed for this role: Change settings\n\
         hint: An admin can do this, or change the role of the account\n"
    );
    assert_eq!(desk.run(&["settings", "get", "look.theme"]).lines(), ["system"]);

    // The log has all of it, whole.
    let refusals = desk.json(&["audit", "list", "--user", "recepcion", "--outcome", "refused"]);
    assert_eq!(refusals["items"].as_array().unwrap().len(), 1);
    let refusal = &refusals["items"][0];
    assert_eq!((&refusal["action"], &refusal["reason"]), (&"security.settings".into(), &"no_grant".into()));
    assert!(refusal["elevation_id"].is_i64(), "done under the elevation");
    let run = refusal["request_id"].as_str().unwrap();
    let acts = desk.json(&["audit", "list", "--all"]);
    let of_run: Vec<&str> = acts["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["request_id"] == run)
        .map(|entry| entry["action"].as_str().unwrap())
        .collect();
    assert_eq!(of_run, ["session.sign_out", "security.settings", "elevation.start", "session.sign_in"]);
    let verified = desk.run(&["audit", "verify"]).ends(0);
    assert!(verified.out.ends_with(" entries, none missing or changed\n"), "{}", verified.out);
    let doctor = desk.run(&["doctor"]).ends(0);
    assert_eq!(doctor.err, "Nothing is wrong\n");
    assert!(doctor.out.contains("audit_chain"), "{}", doctor.out);
}

fn holds(list: &serde_json::Value, code: &str) -> bool {
    list.as_array().unwrap().iter().any(|one| one == code)
}

/// Every command ends its session, also one that is refused.
#[test]
fn no_session_stays_open() {
    let desk = Desk::new();
    desk.by("lola", &["user", "list"]).ends(0);
    desk.by("lola", &["settings", "list"]).ends(1);
    assert_eq!(desk.json(&["user", "sessions", "lola"])["items"], serde_json::json!([]));
    let during = desk.by("lola", &["--json", "me", "sessions"]).json();
    assert_eq!(during["items"].as_array().unwrap().len(), 1);
    assert_eq!(during["items"][0]["origin"], "cli");
}

#[test]
fn an_empty_studio_is_set_up_once_and_only_by_init() {
    let desk = Desk::empty();
    let init = [&INIT[..], &["--admin", "marta"]].concat();
    // A wrong value makes nothing, so the right one is accepted afterwards.
    let wrong: Vec<&str> = init.iter().map(|word| if *word == "MXN" { "XXQ" } else { *word }).collect();
    desk.with(&[("STUDIO_PASSWORD", PASSWORD)], &wrong).ends(2);
    desk.with(&[("STUDIO_PASSWORD", "short")], &init).ends(2);
    desk.with(&[("STUDIO_PASSWORD", PASSWORD), ("STUDIO_CODE", "123456")], &init).ends(2);
    // What was given is told before a secret is asked for.
    let all: Vec<&str> =
        wrong.iter().map(|word| if word.starts_with("America") { "Europe/Madrix" } else { *word }).collect();
    let told = desk.run(&[&["--json"], &all[..]].concat()).ends(2).error();
    let fields: Vec<&str> =
        told["errors"].as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["studio.time_zone", "studio.currency"]);
    assert!(!desk.data().exists(), "something was made for values that are not accepted");
    desk.with(&[("STUDIO_PASSWORD", PASSWORD), ("STUDIO_CODE", CODE)], &init).ends(0);
    let again = desk.with(&[("STUDIO_PASSWORD", PASSWORD)], &init).ends(1);
    assert!(again.err.starts_with("error: This studio is set up already\n"), "{}", again.err);
    assert_eq!(desk.json(&["user", "list"])["items"].as_array().unwrap().len(), 1);
}

#[test]
fn a_profile_is_shown_before_it_is_switched() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["policy", "profile"]).lines(), ["standard"]);
    let shown = desk.run(&["policy", "profile", "client-page", "--dry-run"]).ends(0);
    let changes = "Action          Role       From    To\n\
                   clients.edit    artist     deny    own\n\
                   clients.export  assistant  locked  allow\n\
                   clients.export  artist     deny    own\n";
    assert_eq!(shown.out, changes);
    assert_eq!(desk.run(&["policy", "profile"]).lines(), ["standard"]);
    let switched = desk.run(&["policy", "profile", "client-page"]).ends(0);
    assert_eq!(
        (switched.out.as_str(), switched.err.as_str()),
        (changes, "The policy profile is now client-page\n")
    );
    assert_eq!(desk.run(&["policy", "profile"]).lines(), ["client-page"]);
    let same = desk.json(&["policy", "profile", "client-page"]);
    assert_eq!((&same["switched"], &same["changes"]), (&false.into(), &serde_json::json!([])));
    // It holds at once: an artist may export now, which shows among what one may do.
    let me = desk.by("lola", &["me", "show", "--json"]).json();
    assert!(holds(&me["may"], "clients.export"));
    let entry = &desk.json(&["audit", "list", "--action", "security.settings"])["items"][0];
    assert_eq!(entry["detail"]["after"], "client-page");
}
