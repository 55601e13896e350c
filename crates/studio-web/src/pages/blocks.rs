//! Blocks: the list, and taking notice of what is new.

mod form;

pub(crate) use form::{add, change, new, remove, show};

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, ArtistFilter, BlockList, BlockRow, BlockView, Error, NewBlocks, OpCtx, Studio};
use studio_domain::{ArtistId, BlockId, BlockTime, Timestamp};
use studio_policy::Action;

use super::reader::{Pairs, Sent};
use super::{PageError, Reader, Shell, done, html, local};
use crate::extract::Query;
use crate::state::App;

const PLACE: &str = "/agenda/blocks";

/// The pages around the agenda that a person may use.
pub(crate) fn places(reader: &Reader) -> Vec<(&'static str, &'static str)> {
    [
        ("/agenda/find", "find-title", Action::AgendaView),
        (PLACE, "blocks-title", Action::AgendaView),
        ("/agenda/remind", "remind-title", Action::AgendaDetails),
        (super::agenda_export::PLACE, "agenda-export-title", Action::AgendaExport),
        ("/agenda/feeds", "feeds-title", Action::AgendaExport),
        ("/settings/services", "services-title", Action::AgendaView),
    ]
    .into_iter()
    .filter(|(.., action)| reader.reaches(*action) || reader.frame.account.artist.is_some())
    .map(|(href, key, _)| (href, key))
    .collect()
}

/// A block as it is read.
pub(crate) struct Line {
    pub(crate) id: BlockId,
    pub(crate) artist: String,
    /// When, in words.
    pub(crate) when: String,
    pub(crate) machine: String,
    /// What for; that it is blocked, where the reader may not know more.
    pub(crate) kind: String,
    pub(crate) note: String,
    /// Until when it repeats.
    pub(crate) until: Option<String>,
    pub(crate) is_new: bool,
    pub(crate) by: String,
}

impl Line {
    pub(crate) fn new(reader: &Reader, row: BlockRow) -> Self {
        let say = &reader.shell.say;
        let zone = reader.frame.house.zone();
        let when = match BlockTime::of(zone, &row.span, row.whole_days) {
            BlockTime::Days { first, last } if first == last => say.stored_date(&first.to_string()),
            BlockTime::Days { first, last } => say.both(
                "blocks-from-to",
                ("from", &say.stored_date(&first.to_string())),
                ("to", &say.stored_date(&last.to_string())),
            ),
            BlockTime::Times { from, to } if from.date() == to.date() => say.both(
                "blocks-from-to",
                ("from", &say.moment(&row.span.start())),
                ("to", &to.format("%H:%M").to_string()),
            ),
            BlockTime::Times { .. } => say.both(
                "blocks-from-to",
                ("from", &say.moment(&row.span.start())),
                ("to", &say.moment(&row.span.end())),
            ),
        };
        Self {
            id: row.id,
            artist: row.artist.name,
            when,
            machine: say.machine(&row.span.start()),
            kind: row
                .reason
                .as_ref()
                .map_or_else(|| say.t("blocks-blocked"), |reason| say.named("block", reason.kind.code())),
            note: row.reason.map(|reason| reason.note).unwrap_or_default(),
            until: row.series.map(|series| say.stored_date(&series.until)),
            is_new: row.seen_at.is_none(),
            by: row.created_by.map(|(_, name)| name).unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "planning/blocks.html")]
struct ListPage {
    shell: Shell,
    places: Vec<(&'static str, &'static str)>,
    artists: Vec<(String, String)>,
    artist: String,
    fresh: Vec<Line>,
    /// Whether the reader is who takes notice, and the moment up to which.
    notices: Option<i64>,
    lines: Vec<Line>,
    next: Option<String>,
    may_add: bool,
}

/// The artists whose blocks are looked at, A–Z.
pub(crate) fn artists(studio: &Studio, ctx: &OpCtx) -> Result<Vec<(ArtistId, String)>, Error> {
    let mut filter = ArtistFilter { active: Some(true), ..ArtistFilter::default() };
    let mut all = Vec::new();
    loop {
        let page = studio.artists(ctx, &filter)?;
        filter.after = page.items.last().map(studio_app::ArtistCard::cursor);
        all.extend(page.items.into_iter().map(|card| (card.id, card.name)));
        if !page.more || filter.after.is_none() {
            return Ok(all);
        }
    }
}

/// As a choice.
pub(crate) fn choices(all: &[(ArtistId, String)]) -> Vec<(String, String)> {
    all.iter().map(|(id, name)| (id.to_string(), name.clone())).collect()
}

/// The artists for whom a person may do what is the artists' own: everybody's, or one's own.
pub(crate) fn own_or_all(
    reader: &Reader,
    all: Vec<(ArtistId, String)>,
    action: Action,
) -> Vec<(ArtistId, String)> {
    if reader.frame.abilities.on_all(action) {
        return all;
    }
    let own = reader.frame.account.artist.as_ref().map(|(id, _)| *id);
    all.into_iter().filter(|(id, _)| Some(*id) == own).collect()
}

/// The blocks that are not over.
pub(crate) async fn list(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let asked = |name: &str| query.get(name).cloned().unwrap_or_default();
    let view =
        BlockView { artist: asked("artist"), from: asked("from"), to: asked("to"), cursor: asked("cursor") };
    let artist = view.artist.clone();
    let linked = reader.reaches(Action::AgendaBlock) || reader.frame.account.artist.is_some();
    let work = move |studio: &Studio, ctx: &OpCtx| -> Result<(BlockList, Option<NewBlocks>, Vec<_>), Error> {
        let list = studio.blocks(ctx, &view)?;
        let fresh = if linked { Some(studio.new_blocks(ctx)?) } else { None };
        Ok((list, fresh.filter(|new| new.notice == Ability::Yes), artists(studio, ctx)?))
    };
    let (list, fresh, artists) = reader.act(&app, work).await?;
    let line = |row| Line::new(&reader, row);
    let page = ListPage {
        places: places(&reader),
        artists: choices(&artists),
        notices: fresh.is_some().then(|| reader.ctx.visit.now.millis()),
        fresh: fresh.into_iter().flat_map(|new| new.items).map(line).collect(),
        lines: list.items.into_iter().map(line).collect(),
        next: list.next_cursor,
        may_add: linked,
        artist,
        shell: reader.shell,
    };
    Ok(html(StatusCode::OK, &page))
}

/// Takes notice of what is new.
pub(crate) async fn notice(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    let until = sent.typed.get("until").trim().parse().ok().map(Timestamp::from_millis);
    sent.reader.act(&app, move |studio, ctx| studio.notice_blocks(ctx, None, until)).await?;
    let next = local(sent.typed.get("next")).unwrap_or(PLACE).to_owned();
    Ok(done(&next, "noticed"))
}
