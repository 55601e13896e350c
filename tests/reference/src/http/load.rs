//! Many connections that ask as fast as they are answered, and what that took.

use std::net::SocketAddr;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, ensure};

use super::asker::{Ask, Asker};
use crate::clock;
use crate::interleave::{Series, nanos};

/// Connections that ask at the same time.
pub(crate) const CONNECTIONS: usize = 16;

/// What several slices of load took.
#[derive(Debug, Default)]
pub(crate) struct Measured {
    /// Answers a second, one value a slice.
    pub(crate) per_second: Series,
    /// CPU time of the whole server for an answer in nanoseconds, one value a slice.
    pub(crate) cpu: Series,
    /// Nanoseconds in which half of a slice's questions were answered.
    pub(crate) half: Series,
    /// The same of ninety-nine of a hundred.
    pub(crate) most: Series,
    /// How many answers there were.
    pub(crate) answers: usize,
}

impl Measured {
    /// Adds a slice.
    pub(crate) fn add(&mut self, mut latencies: Vec<u64>, took: Duration, cpu: Duration) {
        latencies.sort_unstable();
        let last = latencies.len().saturating_sub(1) as f64;
        let part = |part: f64| latencies.get((last * part) as usize).copied().unwrap_or(0) as f64;
        self.half.0.push(part(0.5));
        self.most.0.push(part(0.99));
        self.per_second.0.push(latencies.len() as f64 / took.as_secs_f64());
        self.cpu.0.push(nanos(cpu) / latencies.len() as f64);
        self.answers += latencies.len();
    }
}

/// Lets all connections ask a server for that long. `next` makes the question of a connection by its number. Answers the latency of each
/// question in nanoseconds, and how long all of it took.
///
/// # Errors
/// The first question that was refused, or that there was no answer at all.
pub(crate) fn ask_all(
    address: SocketAddr,
    token: &str,
    slice: Duration,
    next: &(dyn Fn(usize, usize) -> Ask + Sync),
) -> Result<(Vec<u64>, Duration)> {
    let begin = clock::now();
    let latencies = thread::scope(|scope| {
        let threads: Vec<_> = (0..CONNECTIONS)
            .map(|connection| scope.spawn(move || ask_until(address, token, slice, connection, next)))
            .collect();
        let mut all = Vec::new();
        for thread in threads {
            all.extend(thread.join().map_err(|_panic| anyhow!("a connection panicked"))??);
        }
        Ok::<_, anyhow::Error>(all)
    })?;
    ensure!(!latencies.is_empty(), "nothing was answered");
    Ok((latencies, begin.elapsed()))
}

fn ask_until(
    address: SocketAddr,
    token: &str,
    slice: Duration,
    connection: usize,
    next: &(dyn Fn(usize, usize) -> Ask + Sync),
) -> Result<Vec<u64>> {
    let mut asker = Asker::new(address, token)?;
    let mut latencies = Vec::new();
    let begin = clock::now();
    while begin.elapsed() < slice {
        let ask = next(connection, latencies.len());
        let asked = clock::now();
        let (status, body) = asker.ask(&ask)?;
        let took = asked.elapsed();
        ensure!(status < 300, "`{} {}`: {status} {}", ask.method, ask.path, String::from_utf8_lossy(body));
        latencies.push(u64::try_from(took.as_nanos()).context("an age")?);
    }
    Ok(latencies)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slice_is_told_by_its_parts() {
        let mut measured = Measured::default();
        measured.add((0..=100).rev().collect(), Duration::from_secs(2), Duration::from_secs(101));
        let first = |series: &Series| series.0.first().copied();
        assert_eq!([first(&measured.half), first(&measured.most)], [Some(50.0), Some(99.0)]);
        assert_eq!([first(&measured.per_second), first(&measured.cpu)], [Some(50.5), Some(1e9)]);
        assert_eq!(measured.answers, 101);
    }
}
