//! Appointments: booking and what stands in its way, changing, the steps up to the end, lists and history.

mod book;
mod bulk;
mod edit;
mod input;
mod list;
mod newcomer;
mod rules;
mod sheet;
mod steps;

use studio_domain::{BookingWarning, StudioZone};
use studio_store::Conflict;

pub use bulk::BulkRow;
pub use input::{BookingInput, CancelInput, CompletionInput};
pub use list::{AppointmentFilter, AppointmentList};
pub use sheet::{AppointmentAbilities, AppointmentSheet};

/// What a booking would be told, without booking anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingCheck {
    /// The studio's time zone, in which moments are shown.
    pub zone: StudioZone,
    /// When it would be, once all that was left out is filled in.
    pub span: studio_domain::TimeSpan,
    /// What stands in the way: with anything here it can't be booked.
    pub conflicts: Vec<Conflict>,
    /// What has to be confirmed.
    pub warnings: Vec<BookingWarning>,
}

/// What stands in the way of a booking that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The studio's time zone, in which moments are told.
    pub zone: StudioZone,
    /// Everything that stands in the way, at least one.
    pub conflicts: Vec<Conflict>,
}
