//! Blocks: time in which an artist can't be booked, for once or every week.
//!
//! Artists block their own time and it holds at once; the desk and the owner see it as new until they take notice of it. A block never
//! lies over an open appointment: all that stand in its way are told, of a whole series. Blocks of one artist may lie over each other.

use chrono::NaiveDate;
use studio_domain::{
    ArtistId, BlockId, BlockKind, BlockTime, Invalid, Rule as FieldRule, StudioZone, TimeSpan, Timestamp,
    Version, parse_date, parse_local, text::line,
};
use studio_store::actions::{AddBlock, ChangeBlock, ListBlocks, ListNewBlocks, NoticeBlocks, ViewBlock};
use studio_store::{
    BlockChange, BlockEnds, BlockFilter, BlockRow, Guarded as _, NewBlock, OpCtx, Page, Slot, Which,
};

use crate::clients::Ability;
use crate::error::{Error, Result, Rule};
use crate::form::Form;
use crate::studio::Studio;

/// The most characters of a note.
const NOTE: usize = 500;

/// A block as typed. Of a change, what is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockInput {
    /// First day `2026-03-14`, or start `2026-03-14T16:30` by the studio's clock or as RFC 3339.
    pub from: Option<String>,
    /// Last day, or end.
    pub to: Option<String>,
    /// Whether it is whole days.
    pub whole_days: Option<bool>,
    /// Code of what it is for.
    pub kind: Option<String>,
    /// What is noted; may be empty.
    pub note: Option<String>,
    /// Repeated every week, the last time on this day or before; empty: not repeated. A change leaves it.
    pub until: Option<String>,
}

/// Which blocks, as typed; empty fields say nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockView {
    /// Id of the artist.
    pub artist: String,
    /// That end after this day began, or after this moment; empty: after now.
    pub from: String,
    /// That begin before this day ended, or before this moment.
    pub to: String,
    /// Where the page before ended.
    pub cursor: String,
}

/// One page of blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockList {
    /// Those first that end first.
    pub items: Vec<BlockRow>,
    /// Cursor of the next page; `None`: there is none.
    pub next_cursor: Option<String>,
    /// The studio's time zone.
    pub zone: StudioZone,
}

/// How much of a series, by its code.
///
/// # Errors
/// [`FieldRule::Unknown`] on `which`.
pub fn which_of_series(raw: &str) -> Result<Which, Invalid> {
    match raw.trim() {
        "" | "one" => Ok(Which::One),
        "rest" => Ok(Which::Rest),
        other => {
            let given = other.chars().take(60).collect();
            Err(Invalid::new("which", FieldRule::Unknown { given }))
        }
    }
}

/// Reads a wall-clock time, or a moment with its offset.
fn wall(field: &'static str, raw: &str, zone: StudioZone) -> Result<chrono::NaiveDateTime, Invalid> {
    match Timestamp::parse_rfc3339(raw) {
        Ok(moment) => Ok(zone.local(moment)),
        Err(_local) => parse_local(field, raw),
    }
}

fn time(form: &mut Form, (from, to): (&str, &str), whole_days: bool, zone: StudioZone) -> Option<BlockTime> {
    let time = if whole_days {
        let first = form.take(parse_date("from", from));
        let last = if to.trim().is_empty() { first } else { form.take(parse_date("to", to)) };
        first.zip(last).map(|(first, last)| BlockTime::Days { first, last })
    } else {
        let from = form.take(wall("from", from, zone));
        let to = form.take(wall("to", to, zone));
        from.zip(to).map(|(from, to)| BlockTime::Times { from, to })
    };
    time.filter(|time| form.take(time.span(zone)).is_some())
}

fn note(form: &mut Form, raw: &str) -> Option<String> {
    form.take(line("note", raw, 0, NOTE))
}

impl BlockInput {
    fn read_new(&self, zone: StudioZone) -> Result<NewBlock> {
        let mut form = Form::default();
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        let whole_days = self.whole_days.unwrap_or(false);
        let kind = form.take(BlockKind::parse(&text(&self.kind)));
        let note = note(&mut form, &text(&self.note));
        let time = time(&mut form, (&text(&self.from), &text(&self.to)), whole_days, zone);
        let until = text(&self.until);
        let (spans, until) = match (time, until.trim()) {
            (Some(time), "") => (form.take(time.span(zone).map(|span| vec![span])), None),
            (time, raw) => {
                let until = (!raw.is_empty()).then(|| form.take(parse_date("until", raw))).flatten();
                let all = time.zip(until).and_then(|(time, until)| form.take(time.weekly(zone, until)));
                let spans = all.map(|all| all.into_iter().map(|one| one.span).collect());
                (spans, until.map(|until| until.to_string()))
            }
        };
        let new = spans.zip(kind).zip(note).map(|((spans, kind), note)| {
            let repeats = spans.len() > 1;
            NewBlock { spans, whole_days, kind, note, until: until.filter(|_| repeats) }
        });
        form.finish_with(new)
    }

