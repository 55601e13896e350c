//! Which step leads from which status to which.

use super::{AppointmentStatus, AppointmentStep};

impl AppointmentStatus {
    /// Whether it lies ahead as far as its status goes: only such ones can be a client's next.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Confirmed)
    }

    /// Whether its time is taken, so that nobody else has it.
    pub const fn takes_time(self) -> bool {
        matches!(self, Self::Pending | Self::Confirmed | Self::Completed)
    }

    /// The status after a step; `None`: the step can't be taken from here. A step that is taken already leads to where it led.
    #[must_use]
    pub const fn after(self, step: AppointmentStep) -> Option<Self> {
        use AppointmentStep as Step;
        match (step, self.is_open()) {
            (Step::Confirm, true) => Some(Self::Confirmed),
            (Step::Unconfirm, true) => Some(Self::Pending),
            (Step::Arrive | Step::Start, true) => Some(self),
            (Step::Complete, true) => Some(Self::Completed),
            (Step::NoShow, true) => Some(Self::NoShow),
            (Step::Cancel, true) => Some(Self::Cancelled),
            (Step::Reopen, false) if !matches!(self, Self::Completed) => Some(Self::Confirmed),
            _ => None,
        }
    }
}
