//! What stands between an artist and a new appointment: hours, appointments, blocks.

use diesel::prelude::*;
use studio_domain::{AppointmentStatus, ArtistId, TimeSpan, Timestamp, WorkingHours};
use studio_policy::Action;

use crate::actions::FindTimes;
use crate::appointments::LongerThanBooked;
use crate::blocks::LONGEST;
use crate::clients::Named;
use crate::error::Result;
use crate::guard::ListPermit;
use crate::hours;
use crate::schema::{appointments, artists, blocks};
use crate::tx::Tx;

/// An artist who can be booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookable {
    /// Who.
    pub artist: Named<ArtistId>,
    /// The artist's own hours; closed all week where nobody entered any.
    pub hours: WorkingHours,
    /// Whether the reader may book with this artist.
    pub may_book: bool,
}

impl<'tx, M> Tx<'tx, M> {
    /// The artists who can be booked, A–Z, or this one of them.
    ///
    /// # Errors
    /// If the database fails.
    pub fn bookable(
        &mut self,
        _may: &ListPermit<'tx, FindTimes>,
        only: Option<ArtistId>,
    ) -> Result<Vec<Bookable>> {
        let mut query = artists::table.filter(artists::active.eq(true)).into_boxed();
        if let Some(artist) = only {
            query = query.filter(artists::id.eq(artist.get()));
        }
        let found: Vec<(i64, String)> = query
            .order((artists::name_key, artists::id))
            .select((artists::id, artists::name))
            .load(self.conn)?;
        found
            .into_iter()
            .map(|(id, name)| {
                let id = ArtistId::new(id);
                Ok(Bookable {
                    hours: hours::load(self.conn, id)?,
                    may_book: self.decide(Action::AgendaCreate, self.whose(id)).is_permit(),
                    artist: Named { id, name },
                })
            })
            .collect()
    }

    /// The times of an artist that are taken between two moments, in no order.
    ///
    /// # Errors
    /// If the database fails.
    pub fn busy(
        &mut self,
        _may: &ListPermit<'tx, FindTimes>,
        artist: ArtistId,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<TimeSpan>> {
        let (start, end) = (from.millis(), to.millis());
        let taking = || {
            appointments::table
                .filter(appointments::artist_id.eq(artist.get()))
                .filter(appointments::starts_at.lt(end))
                .filter(appointments::ends_at.gt(start))
                .filter(appointments::status.ne(AppointmentStatus::Cancelled.code()))
                .filter(appointments::status.ne(AppointmentStatus::NoShow.code()))
                .select((appointments::starts_at, appointments::ends_at))
        };
        let mut taken: Vec<(i64, i64)> =
            taking().filter(appointments::starts_at.gt(start.saturating_sub(LONGEST))).load(self.conn)?;
        let long: Vec<(i64, i64)> = taking().filter(LongerThanBooked).load(self.conn)?;
        let blocked: Vec<(i64, i64)> = blocks::table
            .filter(blocks::artist_id.eq(artist.get()))
            .filter(blocks::ends_at.gt(start))
            .filter(blocks::starts_at.lt(end))
            .select((blocks::starts_at, blocks::ends_at))
            .load(self.conn)?;
        taken.extend(long);
        taken.extend(blocked);
        let span =
            |(start, end)| TimeSpan::new(Timestamp::from_millis(start), Timestamp::from_millis(end)).ok();
        Ok(taken.into_iter().filter_map(span).collect())
    }
}
