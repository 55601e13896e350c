//! Blocks: the list, blocking time, changing and removing.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{
    ArtistFilter, BlockInput, BlockList, BlockRow, BlockView, Error, OpCtx, Page as Rows, StandsThere,
    Studio, which_of_series,
};
use studio_domain::{ArtistId, BlockId, BlockKind, BlockTime, Timestamp, Version};
use studio_policy::Action;

use super::reader::{Pairs, Sent};
use super::{Form, PageError, Reader, Say, Shell, Typed, done, html};
use crate::extract::{Path, Query};
use crate::problem::Problem;
use crate::state::App;

const PLACE: &str = "/agenda/blocks";

/// The pages around the agenda that a person may use.
pub(crate) fn places(reader: &Reader) -> Vec<(&'static str, &'static str)> {
    [
        ("/agenda/find", "find-title", Action::AgendaView),
        (PLACE, "blocks-title", Action::AgendaView),
        ("/agenda/remind", "remind-title", Action::AgendaDetails),
        ("/agenda/export", "agenda-export-title", Action::AgendaExport),
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
    if reader.reaches(action) {
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
    let work = move |studio: &Studio, ctx: &OpCtx| -> Result<(BlockList, Rows<BlockRow>, Vec<_>), Error> {
        let list = studio.blocks(ctx, &view)?;
        let fresh = if linked { studio.new_blocks(ctx)? } else { Rows { items: Vec::new(), more: false } };
        Ok((list, fresh, artists(studio, ctx)?))
    };
    let (list, fresh, artists) = reader.act(&app, work).await?;
    let notices = reader.reaches(Action::AgendaBlock);
    let line = |row| Line::new(&reader, row);
    let page = ListPage {
        places: places(&reader),
        artists: choices(&artists),
        fresh: if notices { fresh.items.into_iter().map(line).collect() } else { Vec::new() },
        notices: notices.then(|| reader.ctx.visit.now.millis()),
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
    Ok(done(PLACE, "noticed"))
}

#[derive(Template)]
#[template(path = "planning/block.html")]
struct BlockPage {
    shell: Shell,
    places: Vec<(&'static str, &'static str)>,
    /// The block; `None`: a new one.
    line: Option<Line>,
    artists: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    form: Form,
    /// Appointments that stand in the way, with when they are.
    clashes: Vec<(StandsThere, String)>,
    series: bool,
    may_change: bool,
}

fn kinds(say: &Say) -> Vec<(String, String)> {
    BlockKind::ALL.iter().map(|kind| (kind.code().to_owned(), say.named("block", kind.code()))).collect()
}

/// Date and time of a form as the use case takes them.
fn joined(typed: &Typed, end: &str, whole_days: bool) -> String {
    let date = typed.get(&format!("{end}_date")).trim();
    // The end is usually on the same day.
    let date = if date.is_empty() && end == "to" { typed.get("from_date").trim() } else { date };
    if whole_days || date.is_empty() {
        return date.to_owned();
    }
    format!("{date}T{}", typed.get(&format!("{end}_time")).trim())
}

fn input(typed: &Typed) -> BlockInput {
    let whole_days = typed.get("whole_days") == "1";
    BlockInput {
        from: Some(joined(typed, "from", whole_days)),
        to: Some(joined(typed, "to", whole_days)),
        whole_days: Some(whole_days),
        kind: Some(typed.get("kind").to_owned()),
        note: Some(typed.get("note").to_owned()),
        until: None,
    }
}

/// The form that blocks time. The address can say for whom and when.
pub(crate) async fn new(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    reader.act(&app, Studio::expect_to_block).await?;
    let today = reader.frame.house.zone().date(reader.ctx.visit.now).to_string();
    let asked = |name: &str| query.get(name).cloned().unwrap_or_default();
    let own = reader.frame.account.artist.as_ref().map(|(id, _)| id.to_string());
    let from = if asked("from").is_empty() { today } else { asked("from") };
    let (date, time) = from.split_once('T').map_or((from.as_str(), ""), |(date, time)| (date, time));
    let typed: Typed = [
        ("artist", if asked("artist").is_empty() { own.unwrap_or_default() } else { asked("artist") }),
        ("from_date", date.to_owned()),
        ("from_time", time.chars().take(5).collect()),
        ("kind", BlockKind::Personal.code().to_owned()),
    ]
    .into_iter()
    .collect();
    block_page(&app, reader, None, Form::new(typed), Vec::new(), StatusCode::OK).await
}

async fn block_page(
    app: &App,
    reader: Reader,
    id: Option<BlockId>,
    form: Form,
    clashes: Vec<StandsThere>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let work = move |studio: &Studio, ctx: &OpCtx| -> Result<(Option<BlockRow>, Vec<_>), Error> {
        Ok((id.map(|id| studio.block(ctx, id)).transpose()?, artists(studio, ctx)?))
    };
    let (row, all) = reader.act(app, work).await?;
    let say = &reader.shell.say;
    let form = match &row {
        Some(row) if form.typed.maybe("version").is_none() => Form { typed: typed_of(&reader, row), ..form },
        _ => form,
    };
    let clashes = clashes
        .into_iter()
        .map(|one| {
            let at = say.moment(&one.starts_at);
            (one, at)
        })
        .collect();
    let page = BlockPage {
        places: places(&reader),
        artists: choices(&own_or_all(&reader, all, Action::AgendaBlock)),
        kinds: kinds(say),
        form,
        clashes,
        series: row.as_ref().is_some_and(|row| row.series.is_some()),
        may_change: row.as_ref().is_none_or(|row| row.may_change),
        line: row.map(|row| Line::new(&reader, row)),
        shell: reader.shell,
    };
    Ok(html(status, &page))
}

/// What stands in the form of a block.
fn typed_of(reader: &Reader, row: &BlockRow) -> Typed {
    let zone = reader.frame.house.zone();
    let (from, to) = match BlockTime::of(zone, &row.span, row.whole_days) {
        BlockTime::Days { first, last } => ((first, String::new()), (last, String::new())),
        BlockTime::Times { from, to } => {
            let clock = |at: chrono::NaiveDateTime| (at.date(), at.format("%H:%M").to_string());
            (clock(from), clock(to))
        }
    };
    let reason = row.reason.as_ref();
    [
        ("version", row.version.to_string()),
        ("whole_days", if row.whole_days { "1".to_owned() } else { String::new() }),
        ("from_date", from.0.to_string()),
        ("from_time", from.1),
        ("to_date", to.0.to_string()),
        ("to_time", to.1),
        ("kind", reason.map(|reason| reason.kind.code().to_owned()).unwrap_or_default()),
        ("note", reason.map(|reason| reason.note.clone()).unwrap_or_default()),
    ]
    .into_iter()
    .collect()
}

/// The form once more, with what is wrong with it.
async fn again(
    app: &App,
    reader: Reader,
    id: Option<BlockId>,
    typed: Typed,
    error: Error,
) -> Result<Response, PageError> {
    let helps = matches!(
        error,
        Error::Invalid(_)
            | Error::OverAppointments(_)
            | Error::Stale { .. }
            | Error::Rule(_)
            | Error::Busy
            | Error::Unavailable(_)
    );
    if !helps {
        return Err(reader.told(&error));
    }
    let problem = reader.problem(&error);
    let status = problem.status();
    let problem = problem.renamed(&[("from", "from_date"), ("to", "to_date"), ("artist_id", "artist")]);
    let form = Form::new(typed).told(problem.told());
    let clashes = match error {
        Error::OverAppointments(clashes) => clashes,
        _ => Vec::new(),
    };
    block_page(app, reader, id, form, clashes, status).await
}

/// Blocks the time.
pub(crate) async fn add(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let artist = typed.get("artist").trim().parse::<ArtistId>();
    let input = BlockInput { until: Some(typed.get("until").trim().to_owned()), ..input(&typed) };
    let added = reader.try_act(&app, move |studio, ctx| {
        studio.expect_to_block(ctx)?;
        let artist = artist.map_err(|wrong| Error::from(wrong.at("artist_id")))?;
        studio.add_block(ctx, artist, input)
    });
    match added.await {
        Ok(_ids) => Ok(done(PLACE, "blocked")),
        Err(error) => again(&app, reader, None, typed, error).await,
    }
}

fn id_of(reader: &Reader, path: Result<Path<i64>, Problem>) -> Result<BlockId, PageError> {
    path.map(|Path(id)| BlockId::new(id))
        .map_err(|_unreadable| reader.told(&Error::NotFound { kind: "block", id: String::new() }))
}

/// One block, with the form that changes it.
pub(crate) async fn show(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    block_page(&app, reader, Some(id), Form::default(), Vec::new(), StatusCode::OK).await
}

/// Changes a block, or it and the rest of its series.
pub(crate) async fn change(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let version = Version::new(typed.get("version").trim().parse().unwrap_or(-1));
    let (input, which) = (input(&typed), typed.get("which").to_owned());
    let changed = reader.try_act(&app, move |studio, ctx| {
        studio.edit_block(ctx, id, input, which_of_series(&which)?, Some(version))
    });
    match changed.await {
        Ok(_version) => Ok(done(&format!("{PLACE}/{id}"), "saved")),
        Err(error) => again(&app, reader, Some(id), typed, error).await,
    }
}

/// Removes it.
pub(crate) async fn remove(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let version = Version::new(typed.get("version").trim().parse().unwrap_or(-1));
    let which = typed.get("which").to_owned();
    let removed = reader.try_act(&app, move |studio, ctx| {
        studio.remove_block(ctx, id, which_of_series(&which)?, Some(version))
    });
    match removed.await {
        Ok(_count) => Ok(done(PLACE, "unblocked")),
        // What is there now is shown, not what was typed elsewhere.
        Err(error) => again(&app, reader, Some(id), Typed::default(), error).await,
    }
}
