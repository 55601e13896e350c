//! The rules of the vocabulary: tables for the edges, properties for everything between.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod agenda;
mod clients;
mod consents;
mod fold;
mod free;
mod health;
mod hours;
mod ids;
mod media;
mod money;
mod people;
mod phone;
mod portfolio;
mod settings;
mod text;
mod time;
mod zone;
mod zone_edges;

use studio_domain::{Invalid, Rule};

/// The rule that refused, for comparing in one line.
fn rule<T: std::fmt::Debug>(result: Result<T, Invalid>) -> Rule {
    result.unwrap_err().rule
}

/// The form that was not recognised.
const fn form(what: &'static str) -> Rule {
    Rule::Form { what }
}
