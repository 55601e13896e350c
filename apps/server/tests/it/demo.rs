//! `--demo`: an invented studio that anybody can sign in to with what was printed.

use std::path::Path;

use studio_testkit::TestStudio;

use crate::kit::{Server, command};

/// Rows of the printed table: user, role, password.
fn accounts(told: &str) -> Vec<[String; 3]> {
    told.lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.strip_prefix("  ")?.split_whitespace().collect();
            let [user, role, password] = cells.as_slice() else { return None };
            Some([*user, *role, *password].map(str::to_owned))
        })
        .collect()
}

fn start(data: &Path, language: &str, last: &str) -> (Server, String) {
    let mut server = Server::of(command(data).args(["--demo", "--language", language]));
    let told = server.read_to(last);
    (server, told)
}

fn sign_in(server: &Server, user: &str, password: &str) -> String {
    server.post("/api/v1/session", &format!(r#"{{"username": "{user}", "password": "{password}"}}"#))
}

#[test]
fn a_demo_is_made_told_and_open_to_one_account_of_each_role() {
    let parent = tempfile::tempdir().unwrap();
    let data = parent.path().join("studio-demo");
    let (server, told) = start(&data, "en", "Master code: ");
    let accounts = accounts(&told);
    let roles: Vec<&str> = accounts.iter().map(|[_, role, _]| role.as_str()).collect();
    assert_eq!(roles, ["Admin", "Assistant", "Artist"], "{told}");
    let mut tokens = Vec::new();
    for [user, _, password] in &accounts {
        assert!(password.len() >= 10, "{password}");
        let answer = sign_in(&server, user, password);
        assert!(answer.starts_with("HTTP/1.1 201"), "{user}: {answer}");
        tokens.push(answer.split('"').find(|part| part.len() == 43).expect("a token").to_owned());
    }
    let list = crate::kit::ask(
        &mut server.connect(),
        "GET",
        "/api/v1/clients?limit=5",
        &format!("Authorization: Bearer {}\r\n", tokens[0]),
        "",
    );
    assert!(list.starts_with("HTTP/1.1 200") && list.contains("\"phone\""), "{list}");
    // The printed code unlocks what the front desk may do with it.
    let code = told.rsplit_once("Master code: ").unwrap().1.trim();
    let unlocked = crate::kit::ask(
        &mut server.connect(),
        "POST",
        "/api/v1/elevation",
        &format!("Authorization: Bearer {}\r\nContent-Type: application/json\r\n", tokens[1]),
        &format!(r#"{{"code": "{code}"}}"#),
    );
    assert!(unlocked.starts_with("HTTP/1.1 200"), "{unlocked}");
}

#[test]
fn each_start_makes_a_fresh_one_with_another_password() {
    let parent = tempfile::tempdir().unwrap();
    let data = parent.path().join("studio-demo");
    let (mut first, told) = start(&data, "es", "Código maestro: ");
    let [user, role, old] = accounts(&told).remove(0);
    assert_eq!(role, "Administración", "{told}");
    // While it is shown nobody takes it away.
    let second = command(&data).arg("--demo").output().unwrap();
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(
        second.status.code() == Some(3) && said.contains("Another server is using this studio"),
        "{said}"
    );
    assert!(sign_in(&first, &user, &old).starts_with("HTTP/1.1 201"));
    assert_eq!(first.terminate(), Some(0));
    let (server, told) = start(&data, "es", "Código maestro: ");
    let [_, _, new] = accounts(&told).remove(0);
    assert_ne!(old, new);
    assert!(sign_in(&server, &user, &old).starts_with("HTTP/1.1 401"));
    assert!(sign_in(&server, &user, &new).starts_with("HTTP/1.1 201"));
}

#[test]
fn a_folder_that_is_no_demo_is_left_as_it_is() {
    let test = TestStudio::new();
    let before = std::fs::read_dir(test.path()).unwrap().count();
    let output = command(test.path()).arg("--demo").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(3) && said.contains("no demo"), "{said}");
    assert_eq!(std::fs::read_dir(test.path()).unwrap().count(), before);
    assert!(Server::start(test.path()).get("/readyz").starts_with("HTTP/1.1 200"));
}
