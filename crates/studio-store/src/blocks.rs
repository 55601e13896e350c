//! Blocks: time in which an artist can't be booked, once or every week.

mod write;

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, BlockId, BlockKind, ClientId, SeriesId, TimeSpan, Timestamp,
    UserId, Version,
};
use studio_policy::Action;

use crate::actions::{AddBlock, Block, ChangeBlock, ListBlocks, ListNewBlocks, ViewBlock};
use crate::appointments::LongerThanBooked;
use crate::capped::CappedDsl;
use crate::clients::Named;
use crate::error::{Error, Result};
use crate::guard::{Guarded, ListPermit, Permit, Row as _, Rows, Scope};
use crate::page::{PAGE, Page, take_page};
use crate::schema::{appointments, artists, block_series, blocks, clients, users};
use crate::tx::Tx;

pub use write::{BlockChange, NewBlock, Slot, Which};

/// The longest appointment that is booked here, in milliseconds: how far before a moment one that reaches it can begin.
pub(crate) const LONGEST: i64 = 12 * 60 * 60 * 1_000;

/// A block, as far as the reader may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockRow {
    /// Id.
    pub id: BlockId,
    /// Whose time it is.
    pub artist: Named<ArtistId>,
    /// When.
    pub span: TimeSpan,
    /// Whether it was made as whole days.
    pub whole_days: bool,
    /// The series that it belongs to.
    pub series: Option<BlockSeries>,
    /// What for, and what was noted; `None`: the reader may not see it.
    pub reason: Option<BlockReason>,
    /// When it was made.
    pub created_at: Timestamp,
    /// By whom, with the user name of today; `None`: the operator.
    pub created_by: Option<(UserId, String)>,
    /// When the desk or the owner took notice of it.
    pub seen_at: Option<Timestamp>,
    /// For saving without overwriting others.
    pub version: Version,
    /// Whether the reader may change it.
    pub may_change: bool,
}

/// Why a time is blocked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockReason {
    /// What for.
    pub kind: BlockKind,
    /// What was noted; may be empty.
    pub note: String,
}

/// A weekly repetition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockSeries {
    /// Id.
    pub id: SeriesId,
    /// The last local date that a block of it may begin on, `YYYY-MM-DD`.
    pub until: String,
}

/// Where the page before ended: end, start and id of its last block.
pub type BlockEnds = (Timestamp, Timestamp, BlockId);

/// Which blocks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BlockFilter {
    /// Of this artist.
    pub artist: Option<ArtistId>,
    /// That end after this moment.
    pub from: Option<Timestamp>,
    /// That begin before this moment.
    pub to: Option<Timestamp>,
    /// Behind this one.
    pub after: Option<BlockEnds>,
}

impl BlockRow {
    /// Where the next page begins behind this row.
    #[must_use]
    pub fn ends(&self) -> BlockEnds {
        (self.span.end(), self.span.start(), self.id)
    }
}

/// An appointment that stands in the time of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandsThere {
    /// Id.
    pub id: AppointmentId,
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
    /// How things stand with it.
    pub status: AppointmentStatus,
    /// Whose appointment it is.
    pub client: Named<ClientId>,
}

type Columns = (i64, i64, i64, bool, String, String, i64, Option<i64>, i64);
type Around = (i64, String, Option<i64>, Option<String>, Option<i64>, Option<String>);
type Found = (Columns, Around);

macro_rules! rows {
    () => {
        blocks::table
            .inner_join(artists::table)
            .left_join(block_series::table)
            .left_join(users::table.on(users::id.nullable().eq(blocks::created_by)))
            .select((
                (
                    blocks::id,
                    blocks::starts_at,
                    blocks::ends_at,
                    blocks::whole_days,
                    blocks::kind,
                    blocks::note,
                    blocks::created_at,
                    blocks::seen_at,
                    blocks::version,
                ),
                (
                    artists::id,
                    artists::name,
                    block_series::id.nullable(),
                    block_series::until.nullable(),
                    blocks::created_by,
                    users::user_name.nullable(),
                ),
            ))
    };
}

