//! The same step for the appointments that were ticked in the list.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{BulkRow, CancelInput, Error};
use studio_domain::{AppointmentId, CancelledBy};

use crate::pages::reader::Sent;
use crate::pages::{Form, PageError, Reader, Shell, done, html, local};
use crate::state::App;

/// What became of them, where not all went well.
#[derive(Template)]
#[template(path = "agenda/bulk.html")]
struct Page {
    shell: Shell,
    /// Key of the title.
    title: &'static str,
    /// How many went well.
    well: usize,
    left: Vec<Left>,
    back: String,
}

/// One that was left as it was, and why.
struct Left {
    id: i64,
    why: String,
    help: Option<String>,
}

/// What was ticked once more, with what is wrong with the reason.
#[derive(Template)]
#[template(path = "agenda/bulk-cancel.html")]
struct Again {
    shell: Shell,
    form: Form,
    ids: Vec<i64>,
    back: String,
    /// Who can have called them off.
    by: Vec<(String, String)>,
}

/// Confirms or cancels.
pub(crate) async fn change(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let ids: Vec<AppointmentId> = typed.all("id").iter().filter_map(|id| id.trim().parse().ok()).collect();
    let back =
        local(typed.get("next")).filter(|next| next.starts_with("/agenda")).unwrap_or("/agenda?view=list");
    let back = back.to_owned();
    let cancels = typed.get("act") == "cancel";
    let rows: Vec<BulkRow> = if cancels {
        let input = CancelInput { by: typed.get("by").to_owned(), reason: typed.get("reason").to_owned() };
        let ticked = ids.clone();
        match reader.try_act(&app, move |studio, ctx| studio.bulk_cancel(ctx, &ticked, &input)).await {
            Ok(rows) => rows,
            Err(error @ Error::Invalid(_)) => return again(reader, Form::new(typed), &ids, back, &error),
            Err(error) => return Err(reader.told(&error)),
        }
    } else {
        reader.act(&app, move |studio, ctx| studio.bulk_confirm(ctx, &ids)).await?
    };
    let well = rows.iter().filter(|row| row.result.is_ok()).count();
    let left: Vec<Left> = rows
        .into_iter()
        .filter_map(|row| {
            let error = row.result.err()?;
            let problem = reader.problem(&error);
            let told = problem.told();
            Some(Left { id: row.id.get(), why: told.message.clone(), help: told.hint.clone() })
        })
        .collect();
    if left.is_empty() {
        return Ok(if well == 0 {
            crate::pages::go(&back)
        } else {
            done(&back, if cancels { "cancelled" } else { "confirmed" })
        });
    }
    let title = if cancels { "agenda-bulk-cancelled" } else { "agenda-bulk-confirmed" };
    Ok(html(StatusCode::OK, &Page { shell: reader.shell, title, well, left, back }))
}

/// Nothing was cancelled: the ticks and the reason as they were sent.
fn again(
    reader: Reader,
    form: Form,
    ids: &[AppointmentId],
    back: String,
    error: &Error,
) -> Result<Response, PageError> {
    let problem = reader.problem(error);
    let say = &reader.shell.say;
    let by = CancelledBy::ALL.iter().map(|by| (by.code().to_owned(), say.named("cancelled-by", by.code())));
    let page = Again {
        form: form.told(problem.told()),
        ids: ids.iter().map(|id| id.get()).collect(),
        back,
        by: by.collect(),
        shell: reader.shell,
    };
    Ok(html(problem.status(), &page))
}
