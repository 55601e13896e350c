//! One thread that takes up to 64 new clients from a queue for each commit, flushed to disk.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use anyhow::{Context as _, Result, anyhow};
use rusqlite::{Connection, params};
use studio_domain::{Phone, digits, search_text, sort_key};

use super::wire::{Made, NewClient};
use crate::bare::{control, writer};
use crate::studio::NOW;

const GROUP: usize = 64;
const RECORD: &str =
    "INSERT INTO clients (name, phone, phone_e164, created_at, updated_at) VALUES (?, ?, ?, ?4, ?4)";
const INDEX: &str = "INSERT INTO client_index (client_id, name_key, search_text, phone_digits, created_at) VALUES (?, ?, ?, ?, ?)";

struct Job {
    new: NewClient,
    reply: SyncSender<Result<i64>>,
}

/// The queue. The thread ends when it is dropped.
#[derive(Debug)]
pub(super) struct Writer {
    queue: Sender<Job>,
}

impl Writer {
    pub(super) fn start(file: &Path) -> Result<Self> {
        let conn = writer(file)?;
        let (queue, jobs) = channel();
        thread::spawn(move || run(&conn, &jobs));
        Ok(Self { queue })
    }

    /// Returns when it is on disk.
    pub(super) fn write(&self, new: NewClient) -> Result<Made> {
        let (reply, answer) = sync_channel(1);
        self.queue.send(Job { new, reply }).map_err(|_job| anyhow!("the writer has ended"))?;
        Ok(Made { id: answer.recv().context("the writer gave no answer")?? })
    }
}

fn run(conn: &Connection, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let mut group = vec![first];
        while group.len() < GROUP {
            let Ok(job) = jobs.try_recv() else { break };
            group.push(job);
        }
        let outcome = commit_together(conn, &group);
        for (place, job) in group.into_iter().enumerate() {
            let answer = match &outcome {
                Ok(ids) => ids.get(place).copied().context("no id"),
                Err(error) => Err(anyhow!("{error:#}")),
            };
            // Nobody waits only where the connection was closed meanwhile.
            drop(job.reply.send(answer));
        }
    }
}

fn commit_together(conn: &Connection, group: &[Job]) -> Result<Vec<i64>> {
    control(conn, "BEGIN IMMEDIATE")?;
    let done = group.iter().map(|job| {
        control(conn, "SAVEPOINT job")?;
        let id = insert(conn, &job.new)?;
        control(conn, "RELEASE job")?;
        Ok(id)
    });
    let done: Result<Vec<i64>> = done.collect();
    control(conn, if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    done
}

fn insert(conn: &Connection, NewClient { name, phone }: &NewClient) -> Result<i64> {
    let international = Phone::parse(phone)?.e164(None);
    conn.prepare_cached(RECORD)?.execute(params![name, phone, international, NOW.millis()])?;
    let id = conn.last_insert_rowid();
    let searched = search_text(name, Some(phone), international.as_deref(), None, None);
    let dialled = digits(international.as_deref().unwrap_or(phone));
    conn.prepare_cached(INDEX)?.execute(params![id, sort_key(name), searched, dialled, NOW.millis()])?;
    Ok(id)
}
