//! How long things took: said in tests, never asserted.

use std::fmt;
use std::time::Duration;

/// Times of many of the same thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    times: Vec<Duration>,
}

impl Figures {
    /// One more.
    pub fn add(&mut self, time: Duration) {
        self.times.push(time);
    }

    /// All of another one.
    pub fn append(&mut self, other: Self) {
        self.times.extend(other.times);
    }

    /// How many.
    #[must_use]
    pub fn count(&self) -> usize {
        self.times.len()
    }

    /// The time that so many of a thousand do not exceed.
    #[must_use]
    pub fn within(&self, of_a_thousand: usize) -> Duration {
        let mut times = self.times.clone();
        times.sort_unstable();
        let place = times.len().saturating_sub(1).saturating_mul(of_a_thousand) / 1_000;
        times.get(place).copied().unwrap_or_default()
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} writes, p50 {:?}, p99 {:?}, max {:?}",
            self.count(),
            self.within(500),
            self.within(990),
            self.within(1_000)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_thousand_are_read_from_the_sorted_times() {
        let mut figures = Figures::default();
        assert_eq!((figures.count(), figures.within(500)), (0, Duration::ZERO));
        (1..=101).rev().for_each(|ms| figures.add(Duration::from_millis(ms)));
        let mut more = Figures::default();
        more.append(figures);
        assert_eq!(more.to_string(), "101 writes, p50 51ms, p99 100ms, max 101ms");
    }
}
