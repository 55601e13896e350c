//! The server: configuration, library, exit code.

use std::process::ExitCode;

use clap::Parser as _;
use studio_server::{Config, Flags, serve};

#[expect(clippy::print_stderr, reason = "where a program that can't start says so")]
fn main() -> ExitCode {
    match Config::of(Flags::parse()).and_then(|config| serve(&config)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(3)
        }
    }
}
