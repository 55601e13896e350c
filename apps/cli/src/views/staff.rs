//! Accounts, artists, rates and sessions.

use serde::Serialize;
use studio_app::{ArtistCard, ArtistRate, SessionCard, UserCard, UserPrivate};
use studio_domain::{ArtistId, StudioZone, Timestamp, UserId, UserName};

use crate::output::Sheet;
use crate::paging::Row;
use crate::words::Words;

/// An account as the directory shows it.
#[derive(Debug, Serialize)]
pub(crate) struct UserView {
    id: i64,
    user_name: String,
    role: &'static str,
    artist_id: Option<i64>,
    artist: Option<String>,
    active: bool,
    full_name: String,
    email: Option<String>,
    phone: Option<String>,
    instagram: Option<String>,
    /// Content of the picture, if there is one.
    photo: Option<String>,
    language: Option<String>,
    theme: Option<String>,
    version: i64,
    #[serde(flatten)]
    private: Option<PrivateView>,
}

/// What only admins and the person see of an account.
#[derive(Debug, Serialize)]
pub(crate) struct PrivateView {
    birth_date: Option<String>,
    password: &'static str,
    last_sign_in_at: Option<String>,
    created_at: String,
    #[serde(skip)]
    moments: (Option<Timestamp>, Timestamp),
    #[serde(skip)]
    zone: StudioZone,
}

impl From<UserCard> for UserView {
    fn from(card: UserCard) -> Self {
        let (artist_id, artist) = card.artist.unzip();
        Self {
            id: card.id.get(),
            user_name: card.user_name,
            role: card.role.code(),
            artist_id: artist_id.map(ArtistId::get),
            artist,
            active: card.active,
            full_name: card.full_name,
            email: card.email,
            phone: card.phone,
            instagram: card.instagram,
            photo: card.photo.map(|face| face.large.to_string()),
            language: card.language,
            theme: card.theme,
            version: card.version.get(),
            private: None,
        }
    }
}

impl PrivateView {
    /// With times in the studio's zone.
    pub(crate) fn new(private: UserPrivate, zone: StudioZone) -> Self {
        Self {
            birth_date: private.birth_date,
            password: private.password.code(),
            last_sign_in_at: private.last_sign_in_at.map(|at| zone.offset_rfc3339(at)),
            created_at: zone.offset_rfc3339(private.created_at),
            moments: (private.last_sign_in_at, private.created_at),
            zone,
        }
    }

    fn lines(&self, sheet: Sheet, words: Words) -> Sheet {
        let (last, created) = self.moments;
        sheet
            .maybe(words.say("field-birth-date"), self.birth_date.clone())
            .line(words.say("field-password"), words.word("password-state", self.password))
            .line(words.say("cli-last-sign-in"), words.moment_or_never(self.zone, last))
            .line(words.say("cli-created"), words.moment(self.zone, created))
    }
}

impl UserView {
    /// The same with what only admins and the person see.
    pub(crate) fn with(self, private: Option<PrivateView>) -> Self {
        Self { private, ..self }
    }

    /// The name for signing in.
    pub(crate) fn name(&self) -> &str {
        &self.user_name
    }

    /// The account line by line.
    pub(crate) fn sheet(&self, words: Words) -> Sheet {
        let sheet = Sheet::default()
            .line(words.say("cli-id"), self.id.to_string())
            .line(words.say("cli-user-name"), &self.user_name)
            .line(words.say("field-full-name"), &self.full_name)
            .line(words.say("cli-role"), words.word("role", self.role))
            .maybe(words.say("cli-artist"), self.artist_line())
            .line(words.say("cli-active"), words.yes(self.active))
            .maybe(words.say("cli-email"), self.email.clone())
            .maybe(words.say("cli-phone"), self.phone.clone())
            .maybe(words.say("field-instagram"), self.instagram.clone())
            .maybe(words.say("field-language"), self.language.clone())
            .maybe(words.say("field-theme"), self.theme.clone());
        match &self.private {
            Some(private) => private.lines(sheet, words),
            None => sheet,
        }
    }

    fn artist_line(&self) -> Option<String> {
        let (name, id) = self.artist.as_ref().zip(self.artist_id)?;
        Some(format!("{name} ({id})"))
    }
}

impl Row for UserView {
    const HEADS: &'static [&'static str] =
        &["cli-id", "cli-user-name", "field-full-name", "cli-role", "cli-artist", "cli-active"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![
            self.id.to_string(),
            self.user_name.clone(),
            self.full_name.clone(),
            words.word("role", self.role),
            self.artist.clone().unwrap_or_default(),
            words.yes(self.active),
        ]
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        UserName::key_of(&self.user_name)
    }
}

