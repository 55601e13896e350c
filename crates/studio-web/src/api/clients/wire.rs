//! What goes over the wire about clients. Separate from the domain's types, so that a new column leaves the house only when somebody decides so.

use serde::{Deserialize, Deserializer, Serialize};
use studio_app::{
    ClientFilter, ClientInput, ClientList, ClientRow, ClientSheet, ContactInput, Duplicate, Likeness, Page,
};
use studio_domain::StudioZone;
use studio_text::{Args, Lang, text};
use utoipa::{IntoParams, ToSchema};

use super::super::times;

/// An artist by id and name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ArtistRef {
    /// Id.
    id: i64,
    /// Name.
    name: String,
}

/// Somebody to call about a client.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contact {
    /// Name.
    #[schema(example = "Elena Núñez")]
    name: String,
    /// Relationship.
    #[serde(default)]
    #[schema(example = "mother")]
    relationship: String,
    /// Phone.
    #[serde(default)]
    #[schema(example = "+52 608 139 0997")]
    phone: String,
}

/// A client.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Client {
    id: i64,
    name: String,
    phone: Option<String>,
    email: Option<String>,
    /// Without `@`.
    instagram: Option<String>,
    address: Option<String>,
    city: Option<String>,
    state: Option<String>,
    gender: Option<String>,
    /// `YYYY-MM-DD`.
    birth_date: Option<String>,
    /// Today in the studio.
    age: Option<u32>,
    minor: bool,
    preferred_artist_id: Option<i64>,
    styles: Vec<String>,
    placements: Vec<String>,
    source: Option<String>,
    source_detail: Option<String>,
    pinned_note: Option<String>,
    emergency: Option<Contact>,
    guardian: Option<Contact>,
    /// `active` or `archived`.
    status: &'static str,
    next_appointment: Option<String>,
    last_appointment: Option<String>,
    /// Of the next appointment, else the last, else preferred.
    artist: Option<ArtistRef>,
    /// Id in the application that the studio moved from.
    legacy_id: Option<i64>,
    created_at: String,
    updated_at: String,
    /// To be sent back when saving.
    version: i64,
}

fn contact(contact: studio_app::Contact) -> Contact {
    Contact { name: contact.name, relationship: contact.relationship, phone: contact.phone }
}

impl Client {
    pub(super) fn new(sheet: ClientSheet, zone: StudioZone) -> Self {
        let card = sheet.card;
        Self {
            id: card.id.get(),
            name: card.name,
            phone: card.phone,
            email: card.email,
            instagram: card.instagram,
            address: card.address,
            city: card.city,
            state: card.state,
            gender: card.gender,
            birth_date: card.birth_date,
            age: sheet.age,
            minor: sheet.minor,
            preferred_artist_id: card.preferred_artist.map(|artist| artist.id.get()),
            styles: card.styles,
            placements: card.placements,
            source: card.source,
            source_detail: card.source_detail,
            pinned_note: card.pinned_note,
            emergency: card.emergency.map(contact),
            guardian: card.guardian.map(contact),
            status: card.status.code(),
            next_appointment: times::maybe(zone, card.next_appointment),
            last_appointment: times::maybe(zone, card.last_appointment),
            artist: card.artist.map(|artist| ArtistRef { id: artist.id.get(), name: artist.name }),
            legacy_id: card.legacy_id,
            created_at: times::at(zone, card.created_at),
            updated_at: times::at(zone, card.updated_at),
            version: card.version.get(),
        }
    }
}

/// A row of the list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Row {
    id: i64,
    name: String,
    phone: Option<String>,
    email: Option<String>,
    instagram: Option<String>,
    artist: Option<ArtistRef>,
    next_appointment: Option<String>,
    last_appointment: Option<String>,
    status: &'static str,
    /// Whether the client is the calling artist's own.
    mine: bool,
    created_at: String,
    version: i64,
}

fn row(row: ClientRow, zone: StudioZone) -> Row {
    Row {
        id: row.id.get(),
        name: row.name,
        phone: row.phone,
        email: row.email,
        instagram: row.instagram,
        artist: row.artist.map(|artist| ArtistRef { id: artist.id.get(), name: artist.name }),
        next_appointment: times::maybe(zone, row.next_appointment),
        last_appointment: times::maybe(zone, row.last_appointment),
        status: row.status.code(),
        mine: row.mine,
        created_at: times::at(zone, row.created_at),
        version: row.version.get(),
    }
}

/// One page of clients. In a search a page may be short although more follow.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Clients {
    items: Vec<Row>,
    /// Absent: this is the last page.
    next_cursor: Option<String>,
}

impl Clients {
    pub(super) fn new(page: ClientList, zone: StudioZone) -> Self {
        Self {
            items: page.items.into_iter().map(|one| row(one, zone)).collect(),
            next_cursor: page.next_cursor,
        }
    }
}

/// The view of the list.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filters {
    /// Any part of name, phone, email or handle; several words must all match.
    q: Option<String>,
    /// `active` (default), `archived` or `all`.
    status: Option<String>,
    /// Id of the assigned artist.
    artist_id: Option<String>,
    /// Only with an appointment ahead.
    upcoming: Option<bool>,
    /// `name` (default), `next`, `last` or `registered`.
    sort: Option<String>,
    /// `asc` or `desc`.
    order: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 200.
    limit: Option<usize>,
}

impl From<Filters> for ClientFilter {
    fn from(filters: Filters) -> Self {
        Self {
            q: filters.q.unwrap_or_default(),
            status: filters.status.unwrap_or_default(),
            artist: filters.artist_id.unwrap_or_default(),
            upcoming: filters.upcoming.unwrap_or_default(),
            sort: filters.sort.unwrap_or_default(),
            order: filters.order.unwrap_or_default(),
            limit: filters.limit,
            cursor: filters.cursor.unwrap_or_default(),
        }
    }
}

