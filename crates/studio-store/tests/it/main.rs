//! The store, asked through its public door by a cast of actors; every test ends with all checks of the file.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking, as the tests themselves do"
)]
#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method of one transaction is no function of every transaction: it does not compile"
)]
#![expect(clippy::needless_pass_by_value, reason = "a result that is looked at is done with")]

mod accounts;
mod agenda;
mod agenda_more;
mod appointments;
mod artists;
mod attachments;
mod audit;
mod clients;
mod code;
mod consents;
mod coverage;
mod damage;
mod door;
mod kit;
mod legacy;
mod migrations;
mod permits;
mod photos;
mod plans;
mod portfolio;
mod raw;
mod rules;
mod schema;
mod sessions;
mod settings;
mod sign_in;
mod tampering;
