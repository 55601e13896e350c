//! The macro that declares a table of actions, for the studio's own table and for other programs'.

use crate::{Column, Grant};

/// Declares an enumeration of actions together with their codes, grants and descriptions.
///
/// Each row reads `Identifier = "code", [admin assistant artist], "what it allows";` where the three words
/// are values of [`Grant`]. The result has `ALL`, `COUNT`, `code()`, `parse()`, `does()`, `index()` and
/// `standard(role)`, the grant that the row gives to a role; [`decide_cell`](crate::decide_cell) turns
/// that grant into a decision.
///
/// ```
/// use studio_policy::{Actor, Decision, Ownership, Role, Why, decide_cell};
///
/// studio_policy::actions! {
///     /// What people do at the kiln of a pottery.
///     pub enum Job {
///         KilnView = "kiln.view", [Allow Allow Allow], "See when the kiln is free";
///         KilnFire = "kiln.fire", [Allow Locked Own], "Fire the kiln";
///     }
/// }
///
/// let potter = Actor::Person { role: Role::Artist, linked: true, elevation: None };
/// let fire = Job::parse("kiln.fire").ok_or("unknown action")?;
/// let decision = decide_cell(fire.standard(Role::Artist), &potter, Ownership::Theirs, 0);
/// assert_eq!(decision, Decision::Refuse(Why::NotOwner));
/// # Ok::<(), &str>(())
/// ```
///
/// A table that cannot mean anything does not compile. `own` speaks of an artist's rows, so it is no grant
/// for an assistant:
///
/// ```compile_fail
/// studio_policy::actions! {
///     /// Wrong: only the third column can be `Own`.
///     pub enum Job { KilnFire = "kiln.fire", [Allow Own Own], "Fire the kiln"; }
/// }
/// ```
///
/// and two actions never share a code:
///
/// ```compile_fail
/// studio_policy::actions! {
///     /// Wrong: one code, two actions.
///     pub enum Job {
///         KilnView = "kiln.view", [Allow Allow Allow], "See when the kiln is free";
///         KilnFire = "kiln.view", [Allow Locked Own], "Fire the kiln";
///     }
/// }
/// ```
#[macro_export]
macro_rules! actions {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $( $id:ident = $code:literal, [$admin:ident $assistant:ident $artist:ident], $does:literal; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        $vis enum $name {
            $( #[doc = concat!($does, ".\n\nCode: `", $code, "`.")] $id, )+
        }

        impl $name {
            /// Every action, in the order of the table.
            $vis const ALL: &'static [Self] = &[$(Self::$id),+];

            /// How many actions there are.
            $vis const COUNT: usize = Self::ALL.len();

            /// The stable code: what is stored, logged and sent.
            #[must_use]
            $vis const fn code(self) -> &'static str {
                match self {
                    $( Self::$id => $code, )+
                }
            }

            /// Reads a code exactly as `code` writes it. An unknown code is `None`: it names no action, so
            /// there is nothing to decide about.
            #[must_use]
            $vis fn parse(code: &str) -> Option<Self> {
                match code {
                    $( $code => Some(Self::$id), )+
                    _ => None,
                }
            }

            /// What the action allows, in English, without a full stop.
            #[must_use]
            $vis const fn does(self) -> &'static str {
                match self {
                    $( Self::$id => $does, )+
                }
            }

            /// The position in `ALL`. It changes when a row is added, so it is never stored; the code is.
            #[must_use]
            #[inline]
            $vis const fn index(self) -> usize {
                self as usize
            }

            /// The grant that the table gives to a role.
            #[must_use]
            $vis const fn standard(self, role: $crate::Role) -> $crate::Grant {
                match (self, role) {
                    $(
                        (Self::$id, $crate::Role::Admin) => $crate::Grant::$admin,
                        (Self::$id, $crate::Role::Assistant) => $crate::Grant::$assistant,
                        (Self::$id, $crate::Role::Artist) => $crate::Grant::$artist,
                    )+
                }
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, out: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                out.pad(self.code())
            }
        }

        const _: () = {
            $(
                assert!(
                    $crate::lawful_cell($crate::Column::Admin, $crate::Grant::$admin)
                        && $crate::lawful_cell($crate::Column::Assistant, $crate::Grant::$assistant)
                        && $crate::lawful_cell($crate::Column::Artist, $crate::Grant::$artist),
                    concat!("`", $code, "`: `Own` is a grant for artists, `Locked` one for assistants")
                );
            )+
            assert!($crate::codes_are_distinct(&[$($code),+]), "two actions have the same code");
        };
    };
}

/// Whether a grant can stand in a column: `own` only for the artist, `locked` only for the assistant,
/// `allow` and `deny` everywhere.
#[must_use]
pub const fn lawful_cell(column: Column, grant: Grant) -> bool {
    match grant {
        Grant::Allow | Grant::Deny => true,
        Grant::Own => matches!(column, Column::Artist),
        Grant::Locked => matches!(column, Column::Assistant),
    }
}

/// Whether no two of the codes are equal. For the check that [`actions!`](crate::actions) makes while
/// compiling.
#[must_use]
pub const fn codes_are_distinct(codes: &[&str]) -> bool {
    let mut rest = codes;
    while let [first, tail @ ..] = rest {
        let mut others = tail;
        while let [other, more @ ..] = others {
            if same_bytes(first.as_bytes(), other.as_bytes()) {
                return false;
            }
            others = more;
        }
        rest = tail;
    }
    true
}

/// Equality of byte strings: `==` on slices cannot run while compiling.
const fn same_bytes(mut left: &[u8], mut right: &[u8]) -> bool {
    loop {
        match (left, right) {
            ([], []) => return true,
            ([a, more_left @ ..], [b, more_right @ ..]) if *a == *b => {
                left = more_left;
                right = more_right;
            }
            _ => return false,
        }
    }
}