/// An artist. Hours and rates belong to the single artist's sheet, not to the list.
#[derive(Debug, Serialize)]
pub(crate) struct ArtistView {
    id: i64,
    name: String,
    active: bool,
    colour: String,
    bio: String,
    styles: Vec<String>,
    phone: Option<String>,
    email: Option<String>,
    instagram: Option<String>,
    created_at: String,
    version: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rates: Option<Vec<RateView>>,
}

impl ArtistView {
    /// With times in the studio's zone.
    pub(crate) fn new(card: ArtistCard, zone: StudioZone) -> Self {
        Self {
            id: card.id.get(),
            name: card.name,
            active: card.active,
            colour: card.colour,
            bio: card.bio,
            styles: card.styles,
            phone: card.phone,
            email: card.email,
            instagram: card.instagram,
            created_at: zone.offset_rfc3339(card.created_at),
            version: card.version.get(),
            hours: None,
            rates: None,
        }
    }

    /// The same with hours, and rates where they may be seen.
    pub(crate) fn with(self, hours: String, rates: Option<Vec<RateView>>) -> Self {
        Self { hours: Some(hours), rates, ..self }
    }

    /// The profile line by line.
    pub(crate) fn sheet(&self, words: Words) -> Sheet {
        Sheet::default()
            .line(words.say("cli-id"), self.id.to_string())
            .line(words.say("cli-name"), &self.name)
            .line(words.say("cli-active"), words.yes(self.active))
            .line(words.say("cli-colour"), &self.colour)
            .line(words.say("field-styles"), self.styles.join(", "))
            .maybe(words.say("cli-hours"), self.hours.as_ref().map(|hours| hours.replace("; ", "\n")))
            .maybe(words.say("cli-rate"), self.rates.as_deref().map(RateView::lines))
            .maybe(words.say("cli-phone"), self.phone.clone())
            .maybe(words.say("cli-email"), self.email.clone())
            .maybe(words.say("field-instagram"), self.instagram.clone())
            .line(words.say("field-bio"), &self.bio)
    }
}

impl Row for ArtistView {
    const HEADS: &'static [&'static str] =
        &["cli-id", "cli-name", "cli-active", "cli-colour", "field-styles", "cli-phone", "cli-email"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![
            self.id.to_string(),
            self.name.clone(),
            words.yes(self.active),
            self.colour.clone(),
            self.styles.join(", "),
            self.phone.clone().unwrap_or_default(),
            self.email.clone().unwrap_or_default(),
        ]
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.id.to_string()
    }
}

/// A commission rate and the day from which it holds.
#[derive(Debug, Serialize)]
pub(crate) struct RateView {
    from: String,
    rate_bp: u16,
    set_at: String,
    set_by: Option<i64>,
    #[serde(skip)]
    percent: String,
}

impl RateView {
    /// With times in the studio's zone.
    pub(crate) fn new(rate: &ArtistRate, zone: StudioZone) -> Self {
        Self {
            from: rate.from.to_string(),
            rate_bp: rate.rate.get(),
            set_at: zone.offset_rfc3339(rate.set_at),
            set_by: rate.set_by.map(UserId::get),
            percent: rate.rate.to_string(),
        }
    }

    /// One line for each rate.
    pub(crate) fn lines(rates: &[Self]) -> String {
        rates.iter().map(|rate| format!("{} {}", rate.from, rate.percent)).collect::<Vec<_>>().join("\n")
    }
}

/// An open sign-in session.
#[derive(Debug, Serialize)]
pub(crate) struct SessionView {
    id: i64,
    origin: &'static str,
    address: String,
    agent: String,
    created_at: String,
    seen_at: String,
    expires_at: String,
    #[serde(skip)]
    moments: [Timestamp; 3],
    #[serde(skip)]
    zone: StudioZone,
}

impl SessionView {
    /// With times in the studio's zone.
    pub(crate) fn new(card: SessionCard, zone: StudioZone) -> Self {
        Self {
            id: card.id.get(),
            origin: card.origin.code(),
            address: card.address,
            agent: card.agent,
            created_at: zone.offset_rfc3339(card.created_at),
            seen_at: zone.offset_rfc3339(card.seen_at),
            expires_at: zone.offset_rfc3339(card.expires_at),
            moments: [card.created_at, card.seen_at, card.expires_at],
            zone,
        }
    }
}

impl Row for SessionView {
    const HEADS: &'static [&'static str] =
        &["cli-id", "cli-origin", "cli-address", "cli-agent", "cli-begun", "cli-seen", "cli-ends"];

    fn cells(&self, words: Words) -> Vec<String> {
        let head = [
            self.id.to_string(),
            words.word("origin", self.origin),
            self.address.clone(),
            self.agent.clone(),
        ];
        head.into_iter().chain(self.moments.map(|at| words.moment(self.zone, at))).collect()
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.id.to_string()
    }
}
