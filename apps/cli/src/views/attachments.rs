//! Files of appointments and pictures of clients.

use serde::Serialize;
use studio_app::{AppointmentFile, GalleryImage};
use studio_domain::{AppointmentId, StudioZone, Timestamp};

use crate::paging::Row;
use crate::words::Words;

/// A picture or paper of an appointment.
#[derive(Debug, Serialize)]
pub(crate) struct FileView {
    id: i64,
    appointment_id: i64,
    title: String,
    content_type: &'static str,
    hash: String,
    bytes: u64,
    width: Option<u32>,
    height: Option<u32>,
    attached_at: String,
    attached_by: Option<String>,
    #[serde(skip)]
    at: Timestamp,
    #[serde(skip)]
    zone: StudioZone,
}

impl FileView {
    /// With its time in the studio's zone.
    pub(crate) fn new(appointment: AppointmentId, file: AppointmentFile, zone: StudioZone) -> Self {
        Self {
            id: file.id.get(),
            appointment_id: appointment.get(),
            title: file.title,
            content_type: file.whole.kind.content_type(),
            hash: file.whole.hash.to_string(),
            bytes: file.whole.bytes,
            width: file.whole.size.map(|size| size.0),
            height: file.whole.size.map(|size| size.1),
            attached_at: zone.offset_rfc3339(file.attached_at),
            attached_by: file.attached_by.map(|(_, name)| name),
            at: file.attached_at,
            zone,
        }
    }
}

impl Row for FileView {
    const HEADS: &'static [&'static str] = &["cli-id", "field-title", "field-kind", "cli-when", "cli-who"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![
            self.id.to_string(),
            self.title.clone(),
            self.content_type.to_owned(),
            words.moment(self.zone, self.at),
            self.attached_by.clone().unwrap_or_default(),
        ]
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}

/// A picture of a client.
#[derive(Debug, Serialize)]
pub(crate) struct ImageView {
    kind: &'static str,
    id: i64,
    title: String,
    at: String,
    artist_id: Option<i64>,
    artist: Option<String>,
    appointment_id: Option<i64>,
    service: Option<String>,
    hash: String,
    #[serde(skip)]
    moment: Timestamp,
    #[serde(skip)]
    zone: StudioZone,
}

impl ImageView {
    /// With its time in the studio's zone.
    pub(crate) fn new(image: GalleryImage, zone: StudioZone) -> Self {
        Self {
            kind: image.kind.code(),
            id: image.id,
            title: image.title,
            at: zone.offset_rfc3339(image.at),
            artist_id: image.artist.as_ref().map(|artist| artist.id.get()),
            artist: image.artist.map(|artist| artist.name),
            appointment_id: image.session.as_ref().map(|session| session.id.get()),
            service: image.session.and_then(|session| session.service),
            hash: image.large.to_string(),
            moment: image.at,
            zone,
        }
    }
}

impl Row for ImageView {
    const HEADS: &'static [&'static str] =
        &["field-kind", "cli-id", "cli-when", "field-artist", "field-title"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![
            words.word("image", self.kind),
            self.id.to_string(),
            words.moment(self.zone, self.moment),
            self.artist.clone().unwrap_or_default(),
            self.title.clone(),
        ]
    }

    fn id(&self) -> String {
        format!("{}.{}", self.kind, self.id)
    }

    fn cursor(&self) -> String {
        self.id()
    }
}
