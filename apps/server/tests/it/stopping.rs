//! Being told to stop while everybody saves: who was answered has their client, and the file is left whole.

use std::net::TcpStream;
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use studio_app::{Folder, Studio, SystemClock, Upgrade, Verdict};
use studio_domain::ClientId;
use studio_testkit::{PASSWORD, TestStudio};

use crate::kit::{Server, try_ask};

/// Desks that save all the time.
const DESKS: usize = 8;
/// Clients that are saved before the server is told to stop.
const BEFORE: usize = 200;

/// Saves clients until the server no longer takes them; answers the ids that were promised.
fn save_all_the_time(address: &str, token: &str, desk: usize, saved: &Sender<()>) -> Vec<i64> {
    let headers = format!("Authorization: Bearer {token}\r\nContent-Type: application/json\r\n");
    let mut promised = Vec::new();
    for number in 0.. {
        let Ok(mut stream) = TcpStream::connect(address) else { break };
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let body = format!(r#"{{"name": "Desk {desk} Client {number}", "phone": "6{desk:02}{number:06}"}}"#);
        // What was cut off is no promise; what was answered is.
        let answer = try_ask(&mut stream, "POST", "/api/v1/clients", &headers, &body).unwrap_or_default();
        if answer.is_empty() {
            break;
        }
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
        let id = answer.split("\"id\":").nth(1).and_then(|rest| rest.split([',', '}']).next()).unwrap();
        promised.push(id.trim().parse().unwrap());
        // Nobody listens once the server was told to stop.
        saved.send(()).ok();
    }
    promised
}

#[test]
fn told_to_stop_while_everybody_saves_it_keeps_every_promise() {
    let parent = tempfile::tempdir().unwrap();
    let data = parent.path().join("data");
    {
        // A copy, so that nobody but the server has the file open when it closes it.
        let test = TestStudio::new();
        assert!(Command::new("cp").arg("-r").arg(test.path()).arg(&data).status().unwrap().success());
    }
    let mut server = Server::start(&data);
    let answer =
        server.post("/api/v1/session", &format!(r#"{{"username": "recepcion", "password": "{PASSWORD}"}}"#));
    let token = answer.split('"').find(|part| part.len() == 43).expect("a token").to_owned();
    let (saved, hear) = channel();
    let desks: Vec<_> = (0..DESKS)
        .map(|desk| {
            let (address, token, saved) = (server.address.clone(), token.clone(), saved.clone());
            thread::spawn(move || save_all_the_time(&address, &token, desk, &saved))
        })
        .collect();
    drop(saved);
    for _ in 0..BEFORE {
        hear.recv().expect("somebody saves");
    }
    assert_eq!(server.terminate(), Some(0));
    let promised: Vec<i64> = desks.into_iter().flat_map(|desk| desk.join().unwrap()).collect();
    assert!(promised.len() >= BEFORE);
    // The log of writes went into the file, and is gone.
    let log = data.join("studio.db-wal");
    assert!(!log.exists() || std::fs::metadata(&log).unwrap().len() == 0);

    let studio = Studio::open(Folder::at(&data), Arc::new(SystemClock), Upgrade::Check).unwrap();
    let operator = studio.operator().unwrap();
    for id in promised {
        let kept = studio.client(&operator, ClientId::new(id));
        assert!(kept.is_ok(), "client {id} was promised: {kept:?}");
    }
    let findings = studio.doctor(&operator, true).unwrap();
    let bad: Vec<_> = findings.into_iter().filter(|finding| finding.verdict == Verdict::Bad).collect();
    assert!(bad.is_empty(), "{bad:?}");
}
