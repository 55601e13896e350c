//! Calendar feeds: secret addresses under which a calendar reads an artist's agenda.
//!
//! The address is shown once, when it is made; only its hash is stored. A reading has the rights of whoever made the feed, at that moment.

use std::time::Duration;

use studio_auth::{Purpose, Token};
use studio_domain::{
    AppointmentStatus, ArtistId, BlockKind, FeedId, FeedPrivacy, Language, Timestamp, first_name,
};
use studio_export::{CalendarEvent, CalendarState, CalendarWriter};
use studio_store::actions::{ListFeeds, MakeFeed, RevokeFeed, ViewArtist};
use studio_store::{FeedCard, FeedEvent, FeedMatter, FeedReading, Named, OpCtx, Visit};
use studio_text::{Args, Lang, key, text};

use crate::clients::Ability;
use crate::error::{Error, Result};
use crate::exports::{state_of, uid};
use crate::studio::Studio;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// How far back a feed reaches, and how far ahead.
const WINDOW: (Duration, Duration) = (DAY.saturating_mul(30), DAY.saturating_mul(365));

/// A feed that was just made.
#[derive(Debug)]
pub struct FeedMade {
    /// Id.
    pub id: FeedId,
    /// What stands in its address; shown this once.
    pub token: Token,
}

/// The feeds of an artist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedList {
    /// Whose.
    pub artist: Named<ArtistId>,
    /// The newest first, revoked ones too.
    pub items: Vec<FeedCard>,
    /// Whether the reader may make and revoke them.
    pub change: Ability,
}

/// The path of a feed, behind the server's address.
#[must_use]
pub fn feed_path(token: &Token) -> String {
    format!("/feeds/{}.ics", token.reveal())
}

impl Studio {
    /// The feeds of an artist. The addresses themselves are nowhere.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn feeds(&self, ctx: &OpCtx, artist: ArtistId) -> Result<FeedList> {
        self.store.read(ctx, |tx| {
            let scope = tx.artist(artist)?;
            let may = tx.authorize::<ListFeeds>(&scope)?;
            let view = tx.authorize::<ViewArtist>(&scope)?;
            let card = tx.artist_card(&view)?;
            Ok(FeedList {
                artist: Named { id: artist, name: card.name },
                items: tx.feeds(&may)?,
                change: tx.may::<MakeFeed>(&scope).into(),
            })
        })
    }

    /// Makes a feed of an artist's agenda that gives away as much as the privacy says.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::NotFound`], [`Error::Refused`].
    pub fn make_feed(&self, ctx: &OpCtx, artist: ArtistId, privacy: &str) -> Result<FeedMade> {
        let privacy = privacy.to_owned();
        let (token, hash) = Token::new(Purpose::Feed)?;
        let hash = *hash.as_bytes();
        let id = self.store.write::<_, Error, _>(ctx, move |tx| {
            let scope = tx.artist(artist)?;
            let may = tx.authorize::<MakeFeed>(&scope)?;
            let privacy = FeedPrivacy::parse(&privacy)?;
            Ok(tx.make_feed(&may, &hash, privacy)?)
        })?;
        Ok(FeedMade { id, token })
    }

    /// Revokes a feed: its address is none from then on.
    ///
    /// # Errors
    /// [`Error::NotFound`] also if it was revoked already; [`Error::Refused`].
    pub fn revoke_feed(&self, ctx: &OpCtx, id: FeedId) -> Result<()> {
        self.store.write(ctx, move |tx| {
            let scope = tx.feed(id)?;
            let may = tx.authorize::<RevokeFeed>(&scope)?;
            Ok(tx.revoke_feed(&may)?)
        })
    }

    /// The calendar under a feed's address; `None` if there is none, whatever the reason. For whoever knows the address: nobody is signed in.
    ///
    /// # Errors
    /// If the data can't be read.
    pub fn feed_calendar(&self, visit: &Visit, shown: &str) -> Result<Option<Vec<u8>>> {
        let Some(hash) = Token::parse(Purpose::Feed, shown) else { return Ok(None) };
        let now = visit.now;
        let door = self.store.front_door();
        let (from, to) = (now.minus(WINDOW.0), now.plus(WINDOW.1));
        let Some(reading) = door.feed(visit, hash.as_bytes(), from, to)? else { return Ok(None) };
        if reading.note_due {
            door.note_feed(reading.id, now)?;
        }
        let face = door.face()?;
        let lang = Language::parse(&face.language).ok().and_then(|one| Lang::parse(one.code()));
        let calendar = calendar(&reading, &face.name, lang.unwrap_or(Lang::En));
        calendar.map(Some).map_err(|error| Error::Internal(format!("a feed can't be written: {error}")))
    }
}

fn calendar(reading: &FeedReading, studio: &str, lang: Lang) -> std::io::Result<Vec<u8>> {
    let mut out = CalendarWriter::new(Vec::new(), &format!("{} · {studio}", reading.artist))?;
    for one in &reading.events {
        let told = told(one, reading, lang);
        out.event(&CalendarEvent {
            uid: &told.uid,
            starts_at: one.starts_at,
            ends_at: one.ends_at,
            updated_at: told.updated_at,
            version: one.version,
            summary: &told.summary,
            description: &told.description,
            state: told.state,
        })?;
    }
    out.finish()
}

/// An event as far as the feed may tell of it.
struct Told {
    uid: String,
    updated_at: Timestamp,
    summary: String,
    description: String,
    state: CalendarState,
}

fn told(one: &FeedEvent, reading: &FeedReading, lang: Lang) -> Told {
    let say = |key: &str| text(lang, key, &Args::new());
    let busy = || say("feed-busy");
    let (kind, id, state, summary, description) = match &one.matter {
        FeedMatter::Appointment { id, status, client, service } => {
            let status = *status;
            let (summary, description) = match reading.privacy {
                FeedPrivacy::BusyOnly => (busy(), String::new()),
                FeedPrivacy::FirstName => (first_name(client).to_owned(), String::new()),
                FeedPrivacy::Full => {
                    let status = say(&key("appointment", status.code()));
                    let about = if service.is_empty() { status } else { format!("{service}\n{status}") };
                    (client.clone(), about)
                }
            };
            // That it is not yet confirmed is more than that the time is taken.
            let state = match reading.privacy {
                FeedPrivacy::BusyOnly => state_of(AppointmentStatus::Confirmed),
                FeedPrivacy::FirstName | FeedPrivacy::Full => state_of(status),
            };
            ("appointment", id.get(), state, summary, description)
        }
        FeedMatter::Block { id, kind, note } => {
            let (summary, description) = match reading.privacy {
                FeedPrivacy::BusyOnly | FeedPrivacy::FirstName => (busy(), String::new()),
                FeedPrivacy::Full => (block(*kind, lang), note.clone()),
            };
            ("block", id.get(), CalendarState::Confirmed, summary, description)
        }
    };
    Told { uid: uid(kind, id, reading.mark), updated_at: one.updated_at, summary, description, state }
}

fn block(kind: BlockKind, lang: Lang) -> String {
    text(lang, &key("block", kind.code()), &Args::new())
}
