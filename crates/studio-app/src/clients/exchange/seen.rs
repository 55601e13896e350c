//! Clients of the same file that are likely the same person.

use std::collections::HashMap;

use studio_store::{DuplicateProbe, Likeness};

/// What the rows so far have, and in which line it came first.
#[derive(Debug, Default)]
pub(super) struct Seen(HashMap<(Likeness, String), u64>);

impl Seen {
    /// Lines whose client is likely the same, each with what is the same.
    pub(super) fn like(&self, probe: &DuplicateProbe) -> Vec<(u64, Vec<Likeness>)> {
        let mut found: Vec<(u64, Vec<Likeness>)> = Vec::new();
        for key in probe.keys() {
            let Some(line) = self.0.get(&key) else { continue };
            match found.iter_mut().find(|(known, _)| known == line) {
                Some((_, by)) if by.contains(&key.0) => {}
                Some((_, by)) => by.push(key.0),
                None => found.push((*line, vec![key.0])),
            }
        }
        found
    }

    /// Remembers the client of a line that becomes a record.
    pub(super) fn add(&mut self, line: u64, probe: &DuplicateProbe) {
        for key in probe.keys() {
            self.0.entry(key).or_insert(line);
        }
    }
}
