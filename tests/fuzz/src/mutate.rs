//! Small changes of a file, the same ones for the same seed.

/// Endless mutations of a file.
#[derive(Debug, Clone)]
pub struct Mutations {
    whole: Vec<u8>,
    chance: u64,
}

/// Numbers at which formats break.
const EDGES: [u8; 8] = [0, 1, 0x7f, 0x80, 0x81, 0xfe, 0xff, 13];

impl Mutations {
    /// Mutations of these bytes.
    #[must_use]
    pub fn of(whole: &[u8], seed: u64) -> Self {
        Self { whole: whole.to_vec(), chance: seed }
    }

    /// A number below `limit`, which must not be 0; splitmix64.
    fn below(&mut self, limit: usize) -> usize {
        self.chance = self.chance.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.chance;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let wide = usize::try_from((z ^ (z >> 31)) >> 1).unwrap_or_default();
        wide.checked_rem(limit).unwrap_or_default()
    }

    fn mutate(&mut self, bytes: &mut Vec<u8>) {
        let length = bytes.len().max(1);
        let (at, kind) = (self.below(length), self.below(8));
        let run = self.below(24).saturating_add(1);
        let other = self.below(length);
        match kind {
            0 => {
                let bit = self.below(8);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1_u8.checked_shl(u32::try_from(bit).unwrap_or_default()).unwrap_or_default();
                }
            }
            1 | 2 => {
                let edge = self.below(EDGES.len());
                let edge = EDGES.get(edge).copied().unwrap_or_default();
                bytes.iter_mut().skip(at).take(if kind == 1 { 1 } else { run }).for_each(|byte| *byte = edge);
            }
            3 => {
                for nth in 0..run {
                    let byte = u8::try_from(self.below(256)).unwrap_or_default();
                    if let Some(place) = bytes.get_mut(at.saturating_add(nth)) {
                        *place = byte;
                    }
                }
            }
            4 => {
                let copied: Vec<u8> =
                    bytes.iter().skip(other).take(run.saturating_mul(16)).copied().collect();
                bytes.iter_mut().skip(at).zip(copied).for_each(|(place, byte)| *place = byte);
            }
            5 => bytes.truncate(at),
            6 => drop(bytes.drain(at.min(bytes.len())..at.saturating_add(run).min(bytes.len()))),
            _ => {
                let copied: Vec<u8> = bytes.iter().skip(other).take(run).copied().collect();
                let at = at.min(bytes.len());
                drop(bytes.splice(at..at, copied));
            }
        }
    }
}

impl Iterator for Mutations {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut bytes = self.whole.clone();
        for _ in 0..=self.below(4) {
            self.mutate(&mut bytes);
        }
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_and_another_others() {
        let whole: Vec<u8> = (0..=255).cycle().take(4_000).collect();
        let some = |seed| Mutations::of(&whole, seed).take(200).collect::<Vec<_>>();
        assert_eq!(some(1), some(1));
        assert_ne!(some(1), some(2));
        let distinct: BTreeSet<Vec<u8>> = some(3).into_iter().filter(|bytes| *bytes != whole).collect();
        assert!(distinct.len() > 190, "{}", distinct.len());
        assert!(Mutations::of(&[], 1).take(50).all(|bytes| bytes.is_empty()));
    }
}
