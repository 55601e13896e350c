//! Appointments that continue each other: work of several sessions.

use diesel::prelude::*;
use studio_domain::{AppointmentId, AppointmentStatus, ArtistId, Timestamp};

use crate::actions::SeeAppointment;
use crate::clients::Named;
use crate::error::{Error, Result};
use crate::guard::Permit;
use crate::schema::{appointments, artists};
use crate::tx::Tx;

/// One session of a chain, as everybody may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainLink {
    /// Id.
    pub id: AppointmentId,
    /// Start.
    pub starts_at: Timestamp,
    /// How things stand with it.
    pub status: AppointmentStatus,
    /// With whom.
    pub artist: Named<ArtistId>,
}

/// The most sessions of one piece of work that are looked at, before and after.
const MOST: usize = 60;

type Row = (i64, i64, String, i64, String, Option<i64>);

impl<'tx, M> Tx<'tx, M> {
    /// The chain that an appointment is in, the first session first; alone, where it continues none and none continues it. Of those that
    /// continue one, the chain goes on with that which was neither called off nor missed.
    ///
    /// # Errors
    /// If the database fails.
    pub fn appointment_chain(&mut self, may: &Permit<'tx, SeeAppointment>) -> Result<Vec<ChainLink>> {
        let mut chain = Vec::new();
        let mut before = Some(may.id.get());
        while let (Some(id), true) = (before, chain.len() < MOST) {
            let (link, continued) = self.link(id)?;
            chain.push(link);
            // A circle would be damage; it ends here.
            before = continued.filter(|id| chain.iter().all(|known| known.id.get() != *id));
        }
        chain.reverse();
        let mut last = may.id.get();
        for _ in 0..MOST {
            let next: Option<i64> = appointments::table
                .filter(appointments::continues_id.eq(last))
                .filter(appointments::status.ne(AppointmentStatus::Cancelled.code()))
                .filter(appointments::status.ne(AppointmentStatus::NoShow.code()))
                .select(appointments::id)
                .get_result(self.conn)
                .optional()?;
            let Some(next) = next.filter(|id| chain.iter().all(|known| known.id.get() != *id)) else { break };
            chain.push(self.link(next)?.0);
            last = next;
        }
        Ok(chain)
    }

    fn link(&mut self, id: i64) -> Result<(ChainLink, Option<i64>)> {
        let (id, at, status, artist, name, continues): Row = appointments::table
            .inner_join(artists::table)
            .filter(appointments::id.eq(id))
            .select((
                appointments::id,
                appointments::starts_at,
                appointments::status,
                artists::id,
                artists::name,
                appointments::continues_id,
            ))
            .get_result(self.conn)?;
        let link = ChainLink {
            id: AppointmentId::new(id),
            starts_at: Timestamp::from_millis(at),
            status: AppointmentStatus::parse(&status)
                .map_err(|_unknown| Error::damaged("appointments.status"))?,
            artist: Named { id: ArtistId::new(artist), name },
        };
        Ok((link, continues))
    }
}
