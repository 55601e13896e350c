//! Starting other programs: always from the root of the workspace, always shown before they run.

use std::env;
use std::ffi::OsString;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::workspace;

/// The cargo that started this program, so that the toolchain stays the same all the way down.
pub(crate) fn cargo() -> Command {
    program(&env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")).to_string_lossy())
}

/// A program that will run in the root of the workspace.
pub(crate) fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(workspace::root());
    command
}

/// Runs it with our own output, so that its closing lines are seen as they are.
///
/// # Errors
/// When it can't be started or does not end with success.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let shown = show(command);
    run_as(&shown, command)
}

/// The same, shown as said, for a command that names something which is nobody's business.
///
/// # Errors
/// As [`run`].
pub(crate) fn run_as(shown: &str, command: &mut Command) -> Result<()> {
    println!("$ {shown}");
    let status = command.status().with_context(|| format!("`{shown}` could not be started"))?;
    if !status.success() {
        bail!("`{shown}` ended with {status}");
    }
    Ok(())
}

/// Runs it and returns what it wrote to its standard output; its complaints go to ours.
///
/// # Errors
/// When it can't be started, does not end with success or writes something that is not UTF-8.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let shown = show(command);
    let output = command
        .stderr(std::process::Stdio::inherit())
        .output()
        .with_context(|| format!("`{shown}` could not be started"))?;
    if !output.status.success() {
        bail!("`{shown}` ended with {}", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{shown}` wrote something that is not text"))
}

/// The command as one would type it: the program without its folder.
fn show(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let name = program.rsplit(['/', '\\']).next().unwrap_or(&program);
    std::iter::once(name.into())
        .chain(command.get_args().map(|argument| argument.to_string_lossy()))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_one_types_it() {
        let mut command = Command::new("/usr/lib/toolchain/cargo");
        command.args(["fmt", "--all"]);
        assert_eq!(show(&command), "cargo fmt --all");
    }

    #[test]
    fn failure_names_the_command() {
        let error = run(program("false").arg("--at-all")).unwrap_err().to_string();
        assert!(error.contains("`false --at-all` ended with"), "{error}");
        let error = capture(&mut program("no-such-program-at-all")).unwrap_err().to_string();
        assert!(error.contains("could not be started"), "{error}");
    }

    #[test]
    fn capture_returns_the_output() {
        assert!(capture(cargo().arg("--version")).unwrap().starts_with("cargo "));
    }
}
