//! Clients and notes.

use serde::Serialize;
use studio_app::{ClientRow, ClientSheet, Note};
use studio_domain::{StudioZone, Timestamp};

use crate::output::Sheet;
use crate::paging::Row;
use crate::views::PhotoView;
use crate::words::Words;

/// An artist by id and name.
#[derive(Debug, Serialize)]
struct ArtistRef {
    id: i64,
    name: String,
}

/// A client as a row of the list.
#[derive(Debug, Serialize)]
pub(crate) struct ClientRowView {
    id: i64,
    name: String,
    phone: Option<String>,
    email: Option<String>,
    instagram: Option<String>,
    artist: Option<ArtistRef>,
    next_appointment: Option<String>,
    last_appointment: Option<String>,
    status: &'static str,
    created_at: String,
    version: i64,
    #[serde(skip)]
    next: Option<Timestamp>,
    #[serde(skip)]
    zone: StudioZone,
}

fn rfc(zone: StudioZone, at: Option<Timestamp>) -> Option<String> {
    at.map(|at| zone.offset_rfc3339(at))
}

impl ClientRowView {
    /// With times in the studio's zone.
    pub(crate) fn new(row: ClientRow, zone: StudioZone) -> Self {
        Self {
            id: row.id.get(),
            name: row.name,
            phone: row.phone,
            email: row.email,
            instagram: row.instagram,
            artist: row.artist.map(|artist| ArtistRef { id: artist.id.get(), name: artist.name }),
            next_appointment: rfc(zone, row.next_appointment),
            last_appointment: rfc(zone, row.last_appointment),
            status: row.status.code(),
            created_at: zone.offset_rfc3339(row.created_at),
            version: row.version.get(),
            next: row.next_appointment,
            zone,
        }
    }

    /// Phone, handle and mail address, whatever there is.
    fn contact(&self) -> String {
        let handle = self.instagram.as_ref().map(|handle| format!("@{handle}"));
        let parts: Vec<String> =
            [self.phone.clone(), handle, self.email.clone()].into_iter().flatten().collect();
        parts.join("  ")
    }
}

impl Row for ClientRowView {
    const HEADS: &'static [&'static str] =
        &["cli-id", "cli-client", "cli-contact", "cli-artist", "cli-next-appointment", "cli-status"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![
            self.id.to_string(),
            self.name.clone(),
            self.contact(),
            self.artist.as_ref().map(|artist| artist.name.clone()).unwrap_or_default(),
            self.next.map(|at| words.moment(self.zone, at)).unwrap_or_default(),
            words.word("client-status", self.status),
        ]
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}

/// Somebody to call about a client.
#[derive(Debug, Serialize)]
struct ContactView {
    name: String,
    relationship: String,
    phone: String,
}

impl From<studio_app::Contact> for ContactView {
    fn from(contact: studio_app::Contact) -> Self {
        Self { name: contact.name, relationship: contact.relationship, phone: contact.phone }
    }
}

impl ContactView {
    fn line(&self) -> String {
        let parts: Vec<&str> = [&*self.name, &*self.relationship, &*self.phone]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(", ")
    }
}

/// A client's card.
#[derive(Debug, Serialize)]
pub(crate) struct ClientView {
    id: i64,
    name: String,
    phone: Option<String>,
    email: Option<String>,
    instagram: Option<String>,
    address: Option<String>,
    city: Option<String>,
    state: Option<String>,
    gender: Option<String>,
    birth_date: Option<String>,
    age: Option<u32>,
    minor: bool,
    preferred_artist_id: Option<i64>,
    styles: Vec<String>,
    placements: Vec<String>,
    source: Option<String>,
    source_detail: Option<String>,
    pinned_note: Option<String>,
    emergency: Option<ContactView>,
    guardian: Option<ContactView>,
    photo: Option<PhotoView>,
    status: &'static str,
    next_appointment: Option<String>,
    last_appointment: Option<String>,
    no_shows: i64,
    late_cancellations: i64,
    artist: Option<ArtistRef>,
    legacy_id: Option<i64>,
    created_at: String,
    updated_at: String,
    merged_ids: Vec<i64>,
    version: i64,
    #[serde(skip)]
    moments: (Option<Timestamp>, Option<Timestamp>, Timestamp),
    #[serde(skip)]
    preferred: Option<String>,
    #[serde(skip)]
    zone: StudioZone,
}

