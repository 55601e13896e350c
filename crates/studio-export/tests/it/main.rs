//! Exports as their readers get them: read back with a CSV and a JSON reader, and byte by byte where spreadsheets are particular.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests fail the test")]

mod agenda;
mod calendar;
mod clients;
mod guard;
mod json;
mod output;
mod sheet;
mod table;
mod xlsx;
