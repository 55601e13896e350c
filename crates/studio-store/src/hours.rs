//! An artist's working hours, one row for each stretch of a weekday.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{ArtistId, OpenTime, Weekday, WorkingHours};

use crate::error::{Error, Result};
use crate::schema::artist_hours;

/// ISO number of a weekday: Monday is 1.
fn number(day: Weekday) -> i64 {
    i64::from(day.days_since(Weekday::Monday)) + 1
}

pub(crate) fn load(conn: &mut SqliteConnection, artist: ArtistId) -> Result<WorkingHours> {
    let rows: Vec<(i64, i64, i64)> = artist_hours::table
        .filter(artist_hours::artist_id.eq(artist.get()))
        .order((artist_hours::weekday, artist_hours::from_minute))
        .select((artist_hours::weekday, artist_hours::from_minute, artist_hours::to_minute))
        .load(conn)?;
    read(rows)
}

/// The hours of every artist who has any, by id.
pub(crate) fn all(conn: &mut SqliteConnection) -> Result<BTreeMap<i64, WorkingHours>> {
    let rows: Vec<(i64, (i64, i64, i64))> = artist_hours::table
        .select((
            artist_hours::artist_id,
            (artist_hours::weekday, artist_hours::from_minute, artist_hours::to_minute),
        ))
        .load(conn)?;
    let mut of: BTreeMap<i64, Vec<(i64, i64, i64)>> = BTreeMap::new();
    for (artist, row) in rows {
        of.entry(artist).or_default().push(row);
    }
    of.into_iter().map(|(artist, rows)| Ok((artist, read(rows)?))).collect()
}

fn read(rows: Vec<(i64, i64, i64)>) -> Result<WorkingHours> {
    let damaged = || Error::damaged("artist_hours");
    let mut days: BTreeMap<i64, Vec<OpenTime>> = BTreeMap::new();
    for (weekday, from, to) in rows {
        let (from, to) = u16::try_from(from).ok().zip(u16::try_from(to).ok()).ok_or_else(damaged)?;
        days.entry(weekday).or_default().push(OpenTime::new(from, to).map_err(|_why| damaged())?);
    }
    days.into_iter().try_fold(WorkingHours::new(), |hours, (weekday, times)| {
        let day = Weekday::ALL.into_iter().find(|day| number(*day) == weekday).ok_or_else(damaged)?;
        hours.with(day, &times).map_err(|_why| damaged())
    })
}

/// Replaces the hours; there are few rows.
pub(crate) fn save(conn: &mut SqliteConnection, artist: ArtistId, hours: &WorkingHours) -> Result<()> {
    diesel::delete(artist_hours::table.filter(artist_hours::artist_id.eq(artist.get()))).execute(conn)?;
    for (day, times) in hours.days() {
        for time in times {
            diesel::insert_into(artist_hours::table)
                .values((
                    artist_hours::artist_id.eq(artist.get()),
                    artist_hours::weekday.eq(number(day)),
                    artist_hours::from_minute.eq(i64::from(time.from())),
                    artist_hours::to_minute.eq(i64::from(time.to())),
                ))
                .execute(conn)?;
        }
    }
    Ok(())
}
