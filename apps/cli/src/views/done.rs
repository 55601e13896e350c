//! What is said of a row that was made or changed.

use serde::Serialize;

/// A row that was made.
#[derive(Debug, Serialize)]
pub(crate) struct Added {
    pub(crate) id: i64,
    pub(crate) name: String,
}

/// A client that was made, with what is missing of a minor's guardian beside a consent that came with it.
#[derive(Debug, Serialize)]
pub(crate) struct AddedClient {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) missing: Vec<&'static str>,
}

/// A row that was changed.
#[derive(Debug, Serialize)]
pub(crate) struct Changed {
    pub(crate) id: i64,
    pub(crate) version: i64,
}

/// A row to which something was done that leaves nothing else to say.
#[derive(Debug, Serialize)]
pub(crate) struct OnlyId {
    pub(crate) id: i64,
}
