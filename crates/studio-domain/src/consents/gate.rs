//! What is missing before a session may be completed.

use super::{ConsentFact, ConsentKind, ConsentState, ConsentValidity, Occasion, Standing, consent_state};
use crate::coded::coded;
use crate::{BirthDate, StudioZone};

coded! {
    /// Something without which a session is not completed; booking warns of the same.
    Missing("missing") {
        /// The informed consent.
        InformedConsent = "informed_consent",
        /// The date of birth: without it nobody knows whether a guardian is needed.
        BirthDate = "birth_date",
        /// The name of a minor's guardian.
        GuardianName = "guardian_name",
        /// The phone of a minor's guardian.
        GuardianPhone = "guardian_phone",
        /// The informed consent of a minor's guardian.
        GuardianConsent = "guardian_consent",
    }
}

impl Missing {
    /// Whether it is about the guardian of a minor.
    pub const fn is_of_guardian(self) -> bool {
        matches!(self, Self::GuardianName | Self::GuardianPhone | Self::GuardianConsent)
    }
}

/// What the gate looks at.
#[derive(Debug, Clone, Copy)]
pub struct ClientFacts<'a> {
    /// Date of birth, if it is known.
    pub birth: Option<BirthDate>,
    /// Whether a guardian is named.
    pub guardian_named: bool,
    /// Whether the guardian's phone is known.
    pub guardian_phone: bool,
    /// All consent events.
    pub events: &'a [ConsentFact],
}

/// What is missing to complete a session on an occasion: the age is that on its day.
///
/// `validity` is that of the informed consent, `majority` the age in years from which nobody else has to agree. A guardian's informed consent
/// is a minor's informed consent as well.
pub fn missing_to_complete(
    client: &ClientFacts<'_>,
    occasion: &Occasion,
    validity: ConsentValidity,
    zone: StudioZone,
    majority: u32,
) -> Vec<Missing> {
    let ConsentState { standing, by_guardian, .. } =
        consent_state(client.events, ConsentKind::Informed, validity, zone, occasion);
    let minor = client.birth.is_some_and(|birth| birth.is_minor_on(occasion.date, majority));
    [
        (Missing::InformedConsent, standing != Standing::Given),
        (Missing::BirthDate, client.birth.is_none()),
        (Missing::GuardianName, minor && !client.guardian_named),
        (Missing::GuardianPhone, minor && !client.guardian_phone),
        (Missing::GuardianConsent, minor && !by_guardian),
    ]
    .into_iter()
    .filter_map(|(what, is_missing)| is_missing.then_some(what))
    .collect()
}
