//! `studio migrate`: brings the data to this version of the program. Nobody but the operator does that.

use serde::Serialize;
use studio_app::{Error, Folder, Studio, SystemClock};
use studio_policy::{Action, Why};
use studio_text::Args as Values;

use crate::failure::Failure;
use crate::run::Run;

#[derive(Serialize)]
struct Done {
    from: i64,
    to: i64,
    copies: Option<String>,
}

/// Migrates.
pub(super) fn run(run: &mut Run) -> Result<(), Failure> {
    if run.globals.user.is_some() {
        // Data of an older version has no accounts that this program could sign in to.
        return Err(Error::Refused { action: Action::SystemMigrate, why: Why::NoGrant }.into());
    }
    let folder = Folder::at(&run.globals.data);
    let migrated = Studio::upgrade(&folder, &SystemClock)?;
    let changed = migrated.from != migrated.to;
    let copies = changed.then(|| folder.backups().display().to_string());
    let note = match &copies {
        Some(path) => {
            let told = Values::new()
                .text("from", migrated.from.to_string())
                .text("to", migrated.to.to_string())
                .text("path", path);
            run.words.tell("cli-migrated", &told)
        }
        None => run.words.say("cli-nothing-to-do"),
    };
    let done = Done { from: migrated.from, to: migrated.to, copies };
    run.out.changed(&done, &migrated.to.to_string(), &note)
}
