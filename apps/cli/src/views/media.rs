//! Photos and the files behind them.

use serde::Serialize;
use studio_app::{MediaChecked, MediaSwept, PhotoCard};
use studio_domain::{ClientId, ContentHash, StudioZone, Timestamp};

use crate::output::Sheet;
use crate::words::Words;

/// A client's photo.
#[derive(Debug, Serialize)]
pub(crate) struct PhotoView {
    client_id: i64,
    hash: String,
    bytes: u64,
    uploaded_at: String,
    uploaded_by: Option<String>,
    #[serde(skip)]
    at: Timestamp,
}

impl PhotoView {
    /// With times in the studio's zone.
    pub(crate) fn new(client: ClientId, card: &PhotoCard, zone: StudioZone) -> Self {
        Self {
            client_id: client.get(),
            hash: card.large.to_string(),
            bytes: card.bytes,
            uploaded_at: zone.offset_rfc3339(card.uploaded_at),
            uploaded_by: card.uploaded_by.as_ref().map(|(_, name)| name.clone()),
            at: card.uploaded_at,
        }
    }

    /// Since when, and whose.
    pub(super) fn line(&self, words: Words, zone: StudioZone) -> String {
        let when = words.moment(zone, self.at);
        self.uploaded_by.as_ref().map_or_else(|| when.clone(), |name| format!("{when}, {name}"))
    }
}

/// What a check of the files found.
#[derive(Debug, Serialize)]
pub(crate) struct CheckedView {
    files: u64,
    missing: Vec<String>,
    changed: Vec<String>,
}

fn names(files: &[ContentHash]) -> Vec<String> {
    files.iter().map(ToString::to_string).collect()
}

impl From<MediaChecked> for CheckedView {
    fn from(checked: MediaChecked) -> Self {
        Self { files: checked.looked_at, missing: names(&checked.missing), changed: names(&checked.changed) }
    }
}

impl CheckedView {
    /// For people.
    pub(crate) fn sheet(&self, words: Words) -> Sheet {
        let listed = |files: &[String]| (!files.is_empty()).then(|| files.join(" "));
        Sheet::default()
            .line(words.say("cli-media-looked-at"), self.files.to_string())
            .maybe(words.say("cli-media-missing"), listed(&self.missing))
            .maybe(words.say("cli-media-changed"), listed(&self.changed))
    }
}

/// What a sweep did.
#[derive(Debug, Serialize)]
pub(crate) struct SweptView {
    files: u64,
    removed: Vec<String>,
    freed_bytes: u64,
    leftovers: usize,
}

impl From<MediaSwept> for SweptView {
    fn from(swept: MediaSwept) -> Self {
        Self {
            files: swept.looked_at,
            removed: names(&swept.removed),
            freed_bytes: swept.freed,
            leftovers: swept.leftovers,
        }
    }
}
