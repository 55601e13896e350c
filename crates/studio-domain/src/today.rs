//! How the appointments of a day stand to each other, and what remains to be done about each.

use crate::appointments::is_late;
use crate::coded::coded;
use crate::{AppointmentStatus, Timestamp};

coded! {
    /// Where an appointment of today stands in the course of the day.
    DayPlace("place") {
        /// The client is expected and has not come in time.
        Late = "late",
        /// The client is here.
        Here = "here",
        /// It lies ahead.
        Next = "next",
        /// Its time is over, and nobody said what became of it.
        Over = "over",
        /// It came to an end, one way or another.
        Done = "done",
    }

    /// What remains to be done about an appointment.
    Remaining("remaining") {
        /// Say what became of it.
        Complete = "complete",
        /// Give the aftercare text.
        Aftercare = "aftercare",
        /// Write a note about the session.
        Note = "note",
        /// Keep a picture of the work.
        Photos = "photos",
        /// Find a time for what comes next.
        FollowUp = "follow_up",
    }
}

/// What the course of the day looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayFacts {
    /// How things stand with it.
    pub status: AppointmentStatus,
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
    /// When the client came.
    pub arrived_at: Option<Timestamp>,
    /// Whether a note was written about it; `None`: nobody may know.
    pub noted: Option<bool>,
    /// Whether there is a picture of the work, here or in a portfolio.
    pub pictured: bool,
    /// Whether there is an aftercare text that was not given.
    pub aftercare_due: bool,
    /// Whether the client comes again.
    pub comes_again: bool,
}

impl DayFacts {
    /// Where it stands now.
    pub fn place(&self, now: Timestamp) -> DayPlace {
        match (self.status.is_open(), self.arrived_at) {
            (false, _) => DayPlace::Done,
            (true, Some(_)) => DayPlace::Here,
            (true, None) if now >= self.ends_at => DayPlace::Over,
            (true, None) if is_late(self.status, self.starts_at, None, now) => DayPlace::Late,
            (true, None) => DayPlace::Next,
        }
    }

    /// What remains to be done, in the order in which it is done.
    pub fn remaining(&self, now: Timestamp) -> Vec<Remaining> {
        let completed = self.status == AppointmentStatus::Completed;
        [
            (Remaining::Complete, self.status.is_open() && now >= self.ends_at),
            (Remaining::Aftercare, completed && self.aftercare_due),
            (Remaining::Note, completed && self.noted == Some(false)),
            (Remaining::Photos, completed && !self.pictured),
            (Remaining::FollowUp, completed && !self.comes_again),
        ]
        .into_iter()
        .filter_map(|(what, is_so)| is_so.then_some(what))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const START: Timestamp = Timestamp::from_millis(1_790_000_000_000);

    fn facts(status: AppointmentStatus) -> DayFacts {
        DayFacts {
            status,
            starts_at: START,
            ends_at: START.plus(Duration::from_secs(3_600)),
            arrived_at: None,
            noted: Some(false),
            pictured: false,
            aftercare_due: true,
            comes_again: false,
        }
    }

    #[test]
    fn an_appointment_goes_through_its_day() {
        use AppointmentStatus as Status;
        let open = facts(Status::Confirmed);
        let here = DayFacts { arrived_at: Some(START), ..open };
        for (facts, minutes, place) in [
            (open, -30_i64, DayPlace::Next),
            (open, 9, DayPlace::Next),
            (open, 10, DayPlace::Late),
            (open, 59, DayPlace::Late),
            (open, 60, DayPlace::Over),
            (here, -5, DayPlace::Here),
            (here, 90, DayPlace::Here),
            (facts(Status::Pending), 10, DayPlace::Late),
            (facts(Status::Completed), 10, DayPlace::Done),
            (facts(Status::NoShow), 10, DayPlace::Done),
            (facts(Status::Cancelled), -10, DayPlace::Done),
        ] {
            let now = Timestamp::from_millis(START.millis() + minutes * 60_000);
            assert_eq!(facts.place(now), place, "{facts:?} {minutes}");
        }
    }

    #[test]
    fn what_remains_follows_from_how_it_ended() {
        use AppointmentStatus as Status;
        let after = START.plus(Duration::from_secs(3_600));
        assert_eq!(facts(Status::Confirmed).remaining(START), []);
        assert_eq!(facts(Status::Confirmed).remaining(after), [Remaining::Complete]);
        let completed = facts(Status::Completed);
        let all = [Remaining::Aftercare, Remaining::Note, Remaining::Photos, Remaining::FollowUp];
        assert_eq!(completed.remaining(after), all);
        let cared = DayFacts { aftercare_due: false, ..completed };
        assert_eq!(cared.remaining(after), all[1..]);
        let pictured = DayFacts { pictured: true, ..cared };
        assert_eq!(pictured.remaining(after), [Remaining::Note, Remaining::FollowUp]);
        let done = DayFacts { noted: Some(true), comes_again: true, ..pictured };
        assert_eq!(done.remaining(after), []);
        let unseen = DayFacts { noted: None, ..pictured };
        assert_eq!(unseen.remaining(after), [Remaining::FollowUp]);
        assert_eq!(facts(Status::NoShow).remaining(after), []);
        assert_eq!(facts(Status::Cancelled).remaining(after), []);
    }
}
