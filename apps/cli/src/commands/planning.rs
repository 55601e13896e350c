//! `studio block`, `studio feed`, and what `studio appointment` finds, reminds and hands out.

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use serde::Serialize;
use studio_app::{BlockInput, BlockView, FreeInput, Page, feed_path, which_of_series};
use studio_domain::{AppointmentId, BlockId, BlockKind, DayPart, FeedId, FeedPrivacy, ReminderWay, Weekday};

use super::named;
use super::user::Expected;
use crate::actor::{self, Acting};
use crate::failure::Failure;
use crate::output::Sheet;
use crate::paging::{self, Paging};
use crate::run::Run;
use crate::views::{BlockView as BlockRowView, Changed, FeedView, OnlyId, ReminderView, SlotView};

pub(super) fn codes(all: impl IntoIterator<Item = &'static str>) -> PossibleValuesParser {
    PossibleValuesParser::new(all)
}

/// What can be done with blocked time.
#[derive(Debug, Subcommand)]
pub(crate) enum Block {
    List {
        #[arg(long)]
        artist: Option<String>,
        #[arg(long, value_name = "DATE", default_value = "")]
        from: String,
        #[arg(long, value_name = "DATE", default_value = "")]
        to: String,
        #[command(flatten)]
        paging: Paging,
    },
    Add(NewBlock),
    Edit(BlockEdit),
    Remove {
        block: String,
        #[arg(long)]
        rest: bool,
        #[command(flatten)]
        expected: Expected,
    },
}

/// Time to be blocked.
#[derive(Debug, Args)]
pub(crate) struct NewBlock {
    artist: String,
    #[arg(value_name = "FROM")]
    block_from: String,
    #[arg(value_name = "TO")]
    block_to: Option<String>,
    #[arg(long)]
    whole_days: bool,
    #[arg(long, value_parser = codes(BlockKind::ALL.iter().map(|kind| kind.code())), default_value = "other")]
    kind: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
}

/// Changes of a block.
#[derive(Debug, Args)]
pub(crate) struct BlockEdit {
    block: String,
    #[arg(long = "from", value_name = "TIME")]
    block_from: Option<String>,
    #[arg(long = "to", value_name = "TIME")]
    block_to: Option<String>,
    #[arg(long, value_parser = codes(BlockKind::ALL.iter().map(|kind| kind.code())))]
    kind: Option<String>,
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[arg(long)]
    rest: bool,
    #[command(flatten)]
    expected: Expected,
}

#[derive(Serialize)]
struct Blocked {
    ids: Vec<i64>,
}

#[derive(Serialize)]
struct Removed {
    removed: usize,
}

fn which(rest: bool) -> Result<studio_app::Which, Failure> {
    Ok(which_of_series(if rest { "rest" } else { "one" })?)
}

/// Does what was asked for, as whoever acts.
pub(super) fn blocks(run: &mut Run, block: Block) -> Result<(), Failure> {
    actor::act(run, |run, acting| match block {
        Block::List { artist, from, to, paging } => {
            let artist = match &artist {
                Some(artist) => named::artist(acting, artist)?.to_string(),
                None => String::new(),
            };
            let mut view = BlockView { artist, from, to, cursor: String::new() };
            paging::list(&mut run.out, run.words, &paging, "--from", || {
                let list = acting.studio.blocks(&acting.ctx()?, &view)?;
                let more = list.next_cursor.is_some();
                view.cursor = list.next_cursor.unwrap_or_default();
                let items = list.items.into_iter().map(|row| BlockRowView::new(row, list.zone)).collect();
                Ok(Page { items, more })
            })
        }
        Block::Add(new) => {
            let artist = named::artist(acting, &new.artist)?;
            let input = BlockInput {
                to: Some(new.block_to.unwrap_or_else(|| new.block_from.clone())),
                from: Some(new.block_from),
                whole_days: Some(new.whole_days),
                kind: Some(new.kind),
                note: Some(new.note),
                until: new.until,
            };
            let ids = acting.studio.add_block(&acting.ctx()?, artist, input)?;
            let first = ids.first().map(ToString::to_string).unwrap_or_default();
            let note = run.words.say("cli-block-added");
            run.out.changed(&Blocked { ids: ids.into_iter().map(BlockId::get).collect() }, &first, &note)
        }
        Block::Edit(edit) => {
            let id = edit.block.trim().parse::<BlockId>()?;
            let input = BlockInput {
                from: edit.block_from,
                to: edit.block_to,
                whole_days: None,
                kind: edit.kind,
                note: edit.note,
                until: None,
            };
            let version = edit.expected.version();
            let version = acting.studio.edit_block(&acting.ctx()?, id, input, which(edit.rest)?, version)?;
            let note = run.words.say("cli-block-saved");
            run.out.changed(&Changed { id: id.get(), version: version.get() }, &id.to_string(), &note)
        }
        Block::Remove { block, rest, expected } => {
            let id = block.trim().parse::<BlockId>()?;
            let removed = acting.studio.remove_block(&acting.ctx()?, id, which(rest)?, expected.version())?;
            let note = run.words.say("cli-block-removed");
            run.out.changed(&Removed { removed }, &id.to_string(), &note)
        }
    })
}

/// What can be done with calendar feeds.
#[derive(Debug, Subcommand)]
pub(crate) enum Feed {
    List {
        artist: String,
    },
    Add {
        artist: String,
        #[arg(long, value_parser = codes(FeedPrivacy::ALL.iter().map(|one| one.code())), default_value = "busy_only")]
        privacy: String,
    },
    Revoke {
        feed: String,
    },
}

