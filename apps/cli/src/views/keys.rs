//! The keys that seal health answers.

use serde::Serialize;
use studio_app::KeyLine;

use crate::paging::Row;
use crate::words::Words;

/// A key and what it seals.
#[derive(Debug, Serialize)]
pub(crate) struct KeyView {
    id: String,
    place: &'static str,
    screenings: usize,
}

impl From<KeyLine> for KeyView {
    fn from(line: KeyLine) -> Self {
        Self { id: line.id, place: line.place.code(), screenings: line.screenings }
    }
}

impl Row for KeyView {
    const HEADS: &'static [&'static str] = &["cli-key", "cli-key-place", "cli-key-seals"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![self.id.clone(), words.word("key-place", self.place), self.screenings.to_string()]
    }

    fn id(&self) -> String {
        self.id.clone()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}
