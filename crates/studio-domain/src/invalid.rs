//! What is wrong with a value: a field and a rule, as codes; the words for people live in another crate.

use std::fmt;

/// One value that breaks one rule.
///
/// `Display` is plain English for logs and for the terminal of an operator. Messages for the people of a studio are
/// made from [`Rule::code`] and [`Rule::params`] in their language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {rule}")]
pub struct Invalid {
    /// The field as forms, the API and CSV headers name it, for example `email` or `studio.time_zone`.
    pub field: &'static str,
    /// The rule that was broken.
    pub rule: Rule,
}

impl Invalid {
    /// Says that `field` breaks `rule`.
    pub const fn new(field: &'static str, rule: Rule) -> Self {
        Self { field, rule }
    }

    /// Says that `field` has not the form of a `what` (see [`Rule::Form`]).
    pub const fn form(field: &'static str, what: &'static str) -> Self {
        Self { field, rule: Rule::Form { what } }
    }

    /// The same complaint about another field: a guardian's phone is checked as a phone and reported as
    /// `guardian_phone`.
    #[must_use]
    pub fn at(self, field: &'static str) -> Self {
        Self { field, ..self }
    }
}

/// Declares [`Rule`] together with the codes, so that no rule is left without one.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident $({ $($(#[$field_doc:meta])* $field:ident: $type:ty),+ })? = $code:literal,)+) => {
        /// Why a value is refused.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Rule {
            $($(#[$doc])* $name $({ $($(#[$field_doc])* $field: $type),+ })?,)+
        }

        impl Rule {
            /// The codes of all rules, in the order of their declaration.
            pub const CODES: &[&str] = &[$($code),+];

            /// The stable code of the rule, in snake case.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$name $({ $($field: _),+ })? => $code,)+ }
            }

            /// What a message about the rule may mention, by name.
            pub fn params(&self) -> Vec<(&'static str, String)> {
                match self {
                    $(Self::$name $({ $($field),+ })? => vec![$($((stringify!($field), $field.to_string())),+)?],)+
                }
            }
        }
    };
}

rules! {
    /// Nothing was given where something is needed.
    Empty = "empty",
    /// Fewer characters than the field needs.
    TooShort {
        /// The least number of characters.
        min: usize,
        /// The number of characters given.
        got: usize
    } = "too_short",
    /// More characters than the field holds.
    TooLong {
        /// The greatest number of characters.
        max: usize,
        /// The number of characters given.
        got: usize
    } = "too_long",
    /// A character that has no shape of its own: a control, a change of writing direction, an invisible one.
    ControlCharacter {
        /// Which character it is, counted from 1.
        at: usize
    } = "control_character",
    /// The text has not the form of what the field holds.
    Form {
        /// What was expected: `email`, `phone`, `instagram`, `date`, `time`, `time_zone`, `currency`, `country`,
        /// `colour`, `user_name`, `money`, `number`, `language`, `theme`, `weekday`, `hours`, `id`, `signature`, `text_hash`, `row`, `slug`,
        /// `columns`.
        what: &'static str
    } = "form",
    /// A number below or above what is allowed.
    OutOfRange {
        /// The smallest allowed number.
        min: i64,
        /// The greatest allowed number.
        max: i64
    } = "out_of_range",
    /// Not one of the choices.
    Unknown {
        /// What was given instead.
        given: String
    } = "unknown",
    /// Not on the studio's list of what can be chosen.
    NotOnList {
        /// What was given instead.
        given: String
    } = "not_on_list",
    /// The end does not come after the start.
    EndBeforeStart = "end_before_start",
    /// Two stretches of time lie over each other.
    Overlap = "overlap",
    /// A date that has not come yet.
    InFuture = "in_future",
    /// The field may not be left out here.
    Required = "required",
    /// The field may not be given here.
    NotAllowed = "not_allowed",
    /// The record itself, where another one was to be named.
    SameRecord = "same_record",
    /// A password that stands on the lists of the most common ones.
    Common = "common",
    /// A password that contains the user name.
    ContainsName = "contains_name",
    /// A name that was to be typed again, and is another one.
    OtherName = "other_name",
    /// Something else than what the record says, which is put right first.
    Differs = "differs",
    /// A detail to a question of a health screening that has no answer.
    Unanswered = "unanswered",
    /// An appointment that is too short or too long.
    Duration {
        /// The least number of minutes.
        min_minutes: u64,
        /// The greatest number of hours.
        max_hours: u64
    } = "duration",
    /// A wall-clock time that the clocks were put forward over.
    NeverHappens = "never_happens",
    /// A wall-clock time that the clock showed twice, as it was put back, and nobody said which.
    HappensTwice = "happens_twice",
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty"),
            Self::TooShort { min, got } => write!(f, "needs at least {min} characters and has {got}"),
            Self::TooLong { max, got } => write!(f, "may have {max} characters and has {got}"),
            Self::ControlCharacter { at } => {
                write!(f, "has a control or invisible character at position {at}")
            }
            Self::Form { what } => write!(f, "can't be read as {}", what.replace('_', " ")),
            Self::OutOfRange { min, max } => write!(f, "must lie between {min} and {max}"),
            Self::Unknown { given } => write!(f, "`{given}` is not one of the choices"),
            Self::NotOnList { given } => write!(f, "`{given}` is not on the studio's list"),
            Self::EndBeforeStart => f.write_str("must end after it starts"),
            Self::Overlap => f.write_str("has times that overlap"),
            Self::InFuture => f.write_str("lies in the future"),
            Self::Required => f.write_str("is required here"),
            Self::NotAllowed => f.write_str("is not allowed here"),
            Self::SameRecord => f.write_str("is the record itself"),
            Self::Common => f.write_str("is among the most common ones"),
            Self::ContainsName => f.write_str("contains the user name"),
            Self::OtherName => f.write_str("is another name"),
            Self::Differs => f.write_str("differs from what the record says"),
            Self::Unanswered => f.write_str("has a detail but no answer"),
            Self::Duration { min_minutes, max_hours } => {
                write!(f, "must last between {min_minutes} minutes and {max_hours} hours")
            }
            Self::NeverHappens => f.write_str("is skipped as the clocks are put forward"),
            Self::HappensTwice => f.write_str("comes twice as the clocks are put back"),
        }
    }
}
