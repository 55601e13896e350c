//! The vocabulary of appointments.

use crate::coded::coded;

coded! {
    /// How things stand with an appointment.
    AppointmentStatus("status") {
        /// Awaiting confirmation.
        Pending = "pending",
        /// Agreed.
        Confirmed = "confirmed",
        /// Done; final.
        Completed = "completed",
        /// The client did not come.
        NoShow = "no_show",
        /// Called off.
        Cancelled = "cancelled",
    }
}

impl AppointmentStatus {
    /// Whether it lies ahead as far as its status goes: only such ones can be a client's next.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Confirmed)
    }
}
