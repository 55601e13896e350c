//! Names and other short texts, each with its own limits.

use super::checked_text;
use crate::fold::fold_letters;
use crate::text::{block, line};
use crate::{Invalid, Rule};

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $clean:ident($field:literal, $min:literal, $max:literal);)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The greatest number of characters.
            pub const MAX: usize = $max;

            #[doc = concat!("Cleans and measures the text as [`text::", stringify!($clean), "()`](crate::text::",
                stringify!($clean), "()), ", stringify!($min), " to ", stringify!($max), " characters.")]
            ///
            /// # Errors
            #[doc = concat!("On `", $field, "`, as the cleaning says.")]
            pub fn parse(raw: &str) -> Result<Self, Invalid> {
                $clean($field, raw, $min, $max).map(Self)
            }
        }

        checked_text!($name);
    )+};
}

texts! {
    /// The full name of a client, a person with an account, a guardian or an emergency contact.
    PersonName = line("name", 1, 120);
    /// The name under which an artist works.
    ArtistName = line("name", 1, 80);
    /// What an artist says about the own work; may be empty.
    Bio = block("bio", 0, 4000);
    /// A tattoo style, an entry of an editable list.
    Style = line("style", 1, 60);
    /// A place on the body, an entry of an editable list.
    Placement = line("placement", 1, 60);
    /// A short answer in own words: city, state, gender, relationship, where a client heard of the studio.
    ShortText = line("text", 1, 120);
    /// Street and number, with whatever else the post needs.
    StreetAddress = line("address", 1, 200);
    /// The one line that is always seen beside a client's name.
    PinnedNote = line("pinned_note", 1, 200);
    /// Why something was done: a cancellation, a refund, a difference in the drawer.
    Reason = line("reason", 1, 500);
    /// The text of a note about a client or an appointment.
    NoteText = block("text", 1, 10_000);
    /// The text of a consent that clients read and sign.
    ConsentText = block("text", 1, 20_000);
}

/// The name by which an account signs in: 3 to 40 letters, digits and `. _ -`, at least one of them a letter or digit.
///
/// Letters of any script are fine. Kept as typed; two names are the same if their [`UserName::key`] is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserName(String);

impl UserName {
    /// The smallest number of characters.
    pub const MIN: usize = 3;
    /// The greatest number of characters.
    pub const MAX: usize = 40;

    /// Checks a user name; blanks around it are dropped.
    ///
    /// # Errors
    /// On `user_name`: [`Rule::Form`] `user_name`, or the length and the characters as [`line()`] says.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let name = line("user_name", raw, Self::MIN, Self::MAX)?;
        let allowed = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'));
        if allowed && name.contains(char::is_alphanumeric) {
            Ok(Self(name))
        } else {
            Err(Invalid::new("user_name", Rule::Form { what: "user_name" }))
        }
    }

    /// What is unique among accounts: the name without case and accents, punctuation kept, so that `Jose` can't sign in
    /// beside `josé`, while `ana.b` and `ana-b` are two people.
    pub fn key(&self) -> String {
        Self::key_of(&self.0)
    }

    /// The key of a name as it was typed at sign-in, without checking it.
    pub fn key_of(raw: &str) -> String {
        fold_letters(raw.trim())
    }
}

checked_text!(UserName);
