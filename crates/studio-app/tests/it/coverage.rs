//! No use case without its row: the sources are read, and what takes a context must be in one of the two tables.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::acts::ACTS;
use crate::oneself;

/// Names of the public methods that take a context.
fn use_cases(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            use_cases(&path, found);
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for (at, _) in source.match_indices("    pub fn ") {
            let signature = source[at..].split('{').next().unwrap();
            if signature.contains("ctx: &OpCtx") {
                let name = signature.trim().trim_start_matches("pub fn ").split(['(', '<']).next().unwrap();
                found.insert(name.to_owned());
            }
        }
    }
}

#[test]
fn every_use_case_is_called_by_everybody() {
    let mut all = BTreeSet::new();
    use_cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    let called: BTreeSet<String> =
        ACTS.iter().map(|act| act.name).chain(oneself::names()).map(str::to_owned).collect();
    let without: Vec<_> = all.difference(&called).collect();
    assert!(without.is_empty(), "give these a row in acts.rs or oneself.rs: {without:?}");
    let gone: Vec<_> = called.difference(&all).collect();
    assert!(gone.is_empty(), "these rows call nothing that is there: {gone:?}");
}
