//! Elevation: an assistant enters the master code and may do locked actions for a short time.

use std::time::Duration;

use studio_auth::{CodeHash, Secret, verify_code};
use studio_domain::Timestamp;
use studio_policy::{Action, Grant};
use studio_store::{ElevationCard, OpCtx, Read, Tx};

use crate::error::{Error, Locked, Result, Rule};
use crate::sign_in::Delayed;
use crate::studio::Studio;

/// A wrong code is answered no earlier than this after its start.
const FAILED: Duration = Duration::from_millis(500);

/// How things stand with one's elevation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ElevationState {
    /// The one in force.
    pub now: Option<ElevationCard>,
    /// Since when a master code is set; `None`: nobody can elevate.
    pub code_set_at: Option<Timestamp>,
}

impl Studio {
    /// Begins an elevation for this sign-in session, or replaces the one in force.
    ///
    /// The answer is [`Error::WrongCode`], [`Error::Locked`] from the fifth wrong code in ten minutes on, [`Error::Conflict`] if no code is
    /// set, [`Rule::ElevationForAssistants`] for other roles.
    #[must_use]
    pub fn elevate(&self, ctx: &OpCtx, code: &Secret) -> Delayed<ElevationCard> {
        let answer = self.try_elevate(ctx, code);
        let delay = if answer.is_err() { FAILED } else { Duration::ZERO };
        Delayed { answer, not_before: ctx.visit.now.plus(delay) }
    }

    fn try_elevate(&self, ctx: &OpCtx, code: &Secret) -> Result<ElevationCard> {
        let tried = self.store.write(ctx, |tx| {
            let me = tx.me()?;
            // Who has no locked cell has nothing to open; a right code would only teach the code.
            let column = tx.actor().column();
            let locked = |action: &Action| tx.matrix().grant(column, *action) == Grant::Locked;
            if !Action::ALL.iter().any(locked) {
                return Err(Error::Rule(Rule::ElevationForAssistants));
            }
            Ok(tx.try_code(&me)?)
        })?;
        let stored = CodeHash::from_stored(tried.hash.clone());
        if !self.hashing.pass(|| verify_code(code, &stored)).is_correct() {
            let locked = self.store.write(ctx, |tx| {
                let me = tx.me()?;
                Ok::<_, Error>(tx.refuse_code(&me)?)
            })?;
            return Err(match locked {
                Some(until) => Error::Locked { until, what: Locked::Code },
                None => Error::WrongCode,
            });
        }
        self.store.write(ctx, move |tx| {
            let me = tx.me()?;
            let length = tx.house()?.elevation();
            Ok(tx.grant_elevation(&me, &tried, length)?)
        })
    }

    /// Ends one's elevation early. Answers whether there was one.
    ///
    /// # Errors
    /// [`Error::NoActor`].
    pub fn end_elevation(&self, ctx: &OpCtx) -> Result<bool> {
        self.store.write(ctx, |tx| {
            let me = tx.me()?;
            Ok(tx.end_my_elevation(&me)?)
        })
    }

    /// How things stand with one's elevation.
    ///
    /// # Errors
    /// [`Error::NoActor`].
    pub fn elevation(&self, ctx: &OpCtx) -> Result<ElevationState> {
        self.store.read(ctx, |tx: &mut Tx<'_, Read>| {
            let me = tx.me()?;
            Ok(ElevationState { now: tx.my_elevation(&me)?, code_set_at: tx.code_set_at()? })
        })
    }
}
