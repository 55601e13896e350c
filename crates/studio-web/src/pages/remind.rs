//! To remind: whose appointment is coming, how to reach them, and what to say.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::ReminderRow;
use studio_domain::{AppointmentId, Language, ReminderWay};

use super::blocks::places;
use super::clients::name_of;
use super::reader::{Pairs, Sent};
use super::{PageError, Reader, Shell, done, html};
use crate::extract::Query;
use crate::state::App;

const PLACE: &str = "/agenda/remind";

struct Line {
    row: ReminderRow,
    /// How, when and by whom they were reminded.
    reminded: Option<String>,
}

#[derive(Template)]
#[template(path = "planning/remind.html")]
struct Page {
    shell: Shell,
    places: Vec<(&'static str, &'static str)>,
    date: String,
    day: String,
    language: Language,
    languages: Vec<(String, &'static str, bool)>,
    lines: Vec<Line>,
    /// That there are more who did not agree.
    without: Option<String>,
    ways: Vec<(&'static str, String)>,
}

/// The list of a day.
pub(crate) async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let asked = |name: &str| query.get(name).cloned().unwrap_or_default();
    let (date, language) = (asked("date"), asked("language"));
    let list = reader.act(&app, move |studio, ctx| studio.to_remind(ctx, &date, &language)).await?;
    let say = &reader.shell.say;
    let line = |row: ReminderRow| Line {
        reminded: row.of.reminded.as_ref().map(|one| {
            let by = one.by.as_deref().unwrap_or_default();
            [say.named("way", one.way.code()), say.moment(&one.at), by.to_owned()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · ")
        }),
        row,
    };
    let date = list.date.to_string();
    let page = Page {
        places: places(&reader),
        day: say.stored_date(&date),
        languages: Language::ALL
            .iter()
            .map(|one| (format!("{PLACE}?date={date}&language={one}"), name_of(*one), *one == list.language))
            .collect(),
        language: list.language,
        lines: list.items.into_iter().map(line).collect(),
        without: (list.without > 0).then(|| say.count("remind-without", list.without)),
        ways: ReminderWay::ALL.iter().map(|way| (way.code(), say.named("way", way.code()))).collect(),
        date,
        shell: reader.shell,
    };
    Ok(html(StatusCode::OK, &page))
}

/// Keeps that somebody was reminded.
pub(crate) async fn mark(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = AppointmentId::new(typed.get("id").trim().parse().unwrap_or(0));
    let way = typed.get("way").to_owned();
    let marked = reader.try_act(&app, move |studio, ctx| {
        studio.expect_to_remind(ctx)?;
        studio.mark_reminded(ctx, id, &way)
    });
    let query: Vec<(&str, &str)> = ["date", "language"]
        .into_iter()
        .map(|field| (field, typed.get(field)))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let query = serde_urlencoded::to_string(query).unwrap_or_default();
    match marked.await {
        Ok(()) => Ok(done(&format!("{PLACE}?{query}"), "reminded")),
        Err(error) => Err(reader.told(&error)),
    }
}
