//! Aftercare: what a client is told after a session, printed or shown, and that it was given.

use studio_domain::{AppointmentId, AppointmentStatus, StudioZone, Timestamp};
use studio_store::actions::{GiveAftercare, ReadAftercare};
use studio_store::{AftercareSheet, OpCtx};

use crate::clients::Ability;
use crate::error::{Error, Result, Rule};
use crate::studio::Studio;

/// The text of an appointment, with what its reader may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AftercareShown {
    /// The text, and whom it is for.
    pub sheet: AftercareSheet,
    /// Whether the reader may keep that it was given.
    pub give: Ability,
    /// The studio's time zone.
    pub zone: StudioZone,
}

/// Whether there is something to look after: the work is done, or is being done.
const fn is_due(status: AppointmentStatus) -> bool {
    matches!(status, AppointmentStatus::Confirmed | AppointmentStatus::Completed)
}

impl Studio {
    /// The aftercare text of an appointment: that of its service, as it is today.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn aftercare(&self, ctx: &OpCtx, id: AppointmentId) -> Result<AftercareShown> {
        self.store.read(ctx, |tx| {
            let scope = tx.any_appointment(id)?;
            let may = tx.authorize::<ReadAftercare>(&scope)?;
            let sheet = tx.aftercare(&may)?;
            let give = match is_due(sheet.status) && !sheet.text.is_empty() {
                true => tx.may::<GiveAftercare>(&scope).into(),
                false => Ability::No,
            };
            Ok(AftercareShown { give, sheet, zone: tx.house()?.zone() })
        })
    }

    /// Keeps that the text was given; the first time counts. Answers when that was.
    ///
    /// # Errors
    /// [`Rule::NoAftercare`] if there is no text, or nothing was done; [`Error::NotFound`], [`Error::Refused`].
    pub fn give_aftercare(&self, ctx: &OpCtx, id: AppointmentId) -> Result<Timestamp> {
        self.store.write(ctx, move |tx| {
            let scope = tx.any_appointment(id)?;
            let may = tx.authorize::<GiveAftercare>(&scope)?;
            let read = tx.authorize::<ReadAftercare>(&scope)?;
            let sheet = tx.aftercare(&read)?;
            if sheet.text.is_empty() || !is_due(sheet.status) {
                return Err(Error::Rule(Rule::NoAftercare));
            }
            Ok(tx.give_aftercare(&may)?)
        })
    }
}
