//! The audit log.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use studio_app::{AuditFilter, Outcome};
use studio_domain::{Invalid, Rule, Timestamp, UserId};
use utoipa::{IntoParams, ToSchema};

use super::{act, times, whole};
use crate::caller::Person;
use crate::extract::{Json, Query};
use crate::problem::{Document, Problem};
use crate::state::App;

/// An entry.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Entry {
    /// Its number.
    seq: i64,
    /// When.
    at: String,
    /// Kind of actor.
    actor: String,
    /// The account.
    user_id: Option<i64>,
    /// Its name today.
    user_name: Option<String>,
    /// The elevation in force.
    elevation_id: Option<i64>,
    /// Door: `web`, `api`, `cli`, `system`.
    origin: &'static str,
    /// Network address; may be empty.
    address: String,
    /// Number of the request.
    request_id: String,
    /// What was done or tried.
    action: String,
    /// Kind of row.
    subject_kind: String,
    /// Id of the row.
    subject_id: Option<i64>,
    /// `done`, `refused` or `failed`.
    outcome: &'static str,
    /// Why.
    reason: String,
    /// More, as an object.
    #[schema(value_type = Object)]
    detail: serde_json::Value,
}

/// One page of the log, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Entries {
    /// The entries.
    items: Vec<Entry>,
    /// Cursor of the next page.
    next_cursor: Option<String>,
}

/// Whether the log is whole.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Chain {
    /// Entries that are as they were written.
    whole: i64,
    /// Code of the first break, if there is one.
    broken: Option<&'static str>,
    /// Number of the entry at which it is.
    broken_at: Option<i64>,
}

/// Filters.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filters {
    /// Of this account.
    #[serde(default, deserialize_with = "whole::in_address")]
    user_id: Option<i64>,
    /// Of this act.
    action: Option<String>,
    /// About this kind of row.
    subject_kind: Option<String>,
    /// About this row of the kind.
    #[serde(default, deserialize_with = "whole::in_address")]
    subject_id: Option<i64>,
    /// With this outcome.
    #[param(pattern = "^(done|refused|failed)$")]
    outcome: Option<String>,
    /// Not before; RFC 3339.
    #[param(format = DateTime)]
    from: Option<String>,
    /// Before; RFC 3339.
    #[param(format = DateTime)]
    to: Option<String>,
    /// `next_cursor` of the page before.
    #[serde(default, deserialize_with = "whole::in_address")]
    cursor: Option<i64>,
}

fn read(filters: Filters) -> Result<AuditFilter, Invalid> {
    let moment = |field: &'static str, raw: Option<String>| {
        raw.map(|raw| Timestamp::parse_rfc3339(&raw).map_err(|wrong| wrong.at(field))).transpose()
    };
    let outcome = |code: String| {
        Outcome::parse(&code).ok_or_else(|| Invalid::new("outcome", Rule::Unknown { given: code.clone() }))
    };
    Ok(AuditFilter {
        user: filters.user_id.map(UserId::new),
        action: filters.action,
        subject: filters.subject_kind.map(|kind| (kind, filters.subject_id)),
        outcome: filters.outcome.map(outcome).transpose()?,
        from: moment("from", filters.from)?,
        to: moment("to", filters.to)?,
        before: filters.cursor,
    })
}

/// The log, newest first.
#[utoipa::path(
    get, path = "/api/v1/audit", tag = "audit", params(Filters),
    responses(
        (status = 200, description = "One page", body = Entries),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 422, description = "A filter is not valid", body = Document),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    person: Person,
    Query(filters): Query<Filters>,
) -> Result<Json<Entries>, Problem> {
    let (page, zone) = act(&app, &person, move |studio, ctx| {
        let page = studio.audit(ctx, &read(filters)?)?;
        Ok((page, studio.house(ctx)?.zone()))
    })
    .await?;
    let next_cursor = page.items.last().filter(|_| page.more).map(|entry| entry.seq.to_string());
    let items = page
        .items
        .into_iter()
        .map(|entry| Entry {
            seq: entry.seq,
            at: times::at(zone, entry.at),
            actor: entry.actor,
            user_id: entry.user.map(UserId::get),
            user_name: entry.user_name,
            elevation_id: entry.elevation.map(studio_domain::ElevationId::get),
            origin: entry.origin.code(),
            address: entry.address,
            request_id: entry.request_id,
            action: entry.action,
            subject_kind: entry.subject_kind,
            subject_id: entry.subject_id,
            outcome: entry.outcome.code(),
            reason: entry.reason,
            detail: serde_json::from_str(&entry.detail).unwrap_or_else(|_| serde_json::json!({})),
        })
        .collect();
    Ok(Json(Entries { items, next_cursor }))
}

/// Whether the log is whole.
#[utoipa::path(
    get, path = "/api/v1/audit/verify", tag = "audit",
    responses(
        (status = 200, description = "What the walk found", body = Chain),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
    )
)]
pub(crate) async fn verify(State(app): State<App>, person: Person) -> Result<Json<Chain>, Problem> {
    let report = act(&app, &person, studio_app::Studio::verify_audit).await?;
    Ok(Json(Chain {
        whole: report.whole,
        broken: report.broken.map(studio_app::Break::code),
        broken_at: report.broken.map(studio_app::Break::seq),
    }))
}
