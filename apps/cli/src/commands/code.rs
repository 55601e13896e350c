//! `studio code`: the master code.

use clap::Subcommand;
use serde::Serialize;

use crate::actor;
use crate::ask;
use crate::failure::Failure;
use crate::run::Run;

/// What can be done with the master code.
#[derive(Debug, Subcommand)]
pub(crate) enum Code {
    Set,
    Clear,
}

#[derive(Serialize)]
struct Changed {
    code_set: bool,
    elevations_ended: usize,
}

/// Sets or clears it.
pub(super) fn run(run: &mut Run, code: &Code) -> Result<(), Failure> {
    actor::act(run, |run, acting| {
        let (ended, set, note) = match code {
            Code::Set => {
                let code = ask::new(run.words, "code", ask::CODE, None)?;
                (acting.studio.set_code(&acting.ctx()?, &code)?, true, "cli-code-set")
            }
            Code::Clear => (acting.studio.clear_code(&acting.ctx()?)?, false, "cli-code-cleared"),
        };
        let note = run.words.say(note);
        run.out.changed(&Changed { code_set: set, elevations_ended: ended }, &ended.to_string(), &note)
    })
}
