//! One block: blocking time, changing it, giving it free again.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{BlockInput, BlockRow, Error, FieldTold, OpCtx, StandsThere, Studio, Told, which_of_series};
use studio_domain::{ArtistId, BlockId, BlockKind, BlockTime, Version};
use studio_policy::Action;

use super::{Line, PLACE, artists, choices, own_or_all, places};
use crate::extract::{Path, Query};
use crate::pages::reader::{Pairs, Sent};
use crate::pages::{Form, PageError, Reader, Say, Shell, Typed, done, html};
use crate::problem::Problem;
use crate::state::App;

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
    let form = beside(&reader.shell.say, Form::new(typed).told(problem.told()), problem.told());
    let clashes = match error {
        Error::OverAppointments(clashes) => clashes,
        _ => Vec::new(),
    };
    block_page(app, reader, id, form, clashes, status).await
}

/// What is wrong, beside the field that puts it right: the form has a date and a time where there is one moment.
fn beside(say: &Say, mut form: Form, told: &Told) -> Form {
    let typed = |field: &str| !form.value(field).trim().is_empty();
    let times = form.value("whole_days") != "1";
    let same_day = !typed("to_date") || form.value("to_date") == form.value("from_date");
    let place = |wrong: &FieldTold| -> (&'static str, String) {
        let said = wrong.message.clone();
        match (wrong.field, wrong.code) {
            ("from", "form") if !typed("from_date") => ("from_date", say.t("rule-required")),
            ("from", "form") if times && !typed("from_time") => ("from_time", say.t("blocks-time-needed")),
            ("to", "form" | "end_before_start") if times && !typed("to_time") => {
                ("to_time", say.t("blocks-time-needed"))
            }
            ("to", "end_before_start") if times && same_day => ("to_time", said),
            ("to", "out_of_range") => ("to_date", say.t("blocks-too-long")),
            ("until", "out_of_range") => ("until", say.t("blocks-until-far")),
            ("artist_id", _) if !typed("artist") => ("artist", say.t("rule-required")),
            ("artist_id", _) => ("artist", said),
            ("from", _) => ("from_date", said),
            ("to", _) => ("to_date", said),
            (other, _) => (other, said),
        }
    };
    let errors = told.errors.iter().map(place).map(|(field, said)| (field.to_owned(), said)).collect();
    form.errors = errors;
    form
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
