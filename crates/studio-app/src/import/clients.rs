//! Clients: the record, preferences, notes, consents, the health questionnaire and whom to call.

mod health;
mod notes;

use std::collections::HashSet;

use studio_domain::{
    BirthDate, ConsentAct, ConsentKind, Email, Instagram, PersonName, Phone, ShortText, fold,
};
use studio_store::{
    ClientEdit, ContactEdit, Legacy, LegacyClient, LegacyRecord as _, MovedConsent, NewClient,
};

use super::mover::{Fate, Mover, Stop};
use super::report::IssueCode;
use super::row::{Cell, Row};
use crate::error::Error;
use crate::health::seal_answers;
use notes::Notes;

const TABLE: &str = LegacyClient::TABLE;

/// Takes every client.
pub(super) fn take(mover: &mut Mover<'_, '_>, legacy: &mut Legacy) -> Result<(), Stop> {
    let mut seen = HashSet::new();
    mover.table::<LegacyClient>(legacy, |mover, row| {
        let Some(id) = mover.own_id(TABLE, &row.id, &mut seen) else { return Ok(Fate::Skipped) };
        if mover.known.clients.contains_key(&id) {
            return Ok(Fate::Known);
        }
        client(mover, id, &row)?;
        Ok(Fate::Imported)
    })
}

fn client(mover: &mut Mover<'_, '_>, id: i64, row: &LegacyClient) -> Result<(), Stop> {
    let (house, today) = (&mover.house, mover.today);
    let mut eye = Row::new(TABLE, Some(id), mover.zone).with_notes();
    let made_at = eye.made_at(&row.created_at, mover.now);
    let name = name(&mut eye, id, &row.name)?;
    let phone = eye.phone("phone", &row.phone);
    if phone.is_none() {
        eye.issue(IssueCode::PhoneMissing, Some("phone"), "");
    }
    let notes = Notes::read(&mut eye, &row.notes, house);
    let short = |eye: &mut Row, column: &str, cell: &Cell| {
        Some(eye.line(column, cell, ShortText::MAX, ShortText::parse)).filter(Option::is_some)
    };
    let preferred = eye.id_of("preferred_artist_id", &row.preferred_artist_id);
    let artist = preferred.and_then(|there| mover.known.artists.get(&there).copied());
    if let (Some(there), None) = (preferred, artist) {
        eye.issue(IssueCode::ArtistUnknown, Some("preferred_artist_id"), there.to_string());
    }
    let birth = |raw: &str| {
        let day = super::cells::day(raw).ok_or(studio_domain::Invalid::form("birth_date", "date"))?;
        BirthDate::new(day).and_then(|birth| birth.check(today))
    };
    let more = ClientEdit {
        phone_e164: phone.as_ref().and_then(|phone| phone.e164(house.country())),
        email: given(eye.value("email", &row.email, Email::parse)),
        instagram: given(eye.value("instagram", &row.instagram, Instagram::parse)),
        city: short(&mut eye, "city", &row.city),
        state: short(&mut eye, "state", &row.state),
        gender: short(&mut eye, "gender", &row.gender),
        birth_date: given(eye.value("birthdate", &row.birthdate, birth)),
        preferred_artist: given(artist),
        styles: (!notes.styles.is_empty()).then(|| notes.styles.clone()),
        placements: (!notes.placements.is_empty()).then(|| notes.placements.clone()),
        source: given(notes.source.clone()),
        emergency: given(emergency(&mut eye, row)),
        ..ClientEdit::default()
    };
    let active = eye.flag("is_active", &row.is_active).unwrap_or(true);
    let consents = consents(&mut eye, row);
    let answers = health::answers(&mut eye, row);
    let (issues, kept) = eye.finish();
    mover.issues.extend(issues);

    let has_contact = more.emergency.is_some();
    let new = NewClient { name, phone, more, legacy_id: Some(id), created_at: Some(made_at) };
    let here = mover.tx.move_client(mover.may, &new, notes.archived || !active)?;
    mover.known.clients.insert(id, here);
    if has_contact {
        mover.count("contacts");
    }
    if !notes.text.is_empty() {
        mover.note(here, made_at, &notes.text)?;
    }
    if !kept.is_empty() {
        mover.note(here, made_at, &kept.join("\n"))?;
    }
    for (kind, act) in consents {
        let moved = MovedConsent { client: here, kind, act, recorded_at: made_at };
        mover.tx.move_consent(mover.may, &moved)?;
        mover.count("consents");
    }
    if !answers.is_empty() {
        let sealed = seal_answers(mover.keys, here, made_at, &answers)?;
        mover.tx.move_screening(mover.may, here, made_at, &sealed)?;
        mover.count("screenings");
    }
    Ok(())
}

/// `Some` says that a new record has the field; nothing to say is `None`.
fn given<T>(value: Option<T>) -> Option<Option<T>> {
    value.map(Some)
}

/// A client without a name is called by the number that stands on the paper card.
fn name(eye: &mut Row, id: i64, cell: &Cell) -> Result<PersonName, Stop> {
    if let Some(name) = eye.line("name", cell, PersonName::MAX, PersonName::parse) {
        return Ok(name);
    }
    eye.issue(IssueCode::NameMissing, Some("name"), "");
    Ok(PersonName::parse(&format!("#{id}")).map_err(Error::from)?)
}

fn emergency(eye: &mut Row, row: &LegacyClient) -> Option<ContactEdit> {
    let name = eye.line("emergency_name", &row.emergency_name, PersonName::MAX, PersonName::parse);
    let relationship =
        eye.line("emergency_relation", &row.emergency_relation, ShortText::MAX, ShortText::parse);
    let phone = eye.phone("emergency_phone", &row.emergency_phone);
    let name = match (name, &relationship, &phone) {
        (Some(name), ..) => name,
        (None, None, None) => return None,
        (None, ..) => {
            eye.issue(IssueCode::NameMissing, Some("emergency_name"), "");
            let stand_in = relationship.as_ref().map(ShortText::as_str).or(phone.as_ref().map(Phone::as_str));
            PersonName::parse(stand_in.unwrap_or_default()).ok()?
        }
    };
    Some(ContactEdit { name, relationship, phone })
}

fn consents(eye: &mut Row, row: &LegacyClient) -> Vec<(ConsentKind, ConsentAct)> {
    [
        (ConsentKind::Informed, "consent_info", &row.consent_info),
        (ConsentKind::ImageUse, "consent_image", &row.consent_image),
        (ConsentKind::DataPrivacy, "consent_data", &row.consent_data),
    ]
    .into_iter()
    .filter_map(|(kind, column, cell)| {
        let act = if eye.flag(column, cell)? { ConsentAct::Given } else { ConsentAct::Declined };
        Some((kind, act))
    })
    .collect()
}

/// The spelling of the studio's list, where the word stands on it.
fn spelled<'l>(word: &'l str, list: &[&'l str]) -> &'l str {
    let key = fold(word);
    list.iter().copied().find(|entry| fold(entry) == key).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_take_the_spelling_of_the_list() {
        let list = ["Línea fina", "Blackwork"];
        assert_eq!(spelled("linea FINA", &list), "Línea fina");
        assert_eq!(spelled("Anime", &list), "Anime");
    }
}
