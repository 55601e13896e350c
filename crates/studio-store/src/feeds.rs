//! Calendar feeds: making, listing and revoking them, and what a calendar reads.
//!
//! A feed reads with the rights of whoever made it, as they are at that moment: somebody who is switched off, loses the role or the artist
//! profile makes the feed vanish. The engine is asked as for any other act; only nobody is signed in, so there is no permit.

use std::time::Duration;

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, BlockId, BlockKind, FeedId, FeedPrivacy, Timestamp, UserId,
};
use studio_policy::{Action, Ownership, SystemRole};

use crate::actions::{Feed, ListFeeds, MakeFeed, RevokeFeed};
use crate::blocks::LONGEST;
use crate::capped::CappedDsl;
use crate::ctx::{Visit, Who};
use crate::error::{Error, Result};
use crate::front_door::FrontDoor;
use crate::guard::{Permit, Row as _, Scope};
use crate::schema::{appointments, artists, blocks, clients, feeds, studio, users};
use crate::tx::{Acting, Tx, Write, acting};

/// How often the last reading is noted at most.
const NOTED: Duration = Duration::from_secs(60 * 60);
/// So many appointments and so many blocks are handed out; in thirteen months nobody has as many.
const MOST: usize = 20_000;
/// So many feeds of an artist are listed.
const SHOWN: usize = 100;

/// A feed. Its address is nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedCard {
    /// Id.
    pub id: FeedId,
    /// How much it gives away.
    pub privacy: FeedPrivacy,
    /// When it was made.
    pub created_at: Timestamp,
    /// By whom, with the user name of today; `None`: the operator.
    pub created_by: Option<(UserId, String)>,
    /// When a calendar asked for it last, to the hour.
    pub read_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// What a calendar reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedReading {
    /// Which feed.
    pub id: FeedId,
    /// Whether the reading is to be noted ([`FrontDoor::note_feed`]).
    pub note_due: bool,
    /// Name of the artist.
    pub artist: String,
    /// How much may be told.
    pub privacy: FeedPrivacy,
    /// Appointments and blocks.
    pub events: Vec<FeedEvent>,
    /// When the studio was set up: tells its events from those of another one.
    pub mark: i64,
}

/// An appointment or a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEvent {
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
    /// When it was saved last.
    pub updated_at: Timestamp,
    /// How often it was saved.
    pub version: i64,
    /// What it is.
    pub matter: FeedMatter,
}

/// What an event of a feed is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedMatter {
    /// A client comes.
    Appointment {
        /// Id.
        id: AppointmentId,
        /// How things stand with it.
        status: AppointmentStatus,
        /// The client's full name; the privacy of the feed says how much of it is told.
        client: String,
        /// What is to be done.
        service: String,
    },
    /// The time is blocked.
    Block {
        /// Id.
        id: BlockId,
        /// What for.
        kind: BlockKind,
        /// What was noted.
        note: String,
    },
}

impl<'tx, M> Tx<'tx, M> {
    /// A feed that was not revoked. It is owned by its artist.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn feed(&mut self, id: FeedId) -> Result<Scope<'tx, Feed>> {
        let found: Option<i64> = feeds::table
            .find(id.get())
            .filter(feeds::revoked_at.is_null())
            .select(feeds::artist_id)
            .get_result(self.conn)
            .optional()?;
        let artist = found.ok_or_else(|| Error::not_found(Feed::KIND, id))?;
        Ok(self.scope(id, self.whose(ArtistId::new(artist)), 0))
    }

    /// The feeds of an artist, the newest first, revoked ones too.
    ///
    /// # Errors
    /// If the database fails.
    pub fn feeds(&mut self, may: &Permit<'tx, ListFeeds>) -> Result<Vec<FeedCard>> {
        type Columns = (i64, String, i64, Option<i64>, Option<String>, Option<i64>, Option<i64>);
        let rows: Vec<Columns> = feeds::table
            .left_join(users::table.on(users::id.nullable().eq(feeds::created_by)))
            .filter(feeds::artist_id.eq(may.id.get()))
            .order(feeds::id.desc())
            .select((
                feeds::id,
                feeds::privacy,
                feeds::created_at,
                feeds::created_by,
                users::user_name.nullable(),
                feeds::read_at,
                feeds::revoked_at,
            ))
            .capped::<SHOWN>()
            .load(self.conn)?;
        rows.into_iter()
            .map(|(id, privacy, created_at, by, name, read_at, revoked_at)| {
                Ok(FeedCard {
                    id: FeedId::new(id),
                    privacy: privacy_of(&privacy)?,
                    created_at: Timestamp::from_millis(created_at),
                    created_by: by.map(UserId::new).zip(name),
                    read_at: read_at.map(Timestamp::from_millis),
                    revoked_at: revoked_at.map(Timestamp::from_millis),
                })
            })
            .collect()
    }
}

