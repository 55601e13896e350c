//! The commands as one types them, each handed to the module that does it.

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::{api, bench, ci, codegen, demo, layers, picture, test, tidy};

/// Checks, tests, measures the workspace and writes its generated files.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Everything that must hold before a change lands: format, layers, tidy, clippy, generated files,
    /// documentation, tests. Stops at the first step that fails.
    Ci {
        /// Leave the tests out, for a caller that runs `cargo xtask test` afterwards.
        #[arg(long)]
        skip_tests: bool,
    },
    /// Every test of the workspace, the examples in the documentation too; installs what they need.
    Test,
    /// Check which crate may depend on which against the table in `xtask/src/layers.rs`.
    Layers,
    /// Check the conventions that neither the compiler nor clippy knows (docs/STYLE.md).
    Tidy,
    /// Write the generated files that are committed.
    Codegen {
        /// Write nothing, fail when a file differs from what would be written.
        #[arg(long)]
        check: bool,
        /// Only this generator.
        #[arg(long, value_name = "NAME", value_parser = codegen::names())]
        only: Option<String>,
    },
    /// Write `schema.rs` of the store from a freshly migrated file; the same as `codegen --only schema`.
    Schema {
        /// Write nothing, fail when the file differs from what would be written.
        #[arg(long)]
        check: bool,
    },
    /// Make an invented studio of any size in a folder, for looking at or for measuring.
    Demo(demo::Demo),
    /// Take the picture of the list of clients in `docs/images` anew.
    Picture,
    /// Ask a running server made-up questions as every role, and hold each answer against the description of the API; installs
    /// Schemathesis into the target folder. Takes minutes, so it is no step of `ci`.
    CheckApi(api::CheckApi),
    /// Measure the product against the bare reference programs of `tests/reference`, in release mode.
    Bench {
        /// Handed on as they are; `cargo xtask bench -- --help` lists them.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENTS")]
        arguments: Vec<String>,
    },
}

/// Reads the command line and does what it says.
///
/// # Errors
/// Whatever the command found wrong, as one message that says what to do.
pub(crate) fn dispatch() -> Result<()> {
    match Cli::parse().command {
        Command::Ci { skip_tests } => ci::ci(skip_tests),
        Command::Test => test::test(),
        Command::Layers => layers::layers(),
        Command::Tidy => tidy::tidy(),
        Command::Codegen { check, only } => codegen::codegen(check, only.as_deref()),
        Command::Schema { check } => codegen::codegen(check, Some("schema")),
        Command::Demo(wishes) => demo::demo(&wishes),
        Command::Picture => picture::picture(),
        Command::CheckApi(wishes) => api::check_api(&wishes),
        Command::Bench { arguments } => bench::bench(&arguments),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn bench_hands_flags_on() {
        let cli = Cli::try_parse_from(["cargo xtask", "bench", "policy", "--quick"]).unwrap();
        let Command::Bench { arguments } = cli.command else { panic!("not bench: {cli:?}") };
        assert_eq!(arguments, ["policy", "--quick"]);
    }

    #[test]
    fn an_unknown_generator_is_refused_before_anything_runs() {
        assert!(Cli::try_parse_from(["cargo xtask", "codegen", "--only", "schema"]).is_ok());
        assert!(Cli::try_parse_from(["cargo xtask", "codegen", "--only", "shcema"]).is_err());
    }
}
