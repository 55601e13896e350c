//! Clients taken out of the program: to a file, through a pipe, refused.

use std::io::Read as _;
use std::process::Stdio;

use crate::kit::{Desk, Ran};

const HEADER: &str =
    "ID,Name,Phone,Email,Instagram,Assigned artist,Next appointment,Last appointment,Registered,Status";

fn with_clients() -> Desk {
    let desk = Desk::new();
    let add = |name: &str, phone: &str, more: &[&str]| {
        desk.run(&[&["client", "add", "--name", name, "--phone", phone][..], more].concat()).ends(0);
    };
    add(
        "Sofía Núñez",
        "+52 (608) 139-0996",
        &["--preferred-artist", "Lola Vega", "--instagram", "@tinta_sofi"],
    );
    add("=cmd|' /C calc'!A0", "600 100 200", &[]);
    add("Ana, la de siempre", "600 100 201", &[]);
    desk.run(&["client", "archive", "3"]).ends(0);
    desk
}

fn file(desk: &Desk, name: &str) -> String {
    std::fs::read_to_string(desk.path().join(name)).unwrap()
}

/// The rows without their time of registration.
fn rows(csv: &str) -> Vec<String> {
    let lines = csv.strip_prefix('\u{feff}').expect("a byte order mark").split_terminator("\r\n");
    let cut = |line: &str| {
        let mut cells: Vec<&str> = line.rsplitn(3, ',').collect();
        cells.remove(1);
        cells.reverse();
        cells.join(",")
    };
    lines.skip(1).map(cut).collect()
}

#[test]
fn a_file_has_the_view_with_harmless_cells() {
    let desk = with_clients();
    let said = desk.run(&["export", "clients", "-o", "clients.csv"]).ends(0);
    assert!(said.err.contains("2 rows were written to clients.csv") && said.out.is_empty(), "{said:?}");
    let csv = file(&desk, "clients.csv");
    assert!(csv.starts_with(&format!("\u{feff}{HEADER}\r\n")), "{csv}");
    assert_eq!(
        rows(&csv),
        [
            "2,'=cmd|' /C calc'!A0,600 100 200,,,,,,active",
            "1,Sofía Núñez,+52 (608) 139-0996,,tinta_sofi,Lola Vega,,,active",
        ]
    );
    // The archived one too, the other way round, over what was there.
    desk.run(&["export", "clients", "--status", "all", "--order", "desc", "-o", "clients.csv"]).ends(0);
    let all = rows(&file(&desk, "clients.csv"));
    assert_eq!(all.len(), 3);
    assert_eq!(all[2], "3,\"Ana, la de siempre\",600 100 201,,,,,,archived");
    let found = desk.run(&["export", "clients", "--q", "nunez", "--artist", "Lola Vega"]).ends(0);
    assert_eq!(rows(&found.out).len(), 1);
}

#[cfg(unix)]
#[test]
fn a_file_with_peoples_data_is_its_owners() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = with_clients();
    desk.run(&["export", "clients", "-o", "clients.csv"]).ends(0);
    let mode = std::fs::metadata(desk.path().join("clients.csv")).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}

#[test]
fn standard_output_has_the_data_and_nothing_else() {
    let desk = with_clients();
    let ran = desk.run(&["export", "clients"]).ends(0);
    assert!(ran.out.starts_with(&format!("\u{feff}{HEADER}\r\n")) && ran.err.is_empty(), "{ran:?}");
    let all = desk.run(&["export", "clients", "--format", "json", "-o", "-"]).json();
    assert_eq!(all.as_array().unwrap().len(), 2);
    assert_eq!(all[1]["artist"]["name"], "Lola Vega");
    assert_eq!(all, desk.json(&["client", "list"])["items"], "the names and values of the list");
    let told = desk.json(&["export", "clients", "-o", "x.csv"]);
    assert_eq!((&told["path"], &told["rows"]), (&"x.csv".into(), &2.into()));
}

#[test]
fn heads_are_english_unless_another_language_is_asked_for() {
    let desk = with_clients();
    let head = |ran: Ran| ran.ends(0).out.lines().next().unwrap().to_owned();
    let english = format!("\u{feff}{HEADER}");
    assert_eq!(head(desk.run(&["--lang", "es", "export", "clients"])), english);
    assert_eq!(
        head(desk.run(&["export", "clients", "--headers", "es"])),
        "\u{feff}ID,Nombre,Teléfono,Correo,Instagram,Artista asignado,Próxima cita,Última cita,Fecha de registro,Estado"
    );
    desk.run(&["export", "clients", "--headers", "fr"]).ends(2);
}

#[test]
fn who_may_not_export_gets_no_file_and_it_is_in_the_log() {
    let desk = with_clients();
    let refused = desk.by("lola", &["export", "clients", "-o", "clients.csv"]).ends(1);
    assert!(refused.err.starts_with("error: "), "{refused:?}");
    let piped = desk.by("lola", &["export", "clients"]).ends(1);
    assert_eq!(piped.out, "", "not even a header");
    let here: Vec<_> =
        std::fs::read_dir(desk.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(here, ["studio-data"]);
    let log = desk.json(&["audit", "list", "--action", "clients.export"]);
    assert_eq!(log["items"][0]["outcome"], "refused");
    desk.run(&["export", "clients"]).ends(0);
    let log = desk.json(&["audit", "list", "--action", "clients.export"]);
    assert_eq!(
        (&log["items"][0]["outcome"], &log["items"][0]["detail"]["rows"]),
        (&"done".into(), &2.into())
    );
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let desk = with_clients();
    let failed = desk.run(&["export", "clients", "-o", "nowhere/clients.csv"]).ends(3);
    assert!(failed.err.contains("nowhere/clients.csv"), "{failed:?}");
    desk.run(&["export", "clients", "-o", "studio-data"]).ends(3);
    desk.run(&["export", "clients", "--sort", "colour"]).ends(2);
}

#[test]
fn a_reader_who_has_enough_is_no_error() {
    let desk = with_clients();
    let mut child = desk
        .command(&["export", "clients", "--status", "all"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    child.wait().unwrap();
    assert_eq!(said, "");
}
