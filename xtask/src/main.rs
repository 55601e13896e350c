//! The workspace's only automation: `cargo xtask <command>` checks it, tests it, measures it and writes
//! its generated files. What CI runs is one of these commands, so that it fails the same way on a laptop.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is what this program is for")]

mod api;
mod bench;
mod ci;
mod cli;
mod codegen;
mod demo;
mod layers;
mod picture;
mod run;
mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
