//! The languages the texts exist in, and the themes pages are shown in.

use crate::Invalid;
use std::fmt;

/// A language of the user interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English, code `en`.
    En,
    /// Spanish, code `es`.
    Es,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// The ISO 639 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// Reads a code in any case; a region behind it (`es-MX`, `en_GB`) is ignored.
    ///
    /// # Errors
    /// [`Rule::Form`](crate::Rule::Form) `language` for a language without texts.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let raw = raw.trim();
        let code = raw.split_once(['-', '_']).map_or(raw, |(code, _region)| code);
        Self::ALL
            .into_iter()
            .find(|language| code.eq_ignore_ascii_case(language.code()))
            .ok_or(Invalid::form("language", "language"))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// How pages are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Theme {
    /// Dark on light, code `light`.
    Light,
    /// Light on dark, code `dark`.
    Dark,
    /// As the person's device says, code `system`.
    System,
}

impl Theme {
    /// All themes.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::System];

    /// The codes of all themes.
    pub const CODES: [&str; 3] = ["light", "dark", "system"];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::System => "system",
        }
    }

    /// Reads a code in any case.
    ///
    /// # Errors
    /// [`Rule::Form`](crate::Rule::Form) `theme`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let raw = raw.trim();
        Self::ALL
            .into_iter()
            .find(|theme| raw.eq_ignore_ascii_case(theme.code()))
            .ok_or(Invalid::form("theme", "theme"))
    }
}

impl fmt::Display for Theme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
