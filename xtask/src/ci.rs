//! `cargo xtask ci`: the steps that must pass before a change lands, the quick ones first.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::{codegen, layers, run, test, tidy};

/// One step: what it is called, what it does, and what to do when it fails.
struct Step {
    name: &'static str,
    remedy: &'static str,
    run: fn() -> Result<()>,
}

const CHECKS: &[Step] = &[
    Step { name: "format", remedy: "run `cargo fmt --all`", run: format },
    Step {
        name: "layers",
        remedy: "remove the dependency, or argue for the new arrow in xtask/src/layers.rs and docs/decisions",
        run: layers::layers,
    },
    Step {
        name: "tidy",
        remedy: "each line above says what to change; docs/STYLE.md says why",
        run: tidy::tidy,
    },
    Step {
        name: "clippy",
        remedy: "mend what it names; an exception needs `#[expect(…, reason = …)]`",
        run: clippy,
    },
    Step {
        name: "generated files",
        remedy: "run `cargo xtask codegen`, read the difference, commit it",
        run: generated,
    },
    Step { name: "documentation", remedy: "mend the comment that rustdoc names", run: documentation },
];

const TESTS: Step = Step {
    name: "tests",
    remedy: "the first line that says FAILED names the test; run it alone with `cargo test -p <crate> <name>`",
    run: test::test,
};

/// Runs the steps in order and stops at the first that fails.
///
/// # Errors
/// Names the step that failed and says what to do about it.
pub(crate) fn ci(skip_tests: bool) -> Result<()> {
    let tests = if skip_tests { None } else { Some(&TESTS) };
    let mut took = Vec::new();
    for step in CHECKS.iter().chain(tests) {
        took.push((step.name, timed(step)?));
    }
    println!("\n{}", summary(&took));
    if skip_tests {
        println!("the tests were left out: run `cargo xtask test`");
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "how long a step of CI takes is exactly what is asked")]
fn timed(step: &Step) -> Result<Duration> {
    println!("\n== {}", step.name);
    let start = Instant::now();
    (step.run)().with_context(|| format!("step `{}` failed; {}", step.name, step.remedy))?;
    let took = start.elapsed();
    println!("== {}: passed in {}", step.name, seconds(took));
    Ok(took)
}

fn summary(took: &[(&str, Duration)]) -> String {
    let steps = took.iter().map(|(name, took)| format!("{name} {}", seconds(*took))).collect::<Vec<_>>();
    let total = took.iter().map(|(_, took)| *took).sum();
    format!("ci: {} steps passed in {} ({})", took.len(), seconds(total), steps.join(", "))
}

/// `83.4 s`; whole numbers only, as everywhere in the workspace.
fn seconds(took: Duration) -> String {
    format!("{}.{} s", took.as_secs(), took.subsec_millis() / 100)
}

fn format() -> Result<()> {
    run::run(run::cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    run::run(run::cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn generated() -> Result<()> {
    codegen::codegen(true, None)
}

fn documentation() -> Result<()> {
    run::run(run::cargo().args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::bail;

    #[test]
    fn a_failed_step_says_its_name_and_what_to_do() {
        let step =
            Step { name: "format", remedy: "run `cargo fmt --all`", run: || bail!("two files differ") };
        let error = format!("{:#}", timed(&step).unwrap_err());
        assert_eq!(error, "step `format` failed; run `cargo fmt --all`: two files differ");
    }

    #[test]
    fn the_summary_adds_up() {
        let took = [("format", Duration::from_millis(1_250)), ("tests", Duration::from_millis(61_000))];
        assert_eq!(summary(&took), "ci: 2 steps passed in 62.2 s (format 1.2 s, tests 61.0 s)");
    }
}
