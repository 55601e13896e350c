//! The HTTP surface, driven in-process: one binary.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests say what they expect"
)]

mod agenda;
mod appointments;
mod attachments;
mod booking;
mod clients;
mod consents;
mod document;
mod exchange;
mod faces;
mod headers;
mod health;
mod kit;
mod merging;
mod pages;
mod photos;
mod planning;
mod portfolio;
mod record;
mod sessions;
mod setup;
mod snapshots;
mod walk;
