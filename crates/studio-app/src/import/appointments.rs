//! Sessions of the old application: appointments here, kept as they were, also where today's rules would refuse them.

mod overlaps;

use std::collections::HashSet;
use std::time::Duration;

use studio_domain::{AppointmentStatus, Cents, ShortText, Timestamp, fold};
use studio_store::{Legacy, LegacyRecord as _, LegacySession, MovedAppointment};

use super::later::amount;
use super::mover::{Fate, Mover, Stop};
use super::report::{IssueCode, SumReport};
use super::row::{Cell, Row};
use overlaps::Overlaps;

const TABLE: &str = LegacySession::TABLE;
/// Begins the notes of a cancelled session whose client did not come.
const NO_SHOW: &str = "[No-show]";
/// What lasts shorter or longer is told.
const USUAL: std::ops::RangeInclusive<Duration> =
    Duration::from_secs(5 * 60)..=Duration::from_secs(12 * 60 * 60);
/// How long a session lasts whose end is not known.
const ASSUMED: Duration = Duration::from_secs(60 * 60);
/// Places of the exact sum; more than any cell shows.
const EXACT: u8 = 6;

/// From when to when, once it can be told at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slot {
    starts_at: Timestamp,
    ends_at: Timestamp,
}

impl Slot {
    /// Whether one begins before the other ends, and the other way round: what the data file asks when something is booked.
    fn lies_over(self, other: Self) -> bool {
        self.starts_at < other.ends_at && other.starts_at < self.ends_at
    }
}

/// Prices of all rows, by what became of them.
#[derive(Debug, Default)]
struct Sums {
    /// In units of `10^-EXACT`.
    exact: i128,
    imported: Cents,
    already_here: Cents,
    skipped: Cents,
}

/// Takes every session whose client and artist are here.
pub(super) fn take(mover: &mut Mover<'_, '_>, legacy: &mut Legacy) -> Result<(), Stop> {
    let overlaps = Overlaps::find(mover, legacy)?;
    let (mut seen, mut sums) = (HashSet::new(), Sums::default());
    mover.table::<LegacySession>(legacy, |mover, row| {
        let price = amount(&row.price, mover.house.currency());
        sums.exact = sums.exact.saturating_add(exact(&row.price));
        let fate = session(mover, &row, price, &mut seen, &overlaps)?;
        let sum = match fate {
            Fate::Imported => &mut sums.imported,
            Fate::Known => &mut sums.already_here,
            Fate::Skipped => &mut sums.skipped,
        };
        *sum = sum.checked_add(price.unwrap_or_default()).unwrap_or(*sum);
        Ok(fate)
    })?;
    mover.sums.push(SumReport {
        what: "sessions.price",
        source: rounded(sums.exact, mover.house.currency().digits()),
        imported: sums.imported,
        already_here: sums.already_here,
        skipped: sums.skipped,
    });
    Ok(())
}

fn session(
    mover: &mut Mover<'_, '_>,
    row: &LegacySession,
    price: Option<Cents>,
    seen: &mut HashSet<i64>,
    overlaps: &Overlaps,
) -> Result<Fate, Stop> {
    let Some(id) = mover.own_id(TABLE, &row.id, seen) else { return Ok(Fate::Skipped) };
    if mover.known.appointments.contains_key(&id) {
        return Ok(Fate::Known);
    }
    let mut eye = Row::new(TABLE, Some(id), mover.zone);
    let client = eye.id_of("client_id", &row.client_id);
    let artist = eye.id_of("artist_id", &row.artist_id);
    let found = |there: Option<i64>| there.map_or_else(String::new, |there| there.to_string());
    let here = client.and_then(|there| mover.known.clients.get(&there).copied());
    let by = artist.and_then(|there| mover.known.artists.get(&there).copied());
    let (Some(here), Some(by)) = (here, by) else {
        if here.is_none() {
            eye.issue(IssueCode::ClientMissing, Some("client_id"), found(client));
        }
        if by.is_none() {
            eye.issue(IssueCode::ArtistMissing, Some("artist_id"), found(artist));
        }
        mover.issues.extend(eye.finish().0);
        return Ok(Fate::Skipped);
    };
    let Some(slot) = slot(&mut eye, row) else {
        eye.issue(IssueCode::StartMissing, Some("start"), "");
        mover.issues.extend(eye.finish().0);
        return Ok(Fate::Skipped);
    };
    let (status, text) = status_and_text(&mut eye, row);
    if price.is_none() && row.price.as_deref().is_some_and(|raw| !raw.trim().is_empty()) {
        eye.issue(IssueCode::Unreadable, Some("price"), row.price.clone().unwrap_or_default());
    }
    if price.is_some_and(Cents::is_negative) {
        eye.issue(IssueCode::PriceNegative, Some("price"), row.price.clone().unwrap_or_default());
    }
    let commission_override = eye.rate("commission_override", &row.commission_override);
    let unusual = unusual(&mut eye, slot) | overlaps.tell(&mut eye, id);
    let mut eye = eye.with_notes();
    let service = eye.fit("notes", &text, ShortText::MAX, ShortText::parse);
    let (issues, kept) = eye.finish();
    mover.issues.extend(issues);
    let moved = MovedAppointment {
        client: here,
        artist: by,
        starts_at: slot.starts_at,
        ends_at: slot.ends_at,
        status,
        service: service.map(ShortText::into_string).unwrap_or_default(),
        price,
        commission_override,
        legacy_id: Some(id),
        imported: unusual,
    };
    let made = mover.tx.move_appointment(mover.may, &moved)?;
    mover.known.appointments.insert(id, made);
    mover.count(match status {
        AppointmentStatus::Pending => "appointments_pending",
        AppointmentStatus::Confirmed => "appointments_confirmed",
        AppointmentStatus::Completed => "appointments_completed",
        AppointmentStatus::NoShow => "appointments_no_show",
        AppointmentStatus::Cancelled => "appointments_cancelled",
    });
    mover.touched.insert(here);
    if !kept.is_empty() {
        mover.note(here, slot.starts_at, &kept.join("\n"))?;
    }
    Ok(Fate::Imported)
}

