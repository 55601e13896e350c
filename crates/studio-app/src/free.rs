//! Finding a time: where an appointment fits between hours, appointments and blocks.

use std::time::Duration;

use studio_domain::{
    ArtistId, DayPart, FreeWish, Invalid, Rule as FieldRule, ServiceId, StudioZone, TimeSpan, Timestamp,
    Values, Weekday, free_starts, parse_date, parse_minutes, working_spans,
};
use studio_store::actions::{FindTimes, ViewService};
use studio_store::{Bookable, ListPermit, Named, OpCtx, Read, Tx};

use crate::error::{Error, Result};
use crate::form::Form;
use crate::studio::Studio;

/// How many times are proposed.
const PROPOSED: usize = 10;
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// How far ahead is looked: the near future first.
const REACHES: [u32; 2] = [21, 180];
/// On which minutes somebody who walks in begins.
const WALK_IN_GRID: u16 = 5;

/// What is looked for, as typed; empty fields say nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FreeInput {
    /// How long, in minutes; empty: as the service takes.
    pub minutes: String,
    /// Id of a service, whose length is taken where none is given.
    pub service: String,
    /// Id of the artist; empty: any.
    pub artist: String,
    /// Codes of weekdays; none: any.
    pub days: Vec<String>,
    /// Code of the part of the day.
    pub part: String,
    /// Not before this day, or moment; empty: from now on.
    pub from: String,
    /// Whether somebody stands at the desk now: the first time of each artist, on any day and at any five minutes.
    pub walk_in: bool,
}

/// A time that is free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeSlot {
    /// With whom.
    pub artist: Named<ArtistId>,
    /// When.
    pub span: TimeSpan,
    /// Whether the reader may book it.
    pub may_book: bool,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeTimes {
    /// The earliest first.
    pub slots: Vec<FreeSlot>,
    /// How long each is.
    pub minutes: u16,
    /// The studio's time zone.
    pub zone: StudioZone,
}

impl FreeInput {
    fn read(&self, form: &mut Form, house: &Values, now: Timestamp, usual: Option<u16>) -> Option<FreeWish> {
        let minutes = match (self.minutes.trim(), usual) {
            ("", Some(minutes)) => Some(minutes),
            (raw, _) => form.take(parse_minutes(raw)),
        };
        let days: Vec<Weekday> = self
            .days
            .iter()
            .filter(|day| !day.trim().is_empty())
            .filter_map(|day| form.take(Weekday::parse(day).map_err(|wrong| wrong.at("days"))))
            .collect();
        let part = match self.part.trim() {
            "" => None,
            raw => form.take(DayPart::parse(raw)),
        };
        let from = match self.from.trim() {
            "" => Some(now),
            raw => form.take(
                Timestamp::parse_rfc3339(raw)
                    .or_else(|_day| parse_date("from", raw).map(|date| house.zone().day(date).start())),
            ),
        };
        let grid = u16::try_from(house.agenda_grid()).unwrap_or(30);
        let wish = minutes.zip(from).map(|(minutes, from)| FreeWish {
            minutes,
            from: from.max(now),
            days,
            part,
            grid,
        })?;
        // Somebody who stands here wants to know when, whatever the day.
        Some(if self.walk_in {
            FreeWish { from: now, days: Vec::new(), part: None, grid: WALK_IN_GRID, ..wish }
        } else {
            wish
        })
    }
}

/// The first times of an artist.
fn times_of<'tx>(
    tx: &mut Tx<'tx, Read>,
    may: &ListPermit<'tx, FindTimes>,
    house: &Values,
    one: &Bookable,
    wish: &FreeWish,
    (reach, most): (u32, usize),
) -> Result<Vec<FreeSlot>> {
    let to = wish.from.plus(DAY.saturating_mul(reach));
    let working = working_spans(&house.opening_hours(), &one.hours, house.zone(), wish.from, to);
    let busy = tx.busy(may, one.artist.id, wish.from, to)?;
    let found = free_starts(house.zone(), &working, &busy, wish, most);
    let slot = |span| FreeSlot { artist: one.artist.clone(), span, may_book: one.may_book };
    Ok(found.into_iter().map(slot).collect())
}

impl Studio {
    /// The next ten times at which an appointment fits, or, for somebody who stands at the desk, the first of each artist.
    ///
    /// Artists work while the studio is open and within their own hours; hours that nobody entered say nothing. The times of one artist do
    /// not overlap each other.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Refused`].
    pub fn free_times(&self, ctx: &OpCtx, input: &FreeInput) -> Result<FreeTimes> {
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<FindTimes>()?;
            let house = tx.house()?;
            let mut form = Form::default();
            let artist = match input.artist.trim() {
                "" => None,
                raw => form.take(raw.parse::<ArtistId>().map_err(|wrong| wrong.at("artist_id"))),
            };
            let usual = match input.service.trim() {
                "" => None,
                raw => form.take(service(tx, raw)?),
            };
            let wish = input.read(&mut form, &house, tx.now(), usual);
            let wish = form.finish_with(wish)?;
            let artists = tx.bookable(&may, artist)?;
            if let (Some(artist), []) = (artist, artists.as_slice()) {
                let given = artist.to_string();
                return Err(Invalid::new("artist_id", FieldRule::Unknown { given }).into());
            }
            let most = if input.walk_in { 1 } else { PROPOSED };
            let mut slots: Vec<FreeSlot> = Vec::new();
            for reach in REACHES {
                slots.clear();
                for one in &artists {
                    slots.extend(times_of(tx, &may, &house, one, &wish, (reach, most))?);
                }
                let enough = if input.walk_in { artists.len() } else { PROPOSED };
                if slots.len() >= enough {
                    break;
                }
            }
            // Of the same moment, in the order of the artists.
            slots.sort_by_key(|slot| slot.span.start());
            slots.truncate(PROPOSED.max(if input.walk_in { artists.len() } else { 0 }));
            Ok(FreeTimes { slots, minutes: wish.minutes, zone: house.zone() })
        })
    }
}

/// How long a service takes; one that there is not is a mistake in that field.
fn service(tx: &mut Tx<'_, Read>, raw: &str) -> Result<Result<u16, Invalid>> {
    let id = match raw.parse::<ServiceId>() {
        Ok(id) => id,
        Err(wrong) => return Ok(Err(wrong.at("service_id"))),
    };
    match tx.service(id) {
        Ok(scope) => {
            let may = tx.authorize::<ViewService>(&scope)?;
            Ok(Ok(tx.service_card(&may)?.minutes))
        }
        Err(studio_store::Error::NotFound { .. }) => {
            Ok(Err(Invalid::new("service_id", FieldRule::Unknown { given: raw.to_owned() })))
        }
        Err(error) => Err(Error::from(error)),
    }
}
