//! The languages, and the one list of their message files.

use std::ffi::OsString;
use std::fmt;

/// The variables that name a terminal's language, the strongest first.
const TERMINAL: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// Declares the languages and embeds their files. A further language is a folder under `messages/` with the
/// same files, and a line where this is called.
macro_rules! languages {
    ($($(#[$doc:meta])* $id:ident $code:literal $name:literal),+ $(,)?) => {
        /// A language that the product speaks.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Lang {
            $($(#[$doc])* $id),+
        }

        impl Lang {
            /// Every language, the one to start with first.
            pub const ALL: &'static [Self] = &[$(Self::$id),+];

            /// The two-letter code, as settings and the `lang` attribute of pages have it.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$id => $code),+ }
            }

            /// The language's name for itself, for a list to choose from.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$id => $name),+ }
            }

            /// The text of every message file.
            pub(crate) const fn sources(self) -> &'static [&'static str] {
                match self {
                    $(Self::$id => &[
                        include_str!(concat!("../messages/", $code, "/appointments.ftl")),
                        include_str!(concat!("../messages/", $code, "/agenda.ftl")),
                        include_str!(concat!("../messages/", $code, "/booking.ftl")),
                        include_str!(concat!("../messages/", $code, "/attachments.ftl")),
                        include_str!(concat!("../messages/", $code, "/cli.ftl")),
                        include_str!(concat!("../messages/", $code, "/consents.ftl")),
                        include_str!(concat!("../messages/", $code, "/errors.ftl")),
                        include_str!(concat!("../messages/", $code, "/exchange.ftl")),
                        include_str!(concat!("../messages/", $code, "/fields.ftl")),
                        include_str!(concat!("../messages/", $code, "/health.ftl")),
                        include_str!(concat!("../messages/", $code, "/help.ftl")),
                        include_str!(concat!("../messages/", $code, "/import.ftl")),
                        include_str!(concat!("../messages/", $code, "/kinds.ftl")),
                        include_str!(concat!("../messages/", $code, "/log.ftl")),
                        include_str!(concat!("../messages/", $code, "/merging.ftl")),
                        include_str!(concat!("../messages/", $code, "/pages.ftl")),
                        include_str!(concat!("../messages/", $code, "/permissions.ftl")),
                        include_str!(concat!("../messages/", $code, "/record.ftl")),
                        include_str!(concat!("../messages/", $code, "/photos.ftl")),
                        include_str!(concat!("../messages/", $code, "/portfolio.ftl")),
                        include_str!(concat!("../messages/", $code, "/planning.ftl")),
                        include_str!(concat!("../messages/", $code, "/rules.ftl")),
                        include_str!(concat!("../messages/", $code, "/server.ftl")),
                        include_str!(concat!("../messages/", $code, "/settings.ftl")),
                        include_str!(concat!("../messages/", $code, "/setup.ftl")),
                        include_str!(concat!("../messages/", $code, "/web.ftl")),
                    ],)+
                }
            }
        }
    };
}

languages! {
    /// English.
    En "en" "English",
    /// Spanish, as it is understood in Latin America and in Spain.
    Es "es" "Español",
}

impl Lang {
    /// The language of a tag such as `es`, `es-MX` or `es_ES.UTF-8`, of which only the first part counts.
    /// Nothing for a language that the product does not speak, `C` and `POSIX` too.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let first = tag.trim().split(['-', '_', '.', '@']).next()?;
        Self::ALL.iter().copied().find(|lang| lang.code().eq_ignore_ascii_case(first))
    }

    /// The language of a terminal, by its environment. Of several variables the strongest alone counts, as everywhere; `C` and languages
    /// without messages say nothing.
    #[must_use]
    pub fn of_terminal(variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        let tag = TERMINAL.iter().find_map(|name| variable(name).filter(|value| !value.is_empty()))?;
        Self::parse(tag.to_str()?)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
