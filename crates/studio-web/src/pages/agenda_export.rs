//! Taking the agenda out as a file: which part of it, in which form.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use studio_app::{AgendaAs, AgendaFormat, AgendaTaken, Error, Studio};
use studio_domain::AppointmentStatus;
use studio_policy::Action;
use studio_text::{Args, Lang, has, key, text};

use super::blocks::{artists, choices, own_or_all, places};
use super::reader::{Pairs, Sent};
use super::{Form, PageError, Reader, Shell, Typed, html};
use crate::download::{STALL, begin};
use crate::extract::Query;
use crate::state::App;

/// Where it is asked for.
pub(super) const PLACE: &str = "/agenda/export";

#[derive(Template)]
#[template(path = "planning/export.html")]
struct Page {
    shell: Shell,
    places: Vec<(&'static str, &'static str)>,
    artists: Vec<(String, String)>,
    statuses: Vec<(String, String)>,
    form: Form,
}

/// The form; the address can say what was looked at.
pub(crate) async fn ask(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let typed = ["from", "to", "artist", "status", "q"]
        .into_iter()
        .filter_map(|field| Some((field, query.get(field)?.clone())))
        .collect();
    page(&app, reader, Form::new(typed), StatusCode::OK).await
}

async fn page(app: &App, reader: Reader, form: Form, status: StatusCode) -> Result<Response, PageError> {
    let all = reader
        .act(app, |studio, ctx| {
            studio.expect_agenda_export(ctx)?;
            artists(studio, ctx)
        })
        .await?;
    let say = &reader.shell.say;
    let page = Page {
        places: places(&reader),
        artists: with_several(choices(&own_or_all(&reader, all, Action::AgendaExport)), form.value("artist")),
        statuses: with_several(
            AppointmentStatus::ALL
                .iter()
                .map(|one| (one.code().to_owned(), say.named("appointment", one.code())))
                .collect(),
            form.value("status"),
        ),
        form,
        shell: reader.shell,
    };
    Ok(html(status, &page))
}

/// The choices, and what was looked at where that is several of them at once.
fn with_several(mut choices: Vec<(String, String)>, chosen: &str) -> Vec<(String, String)> {
    let of = |code: &str| choices.iter().find(|(value, _)| value == code).map(|(_, words)| words.as_str());
    let names: Vec<&str> = chosen.split(',').filter_map(|code| of(code.trim())).collect();
    if names.len() > 1 {
        let words = names.join(", ");
        choices.insert(0, (chosen.to_owned(), words));
    }
    choices
}

fn filter(typed: &Typed) -> AgendaTaken {
    AgendaTaken {
        from: typed.get("from").to_owned(),
        to: typed.get("to").to_owned(),
        artists: typed.get("artist").to_owned(),
        status: typed.get("status").to_owned(),
        q: typed.get("q").to_owned(),
    }
}

/// The file.
pub(crate) async fn file(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    reader.act(&app, Studio::expect_agenda_export).await?;
    let asked = filter(&typed);
    let format = AgendaFormat::parse(typed.get("format")).map_err(|why| reader.told(&why.into()))?;
    let headers = Lang::parse(typed.get("headers")).unwrap_or(Lang::En);
    let name = format.file_name(&reader.frame.house, reader.ctx.visit.now);
    let ctx = reader.ctx.clone();
    let body = begin(&app, STALL, move |studio, out, begun| {
        let how =
            AgendaAs { format, headers: &|column| head(headers, column), progress: &mut |_rows| begun() };
        studio.write_agenda(&ctx, &asked, how, out).map(drop)
    });
    match body.await {
        Ok(body) => Ok((agenda_headers(format, &name), body).into_response()),
        Err(error @ (Error::Invalid(_) | Error::Busy)) => {
            let problem = reader.problem(&error).renamed(&[("artist_id", "artist")]);
            let form = Form::new(typed).told(problem.told());
            page(&app, reader, form, problem.status()).await
        }
        Err(error) => Err(reader.told(&error)),
    }
}

/// What says to the browser that a file comes, and how it is called.
pub(crate) fn agenda_headers(format: AgendaFormat, name: &str) -> [(header::HeaderName, HeaderValue); 2] {
    let place = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    [
        (header::CONTENT_TYPE, HeaderValue::from_static(format.media_type())),
        (header::CONTENT_DISPOSITION, place.unwrap_or(HeaderValue::from_static("attachment"))),
    ]
}

/// The head of a column, where the language has its own; in English files have the names that never change.
pub(crate) fn head(lang: Lang, column: &str) -> Option<String> {
    let key = key("column", column);
    (lang != Lang::En && has(lang, &key)).then(|| text(lang, &key, &Args::new()))
}
