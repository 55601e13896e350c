//! What people do in the browser, told as stories.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail by panicking, as the tests themselves do"
)]

mod agenda;
mod api_docs;
mod booking;
mod consents;
mod elevating;
mod exchange;
mod first_start;
mod health;
mod keyboard;
mod long_list;
mod looks;
mod menu;
mod merging;
mod pages;
mod phone;
mod photos;
mod portfolio;
mod record;
mod refreshing;
mod searching;
mod signing_in;
mod unsaved;
