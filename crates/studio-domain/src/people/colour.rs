//! The colours of artists in the agenda.

use super::checked_text;
use crate::{Invalid, Rule};

/// A colour as `#rrggbb` in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour(String);

impl Colour {
    /// Reads `#rrggbb` in any case.
    ///
    /// # Errors
    /// [`Rule::Form`] `colour` on `colour`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let colour = raw.trim().to_ascii_lowercase();
        if channels(&colour).is_some() {
            Ok(Self(colour))
        } else {
            Err(Invalid::new("colour", Rule::Form { what: "colour" }))
        }
    }

    /// Red, green and blue.
    pub fn rgb(&self) -> [u8; 3] {
        channels(&self.0).unwrap_or_default()
    }
}

fn channels(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some([red, green, blue])
}

checked_text!(Colour);

/// A colour that is offered to artists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaletteColour {
    /// The stable name, for which the languages have words.
    pub name: &'static str,
    /// The colour, `#rrggbb`.
    pub hex: &'static str,
}

impl PaletteColour {
    /// The colour as a value.
    pub fn colour(&self) -> Colour {
        Colour(self.hex.to_owned())
    }
}

/// The colours offered to artists. White text stands on each with a contrast of at least 4.5, and each stands on the
/// dark theme's ground with at least 3; no two are close to each other.
pub const PALETTE: [PaletteColour; 12] = [
    PaletteColour { name: "brick", hex: "#b8442e" },
    PaletteColour { name: "rust", hex: "#a8560f" },
    PaletteColour { name: "ochre", hex: "#8a6800" },
    PaletteColour { name: "olive", hex: "#667510" },
    PaletteColour { name: "leaf", hex: "#3b7d2e" },
    PaletteColour { name: "jade", hex: "#127d5c" },
    PaletteColour { name: "teal", hex: "#0f7a86" },
    PaletteColour { name: "azure", hex: "#1d70b4" },
    PaletteColour { name: "indigo", hex: "#5a61c9" },
    PaletteColour { name: "violet", hex: "#8a4fc0" },
    PaletteColour { name: "rose", hex: "#bd3a74" },
    PaletteColour { name: "slate", hex: "#64707c" },
];
