//! Services, blocks, feeds, free times and reminders.

use serde::Serialize;
use studio_app::{BlockRow, FeedCard, FreeSlot, ReminderRow, ServiceCard};
use studio_domain::{Cents, Currency, Money, StudioZone, Timestamp};

use crate::paging::Row;
use crate::words::Words;

/// A service.
#[derive(Debug, Serialize)]
pub(crate) struct ServiceView {
    id: i64,
    name: String,
    minutes: u16,
    price_cents: Option<i64>,
    deposit_cents: Option<i64>,
    currency: String,
    aftercare: String,
    archived: bool,
    version: i64,
    #[serde(skip)]
    price: String,
}

impl ServiceView {
    /// With its amounts in the studio's currency.
    pub(crate) fn new(card: ServiceCard, currency: Currency) -> Self {
        Self {
            id: card.id.get(),
            name: card.name,
            minutes: card.minutes,
            price_cents: card.price.map(Cents::get),
            deposit_cents: card.deposit.map(Cents::get),
            currency: currency.to_string(),
            aftercare: card.aftercare,
            archived: card.archived,
            version: card.version.get(),
            price: card.price.map(|cents| Money::new(cents, currency).to_string()).unwrap_or_default(),
        }
    }
}

impl Row for ServiceView {
    const HEADS: &'static [&'static str] =
        &["cli-id", "field-name", "field-minutes", "field-price", "services-archived"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![
            self.id.to_string(),
            self.name.clone(),
            self.minutes.to_string(),
            self.price.clone(),
            words.yes(self.archived),
        ]
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}

/// A block.
#[derive(Debug, Serialize)]
pub(crate) struct BlockView {
    id: i64,
    artist_id: i64,
    artist: String,
    starts_at: String,
    ends_at: String,
    whole_days: bool,
    series_id: Option<i64>,
    until: Option<String>,
    /// Absent where whoever asks may not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    seen: bool,
    version: i64,
    #[serde(skip)]
    span: (Timestamp, Timestamp),
    #[serde(skip)]
    zone: StudioZone,
}

impl BlockView {
    /// With its times in the studio's zone.
    pub(crate) fn new(row: BlockRow, zone: StudioZone) -> Self {
        Self {
            id: row.id.get(),
            artist_id: row.artist.id.get(),
            artist: row.artist.name,
            starts_at: zone.offset_rfc3339(row.span.start()),
            ends_at: zone.offset_rfc3339(row.span.end()),
            whole_days: row.whole_days,
            series_id: row.series.as_ref().map(|series| series.id.get()),
            until: row.series.map(|series| series.until),
            kind: row.reason.as_ref().map(|reason| reason.kind.code()),
            note: row.reason.map(|reason| reason.note),
            seen: row.seen_at.is_some(),
            version: row.version.get(),
            span: (row.span.start(), row.span.end()),
            zone,
        }
    }
}

impl Row for BlockView {
    const HEADS: &'static [&'static str] =
        &["cli-id", "cli-artist", "field-from", "field-to", "field-kind", "field-note", "field-until"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![
            self.id.to_string(),
            self.artist.clone(),
            words.moment(self.zone, self.span.0),
            words.moment(self.zone, self.span.1),
            self.kind.map_or_else(|| words.say("blocks-blocked"), |kind| words.word("block", kind)),
            self.note.clone().unwrap_or_default(),
            self.until.clone().unwrap_or_default(),
        ]
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.starts_at.clone()
    }
}

/// A calendar feed.
#[derive(Debug, Serialize)]
pub(crate) struct FeedView {
    id: i64,
    privacy: &'static str,
    created_at: String,
    created_by: Option<String>,
    read_at: Option<String>,
    revoked_at: Option<String>,
    #[serde(skip)]
    made: Timestamp,
    #[serde(skip)]
    read: Option<Timestamp>,
    #[serde(skip)]
    zone: StudioZone,
}

