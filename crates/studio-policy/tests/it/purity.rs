//! The crate reads no clock, allocates nothing and needs nothing but `core`.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.file_name().is_some_and(|name| name != "tests.rs") {
            found.push(path);
        }
    }
}

/// With `no_std` and without the crate `alloc` there is no name by which a decision could allocate.
#[test]
fn only_core_is_used() {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 10, "the sources were not found");
    let mut uses_std = Vec::new();
    for path in &found {
        let text = fs::read_to_string(path).unwrap();
        assert!(!text.contains("extern crate alloc"), "{}", path.display());
        if text.contains("std::") {
            uses_std.push(path.file_name().unwrap().to_owned());
        }
        if path.ends_with("lib.rs") {
            assert!(text.contains("#![no_std]") && text.contains("#![forbid(unsafe_code)]"));
            assert!(text.contains("#[cfg(feature = \"std\")]\nextern crate std;"));
        }
    }
    assert_eq!(uses_std, ["write.rs"], "only what returns a `String` may use `std`");
}

/// Evaluated while compiling, where there is neither a heap nor a clock.
#[test]
fn a_decision_is_a_constant() {
    use crate::callers::{ARTIST, NOW};
    use studio_policy::{Action, ActionSet, Because, Decision, Matrix, Ownership};
    const MATRIX: Matrix = Matrix::STUDIO;
    const DECISION: Decision = MATRIX.decide(&ARTIST, Action::ClientsNotes, Ownership::Mine, NOW);
    const CAN: ActionSet = MATRIX.capabilities(&ARTIST, NOW);
    assert_eq!(DECISION, Decision::Permit(Because::Owner));
    assert!(CAN.contains(Action::ClientsNotes));
}
