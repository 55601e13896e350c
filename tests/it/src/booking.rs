//! Many who want the same hours: each hour is one appointment of the one artist, and each booker a client.

use std::time::Duration;

use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, ClientId, PersonName, Phone, TimeSpan, Timestamp,
};
use studio_store::actions::{AddArtist, AddClient, Book, ListAppointments, ViewClient};
use studio_store::{
    AppointmentQuery, ClientEdit, Constraint, Error, NewAppointment, NewClient, Store, Wanted,
};

use crate::{named, operator, wrong};

/// The artist of whom everybody wants something: the first one of a file.
pub const WANTED: ArtistId = ArtistId::new(1);

/// Makes the artist and so many clients in an empty file.
///
/// # Errors
/// Of the store.
pub fn prepare_booking(store: &Store, clients: usize) -> Result<(), Error> {
    let artist = named("Wanted")?;
    store.write::<_, Error, _>(&operator(), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<AddArtist>(&studio)?;
        tx.add_artist(&may, &artist).map(|_id| ())
    })?;
    for nth in 0..clients {
        let new = NewClient {
            name: PersonName::parse(&format!("Booker {nth}"))
                .map_err(|invalid| wrong(&invalid.to_string()))?,
            phone: Some(Phone::parse("600 100 200").map_err(|invalid| wrong(&invalid.to_string()))?),
            more: ClientEdit::default(),
            legacy_id: None,
            created_at: None,
        };
        store.write::<_, Error, _>(&operator(), move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<AddClient>(&studio)?;
            tx.add_client(&may, &new).map(|_id| ())
        })?;
    }
    Ok(())
}

/// The hour of a slot; the next one follows back to back.
fn hour(slot: u32) -> Result<TimeSpan, Error> {
    let hours = |count: u32| Duration::from_secs(u64::from(count) * 3_600);
    let first = Timestamp::from_millis(1_800_000_000_000);
    TimeSpan::new(first.plus(hours(slot)), first.plus(hours(slot.saturating_add(1))))
        .map_err(|invalid| wrong(&invalid.to_string()))
}

/// Tries to book the hour of a slot; `asks` first what stands in the way, or lets the file refuse. Answers whether the client got it.
///
/// # Errors
/// Of the store, but not that somebody else has the hour.
pub fn try_book(store: &Store, client: ClientId, slot: u32, asks: bool) -> Result<bool, Error> {
    let span = hour(slot)?;
    let booked = store.write::<_, Error, _>(&operator(), move |tx| {
        let scope = tx.artist(WANTED)?;
        let may = tx.authorize::<Book>(&scope)?;
        let of = tx.client(client)?;
        let of = tx.authorize::<ViewClient>(&of)?;
        let wanted = Wanted { artist: WANTED, client, span, except: None };
        if asks && !tx.conflicts(&may, &wanted)?.is_empty() {
            return Err(Error::Conflict(Constraint::ArtistBooked));
        }
        let new = NewAppointment {
            span,
            status: AppointmentStatus::Confirmed,
            service_id: None,
            service: String::new(),
            placement: None,
            style: None,
            price: None,
            deposit: None,
            notes: String::new(),
            continues: None,
        };
        tx.book_appointment(&may, &of, &new)
    });
    match booked {
        Ok(AppointmentId { .. }) => Ok(true),
        Err(Error::Conflict(Constraint::ArtistBooked)) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Who has each hour, in the order of the hours.
///
/// # Errors
/// Of the store.
pub fn bookings(store: &Store) -> Result<Vec<(Timestamp, Timestamp, ClientId)>, Error> {
    let mut all = Vec::new();
    let mut asked = AppointmentQuery { limit: 200, ..AppointmentQuery::default() };
    loop {
        let page = store.read::<_, Error, _>(&operator(), |tx| {
            let may = tx.authorize_list::<ListAppointments>()?;
            tx.list_appointments(&may, &asked)
        })?;
        all.extend(page.items.into_iter().map(|card| (card.starts_at, card.ends_at, card.client.id)));
        match page.next {
            Some(next) => asked.after = Some(next),
            None => return Ok(all),
        }
    }
}