impl FeedView {
    /// With its times in the studio's zone.
    pub(crate) fn new(card: FeedCard, zone: StudioZone) -> Self {
        let at = |moment: Timestamp| zone.offset_rfc3339(moment);
        Self {
            id: card.id.get(),
            privacy: card.privacy.code(),
            created_at: at(card.created_at),
            created_by: card.created_by.map(|(_, name)| name),
            read_at: card.read_at.map(at),
            revoked_at: card.revoked_at.map(at),
            made: card.created_at,
            read: card.read_at,
            zone,
        }
    }
}

impl Row for FeedView {
    const HEADS: &'static [&'static str] =
        &["cli-id", "field-privacy", "cli-when", "cli-who", "cli-feed-read", "feeds-revoked"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![
            self.id.to_string(),
            words.word("privacy", self.privacy),
            words.moment(self.zone, self.made),
            self.created_by.clone().unwrap_or_default(),
            self.read.map(|at| words.moment(self.zone, at)).unwrap_or_default(),
            words.yes(self.revoked_at.is_some()),
        ]
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}

/// A time at which an appointment fits.
#[derive(Debug, Serialize)]
pub(crate) struct SlotView {
    artist_id: i64,
    artist: String,
    starts_at: String,
    ends_at: String,
    may_book: bool,
    #[serde(skip)]
    span: (Timestamp, Timestamp),
    #[serde(skip)]
    zone: StudioZone,
}

impl SlotView {
    /// With its times in the studio's zone.
    pub(crate) fn new(slot: FreeSlot, zone: StudioZone) -> Self {
        Self {
            artist_id: slot.artist.id.get(),
            artist: slot.artist.name,
            starts_at: zone.offset_rfc3339(slot.span.start()),
            ends_at: zone.offset_rfc3339(slot.span.end()),
            may_book: slot.may_book,
            span: (slot.span.start(), slot.span.end()),
            zone,
        }
    }
}

impl Row for SlotView {
    const HEADS: &'static [&'static str] = &["field-from", "field-to", "cli-artist"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![words.moment(self.zone, self.span.0), words.moment(self.zone, self.span.1), self.artist.clone()]
    }

    fn id(&self) -> String {
        self.starts_at.clone()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}

/// An appointment whose client is to be reminded.
#[derive(Debug, Serialize)]
pub(crate) struct ReminderView {
    appointment_id: i64,
    starts_at: String,
    client_id: i64,
    client: String,
    artist: String,
    text: String,
    call: Option<String>,
    whatsapp: Option<String>,
    mail: Option<String>,
    reminded_at: Option<String>,
    reminded_by: Option<String>,
    reminded_way: Option<&'static str>,
    #[serde(skip)]
    at: Timestamp,
    #[serde(skip)]
    zone: StudioZone,
}

impl ReminderView {
    /// With its times in the studio's zone.
    pub(crate) fn new(row: ReminderRow, zone: StudioZone) -> Self {
        let reminded = row.of.reminded;
        Self {
            appointment_id: row.of.id.get(),
            starts_at: zone.offset_rfc3339(row.of.starts_at),
            client_id: row.of.client.id.get(),
            client: row.of.client.name,
            artist: row.of.artist.name,
            text: row.text,
            call: row.call,
            whatsapp: row.whatsapp,
            mail: row.mail,
            reminded_at: reminded.as_ref().map(|one| zone.offset_rfc3339(one.at)),
            reminded_way: reminded.as_ref().map(|one| one.way.code()),
            reminded_by: reminded.and_then(|one| one.by),
            at: row.of.starts_at,
            zone,
        }
    }
}

impl Row for ReminderView {
    const HEADS: &'static [&'static str] =
        &["cli-id", "cli-when", "cli-client", "cli-artist", "way-call", "remind-done"];

    fn cells(&self, words: Words) -> Vec<String> {
        let call = self.call.as_deref().unwrap_or_default();
        vec![
            self.appointment_id.to_string(),
            words.moment(self.zone, self.at),
            format!("{} ({})", self.client, self.client_id),
            self.artist.clone(),
            call.strip_prefix("tel:").unwrap_or(call).to_owned(),
            self.reminded_way.map(|way| words.word("way", way)).unwrap_or_default(),
        ]
    }

    fn id(&self) -> String {
        self.appointment_id.to_string()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}
