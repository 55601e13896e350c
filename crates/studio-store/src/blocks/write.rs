//! Blocking time, moving and removing blocks.

use diesel::prelude::*;
use studio_domain::{ArtistId, BlockId, BlockKind, SeriesId, TimeSpan, Timestamp, UserId, Version};
use studio_policy::Ownership;

use crate::actions::{AddBlock, Block, ChangeBlock, NoticeBlocks};
use crate::error::Result;
use crate::guard::{Guarded, Permit, Row as _};
use crate::schema::{block_series, blocks};
use crate::tx::{Tx, Write};
use crate::versioned::saved;

/// A block to be made, or a series of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBlock {
    /// When: one, or one a week.
    pub spans: Vec<TimeSpan>,
    /// Whether it was given as whole days.
    pub whole_days: bool,
    /// What for.
    pub kind: BlockKind,
    /// What is noted; may be empty.
    pub note: String,
    /// The last local date of a series, `YYYY-MM-DD`; `None`: it is none.
    pub until: Option<String>,
}

/// When a block is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Which one.
    pub id: BlockId,
    /// When.
    pub span: TimeSpan,
}

/// What is to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockChange {
    /// The new times, of the block itself and, where the rest of its series goes along, of those.
    pub slots: Vec<Slot>,
    /// Whether they are whole days.
    pub whole_days: bool,
    /// What for.
    pub kind: BlockKind,
    /// What is noted.
    pub note: String,
}

/// How much of a series.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Which {
    /// The block alone.
    #[default]
    One,
    /// It, and those of its series that come after it.
    Rest,
}

impl<'tx> Tx<'tx, Write> {
    /// Whether the desk or the owner is who acts: whatever they do themselves is no news for them.
    fn is_noticed(&self) -> bool {
        self.decide(NoticeBlocks::ACTION, Ownership::Unowned).is_permit()
    }

    /// Blocks an artist's time.
    ///
    /// # Errors
    /// [`Constraint::BlockOverAppointments`](crate::Constraint::BlockOverAppointments): whoever asks looks for these first.
    pub fn add_block(&mut self, may: &Permit<'tx, AddBlock>, new: &NewBlock) -> Result<Vec<BlockId>> {
        let (now, by) = (self.facts.at.millis(), self.facts.user.map(UserId::get));
        let series: Option<i64> = match &new.until {
            Some(until) => Some(
                diesel::insert_into(block_series::table)
                    .values((
                        block_series::artist_id.eq(may.id.get()),
                        block_series::until.eq(until),
                        block_series::created_at.eq(now),
                    ))
                    .returning(block_series::id)
                    .get_result(self.conn)?,
            ),
            None => None,
        };
        let seen = self.is_noticed();
        let mut ids = Vec::with_capacity(new.spans.len());
        for span in &new.spans {
            let id: i64 = diesel::insert_into(blocks::table)
                .values((
                    blocks::artist_id.eq(may.id.get()),
                    blocks::series_id.eq(series),
                    blocks::starts_at.eq(span.start().millis()),
                    blocks::ends_at.eq(span.end().millis()),
                    blocks::whole_days.eq(new.whole_days),
                    blocks::kind.eq(new.kind.code()),
                    blocks::note.eq(&new.note),
                    blocks::created_at.eq(now),
                    blocks::created_by.eq(by),
                    blocks::seen_at.eq(seen.then_some(now)),
                    blocks::seen_by.eq(by.filter(|_| seen)),
                    blocks::updated_at.eq(now),
                ))
                .returning(blocks::id)
                .get_result(self.conn)?;
            ids.push(BlockId::new(id));
        }
        if let Some((first, span)) = ids.first().zip(new.spans.first()) {
            self.detail(may, "block", first.get());
            self.detail(may, "from", span.start().to_rfc3339());
            self.detail(may, "to", span.end().to_rfc3339());
        }
        if let Some(until) = &new.until {
            self.detail(may, "until", until.as_str());
            self.detail(may, "count", ids.len());
        }
        self.detail(may, "kind", new.kind.code());
        Ok(ids)
    }

