//! Notes.

use serde::{Deserialize, Serialize};
use studio_app::Page;
use studio_domain::StudioZone;
use utoipa::{IntoParams, ToSchema};

use crate::api::{times, whole};

/// A note.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Note {
    id: i64,
    appointment_id: Option<i64>,
    author_id: Option<i64>,
    /// User name of today; without one, `written_by` says why.
    author: Option<String>,
    /// `person`, `operator` (of the program on the machine itself) or `import`.
    written_by: &'static str,
    written_at: String,
    text: String,
    /// What it said before it was corrected, newest first.
    earlier: Vec<Earlier>,
    imported: bool,
    version: i64,
}

impl Note {
    pub(in super::super) fn new(note: studio_app::Note, zone: StudioZone) -> Self {
        let (author_id, author) = note.author.map_or((None, None), |(id, name)| (Some(id.get()), Some(name)));
        Self {
            id: note.id.get(),
            appointment_id: note.session.as_ref().map(|session| session.id.get()),
            author_id,
            written_by: match (&author, note.imported) {
                (Some(_), _) => "person",
                (None, true) => "import",
                (None, false) => "operator",
            },
            author,
            written_at: times::at(zone, note.written_at),
            text: note.text,
            earlier: note
                .earlier
                .into_iter()
                .map(|one| Earlier { text: one.text, replaced_at: times::at(zone, one.replaced_at) })
                .collect(),
            imported: note.imported,
            version: note.version.get(),
        }
    }
}

/// What a note said before.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Earlier {
    text: String,
    replaced_at: String,
}

/// One page of notes, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Notes {
    items: Vec<Note>,
    next_cursor: Option<String>,
}

impl Notes {
    pub(in super::super) fn new(page: Page<studio_app::Note>, zone: StudioZone) -> Self {
        let last = page.items.last().filter(|_| page.more);
        Self {
            next_cursor: last.map(|note| format!("{}-{}", note.written_at.millis(), note.id)),
            items: page.items.into_iter().map(|note| Note::new(note, zone)).collect(),
        }
    }
}

/// Paging of notes.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct NotesQuery {
    /// `next_cursor` of the page before.
    pub(in super::super) cursor: Option<String>,
    /// Words that must all stand in the note, whatever the case and the accents.
    pub(in super::super) q: Option<String>,
}

/// A note to be written.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewNote {
    /// Up to 10,000 characters.
    #[schema(example = "Prefers mornings; brings her own reference.")]
    pub(in super::super) text: String,
    /// The client's appointment that it is about.
    #[serde(default)]
    #[schema(example = json!(null))]
    #[serde(deserialize_with = "whole::maybe")]
    #[schema(value_type = Option<i64>)]
    pub(in super::super) appointment_id: Option<i64>,
}

/// The text that an own note is to have, within a quarter of an hour after writing it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangedNote {
    /// Up to 10,000 characters.
    #[schema(example = "Prefers afternoons; brings her own reference.")]
    pub(in super::super) text: String,
    /// The version that was read.
    #[schema(example = 1)]
    #[serde(deserialize_with = "whole::needed")]
    pub(in super::super) version: i64,
}
