//! The same step for many appointments: each for itself, so that one that is refused keeps none of the others back.

use std::collections::BTreeSet;

use studio_domain::{AppointmentId, Invalid, Rule as FieldRule, Version};
use studio_store::OpCtx;

use super::CancelInput;
use crate::error::{Error, Result};
use crate::studio::Studio;

/// What became of one.
#[derive(Debug)]
pub struct BulkRow {
    /// Which.
    pub id: AppointmentId,
    /// Its version now, or why it was left as it is.
    pub result: Result<Version>,
}

/// The most that are changed at once.
const MOST: usize = 200;

/// One step for each, in the order given; one that is named twice is taken once.
fn each(ids: &[AppointmentId], step: impl Fn(AppointmentId) -> Result<Version>) -> Result<Vec<BulkRow>> {
    if ids.len() > MOST {
        let max = i64::try_from(MOST).unwrap_or(i64::MAX);
        return Err(Invalid::new("ids", FieldRule::OutOfRange { min: 1, max }).into());
    }
    let mut seen = BTreeSet::new();
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids.iter().copied().filter(|id| seen.insert(*id)) {
        match step(id) {
            // Nobody acts, or nothing can be saved: that is no matter of one row.
            Err(error @ (Error::NoActor(_) | Error::Unavailable(_) | Error::File(_))) => return Err(error),
            result => rows.push(BulkRow { id, result }),
        }
    }
    Ok(rows)
}

impl Studio {
    /// Agrees on several appointments.
    ///
    /// # Errors
    /// [`Error::Invalid`] for more than 200; [`Error::NoActor`].
    pub fn bulk_confirm(&self, ctx: &OpCtx, ids: &[AppointmentId]) -> Result<Vec<BulkRow>> {
        each(ids, |id| self.confirm_appointment(ctx, id, None))
    }

    /// Calls several appointments off, all for one reason.
    ///
    /// # Errors
    /// [`Error::Invalid`] for more than 200 and for what is wrong with the reason; [`Error::NoActor`].
    pub fn bulk_cancel(
        &self,
        ctx: &OpCtx,
        ids: &[AppointmentId],
        input: &CancelInput,
    ) -> Result<Vec<BulkRow>> {
        input.read()?;
        each(ids, |id| self.cancel_appointment(ctx, id, input.clone(), None))
    }
}
