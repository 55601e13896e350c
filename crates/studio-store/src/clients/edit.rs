//! Making and changing the record of a client.

use diesel::dsl::max;
use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{
    ArtistId, BirthDate, ClientId, ContactKind, Email, Instagram, PersonName, Phone, PinnedNote, Placement,
    ShortText, StreetAddress, Style, Timestamp, UserId, Version,
};

use super::{contacts, index};
use crate::actions::{AddClient, Client, EditClient, PinNote};
use crate::error::Result;
use crate::guard::{Permit, Row as _};
use crate::schema::{client_placements, client_styles, clients, deleted_clients};
use crate::tx::{Tx, Write};
use crate::versioned::{Change, saved, text};

/// A new client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClient {
    /// Full name.
    pub name: PersonName,
    /// Phone; only an import may leave it out.
    pub phone: Option<Phone>,
    /// Everything else; name and phone in it are not looked at.
    pub more: ClientEdit,
    /// Id in the application that the studio moved from.
    pub legacy_id: Option<i64>,
    /// When the record was made, if not now: for data that moves in.
    pub created_at: Option<Timestamp>,
}

/// Changes of a record; what is `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientEdit {
    /// Full name.
    pub name: Option<PersonName>,
    /// Phone.
    pub phone: Option<Phone>,
    /// The phone in E.164; changed together with the phone.
    pub phone_e164: Option<String>,
    /// Mail address.
    pub email: Change<Email>,
    /// Instagram name.
    pub instagram: Change<Instagram>,
    /// Street address.
    pub address: Change<StreetAddress>,
    /// City.
    pub city: Change<ShortText>,
    /// State or province.
    pub state: Change<ShortText>,
    /// Gender.
    pub gender: Change<ShortText>,
    /// Date of birth.
    pub birth_date: Change<BirthDate>,
    /// Preferred artist.
    pub preferred_artist: Change<ArtistId>,
    /// Tattoo styles.
    pub styles: Option<Vec<Style>>,
    /// Placements of interest.
    pub placements: Option<Vec<Placement>>,
    /// How they found the studio.
    pub source: Change<ShortText>,
    /// More about that.
    pub source_detail: Change<ShortText>,
    /// Whom to call in an emergency.
    pub emergency: Change<ContactEdit>,
    /// Who answers for a minor.
    pub guardian: Change<ContactEdit>,
}

/// Somebody to call, as entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactEdit {
    /// Name.
    pub name: PersonName,
    /// Relationship.
    pub relationship: Option<ShortText>,
    /// Phone.
    pub phone: Option<Phone>,
}

fn version_of(conn: &mut SqliteConnection, id: i64) -> Result<i64> {
    Ok(clients::table.find(id).select(clients::version).get_result(conn)?)
}

/// The number of a new record: never one that was given before, also if that record is deleted. Asked for by itself, since a piece of raw SQL
/// within the insert keeps it from staying prepared.
fn next_number(conn: &mut SqliteConnection) -> Result<i64> {
    let living: Option<i64> = clients::table.select(max(clients::id)).get_result(conn)?;
    let deleted: Option<i64> = deleted_clients::table.select(max(deleted_clients::id)).get_result(conn)?;
    Ok(living.max(deleted).unwrap_or(0).saturating_add(1))
}

/// Inserts a record without its index row; the permit was asked for by the caller.
pub(crate) fn insert(
    conn: &mut SqliteConnection,
    new: &NewClient,
    by: Option<UserId>,
    now: Timestamp,
) -> Result<ClientId> {
    let created = new.created_at.unwrap_or(now).millis();
    let more = &new.more;
    let number = next_number(conn)?;
    let id: i64 = diesel::insert_into(clients::table)
        .values((
            clients::id.eq(number),
            (
                clients::name.eq(new.name.as_str()),
                clients::phone.eq(new.phone.as_ref().map(Phone::as_str)),
                clients::phone_e164.eq(more.phone_e164.as_deref()),
                clients::email.eq(text(&more.email).flatten()),
                clients::instagram.eq(text(&more.instagram).flatten()),
                clients::address.eq(text(&more.address).flatten()),
                clients::city.eq(text(&more.city).flatten()),
                clients::state.eq(text(&more.state).flatten()),
            ),
            (
                clients::gender.eq(text(&more.gender).flatten()),
                clients::birth_date.eq(text(&more.birth_date).flatten()),
                clients::preferred_artist_id.eq(more.preferred_artist.flatten().map(ArtistId::get)),
                clients::source.eq(text(&more.source).flatten()),
                clients::source_detail.eq(text(&more.source_detail).flatten()),
            ),
            clients::legacy_id.eq(new.legacy_id),
            clients::created_at.eq(created),
            clients::created_by.eq(by.map(UserId::get)),
            clients::updated_at.eq(created),
            clients::updated_by.eq(by.map(UserId::get)),
        ))
        .returning(clients::id)
        .get_result(conn)?;
    add_styles(conn, id, more.styles.as_deref().unwrap_or_default())?;
    add_placements(conn, id, more.placements.as_deref().unwrap_or_default())?;
    for (kind, contact) in
        [(ContactKind::Emergency, &more.emergency), (ContactKind::Guardian, &more.guardian)]
    {
        if let Some(Some(contact)) = contact {
            contacts::save(conn, id, kind, Some(contact))?;
        }
    }
    Ok(ClientId::new(id))
}

fn add_styles(conn: &mut SqliteConnection, client: i64, styles: &[Style]) -> Result<()> {
    for style in styles {
        diesel::insert_or_ignore_into(client_styles::table)
            .values((client_styles::client_id.eq(client), client_styles::style.eq(style.as_str())))
            .execute(conn)?;
    }
    Ok(())
}

