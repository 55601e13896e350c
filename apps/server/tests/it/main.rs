//! The server as a process: start, answer, stop.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests say what they expect")]

mod config;
mod demo;
mod kit;
mod process;
mod setup;
mod stopping;
mod tls;
