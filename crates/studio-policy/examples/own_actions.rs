//! A program that is no tattoo studio: a pottery with its own actions, decided by the same engine.
//!
//! ```text
//! cargo run -p studio-policy --example own_actions
//! ```

use std::io::{Result, Write, stdout};

use studio_policy::{Actor, Elevation, Ownership, Role, RowFilter, actions, decide_cell, rows_cell};

actions! {
    /// What people do in a pottery.
    enum Job {
        KilnView = "kiln.view", [Allow Allow Allow], "See when the kiln is free";
        KilnFire = "kiln.fire", [Allow Locked Own], "Fire the kiln";
        PotsSell = "pots.sell", [Allow Allow Own], "Sell a pot";
        ClayOrder = "clay.order", [Allow Locked Deny], "Order clay";
    }
}

fn main() -> Result<()> {
    let now = 0;
    let callers = [
        ("owner", Role::Admin, None),
        ("shop", Role::Assistant, None),
        ("shop with the code", Role::Assistant, Some(Elevation { expires_at: now + 60_000 })),
        ("potter", Role::Artist, None),
    ];
    let mut out = stdout().lock();
    for (name, role, elevation) in callers {
        let actor = Actor::Person { role, linked: role == Role::Artist, elevation };
        writeln!(out, "{name}")?;
        for job in Job::ALL {
            let grant = job.standard(role);
            let theirs = decide_cell(grant, &actor, Ownership::Theirs, now);
            let list = match rows_cell(grant, &actor, now) {
                RowFilter::All(_) => "every row",
                RowFilter::Own => "own rows",
                RowFilter::None(_) => "no row",
            };
            writeln!(out, "  {job:<12}{list:<11}another's: {:<16}{}", theirs.code(), job.does())?;
        }
    }
    Ok(())
}