/// Reads a field that may be left out (stays) or `null` (is emptied).
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(from).map(Some)
}

/// What can be said about a client. What is left out stays (or is left empty), `null` or empty text empties.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({
    "name": "Sofía O'Farrill-Núñez", "phone": "+52 608 139 0996", "instagram": "@tinta_sofi", "styles": ["Fine line"]
}))]
pub(crate) struct ClientBody {
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    name: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    phone: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    email: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    instagram: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    address: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    city: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    state: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    gender: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    birth_date: Option<Option<String>>,
    #[schema(value_type = Option<i64>)]
    #[serde(deserialize_with = "present")]
    preferred_artist_id: Option<Option<i64>>,
    styles: Option<Vec<String>>,
    placements: Option<Vec<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    source: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    source_detail: Option<Option<String>>,
    #[schema(value_type = Option<Contact>)]
    #[serde(deserialize_with = "present")]
    emergency: Option<Option<Contact>>,
    #[schema(value_type = Option<Contact>)]
    #[serde(deserialize_with = "present")]
    guardian: Option<Option<Contact>>,
    /// Save although it may be there already.
    pub(super) confirm_duplicates: bool,
}

/// Changes of a client.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "version": 1, "city": "Oaxaca" }))]
pub(crate) struct ClientChange {
    /// The version that was read.
    #[serde(deserialize_with = "needed_version")]
    pub(super) version: i64,
    /// The fields.
    #[serde(flatten)]
    pub(super) change: ClientBody,
}

fn needed_version<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    i64::deserialize(from)
}

/// The version that was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "version": 1 }))]
pub(crate) struct VersionOf {
    /// The version that was read.
    pub(super) version: i64,
}

impl From<ClientBody> for ClientInput {
    fn from(body: ClientBody) -> Self {
        let text = |field: Option<Option<String>>| field.map(Option::unwrap_or_default);
        let contact = |field: Option<Option<Contact>>| {
            field.map(|given| {
                given.map_or_else(ContactInput::default, |contact| ContactInput {
                    name: contact.name,
                    relationship: contact.relationship,
                    phone: contact.phone,
                })
            })
        };
        Self {
            name: text(body.name),
            phone: text(body.phone),
            email: text(body.email),
            instagram: text(body.instagram),
            address: text(body.address),
            city: text(body.city),
            state: text(body.state),
            gender: text(body.gender),
            birth_date: text(body.birth_date),
            preferred_artist: body
                .preferred_artist_id
                .map(|id| id.map(|id| id.to_string()).unwrap_or_default()),
            styles: body.styles,
            placements: body.placements,
            source: text(body.source),
            source_detail: text(body.source_detail),
            emergency: contact(body.emergency),
            guardian: contact(body.guardian),
        }
    }
}

/// Records that may be the same person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Duplicates {
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    status: u16,
    detail: String,
    /// `needs_confirmation`.
    code: &'static str,
    request_id: String,
    /// The records.
    duplicates: Vec<Likely>,
}

/// A record that may be the same person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Likely {
    id: i64,
    name: String,
    /// What is the same: `phone`, `email`, `instagram`, `name_and_birth`.
    by: Vec<&'static str>,
}

impl Duplicates {
    pub(super) fn new(duplicates: Vec<Duplicate>, lang: Lang, request_id: &str) -> Self {
        Self {
            kind: "/problems/needs_confirmation",
            title: text(lang, "error-likely-duplicates", &Args::new()),
            status: 409,
            detail: text(lang, "hint-likely-duplicates", &Args::new()),
            code: "needs_confirmation",
            request_id: request_id.to_owned(),
            duplicates: duplicates
                .into_iter()
                .map(|one| Likely {
                    id: one.id.get(),
                    name: one.name,
                    by: one.by.into_iter().map(Likeness::code).collect(),
                })
                .collect(),
        }
    }
}

/// A note.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Note {
    id: i64,
    appointment_id: Option<i64>,
    author_id: Option<i64>,
    /// User name of today.
    author: Option<String>,
    written_at: String,
    text: String,
    imported: bool,
    version: i64,
}

impl Note {
    pub(super) fn new(note: studio_app::Note, zone: StudioZone) -> Self {
        let (author_id, author) = note.author.map_or((None, None), |(id, name)| (Some(id.get()), Some(name)));
        Self {
            id: note.id.get(),
            appointment_id: note.appointment.map(studio_domain::AppointmentId::get),
            author_id,
            author,
            written_at: times::at(zone, note.written_at),
            text: note.text,
            imported: note.imported,
            version: note.version.get(),
        }
    }
}

/// One page of notes, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Notes {
    items: Vec<Note>,
    next_cursor: Option<String>,
}

impl Notes {
    pub(super) fn new(page: Page<studio_app::Note>, zone: StudioZone) -> Self {
        let last = page.items.last().filter(|_| page.more);
        Self {
            next_cursor: last.map(|note| format!("{}-{}", note.written_at.millis(), note.id)),
            items: page.items.into_iter().map(|note| Note::new(note, zone)).collect(),
        }
    }
}

/// Paging of notes.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct NotesQuery {
    /// `next_cursor` of the page before.
    pub(super) cursor: Option<String>,
}

/// A note to be written.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewNote {
    /// Up to 10,000 characters.
    #[schema(example = "Prefers mornings; brings her own reference.")]
    pub(super) text: String,
}
