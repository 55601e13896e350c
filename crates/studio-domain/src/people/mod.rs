//! What is known about people: names, ways to reach them, dates of birth, colours.

mod birth;
mod colour;
mod contact;
mod names;
mod phone;

pub use birth::BirthDate;
pub use colour::{Colour, PALETTE, PaletteColour};
pub use contact::{Email, Instagram};
pub use names::{
    ArtistName, Bio, ConsentText, NoteText, PersonName, PinnedNote, Placement, Reason, ShortText,
    StreetAddress, Style, UserName,
};
pub(crate) use phone::is_phone_mark;
pub use phone::{Phone, is_region, regions};

/// Gives a type that wraps checked text what all of them have; the type itself writes `parse`.
macro_rules! checked_text {
    ($name:ident) => {
        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, taken out.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::Invalid;

            fn from_str(raw: &str) -> Result<Self, crate::Invalid> {
                Self::parse(raw)
            }
        }
    };
}
pub(crate) use checked_text;
