//! Bookings by fifty connections that want the same hours, each hour by two of them, against a bare program that does the same.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use serde_json::json;
use studio_app::Folder;

use super::http::Copy;
use super::{Bench, Size};
use crate::bare::reader;
use crate::clock;
use crate::http::asker::{Ask, Asker, sign_in};
use crate::http::load::Measured;
use crate::http::served::{Served, Side};
use crate::studio::NOW;
use crate::table::{Table, range, short};
use crate::volume::{ARTISTS, Volume};

pub(crate) const BENCH: Bench = Bench {
    name: "booking",
    about: "appointments booked over HTTP by 50 connections, half of them in vain, against bare axum",
    run,
};

/// Connections that book at the same time.
const BOOKERS: usize = 50;

/// One side of the comparison.
struct Party {
    served: Served,
    token: String,
    path: &'static str,
    clients: usize,
    /// How many bookings were tried so far; two that follow each other want the same hour.
    tried: AtomicUsize,
}

/// What became of the tries of a connection.
#[derive(Debug, Default)]
struct Tries {
    latencies: Vec<u64>,
    booked: usize,
    refused: usize,
}

impl Party {
    fn start(size: Size, side: Side, copy: &Copy, clients: usize) -> Result<Self> {
        let served = Served::start(size, side, copy.path())?;
        let (token, path) = match side {
            Side::Product => (sign_in(served.address())?, "/api/v1/appointments"),
            Side::Bare => (String::new(), "/appointments"),
        };
        Ok(Self { served, token, path, clients, tried: AtomicUsize::new(0) })
    }

    /// The next try. Those that want hours of the same time are for different clients.
    fn next(&self) -> Result<Ask> {
        let number = self.tried.fetch_add(1, Ordering::Relaxed);
        let (artist, hour) = ((number / 2) % ARTISTS + 1, (number / 2) / ARTISTS);
        let hours = u64::try_from(400 * 24 + hour)?;
        let starts_at = NOW.plus(Duration::from_secs(hours * 3_600));
        let ends_at = starts_at.plus(Duration::from_secs(3_600));
        let body = json!({
            "client_id": number % self.clients + 1, "artist_id": artist, "confirm_warnings": true,
            "starts_at": starts_at.to_rfc3339(), "ends_at": ends_at.to_rfc3339(),
        });
        Ok(Ask::post(self.path, &body))
    }

    fn book_until(&self, slice: Duration) -> Result<Tries> {
        let mut asker = Asker::new(self.served.address(), &self.token)?;
        let mut tries = Tries::default();
        let begin = clock::now();
        while begin.elapsed() < slice {
            let ask = self.next()?;
            let asked = clock::now();
            let (status, body) = asker.ask(&ask)?;
            let took = asked.elapsed();
            match status {
                201 => tries.booked += 1,
                409 => tries.refused += 1,
                other => bail!("{other} {}", String::from_utf8_lossy(body)),
            }
            tries.latencies.push(u64::try_from(took.as_nanos()).context("an age")?);
        }
        Ok(tries)
    }

    fn drive(&mut self, slice: Duration, into: &mut Measured) -> Result<[usize; 2]> {
        let (before, begin) = (self.served.cpu()?, clock::now());
        let party = &*self;
        let tries = thread::scope(|scope| {
            let threads: Vec<_> =
                (0..BOOKERS).map(|_| scope.spawn(move || party.book_until(slice))).collect();
            let mut all = Tries::default();
            for thread in threads {
                let more = thread.join().map_err(|_panic| anyhow!("a connection panicked"))??;
                all.latencies.extend(more.latencies);
                all.booked += more.booked;
                all.refused += more.refused;
            }
            Ok::<_, anyhow::Error>(all)
        })?;
        let took = begin.elapsed();
        into.add(tries.latencies, took, self.served.cpu()?.saturating_sub(before));
        Ok([tries.booked, tries.refused])
    }
}

/// Appointments in a file, and pairs of the same artist that overlap among those that were booked here.
fn appointments(copy: &Copy) -> Result<[i64; 2]> {
    let conn = reader(&Folder::at(copy.path()).database())?;
    let count = conn.query_row("SELECT count(*) FROM appointments", [], |row| row.get(0))?;
    let from = NOW.plus(Duration::from_secs(400 * 24 * 3_600)).millis();
    let twice = conn.query_row(
        "SELECT count(*) FROM appointments a JOIN appointments b
           ON b.artist_id = a.artist_id AND b.id > a.id AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at
          WHERE a.starts_at >= ?",
        [from],
        |row| row.get(0),
    )?;
    Ok([count, twice])
}

fn run(size: Size) -> Result<Vec<Table>> {
    let clients = size.pick(100_000, 400);
    let volume = Volume::studio(size, clients)?;
    let copies = [Copy::of(&volume)?, Copy::of(&volume)?];
    let [own, other] = &copies;
    let mut parties =
        [Party::start(size, Side::Product, own, clients)?, Party::start(size, Side::Bare, other, clients)?];
    let before = [appointments(own)?[0], appointments(other)?[0]];
    let (rounds, slice) = size.pick((5, Duration::from_millis(1_500)), (1, Duration::from_millis(60)));
    let mut measured = [Measured::default(), Measured::default()];
    let mut told = [[0; 2]; 2];
    // The first round fills caches.
    for round in 0..=rounds {
        for ((party, into), told) in parties.iter_mut().zip(&mut measured).zip(&mut told) {
            let [booked, refused] = party.drive(slice, into)?;
            told[0] += booked;
            told[1] += refused;
            if round == 0 {
                *into = Measured::default();
            }
        }
    }
    drop(parties);
    for ((copy, before), [booked, _]) in copies.iter().zip(before).zip(told) {
        let [count, twice] = appointments(copy)?;
        let kept = count - before;
        ensure!(kept == i64::try_from(booked)?, "{booked} bookings were acknowledged, the file holds {kept}");
        ensure!(twice == 0, "{twice} hours were sold twice");
    }
    let caption = format!(
        "booking: {BOOKERS} connections for {rounds} slices of {:.1} s in turn, {clients} clients, each hour wanted twice; latencies in µs; \
         CPU of the whole server in µs for a try; none was sold twice",
        slice.as_secs_f64()
    );
    let header =
        ["", "tries/s", "p50", "p99", "CPU µs", "booked", "refused", "tries/s ratio", "CPU ratio", "min–max"];
    let mut table = Table::new(caption, &header);
    let [ours, theirs] = &measured;
    let (rate, cpu) = (ours.per_second.over(&theirs.per_second), ours.cpu.over(&theirs.cpu));
    for (name, measured, [booked, refused]) in [("server", ours, told[0]), ("bare", theirs, told[1])] {
        let figures =
            [(&measured.per_second, 1.0), (&measured.half, 1e3), (&measured.most, 1e3), (&measured.cpu, 1e3)];
        let mut row = vec![name.to_owned()];
        row.extend(figures.map(|(series, scale)| short(series.spread().median / scale)));
        row.extend([booked.to_string(), refused.to_string()]);
        if name == "server" {
            row.extend([short(rate.median), short(cpu.median), range(cpu)]);
        }
        table.row(row);
    }
    Ok(vec![table])
}
