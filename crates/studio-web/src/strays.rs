//! Who asks for secret addresses that there are not: after some of them, an address is not listened to for a while.
//!
//! Nothing can be guessed in 256 random bits; this keeps the looking up cheap. It lives in memory: a restart forgives.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use studio_domain::Timestamp;

/// So many in that time, and then silence until it is over.
const MISSES: u32 = 60;
const WINDOW: Duration = Duration::from_secs(15 * 60);
/// So many addresses are remembered; then all are forgotten.
const REMEMBERED: usize = 10_000;

#[derive(Debug, Clone, Copy)]
struct Miss {
    since: Timestamp,
    count: u32,
}

/// Misses by the address that they came from.
#[derive(Debug, Default)]
pub(crate) struct Strays(Mutex<HashMap<Option<IpAddr>, Miss>>);

impl Strays {
    /// Until when nobody listens to this address, if so.
    pub(crate) fn silent_until(&self, from: Option<IpAddr>, now: Timestamp) -> Option<Timestamp> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let miss = all.get(&from)?;
        let until = miss.since.plus(WINDOW);
        (miss.count >= MISSES && now < until).then_some(until)
    }

    /// One more that was not there.
    pub(crate) fn missed(&self, from: Option<IpAddr>, now: Timestamp) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED && !all.contains_key(&from) {
            all.clear();
        }
        let miss = all.entry(from).or_insert(Miss { since: now, count: 0 });
        if miss.since.plus(WINDOW) <= now {
            *miss = Miss { since: now, count: 0 };
        }
        miss.count = miss.count.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_sixty_misses_an_address_is_not_listened_to_for_a_while() {
        let (strays, now) = (Strays::default(), Timestamp::from_millis(1_790_000_000_000));
        let (one, other) = (Some(IpAddr::from([192, 0, 2, 7])), Some(IpAddr::from([192, 0, 2, 8])));
        (0..59).for_each(|_| strays.missed(one, now));
        assert_eq!(strays.silent_until(one, now), None);
        strays.missed(one, now);
        assert_eq!(strays.silent_until(one, now), Some(now.plus(WINDOW)));
        assert_eq!(strays.silent_until(other, now), None);
        let later = now.plus(WINDOW);
        assert_eq!(strays.silent_until(one, later), None);
        strays.missed(one, later);
        assert_eq!(strays.silent_until(one, later), None, "counted anew");
    }
}
