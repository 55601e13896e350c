//! `studio doctor`: is everything as it should be?

use clap::Args;
use studio_app::Verdict;

use crate::actor;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::paging;
use crate::run::Run;
use crate::views::FindingView;

/// How closely to look.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    #[arg(long)]
    quick: bool,
}

/// Looks at everything and says what is wrong; with `--quiet`, only that. Fails if anything is.
pub(super) fn run(run: &mut Run, doctor: &Doctor) -> Result<Exit, Failure> {
    let look = |run: &mut Run, acting: &actor::Acting| {
        let mut findings = acting.studio.doctor(&acting.ctx()?, !doctor.quick)?;
        let is = |verdict| findings.iter().any(|finding| finding.verdict == verdict);
        let (bad, warnings) = (is(Verdict::Bad), is(Verdict::Warning));
        if run.out.quiet() {
            findings.retain(|finding| finding.verdict != Verdict::Good);
        }
        paging::whole(&mut run.out, run.words, findings.into_iter().map(FindingView::from).collect())?;
        let verdict = match (bad, warnings) {
            (true, _) => "cli-doctor-bad",
            (false, true) => "cli-doctor-warnings",
            (false, false) => "cli-doctor-good",
        };
        run.out.note(&run.words.say(verdict));
        Ok(if bad { Exit::Failed } else { Exit::Done })
    };
    if run.globals.user.is_some() {
        return actor::act(run, look);
    }
    // A studio that is not set up can be looked at too.
    let acting = actor::open(run)?;
    look(run, &acting)
}