    /// The change of a block and, with `rest`, of those that come after it in its series: they follow by as many days, at the same times.
    fn read_change(&self, zone: StudioZone, row: &BlockRow, rest: &[Slot]) -> Result<BlockChange> {
        let mut form = Form::default();
        let was = BlockTime::of(zone, &row.span, row.whole_days);
        let whole_days = self.whole_days.unwrap_or(row.whole_days);
        let (old_from, old_to) = written(&was, whole_days);
        let from = self.from.clone().unwrap_or(old_from);
        let to = self.to.clone().unwrap_or(old_to);
        let time = time(&mut form, (&from, &to), whole_days, zone);
        let reason = row.reason.as_ref();
        let kind = match &self.kind {
            Some(raw) => form.take(BlockKind::parse(raw)),
            None => reason.map(|reason| reason.kind),
        };
        let note = match &self.note {
            Some(raw) => note(&mut form, raw),
            None => reason.map(|reason| reason.note.clone()),
        };
        if self.until.is_some() {
            form.wrong(Invalid::new("until", FieldRule::NotAllowed));
        }
        let slots = time.and_then(|time| slots(&mut form, zone, (row, &was), &time, rest));
        let change = slots.zip(kind).zip(note).map(|((slots, kind), note)| BlockChange {
            slots,
            whole_days,
            kind,
            note,
        });
        form.finish_with(change)
    }
}

/// What stands in the fields of a block.
fn written(time: &BlockTime, whole_days: bool) -> (String, String) {
    match time {
        BlockTime::Days { first, last } => (first.to_string(), last.to_string()),
        BlockTime::Times { from, to } if whole_days => (from.date().to_string(), to.date().to_string()),
        BlockTime::Times { from, to } => {
            let at = |at: &chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
            (at(from), at(to))
        }
    }
}

/// When each block is to be.
fn slots(
    form: &mut Form,
    zone: StudioZone,
    (row, was): (&BlockRow, &BlockTime),
    time: &BlockTime,
    rest: &[Slot],
) -> Option<Vec<Slot>> {
    let mut slots = Vec::new();
    for slot in rest {
        let date = BlockTime::of(zone, &slot.span, row.whole_days).date();
        let behind = date.signed_duration_since(was.date()).num_days();
        let span = form.take(time.moved(behind).span(zone))?;
        if slots.last().is_some_and(|before: &Slot| before.span.overlaps(&span)) {
            form.wrong(Invalid::new("to", FieldRule::Overlap));
            return None;
        }
        slots.push(Slot { id: slot.id, span });
    }
    Some(slots)
}

/// The bound of a view: a day, or a moment.
fn bound(field: &'static str, raw: &str, day: impl Fn(NaiveDate) -> Timestamp) -> Result<Timestamp, Invalid> {
    match Timestamp::parse_rfc3339(raw) {
        Ok(moment) => Ok(moment),
        Err(_day) => parse_date(field, raw).map(day),
    }
}

/// Blocks of which nobody took notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBlocks {
    /// The oldest first.
    pub items: Vec<BlockRow>,
    /// Whether there are more.
    pub more: bool,
    /// Whether the reader is who takes notice of them.
    pub notice: Ability,
}

fn read_cursor(raw: &str) -> Result<BlockEnds, Invalid> {
    let wrong = || Invalid::form("cursor", "cursor");
    let parts: Vec<i64> = raw
        .trim()
        .split('-')
        .map(|part| part.parse().map_err(|_cause| wrong()))
        .collect::<Result<_, Invalid>>()?;
    match parts.as_slice() {
        [end, start, id] => {
            Ok((Timestamp::from_millis(*end), Timestamp::from_millis(*start), BlockId::new(*id)))
        }
        _ => Err(wrong()),
    }
}

