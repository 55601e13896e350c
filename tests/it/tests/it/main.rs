//! Tests over whole processes: killed at any moment, and many writing at once.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail by panicking, as the tests themselves do"
)]

mod contention;
mod double_booking;
mod kill;
mod storm;
