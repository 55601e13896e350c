//! Threads that write as fast as they are answered, and what that took.

use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow};

use super::Side;
use crate::clock;
use crate::interleave::{Series, nanos};
use crate::random::Random;

/// What several slices of load took.
#[derive(Debug, Default)]
pub(super) struct Measured {
    /// Writes a second, one value a slice.
    pub(super) per_second: Series,
    /// CPU time of the whole process for a write in nanoseconds, one value a slice.
    pub(super) cpu: Series,
    latencies: Vec<u64>,
}

impl Measured {
    #[cfg(test)]
    pub(super) fn of(latencies: Vec<u64>) -> Self {
        Self { latencies, ..Self::default() }
    }

    /// The time in nanoseconds in which this part of all writes was answered.
    pub(super) fn latency(&mut self, part: f64) -> u64 {
        self.latencies.sort_unstable();
        let last = self.latencies.len().saturating_sub(1);
        self.latencies.get((last as f64 * part) as usize).copied().unwrap_or(0)
    }
}

/// Lets that many threads write for that long. Answers how many writes were acknowledged.
///
/// # Errors
/// The first write that failed.
pub(super) fn drive(
    side: &impl Side,
    writers: usize,
    slice: Duration,
    round: usize,
    into: &mut Measured,
) -> Result<i64> {
    let (cpu, begin) = (clock::process_cpu(), clock::now());
    let latencies = thread::scope(|scope| {
        let threads: Vec<_> = (0..writers)
            .map(|writer| scope.spawn(move || write_until(side, slice, round * 1_000 + writer)))
            .collect();
        let mut all = Vec::new();
        for thread in threads {
            all.extend(thread.join().map_err(|_panic| anyhow!("a writer panicked"))??);
        }
        Ok::<_, anyhow::Error>(all)
    })?;
    let (took, cpu) = (begin.elapsed(), clock::process_cpu().saturating_sub(cpu));
    let writes = latencies.len() as f64;
    into.per_second.0.push(writes / took.as_secs_f64());
    into.cpu.0.push(nanos(cpu) / writes);
    let acknowledged = i64::try_from(latencies.len())?;
    into.latencies.extend(latencies);
    Ok(acknowledged)
}

fn write_until(side: &impl Side, slice: Duration, seed: usize) -> Result<Vec<u64>> {
    let mut random = Random::new(seed as u64);
    let artists = side.artists();
    let mut latencies = Vec::new();
    let begin = clock::now();
    while begin.elapsed() < slice {
        let artist = artists.get(random.below(artists.len())).copied().context("no artists")?;
        let asked = clock::now();
        side.write(artist, latencies.len())?;
        latencies.push(u64::try_from(asked.elapsed().as_nanos())?);
    }
    Ok(latencies)
}