fn privacy_of(code: &str) -> Result<FeedPrivacy> {
    FeedPrivacy::parse(code).map_err(|_unknown| Error::damaged("feeds.privacy"))
}

impl<'tx> Tx<'tx, Write> {
    /// Makes a feed of an artist's agenda.
    ///
    /// # Errors
    /// If the database fails.
    pub fn make_feed(
        &mut self,
        may: &Permit<'tx, MakeFeed>,
        token_hash: &[u8; 32],
        privacy: FeedPrivacy,
    ) -> Result<FeedId> {
        let id: i64 = diesel::insert_into(feeds::table)
            .values((
                feeds::artist_id.eq(may.id.get()),
                feeds::token_hash.eq(token_hash.as_slice()),
                feeds::privacy.eq(privacy.code()),
                feeds::created_at.eq(self.facts.at.millis()),
                feeds::created_by.eq(self.facts.user.map(UserId::get)),
            ))
            .returning(feeds::id)
            .get_result(self.conn)?;
        self.detail(may, "feed", id);
        self.detail(may, "privacy", privacy.code());
        Ok(FeedId::new(id))
    }

    /// Revokes a feed: from now on its address is none.
    ///
    /// # Errors
    /// If the database fails.
    pub fn revoke_feed(&mut self, may: &Permit<'tx, RevokeFeed>) -> Result<()> {
        let here = feeds::table.find(may.id.get());
        let artist: i64 = here.select(feeds::artist_id).get_result(self.conn)?;
        diesel::update(here)
            .set((
                feeds::revoked_at.eq(self.facts.at.millis()),
                feeds::revoked_by.eq(self.facts.user.map(UserId::get)),
            ))
            .execute(self.conn)?;
        self.detail(may, "artist", artist);
        Ok(())
    }
}

impl FrontDoor<'_> {
    /// What the feed with this token has between two moments. `None` where there is no such feed, it was revoked, its artist is switched
    /// off, or whoever made it may no longer export that artist's agenda: nobody is told which.
    ///
    /// # Errors
    /// If the database fails.
    pub fn feed(
        &self,
        visit: &Visit,
        token_hash: &[u8; 32],
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Option<FeedReading>> {
        self.store().read_raw(|conn| read(conn, visit, token_hash, from, to))
    }

    /// Notes that a calendar asked for a feed.
    ///
    /// # Errors
    /// If the database fails.
    pub fn note_feed(&self, feed: FeedId, now: Timestamp) -> Result<()> {
        self.store().write_raw(move |conn| {
            diesel::update(feeds::table.find(feed.get()))
                .set(feeds::read_at.eq(now.millis()))
                .execute(conn)?;
            Ok(())
        })
    }
}

