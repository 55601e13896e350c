//! Appointments of a stretch of time, of an artist, of a client, page by page in the order of their starts.

use diesel::connection::DefaultLoadingMode;
use diesel::prelude::*;
use studio_domain::{AppointmentId, AppointmentStatus, ArtistId, ClientId, Timestamp, fold};
use studio_policy::{Action, Ownership};

use super::card::{AppointmentCard, Rest, whole_row};
use super::change::Stored;
use super::conflicts::client;
use crate::actions::ListAppointments;
use crate::clients::Named;
use crate::clients::merged::{of_whole, whole};
use crate::error::Result;
use crate::guard::{ListPermit, Rows};
use crate::schema::{appointments, artists, clients, users};
use crate::tx::Tx;

/// Which appointments to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AppointmentQuery {
    /// Only those that begin then or later.
    pub from: Option<Timestamp>,
    /// Only those that begin before then.
    pub to: Option<Timestamp>,
    /// Only those with this artist.
    pub artist: Option<ArtistId>,
    /// Only those for this client.
    pub client: Option<ClientId>,
    /// Only those of these statuses; none: of all.
    pub status: Vec<AppointmentStatus>,
    /// Words of the client's name or, where the reader may see it, of the service.
    pub words: Option<String>,
    /// Behind this one: where the page before ended.
    pub after: Option<AppointmentCursor>,
    /// How many at most, up to 200.
    pub limit: usize,
}

/// A place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AppointmentCursor {
    /// Start.
    pub starts_at: Timestamp,
    /// Id.
    pub id: AppointmentId,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentPage {
    /// The appointments.
    pub items: Vec<AppointmentCard>,
    /// Where the next page begins; `None`: this was the last one. A page may be short and have one nevertheless.
    pub next: Option<AppointmentCursor>,
}

/// Rows that one page looks at, at most, while it searches for words.
const LOOKED_AT: usize = 5_000;

type Row = (Stored, Rest, (String, String), (String, Option<i64>));

impl<'tx, M> Tx<'tx, M> {
    /// One page of appointments.
    ///
    /// # Errors
    /// If the database fails.
    pub fn list_appointments(
        &mut self,
        may: &ListPermit<'tx, ListAppointments>,
        asked: &AppointmentQuery,
    ) -> Result<AppointmentPage> {
        let limit = asked.limit.clamp(1, 200);
        let mut query = appointments::table
            .inner_join(artists::table)
            .inner_join(clients::table)
            .left_join(users::table.on(appointments::created_by.eq(users::id.nullable())))
            .into_boxed();
        if let Rows::Of(artist) = may.rows {
            query = query.filter(appointments::artist_id.eq(artist.get()));
        }
        if let Some(artist) = asked.artist {
            query = query.filter(appointments::artist_id.eq(artist.get()));
        }
        if let Some(of) = asked.client {
            let records = whole(self.conn, of.get())?;
            query = of_whole!(query, appointments::client_id, records);
        }
        if let Some(from) = asked.from {
            query = query.filter(appointments::starts_at.ge(from.millis()));
        }
        if let Some(to) = asked.to {
            query = query.filter(appointments::starts_at.lt(to.millis()));
        }
        if let Some(after) = asked.after {
            let at = after.starts_at.millis();
            query = query
                .filter(appointments::starts_at.ge(at))
                .filter(appointments::starts_at.gt(at).or(appointments::id.gt(after.id.get())));
        }
        if !asked.status.is_empty() {
            let codes: Vec<&str> = asked.status.iter().map(|status| status.code()).collect();
            query = query.filter(appointments::status.eq_any(codes));
        }
        let words = fold(asked.words.as_deref().unwrap_or_default());
        let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
        let (mut found, mut last, mut looked_at, mut more) = (Vec::new(), None, 0_usize, false);
        let (acting, now) = (self.acting.clone(), self.facts.at.millis());
        let sees = |artist: i64| {
            let mine = acting.artist == Some(ArtistId::new(artist));
            let whose = if mine { Ownership::Mine } else { Ownership::Theirs };
            acting.matrix.decide(&acting.actor, Action::AgendaDetails, whose, now).is_permit()
        };
        let rows = query
            .order((appointments::starts_at, appointments::id))
            .select(whole_row!((clients::name, clients::merged_into)))
            .load_iter::<Row, DefaultLoadingMode>(self.conn)?;
        for row in rows {
            let row = row?;
            if found.len() >= limit || looked_at >= LOOKED_AT {
                more = true;
                break;
            }
            looked_at += 1;
            let (stored, rest, ..) = &row;
            last = Some(AppointmentCursor {
                starts_at: Timestamp::from_millis(stored.starts_at),
                id: AppointmentId::new(rest.0),
            });
            if words.is_empty() || says(&row, &words, sees(stored.artist_id)) {
                found.push(row);
            }
        }
        let mut items = Vec::with_capacity(found.len());
        for (stored, rest, artist, (name, merged)) in found {
            let of = match merged {
                Some(kept) => client(self.conn, kept)?.0,
                None => Named { id: ClientId::new(rest.1), name },
            };
            items.push(self.card_of((stored, rest, artist), of)?);
        }
        Ok(AppointmentPage { items, next: last.filter(|_| more) })
    }
}

/// Whether all words are found in what the reader may see of it.
fn says((stored, .., (name, _)): &Row, words: &[&str], details: bool) -> bool {
    let mut text = fold(name);
    if details {
        text.push('\n');
        text.push_str(&fold(&stored.service));
    }
    words.iter().all(|word| text.contains(word))
}
