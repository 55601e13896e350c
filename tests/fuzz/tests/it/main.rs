//! Every target with its corpus and with mutations of it.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test")]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use studio_fuzz::{Mutations, client_import, legacy_import, media_check};

/// The file that is mutated most: a whole one with a few rows of every table.
const BEST: &str = "few-rows.db";
/// Mutations of it, and of each other file.
const MUTATIONS: (usize, usize) = (2_000, 100);
/// Mutations of each file of clients.
const EACH: usize = 200;
const SEED: u64 = 20_251_030;

/// Name and content of each file of a target's corpus.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

#[test]
fn legacy_import_bears_its_corpus() {
    for (name, bytes) in corpus("legacy_import") {
        let read = catch_unwind(AssertUnwindSafe(|| legacy_import(&bytes)));
        let read = read.unwrap_or_else(|_| panic!("{name} has broken something"));
        assert_eq!(read, bytes.len() > 4_096, "{name}: the whole databases are read, the others are not");
    }
}

#[test]
fn legacy_import_bears_mutations() {
    let (mut read, mut refused) = (0, 0);
    for (name, bytes) in corpus("legacy_import") {
        let each = if name == BEST { MUTATIONS.0 } else { MUTATIONS.1 };
        for (nth, mutated) in Mutations::of(&bytes, SEED).take(each).enumerate() {
            match catch_unwind(AssertUnwindSafe(|| legacy_import(&mutated))) {
                Ok(true) => read += 1,
                Ok(false) => refused += 1,
                Err(_) => panic!("mutation {nth} of {name} with seed {SEED} has broken something"),
            }
        }
    }
    // What is always refused at the door tests the door only.
    assert!(read > 300 && refused > 300, "{read} read, {refused} refused");
}

#[test]
fn media_check_bears_its_corpus() {
    for (name, bytes) in corpus("media_check") {
        let kept = catch_unwind(AssertUnwindSafe(|| media_check(&bytes)));
        let kept = kept.unwrap_or_else(|_| panic!("{name} has broken something"));
        assert_eq!(kept, !name.starts_with("not-"), "{name}");
    }
}

#[test]
fn media_check_bears_mutations() {
    let (mut kept, mut refused) = (0, 0);
    for (name, bytes) in corpus("media_check") {
        for (nth, mutated) in Mutations::of(&bytes, SEED).take(1_000).enumerate() {
            match catch_unwind(AssertUnwindSafe(|| media_check(&mutated))) {
                Ok(true) => kept += 1,
                Ok(false) => refused += 1,
                Err(_) => panic!("mutation {nth} of {name} with seed {SEED} has broken something"),
            }
        }
    }
    assert!(kept > 300 && refused > 300, "{kept} kept, {refused} refused");
}

#[test]
fn client_import_bears_its_corpus() {
    for (name, bytes) in corpus("client_import") {
        let read = catch_unwind(AssertUnwindSafe(|| client_import(&bytes)));
        let read = read.unwrap_or_else(|_| panic!("{name} has broken something"));
        assert_eq!(read, !matches!(&*name, "nul-bytes.csv" | "workbook.xlsx"), "{name}");
    }
}

#[test]
fn client_import_bears_mutations() {
    let (mut read, mut refused) = (0, 0);
    for (name, bytes) in corpus("client_import") {
        for (nth, mutated) in Mutations::of(&bytes, SEED).take(EACH).enumerate() {
            match catch_unwind(AssertUnwindSafe(|| client_import(&mutated))) {
                Ok(true) => read += 1,
                Ok(false) => refused += 1,
                Err(_) => panic!("mutation {nth} of {name} with seed {SEED} has broken something"),
            }
        }
    }
    assert!(read > 400 && refused > 100, "{read} read, {refused} refused");
}
