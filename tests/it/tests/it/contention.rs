//! Many threads and a second process write the same file at once: nobody is told *busy*, and nothing is lost.
#![expect(clippy::disallowed_methods, reason = "it lasts a given time, and how long a write took is said")]

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use studio_it::{Figures, bump};
use studio_store::Store;

use crate::storm::{Storm, check, new_file};

const THREADS: usize = 50;
const OTHERS: usize = 4;
const TIME: Duration = Duration::from_secs(5);

/// Numbers that one thread was answered, and how long each took.
fn write(store: &Store) -> (Vec<i64>, Figures) {
    let (mut numbers, mut figures) = (Vec::new(), Figures::default());
    let until = Instant::now() + TIME;
    while Instant::now() < until {
        let began = Instant::now();
        numbers.push(bump(store).unwrap());
        figures.add(began.elapsed());
    }
    (numbers, figures)
}

#[test]
fn fifty_threads_and_a_second_process_write_without_loss_or_refusal() {
    let (_folder, path) = new_file();
    let storm = Storm::start(&path, OTHERS, &TIME.as_secs().to_string());
    storm.wait_for_first_ack();
    let store = Store::open(&path).unwrap();
    let (mut numbers, mut figures) = (Vec::new(), Figures::default());
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(|| write(&store))).collect();
        for thread in threads {
            let (more, times) = thread.join().unwrap();
            numbers.extend(more);
            figures.append(times);
        }
    });
    let said = storm.end();
    assert!(said.status.success(), "the second process failed");
    let (mine, theirs) = (numbers.len(), said.acked.len());
    numbers.extend(said.acked);
    let (counter, log) = check(&store, 0);
    assert_eq!(i64::try_from(mine + theirs).unwrap(), counter, "writes were lost or not answered");
    let distinct: BTreeSet<i64> = numbers.into_iter().collect();
    assert_eq!(distinct.len(), mine + theirs, "two writes were answered with the same number");
    let seconds = usize::try_from(TIME.as_secs()).unwrap();
    println!("{THREADS} threads here: {}/s, {figures}", mine / seconds);
    println!("{OTHERS} threads of a second process: {}/s, {}", theirs / seconds, said.done.unwrap());
    println!("log of {log}");
}
