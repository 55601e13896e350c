//! The server as a process: start, answer, stop.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests say what they expect")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use studio_testkit::TestStudio;

struct Server {
    child: Child,
    address: String,
}

fn command(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_studio-server"));
    command.args(["--listen", "127.0.0.1:0", "--data"]).arg(data).env_remove("STUDIO_CONFIG");
    command
}

impl Server {
    fn start(data: &Path) -> Self {
        let mut child = command(data).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address =
            line.trim().strip_prefix("listening on http://").expect("says where it listens").to_owned();
        Self { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: studio\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn terminate(&mut self) -> Option<i32> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn it_says_where_it_listens_answers_and_stops_with_zero() {
    let test = TestStudio::new();
    let mut server = Server::start(test.path());
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
fn what_it_can_not_serve_it_says_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let output = command(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("there is no studio here"), "{said}");
    let config = folder.path().join("studio.toml");
    std::fs::write(&config, "lisen = \"127.0.0.1:0\"").unwrap();
    let output = command(folder.path()).arg("--config").arg(&config).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(3) && said.contains("lisen"), "{said}");
}
