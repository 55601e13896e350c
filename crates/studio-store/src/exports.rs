//! The agenda as it leaves the program: appointments that begin in a range of time, in order.

use diesel::prelude::*;
use studio_domain::{AppointmentId, AppointmentStatus, ArtistId, ClientId, Timestamp};
use studio_policy::Action;

use crate::actions::ExportAgenda;
use crate::capped::CappedDsl;
use crate::clients::Named;
use crate::error::{Error, Result};
use crate::guard::{ListPermit, Rows};
use crate::schema::{appointments, artists, clients, studio};
use crate::tx::Tx;

/// Rows that are read together.
const STEP: usize = 200;

/// Which appointments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgendaQuery {
    /// That begin then or later.
    pub from: Option<Timestamp>,
    /// That begin before.
    pub to: Option<Timestamp>,
    /// Of these artists; none: of all that the reader may take out.
    pub artists: Vec<ArtistId>,
    /// With one of these statuses; none: with any.
    pub statuses: Vec<AppointmentStatus>,
}

/// An appointment as it is taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaRow {
    /// Id.
    pub id: AppointmentId,
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
    /// Who is coming.
    pub client: Named<ClientId>,
    /// Whose time it is.
    pub artist: Named<ArtistId>,
    /// What is to be done; `None`: the reader may not see it.
    pub service: Option<String>,
    /// How things stand with it.
    pub status: AppointmentStatus,
    /// When it was saved last.
    pub updated_at: Timestamp,
    /// How often it was saved.
    pub version: i64,
}

type Columns = (i64, i64, i64, i64, String, i64, String, String, String, i64, i64);

impl<'tx, M> Tx<'tx, M> {
    /// The next rows of an export behind the one given; none: there are no more. What the reader may not take out is not among them.
    ///
    /// # Errors
    /// If the database fails.
    pub fn agenda_rows(
        &mut self,
        may: &ListPermit<'tx, ExportAgenda>,
        query: &AgendaQuery,
        after: Option<(Timestamp, AppointmentId)>,
    ) -> Result<Vec<AgendaRow>> {
        let mut rows = appointments::table.inner_join(artists::table).inner_join(clients::table).into_boxed();
        if let Rows::Of(artist) = may.rows {
            rows = rows.filter(appointments::artist_id.eq(artist.get()));
        }
        match query.artists.as_slice() {
            [] => {}
            [one] => rows = rows.filter(appointments::artist_id.eq(one.get())),
            several => {
                let ids: Vec<i64> = several.iter().map(|artist| artist.get()).collect();
                rows = rows.filter(appointments::artist_id.eq_any(ids));
            }
        }
        if !query.statuses.is_empty() {
            let codes: Vec<&str> = query.statuses.iter().map(|status| status.code()).collect();
            rows = rows.filter(appointments::status.eq_any(codes));
        }
        if let Some(from) = query.from {
            rows = rows.filter(appointments::starts_at.ge(from.millis()));
        }
        if let Some(to) = query.to {
            rows = rows.filter(appointments::starts_at.lt(to.millis()));
        }
        if let Some((at, id)) = after {
            rows = rows
                .filter(appointments::starts_at.ge(at.millis()))
                .filter(appointments::starts_at.gt(at.millis()).or(appointments::id.gt(id.get())));
        }
        let found: Vec<Columns> = rows
            .order((appointments::starts_at, appointments::id))
            .select((
                appointments::id,
                appointments::starts_at,
                appointments::ends_at,
                clients::id,
                clients::name,
                artists::id,
                artists::name,
                appointments::service,
                appointments::status,
                appointments::updated_at,
                appointments::version,
            ))
            .capped::<STEP>()
            .load(self.conn)?;
        found.into_iter().map(|row| self.taken_out(row)).collect()
    }

    fn taken_out(
        &self,
        (id, starts, ends, client, client_name, artist, artist_name, service, status, updated, version): Columns,
    ) -> Result<AgendaRow> {
        let whose = self.whose(ArtistId::new(artist));
        Ok(AgendaRow {
            id: AppointmentId::new(id),
            starts_at: Timestamp::from_millis(starts),
            ends_at: Timestamp::from_millis(ends),
            client: Named { id: ClientId::new(client), name: client_name },
            artist: Named { id: ArtistId::new(artist), name: artist_name },
            service: self.decide(Action::AgendaDetails, whose).is_permit().then_some(service),
            status: AppointmentStatus::parse(&status)
                .map_err(|_unknown| Error::damaged("appointments.status"))?,
            updated_at: Timestamp::from_millis(updated),
            version,
        })
    }

    /// Says in the log which part of the agenda an export is of.
    pub fn exporting_agenda(&mut self, may: &ListPermit<'tx, ExportAgenda>, view: &[(&'static str, String)]) {
        for (name, value) in view {
            self.detail_of(may.entry, name, value.as_str());
        }
    }

    /// Says in the log how many rows an export had.
    pub fn exported_agenda(&mut self, may: &ListPermit<'tx, ExportAgenda>, rows: u64) {
        self.detail_of(may.entry, "rows", rows);
    }

    /// When the studio was set up, in milliseconds: what tells its appointments from those of another one in the same calendar.
    ///
    /// # Errors
    /// If the database fails.
    pub fn mark(&mut self) -> Result<i64> {
        let at: Option<i64> = studio::table.find(1).select(studio::set_up_at).get_result(self.conn)?;
        Ok(at.unwrap_or_default())
    }
}
