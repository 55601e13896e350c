//! What has to be known before the appointments of a day: of all of them at once, however many there are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::dsl::max;
use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, BirthDate, ClientId, ConsentFact, ConsentKind, ContactKind,
    Timestamp,
};
use studio_policy::{Action, Ownership};

use super::card::{AppointmentCard, Rest, whole_row};
use super::change::Stored;
use super::conflicts::client;
use super::spans::NotOver;
use crate::actions::ListAppointments;
use crate::capped::CappedDsl;
use crate::clients::Named;
use crate::error::{Error, Result};
use crate::guard::{ListPermit, Rows};
use crate::health::SealedScreening;
use crate::schema::{
    appointment_files, appointments, artists, client_contacts, client_index, clients, notes, portfolio_items,
    screenings, services, users,
};
use crate::tx::Tx;

/// What has to be known before an appointment, as far as the reader may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// Which appointment.
    pub appointment: AppointmentId,
    /// Date of birth of the client, if it is known.
    pub birth: Option<BirthDate>,
    /// Whether somebody who answers for the client is named.
    pub guardian_named: bool,
    /// Whether there is a phone of theirs.
    pub guardian_phone: bool,
    /// The one line that is always seen.
    pub pinned_note: Option<String>,
    /// What was said about the informed consent; `None`: the reader may not know.
    pub consents: Option<Vec<ConsentFact>>,
    /// The newest health screening, if there is one; `None`: the reader may not be told anything of it.
    pub screening: Option<Option<SealedScreening>>,
    /// Whether no session of the client was completed so far.
    pub first_visit: bool,
    /// The client's next appointment.
    pub next_at: Option<Timestamp>,
    /// Whether a note was written about this appointment; `None`: the reader may not read notes.
    pub noted: Option<bool>,
    /// Whether there is a picture of the work: one of the appointment's own, or one in a portfolio.
    pub pictured: bool,
    /// Whether its service has an aftercare text that was not given.
    pub aftercare_due: bool,
    /// The newest note about the client from before this appointment.
    pub last_note: Option<(Timestamp, String)>,
}

/// What is known of the clients of a day, by the record that stands for each.
#[derive(Default)]
struct Known {
    birth: HashMap<i64, String>,
    pinned: HashMap<i64, String>,
    next: HashMap<i64, i64>,
    guardian: HashMap<i64, (bool, bool)>,
    met: BTreeSet<i64>,
    consents: HashMap<i64, Vec<ConsentFact>>,
    screenings: HashMap<i64, SealedScreening>,
    notes: HashMap<i64, (Option<i64>, i64, String)>,
    noted: BTreeSet<i64>,
    pictured: BTreeSet<i64>,
    aftercare_due: BTreeSet<i64>,
}

/// The appointments that are looked at, with the kept record of each one's client.
pub(crate) type Looked = (i64, i64, i64, String);

type Row = (Stored, Rest, (String, String), (String, Option<i64>));

/// Those of these appointments of which there is a picture; a paper is none, and neither is what was taken out of a portfolio.
fn pictured(conn: &mut SqliteConnection, ids: &[i64]) -> Result<BTreeSet<i64>> {
    let own: Vec<i64> = appointment_files::table
        .filter(appointment_files::appointment_id.eq_any(ids))
        .filter(appointment_files::small.is_not_null())
        .select(appointment_files::appointment_id)
        .distinct()
        .load(conn)?;
    let shown: Vec<Option<i64>> = portfolio_items::table
        .filter(portfolio_items::appointment_id.eq_any(ids))
        .filter(portfolio_items::removed_at.is_null())
        .select(portfolio_items::appointment_id)
        .distinct()
        .load(conn)?;
    Ok(own.into_iter().chain(shown.into_iter().flatten()).collect())
}

impl<'tx, M> Tx<'tx, M> {
    /// What has to be known before these appointments; of those whose details the reader may not see there is nothing here.
    ///
    /// # Errors
    /// If the database fails.
    pub fn ahead(
        &mut self,
        may: &ListPermit<'tx, ListAppointments>,
        ids: &[AppointmentId],
    ) -> Result<Vec<Ahead>> {
        let looked = self.looked_at(may, ids)?;
        let known = self.known_ahead(&looked)?;
        looked.iter().map(|one| self.ahead_of(one, &known)).collect()
    }

    /// Those of these appointments whose details the reader may see.
    pub(crate) fn looked_at(
        &mut self,
        may: &ListPermit<'tx, ListAppointments>,
        ids: &[AppointmentId],
    ) -> Result<Vec<Looked>> {
        let ids: Vec<i64> = ids.iter().map(|id| id.get()).collect();
        let rows: Vec<(i64, i64, Option<i64>, i64, String)> = appointments::table
            .inner_join(clients::table)
            .filter(appointments::id.eq_any(ids))
            .select((
                appointments::id,
                clients::id,
                clients::merged_into,
                appointments::artist_id,
                appointments::status,
            ))
            .load(self.conn)?;
        Ok(rows
            .into_iter()
            .map(|(id, client, merged, artist, status)| (id, merged.unwrap_or(client), artist, status))
            .filter(|(_, _, artist, _)| match may.rows {
                Rows::All => self.sees(Action::AgendaDetails, self.whose(ArtistId::new(*artist))),
                Rows::Of(own) => own.get() == *artist,
            })
            .collect())
    }

