//! The texts that clients are asked to agree to.

use serde::{Deserialize, Serialize};
use studio_app::ConsentWords;
use studio_domain::{ConsentKind, StudioZone};
use utoipa::ToSchema;

use crate::api::{times, whole};

/// One version of a text.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConsentText {
    kind: &'static str,
    language: &'static str,
    /// Version; 0 is the text that the program brings, which a lawyer should check.
    number: i64,
    text: String,
    /// BLAKE3 of the text, in hexadecimal digits.
    hash: String,
    saved_at: Option<String>,
    /// User name of today.
    saved_by: Option<String>,
}

impl ConsentText {
    pub(in super::super) fn new(words: ConsentWords, zone: StudioZone) -> Self {
        Self {
            kind: ConsentKind::code(words.kind),
            language: words.language.code(),
            number: words.number,
            text: words.text,
            hash: words.hash.to_string(),
            saved_at: times::maybe(zone, words.saved_at),
            saved_by: words.saved_by.map(|(_, name)| name),
        }
    }
}

/// The texts that are used now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConsentTexts {
    items: Vec<ConsentText>,
}

impl ConsentTexts {
    pub(in super::super) fn new(all: Vec<ConsentWords>, zone: StudioZone) -> Self {
        Self { items: all.into_iter().map(|words| ConsentText::new(words, zone)).collect() }
    }
}

/// A new version of a text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "kind": "reminders", "language": "en", "text": "The studio may remind me of my appointments." }))]
pub(crate) struct ConsentTextBody {
    /// `informed`, `image_use`, `data_privacy`, `reminders` or `promotions`.
    pub(in super::super) kind: String,
    /// `en` or `es`.
    pub(in super::super) language: String,
    /// Up to 20,000 characters.
    pub(in super::super) text: String,
    /// The version that it was made from; without one, whichever is used now.
    #[serde(default, deserialize_with = "whole::maybe")]
    #[schema(value_type = Option<i64>)]
    pub(in super::super) number: Option<i64>,
}