impl Studio {
    /// One page of blocks. Why a time is blocked is told to those who may see that artist's details.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Refused`].
    pub fn blocks(&self, ctx: &OpCtx, view: &BlockView) -> Result<BlockList> {
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<ListBlocks>()?;
            let zone = tx.house()?.zone();
            let mut form = Form::default();
            let given = |raw: &String| (!raw.trim().is_empty()).then(|| raw.trim().to_owned());
            let filter = BlockFilter {
                artist: form.maybe(given(&view.artist).as_ref(), |raw| {
                    raw.parse::<ArtistId>().map_err(|wrong| wrong.at("artist_id"))
                }),
                from: form
                    .maybe(given(&view.from).as_ref(), |raw| bound("from", raw, |day| zone.day(day).start()))
                    .or_else(|| view.from.trim().is_empty().then(|| tx.now())),
                to: form.maybe(given(&view.to).as_ref(), |raw| bound("to", raw, |day| zone.day(day).end())),
                after: form.maybe(given(&view.cursor).as_ref(), read_cursor),
            };
            form.finish()?;
            let page = tx.blocks(&may, &filter)?;
            let last = page.items.last().filter(|_| page.more).map(BlockRow::ends);
            let cursor = last.map(|(end, start, id)| format!("{}-{}-{id}", end.millis(), start.millis()));
            Ok(BlockList { next_cursor: cursor, items: page.items, zone })
        })
    }

    /// One block.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn block(&self, ctx: &OpCtx, id: BlockId) -> Result<BlockRow> {
        self.store.read(ctx, |tx| {
            let scope = tx.block(id)?;
            let may = tx.authorize::<ViewBlock>(&scope)?;
            Ok(tx.block_row(&may)?)
        })
    }

    /// Blocks an artist's time, for once or every week. Answers the blocks in order.
    ///
    /// # Errors
    /// [`Error::OverAppointments`] with all open appointments in that time, of a series in all of its weeks; [`Rule::BlockedSo`] if exactly
    /// this is blocked already; [`Error::Invalid`], [`Error::NotFound`], [`Error::Refused`].
    pub fn add_block(&self, ctx: &OpCtx, artist: ArtistId, input: BlockInput) -> Result<Vec<BlockId>> {
        self.store.write(ctx, move |tx| {
            let scope = tx.artist(artist)?;
            let may = tx.authorize::<AddBlock>(&scope)?;
            let new = input.read_new(tx.house()?.zone())?;
            if tx.is_blocked_so(&may, &new)? {
                return Err(Error::Rule(Rule::BlockedSo));
            }
            let clashes = tx.clashes_with_new(&may, &new.spans)?;
            if !clashes.is_empty() {
                return Err(Error::OverAppointments(clashes));
            }
            Ok(tx.add_block(&may, &new)?)
        })
    }

    /// Changes a block, or it and the rest of its series. Without a version the one that it is at is taken.
    ///
    /// # Errors
    /// As [`Studio::add_block`]; [`Error::Stale`].
    pub fn edit_block(
        &self,
        ctx: &OpCtx,
        id: BlockId,
        input: BlockInput,
        which: Which,
        version: Option<Version>,
    ) -> Result<Version> {
        self.store.write(ctx, move |tx| {
            let scope = tx.block(id)?;
            let may = tx.authorize::<ChangeBlock>(&scope)?;
            let view = tx.authorize::<ViewBlock>(&scope)?;
            let row = tx.block_row(&view)?;
            let rest = match which {
                Which::One => vec![Slot { id, span: row.span }],
                Which::Rest => tx.rest_of_series(&may)?,
            };
            let change = input.read_change(tx.house()?.zone(), &row, &rest)?;
            let spans: Vec<TimeSpan> = change.slots.iter().map(|slot| slot.span).collect();
            let clashes = tx.clashes_with_moved(&may, &spans)?;
            if !clashes.is_empty() {
                return Err(Error::OverAppointments(clashes));
            }
            Ok(tx.change_block(&may, version.unwrap_or(row.version), &change)?)
        })
    }

    /// Removes a block, or it and the rest of its series. Answers how many went.
    ///
    /// # Errors
    /// [`Error::Stale`], [`Error::NotFound`], [`Error::Refused`].
    pub fn remove_block(
        &self,
        ctx: &OpCtx,
        id: BlockId,
        which: Which,
        version: Option<Version>,
    ) -> Result<usize> {
        self.store.write(ctx, move |tx| {
            let scope = tx.block(id)?;
            let may = tx.authorize::<ChangeBlock>(&scope)?;
            Ok(tx.remove_block(&may, version.unwrap_or(scope.version()), which)?)
        })
    }

    /// Refuses whoever could block nobody's time, before a form is filled in vain.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn expect_to_block(&self, ctx: &OpCtx) -> Result<()> {
        self.store.read(ctx, |tx| {
            if !tx.lists(ListNewBlocks::ACTION) {
                tx.authorize_list::<ListNewBlocks>()?;
            }
            Ok(())
        })
    }

    /// The blocks that the desk has not taken notice of, the oldest first, for Today; an artist sees the own ones.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn new_blocks(&self, ctx: &OpCtx) -> Result<NewBlocks> {
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<ListNewBlocks>()?;
            let Page { items, more } = tx.new_blocks(&may)?;
            let studio = tx.studio();
            Ok(NewBlocks { items, more, notice: tx.may::<NoticeBlocks>(&studio).into() })
        })
    }

    /// Takes notice of the new blocks of an artist, or of everybody, as they were at a moment: what was made or moved later stays new.
    /// Answers how many.
    ///
    /// # Errors
    /// [`Error::Refused`] for whoever is neither desk nor owner.
    pub fn notice_blocks(
        &self,
        ctx: &OpCtx,
        artist: Option<ArtistId>,
        until: Option<Timestamp>,
    ) -> Result<usize> {
        self.store.write(ctx, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<NoticeBlocks>(&studio)?;
            let until = until.unwrap_or(tx.now());
            Ok(tx.notice_blocks(&may, artist, until)?)
        })
    }
}
