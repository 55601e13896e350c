//! Changing what an appointment is about, when and with whom.

use studio_domain::{AppointmentId, BasisPoints, Cents, Placement, ServiceId, Style, TimeSpan, Version};

use crate::actions::{Book, EditAppointment, OverrideCommission};
use crate::error::Result;
use crate::guard::Permit;
use crate::tx::{Tx, Write};
use crate::versioned::{Change, text};

/// Changes of an appointment; what is `None` stays as it is. With whom it is takes a permit of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AppointmentEdit {
    /// When.
    pub span: Option<TimeSpan>,
    /// Whether that the client arrived and work began is taken back: it was for another day.
    pub anew: bool,
    /// The service that was chosen from the list.
    pub service_id: Change<ServiceId>,
    /// What is to be done.
    pub service: Option<String>,
    /// Where on the body.
    pub placement: Change<Placement>,
    /// Style.
    pub style: Change<Style>,
    /// Price.
    pub price: Change<Cents>,
    /// Deposit that is asked for.
    pub deposit: Change<Cents>,
    /// About the booking.
    pub notes: Option<String>,
    /// The session before this one.
    pub continues: Change<AppointmentId>,
}

impl<'tx> Tx<'tx, Write> {
    /// Saves changes of an appointment as it was at `version`, `to` another artist if it brings the permit to book with that one.
    ///
    /// # Errors
    /// [`Error::Stale`](crate::Error::Stale) if somebody else saved it meanwhile; [`Error::Conflict`](crate::Error::Conflict) for what [`Tx::conflicts`] would have told.
    pub fn edit_appointment(
        &mut self,
        may: &Permit<'tx, EditAppointment>,
        version: Version,
        to: Option<&Permit<'tx, Book>>,
        edit: &AppointmentEdit,
    ) -> Result<Version> {
        let what = if edit.span.is_some() || to.is_some() { "moved" } else { "edited" };
        let saved = self.change_appointment(may, version, what, |row| {
            if let Some(to) = to {
                row.artist_id = to.id.get();
            }
            if let Some(span) = edit.span {
                (row.starts_at, row.ends_at) = (span.start().millis(), span.end().millis());
            }
            if edit.anew {
                (row.arrived_at, row.started_at) = (None, None);
            }
            if let Some(service) = edit.service_id {
                row.service_id = service.map(ServiceId::get);
            }
            if let Some(service) = &edit.service {
                row.service.clone_from(service);
            }
            if let Some(placement) = text(&edit.placement) {
                row.placement = placement;
            }
            if let Some(style) = text(&edit.style) {
                row.style = style;
            }
            if let Some(price) = edit.price {
                row.price_cents = price.map(Cents::get);
            }
            if let Some(deposit) = edit.deposit {
                row.deposit_cents = deposit.map(Cents::get);
            }
            if let Some(notes) = &edit.notes {
                row.notes.clone_from(notes);
            }
            if let Some(continues) = edit.continues {
                row.continues_id = continues.map(AppointmentId::get);
            }
            Ok(())
        })?;
        if let Some(to) = to {
            self.detail(to, "appointment", may.id.get());
        }
        Ok(saved)
    }

    /// Agrees on a commission for one appointment alone, or takes that back.
    ///
    /// # Errors
    /// [`Error::Stale`](crate::Error::Stale).
    pub fn override_commission(
        &mut self,
        may: &Permit<'tx, OverrideCommission>,
        version: Version,
        rate: Option<BasisPoints>,
    ) -> Result<Version> {
        self.change_appointment(may, version, "edited", |row| {
            row.commission_override_bp = rate.map(|rate| i64::from(rate.get()));
            Ok(())
        })
    }
}