fn read(
    conn: &mut SqliteConnection,
    visit: &Visit,
    token_hash: &[u8; 32],
    from: Timestamp,
    to: Timestamp,
) -> Result<Option<FeedReading>> {
    type Columns = (i64, i64, String, Option<i64>, Option<i64>, String);
    let found: Option<Columns> = feeds::table
        .inner_join(artists::table)
        .filter(feeds::token_hash.eq(token_hash.as_slice()))
        .filter(feeds::revoked_at.is_null())
        .filter(artists::active.eq(true))
        .select((
            feeds::id,
            feeds::artist_id,
            feeds::privacy,
            feeds::created_by,
            feeds::read_at,
            artists::name,
        ))
        .get_result(conn)
        .optional()?;
    let Some((id, artist_id, privacy, by, read_at, artist)) = found else { return Ok(None) };
    let who = by.map_or(Who::System(SystemRole::Operator), |user| Who::User(UserId::new(user)));
    let maker = match acting::load(conn, &visit.by(who)) {
        Ok((maker, _facts)) => maker,
        Err(Error::NoActor(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let now = visit.now;
    if !permits(&maker, Action::AgendaExport, artist_id, now) {
        return Ok(None);
    }
    // Who may not see details gives none away either.
    let privacy = match privacy_of(&privacy)? {
        FeedPrivacy::Full if !permits(&maker, Action::AgendaDetails, artist_id, now) => {
            FeedPrivacy::FirstName
        }
        given => given,
    };
    let mut events = appointments_of(conn, artist_id, from, to)?;
    events.extend(blocks_of(conn, artist_id, from, to)?);
    let mark: Option<i64> = studio::table.find(1).select(studio::set_up_at).get_result(conn)?;
    Ok(Some(FeedReading {
        id: FeedId::new(id),
        note_due: read_at.is_none_or(|at| now.since(Timestamp::from_millis(at)) >= NOTED),
        artist,
        privacy,
        events,
        mark: mark.unwrap_or_default(),
    }))
}

fn permits(maker: &Acting, action: Action, artist: i64, now: Timestamp) -> bool {
    let own = maker.artist == Some(ArtistId::new(artist));
    let whose = if own { Ownership::Mine } else { Ownership::Theirs };
    maker.matrix.decide(&maker.actor, action, whose, now.millis()).is_permit()
}

/// Cancelled ones are left out: a calendar then takes them away.
fn appointments_of(
    conn: &mut SqliteConnection,
    artist: i64,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<FeedEvent>> {
    type Columns = (i64, i64, i64, String, String, String, i64, i64);
    let rows: Vec<Columns> = appointments::table
        .inner_join(clients::table)
        .filter(appointments::artist_id.eq(artist))
        .filter(appointments::starts_at.gt(from.millis().saturating_sub(LONGEST)))
        .filter(appointments::starts_at.lt(to.millis()))
        .filter(appointments::ends_at.gt(from.millis()))
        .filter(appointments::status.ne(AppointmentStatus::Cancelled.code()))
        .filter(appointments::status.ne(AppointmentStatus::NoShow.code()))
        .order(appointments::starts_at)
        .select((
            appointments::id,
            appointments::starts_at,
            appointments::ends_at,
            appointments::status,
            clients::name,
            appointments::service,
            appointments::updated_at,
            appointments::version,
        ))
        .capped::<MOST>()
        .load(conn)?;
    rows.into_iter()
        .map(|(id, starts, ends, status, client, service, updated, version)| {
            let status = AppointmentStatus::parse(&status)
                .map_err(|_unknown| Error::damaged("appointments.status"))?;
            Ok(FeedEvent {
                starts_at: Timestamp::from_millis(starts),
                ends_at: Timestamp::from_millis(ends),
                updated_at: Timestamp::from_millis(updated),
                version,
                matter: FeedMatter::Appointment { id: AppointmentId::new(id), status, client, service },
            })
        })
        .collect()
}

fn blocks_of(
    conn: &mut SqliteConnection,
    artist: i64,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<FeedEvent>> {
    type Columns = (i64, i64, i64, String, String, i64, i64);
    let rows: Vec<Columns> = blocks::table
        .filter(blocks::artist_id.eq(artist))
        .filter(blocks::ends_at.gt(from.millis()))
        .filter(blocks::starts_at.lt(to.millis()))
        .order((blocks::ends_at, blocks::starts_at))
        .select((
            blocks::id,
            blocks::starts_at,
            blocks::ends_at,
            blocks::kind,
            blocks::note,
            blocks::updated_at,
            blocks::version,
        ))
        .capped::<MOST>()
        .load(conn)?;
    rows.into_iter()
        .map(|(id, starts, ends, kind, note, updated, version)| {
            let kind = BlockKind::parse(&kind).map_err(|_unknown| Error::damaged("blocks.kind"))?;
            Ok(FeedEvent {
                starts_at: Timestamp::from_millis(starts),
                ends_at: Timestamp::from_millis(ends),
                updated_at: Timestamp::from_millis(updated),
                version,
                matter: FeedMatter::Block { id: BlockId::new(id), kind, note },
            })
        })
        .collect()
}
