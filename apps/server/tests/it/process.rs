//! Starting, answering, stopping, refusing.

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
    let second = command(test.path()).output().unwrap();
    assert_eq!(second.status.code(), Some(3));
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(said.contains("folder_in_use"), "{said}");
}

#[test]
fn a_folder_with_something_else_in_it_is_refused_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("letters.txt"), "dear").unwrap();
    let output = command(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("has no studio and is not empty") && said.lines().count() == 1, "{said}");
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
