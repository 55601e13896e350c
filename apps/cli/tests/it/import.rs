//! Moving in from the command line: the report in each of its forms, and an exit code for each end.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::kit::{Desk, PASSWORD};

/// The invented folder of the old application.
fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../crates/studio-app/tests/data/legacy")
        .canonicalize()
        .unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A studio with nobody in it but its admin.
fn new_home() -> Desk {
    let desk = Desk::empty();
    let place =
        ["--time-zone", "America/Mexico_City", "--currency", "MXN", "--language", "en", "--admin", "marta"];
    desk.with(&[("STUDIO_PASSWORD", PASSWORD)], &[&["init", "--name", "Tinta y Punto"][..], &place].concat())
        .ends(0);
    desk
}

fn clients(desk: &Desk) -> usize {
    desk.json(&["client", "list", "--status", "all", "--all"])["items"].as_array().unwrap().len()
}

#[test]
fn a_rehearsal_says_what_the_import_then_does() {
    let (desk, source) = (new_home(), sample());
    let rehearsed = desk.run(&["import", "legacy", text(&source), "--dry-run"]).ends(0);
    assert_eq!(rehearsed.err, "This is what the import would do; nothing was changed\n");
    assert_eq!(clients(&desk), 0);
    let done = desk.run(&["import", "legacy", text(&source)]).ends(0);
    assert_eq!(done.out, rehearsed.out);
    assert_eq!(done.err, "The data was imported\n", "progress is for terminals");
    assert_eq!(clients(&desk), 85);
    let lines: Vec<Vec<&str>> = done.out.lines().map(|line| line.split_whitespace().collect()).collect();
    for line in [
        &["Clients", "85", "85", "0", "0"][..],
        &["Appointments", "83", "83", "0", "0"],
        &["Appointments,", "client", "did", "not", "come", "5"],
        &["Prices", "of", "appointments", "84337.29", "MXN", "84337.29", "MXN", "0.00", "MXN", "0.00", "MXN"],
        &["Payments", "38", "37268.65", "MXN"],
        &["Clients", "12", "phone", "The", "client", "has", "no", "phone", "number"],
    ] {
        assert!(lines.iter().any(|found| found == line), "{line:?} in {}", done.out);
    }
    let found = desk.json(&["client", "list", "--q", "sofia nunez"]);
    assert_eq!(found["items"][0]["name"], "Sofía O'Farrill-Núñez");
    desk.run(&["doctor"]).ends(0);
}

