//! The steps of an appointment: agreed on, arrived, begun, done, missed, called off, taken back.

use studio_domain::{AppointmentStatus, AppointmentStep, CancelledBy, Cents, Reason, Timestamp, Version};

use super::change::Stored;
use crate::actions::{
    Artist, Book, CancelAppointment, CompleteAppointment, EditAppointment, MissAppointment,
};
use crate::error::{Constraint, Error, Result};
use crate::guard::{Permit, Row as _};
use crate::tx::{Tx, Write};

/// How an appointment was called off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancellation {
    /// By whom.
    pub by: CancelledBy,
    /// Why.
    pub reason: Option<Reason>,
    /// Whether it was within the notice period.
    pub late: bool,
}

/// Takes the step, if the status permits it.
fn step(row: &mut Stored, step: AppointmentStep) -> Result<()> {
    let refused = || Error::Conflict(Constraint::AppointmentStatus);
    let status: AppointmentStatus = row.status()?.after(step).ok_or_else(refused)?;
    status.code().clone_into(&mut row.status);
    Ok(())
}

impl<'tx> Tx<'tx, Write> {
    /// Agrees on an appointment, or puts it back to awaiting confirmation.
    ///
    /// # Errors
    /// [`Error::Stale`]; [`Error::Conflict`] with [`Constraint::AppointmentStatus`] if its status does not permit it.
    pub fn confirm_appointment(
        &mut self,
        may: &Permit<'tx, EditAppointment>,
        version: Version,
        confirmed: bool,
    ) -> Result<Version> {
        let (what, to) = if confirmed {
            ("confirmed", AppointmentStep::Confirm)
        } else {
            ("unconfirmed", AppointmentStep::Unconfirm)
        };
        self.change_appointment(may, version, what, |row| step(row, to))
    }

    /// Says that the client is here, or takes that back.
    ///
    /// # Errors
    /// As [`Tx::confirm_appointment`].
    pub fn arrive_appointment(
        &mut self,
        may: &Permit<'tx, EditAppointment>,
        version: Version,
        arrived: bool,
    ) -> Result<Version> {
        let now = self.facts.at.millis();
        let what = if arrived { "arrived" } else { "not_arrived" };
        self.change_appointment(may, version, what, |row| {
            step(row, AppointmentStep::Arrive)?;
            if !arrived {
                row.started_at = None;
            }
            row.arrived_at = arrived.then(|| row.arrived_at.unwrap_or(now));
            Ok(())
        })
    }

    /// Says that work has begun, or takes that back. Whoever is worked on has arrived.
    ///
    /// # Errors
    /// As [`Tx::confirm_appointment`].
    pub fn start_appointment(
        &mut self,
        may: &Permit<'tx, EditAppointment>,
        version: Version,
        started: bool,
    ) -> Result<Version> {
        let now = self.facts.at.millis();
        let what = if started { "started" } else { "not_started" };
        self.change_appointment(may, version, what, |row| {
            step(row, AppointmentStep::Start)?;
            row.started_at = started.then(|| row.started_at.unwrap_or(now));
            if started {
                row.arrived_at.get_or_insert(now);
            }
            Ok(())
        })
    }

    /// Completes an appointment: it is final then. With an end, the rest of its time is free again.
    ///
    /// # Errors
    /// As [`Tx::confirm_appointment`].
    pub fn complete_appointment(
        &mut self,
        may: &Permit<'tx, CompleteAppointment>,
        version: Version,
        price: Option<Cents>,
        ends_at: Option<Timestamp>,
    ) -> Result<Version> {
        let now = self.facts.at.millis();
        self.change_appointment(may, version, "completed", |row| {
            step(row, AppointmentStep::Complete)?;
            row.completed_at = Some(now);
            if let Some(price) = price {
                row.price_cents = Some(price.get());
            }
            if let Some(ends_at) = ends_at {
                row.ends_at = row.ends_at.min(ends_at.millis());
            }
            Ok(())
        })
    }

    /// Records that the client did not come; the time is free again.
    ///
    /// # Errors
    /// As [`Tx::confirm_appointment`].
    pub fn miss_appointment(
        &mut self,
        may: &Permit<'tx, MissAppointment>,
        version: Version,
    ) -> Result<Version> {
        self.change_appointment(may, version, "no_show", |row| step(row, AppointmentStep::NoShow))
    }

    /// Calls an appointment off; the time is free again.
    ///
    /// # Errors
    /// As [`Tx::confirm_appointment`].
    pub fn cancel_appointment(
        &mut self,
        may: &Permit<'tx, CancelAppointment>,
        version: Version,
        how: &Cancellation,
    ) -> Result<Version> {
        self.change_appointment(may, version, "cancelled", |row| {
            step(row, AppointmentStep::Cancel)?;
            row.cancelled_by = Some(how.by.code().to_owned());
            row.cancel_reason = how.reason.as_ref().map(ToString::to_string).unwrap_or_default();
            row.cancelled_late = how.late;
            Ok(())
        })
    }

    /// Takes back that an appointment was called off or missed; `with` is the permit to book with its artist.
    ///
    /// # Errors
    /// As [`Tx::confirm_appointment`]; [`Error::Conflict`] for what [`Tx::conflicts`] would have told; [`Error::NotFound`] if the permit is
    /// another artist's.
    pub fn reopen_appointment(
        &mut self,
        may: &Permit<'tx, EditAppointment>,
        version: Version,
        with: &Permit<'tx, Book>,
    ) -> Result<Version> {
        let artist = with.id;
        let saved = self.change_appointment(may, version, "reopened", |row| {
            if row.artist_id != artist.get() {
                return Err(Error::not_found(Artist::KIND, artist));
            }
            step(row, AppointmentStep::Reopen)?;
            (row.cancelled_by, row.cancelled_late) = (None, false);
            row.cancel_reason.clear();
            // From now on today's rules bind it, whatever it was when it was brought in.
            row.imported = false;
            Ok(())
        })?;
        self.detail(with, "appointment", may.id.get());
        Ok(saved)
    }
}
