//! Clients as they are answered, and the view that is asked for.

use serde::{Deserialize, Serialize};
use studio_app::{ClientFilter, ClientList, ClientRow, ClientSheet};
use studio_domain::{PhotoSize, StudioZone};
use utoipa::{IntoParams, ToSchema};

use crate::api::photos::{Photo, address};
use crate::api::{times, whole};

/// An artist by id and name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ArtistRef {
    /// Id.
    pub(super) id: i64,
    /// Name.
    pub(super) name: String,
}

/// Somebody to call about a client.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contact {
    /// Name.
    #[schema(example = "Elena Núñez")]
    pub(in super::super::super) name: String,
    /// Relationship.
    #[serde(default)]
    #[schema(example = "mother")]
    pub(in super::super::super) relationship: String,
    /// Phone.
    #[serde(default)]
    #[schema(example = "+52 608 139 0997")]
    pub(in super::super::super) phone: String,
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
    photo: Option<Photo>,
    /// `active` or `archived`.
    status: &'static str,
    next_appointment: Option<String>,
    last_appointment: Option<String>,
    /// How often the client did not come.
    no_shows: i64,
    /// How often the client called an appointment off within the notice period.
    late_cancellations: i64,
    /// Of the next appointment, else the last, else preferred.
    artist: Option<ArtistRef>,
    /// Id in the application that the studio moved from.
    legacy_id: Option<i64>,
    created_at: String,
    updated_at: String,
    /// Ids of records of the same person that were merged into this one; they lead here.
    merged_ids: Vec<i64>,
    /// To be sent back when saving.
    version: i64,
}

/// A client that was made just now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeClient {
    #[serde(flatten)]
    client: Client,
    /// `guardian_name`, `guardian_phone`, `guardian_consent` where the informed consent that came with it was the minor's own: without them no session is
    /// completed.
    missing: Vec<&'static str>,
}

impl MadeClient {
    pub(in super::super) fn new(sheet: ClientSheet, answered: Option<&str>) -> Self {
        let missing = sheet.missing_beside(answered).into_iter().map(studio_domain::Missing::code).collect();
        Self { client: Client::new(sheet), missing }
    }
}

fn contact(contact: studio_app::Contact) -> Contact {
    Contact { name: contact.name, relationship: contact.relationship, phone: contact.phone }
}

impl Client {
    pub(in super::super) fn new(sheet: ClientSheet) -> Self {
        let (card, zone) = (sheet.card, sheet.zone);
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
            photo: card.photo.map(|photo| Photo::new(card.id, &photo, zone)),
            status: card.status.code(),
            next_appointment: times::maybe(zone, card.next_appointment),
            last_appointment: times::maybe(zone, card.last_appointment),
            no_shows: sheet.no_shows,
            late_cancellations: sheet.late_cancellations,
            artist: card.artist.map(|artist| ArtistRef { id: artist.id.get(), name: artist.name }),
            legacy_id: card.legacy_id,
            created_at: times::at(zone, card.created_at),
            updated_at: times::at(zone, card.updated_at),
            merged_ids: card.merged.iter().map(|id| id.get()).collect(),
            version: card.version.get(),
        }
    }
}

impl Client {
    /// The id that the client stands under.
    pub(in super::super) fn id(&self) -> i64 {
        self.id
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
    /// Address of the photo, 96 pixels a side.
    photo_url: Option<String>,
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
        photo_url: row.photo.map(|photo| address(row.id, &photo, PhotoSize::Small)),
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
    pub(in super::super) fn new(page: ClientList, zone: StudioZone) -> Self {
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
    #[param(pattern = "^(|active|archived|all)$")]
    status: Option<String>,
    /// Id of the assigned artist.
    artist_id: Option<String>,
    /// Only with an appointment ahead.
    upcoming: Option<bool>,
    /// `name` (default), `next`, `last` or `registered`.
    #[param(pattern = "^(|name|next|last|registered)$")]
    sort: Option<String>,
    /// `asc` or `desc`.
    #[param(pattern = "^(|asc|desc)$")]
    order: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    #[serde(default, deserialize_with = "whole::in_address")]
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
