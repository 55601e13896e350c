//! One macro for the closed vocabularies: an enumeration, its stable codes and their strict reader.

/// Declares an enumeration whose values have stable codes.
///
/// `parse` is strict on purpose: no trimming, no other case, no fallback value. A code that is not known
/// gives `None`, so that whoever reads one from outside has to say what happens then.
macro_rules! coded {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$doc:meta])* $id:ident = $code:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name {
            $( $(#[$doc])* #[doc = concat!("\n\nCode: `", $code, "`.")] $id, )+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$id),+];

            /// The stable code: what is stored, logged, sent and used as the key of a translation.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $( Self::$id => $code, )+
                }
            }

            /// Reads a code exactly as [`code`](Self::code) writes it; anything else is `None`.
            #[must_use]
            pub fn parse(code: &str) -> Option<Self> {
                match code {
                    $( $code => Some(Self::$id), )+
                    _ => None,
                }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                out.pad(self.code())
            }
        }
    };
}