impl ClientView {
    /// With times in the studio's zone.
    pub(crate) fn new(sheet: ClientSheet, zone: StudioZone) -> Self {
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
            preferred_artist_id: card.preferred_artist.as_ref().map(|artist| artist.id.get()),
            styles: card.styles,
            placements: card.placements,
            source: card.source,
            source_detail: card.source_detail,
            pinned_note: card.pinned_note,
            emergency: card.emergency.map(ContactView::from),
            guardian: card.guardian.map(ContactView::from),
            photo: card.photo.as_ref().map(|photo| PhotoView::new(card.id, photo, zone)),
            status: card.status.code(),
            next_appointment: rfc(zone, card.next_appointment),
            last_appointment: rfc(zone, card.last_appointment),
            no_shows: sheet.no_shows,
            late_cancellations: sheet.late_cancellations,
            artist: card.artist.map(|artist| ArtistRef { id: artist.id.get(), name: artist.name }),
            legacy_id: card.legacy_id,
            created_at: zone.offset_rfc3339(card.created_at),
            updated_at: zone.offset_rfc3339(card.updated_at),
            merged_ids: card.merged.iter().map(|id| id.get()).collect(),
            version: card.version.get(),
            moments: (card.next_appointment, card.last_appointment, card.created_at),
            preferred: card.preferred_artist.map(|artist| format!("{} ({})", artist.name, artist.id)),
            zone,
        }
    }

    /// The card line by line.
    pub(crate) fn sheet(&self, words: Words) -> Sheet {
        let (next, last, created) = self.moments;
        let at = |at: Option<Timestamp>| at.map(|at| words.moment(self.zone, at));
        let handle = self.instagram.as_ref().map(|handle| format!("@{handle}"));
        let born = match (&self.birth_date, self.age) {
            (Some(date), Some(age)) => Some(format!("{date} ({age})")),
            (date, _) => date.clone(),
        };
        Sheet::default()
            .line(words.say("cli-id"), self.id.to_string())
            .line(words.say("field-name"), &self.name)
            .line(words.say("cli-status"), words.word("client-status", self.status))
            .maybe(words.say("field-pinned-note"), self.pinned_note.clone())
            .maybe(words.say("cli-phone"), self.phone.clone())
            .maybe(words.say("cli-email"), self.email.clone())
            .maybe(words.say("field-instagram"), handle)
            .maybe(words.say("field-address"), self.address.clone())
            .maybe(words.say("field-city"), self.city.clone())
            .maybe(words.say("field-state"), self.state.clone())
            .maybe(words.say("field-gender"), self.gender.clone())
            .maybe(words.say("field-birth-date"), born)
            .maybe(words.say("field-preferred-artist-id"), self.preferred.clone())
            .line(words.say("field-styles"), self.styles.join(", "))
            .line(words.say("field-placements"), self.placements.join(", "))
            .maybe(words.say("field-source"), self.source.clone())
            .maybe(words.say("field-source-detail"), self.source_detail.clone())
            .maybe(words.say("cli-emergency"), self.emergency.as_ref().map(ContactView::line))
            .maybe(words.say("cli-guardian"), self.guardian.as_ref().map(ContactView::line))
            .maybe(words.say("cli-photo"), self.photo.as_ref().map(|photo| photo.line(words, self.zone)))
            .maybe(words.say("cli-artist"), self.artist.as_ref().map(|artist| artist.name.clone()))
            .maybe(words.say("cli-next-appointment"), at(next))
            .maybe(words.say("cli-last-appointment"), at(last))
            .maybe(words.say("cli-no-shows"), Some(self.no_shows).filter(|n| *n > 0).map(|n| n.to_string()))
            .maybe(
                words.say("cli-late-cancellations"),
                Some(self.late_cancellations).filter(|n| *n > 0).map(|n| n.to_string()),
            )
            .maybe(words.say("cli-legacy-id"), self.legacy_id.map(|id| id.to_string()))
            .line(words.say("cli-created"), words.moment(self.zone, created))
    }
}

/// A note about a client.
#[derive(Debug, Serialize)]
pub(crate) struct NoteView {
    id: i64,
    appointment_id: Option<i64>,
    author: Option<String>,
    written_at: String,
    text: String,
    /// What it said before, newest first.
    earlier: Vec<String>,
    imported: bool,
    version: i64,
    #[serde(skip)]
    at: Timestamp,
    #[serde(skip)]
    zone: StudioZone,
}

impl NoteView {
    /// With its time in the studio's zone.
    pub(crate) fn new(note: Note, zone: StudioZone) -> Self {
        Self {
            id: note.id.get(),
            appointment_id: note.session.as_ref().map(|session| session.id.get()),
            author: note.author.map(|(_, name)| name),
            written_at: zone.offset_rfc3339(note.written_at),
            text: note.text,
            earlier: note.earlier.into_iter().map(|one| one.text).collect(),
            imported: note.imported,
            version: note.version.get(),
            at: note.written_at,
            zone,
        }
    }
}

impl Row for NoteView {
    const HEADS: &'static [&'static str] = &["cli-id", "cli-when", "cli-who", "field-note"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![
            self.id.to_string(),
            words.moment(self.zone, self.at),
            words.by(self.author.as_ref(), self.imported),
            self.text.clone(),
        ]
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}