    /// Whether exactly this is blocked already, as by a form that was sent twice.
    ///
    /// # Errors
    /// If the database fails.
    pub fn is_blocked_so(&mut self, may: &Permit<'tx, AddBlock>, new: &NewBlock) -> Result<bool> {
        for span in &new.spans {
            let same: i64 = blocks::table
                .filter(blocks::artist_id.eq(may.id.get()))
                .filter(blocks::ends_at.eq(span.end().millis()))
                .filter(blocks::starts_at.eq(span.start().millis()))
                .filter(blocks::kind.eq(new.kind.code()))
                .count()
                .get_result(self.conn)?;
            if same > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The block, and those of its series that come after it; only the block where it belongs to none.
    ///
    /// # Errors
    /// If the database fails.
    pub fn rest_of_series(&mut self, may: &Permit<'tx, ChangeBlock>) -> Result<Vec<Slot>> {
        let here: (i64, i64, i64, Option<i64>) = blocks::table
            .find(may.id.get())
            .select((blocks::id, blocks::starts_at, blocks::ends_at, blocks::series_id))
            .get_result(self.conn)?;
        let mut rows: Vec<(i64, i64, i64)> = match here.3 {
            None => vec![(here.0, here.1, here.2)],
            Some(series) => blocks::table
                .filter(blocks::series_id.eq(series))
                .filter(blocks::starts_at.ge(here.1))
                .select((blocks::id, blocks::starts_at, blocks::ends_at))
                .load(self.conn)?,
        };
        // A series has a hundred at most, and no index in this order.
        rows.sort_unstable_by_key(|row| (row.1, row.0));
        let slot = |(id, start, end): (i64, i64, i64)| {
            let (start, end) = (Timestamp::from_millis(start), Timestamp::from_millis(end));
            TimeSpan::new(start, end).ok().map(|span| Slot { id: BlockId::new(id), span })
        };
        Ok(rows.into_iter().filter_map(slot).collect())
    }

    /// Moves or changes a block and, where more times are given, others of its series. What is moved by somebody else than the desk or
    /// the owner is news for them.
    ///
    /// # Errors
    /// [`Error::Stale`](crate::Error::Stale) if somebody else saved the block meanwhile;
    /// [`Constraint::BlockOverAppointments`](crate::Constraint::BlockOverAppointments).
    pub fn change_block(
        &mut self,
        may: &Permit<'tx, ChangeBlock>,
        version: Version,
        change: &BlockChange,
    ) -> Result<Version> {
        let (id, now) = (may.id.get(), self.facts.at.millis());
        let here = blocks::table.find(id);
        let hit = diesel::update(here.filter(blocks::version.eq(version.get())))
            .set(blocks::updated_at.eq(now))
            .execute(self.conn)?;
        let saved = saved(hit, Block::KIND, id, version, || {
            Ok(here.select(blocks::version).get_result(self.conn)?)
        })?;
        let (artist, series): (i64, Option<i64>) =
            here.select((blocks::artist_id, blocks::series_id)).get_result(self.conn)?;
        let by = self.facts.user.map(UserId::get);
        let seen = self.is_noticed();
        for slot in &change.slots {
            // Only the block itself and its own series: ids come from the caller.
            let one = blocks::table
                .filter(blocks::id.eq(slot.id.get()))
                .filter(blocks::artist_id.eq(artist))
                .filter(
                    blocks::id.eq(id).or(blocks::series_id.is_not_null().and(blocks::series_id.eq(series))),
                );
            let (start, end) = (slot.span.start().millis(), slot.span.end().millis());
            let news = seen.then_some((blocks::seen_at.eq(Some(now)), blocks::seen_by.eq(by)));
            diesel::update(one)
                .set((
                    blocks::starts_at.eq(start),
                    blocks::ends_at.eq(end),
                    blocks::whole_days.eq(change.whole_days),
                    blocks::kind.eq(change.kind.code()),
                    blocks::note.eq(&change.note),
                    news,
                    (!seen).then_some((blocks::seen_at.eq(None::<i64>), blocks::seen_by.eq(None::<i64>))),
                    blocks::updated_at.eq(now),
                    blocks::version.eq(blocks::version + 1),
                ))
                .execute(self.conn)?;
        }
        if let Some(slot) = change.slots.first() {
            self.detail(may, "from", slot.span.start().to_rfc3339());
            self.detail(may, "to", slot.span.end().to_rfc3339());
        }
        self.detail(may, "artist", artist);
        self.detail(may, "kind", change.kind.code());
        self.detail(may, "count", change.slots.len());
        Ok(saved)
    }

    /// Removes a block, or it and the rest of its series. Answers how many.
    ///
    /// # Errors
    /// [`Error::Stale`](crate::Error::Stale) if somebody else saved the block meanwhile.
    pub fn remove_block(
        &mut self,
        may: &Permit<'tx, ChangeBlock>,
        version: Version,
        which: Which,
    ) -> Result<usize> {
        let id = may.id.get();
        let here = blocks::table.find(id);
        let (artist, start, end, series, now): (i64, i64, i64, Option<i64>, i64) = here
            .select((
                blocks::artist_id,
                blocks::starts_at,
                blocks::ends_at,
                blocks::series_id,
                blocks::version,
            ))
            .get_result(self.conn)?;
        saved(usize::from(now == version.get()), Block::KIND, id, version, || Ok(now))?;
        let gone = match (which, series) {
            (Which::Rest, Some(series)) => diesel::delete(
                blocks::table.filter(blocks::series_id.eq(series)).filter(blocks::starts_at.ge(start)),
            )
            .execute(self.conn)?,
            _ => diesel::delete(here).execute(self.conn)?,
        };
        if let Some(series) = series {
            self.forget_empty_series(SeriesId::new(series))?;
        }
        self.detail(may, "artist", ArtistId::new(artist).get());
        self.detail(may, "removed", gone);
        self.detail(may, "from", Timestamp::from_millis(start).to_rfc3339());
        self.detail(may, "to", Timestamp::from_millis(end).to_rfc3339());
        Ok(gone)
    }

    fn forget_empty_series(&mut self, series: SeriesId) -> Result<()> {
        let left: i64 =
            blocks::table.filter(blocks::series_id.eq(series.get())).count().get_result(self.conn)?;
        if left == 0 {
            diesel::delete(block_series::table.find(series.get())).execute(self.conn)?;
        }
        Ok(())
    }

    /// Takes notice of the new blocks of an artist, or of all artists, that were made or moved until a moment. Answers how many.
    ///
    /// # Errors
    /// If the database fails.
    pub fn notice_blocks(
        &mut self,
        may: &Permit<'tx, NoticeBlocks>,
        artist: Option<ArtistId>,
        until: Timestamp,
    ) -> Result<usize> {
        let now = self.facts.at.millis();
        let by = self.facts.user.map(UserId::get);
        let of = artist.map(ArtistId::get);
        let set = (blocks::seen_at.eq(Some(now)), blocks::seen_by.eq(by));
        let fresh =
            blocks::table.filter(blocks::seen_at.is_null()).filter(blocks::updated_at.le(until.millis()));
        let hit = match of {
            Some(artist) => {
                diesel::update(fresh.filter(blocks::artist_id.eq(artist))).set(set).execute(self.conn)?
            }
            None => diesel::update(fresh).set(set).execute(self.conn)?,
        };
        self.detail(may, "artist", of);
        self.detail(may, "count", hit);
        if hit == 0 {
            self.forget(may);
        }
        Ok(hit)
    }
}
