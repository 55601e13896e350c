//! Times as the API writes them: RFC 3339 with the studio's offset.

use studio_domain::{StudioZone, Timestamp};

pub(super) fn at(zone: StudioZone, moment: Timestamp) -> String {
    zone.offset_rfc3339(moment)
}

pub(super) fn maybe(zone: StudioZone, moment: Option<Timestamp>) -> Option<String> {
    moment.map(|moment| at(zone, moment))
}
