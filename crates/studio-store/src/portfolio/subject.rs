//! Whom a piece shows, and the session in which it was made.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{AppointmentId, AppointmentStatus, ArtistId, ClientId, Timestamp};
use studio_policy::{Action, Ownership};

use crate::actions::{Appointment, Client, ViewPortfolio};
use crate::capped::CappedDsl;
use crate::error::{Error, Result};
use crate::guard::{Permit, Row as _};
use crate::schema::{appointments, clients};
use crate::tx::Tx;

/// Whom or what a piece is linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemSubject {
    /// Nobody.
    Nobody,
    /// A client.
    Client(ClientId),
    /// A session of the artist's, with its client.
    Session(AppointmentId),
}

/// A session that a piece may have been made in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortfolioSession {
    /// The appointment.
    pub id: AppointmentId,
    /// Its client, with the name where the reader may see clients.
    pub client: (ClientId, Option<String>),
    /// When it began.
    pub starts_at: Timestamp,
    /// What was to be done, where the reader may see that.
    pub service: Option<String>,
}

/// Sessions that are offered.
const OFFERED: usize = 40;

/// What a subject comes to: client, appointment, and when that was.
pub(super) type Linked = (Option<i64>, Option<i64>, Option<Timestamp>);

/// Looks a subject up. A session must be the artist's own: of another's nobody learns by trying whose it is.
pub(super) fn linked(conn: &mut SqliteConnection, artist: i64, subject: ItemSubject) -> Result<Linked> {
    match subject {
        ItemSubject::Nobody => Ok((None, None, None)),
        ItemSubject::Client(client) => {
            let found: Option<Option<i64>> =
                clients::table.find(client.get()).select(clients::merged_into).get_result(conn).optional()?;
            let kept = found.ok_or_else(|| Error::not_found(Client::KIND, client))?;
            Ok((Some(kept.unwrap_or(client.get())), None, None))
        }
        ItemSubject::Session(id) => {
            let found: Option<(i64, i64)> = appointments::table
                .find(id.get())
                .filter(appointments::artist_id.eq(artist))
                .select((appointments::client_id, appointments::starts_at))
                .get_result(conn)
                .optional()?;
            let (client, at) = found.ok_or_else(|| Error::not_found(Appointment::KIND, id))?;
            Ok((Some(client), Some(id.get()), Some(Timestamp::from_millis(at))))
        }
    }
}

impl<'tx, M> Tx<'tx, M> {
    /// The artist's latest sessions that have begun and were not cancelled, newest first: what a new piece is likely of.
    ///
    /// # Errors
    /// If the database fails.
    pub fn portfolio_sessions(&mut self, may: &Permit<'tx, ViewPortfolio>) -> Result<Vec<PortfolioSession>> {
        let artist = may.id;
        let mine = if self.acting.artist == Some(artist) { Ownership::Mine } else { Ownership::Theirs };
        if !self.decide(Action::AgendaView, mine).is_permit() {
            return Ok(Vec::new());
        }
        let took_place =
            [AppointmentStatus::Pending, AppointmentStatus::Confirmed, AppointmentStatus::Completed];
        type Row = (i64, i64, i64, String);
        let rows: Vec<Row> = appointments::table
            .filter(appointments::artist_id.eq(artist.get()))
            .filter(appointments::starts_at.le(self.facts.at.millis()))
            .filter(appointments::status.eq_any(took_place.map(AppointmentStatus::code)))
            .order(appointments::starts_at.desc())
            .select((
                appointments::id,
                appointments::client_id,
                appointments::starts_at,
                appointments::service,
            ))
            .capped::<OFFERED>()
            .load(self.conn)?;
        let names = self.decide(Action::ClientsView, Ownership::Theirs).is_permit();
        let details = self.decide(Action::AgendaDetails, mine).is_permit();
        rows.into_iter()
            .map(|(id, client, at, service)| {
                let kept: Option<i64> =
                    clients::table.find(client).select(clients::merged_into).get_result(self.conn)?;
                let kept = kept.unwrap_or(client);
                let name: String = clients::table.find(kept).select(clients::name).get_result(self.conn)?;
                Ok(PortfolioSession {
                    id: AppointmentId::new(id),
                    client: (ClientId::new(kept), names.then_some(name)),
                    starts_at: Timestamp::from_millis(at),
                    service: details.then_some(service),
                })
            })
            .collect()
    }
}

/// Whose pieces an artist's are, for those who write them.
pub(super) fn artist_of(conn: &mut SqliteConnection, item: i64) -> Result<ArtistId> {
    use crate::schema::portfolio_items;
    let artist: i64 =
        portfolio_items::table.find(item).select(portfolio_items::artist_id).get_result(conn)?;
    Ok(ArtistId::new(artist))
}
