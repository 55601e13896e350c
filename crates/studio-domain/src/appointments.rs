//! Appointments: their vocabulary, and the rules that need nothing but values.

mod chain;
mod moments;
mod rules;
mod steps;
mod warnings;

use crate::coded::coded;

pub use chain::{session_number, session_numbers};
pub use moments::{booked_span, read_moment};
pub use rules::{LATE_AFTER, LONGEST, SHORTEST, check_length, is_late, within_notice};
pub use warnings::{BookingFacts, HouseRules, booking_warnings};

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

    /// What is done to an appointment as a whole.
    AppointmentStep("step") {
        /// Agree on it.
        Confirm = "confirm",
        /// Put it back to awaiting confirmation.
        Unconfirm = "unconfirm",
        /// The client is here.
        Arrive = "arrive",
        /// Work begins.
        Start = "start",
        /// It is done.
        Complete = "complete",
        /// The client did not come.
        NoShow = "no_show",
        /// Call it off.
        Cancel = "cancel",
        /// Take back that it was called off or missed.
        Reopen = "reopen",
    }

    /// Who called an appointment off.
    CancelledBy("cancelled_by") {
        /// The client.
        Client = "client",
        /// The artist.
        Artist = "artist",
        /// The studio.
        Studio = "studio",
    }

    /// Which of two moments that a wall clock showed alike.
    WhichHour("which") {
        /// The earlier.
        First = "first",
        /// The later.
        Second = "second",
    }

    /// What a booking is asked about once more before it is saved.
    BookingWarning("warning") {
        /// The studio is closed then.
        OutsideOpening = "outside_opening",
        /// The artist does not work then.
        OutsideHours = "outside_hours",
        /// It begins before now.
        InPast = "in_past",
        /// The client is under age on that day, and nobody who answers is named with a phone.
        MinorWithoutGuardian = "minor_without_guardian",
        /// The client was never asked about health.
        ScreeningMissing = "screening_missing",
        /// The client's answers about health will be too old.
        ScreeningStale = "screening_stale",
    }

    /// What a booking is refused for.
    ConflictKind("conflict") {
        /// The artist has another appointment.
        ArtistBooked = "artist_booked",
        /// The artist's time is blocked.
        ArtistBlocked = "artist_blocked",
        /// The client has another appointment.
        ClientBooked = "client_booked",
        /// The artist can't be booked at all.
        ArtistInactive = "artist_inactive",
        /// The client's record is archived.
        ClientArchived = "client_archived",
    }
}
