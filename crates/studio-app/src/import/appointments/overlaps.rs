//! Who is booked twice: found before anything is written, so that each appointment knows it when it is.

use std::collections::HashMap;

use studio_domain::{ArtistId, ClientId, StudioZone};
use studio_store::{Blocked, Legacy, LegacyRecord as _, LegacySession};

use super::{Slot, slot, status_and_text};
use crate::import::cells;
use crate::import::mover::{Mover, Stop};
use crate::import::report::IssueCode;
use crate::import::row::Row;

/// Appointments that lie over another one, by their id in the file.
#[derive(Debug, Default)]
pub(super) struct Overlaps(HashMap<i64, Vec<(IssueCode, String)>>);

/// Time that is taken.
#[derive(Debug, Clone, Copy)]
struct Taken {
    artist: ArtistId,
    client: ClientId,
    slot: Slot,
    /// Id in the file; of appointments made here, none.
    id: Option<i64>,
}

impl Overlaps {
    /// Looks at the whole file, and at what is booked here. Cancelled sessions and missed ones take no time.
    pub(super) fn find(mover: &Mover<'_, '_>, legacy: &mut Legacy) -> Result<Self, Stop> {
        let mut all: Vec<Taken> = Vec::new();
        for booked in &mover.known.booked {
            all.push(Taken {
                artist: booked.artist,
                client: booked.client,
                slot: Slot { starts_at: booked.starts_at, ends_at: booked.ends_at },
                id: booked.legacy_id,
            });
        }
        legacy.each::<LegacySession, Stop>(|row| {
            all.extend(taken(mover, &row));
            Ok(())
        })?;
        let mut overlaps = Self::default();
        overlaps.blocked(&mover.known.blocked, &all);
        all.sort_by_key(|taken| (taken.artist, taken.slot.starts_at, taken.slot.ends_at, taken.id));
        overlaps.sweep(&all, IssueCode::OverlapArtist, |taken| taken.artist.get());
        all.sort_by_key(|taken| (taken.client, taken.slot.starts_at, taken.slot.ends_at, taken.id));
        overlaps.sweep(&all, IssueCode::OverlapClient, |taken| taken.client.get());
        Ok(overlaps)
    }

    /// Tells what an appointment lies over. Answers whether it does.
    pub(super) fn tell(&self, eye: &mut Row, id: i64) -> bool {
        let found = self.0.get(&id);
        for (code, other) in found.into_iter().flatten() {
            eye.issue(*code, None, other.as_str());
        }
        found.is_some()
    }

    /// What lies over a block.
    fn blocked(&mut self, blocks: &[Blocked], all: &[Taken]) {
        let mut of: HashMap<ArtistId, Vec<Slot>> = HashMap::new();
        for block in blocks {
            let slot = Slot { starts_at: block.starts_at, ends_at: block.ends_at };
            of.entry(block.artist).or_default().push(slot);
        }
        for taken in all {
            let blocks = of.get(&taken.artist).map_or(&[][..], Vec::as_slice);
            if let Some(id) = taken.id.filter(|_| blocks.iter().any(|block| taken.slot.lies_over(*block))) {
                self.0.entry(id).or_default().push((IssueCode::OverlapBlock, String::new()));
            }
        }
    }

    /// Goes through what is sorted by owner and start: whatever starts before everything earlier has ended lies over the one that ends last.
    /// What ends when it begins, or before, lies over whatever goes on at that moment, as it does for whoever books here later.
    fn sweep(&mut self, all: &[Taken], code: IssueCode, owner: impl Fn(&Taken) -> i64) {
        let mut last: Option<&Taken> = None;
        for taken in all {
            match last {
                Some(before) if owner(before) == owner(taken) => {
                    if taken.slot.lies_over(before.slot) {
                        self.add(taken, before, code);
                        self.add(before, taken, code);
                    }
                    if taken.slot.ends_at > before.slot.ends_at {
                        last = Some(taken);
                    }
                }
                _ => last = Some(taken),
            }
        }
    }

    fn add(&mut self, this: &Taken, other: &Taken, code: IssueCode) {
        if let Some(id) = this.id {
            let other = other.id.map_or_else(String::new, |id| id.to_string());
            self.0.entry(id).or_default().push((code, other));
        }
    }
}

/// The time that a row takes; what can't be read is told when the row is.
fn taken(mover: &Mover<'_, '_>, row: &LegacySession) -> Option<Taken> {
    let id = row.id.as_deref().and_then(cells::whole)?;
    if mover.known.appointments.contains_key(&id) {
        return None;
    }
    let number = |cell: &Option<String>| cell.as_deref().and_then(cells::whole);
    let artist = mover.known.artists.get(&number(&row.artist_id)?).copied()?;
    let client = mover.known.clients.get(&number(&row.client_id)?).copied()?;
    let slot = silently(mover.zone, |eye| slot(eye, row))?;
    let (status, _) = silently(mover.zone, |eye| status_and_text(eye, row));
    let takes_time = !matches!(
        status,
        studio_domain::AppointmentStatus::Cancelled | studio_domain::AppointmentStatus::NoShow
    );
    takes_time.then_some(Taken { artist, client, slot, id: Some(id) })
}

fn silently<T>(zone: StudioZone, read: impl FnOnce(&mut Row) -> T) -> T {
    read(&mut Row::new(LegacySession::TABLE, None, zone))
}
