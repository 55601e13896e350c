//! What people send, and what becomes of it: seen from outside, with files made here.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test"
)]

mod animated;
mod hostile;
mod kit;
mod memory;
mod orientation;
mod papers;
mod places;
mod recognised;
mod renditions;
mod samples;
mod stripped;
mod upkeep;
