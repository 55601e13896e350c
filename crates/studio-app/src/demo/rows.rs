//! Invented values as rows: read by the same rules as what people type.

use studio_demo::{Appointment, Artist, Client, Contact};
use studio_domain::{
    ArtistId, ArtistName, Bio, BirthDate, ClientId, Email, Instagram, Invalid, PersonName, Phone, Placement,
    ShortText, StreetAddress, Style,
};
use studio_store::{ArtistEdit, ClientEdit, ContactEdit, MovedAppointment, NewArtist, NewClient};

type Read<T> = Result<T, Invalid>;

/// A value that may be missing; missing is left out.
fn maybe<T>(text: Option<&str>, parse: impl FnOnce(&str) -> Read<T>) -> Read<Option<Option<T>>> {
    text.map(|text| parse(text).map(Some)).transpose()
}

fn each<T>(texts: &[&str], parse: impl Fn(&str) -> Read<T>) -> Read<Option<Vec<T>>> {
    let all = texts.iter().map(|text| parse(text)).collect::<Read<Vec<T>>>()?;
    Ok(Some(all).filter(|all| !all.is_empty()))
}

pub(super) fn new_artist(artist: &Artist) -> Read<NewArtist> {
    Ok(NewArtist {
        name: ArtistName::parse(&artist.name)?,
        colour: artist.colour.clone(),
        more: ArtistEdit {
            bio: maybe(Some(&artist.bio), Bio::parse)?,
            styles: each(&artist.styles, Style::parse)?,
            email: maybe(Some(&artist.email), Email::parse)?,
            hours: Some(artist.hours.clone()),
            ..ArtistEdit::default()
        },
    })
}

fn contact(contact: Option<&Contact>) -> Read<Option<Option<ContactEdit>>> {
    contact
        .map(|contact| {
            Ok(Some(ContactEdit {
                name: PersonName::parse(&contact.name)?,
                relationship: Some(ShortText::parse(contact.relationship)?),
                phone: Some(Phone::parse(&contact.phone)?),
            }))
        })
        .transpose()
}

pub(super) fn new_client(client: &Client, artists: &[ArtistId]) -> Read<NewClient> {
    let phone = Phone::parse(&client.phone)?;
    let preferred = client.preferred_artist.and_then(|place| artists.get(place)).copied();
    Ok(NewClient {
        name: PersonName::parse(&client.name)?,
        more: ClientEdit {
            // Invented numbers name their country.
            phone_e164: phone.e164(None),
            email: maybe(client.email.as_deref(), Email::parse)?,
            instagram: maybe(client.instagram.as_deref(), Instagram::parse)?,
            address: maybe(client.address.as_deref(), StreetAddress::parse)?,
            city: maybe(client.city, ShortText::parse)?,
            state: maybe(client.state, ShortText::parse)?,
            gender: maybe(client.gender, ShortText::parse)?,
            birth_date: client.birth_date.map(|date| BirthDate::new(date).map(Some)).transpose()?,
            preferred_artist: preferred.map(Some),
            styles: each(&client.styles, Style::parse)?,
            placements: each(&client.placements, Placement::parse)?,
            source: maybe(client.source, ShortText::parse)?,
            source_detail: maybe(client.source_detail.as_deref(), ShortText::parse)?,
            emergency: contact(client.emergency.as_ref())?,
            guardian: contact(client.guardian.as_ref())?,
            ..ClientEdit::default()
        },
        phone: Some(phone),
        legacy_id: None,
        created_at: Some(client.registered_at),
    })
}

pub(super) fn moved_appointment(one: &Appointment, artist: ArtistId, client: ClientId) -> MovedAppointment {
    MovedAppointment {
        client,
        artist,
        starts_at: one.starts_at,
        ends_at: one.ends_at,
        status: one.status,
        service: one.service.clone(),
        price: one.price,
        commission_override: None,
        legacy_id: None,
        imported: false,
    }
}