    /// Whose client it is, by this appointment: an artist's own by every one that was not called off.
    pub(crate) fn whose_client(&self, (_, _, artist, status): &Looked) -> Ownership {
        let called_off = status == AppointmentStatus::Cancelled.code();
        if called_off { Ownership::Theirs } else { self.whose(ArtistId::new(*artist)) }
    }

    pub(crate) fn sees(&self, action: Action, whose: Ownership) -> bool {
        self.decide(action, whose).is_permit()
    }

    fn ahead_of(&self, looked: &Looked, known: &Known) -> Result<Ahead> {
        let (whose, (id, client, ..)) = (self.whose_client(looked), looked);
        let birth = known.birth.get(client).map(|date| BirthDate::parse(date));
        let (guardian_named, guardian_phone) = known.guardian.get(client).copied().unwrap_or_default();
        let notes = self.sees(Action::ClientsNotes, whose);
        Ok(Ahead {
            appointment: AppointmentId::new(*id),
            birth: birth.transpose().map_err(|_odd| Error::damaged("clients.birth_date"))?,
            guardian_named,
            guardian_phone,
            pinned_note: known.pinned.get(client).cloned(),
            consents: self
                .sees(Action::ClientsConsent, whose)
                .then(|| known.consents.get(client).cloned().unwrap_or_default()),
            screening: self
                .sees(Action::ClientsHealthView, whose)
                .then(|| known.screenings.get(client).cloned()),
            first_visit: !known.met.contains(client),
            next_at: known.next.get(client).copied().map(Timestamp::from_millis),
            noted: notes.then(|| known.noted.contains(id)),
            pictured: known.pictured.contains(id),
            aftercare_due: known.aftercare_due.contains(id),
            last_note: known
                .notes
                .get(client)
                .filter(|(about, ..)| notes && *about != Some(*id))
                .map(|(_, at, text)| (Timestamp::from_millis(*at), text.clone())),
        })
    }

    fn known_ahead(&mut self, looked: &[Looked]) -> Result<Known> {
        let kept: Vec<i64> = looked.iter().map(|one| one.1).collect::<BTreeSet<_>>().into_iter().collect();
        let of: BTreeMap<i64, i64> = self.records(&kept)?;
        let records: Vec<i64> = of.keys().copied().collect();
        let stands_for = |record: i64| of.get(&record).copied().unwrap_or(record);
        let mut known = Known::default();
        let cards: Vec<(i64, Option<String>, Option<String>)> = clients::table
            .filter(clients::id.eq_any(&kept))
            .select((clients::id, clients::birth_date, clients::pinned_note))
            .load(self.conn)?;
        for (id, birth, pinned) in cards {
            known.birth.extend(birth.map(|date| (id, date)));
            known.pinned.extend(pinned.map(|note| (id, note)));
        }
        let next: Vec<(i64, Option<i64>)> = client_index::table
            .filter(client_index::client_id.eq_any(&kept))
            .select((client_index::client_id, client_index::next_at))
            .load(self.conn)?;
        known.next = next.into_iter().filter_map(|(id, at)| Some((id, at?))).collect();
        let guardians: Vec<(i64, String, String)> = client_contacts::table
            .filter(client_contacts::client_id.eq_any(&kept))
            .filter(client_contacts::kind.eq(ContactKind::Guardian.code()))
            .select((client_contacts::client_id, client_contacts::name, client_contacts::phone))
            .load(self.conn)?;
        known.guardian = guardians
            .into_iter()
            .map(|(id, name, phone)| (id, (!name.is_empty(), !phone.is_empty())))
            .collect();
        let met: Vec<i64> = appointments::table
            .filter(appointments::client_id.eq_any(&records))
            .filter(appointments::status.eq(AppointmentStatus::Completed.code()))
            .select(appointments::client_id)
            .distinct()
            .load(self.conn)?;
        known.met = met.into_iter().map(stands_for).collect();
        for (record, fact) in self.consent_facts_of(&records, ConsentKind::Informed)? {
            known.consents.entry(stands_for(record)).or_default().push(fact);
        }
        for screening in self.newest_screenings(&records)? {
            let client = stands_for(screening.client.get());
            let newer =
                |old: &SealedScreening| (old.answered_at, old.id) < (screening.answered_at, screening.id);
            if known.screenings.get(&client).is_none_or(newer) {
                known.screenings.insert(client, screening);
            }
        }
        let newest: Vec<Option<i64>> = notes::table
            .filter(notes::client_id.eq_any(&records))
            .group_by(notes::client_id)
            .select(max(notes::id))
            .load(self.conn)?;
        let newest: Vec<(i64, Option<i64>, i64, String)> = notes::table
            .filter(notes::id.eq_any(newest.into_iter().flatten()))
            .select((notes::client_id, notes::appointment_id, notes::written_at, notes::text))
            .load(self.conn)?;
        for (record, about, at, text) in newest {
            let old = known.notes.get(&stands_for(record)).map(|(_, at, _)| *at);
            if old.is_none_or(|old| old < at) {
                known.notes.insert(stands_for(record), (about, at, text));
            }
        }
        let noted: Vec<Option<i64>> = notes::table
            .filter(notes::appointment_id.eq_any(looked.iter().map(|one| one.0)))
            .select(notes::appointment_id)
            .distinct()
            .load(self.conn)?;
        known.noted = noted.into_iter().flatten().collect();
        let ids: Vec<i64> = looked.iter().map(|one| one.0).collect();
        known.pictured = pictured(self.conn, &ids)?;
        let due: Vec<i64> = appointments::table
            .inner_join(services::table)
            .filter(appointments::id.eq_any(&ids))
            .filter(appointments::aftercare_at.is_null())
            .filter(services::aftercare.ne(""))
            .select(appointments::id)
            .load(self.conn)?;
        known.aftercare_due = due.into_iter().collect();
        Ok(known)
    }

