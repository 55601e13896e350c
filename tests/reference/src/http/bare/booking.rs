//! Bookings of the bare program: one thread, a queue, up to 64 for each commit. The triggers of the file refuse what overlaps.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use anyhow::{Context as _, Result, anyhow};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use studio_domain::Timestamp;

use crate::bare::{control, writer};
use crate::studio::NOW;

const GROUP: usize = 64;
const INSERT: &str =
    "INSERT INTO appointments (client_id, artist_id, starts_at, ends_at, status, created_at, updated_at)
    VALUES (?, ?, ?, ?, 'pending', ?5, ?5)";
const CHANGE: &str =
    "INSERT INTO appointment_changes (appointment_id, changed_at, what) VALUES (?, ?, 'booked')";
const INDEX: &str = "UPDATE client_index SET next_at = ?2, next_artist_id = ?3, artist_id = ?3
    WHERE client_id = ?1 AND (next_at IS NULL OR next_at > ?2)";

/// What is booked.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Booking {
    client_id: i64,
    artist_id: i64,
    starts_at: String,
    ends_at: String,
}

/// What was booked.
#[derive(Debug, Serialize)]
pub(super) struct Booked {
    id: i64,
    client_id: i64,
    artist_id: i64,
    starts_at: String,
    ends_at: String,
    status: &'static str,
    version: i64,
}

struct Job {
    booking: Booking,
    reply: SyncSender<Result<Option<i64>>>,
}

/// The queue. The thread ends when it is dropped.
#[derive(Debug)]
pub(super) struct Bookings {
    queue: Sender<Job>,
}

impl Bookings {
    pub(super) fn start(file: &Path) -> Result<Self> {
        let conn = writer(file)?;
        let (queue, jobs) = channel();
        thread::spawn(move || run(&conn, &jobs));
        Ok(Self { queue })
    }

    /// Returns when it is on disk; nothing, if somebody else has the hour.
    pub(super) fn book(&self, booking: Booking) -> Result<Option<Booked>> {
        let (reply, answer) = sync_channel(1);
        let job = Job { booking: booking.clone(), reply };
        self.queue.send(job).map_err(|_job| anyhow!("the writer has ended"))?;
        let id = answer.recv().context("the writer gave no answer")??;
        Ok(id.map(|id| Booked {
            id,
            client_id: booking.client_id,
            artist_id: booking.artist_id,
            starts_at: booking.starts_at,
            ends_at: booking.ends_at,
            status: "pending",
            version: 1,
        }))
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
                Ok(ids) => ids.get(place).copied().context("no answer"),
                Err(error) => Err(anyhow!("{error:#}")),
            };
            // Nobody waits only where the connection was closed meanwhile.
            drop(job.reply.send(answer));
        }
    }
}

fn commit_together(conn: &Connection, group: &[Job]) -> Result<Vec<Option<i64>>> {
    control(conn, "BEGIN IMMEDIATE")?;
    let done = group.iter().map(|job| {
        control(conn, "SAVEPOINT job")?;
        let booked = match book(conn, &job.booking) {
            Ok(id) => Some(id),
            Err(error) if error.to_string().contains("_booked") => {
                control(conn, "ROLLBACK TO job")?;
                None
            }
            Err(error) => return Err(error),
        };
        control(conn, "RELEASE job")?;
        Ok(booked)
    });
    let done: Result<Vec<_>> = done.collect();
    control(conn, if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    done
}

fn book(conn: &Connection, booking: &Booking) -> Result<i64> {
    let at = |raw: &str| Timestamp::parse_rfc3339(raw).map(Timestamp::millis);
    let (from, to) = (at(&booking.starts_at)?, at(&booking.ends_at)?);
    let Booking { client_id, artist_id, .. } = booking;
    conn.prepare_cached(INSERT)?.execute(params![client_id, artist_id, from, to, NOW.millis()])?;
    let id = conn.last_insert_rowid();
    conn.prepare_cached(CHANGE)?.execute(params![id, NOW.millis()])?;
    conn.prepare_cached(INDEX)?.execute(params![client_id, from, artist_id])?;
    Ok(id)
}
