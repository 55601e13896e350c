//! The vocabulary of consents: events that say who agreed to what, when and how.

use crate::coded::coded;

coded! {
    /// What is agreed to, each apart from the others.
    ConsentKind("consent") {
        /// Informed consent to the tattoo; needed before a session is completed.
        Informed = "informed",
        /// Use of images of the work.
        ImageUse = "image_use",
        /// Keeping the data.
        DataPrivacy = "data_privacy",
        /// Being reminded of appointments.
        Reminders = "reminders",
        /// Being told of offers.
        Promotions = "promotions",
    }

    /// What was said.
    ConsentAct("act") {
        /// Yes.
        Given = "given",
        /// No.
        Declined = "declined",
        /// No longer.
        Withdrawn = "withdrawn",
    }

    /// How it was recorded.
    ConsentManner("manner") {
        /// On a paper form.
        Paper = "paper",
        /// Signed on the screen.
        Screen = "screen",
        /// Said at the desk.
        Spoken = "spoken",
        /// Before the studio moved to this program; without signature.
        BeforeMove = "before_move",
    }
}