#[derive(Serialize)]
struct FeedMade {
    id: i64,
    path: String,
}

/// Does what was asked for, as whoever acts.
pub(super) fn feeds(run: &mut Run, feed: Feed) -> Result<(), Failure> {
    actor::act(run, |run, acting| match feed {
        Feed::List { artist } => {
            let (artist, zone) = (named::artist(acting, &artist)?, acting.zone()?);
            let list = acting.studio.feeds(&acting.ctx()?, artist)?;
            let rows = list.items.into_iter().map(|card| FeedView::new(card, zone)).collect();
            paging::whole(&mut run.out, run.words, rows)
        }
        Feed::Add { artist, privacy } => {
            let artist = named::artist(acting, &artist)?;
            let made = acting.studio.make_feed(&acting.ctx()?, artist, &privacy)?;
            let path = feed_path(&made.token);
            run.out.note(&run.words.say("cli-feed-added"));
            let sheet = Sheet::default()
                .line(run.words.say("cli-id"), made.id.to_string())
                .line(run.words.say("feeds-address"), path.clone());
            run.out.record(&FeedMade { id: made.id.get(), path: path.clone() }, &path, &sheet)
        }
        Feed::Revoke { feed } => {
            let id = feed.trim().parse::<FeedId>()?;
            acting.studio.revoke_feed(&acting.ctx()?, id)?;
            let note = run.words.say("cli-feed-revoked");
            run.out.changed(&OnlyId { id: id.get() }, &id.to_string(), &note)
        }
    })
}

/// What is looked for.
#[derive(Debug, Args)]
pub(crate) struct Find {
    #[arg(long, value_name = "MINUTES", default_value = "")]
    minutes: String,
    #[arg(long, value_name = "ID", default_value = "")]
    service_id: String,
    #[arg(long)]
    artist: Option<String>,
    #[arg(long = "day", value_name = "WEEKDAY", value_parser = codes(Weekday::ALL.iter().map(|day| day.code())))]
    days: Vec<String>,
    #[arg(long, value_parser = codes(DayPart::ALL.iter().map(|part| part.code())))]
    part: Option<String>,
    #[arg(long = "from", value_name = "DATE", default_value = "")]
    not_before: String,
    #[arg(long)]
    walk_in: bool,
}

/// The times at which an appointment fits.
pub(super) fn find(run: &mut Run, acting: &Acting, wish: Find) -> Result<(), Failure> {
    let artist = match &wish.artist {
        Some(artist) => named::artist(acting, artist)?.to_string(),
        None => String::new(),
    };
    let input = FreeInput {
        minutes: wish.minutes,
        service: wish.service_id,
        artist,
        days: wish.days,
        part: wish.part.unwrap_or_default(),
        from: wish.not_before,
        walk_in: wish.walk_in,
    };
    let found = acting.studio.free_times(&acting.ctx()?, &input)?;
    let zone = found.zone;
    let rows = found.slots.into_iter().map(|slot| SlotView::new(slot, zone)).collect();
    paging::whole(&mut run.out, run.words, rows)
}

/// Whom to remind, or that somebody was.
#[derive(Debug, Args)]
pub(crate) struct Remind {
    #[arg(value_name = "APPOINTMENT", requires = "way")]
    reminded: Option<String>,
    #[arg(long, value_parser = codes(ReminderWay::ALL.iter().map(|way| way.code())), requires = "reminded")]
    way: Option<String>,
    #[arg(long, value_name = "DATE", default_value = "", conflicts_with = "reminded")]
    date: String,
}

/// Lists who is to be reminded, or keeps that somebody was.
pub(super) fn remind(run: &mut Run, acting: &Acting, asked: &Remind) -> Result<(), Failure> {
    let Some(appointment) = &asked.reminded else {
        let zone = acting.zone()?;
        let list = acting.studio.to_remind(&acting.ctx()?, &asked.date, "")?;
        let rows = list.items.into_iter().map(|row| ReminderView::new(row, zone)).collect();
        return paging::whole(&mut run.out, run.words, rows);
    };
    let id = appointment.trim().parse::<AppointmentId>()?;
    acting.studio.mark_reminded(&acting.ctx()?, id, asked.way.as_deref().unwrap_or_default())?;
    let note = run.words.say("cli-reminded");
    run.out.changed(&OnlyId { id: id.get() }, &id.to_string(), &note)
}

#[derive(Serialize)]
struct AftercareText {
    appointment_id: i64,
    text: String,
    given_at: Option<String>,
}

/// Shows the aftercare text of an appointment, or keeps that it was given.
pub(super) fn aftercare(
    run: &mut Run,
    acting: &Acting,
    appointment: &str,
    given: bool,
) -> Result<(), Failure> {
    let id = appointment.trim().parse::<AppointmentId>()?;
    if given {
        acting.studio.give_aftercare(&acting.ctx()?, id)?;
        let note = run.words.say("cli-aftercare-given");
        return run.out.changed(&OnlyId { id: id.get() }, &id.to_string(), &note);
    }
    let shown = acting.studio.aftercare(&acting.ctx()?, id)?;
    if run.out.json() {
        let given_at = shown.sheet.given_at.map(|at| shown.zone.offset_rfc3339(at));
        return run.out.value(&AftercareText { appointment_id: id.get(), text: shown.sheet.text, given_at });
    }
    run.out.line(&shown.sheet.text)
}
