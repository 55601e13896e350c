//! Corrections: what somebody who may not change a client's record says is wrong with it.

use crate::coded::coded;

coded! {
    /// A field of a client's record that a correction can be about: what everybody sees on the card. Guardian and pinned note are not among
    /// them: whoever sees that they are wrong may change them.
    CorrectionField("field") {
        /// Full name.
        Name = "name",
        /// Phone.
        Phone = "phone",
        /// Mail address.
        Email = "email",
        /// Instagram name.
        Instagram = "instagram",
        /// Date of birth.
        BirthDate = "birth_date",
        /// Gender.
        Gender = "gender",
        /// Street address.
        Address = "address",
        /// City.
        City = "city",
        /// State or province.
        State = "state",
        /// Preferred artist, by name.
        PreferredArtist = "preferred_artist_id",
        /// Tattoo styles, with commas between them.
        Styles = "styles",
        /// Placements of interest, with commas between them.
        Placements = "placements",
        /// How they found the studio.
        Source = "source",
        /// More about that.
        SourceDetail = "source_detail",
        /// Name of the emergency contact.
        EmergencyName = "emergency_name",
        /// Relationship of the emergency contact.
        EmergencyRelationship = "emergency_relationship",
        /// Phone of the emergency contact.
        EmergencyPhone = "emergency_phone",
    }

    /// What became of a correction.
    CorrectionOutcome("outcome") {
        /// The record says it now.
        Applied = "applied",
        /// The record stays as it is.
        Declined = "declined",
    }
}
