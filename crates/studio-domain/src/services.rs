//! Services: what the studio does, how long it usually takes and what it costs.

use std::ops::RangeInclusive;

use crate::coded::coded;
use crate::text::{block, line};
use crate::{Invalid, Rule};

/// How long an appointment may take, in minutes.
const MINUTES: RangeInclusive<i64> = 5..=720;

coded! {
    /// What most studios do, to begin a list with.
    UsualService("services") {
        /// A talk about what is wanted.
        Consultation = "consultation",
        /// A piece from the sheet.
        Flash = "flash",
        /// Something small.
        Small = "small",
        /// Half a day.
        HalfDay = "half_day",
        /// A whole day.
        FullDay = "full_day",
        /// Going over healed work.
        TouchUp = "touch_up",
    }
}

impl UsualService {
    /// How long it usually takes.
    pub const fn minutes(self) -> u16 {
        match self {
            Self::Consultation => 30,
            Self::TouchUp => 45,
            Self::Flash => 60,
            Self::Small => 90,
            Self::HalfDay => 240,
            Self::FullDay => 420,
        }
    }
}

/// The name of a service, 1 to 120 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceName(String);

impl ServiceName {
    /// The greatest number of characters.
    pub const MAX: usize = 120;

    /// Cleans and measures a name.
    ///
    /// # Errors
    /// On `name`, as [`line()`] says.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        line("name", raw, 1, Self::MAX).map(Self)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a client is told about looking after the work at home; may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Aftercare(String);

impl Aftercare {
    /// The greatest number of characters.
    pub const MAX: usize = 10_000;

    /// Cleans and measures a text.
    ///
    /// # Errors
    /// On `aftercare`, as [`block()`] says.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        block("aftercare", raw, 0, Self::MAX).map(Self)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads the length of an appointment in whole minutes: 5 to 720.
///
/// # Errors
/// On `minutes`: [`Rule::Empty`], [`Rule::Form`] `number`, [`Rule::OutOfRange`].
pub fn parse_minutes(raw: &str) -> Result<u16, Invalid> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Err(Invalid::new("minutes", Rule::Empty));
    }
    if raw.len() > 18 || !raw.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Invalid::form("minutes", "number"));
    }
    let minutes: i64 = raw.parse().map_err(|_cause| Invalid::form("minutes", "number"))?;
    let out = Rule::OutOfRange { min: *MINUTES.start(), max: *MINUTES.end() };
    match u16::try_from(minutes) {
        Ok(short) if MINUTES.contains(&minutes) => Ok(short),
        _ => Err(Invalid::new("minutes", out)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_services_are_as_long_as_a_service_may_be() {
        for usual in UsualService::ALL {
            assert_eq!(parse_minutes(&usual.minutes().to_string()), Ok(usual.minutes()), "{usual}");
        }
    }

    #[test]
    fn a_length_is_five_minutes_to_twelve_hours() {
        for (raw, read) in [("5", Some(5)), (" 90 ", Some(90)), ("720", Some(720)), ("0090", Some(90))] {
            assert_eq!(parse_minutes(raw).ok(), read, "{raw}");
        }
        for (raw, code) in [
            ("", "empty"),
            ("4", "out_of_range"),
            ("721", "out_of_range"),
            ("999999999999999999", "out_of_range"),
            ("9999999999999999999", "form"),
            ("-5", "form"),
            ("1h", "form"),
            ("٣٠", "form"),
        ] {
            assert_eq!(parse_minutes(raw).unwrap_err().rule.code(), code, "{raw}");
        }
    }

    #[test]
    fn names_and_texts_are_cleaned() {
        assert_eq!(ServiceName::parse("  Small   tattoo ").unwrap().as_str(), "Small tattoo");
        assert_eq!(ServiceName::parse(" ").unwrap_err().rule, Rule::Empty);
        assert_eq!(Aftercare::parse("").unwrap().as_str(), "");
        assert_eq!(Aftercare::parse("Wash.\r\nDry.").unwrap().as_str(), "Wash.\nDry.");
    }
}