fn add_placements(conn: &mut SqliteConnection, client: i64, placements: &[Placement]) -> Result<()> {
    for placement in placements {
        diesel::insert_or_ignore_into(client_placements::table)
            .values((
                client_placements::client_id.eq(client),
                client_placements::placement.eq(placement.as_str()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

fn update(
    conn: &mut SqliteConnection,
    id: i64,
    version: Version,
    edit: &ClientEdit,
    by: Option<UserId>,
    now: Timestamp,
) -> Result<Version> {
    let hit = diesel::update(clients::table.find(id).filter(clients::version.eq(version.get())))
        .set((
            (
                edit.name.as_ref().map(|name| clients::name.eq(name.to_string())),
                edit.phone.as_ref().map(|phone| clients::phone.eq(Some(phone.to_string()))),
                edit.phone.as_ref().map(|_| clients::phone_e164.eq(edit.phone_e164.clone())),
                text(&edit.email).map(|email| clients::email.eq(email)),
                text(&edit.instagram).map(|instagram| clients::instagram.eq(instagram)),
                text(&edit.address).map(|address| clients::address.eq(address)),
                text(&edit.city).map(|city| clients::city.eq(city)),
                text(&edit.state).map(|state| clients::state.eq(state)),
            ),
            (
                text(&edit.gender).map(|gender| clients::gender.eq(gender)),
                text(&edit.birth_date).map(|date| clients::birth_date.eq(date)),
                edit.preferred_artist.map(|id| clients::preferred_artist_id.eq(id.map(ArtistId::get))),
                text(&edit.source).map(|source| clients::source.eq(source)),
                text(&edit.source_detail).map(|detail| clients::source_detail.eq(detail)),
            ),
            clients::updated_at.eq(now.millis()),
            clients::updated_by.eq(by.map(UserId::get)),
            clients::version.eq(clients::version + 1),
        ))
        .execute(conn)?;
    let saved = saved(hit, Client::KIND, id, version, || version_of(conn, id))?;
    if let Some(styles) = &edit.styles {
        diesel::delete(client_styles::table.filter(client_styles::client_id.eq(id))).execute(conn)?;
        add_styles(conn, id, styles)?;
    }
    if let Some(placements) = &edit.placements {
        diesel::delete(client_placements::table.filter(client_placements::client_id.eq(id))).execute(conn)?;
        add_placements(conn, id, placements)?;
    }
    if let Some(contact) = &edit.emergency {
        contacts::save(conn, id, ContactKind::Emergency, contact.as_ref())?;
    }
    if let Some(contact) = &edit.guardian {
        contacts::save(conn, id, ContactKind::Guardian, contact.as_ref())?;
    }
    Ok(saved)
}

impl<'tx> Tx<'tx, Write> {
    /// Makes a record.
    ///
    /// # Errors
    /// If the database fails.
    pub fn add_client(&mut self, may: &Permit<'tx, AddClient>, new: &NewClient) -> Result<ClientId> {
        let id = insert(self.conn, new, self.facts.user, self.facts.at)?;
        index::create(self.conn, id.get(), self.facts.at)?;
        self.detail(may, "client", id.get());
        Ok(id)
    }

    /// Saves changes of a record as it was at `version`.
    ///
    /// # Errors
    /// [`Error::Stale`](crate::Error::Stale) if somebody else saved it meanwhile.
    pub fn edit_client(
        &mut self,
        may: &Permit<'tx, EditClient>,
        version: Version,
        edit: &ClientEdit,
    ) -> Result<Version> {
        let saved = update(self.conn, may.id.get(), version, edit, self.facts.user, self.facts.at)?;
        index::refresh(self.conn, may.id.get(), self.facts.at)?;
        Ok(saved)
    }

    /// Archives or restores.
    ///
    /// # Errors
    /// [`Error::Stale`](crate::Error::Stale).
    pub fn archive_client(
        &mut self,
        may: &Permit<'tx, EditClient>,
        version: Version,
        archived: bool,
    ) -> Result<Version> {
        let (id, now) = (may.id.get(), self.facts.at);
        let hit = diesel::update(clients::table.find(id).filter(clients::version.eq(version.get())))
            .set((
                clients::archived_at.eq(archived.then_some(now.millis())),
                clients::updated_at.eq(now.millis()),
                clients::updated_by.eq(self.facts.user.map(UserId::get)),
                clients::version.eq(clients::version + 1),
            ))
            .execute(self.conn)?;
        let saved = saved(hit, Client::KIND, id, version, || version_of(self.conn, id))?;
        index::refresh(self.conn, id, now)?;
        self.detail(may, "archived", archived);
        Ok(saved)
    }

    /// Sets or removes the pinned note: it belongs to the notes, not to the record.
    ///
    /// # Errors
    /// [`Error::Stale`](crate::Error::Stale).
    pub fn pin_note(
        &mut self,
        may: &Permit<'tx, PinNote>,
        version: Version,
        note: Option<&PinnedNote>,
    ) -> Result<Version> {
        let id = may.id.get();
        let hit = diesel::update(clients::table.find(id).filter(clients::version.eq(version.get())))
            .set((
                clients::pinned_note.eq(note.map(PinnedNote::as_str)),
                clients::updated_at.eq(self.facts.at.millis()),
                clients::updated_by.eq(self.facts.user.map(UserId::get)),
                clients::version.eq(clients::version + 1),
            ))
            .execute(self.conn)?;
        self.detail(may, "act", "pin");
        saved(hit, Client::KIND, id, version, || version_of(self.conn, id))
    }
}
