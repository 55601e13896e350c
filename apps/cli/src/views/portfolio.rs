//! Pieces of portfolios and public pages.

use serde::Serialize;
use studio_app::{PortfolioItem, PortfolioPage};
use studio_domain::{ItemColour, ItemState, StudioZone, WorkTime};

use crate::output::Sheet;
use crate::paging::Row;
use crate::words::Words;

/// A piece.
#[derive(Debug, Serialize)]
pub(crate) struct ItemView {
    id: i64,
    artist_id: i64,
    artist: String,
    title: String,
    description: String,
    style: String,
    placement: String,
    size: String,
    technique: String,
    hours: Option<String>,
    colour: Option<&'static str>,
    state: Option<&'static str>,
    tags: Vec<String>,
    client_id: Option<i64>,
    client: Option<String>,
    appointment_id: Option<i64>,
    public: bool,
    held_back: bool,
    featured: bool,
    cover_id: Option<i64>,
    stacked: u32,
    made_on: Option<String>,
    width: Option<u32>,
    height: Option<u32>,
    uploaded_at: String,
    uploaded_by: Option<String>,
    removed_at: Option<String>,
    version: i64,
}

impl ItemView {
    /// With times in the studio's zone.
    pub(crate) fn new(item: PortfolioItem, zone: StudioZone) -> Self {
        Self {
            id: item.id.get(),
            artist_id: item.artist.id.get(),
            artist: item.artist.name,
            title: item.title,
            description: item.description,
            style: item.style,
            placement: item.placement,
            size: item.size,
            technique: item.technique,
            hours: item.time.as_ref().map(WorkTime::to_string),
            colour: item.colour.map(ItemColour::code),
            state: item.state.map(ItemState::code),
            tags: item.tags,
            client_id: item.client.as_ref().map(|(id, _)| id.get()),
            client: item.client.and_then(|(_, name)| name),
            appointment_id: item.appointment.map(studio_domain::AppointmentId::get),
            public: item.is_public,
            held_back: item.held_back,
            featured: item.is_featured,
            cover_id: item.cover.map(studio_domain::PortfolioItemId::get),
            stacked: item.stacked,
            made_on: item.made_on.map(|day| day.to_string()),
            width: item.pictures.map(|pictures| pictures.width),
            height: item.pictures.map(|pictures| pictures.height),
            uploaded_at: zone.offset_rfc3339(item.uploaded_at),
            uploaded_by: item.uploaded_by.map(|(_, name)| name),
            removed_at: item.removed_at.map(|at| zone.offset_rfc3339(at)),
            version: item.version.get(),
        }
    }

    fn what(&self) -> String {
        let parts = [&self.title, &self.style, &self.placement];
        parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ")
    }

    fn marks(&self, words: Words) -> String {
        let marks = [
            (self.featured, "item-featured"),
            (self.public && !self.held_back, "item-public"),
            (self.public && self.held_back, "item-held"),
        ];
        marks.into_iter().filter(|(on, _)| *on).map(|(_, key)| words.say(key)).collect::<Vec<_>>().join(", ")
    }

    /// For people.
    pub(crate) fn sheet(&self, words: Words) -> Sheet {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Sheet::default()
            .line(words.say("cli-id"), self.id.to_string())
            .line(words.say("cli-item-artist"), &self.artist)
            .maybe(words.say("item-title"), some(&self.title))
            .maybe(words.say("item-description"), some(&self.description))
            .maybe(words.say("item-style"), some(&self.style))
            .maybe(words.say("item-placement"), some(&self.placement))
            .maybe(words.say("item-size"), some(&self.size))
            .maybe(words.say("item-technique"), some(&self.technique))
            .maybe(words.say("field-work-time"), self.hours.clone())
            .maybe(words.say("item-colour"), self.colour.map(|code| words.word("item-colour", code)))
            .maybe(words.say("item-state"), self.state.map(|code| words.word("item-state", code)))
            .maybe(words.say("field-tags"), some(&self.tags.join(", ")))
            .maybe(
                words.say("field-client-id"),
                self.client.clone().or(self.client_id.map(|id| id.to_string())),
            )
            .maybe(words.say("cli-item-made"), self.made_on.clone())
            .maybe(words.say("cli-item-marks"), some(&self.marks(words)))
    }
}

impl Row for ItemView {
    const HEADS: &'static [&'static str] =
        &["cli-id", "cli-item-artist", "cli-item-what", "cli-item-made", "cli-item-marks"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![
            self.id.to_string(),
            self.artist.clone(),
            self.what(),
            self.made_on.clone().unwrap_or_default(),
            self.marks(words),
        ]
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        String::new()
    }
}

/// A public page.
#[derive(Debug, Serialize)]
pub(crate) struct PageView {
    artist_id: i64,
    artist: String,
    slug: Option<String>,
    public: bool,
    studio_allows: bool,
    open: bool,
    version: i64,
}

impl From<PortfolioPage> for PageView {
    fn from(page: PortfolioPage) -> Self {
        Self {
            open: page.is_open(),
            artist_id: page.artist.id.get(),
            artist: page.artist.name,
            slug: page.slug,
            public: page.is_public,
            studio_allows: page.studio_allows,
            version: page.version.get(),
        }
    }
}

impl PageView {
    /// For people.
    pub(crate) fn sheet(&self, words: Words) -> Sheet {
        Sheet::default()
            .line(words.say("cli-item-artist"), &self.artist)
            .maybe(words.say("field-slug"), self.slug.as_ref().map(|slug| format!("/p/{slug}")))
            .line(words.say("field-public"), words.yes(self.public))
            .line(words.say("setting-portfolio-public"), words.yes(self.studio_allows))
    }
}
