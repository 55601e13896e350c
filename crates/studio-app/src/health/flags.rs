//! What an artist is told before anybody reads the answers: that there is a yes, or that a review is due.
//!
//! Nothing of it is stored: a mark in the clear beside the sealed answers would give away, in a stolen file, who is ill. The newest
//! screening is opened inside of the program, and only the two marks leave it; so no reading is entered in the log.

use std::time::Duration;

use studio_auth::KeyRing;
use studio_domain::{ClientId, HealthFlag, Timestamp};
use studio_store::actions::{GlanceHealth, ListClients};
use studio_store::{OpCtx, SealedScreening};

use super::screenings::opened;
use crate::error::{Error, Result};
use crate::folder::HeldKeys;
use crate::studio::Studio;

/// The flag of a newest screening. Without keys a review is due, whatever the answers were.
pub(crate) fn flag(
    ring: Option<&KeyRing>,
    newest: Option<&SealedScreening>,
    now: Timestamp,
    age: Duration,
) -> HealthFlag {
    let Some(newest) = newest else { return HealthFlag::NEVER };
    let answers = ring.and_then(|ring| opened(ring, newest).ok());
    HealthFlag::of(newest.answered_at, answers.as_ref(), now, age)
}

impl Studio {
    /// What may be said of a client's health without telling an answer.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`] for whoever may not read health screenings.
    pub fn health_flag(&self, ctx: &OpCtx, client: ClientId) -> Result<HealthFlag> {
        let held = self.folder.hold_keys().ok();
        let (newest, age) = self.store.read::<_, Error, _>(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<GlanceHealth>(&scope)?;
            Ok((tx.screening_to_glance(&may)?, tx.house()?.screening_age()))
        })?;
        Ok(flag(held.as_ref().map(HeldKeys::ring), newest.as_ref(), ctx.visit.now, age))
    }

    /// The same of several clients, for a list of a day; those whose health the actor may not read, and those that are not there, are left
    /// out without a word.
    ///
    /// # Errors
    /// [`Error::Refused`] for whoever may not list clients.
    pub fn health_flags(&self, ctx: &OpCtx, clients: &[ClientId]) -> Result<Vec<(ClientId, HealthFlag)>> {
        let held = self.folder.hold_keys().ok();
        let (newest, age) = self.store.read::<_, Error, _>(ctx, |tx| {
            let may = tx.authorize_list::<ListClients>()?;
            let newest = tx.screenings_to_glance(&may, clients)?;
            Ok((newest, tx.house()?.screening_age()))
        })?;
        let ring = held.as_ref().map(HeldKeys::ring);
        let told = newest.into_iter();
        Ok(told.map(|(id, newest)| (id, flag(ring, newest.as_ref(), ctx.visit.now, age))).collect())
    }
}
