//! `studio media`: the files behind photos and papers.

use clap::{Args, Subcommand};
use studio_text::Args as Values;

use crate::actor;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::run::Run;
use crate::views::{CheckedView, SweptView};

/// What can be done with the files.
#[derive(Debug, Subcommand)]
pub(crate) enum Media {
    Check(Check),
    Sweep,
}

/// How closely to look.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[arg(long)]
    quick: bool,
}

/// Does what was asked for, as whoever acts.
pub(super) fn run(run: &mut Run, media: Media) -> Result<Exit, Failure> {
    actor::act(run, |run, acting| match media {
        Media::Check(check) => {
            let checked = acting.studio.check_media(&acting.ctx()?, !check.quick)?;
            let good = checked.is_good();
            let count = i64::try_from(checked.looked_at).unwrap_or(i64::MAX);
            let view = CheckedView::from(checked);
            run.out.record(&view, &count.to_string(), &view.sheet(run.words))?;
            let note = if good {
                run.words.tell("cli-media-good", &Values::new().number("count", count))
            } else {
                run.words.say("cli-media-bad")
            };
            run.out.note(&note);
            Ok(if good { Exit::Done } else { Exit::Failed })
        }
        Media::Sweep => {
            let swept = acting.studio.sweep_media(&acting.ctx()?)?;
            let count = i64::try_from(swept.removed.len()).unwrap_or(i64::MAX);
            let note = run.words.tell("cli-media-swept", &Values::new().number("count", count));
            run.out.changed(&SweptView::from(swept), &count.to_string(), &note)?;
            Ok(Exit::Done)
        }
    })
}
