//! Measuring several programs in turn, so that whatever disturbs one disturbs all.

use std::time::Duration;

use anyhow::Result;

use crate::clock;

/// One of the programs that are compared: does its work a fixed number of times.
pub(crate) type Program<'a> = Box<dyn FnMut() -> Result<()> + 'a>;

/// What a program took, one value a round, in nanoseconds for one piece of work.
#[derive(Debug, Clone, Default)]
pub(crate) struct Series(pub(crate) Vec<f64>);

/// Middle and ends of a series of measurements.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spread {
    /// The smallest.
    pub(crate) low: f64,
    /// The one in the middle.
    pub(crate) median: f64,
    /// The largest.
    pub(crate) high: f64,
}

/// Runs the programs one after the other, round by round, on this thread, and measures its CPU time. The first
/// round warms caches up and is not counted.
///
/// # Errors
/// Whatever a program answers.
pub(crate) fn interleave<const N: usize>(
    rounds: usize,
    pieces: usize,
    programs: [Program<'_>; N],
) -> Result<[Series; N]> {
    interleave_anew(rounds, pieces, || {}, programs)
}

/// The same with something to be done before each round, which is not measured.
///
/// # Errors
/// Whatever a program answers.
pub(crate) fn interleave_anew<const N: usize>(
    rounds: usize,
    pieces: usize,
    mut prepare: impl FnMut(),
    mut programs: [Program<'_>; N],
) -> Result<[Series; N]> {
    let mut series = [const { Series(Vec::new()) }; N];
    for round in 0..=rounds {
        prepare();
        for (program, series) in programs.iter_mut().zip(&mut series) {
            let before = clock::thread_cpu();
            program()?;
            let took = clock::thread_cpu().saturating_sub(before);
            if round > 0 {
                series.0.push(nanos(took) / pieces as f64);
            }
        }
    }
    Ok(series)
}

/// Nanoseconds with their fraction.
pub(crate) fn nanos(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e9
}

impl Series {
    /// Middle and ends.
    pub(crate) fn spread(&self) -> Spread {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let at = |index: usize| sorted.get(index).copied().unwrap_or(f64::NAN);
        Spread { low: at(0), median: at(sorted.len() / 2), high: at(sorted.len().saturating_sub(1)) }
    }

    /// This divided by another, round by round: the two values of a round were measured side by side.
    pub(crate) fn over(&self, reference: &Self) -> Spread {
        Self(self.0.iter().zip(&reference.0).map(|(own, other)| own / other).collect()).spread()
    }
}
