//! Row ids and row versions: a number that cannot be mistaken for another kind of number.

use crate::{Invalid, Rule};
use std::fmt;
use std::str::FromStr;

/// Reads a positive whole number without sign, blanks or leading zeros, so that one id has one spelling in addresses.
fn positive(raw: &str) -> Result<i64, Invalid> {
    let canonical = !raw.starts_with('0') && raw.bytes().all(|b| b.is_ascii_digit());
    if !canonical {
        return Err(Invalid::form("id", "id"));
    }
    raw.parse().map_err(|_cause| Invalid { field: "id", rule: Rule::Form { what: "id" } })
}

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// Wraps a number that comes from storage; nothing is checked.
            pub const fn new(raw: i64) -> Self {
                Self(raw)
            }

            /// The plain number.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = Invalid;

            /// Reads a positive whole number written in digits only, without leading zeros.
            fn from_str(raw: &str) -> Result<Self, Invalid> {
                positive(raw).map(Self)
            }
        }
    )+};
}

numbers! {
    /// An artist's profile.
    ArtistId;
    /// An account that signs in.
    UserId;
    /// A signed-in browser or terminal.
    SessionId;
    /// A short time in which locked actions are open.
    ElevationId;
    /// A one-time link by which an account gets its password.
    InvitationId;
    /// A person who gets tattooed.
    ClientId;
    /// Reserved time of one artist for one client.
    AppointmentId;
    /// A picture or paper of an appointment.
    AppointmentFileId;
    /// A dated text about a client.
    NoteId;
    /// What somebody says is wrong with a client's record.
    CorrectionId;
    /// One consent event.
    ConsentId;
    /// One version of the text of a consent.
    ConsentTextId;
    /// One look at a document that says how old somebody is.
    AgeCheckId;
    /// One answered health questionnaire.
    ScreeningId;
    /// A picture of an artist's work.
    PortfolioItemId;
    /// Time in which an artist can't be booked.
    BlockId;
    /// Blocks that repeat every week.
    SeriesId;
    /// An address under which a calendar reads an artist's agenda.
    FeedId;
    /// Something that the studio does, with its usual length and price.
    ServiceId;
    /// How often a row was saved; a save names the version it was made from, and an older one is refused.
    Version;
}

impl Version {
    /// The version of a row that was just made.
    pub const FIRST: Self = Self(1);

    /// The version after a save. Stays where it is at the end of the number range.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}
