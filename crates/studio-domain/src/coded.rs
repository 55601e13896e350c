//! Closed vocabularies: each word has a stable code that is stored, sent and translated by.

/// Declares an enumeration with `ALL`, `code()` and a strict `parse()`.
macro_rules! coded {
    ($($(#[$doc:meta])* $name:ident($field:literal) { $($(#[$word_doc:meta])* $word:ident = $code:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$word_doc])* $word,)+ }

        impl $name {
            /// All of them, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$word,)+];

            /// Stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$word => $code,)+ }
            }

            /// Reads a code.
            ///
            /// # Errors
            #[doc = concat!("On `", $field, "`: [`Rule::Empty`](crate::Rule::Empty), [`Rule::Unknown`](crate::Rule::Unknown).")]
            pub fn parse(raw: &str) -> Result<Self, crate::Invalid> {
                let raw = raw.trim();
                if raw.is_empty() {
                    return Err(crate::Invalid::new($field, crate::Rule::Empty));
                }
                Self::ALL.iter().copied().find(|word| word.code() == raw).ok_or_else(|| {
                    crate::Invalid::new($field, crate::Rule::Unknown { given: raw.chars().take(60).collect() })
                })
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    )+};
}
pub(crate) use coded;
