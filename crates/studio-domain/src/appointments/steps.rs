//! Which step leads from which status to which.

use chrono::NaiveDate;

use super::{AppointmentStatus, AppointmentStep};

impl AppointmentStep {
    /// Whether it is proposed on a day for an appointment that begins on another: nobody arrives, begins or is missed before the day has
    /// come. Whoever says so all the same is believed.
    #[must_use]
    pub fn is_due(self, starts_on: NaiveDate, today: NaiveDate) -> bool {
        !matches!(self, Self::Arrive | Self::Start | Self::NoShow) || starts_on <= today
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_arrives_begins_or_is_missed_before_the_day() {
        let day = |number| NaiveDate::from_ymd_opt(2026, 11, number).unwrap();
        for step in AppointmentStep::ALL.iter().copied() {
            let of_the_day =
                matches!(step, AppointmentStep::Arrive | AppointmentStep::Start | AppointmentStep::NoShow);
            assert_eq!(step.is_due(day(23), day(22)), !of_the_day, "{step}");
            assert!(step.is_due(day(22), day(22)) && step.is_due(day(21), day(22)), "{step}");
        }
    }
}
