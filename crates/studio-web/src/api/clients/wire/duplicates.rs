//! Records that may be the same person.

use serde::Serialize;
use studio_app::{Duplicate, Likeness};
use studio_text::{Args, Lang, text};
use utoipa::ToSchema;

/// Records that may be the same person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Duplicates {
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    status: u16,
    detail: String,
    /// `needs_confirmation`.
    code: &'static str,
    request_id: String,
    /// The records.
    duplicates: Vec<Likely>,
}

/// A record that may be the same person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Likely {
    id: i64,
    name: String,
    /// What is the same: `phone`, `email`, `instagram`, `name_and_birth`.
    by: Vec<&'static str>,
}

impl From<Duplicate> for Likely {
    fn from(one: Duplicate) -> Self {
        Self { id: one.id.get(), name: one.name, by: one.by.into_iter().map(Likeness::code).collect() }
    }
}

impl Duplicates {
    pub(in super::super) fn new(duplicates: Vec<Duplicate>, lang: Lang, request_id: &str) -> Self {
        Self {
            kind: "/problems/needs_confirmation",
            title: text(lang, "error-likely-duplicates", &Args::new()),
            status: 409,
            detail: text(lang, "hint-likely-duplicates", &Args::new()),
            code: "needs_confirmation",
            request_id: request_id.to_owned(),
            duplicates: duplicates.into_iter().map(Likely::from).collect(),
        }
    }
}
