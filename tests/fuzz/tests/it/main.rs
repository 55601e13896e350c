//! Every target with its corpus and with mutations of it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail the test")]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use studio_fuzz::{Mutations, legacy_import};

/// Mutations of the whole corpus together.
const MUTATIONS: usize = 2_000;
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
        assert!(
            catch_unwind(AssertUnwindSafe(|| legacy_import(&bytes))).is_ok(),
            "{name} has broken something"
        );
    }
}

#[test]
fn legacy_import_bears_mutations() {
    let corpus = corpus("legacy_import");
    let each = MUTATIONS.div_ceil(corpus.len());
    for (name, bytes) in &corpus {
        for (nth, mutated) in Mutations::of(bytes, SEED).take(each).enumerate() {
            assert!(
                catch_unwind(AssertUnwindSafe(|| legacy_import(&mutated))).is_ok(),
                "mutation {nth} of {name} with seed {SEED} has broken something"
            );
        }
    }
}
