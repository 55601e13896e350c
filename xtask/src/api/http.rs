//! As much HTTP as it takes to sign in: one request a connection, over the standard library.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use anyhow::{Context, Result};
use serde_json::Value;

/// Sends JSON; answers status and JSON.
///
/// # Errors
/// When nobody answers, or something that is no HTTP or no JSON.
pub(crate) fn post(address: &str, path: &str, token: Option<&str>, body: &Value) -> Result<(u16, Value)> {
    let mut stream = TcpStream::connect(address).with_context(|| format!("nobody listens on `{address}`"))?;
    stream.write_all(request(address, path, token, &body.to_string()).as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    read(&answer).with_context(|| format!("`POST {path}` was answered with no HTTP: `{answer}`"))
}

fn request(address: &str, path: &str, token: Option<&str>, body: &str) -> String {
    let token = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
    format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{token}Content-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Our answers are short, so they come whole and with their length, never in chunks.
fn read(answer: &str) -> Option<(u16, Value)> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()?;
    Some((status, serde_json::from_str(body).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_request_says_how_long_it_is() {
        let text = request("here:1", "/a", Some("T"), "{\"ñ\":1}");
        assert!(text.starts_with("POST /a HTTP/1.1\r\nHost: here:1\r\n"), "{text}");
        assert!(text.contains("\r\nAuthorization: Bearer T\r\n"), "{text}");
        assert!(text.ends_with("Content-Length: 8\r\n\r\n{\"ñ\":1}"), "{text}");
        assert!(!request("here:1", "/a", None, "{}").contains("Authorization"));
    }

    #[test]
    fn an_answer_is_status_and_body() {
        let read_ok = read("HTTP/1.1 201 Created\r\ncontent-length: 7\r\n\r\n{\"a\":1}");
        assert_eq!(read_ok, Some((201, json!({ "a": 1 }))));
        for no_answer in ["", "HTTP/1.1 200 OK\r\n\r\n<p>", "SMTP\r\n\r\n{}", "HTTP/1.1 20"] {
            assert_eq!(read(no_answer), None, "{no_answer}");
        }
    }
}
