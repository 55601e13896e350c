//! The program `studio`: hands the command line to the library and its answer to the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    studio_cli::run(std::env::args_os())
}
