//! Who acts: the operator on the machine, or a person who signs in for this one command and out again after it.

use std::sync::Arc;
use std::time::Duration;

use studio_app::{
    Clock as _, Delayed, Error, Folder, NoActor, OpCtx, Origin, Secret, Studio, SystemClock, Upgrade, Visit,
    Who,
};
use studio_domain::StudioZone;

use crate::ask;
use crate::failure::Failure;
use crate::run::Run;
use crate::words::Words;

/// How the sessions of this program name themselves.
const AGENT: &str = concat!("studio ", env!("CARGO_PKG_VERSION"));
/// The longest that an answer is held back, whatever the clock says.
const LONGEST: Duration = Duration::from_secs(15);

/// Somebody who acts on an open studio.
#[derive(Debug)]
pub(crate) struct Acting {
    /// The studio.
    pub(crate) studio: Studio,
    who: Who,
    request: String,
    password: Option<Secret>,
}

impl Acting {
    /// The context of an act that happens now. All acts of one run have the same number in the log.
    pub(crate) fn ctx(&self) -> Result<OpCtx, Failure> {
        Ok(self.visit()?.by(self.who))
    }

    fn visit(&self) -> Result<Visit, Failure> {
        Ok(Visit { request_id: self.request.clone(), ..self.studio.visit(Origin::CLI)? })
    }

    /// Whether a person is signed in.
    pub(crate) const fn is_person(&self) -> bool {
        matches!(self.who, Who::Session(_) | Who::User(_))
    }

    /// The password with which the person has signed in.
    pub(crate) fn password(&self, words: Words) -> Result<Secret, Failure> {
        self.password.clone().map_or_else(|| ask::known(words, "password", ask::PASSWORD), Ok)
    }

    /// The studio's time zone.
    pub(crate) fn zone(&self) -> Result<StudioZone, Failure> {
        Ok(self.studio.house(&self.ctx()?)?.zone())
    }
}

/// Opens the studio as it is, whatever state its accounts are in, and takes its language. The operator acts.
pub(crate) fn open(run: &mut Run) -> Result<Acting, Failure> {
    let folder = Folder::at(&run.globals.data);
    let studio = Studio::open(folder, Arc::new(SystemClock), Upgrade::Check)?;
    if !run.words.chosen() {
        run.words.adopt(&studio.face()?.language);
    }
    begin(run, studio)
}

/// Takes the language of the studio for a question that needs none: without a studio it is answered all the same.
pub(crate) fn speak(run: &mut Run) {
    if run.words.chosen() {
        return;
    }
    let folder = Folder::at(&run.globals.data);
    let studio = Studio::open(folder, Arc::new(SystemClock), Upgrade::Check);
    if let Ok(face) = studio.and_then(|studio| studio.face()) {
        run.words.adopt(&face.language);
    }
}

/// The operator on a studio that is open.
pub(crate) fn begin(run: &mut Run, studio: Studio) -> Result<Acting, Failure> {
    let operator = studio.operator()?;
    run.request.clone_from(&operator.visit.request_id);
    Ok(Acting { studio, who: operator.who, request: operator.visit.request_id, password: None })
}

/// Opens the studio, signs in whoever `--as` names, does the work, and signs out however it ends.
pub(crate) fn act<T>(
    run: &mut Run,
    work: impl FnOnce(&mut Run, &Acting) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let mut acting = open(run)?;
    acting.studio.expect_set_up()?;
    let Some(name) = run.globals.user.clone() else { return work(run, &acting) };
    let password = ask::known(run.words, "password", ask::PASSWORD)?;
    let answer = acting.studio.sign_in(&acting.visit()?, &name, &password, AGENT);
    acting.who = Who::Session(held_back(answer)?.session);
    acting.password = Some(password);
    let result = elevate(run, &acting).and_then(|()| work(run, &acting));
    sign_out(run, &acting);
    result
}

fn elevate(run: &Run, acting: &Acting) -> Result<(), Failure> {
    if !run.globals.elevate {
        return Ok(());
    }
    let code = ask::known(run.words, "code", ask::CODE)?;
    held_back(acting.studio.elevate(&acting.ctx()?, &code)).map(drop)
}

/// The session ends with the command. That it could not be closed does not undo the command: it runs out by itself.
fn sign_out(run: &Run, acting: &Acting) {
    let ended = acting.ctx().and_then(|ctx| Ok(acting.studio.sign_out(&ctx)?));
    match ended {
        // A change of the own account has ended it already.
        Ok(()) | Err(Failure::App(Error::NoActor(NoActor::Ended | NoActor::Inactive))) => {}
        Err(_) => run.out.note(&run.words.say("cli-session-open")),
    }
}

/// Waits until an answer may be given, so that nobody can try passwords faster here than anywhere else.
#[expect(clippy::disallowed_methods, reason = "the edge waits so that nothing inside has to; it is bounded")]
fn held_back<T>(delayed: Delayed<T>) -> Result<T, Failure> {
    let wait = delayed.not_before.since(SystemClock.now()).min(LONGEST);
    if !wait.is_zero() {
        std::thread::sleep(wait);
    }
    Ok(delayed.answer?)
}
