//! The card of a client: contact, preferences, people to call. Not notes, health or consents: those have permits of their own.

use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use studio_domain::{ArtistId, ClientId, ClientStatus, Timestamp, UserId, Version};

use super::{contacts, merged};
use crate::actions::ViewClient;
use crate::error::Result;
use crate::guard::Permit;
use crate::media::{self, PhotoCard};
use crate::schema::{artists, client_index, client_placements, client_styles, clients};
use crate::tx::Tx;

/// Something with an id and a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<Id> {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
}

/// Somebody to call about a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// Relationship to the client; may be empty.
    pub relationship: String,
    /// Phone; may be empty where it was imported so.
    pub phone: String,
}

/// A client's card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientCard {
    /// Id.
    pub id: ClientId,
    /// Full name.
    pub name: String,
    /// Phone as typed; `None` only where an import had none.
    pub phone: Option<String>,
    /// The phone in E.164, where its country is known.
    pub phone_e164: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Instagram name without `@`.
    pub instagram: Option<String>,
    /// Street address.
    pub address: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State or province.
    pub state: Option<String>,
    /// Gender, in the client's words.
    pub gender: Option<String>,
    /// Date of birth, `YYYY-MM-DD`.
    pub birth_date: Option<String>,
    /// Preferred artist.
    pub preferred_artist: Option<Named<ArtistId>>,
    /// Tattoo styles.
    pub styles: Vec<String>,
    /// Body placements of interest.
    pub placements: Vec<String>,
    /// How they found the studio.
    pub source: Option<String>,
    /// More about that.
    pub source_detail: Option<String>,
    /// The one line that is always seen.
    pub pinned_note: Option<String>,
    /// Whom to call in an emergency.
    pub emergency: Option<Contact>,
    /// Who answers for a minor.
    pub guardian: Option<Contact>,
    /// The photo, if there is one.
    pub photo: Option<PhotoCard>,
    /// Active or archived.
    pub status: ClientStatus,
    /// Start of the next appointment.
    pub next_appointment: Option<Timestamp>,
    /// Start of the last appointment.
    pub last_appointment: Option<Timestamp>,
    /// Assigned artist: of the next appointment, else the last, else preferred.
    pub artist: Option<Named<ArtistId>>,
    /// Id in the application that the studio moved from.
    pub legacy_id: Option<i64>,
    /// When the record was made.
    pub created_at: Timestamp,
    /// By whom; `None`: the operator or an import.
    pub created_by: Option<UserId>,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: Option<UserId>,
    /// Records of the same person that were merged into this one; their ids lead here.
    pub merged: Vec<ClientId>,
    /// For saving without overwriting others.
    pub version: Version,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = clients, check_for_backend(Sqlite))]
struct Row {
    name: String,
    phone: Option<String>,
    phone_e164: Option<String>,
    email: Option<String>,
    instagram: Option<String>,
    address: Option<String>,
    city: Option<String>,
    state: Option<String>,
    gender: Option<String>,
    birth_date: Option<String>,
    preferred_artist_id: Option<i64>,
    source: Option<String>,
    source_detail: Option<String>,
    pinned_note: Option<String>,
    archived_at: Option<i64>,
    legacy_id: Option<i64>,
    created_at: i64,
    created_by: Option<i64>,
    updated_at: i64,
    updated_by: Option<i64>,
    version: i64,
}

impl<'tx, M> Tx<'tx, M> {
    /// The card.
    ///
    /// # Errors
    /// If the database fails.
    pub fn client_card(&mut self, may: &Permit<'tx, ViewClient>) -> Result<ClientCard> {
        let id = may.id.get();
        let row = clients::table.find(id).select(Row::as_select()).get_result(self.conn)?;
        let (artist, next, last): (Option<i64>, Option<i64>, Option<i64>) = client_index::table
            .find(id)
            .select((client_index::artist_id, client_index::next_at, client_index::last_at))
            .get_result(self.conn)?;
        let styles = client_styles::table
            .filter(client_styles::client_id.eq(id))
            .order(client_styles::style)
            .select(client_styles::style)
            .load(self.conn)?;
        let placements = client_placements::table
            .filter(client_placements::client_id.eq(id))
            .order(client_placements::placement)
            .select(client_placements::placement)
            .load(self.conn)?;
        let (emergency, guardian) = contacts::load(self.conn, id)?;
        Ok(ClientCard {
            id: may.id,
            preferred_artist: self.named_artist(row.preferred_artist_id)?,
            artist: self.named_artist(artist)?,
            styles,
            placements,
            emergency,
            guardian,
            photo: media::of_client(self.conn, id)?,
            status: if row.archived_at.is_some() { ClientStatus::Archived } else { ClientStatus::Active },
            next_appointment: next.map(Timestamp::from_millis),
            last_appointment: last.map(Timestamp::from_millis),
            name: row.name,
            phone: row.phone,
            phone_e164: row.phone_e164,
            email: row.email,
            instagram: row.instagram,
            address: row.address,
            city: row.city,
            state: row.state,
            gender: row.gender,
            birth_date: row.birth_date,
            source: row.source,
            source_detail: row.source_detail,
            pinned_note: row.pinned_note,
            legacy_id: row.legacy_id,
            created_at: Timestamp::from_millis(row.created_at),
            created_by: row.created_by.map(UserId::new),
            updated_at: Timestamp::from_millis(row.updated_at),
            updated_by: row.updated_by.map(UserId::new),
            merged: merged::of(self.conn, id)?.into_iter().map(ClientId::new).collect(),
            version: Version::new(row.version),
        })
    }

    fn named_artist(&mut self, id: Option<i64>) -> Result<Option<Named<ArtistId>>> {
        let Some(id) = id else { return Ok(None) };
        let name = artists::table.find(id).select(artists::name).get_result(self.conn)?;
        Ok(Some(Named { id: ArtistId::new(id), name }))
    }
}