#[test]
fn the_report_as_json_is_complete() {
    let (desk, source) = (new_home(), sample());
    let report = desk.json(&["import", "legacy", text(&source.join("dev.db"))]);
    assert_eq!((&report["dry_run"], &report["time_zone"]), (&json!(false), &json!("America/Mexico_City")));
    let row = |table: &str, rows: u64| json!({"table": table, "read": rows, "imported": rows, "skipped": 0, "already_here": 0});
    let (clients, photos) = (row("clients", 85), row("client_photos", 1));
    let (avatars, pieces) = (row("avatars", 1), row("portfolio_items", 6));
    let (artists, users, sessions) = (row("artists", 5), row("users", 7), row("sessions", 83));
    let tables = [artists, users, clients, sessions, photos, avatars, pieces, row("settings", 0)];
    assert_eq!(report["tables"], Value::from(tables.to_vec()));
    assert_eq!(report["made"]["appointments_completed"], 39);
    let money = |amount: i64| json!({"amount": amount, "currency": "MXN"});
    assert_eq!(
        report["sums"],
        json!([{"what": "sessions.price", "source": money(8_433_729), "imported": money(8_433_729),
                "already_here": money(0), "skipped": money(0)}])
    );
    assert_eq!(
        report["not_imported"][0],
        json!({"what": "transactions", "count": 38, "sum": money(3_726_865)})
    );
    assert_eq!(
        report["issues"][0],
        json!({"table": "clients", "id": 12, "column": "phone", "code": "phone_missing",
               "message": "The client has no phone number", "detail": ""})
    );
    let codes: Vec<&str> =
        report["issues"].as_array().unwrap().iter().map(|issue| issue["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["phone_missing", "session_dropped", "session_dropped", "picture_missing"]);
}

#[test]
fn quiet_prints_only_what_was_not_as_it_should_be() {
    let (desk, source) = (new_home(), sample());
    let ran = desk.run(&["--quiet", "import", "legacy", text(&source)]).ends(0);
    let told = "clients\t12\tphone\tphone_missing\nportfolio_items\t1\tsession_id\tsession_dropped\n\
                portfolio_items\t4\tsession_id\tsession_dropped\nportfolio_items\t6\tpath\tpicture_missing\n";
    assert_eq!((ran.out.as_str(), ran.err.as_str()), (told, ""));
}

#[test]
fn people_read_it_in_their_language() {
    let (desk, source) = (new_home(), sample());
    let ran = desk.run(&["--lang", "es", "import", "legacy", text(&source)]).ends(0);
    assert!(ran.out.contains("El cliente no tiene teléfono"), "{}", ran.out);
    assert_eq!(ran.err, "Los datos se importaron\n");
}

#[test]
fn a_studio_with_data_is_not_filled_by_accident() {
    let (desk, source) = (Desk::new(), sample());
    let refused = desk.run(&["--json", "import", "legacy", text(&source)]).ends(1);
    assert_eq!(refused.error()["code"], "not_empty");
    assert!(refused.error()["hint"].as_str().unwrap().contains("--into-nonempty"));
    assert_eq!(clients(&desk), 0);
    // The names of the accounts of the test studio are taken.
    let ran = desk.run(&["--quiet", "import", "legacy", text(&source), "--into-nonempty"]).ends(0);
    assert!(ran.out.contains("users\t3\tusername\tuser_name_taken\n"), "{}", ran.out);
    assert_eq!(clients(&desk), 85);
    let again = desk.json(&["import", "legacy", text(&source), "--into-nonempty"]);
    assert_eq!(again["tables"][2]["already_here"], 85);
    assert_eq!(clients(&desk), 85);
}

#[test]
fn each_way_to_fail_has_its_exit_code() {
    let (desk, source) = (new_home(), sample());
    let whole = fs::read(source.join("dev.db")).unwrap();
    let place = |name: &str, bytes: &[u8]| -> String {
        fs::write(desk.path().join(name), bytes).unwrap();
        name.to_owned()
    };
    for (path, exit, code) in [
        ("nowhere".to_owned(), 1, "source_missing"),
        (place("empty.db", b""), 2, "source_empty"),
        (place("letter.txt", b"Querida Ana"), 2, "source_not_a_database"),
        ("studio-data/studio.db".to_owned(), 2, "source_foreign"),
        (place("half.db", &whole[..whole.len() / 2 / 4096 * 4096]), 3, "source_damaged"),
    ] {
        let ran = desk.run(&["--json", "import", "legacy", &path]).ends(exit);
        assert_eq!(ran.error()["code"], code);
        let told = desk.run(&["import", "legacy", &path]).ends(exit);
        assert!(told.err.starts_with("error: ") && told.err.contains("\nhint: "), "{}", told.err);
        assert!(told.err.lines().next().unwrap().ends_with(&format!("`{path}`")), "{}", told.err);
    }
    desk.run(&["import", "legacy"]).ends(2);
    desk.run(&["import"]).ends(2);
    assert_eq!(clients(&desk), 0);
    desk.run(&["doctor"]).ends(0);
}

#[test]
fn nobody_who_signs_in_imports() {
    let (desk, source) = (new_home(), sample());
    let refused = desk.by("marta", &["--json", "import", "legacy", text(&source)]).ends(1);
    assert_eq!(refused.error()["code"], "no_grant");
    let nothing = Desk::empty();
    nothing.run(&["import", "legacy", text(&source)]).ends(1);
}
