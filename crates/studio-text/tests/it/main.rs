//! Everything the crate promises, checked from outside.

mod api;
mod contract;
mod files;
mod words;
