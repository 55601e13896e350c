//! The policy against a hand-written reference, a golden file and the numbers of the product's documents.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking, as the tests themselves do")]

mod callers;
mod differential;
mod explanation;
mod floors;
mod formats;
mod golden;
mod numbers;
mod purity;
mod questions;
mod vocabulary;
