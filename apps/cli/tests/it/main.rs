//! The program as a script and as a person meet it: its own process, a data folder of its own, nothing of the environment.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test"
)]

mod accounts;
mod appointments;
mod attachments;
mod client_file;
mod clients;
mod consents;
mod export;
mod faces;
mod flow;
mod forms;
mod health;
mod help;
mod import;
mod kit;
mod merging;
mod photos;
mod policy;
mod portfolio;
mod record;
mod spanish;
mod together;
mod troubles;
mod wrong;
