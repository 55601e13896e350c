//! Every use case, called the way programs call it: what it does, whom it refuses, what it leaves in the log.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test"
)]

mod abilities;
mod account;
mod acts;
mod agenda;
mod appointments;
mod artists;
mod attachments;
mod audit;
mod cast;
mod client_files;
mod clients;
mod code;
mod concurrency;
mod consents;
mod coverage;
mod demo;
mod doctor;
mod elevation;
mod example;
mod export;
mod faces;
mod folder;
mod hashes;
mod health;
mod import;
mod invitations;
mod kit;
mod last_admin;
mod not_found;
mod oneself;
mod photos;
mod planning;
mod portfolio;
mod profiles;
mod sessions;
mod set_up;
mod settings;
mod sign_in;
mod stale;
mod tick;
mod today;
mod users;
mod walk;
