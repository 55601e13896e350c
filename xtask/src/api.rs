//! `cargo xtask check-api`: a running server is asked thousands of made-up questions, as every role, and each answer is held against
//! the description of the API.

mod http;
mod server;
mod tool;

use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use crate::api::server::{ARTIST, Server};
use crate::workspace::Workspace;

/// How much to ask.
#[derive(Debug, Args)]
pub(crate) struct CheckApi {
    /// Questions of each kind for each operation.
    #[arg(long, value_name = "N", default_value_t = 50)]
    examples: u32,
    /// Another seed asks other questions.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

/// Operations that change who asks, or how soon the next wrong secret is answered. The passes about data leave them out: after a
/// sign-out, or five wrong codes, everything else would be answered 401 or 403 and nothing would be checked.
const DOORS: &[&str] = &["session_sign_in", "session_sign_out", "elevation_begin", "elevation_end"];

/// Which operations a pass is about.
#[derive(Debug, Clone, Copy)]
enum Operations {
    /// All but these.
    But(&'static [&'static str]),
    /// These.
    Only(&'static [&'static str]),
}

/// Everything that one caller is asked for.
#[derive(Debug)]
struct Pass {
    name: &'static str,
    user: &'static str,
    elevated: bool,
    operations: Operations,
}

/// In this order: the last two wear out the secrets and the address they come from.
const PASSES: &[Pass] = &[
    Pass { name: "admin", user: "marta", elevated: false, operations: Operations::But(DOORS) },
    Pass { name: "front desk", user: "recepcion", elevated: false, operations: Operations::But(DOORS) },
    Pass {
        name: "front desk, elevated",
        user: "recepcion",
        elevated: true,
        operations: Operations::But(DOORS),
    },
    Pass { name: "artist", user: ARTIST, elevated: false, operations: Operations::But(DOORS) },
    Pass {
        name: "signing in, elevating",
        user: "recepcion",
        elevated: false,
        operations: Operations::Only(&[
            "session_sign_in",
            "elevation_begin",
            "elevation_end",
            "elevation_show",
        ]),
    },
    Pass {
        name: "signing out",
        user: ARTIST,
        elevated: false,
        operations: Operations::Only(&["session_sign_out"]),
    },
];

/// Starts the server on an invented studio and asks it as everybody.
///
/// # Errors
/// When something needed is missing, or an answer is not what the description says.
#[expect(clippy::disallowed_methods, reason = "how long the check takes is told at its end")]
pub(crate) fn check_api(wishes: &CheckApi) -> Result<()> {
    let start = Instant::now();
    let home = Workspace::load()?.target.join("check-api");
    let tool = tool::Tool::ready(&home)?;
    let server = Server::start(&home)?;
    // Before any secret is worn out.
    let tokens = PASSES.iter().map(|pass| server.sign_in(pass.user)).collect::<Result<Vec<_>>>()?;
    let mut failed = Vec::new();
    for (pass, token) in PASSES.iter().zip(&tokens) {
        println!("\n== {}", pass.name);
        if pass.elevated {
            // It lasts minutes only, so not earlier than it is used.
            server.elevate(token)?;
        }
        if tool.run(&server.description(), token, pass.operations, wishes).is_err() {
            failed.push(pass.name);
        }
    }
    let seconds = start.elapsed().as_secs();
    if !failed.is_empty() {
        bail!(
            "the API is not as it says, for: {}; the log of the server is `{}`",
            failed.join("; "),
            server.log().display()
        );
    }
    println!(
        "\ncheck-api: {} passes in {seconds} s, seed {}: the API is as it says",
        PASSES.len(),
        wishes.seed
    );
    Ok(())
}
