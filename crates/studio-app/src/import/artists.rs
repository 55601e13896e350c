//! Artists: the profile, its colour, and the rate that held.

use std::collections::HashSet;

use chrono::NaiveDate;
use studio_domain::{ArtistName, Colour, PALETTE};
use studio_store::{
    ArtistEdit, Legacy, LegacyArtist, LegacyRecord as _, LegacySession, LegacyTransaction, NewArtist,
};

use super::cells;
use super::mover::{Fate, Mover, Stop};
use super::report::IssueCode;
use super::row::{Cell, Row};
use crate::error::Error;

const TABLE: &str = LegacyArtist::TABLE;
/// Dates before this one are slips of the pen: the application is younger.
const EARLIEST: NaiveDate = match NaiveDate::from_ymd_opt(2000, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

/// Takes every artist.
pub(super) fn take(mover: &mut Mover<'_, '_>, legacy: &mut Legacy) -> Result<(), Stop> {
    let since = first_day(legacy, mover.today)?;
    let mut seen = HashSet::new();
    // Colours that the file gives are not handed out to others.
    let mut taken: HashSet<String> = mover.known.colours.iter().cloned().collect();
    taken.extend(mover.files.colours.values().map(ToString::to_string));
    mover.table::<LegacyArtist>(legacy, |mover, row| {
        let Some(id) = mover.own_id(TABLE, &row.id, &mut seen) else { return Ok(Fate::Skipped) };
        if mover.known.artists.contains_key(&id) {
            return Ok(Fate::Known);
        }
        let mut eye = Row::new(TABLE, Some(id), mover.zone);
        let name = name(&mut eye, id, &row.name)?;
        let rate = eye.rate("rate_commission", &row.rate_commission);
        let active = eye.flag("active", &row.active).unwrap_or(true);
        mover.issues.extend(eye.finish().0);
        let colour = match mover.files.colours.get(&id) {
            Some(colour) => colour.clone(),
            None => next_colour(&mut taken)?,
        };
        let new = NewArtist { name, colour, more: ArtistEdit::default() };
        let rate = rate.map(|rate| (since, rate));
        let here = mover.tx.move_artist(mover.may, &new, active, Some(id), rate)?;
        if rate.is_some() {
            mover.count("rates");
        }
        mover.known.artists.insert(id, here);
        Ok(Fate::Imported)
    })
}

fn name(eye: &mut Row, id: i64, cell: &Cell) -> Result<ArtistName, Stop> {
    if let Some(name) = eye.line("name", cell, ArtistName::MAX, ArtistName::parse) {
        return Ok(name);
    }
    eye.issue(IssueCode::NameMissing, Some("name"), "");
    Ok(ArtistName::parse(&format!("#{id}")).map_err(Error::from)?)
}

/// The first colour of the palette that nobody has, or the first of all.
fn next_colour(taken: &mut HashSet<String>) -> Result<Colour, Stop> {
    let free = PALETTE.iter().find(|colour| !taken.contains(colour.hex)).or(PALETTE.first());
    let hex = free.map_or("#666666", |colour| colour.hex);
    taken.insert(hex.to_owned());
    Ok(Colour::parse(hex).map_err(Error::from)?)
}

/// The day from which the rates hold. The application knows only today's rate, and reckoned everything by it, so it holds from the
/// first appointment or payment on that the file has; without any, from today.
fn first_day(legacy: &mut Legacy, today: NaiveDate) -> Result<NaiveDate, Stop> {
    let mut first = today;
    let mut see = |cell: &Cell| {
        let day = cell.as_deref().and_then(cells::day).filter(|day| *day >= EARLIEST);
        first = day.map_or(first, |day| first.min(day));
    };
    legacy.each::<LegacySession, Stop>(|row| {
        see(&row.start);
        Ok(())
    })?;
    legacy.each::<LegacyTransaction, Stop>(|row| {
        see(&row.date);
        Ok(())
    })?;
    Ok(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_go_round_when_all_are_taken() {
        let mut taken = HashSet::from([PALETTE[0].hex.to_owned()]);
        let given: Vec<String> =
            (0..PALETTE.len()).map(|_| next_colour(&mut taken).unwrap().to_string()).collect();
        assert_eq!(given[0], PALETTE[1].hex);
        assert_eq!(given[PALETTE.len() - 2], PALETTE[PALETTE.len() - 1].hex);
        assert_eq!(given[PALETTE.len() - 1], PALETTE[0].hex);
    }
}
