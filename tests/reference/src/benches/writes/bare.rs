//! The reference: one thread, a queue, up to 64 jobs for each commit, and the statements that the store has to run.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{self, JoinHandle};

use anyhow::{Context as _, Result, anyhow, ensure};
use rusqlite::{Connection, params};
use studio_domain::{ArtistId, Bio, SessionId};

use super::Side;
use super::product::sum_of_versions;
use crate::bare::{actor, card, chain, control, reader, writer};
use crate::studio::{Closed, NOW, REQUEST, bio};

const GROUP: usize = 64;
const ACTION: &str = "staff.edit_profile";

struct Job {
    artist: ArtistId,
    bio: Bio,
    reply: SyncSender<Result<()>>,
}

/// A studio that is written through bare SQL.
#[derive(Debug)]
pub(super) struct Bare {
    queue: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    studio: Closed,
    before: [i64; 2],
}

impl Bare {
    pub(super) fn new(studio: Closed) -> Result<Self> {
        let conn = writer(&studio.file())?;
        let session = studio.session;
        let (queue, jobs) = channel();
        let thread = thread::spawn(move || run(&conn, session, &jobs));
        let mut bare = Self { queue: Some(queue), thread: Some(thread), studio, before: [0; 2] };
        bare.before = bare.kept()?;
        Ok(bare)
    }

    fn file(&self) -> PathBuf {
        self.studio.file()
    }
}

impl Drop for Bare {
    /// The file is closed before its folder goes.
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

impl Side for Bare {
    fn write(&self, artist: ArtistId, number: usize) -> Result<()> {
        let (reply, answer) = sync_channel(1);
        let gone = || anyhow!("the writer has ended");
        let job = Job { artist, bio: bio(number)?, reply };
        self.queue.as_ref().ok_or_else(gone)?.send(job).map_err(|_job| gone())?;
        answer.recv().context("the writer gave no answer")?
    }

    fn artists(&self) -> &[ArtistId] {
        &self.studio.artists
    }

    fn kept(&self) -> Result<[i64; 2]> {
        let conn = reader(&self.file())?;
        let whole = chain::walk(&conn)?.context("the audit chain is broken")?;
        let [versions, entries] = self.before;
        Ok([sum_of_versions(&conn)? - versions, whole - entries])
    }
}

fn run(conn: &Connection, session: SessionId, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let mut group = vec![first];
        while group.len() < GROUP {
            let Ok(job) = jobs.try_recv() else { break };
            group.push(job);
        }
        let outcome = commit_together(conn, session, &group);
        for job in group {
            let answer = outcome.as_ref().copied().map_err(|error| anyhow!("{error:#}"));
            // Only a slice that has failed already has nobody waiting.
            drop(job.reply.send(answer));
        }
    }
}

fn commit_together(conn: &Connection, session: SessionId, group: &[Job]) -> Result<()> {
    control(conn, "BEGIN IMMEDIATE")?;
    let done = group.iter().try_for_each(|job| {
        control(conn, "SAVEPOINT job")?;
        update(conn, session, job)?;
        control(conn, "RELEASE job")?;
        Ok(())
    });
    control(conn, if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    done
}

fn update(conn: &Connection, session: SessionId, job: &Job) -> Result<()> {
    const UPDATE: &str =
        "UPDATE artists SET bio = ?, updated_at = ?, version = version + ? WHERE id = ? AND version = ?";
    let actor = actor::load(conn, session)?.context("the session has ended")?;
    let version = card::version(conn, job.artist)?;
    ensure!(actor.admin, "the account may not change artists");
    let hit = conn.prepare_cached(UPDATE)?.execute(params![
        job.bio.as_str(),
        NOW.millis(),
        1,
        job.artist.get(),
        version
    ])?;
    ensure!(hit == 1, "the artist was changed meanwhile");
    append(conn, session, &actor, job.artist)
}

fn append(conn: &Connection, session: SessionId, actor: &actor::Actor, artist: ArtistId) -> Result<()> {
    const INSERT: &str =
        "INSERT INTO audit_log (seq, at, actor, user_id, session_id, elevation_id, origin, address,
            request_id, action, subject_kind, subject_id, outcome, reason, detail, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let (seq, previous) = chain::head(conn)?;
    let (seq, at) = (seq + 1, NOW.millis());
    let (session, subject) = (session.get(), artist.get());
    let ids = [Some(actor.user), Some(session), actor.elevation, Some(subject)];
    let texts = ["person", "cli", "", REQUEST, ACTION, "artist", "done", "granted", ""];
    let hash = chain::hash(&previous, seq, at, ids, texts);
    let [kind, origin, address, request, action, subject_kind, outcome, reason, detail] = texts;
    conn.prepare_cached(INSERT)?.execute(params![
        seq,
        at,
        kind,
        actor.user,
        session,
        actor.elevation,
        origin,
        address,
        request,
        action,
        subject_kind,
        subject,
        outcome,
        reason,
        detail,
        hash
    ])?;
    conn.prepare_cached("UPDATE audit_head SET seq = ?, hash = ? WHERE id = ?")?
        .execute(params![seq, hash, 1])?;
    Ok(())
}
