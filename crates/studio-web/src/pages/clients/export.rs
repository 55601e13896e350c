//! Taking clients out as a file: which of them, in which form.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use studio_app::{ClientFilter, ExportAs, ExportFormat, Studio};
use studio_policy::Action;
use studio_text::{Args, Lang, has, key, text};

use super::list::view;
use crate::download::{STALL, begin};
use crate::extract::Query;
use crate::pages::elevation::carry_on;
use crate::pages::reader::{Pairs, Sent};
use crate::pages::{PageError, Reader, Shell, html};
use crate::state::App;

#[derive(Template)]
#[template(path = "clients/export.html")]
struct Page {
    shell: Shell,
    /// The fields of the view, to be sent along.
    view: Vec<(&'static str, String)>,
    /// What is searched for in the view.
    q: String,
    /// Whether saving takes the master code.
    locked: bool,
    /// The list that one comes from.
    back: String,
}

/// Fields that make a view.
const VIEW: [&str; 6] = ["q", "status", "artist", "upcoming", "sort", "order"];
/// Where the form goes.
const HERE: &str = "/clients/export";

/// The form.
pub(crate) async fn ask(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    reader.act(&app, Studio::expect_to_export_clients).await?;
    let view: Vec<_> = VIEW
        .into_iter()
        .filter_map(|field| Some((field, query.get(field)?.clone())))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let page = Page {
        q: query.get("q").cloned().unwrap_or_default(),
        locked: reader.needs_code(Action::ClientsExport),
        back: back(&view),
        view,
        shell: reader.shell,
    };
    Ok(html(super::OK, &page))
}

fn back(view: &[(&'static str, String)]) -> String {
    match serde_urlencoded::to_string(view).unwrap_or_default().as_str() {
        "" => "/clients".to_owned(),
        query => format!("/clients?{query}"),
    }
}

/// The file. Where the code is missing it is asked for, and the file comes after it.
pub(crate) async fn file(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    carry_on(&app, &sent, HERE, "/clients", Studio::expect_export_permit).await?;
    let Sent { reader, typed } = sent;
    let filter = if typed.get("what") == "all" {
        ClientFilter { status: "all".to_owned(), ..ClientFilter::default() }
    } else {
        let pairs: Pairs =
            VIEW.iter().map(|field| ((*field).to_owned(), typed.get(field).to_owned())).collect();
        view(&pairs)
    };
    let told = |invalid: studio_domain::Invalid| reader.told(&invalid.into());
    let format = ExportFormat::parse(typed.get("format")).map_err(told)?;
    let headers = Lang::parse(typed.get("headers")).unwrap_or(Lang::En);
    let name = format.file_name(&reader.frame.house, reader.ctx.visit.now);
    let ctx = reader.ctx.clone();
    let body = begin(&app, STALL, move |studio, out, begun| {
        let how =
            ExportAs { format, headers: &|column| head(headers, column), progress: &mut |_rows| begun() };
        studio.write_clients(&ctx, &filter, how, out).map(drop)
    });
    let body = body.await.map_err(|error| reader.told(&error))?;
    Ok((file_headers(format, &name), body).into_response())
}

/// What says to the browser that a file comes, and how it is called.
pub(crate) fn file_headers(format: ExportFormat, name: &str) -> [(header::HeaderName, HeaderValue); 2] {
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
