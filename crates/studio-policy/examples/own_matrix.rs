//! A studio with rules of its own: reads changes of the matrix, checks them, shows them, and answers a
//! question under the changed matrix.
//!
//! ```text
//! cargo run -p studio-policy --example own_matrix
//! cargo run -p studio-policy --example own_matrix -- artist inventory.stock_in mine
//! cargo run -p studio-policy --example own_matrix -- assistant clients.delete theirs code my-rules.txt
//! ```
//!
//! The arguments are role, action, whose the row is (`mine`, `theirs`, `unowned`), whether the master code
//! was entered (`code` or `no-code`) and a file with lines `action column grant`. The process ends with 0
//! if the act is permitted and with 1 if it is refused or the question makes no sense.

use std::error::Error;
use std::io::{Write, stdout};
use std::process::ExitCode;

use studio_policy::{Action, Actor, Column, Elevation, Grant, Matrix, Overlay, Ownership, Role, explain};

/// Used when no file is named: artists receive stock themselves, the desk never deletes a client.
const RULES: &str = "inventory.stock_in artist allow\nclients.delete assistant deny\n";

fn overlay(line: &str) -> Result<Overlay, String> {
    let mut words = line.split_whitespace();
    let (action, column, grant) = (words.next(), words.next(), words.next());
    let read = || {
        Some(Overlay {
            action: Action::parse(action?)?,
            column: Column::parse(column?)?,
            grant: Grant::parse(grant?)?,
        })
    };
    read().ok_or_else(|| format!("not a rule: `{line}`"))
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let arg = |n: usize, default: &'static str| args.get(n).map_or(default, String::as_str).to_owned();

    let role = Role::parse(&arg(0, "assistant")).ok_or("no such role")?;
    let action = Action::parse(&arg(1, "clients.delete")).ok_or("no such action")?;
    let ownership = Ownership::parse(&arg(2, "unowned")).ok_or("not `mine`, `theirs` or `unowned`")?;
    // Any moment will do here; a real program asks its clock once for each act.
    let now = 1_750_000_000_000;
    let elevation = (arg(3, "no-code") == "code").then_some(Elevation { expires_at: now + 300_000 });
    let rules = match args.get(4) {
        Some(file) => std::fs::read_to_string(file)?,
        None => RULES.to_owned(),
    };

    let overlays =
        rules.lines().filter(|line| !line.trim().is_empty()).map(overlay).collect::<Result<Vec<_>, _>>()?;
    let matrix = Matrix::STUDIO.with(&overlays)?;

    let mut out = stdout().lock();
    for change in Matrix::STUDIO.diff(&matrix) {
        let effect = if change.widens() { "gives" } else { "takes" };
        writeln!(out, "{effect}: {change}")?;
    }
    let actor = Actor::Person { role, linked: role == Role::Artist, elevation };
    let answer = explain(&matrix, &actor, action, ownership, now);
    writeln!(out, "\n{answer}")?;
    Ok(if answer.decision.is_permit() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
