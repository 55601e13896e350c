//! A server as a process, and what is asked of it.

use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

/// The server, told nothing by the environment of whoever runs the tests.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_studio-server"));
    command.env_clear();
    command
}

/// The server on this folder, at a port of its own.
pub(crate) fn command(data: &Path) -> Command {
    let mut command = program();
    command.args(["--listen", "127.0.0.1:0", "--data"]).arg(data);
    command
}

/// A server that listens.
pub(crate) struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    pub(crate) scheme: String,
    pub(crate) address: String,
}

impl Server {
    pub(crate) fn start(data: &Path) -> Self {
        Self::of(&mut command(data))
    }

    /// Starts it and waits until it says where it listens.
    pub(crate) fn of(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let said = line.trim().strip_prefix("listening on ").expect("says where it listens");
        let (scheme, address) = said.split_once("://").expect("an address");
        let (scheme, address) = (scheme.to_owned(), address.to_owned());
        Self { child, out, scheme, address }
    }

    /// What it prints next, to the line that has this in it.
    pub(crate) fn read_to(&mut self, part: &str) -> String {
        let mut all = String::new();
        loop {
            let mut line = String::new();
            assert_ne!(self.out.read_line(&mut line).unwrap(), 0, "no `{part}` in: {all}");
            all.push_str(&line);
            if line.contains(part) {
                return all;
            }
        }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).unwrap()
    }

    pub(crate) fn get(&self, path: &str) -> String {
        ask(&mut self.connect(), "GET", path, "", "")
    }

    pub(crate) fn post(&self, path: &str, body: &str) -> String {
        ask(&mut self.connect(), "POST", path, "Content-Type: application/json\r\n", body)
    }

    pub(crate) fn terminate(&mut self) -> Option<i32> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        self.child.wait().unwrap().code()
    }
}

/// One request over a connection, and the whole answer. Each header ends with a line break.
pub(crate) fn ask(
    stream: &mut (impl Read + Write),
    method: &str,
    path: &str,
    headers: &str,
    body: &str,
) -> String {
    try_ask(stream, method, path, headers, body).unwrap()
}

/// As [`ask`], of a server that may go away meanwhile.
pub(crate) fn try_ask(
    stream: &mut (impl Read + Write),
    method: &str,
    path: &str,
    headers: &str,
    body: &str,
) -> std::io::Result<String> {
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: studio\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