impl<'tx, M> Tx<'tx, M> {
    /// A block that exists. It is owned by its artist.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn block(&mut self, id: BlockId) -> Result<Scope<'tx, Block>> {
        let found: Option<(i64, i64)> = blocks::table
            .find(id.get())
            .select((blocks::artist_id, blocks::version))
            .get_result(self.conn)
            .optional()?;
        let (artist, version) = found.ok_or_else(|| Error::not_found(Block::KIND, id))?;
        Ok(self.scope(id, self.whose(ArtistId::new(artist)), version))
    }

    /// One block.
    ///
    /// # Errors
    /// If the database fails.
    pub fn block_row(&mut self, may: &Permit<'tx, ViewBlock>) -> Result<BlockRow> {
        let found: Found = rows!().filter(blocks::id.eq(may.id.get())).get_result(self.conn)?;
        self.told_block(found)
    }

    /// One page of blocks, those first that end first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn blocks(
        &mut self,
        _may: &ListPermit<'tx, ListBlocks>,
        filter: &BlockFilter,
    ) -> Result<Page<BlockRow>> {
        let mut query = rows!().into_boxed();
        if let Some(artist) = filter.artist {
            query = query.filter(blocks::artist_id.eq(artist.get()));
        }
        if let Some(from) = filter.from {
            query = query.filter(blocks::ends_at.gt(from.millis()));
        }
        if let Some(to) = filter.to {
            query = query.filter(blocks::starts_at.lt(to.millis()));
        }
        if let Some((end, start, id)) = filter.after {
            let (end, start) = (end.millis(), start.millis());
            query = query.filter(blocks::ends_at.ge(end)).filter(blocks::ends_at.gt(end).or(
                blocks::starts_at.gt(start).or(blocks::starts_at.eq(start).and(blocks::id.gt(id.get()))),
            ));
        }
        let found: Vec<Found> = query
            .order((blocks::ends_at, blocks::starts_at, blocks::id))
            .capped::<{ PAGE + 1 }>()
            .load(self.conn)?;
        let items: Result<Vec<_>> = found.into_iter().map(|one| self.told_block(one)).collect();
        Ok(take_page(items?))
    }

    /// The blocks that the desk has not taken notice of and that are not over, the oldest first; for an artist the own ones.
    ///
    /// # Errors
    /// If the database fails.
    pub fn new_blocks(&mut self, may: &ListPermit<'tx, ListNewBlocks>) -> Result<Page<BlockRow>> {
        let mut query = rows!().filter(blocks::seen_at.is_null()).into_boxed();
        query = query.filter(blocks::ends_at.gt(self.facts.at.millis()));
        if let Rows::Of(artist) = may.rows {
            query = query.filter(blocks::artist_id.eq(artist.get()));
        }
        let found: Vec<Found> =
            query.order((blocks::created_at, blocks::id)).capped::<{ PAGE + 1 }>().load(self.conn)?;
        let items: Result<Vec<_>> = found.into_iter().map(|one| self.told_block(one)).collect();
        Ok(take_page(items?))
    }

    /// The appointments of an artist that stand in these times, in order.
    ///
    /// # Errors
    /// If the database fails.
    pub fn clashes_with_new(
        &mut self,
        may: &Permit<'tx, AddBlock>,
        spans: &[TimeSpan],
    ) -> Result<Vec<StandsThere>> {
        clashes(self.conn, may.id, spans)
    }

    /// The same for blocks that are to be moved.
    ///
    /// # Errors
    /// If the database fails.
    pub fn clashes_with_moved(
        &mut self,
        may: &Permit<'tx, ChangeBlock>,
        spans: &[TimeSpan],
    ) -> Result<Vec<StandsThere>> {
        let artist: i64 = blocks::table.find(may.id.get()).select(blocks::artist_id).get_result(self.conn)?;
        clashes(self.conn, ArtistId::new(artist), spans)
    }

    fn told_block(&self, (columns, around): Found) -> Result<BlockRow> {
        let (id, starts_at, ends_at, whole_days, kind, note, created_at, seen_at, version) = columns;
        let (artist, name, series, until, by, by_name) = around;
        let whose = self.whose(ArtistId::new(artist));
        let (start, end) = (Timestamp::from_millis(starts_at), Timestamp::from_millis(ends_at));
        let reason = BlockReason {
            kind: BlockKind::parse(&kind).map_err(|_unknown| Error::damaged("blocks.kind"))?,
            note,
        };
        Ok(BlockRow {
            id: BlockId::new(id),
            artist: Named { id: ArtistId::new(artist), name },
            span: TimeSpan::new(start, end).map_err(|_odd| Error::damaged("blocks.ends_at"))?,
            whole_days,
            series: series.map(SeriesId::new).zip(until).map(|(id, until)| BlockSeries { id, until }),
            reason: self.decide(Action::AgendaDetails, whose).is_permit().then_some(reason),
            created_at: Timestamp::from_millis(created_at),
            created_by: by.map(UserId::new).zip(by_name),
            seen_at: seen_at.map(Timestamp::from_millis),
            version: Version::new(version),
            may_change: self.decide(ChangeBlock::ACTION, whose).is_permit(),
        })
    }
}

type Standing = (i64, i64, i64, String, i64, String);

/// The open appointments of an artist in these times, each once. Those that are booked here are at most twelve hours long, and imported ones
/// that are longer have an index of their own.
fn clashes(conn: &mut SqliteConnection, artist: ArtistId, spans: &[TimeSpan]) -> Result<Vec<StandsThere>> {
    let mut found: Vec<Standing> = Vec::new();
    for span in spans {
        let (start, end) = (span.start().millis(), span.end().millis());
        let of_artist = || {
            appointments::table
                .inner_join(clients::table)
                .filter(appointments::artist_id.eq(artist.get()))
                .filter(appointments::starts_at.lt(end))
                .filter(appointments::ends_at.gt(start))
                .filter(
                    appointments::status
                        .eq(AppointmentStatus::Pending.code())
                        .or(appointments::status.eq(AppointmentStatus::Confirmed.code())),
                )
                .select((
                    appointments::id,
                    appointments::starts_at,
                    appointments::ends_at,
                    appointments::status,
                    clients::id,
                    clients::name,
                ))
        };
        let near: Vec<Standing> =
            of_artist().filter(appointments::starts_at.gt(start.saturating_sub(LONGEST))).load(conn)?;
        let long: Vec<Standing> = of_artist().filter(LongerThanBooked).load(conn)?;
        found.extend(near);
        found.extend(long);
    }
    found.sort_unstable_by_key(|one| (one.1, one.0));
    found.dedup_by_key(|one| one.0);
    found
        .into_iter()
        .map(|(id, starts_at, ends_at, status, client, name)| {
            Ok(StandsThere {
                id: AppointmentId::new(id),
                starts_at: Timestamp::from_millis(starts_at),
                ends_at: Timestamp::from_millis(ends_at),
                status: AppointmentStatus::parse(&status)
                    .map_err(|_unknown| Error::damaged("appointments.status"))?,
                client: Named { id: ClientId::new(client), name },
            })
        })
        .collect()
}