/// From when to when; `None` if the start can't be read.
///
/// Where the clocks were put forward over one of the ends, the session keeps the length that the wall clock shows, so that it does not
/// end when it begins.
fn slot(eye: &mut Row, row: &LegacySession) -> Option<Slot> {
    let start = eye.time("start", &row.start)?;
    let Some(end) = eye.time("end", &row.end) else {
        eye.issue(IssueCode::EndMissing, Some("end"), "");
        return Some(Slot { starts_at: start.at, ends_at: start.at.plus(ASSUMED) });
    };
    let by_the_wall = start.local.zip(end.local).and_then(|(from, to)| (to - from).to_std().ok());
    let ends_at = match by_the_wall {
        Some(length) if end.at <= start.at => start.at.plus(length),
        _ => end.at,
    };
    Some(Slot { starts_at: start.at, ends_at })
}

/// Status, and the notes without what they say about it.
fn status_and_text(eye: &mut Row, row: &LegacySession) -> (AppointmentStatus, String) {
    let said = eye.shaped("status", &row.status).unwrap_or_default();
    let text = eye.shaped("notes", &row.notes).unwrap_or_default();
    let status = match status_of(&said) {
        Some(status) => status,
        None => {
            eye.issue(IssueCode::StatusUnknown, Some("status"), said.trim());
            AppointmentStatus::Pending
        }
    };
    match without_mark(&text).filter(|_| status == AppointmentStatus::Cancelled) {
        Some(rest) => (AppointmentStatus::NoShow, rest.to_owned()),
        None => (status, text.into_owned()),
    }
}

fn status_of(word: &str) -> Option<AppointmentStatus> {
    match fold(word).as_str() {
        "activa" | "activo" => Some(AppointmentStatus::Confirmed),
        "en espera" => Some(AppointmentStatus::Pending),
        "completada" | "completado" => Some(AppointmentStatus::Completed),
        "cancelada" | "cancelado" => Some(AppointmentStatus::Cancelled),
        _ => None,
    }
}

/// The notes behind the mark of a client who did not come.
fn without_mark(text: &str) -> Option<&str> {
    let (head, rest) = text.trim_start().split_at_checked(NO_SHOW.len())?;
    head.eq_ignore_ascii_case(NO_SHOW).then_some(rest.trim())
}

/// Tells what today's rules would refuse. Answers whether there is something.
fn unusual(eye: &mut Row, slot: Slot) -> bool {
    if slot.ends_at <= slot.starts_at {
        eye.issue(IssueCode::EndBeforeStart, Some("end"), "");
        return true;
    }
    let length = slot.ends_at.since(slot.starts_at);
    let usual = USUAL.contains(&length);
    if !usual {
        eye.issue(IssueCode::LengthUnusual, Some("end"), (length.as_secs() / 60).to_string());
    }
    !usual
}

/// A cell as part of the exact sum; nothing where it is no number.
fn exact(cell: &Cell) -> i128 {
    cell.as_deref().and_then(|raw| super::cells::decimal(raw, EXACT)).map_or(0, i128::from)
}

/// The exact sum in minor units, halves away from zero.
fn rounded(exact: i128, digits: u8) -> Cents {
    let unit = 10_i128.saturating_pow(u32::from(EXACT.saturating_sub(digits)));
    let half = exact.signum() * (unit / 2);
    let units = exact.saturating_add(half).checked_div(unit).unwrap_or_default();
    Cents::new(i64::try_from(units).unwrap_or(if units < 0 { i64::MIN } else { i64::MAX }))
}

#[cfg(test)]
mod tests;
