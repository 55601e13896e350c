//! Many writers at once: the store against the same statements in a bare group-commit loop.

mod bare;
mod load;
mod product;

use std::time::Duration;

use anyhow::{Result, ensure};
use studio_domain::ArtistId;

use self::bare::Bare;
use self::load::{Measured, drive};
use self::product::Product;
use super::{Bench, Size};
use crate::interleave::Series;
use crate::studio::Studio;
use crate::table::{Table, range, short};

pub(crate) const BENCH: Bench = Bench {
    name: "writes",
    about: "authorized, audited and flushed updates by 1, 8 and 50 threads, against a bare group-commit loop",
    run,
};

/// Threads that write at the same time.
const WRITERS: &[usize] = &[1, 8, 50];

/// Something that many threads can write to.
pub(super) trait Side: Sync {
    /// Puts a new text into an artist's profile, with an audit entry, and comes back when it is on disk.
    fn write(&self, artist: ArtistId, number: usize) -> Result<()>;
    /// The artists.
    fn artists(&self) -> &[ArtistId];
    /// Updates that the file holds: versions of all artists and entries of an unbroken audit chain, since the start.
    fn kept(&self) -> Result<[i64; 2]>;
}

fn run(size: Size) -> Result<Vec<Table>> {
    let artists = size.pick(200, 5);
    let product = Product::new(Studio::with_artists(artists)?)?;
    let bare = Bare::new(Studio::with_artists(artists)?.close())?;
    let (rounds, slice) = (size.pick(5, 1), size.pick(Duration::from_secs(2), Duration::from_millis(30)));

    let mut table = Table::new(
        format!(
            "writes: {rounds} slices of {:.1} s for each side in turn, wall time; latencies in µs; CPU of all threads",
            slice.as_secs_f64()
        ),
        &["", "writes/s", "p50", "p99", "max", "CPU µs", "writes/s ratio", "min–max", "CPU ratio", "min–max"],
    );
    let (mut by_product, mut by_bare) = (0, 0);
    for &writers in WRITERS {
        let (mut ours, mut theirs) = (Measured::default(), Measured::default());
        for round in 0..rounds {
            by_product += drive(&product, writers, slice, round, &mut ours)?;
            by_bare += drive(&bare, writers, slice, round, &mut theirs)?;
        }
        add_rows(&mut table, writers, ours, theirs);
    }
    nothing_lost(&product, by_product)?;
    nothing_lost(&bare, by_bare)?;
    Ok(vec![table])
}

/// Each acknowledged write is in the file, once, and in the log, once.
fn nothing_lost(side: &impl Side, acknowledged: i64) -> Result<()> {
    let kept = side.kept()?;
    ensure!(
        kept == [acknowledged; 2],
        "{acknowledged} writes were acknowledged, the file holds {kept:?} (versions, audit entries)"
    );
    Ok(())
}

fn add_rows(table: &mut Table, writers: usize, mut ours: Measured, mut theirs: Measured) {
    let name = |side: &str| format!("{writers} {}, {side}", if writers == 1 { "writer" } else { "writers" });
    let (speed, cpu) = (ours.per_second.over(&theirs.per_second), ours.cpu.over(&theirs.cpu));
    let mut cells = figures(name("store"), &mut ours);
    cells.extend([short(speed.median), range(speed), short(cpu.median), range(cpu)]);
    table.row(cells);
    table.row(figures(name("bare"), &mut theirs));
}

fn figures(name: String, measured: &mut Measured) -> Vec<String> {
    let micros = |nanos: u64| short(Series(vec![nanos as f64 / 1e3]).spread().median);
    vec![
        name,
        short(measured.per_second.spread().median),
        micros(measured.latency(0.5)),
        micros(measured.latency(0.99)),
        micros(measured.latency(1.0)),
        short(measured.cpu.spread().median / 1e3),
    ]
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use studio_domain::ArtistId;

    use super::load::{Measured, drive};
    use super::*;

    /// Keeps every write but each tenth.
    struct Forgetful {
        artists: [ArtistId; 1],
        asked: Mutex<i64>,
    }

    impl Side for Forgetful {
        fn write(&self, _artist: ArtistId, _number: usize) -> Result<()> {
            *self.asked.lock().unwrap() += 1;
            Ok(())
        }

        fn artists(&self) -> &[ArtistId] {
            &self.artists
        }

        fn kept(&self) -> Result<[i64; 2]> {
            let asked = *self.asked.lock().unwrap();
            Ok([asked - asked / 10, asked])
        }
    }

    #[test]
    fn a_lost_update_is_noticed() {
        let side = Forgetful { artists: [ArtistId::new(1)], asked: Mutex::new(0) };
        let mut measured = Measured::default();
        let acknowledged = drive(&side, 3, Duration::from_millis(20), 0, &mut measured).unwrap();
        assert_eq!(acknowledged, *side.asked.lock().unwrap());
        assert!(acknowledged >= 10);
        let error = nothing_lost(&side, acknowledged).unwrap_err().to_string();
        assert!(error.starts_with(&format!("{acknowledged} writes were acknowledged")), "{error}");
    }

    #[test]
    fn latencies_are_read_at_their_part() {
        let mut measured = Measured::of((0..=100).rev().collect());
        assert_eq!([0.5, 0.99, 1.0].map(|part| measured.latency(part)), [50, 99, 100]);
        assert_eq!(Measured::default().latency(0.5), 0);
    }
}
