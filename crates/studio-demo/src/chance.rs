//! Chance that is the same on every machine: a generator of our own, seeded with numbers, without anything from outside.

/// What a stream of chance is for. Streams do not disturb each other: a further question about clients changes no appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stream {
    /// Facts about a client that appointments depend on too.
    Facts = 1,
    /// Everything else about a client.
    Client = 2,
    /// How busy an artist is on a day.
    Weight = 3,
    /// An appointment.
    Appointment = 4,
    /// An artist.
    Artist = 5,
    /// Whose client somebody is.
    Home = 6,
    /// When a client was registered.
    Registered = 7,
    /// How an artist's day is laid out.
    Layout = 8,
    /// A picture of an artist's work.
    Picture = 9,
}

/// A stream of numbers that look random (SplitMix64).
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

const fn mixed(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}

impl Chance {
    /// The stream of one thing: the same for the same seed, kind and number.
    pub(crate) const fn of(seed: u64, stream: Stream, number: u64) -> Self {
        let kind = mixed(seed ^ mixed((stream as u64).wrapping_mul(STEP)));
        Self(mixed(kind ^ mixed(number.wrapping_add(STEP))))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mixed(self.0)
    }

    /// A number below `limit`; 0 for a limit of 0.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        let scaled = (u128::from(self.next()) * u128::from(limit)) >> 64;
        u64::try_from(scaled).unwrap_or_default()
    }

    /// A place in a list of that length.
    pub(crate) fn place(&mut self, length: usize) -> usize {
        narrow(self.below(wide(length)))
    }

    /// A place in a list of that length, early ones far more often: the square of a number spread evenly.
    pub(crate) fn early_place(&mut self, length: usize) -> usize {
        let even = self.next() >> 32;
        narrow((((even * even) >> 32) * wide(length)) >> 32)
    }

    /// Whether something happens that happens in so many of 100 cases.
    pub(crate) fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    /// An entry of a list; what is empty for an empty list.
    pub(crate) fn pick<T: Copy + Default>(&mut self, list: &[T]) -> T {
        list.get(self.place(list.len())).copied().unwrap_or_default()
    }

    /// An entry of a list, early ones far more often.
    pub(crate) fn pick_early<T: Copy + Default>(&mut self, list: &[T]) -> T {
        list.get(self.early_place(list.len())).copied().unwrap_or_default()
    }

    /// One to `most` entries, each once, early ones far more often.
    pub(crate) fn pick_some<T: Copy + Default + PartialEq>(&mut self, list: &[T], most: u64) -> Vec<T> {
        let count = self.below(most).saturating_add(1);
        let mut some = Vec::new();
        for _ in 0..count {
            let one = self.pick_early(list);
            if !some.contains(&one) && one != T::default() {
                some.push(one);
            }
        }
        some
    }
}

/// As a number of 64 bits.
pub(crate) fn wide(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// As a place in memory.
pub(crate) fn narrow(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_the_same_again_and_differs_from_its_neighbours() {
        let first = |seed, stream, number| Chance::of(seed, stream, number).next();
        assert_eq!(first(42, Stream::Client, 7), first(42, Stream::Client, 7));
        let all = [
            first(42, Stream::Client, 7),
            first(43, Stream::Client, 7),
            first(42, Stream::Facts, 7),
            first(42, Stream::Client, 8),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(!all[..at].contains(one), "{all:x?}");
        }
    }

    #[test]
    fn numbers_stay_below_their_limit_and_reach_every_place() {
        let mut chance = Chance::of(1, Stream::Client, 0);
        let mut seen = [0_u32; 7];
        for _ in 0..7_000 {
            seen[chance.place(7)] += 1;
        }
        assert!(seen.iter().all(|count| (800..1_200).contains(count)), "{seen:?}");
        assert_eq!(chance.below(0), 0);
        assert_eq!(chance.below(1), 0);
    }

    #[test]
    fn early_places_come_far_more_often() {
        let mut chance = Chance::of(1, Stream::Client, 0);
        let mut seen = [0_u32; 4];
        for _ in 0..40_000 {
            seen[chance.early_place(4)] += 1;
        }
        // The square of an even number lies in the first quarter for half of them.
        assert!((19_000..21_000).contains(&seen[0]), "{seen:?}");
        assert!(seen.is_sorted_by(|a, b| a > b) && seen[3] > 4_000, "{seen:?}");
    }
}
