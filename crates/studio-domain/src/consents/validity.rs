//! How long a consent holds that nobody withdraws.

use crate::{Invalid, Rule};
use std::fmt;

/// How long a consent holds that nobody withdraws; a setting of the studio for each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConsentValidity {
    /// Until it is withdrawn.
    UntilWithdrawn,
    /// For the appointment that it names, and where it names none, for the day on which it was given.
    OneAppointment,
    /// Until the studio saves another text of this kind in the language in which it was given.
    UntilTextChanges,
    /// So many months, 1 to [`ConsentValidity::MAX_MONTHS`]: up to and including the same day of the month.
    Months(u32),
}

impl ConsentValidity {
    /// The greatest number of months.
    pub const MAX_MONTHS: u32 = 120;

    /// Reads `until_withdrawn`, `one_appointment`, `until_text_changes` or a number of months such as `12 months`.
    ///
    /// # Errors
    /// On `validity`: [`Rule::Unknown`], or [`Rule::OutOfRange`] for a number of months.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let raw = raw.trim();
        match raw {
            "until_withdrawn" => return Ok(Self::UntilWithdrawn),
            "one_appointment" => return Ok(Self::OneAppointment),
            "until_text_changes" => return Ok(Self::UntilTextChanges),
            _ => {}
        }
        let number =
            raw.strip_suffix("months").or_else(|| raw.strip_suffix("month")).unwrap_or(raw).trim_end();
        if number.is_empty() || !number.bytes().all(|digit| digit.is_ascii_digit()) {
            let given = raw.chars().take(60).collect();
            return Err(Invalid::new("validity", Rule::Unknown { given }));
        }
        match number.parse() {
            Ok(months @ 1..=Self::MAX_MONTHS) => Ok(Self::Months(months)),
            _ => {
                let max = i64::from(Self::MAX_MONTHS);
                Err(Invalid::new("validity", Rule::OutOfRange { min: 1, max }))
            }
        }
    }

    /// The stable code of the kind of validity, without its number.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UntilWithdrawn => "until_withdrawn",
            Self::OneAppointment => "one_appointment",
            Self::UntilTextChanges => "until_text_changes",
            Self::Months(_) => "months",
        }
    }
}

/// As it is stored and read.
impl fmt::Display for ConsentValidity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Months(months) => write!(f, "{months} months"),
            other => f.write_str(other.code()),
        }
    }
}