    /// All records of these clients, each with the one that stands for it.
    pub(crate) fn records(&mut self, kept: &[i64]) -> Result<BTreeMap<i64, i64>> {
        let merged: Vec<(i64, Option<i64>)> = clients::table
            .filter(clients::merged_into.eq_any(kept))
            .select((clients::id, clients::merged_into))
            .load(self.conn)?;
        let merged = merged.into_iter().filter_map(|(id, into)| Some((id, into?)));
        Ok(kept.iter().map(|id| (*id, *id)).chain(merged).collect())
    }

    /// The newest screenings of these records; the caller has looked who may be told anything of them.
    pub(crate) fn newest_screenings(&mut self, records: &[i64]) -> Result<Vec<SealedScreening>> {
        let newest: Vec<(i64, Option<i64>)> = screenings::table
            .filter(screenings::client_id.eq_any(records))
            .group_by(screenings::client_id)
            .select((screenings::client_id, max(screenings::answered_at)))
            .load(self.conn)?;
        let newest: BTreeMap<i64, i64> = newest.into_iter().filter_map(|(id, at)| Some((id, at?))).collect();
        let rows: Vec<(i64, i64, i64, bool, Vec<u8>)> = screenings::table
            .filter(screenings::client_id.eq_any(newest.keys()))
            .filter(screenings::answered_at.eq_any(newest.values()))
            .select((
                screenings::id,
                screenings::client_id,
                screenings::answered_at,
                screenings::imported,
                screenings::sealed,
            ))
            .load(self.conn)?;
        Ok(rows
            .into_iter()
            .filter(|(_, client, at, ..)| newest.get(client) == Some(at))
            .map(|(id, client, at, imported, sealed)| SealedScreening {
                id: studio_domain::ScreeningId::new(id),
                client: ClientId::new(client),
                answered_at: Timestamp::from_millis(at),
                recorded_by: None,
                imported,
                sealed,
            })
            .collect())
    }

    /// Appointments that were agreed on or pending and are over, the latest first, at most 50: of each it should be said what became of it.
    /// Of those whose details the reader may not see there is nothing here.
    ///
    /// # Errors
    /// If the database fails.
    pub fn overdue(&mut self, may: &ListPermit<'tx, ListAppointments>) -> Result<Vec<AppointmentCard>> {
        let mut query = appointments::table
            .inner_join(artists::table)
            .inner_join(clients::table)
            .left_join(users::table.on(appointments::created_by.eq(users::id.nullable())))
            // A literal, so that the index of what is open can be used.
            .filter(NotOver)
            .filter(appointments::ends_at.le(self.facts.at.millis()))
            .into_boxed();
        let own = match may.rows {
            Rows::Of(artist) => Some(artist),
            Rows::All if self.sees(Action::AgendaDetails, Ownership::Theirs) => None,
            Rows::All => Some(self.acting.artist.unwrap_or(ArtistId::new(0))),
        };
        if let Some(artist) = own {
            query = query.filter(appointments::artist_id.eq(artist.get()));
        }
        let rows: Vec<Row> = query
            .order(appointments::ends_at.desc())
            .select(whole_row!((clients::name, clients::merged_into)))
            .capped::<50>()
            .load(self.conn)?;
        let mut cards = Vec::with_capacity(rows.len());
        for (stored, rest, artist, (name, merged)) in rows {
            let of = match merged {
                Some(kept) => client(self.conn, kept)?.0,
                None => Named { id: ClientId::new(rest.1), name },
            };
            cards.push(self.card_of((stored, rest, artist), of)?);
        }
        Ok(cards)
    }
}
