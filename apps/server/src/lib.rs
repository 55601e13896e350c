#![doc = include_str!("../README.md")]

mod config;
mod serve;

pub use config::{Config, Flags, LogFormat, Migrate};
pub use serve::serve;
