//! A writing process is killed again and again on the same file: what was answered is there, and nothing is half there.
#![expect(clippy::disallowed_methods, reason = "the moment of the kill is a time after the first answer")]

use std::time::{Duration, Instant};

use studio_store::Store;

use crate::storm::{Storm, check, new_file};

const KILLS: u64 = 100;
const THREADS: usize = 8;

/// A number from seeded chance (splitmix64).
fn chance(seed: u64) -> u64 {
    let z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[test]
fn nothing_answered_is_lost_in_a_hundred_kills() {
    let began = Instant::now();
    let (folder, path) = new_file();
    let (mut counter, mut acked, mut log) = (0, 0, String::new());
    for kill in 0..KILLS {
        let mut storm = Storm::start(&path, THREADS, "forever");
        storm.wait_for_first_ack();
        std::thread::sleep(Duration::from_millis(20 + chance(kill) % 131));
        storm.kill();
        let mut said = storm.end();
        assert!(!said.status.success() && said.done.is_none(), "it ended by itself");
        let before = counter;
        let store = Store::open(&path).unwrap();
        (counter, log) = check(&store, before);
        // Every number between the counters has its artist (`check`), so an answered one is there if it lies between.
        said.acked.sort_unstable();
        let answered = said.acked.len();
        said.acked.dedup();
        assert_eq!(said.acked.len(), answered, "kill {kill}: two writes were answered with the same number");
        let (first, last) = (said.acked.first().copied().unwrap(), said.acked.last().copied().unwrap());
        assert!(
            before < first && last <= counter,
            "kill {kill}: {first} to {last} answered, {before} to {counter} kept"
        );
        acked += answered;
    }
    let size = std::fs::metadata(&path).unwrap().len() / 1_000_000;
    println!(
        "{KILLS} kills of {THREADS} writing threads: {acked} writes answered, none lost, {} kept without an answer; \
         log of {log}, file of {size} MB, {:?}",
        counter - i64::try_from(acked).unwrap(),
        began.elapsed()
    );
    drop(folder);
}
