//! The same step for the appointments that were ticked in the list.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{BulkRow, CancelInput};
use studio_domain::AppointmentId;

use crate::pages::reader::Sent;
use crate::pages::{PageError, Shell, done, html, local};
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
        reader.act(&app, move |studio, ctx| studio.bulk_cancel(ctx, &ids, &input)).await?
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
