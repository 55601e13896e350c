//! Other processes: several programs on one studio, and readers that go away.

use std::fs::File;
use std::io::{self, Read as _};
use std::process::Stdio;

use crate::kit::Desk;

#[test]
fn several_programs_write_at_once_and_all_is_kept() {
    let desk = Desk::new();
    let started: Vec<_> = (0..8)
        .map(|n| {
            let name = format!("persona{n}");
            let args = ["user", "add", &name, "--role", "assistant", "--quiet"];
            desk.command(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let mut ids: Vec<String> = started
        .into_iter()
        .map(|child| {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            String::from_utf8(output.stdout).unwrap()
        })
        .collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 8);
    assert_eq!(desk.run(&["user", "list", "--search", "persona", "-q"]).lines().len(), 8);
    desk.run(&["audit", "verify"]).ends(0);
    desk.run(&["doctor"]).ends(0);
}

/// Of two that choose the same name, one gets it and the other is told.
#[test]
fn one_name_goes_to_one_account() {
    let desk = Desk::new();
    let started: Vec<_> = (0..2)
        .map(|_| {
            let args = ["--json", "user", "add", "nina", "--role", "assistant"];
            desk.command(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let mut ended: Vec<_> = started
        .into_iter()
        .map(|child| {
            let output = child.wait_with_output().unwrap();
            (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
        })
        .collect();
    ended.sort_unstable();
    assert_eq!((ended[0].0, ended[1].0), (0, 1));
    assert!(ended[1].1.contains("\"code\":\"user_name_taken\""), "{}", ended[1].1);
}

/// Twelve programs want three hours for twelve clients: each hour has one of them, and everybody else is told who has it.
#[test]
fn each_hour_is_sold_to_one_program() {
    let desk = Desk::new();
    for nth in 0..12 {
        let phone = format!("600 300 {nth:03}");
        desk.run(&["client", "add", "--name", &format!("Booker {nth}"), "--phone", &phone, "--anyway"])
            .ends(0);
    }
    let started: Vec<_> = (1..=12)
        .map(|client: usize| {
            let start = format!("2044-03-15T1{}:00", client % 3);
            let client = client.to_string();
            let args = [
                "--json",
                "appointment",
                "book",
                &client,
                "Lola Vega",
                &start,
                "--minutes",
                "60",
                "--anyway",
            ];
            desk.command(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let mut booked = 0;
    for child in started {
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        match output.status.code() {
            Some(0) => booked += 1,
            Some(1) => assert!(told.contains("\"code\":\"artist_booked\""), "{told}"),
            other => panic!("{other:?}: {told}"),
        }
    }
    let list = desk.json(&["appointment", "list"]);
    let mut starts: Vec<&str> =
        list["items"].as_array().unwrap().iter().map(|row| row["starts_at"].as_str().unwrap()).collect();
    starts.dedup();
    assert_eq!((booked, starts.len(), list["items"].as_array().unwrap().len()), (3, 3, 3), "{list}");
    desk.run(&["doctor"]).ends(0);
}

/// `studio … | head -1`: whoever reads may stop.
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let desk = Desk::new();
    for args in [
        &["policy", "matrix"][..],
        &["user", "list"],
        &["--json", "audit", "list"],
        &["--help"],
        &["completions", "zsh"],
    ] {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let output = desk
            .command(args)
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
            .wait_with_output()
            .unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{args:?}");
    }
    let mut child =
        desk.command(&["policy", "matrix", "--format", "json"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// What is being written when the reader goes away is written all the same.
#[test]
fn a_change_is_kept_whoever_reads() {
    let desk = Desk::new();
    let (reader, writer) = io::pipe().unwrap();
    drop(reader);
    let mut child = desk
        .command(&["user", "add", "nina", "--role", "assistant", "--json"])
        .stdout(writer)
        .spawn()
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    desk.run(&["user", "show", "nina"]).ends(0);
}

#[test]
fn a_studio_that_somebody_holds_is_busy() {
    let desk = Desk::new();
    let turn = File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(desk.data().join("studio.db-turn"))
        .unwrap();
    turn.lock().unwrap();
    let busy = desk.run(&["--json", "code", "clear"]).ends(3);
    assert_eq!(busy.error()["code"], "busy");
    drop(turn);
    desk.run(&["code", "clear"]).ends(0);
}
