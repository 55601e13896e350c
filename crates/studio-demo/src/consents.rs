//! What clients agreed to.

use std::time::Duration;

use studio_domain::{ConsentAct, ConsentKind, Timestamp};

use crate::chance::Chance;

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// One event of agreeing, declining or taking back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consent {
    /// To what.
    pub kind: ConsentKind,
    /// What was said.
    pub act: ConsentAct,
    /// When.
    pub recorded_at: Timestamp,
}

/// What somebody said when the record was made, and what some took back later. Who `informed` is consent to the tattoo itself: without
/// it somebody has only asked so far.
pub(crate) fn consents(
    chance: &mut Chance,
    informed: bool,
    registered: Timestamp,
    now: Timestamp,
) -> Vec<Consent> {
    let signed = registered.plus(MINUTE.saturating_mul(6));
    let mut events = Vec::new();
    let mut say = |kind, act, recorded_at| events.push(Consent { kind, act, recorded_at });
    if informed {
        say(ConsentKind::Informed, ConsentAct::Given, signed);
    }
    if chance.percent(92) {
        say(ConsentKind::DataPrivacy, ConsentAct::Given, signed);
    }
    for (kind, given, declined) in
        [(ConsentKind::ImageUse, 64, 20), (ConsentKind::Reminders, 78, 6), (ConsentKind::Promotions, 31, 34)]
    {
        let said = chance.below(100);
        if said < given {
            say(kind, ConsentAct::Given, signed);
        } else if said < given.saturating_add(declined) {
            say(kind, ConsentAct::Declined, signed);
        }
        let later = signed.plus(DAY.saturating_mul(u32::try_from(chance.below(200)).unwrap_or_default()));
        if said < 3 && later < now {
            say(kind, ConsentAct::Withdrawn, later.plus(MINUTE));
        }
    }
    events
}
