//! One connection that stays open, on a thread that waits for each answer: little enough to leave the processors to the servers.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

/// The password of every account of a volume.
pub(crate) const PASSWORD: &str = "la tinta entra despacio";

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ask {
    /// Method.
    pub(crate) method: &'static str,
    /// Path with its query.
    pub(crate) path: String,
    /// JSON.
    pub(crate) body: String,
}

impl Ask {
    /// A question without a body.
    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self { method: "GET", path: path.into(), body: String::new() }
    }

    /// A question with one.
    pub(crate) fn post(path: impl Into<String>, body: &Value) -> Self {
        Self { method: "POST", path: path.into(), body: body.to_string() }
    }
}

/// A connection.
#[derive(Debug)]
pub(crate) struct Asker {
    stream: BufReader<TcpStream>,
    token: String,
    out: String,
    line: String,
    body: Vec<u8>,
}

impl Asker {
    /// Connects; what is asked is asked with this token.
    ///
    /// # Errors
    /// If nobody listens.
    pub(crate) fn new(address: SocketAddr, token: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::with_capacity(64 * 1024, stream),
            token: token.to_owned(),
            out: String::new(),
            line: String::new(),
            body: Vec::new(),
        })
    }

    /// Asks. Answers status and body.
    ///
    /// # Errors
    /// If the answer is none, or has no length.
    pub(crate) fn ask(&mut self, ask: &Ask) -> Result<(u16, &[u8])> {
        use std::fmt::Write as _;
        self.out.clear();
        let Self { stream, token, out, line, body } = self;
        write!(
            out,
            "{} {} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n",
            ask.method, ask.path
        )?;
        if !ask.body.is_empty() {
            write!(out, "Content-Type: application/json\r\nContent-Length: {}\r\n", ask.body.len())?;
        }
        write!(out, "\r\n{}", ask.body)?;
        stream.get_mut().write_all(out.as_bytes())?;

        let mut status = None;
        let mut length = None;
        loop {
            line.clear();
            ensure!(stream.read_line(line)? > 0, "the connection was closed");
            let text = line.trim_end();
            if text.is_empty() {
                break;
            }
            if status.is_none() {
                status = text.split(' ').nth(1).and_then(|status| status.parse().ok());
            } else if let Some((name, value)) = text.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().ok();
            }
        }
        body.resize(length.context("an answer without its length")?, 0);
        stream.read_exact(body)?;
        Ok((status.context("an answer without a status")?, body))
    }

    /// Asks for JSON that must be there.
    ///
    /// # Errors
    /// If it is refused.
    pub(crate) fn json(&mut self, ask: &Ask) -> Result<Value> {
        let (status, body) = self.ask(ask)?;
        ensure!(status < 300, "`{} {}`: {status} {}", ask.method, ask.path, String::from_utf8_lossy(body));
        Ok(serde_json::from_slice(body)?)
    }
}

/// The question by which the admin of a volume signs in.
pub(crate) fn signing_in() -> Ask {
    Ask::post("/api/v1/session", &json!({ "username": "marta", "password": PASSWORD }))
}

/// Signs the admin of a volume in.
///
/// # Errors
/// If the server does not let her in.
pub(crate) fn sign_in(address: SocketAddr) -> Result<String> {
    let answer = Asker::new(address, "")?.json(&signing_in())?;
    Ok(answer.get("token").and_then(Value::as_str).context("no token")?.to_owned())
}

/// How many bytes an answer has on its way when the caller takes it packed with gzip.
///
/// # Errors
/// If it comes unpacked, or in pieces whose lengths can't be read.
pub(crate) fn packed(address: SocketAddr, token: &str, path: &str) -> Result<usize> {
    let mut stream = TcpStream::connect(address)?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    )?;
    let mut stream = BufReader::new(stream);
    let (mut gzip, mut pieces) = (false, false);
    loop {
        let mut line = String::new();
        ensure!(stream.read_line(&mut line)? > 0, "the connection was closed");
        match line.trim_end().to_ascii_lowercase().as_str() {
            "" => break,
            "content-encoding: gzip" => gzip = true,
            "transfer-encoding: chunked" => pieces = true,
            _ => {}
        }
    }
    ensure!(gzip, "`{path}` is not packed");
    let mut body = Vec::new();
    stream.read_to_end(&mut body)?;
    if pieces { in_pieces(&body) } else { Ok(body.len()) }
}

/// The bytes of a body that comes in pieces, each behind its length.
fn in_pieces(mut rest: &[u8]) -> Result<usize> {
    let mut total = 0;
    loop {
        let end = rest.windows(2).position(|pair| pair == b"\r\n").context("a piece without its length")?;
        let (length, behind) = rest.split_at(end);
        let length = usize::from_str_radix(std::str::from_utf8(length)?, 16)?;
        if length == 0 {
            return Ok(total);
        }
        total += length;
        // Each piece stands between two ends of a line.
        rest = behind.get(length + 4..).context("a piece that ends early")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_counted_without_their_lengths() {
        assert_eq!(in_pieces(b"4\r\nabcd\r\na\r\n0123456789\r\n0\r\n\r\n").expect("pieces"), 14);
        assert_eq!(in_pieces(b"0\r\n\r\n").expect("nothing"), 0);
        for odd in [&b"4\r\nab"[..], b"x\r\n", b""] {
            assert!(in_pieces(odd).is_err(), "{odd:?}");
        }
    }
}
