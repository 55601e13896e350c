#![doc = include_str!("../README.md")]

mod config;
mod demo;
mod serve;
mod tls;
mod words;

pub use config::{Config, Flags, LogFormat, Migrate, Tls};
pub use serve::serve;
