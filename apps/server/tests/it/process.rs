//! Starting, answering, stopping, refusing.

use studio_app::{ClientInput, ScreeningInput};
use studio_testkit::TestStudio;

use crate::kit::{Server, command};

#[test]
fn it_says_where_it_listens_answers_and_stops_with_zero() {
    let test = TestStudio::new();
    let mut server = Server::start(test.path());
    assert_eq!(server.scheme, "http");
    for path in ["/healthz", "/readyz"] {
        let answer = server.get(path);
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"ok\""), "{answer}");
    }
    assert!(server.get("/api/v1/clients").starts_with("HTTP/1.1 401"));
    assert_eq!(server.terminate(), Some(0));
}

#[test]
fn a_second_server_on_the_same_folder_is_refused() {
    let test = TestStudio::new();
    let _first = Server::start(test.path());
    for (lang, begin) in [
        ("en_GB.UTF-8", "error: Another server is using this studio: `"),
        ("es_ES.UTF-8", "error: Otro servidor "),
    ] {
        let second = command(test.path()).env("LANG", lang).output().unwrap();
        assert_eq!(second.status.code(), Some(3));
        let said = String::from_utf8(second.stderr).unwrap();
        assert!(said.starts_with(begin) && said.contains("\nhint: "), "{said}");
        assert!(said.contains(test.path().to_str().unwrap()), "{said}");
    }
}

#[test]
fn an_address_that_is_taken_is_named_and_nothing_is_made() {
    let parent = tempfile::tempdir().unwrap();
    let data = parent.path().join("data");
    let other = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap().to_string();
    for (lang, begin) in
        [("en", "error: Another program listens on "), ("es", "error: Otro programa ya escucha en ")]
    {
        let mut command = crate::kit::program();
        let output =
            command.args(["--language", lang, "--listen", &address, "--data"]).arg(&data).output().unwrap();
        assert_eq!(output.status.code(), Some(3));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with(&format!("{begin}{address}")) && said.contains("\nhint: "), "{said}");
        assert!(!data.exists(), "{said}");
    }
}

#[test]
fn a_lock_that_can_not_be_opened_is_named() {
    let folder = tempfile::tempdir().unwrap();
    // A folder of its name can be opened for writing by nobody, whatever they may do.
    let lock = folder.path().join("server.lock");
    std::fs::create_dir(&lock).unwrap();
    let output = command(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(said.starts_with("error: ") && said.contains(lock.to_str().unwrap()), "{said}");
}

#[test]
fn a_folder_with_something_else_in_it_is_refused_with_what_helps() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("letters.txt"), "dear").unwrap();
    let output = command(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("has no studio and is not empty") && said.contains("\nhint: "), "{said}");
    assert!(said.contains(folder.path().to_str().unwrap()) && said.lines().count() == 2, "{said}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_connection_off_this_machine_without_encryption_is_warned_of() {
    let test = TestStudio::new();
    for (flags, warned) in [
        (&["--listen", "0.0.0.0:0"][..], true),
        (&["--listen", "127.0.0.1:0"], false),
        (&["--listen", "0.0.0.0:0", "--tls-self-signed"], false),
        (&["--listen", "0.0.0.0:0", "--public-url", "https://studio.example"], false),
    ] {
        let log = tempfile::NamedTempFile::new().unwrap();
        let mut child = crate::kit::program()
            .arg("--data")
            .arg(test.path())
            .args(flags)
            .stdout(std::process::Stdio::piped())
            .stderr(log.reopen().unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let out = child.stdout.take().unwrap();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut line).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(line.starts_with("listening on "), "{line}");
        let said = std::fs::read_to_string(log.path()).unwrap();
        assert_eq!(said.contains("--tls-self-signed"), warned, "{flags:?}: {said}");
    }
}

/// A server that sealed with a wrong key would leave answers that nobody can open with the right one.
#[test]
fn a_server_without_the_keys_of_its_answers_refuses_to_start() {
    let test = TestStudio::new();
    let client = ClientInput {
        name: Some("Carla Sol".to_owned()),
        phone: Some("600 111 222".to_owned()),
        screening: Some(ScreeningInput { answers: Vec::new(), observations: "faints".to_owned() }),
        ..ClientInput::default()
    };
    test.studio.add_client(&test.operator(), client, true).unwrap();
    let key = test.studio.folder().key_file();
    let right = std::fs::read(&key).unwrap();
    // Thirty-two zeros: a key like any other.
    let other = format!("studio-field-key-v1 {}\n", "A".repeat(43)).into_bytes();
    let refusals = [
        (Some(other), "error: Health answers were sealed with another key"),
        (Some(b"no key".to_vec()), "error: The file of the keys of the health answers is damaged"),
        (None, "error: The key of the health answers is not here"),
    ];
    for (bytes, begin) in refusals {
        match bytes {
            Some(bytes) => std::fs::write(&key, bytes).unwrap(),
            None => std::fs::remove_file(&key).unwrap(),
        }
        let refused = command(test.path()).env("LANG", "en_GB.UTF-8").output().unwrap();
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(3), "{said}");
        assert!(said.starts_with(begin) && said.contains("studio key import"), "{said}");
    }
    std::fs::write(&key, right).unwrap();
    assert!(Server::start(test.path()).get("/readyz").starts_with("HTTP/1.1 200"));
}
