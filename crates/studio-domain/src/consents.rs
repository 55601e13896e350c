//! Consents: events that say who agreed to what, when and how, and what follows from them.

mod defaults;
mod gate;
mod hash;
mod signature;
mod state;
mod validity;

use crate::coded::coded;

pub use gate::{ClientFacts, Missing, missing_to_complete};
pub use hash::TextHash;
pub use signature::Signature;
pub use state::{ConsentFact, ConsentState, Lapse, Occasion, Standing, consent_state};
pub use validity::ConsentValidity;

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

    /// Who gave the answer.
    ConsentSigner("signer") {
        /// The client.
        Client = "client",
        /// The guardian of a client under age.
        Guardian = "guardian",
    }

    /// The document on which an age was checked.
    AgeDocument("document") {
        /// An identity card.
        IdentityCard = "identity_card",
        /// A passport.
        Passport = "passport",
        /// A driving licence.
        DrivingLicence = "driving_licence",
        /// A residence permit.
        ResidencePermit = "residence_permit",
        /// Another document with a photo.
        Other = "other",
    }
}
