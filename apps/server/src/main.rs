//! The server: configuration, library, exit code.

use std::process::ExitCode;

use clap::Parser as _;
use studio_server::{Config, Flags, serve};

#[expect(clippy::print_stderr, reason = "where a program that can't start says so")]
fn main() -> ExitCode {
    match run(Flags::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(3)
        }
    }
}

#[expect(clippy::print_stdout, reason = "what was asked for is the output")]
fn run(flags: Flags) -> anyhow::Result<()> {
    let print = flags.print_config();
    let config = Config::of(flags)?;
    if print {
        print!("{}", config.to_toml()?);
        return Ok(());
    }
    serve(&config)
}
