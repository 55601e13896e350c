#![doc = include_str!("../README.md")]

mod actor;
mod ask;
mod cli;
mod commands;
mod exit;
mod failure;
mod files;
mod help;
mod language;
mod output;
mod paging;
mod progress;
mod run;
mod table;
mod usage;
mod views;
mod words;

pub use help::{command, examples};
pub use run::run;
