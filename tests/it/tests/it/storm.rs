//! The second process: starting it, listening to it, and checking what it left.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;

use studio_it::{operator, prepare, verify};
use studio_store::{Store, Verdict};
use tempfile::TempDir;

/// A running `storm`.
pub(crate) struct Storm {
    child: Child,
    listener: JoinHandle<Vec<String>>,
    first_ack: Receiver<()>,
}

/// What it said before it ended.
pub(crate) struct Said {
    /// Numbers of the writes that were answered.
    pub(crate) acked: Vec<i64>,
    /// What it said at its end, if it came to that.
    pub(crate) done: Option<String>,
    pub(crate) status: ExitStatus,
}

impl Storm {
    pub(crate) fn start(file: &Path, threads: usize, seconds: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_storm"))
            .arg(file)
            .args([&threads.to_string(), seconds])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (tell, first_ack) = channel();
        let listener = std::thread::spawn(move || {
            let mut lines = Vec::new();
            for line in out.lines() {
                lines.push(line.unwrap());
                if lines.len() == 1 {
                    // An error is for a test that has given up waiting.
                    tell.send(()).ok();
                }
            }
            lines
        });
        Self { child, listener, first_ack }
    }

    /// Waits until its first write was answered.
    pub(crate) fn wait_for_first_ack(&self) {
        self.first_ack.recv().unwrap();
    }

    /// Ends it as a power switch ends a program: without a word.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
    }

    /// Waits for its end.
    pub(crate) fn end(mut self) -> Said {
        let status = self.child.wait().unwrap();
        let lines = self.listener.join().unwrap();
        let mut said = Said { acked: Vec::new(), done: None, status };
        for line in lines {
            match line.split(' ').collect::<Vec<_>>().as_slice() {
                ["ack", _thread, number] => said.acked.push(number.parse().unwrap()),
                ["done", ..] => said.done = Some(line.trim_start_matches("done ").to_owned()),
                _ => panic!("storm says: {line}"),
            }
        }
        said
    }
}

/// A file with the counter in it, closed.
pub(crate) fn new_file() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("studio.db");
    let store = Store::create(&path).unwrap();
    prepare(&store).unwrap();
    (folder, path)
}

/// Every number above `from` is there, and the whole file is well. Answers the counter and what the log's check found.
pub(crate) fn check(store: &Store, from: i64) -> (i64, String) {
    let counter = verify(store, from).unwrap();
    let findings = store.check(&operator(), true).unwrap();
    let bad: Vec<_> = findings.iter().filter(|finding| finding.verdict == Verdict::Bad).collect();
    assert!(bad.is_empty(), "at number {counter}: {bad:?}");
    let chain = findings.into_iter().find(|finding| finding.check == "audit_chain").unwrap();
    (counter, chain.found)
}
