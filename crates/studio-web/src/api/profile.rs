//! The permission profile.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use studio_app::{Error, OpCtx, Studio};
use studio_domain::{Setting, Version};
use studio_policy::Profile;
use utoipa::{IntoParams, ToSchema};

use super::{act, whole};
use crate::caller::Person;
use crate::extract::{Json, Query};
use crate::problem::{Document, Problem};
use crate::state::App;

/// Which reading of the permissions is in force, and what another one would change.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PolicyProfile {
    /// The profile in force.
    profile: &'static str,
    /// Every profile there is.
    profiles: Vec<&'static str>,
    /// The profile that was asked about.
    to: &'static str,
    /// The cells that it would change; none: it is in force.
    changes: Vec<Cell>,
    /// To be sent back when switching.
    version: i64,
}

/// A cell of the matrix that would change.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Cell {
    action: &'static str,
    role: &'static str,
    from: &'static str,
    to: &'static str,
    /// Whether it gives something that was not given before.
    widens: bool,
}

/// Which profile is asked about.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct To {
    /// Name of a profile; left out: the one in force.
    to: Option<String>,
}

/// The profile that is to be in force.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Switch {
    /// Name of a profile.
    #[schema(example = "client-page")]
    profile: String,
    /// The version that was read.
    #[schema(example = 1)]
    #[serde(deserialize_with = "whole::needed")]
    version: i64,
}

fn look(studio: &Studio, ctx: &OpCtx, to: Option<&str>) -> Result<Json<PolicyProfile>, Error> {
    let row = studio.setting(ctx, Setting::PolicyProfile.code())?;
    let switch = studio.preview_profile(ctx, to.unwrap_or(&row.value))?;
    let cell = |change: &studio_policy::Change| Cell {
        action: change.action.code(),
        role: change.column.code(),
        from: change.from.code(),
        to: change.to.code(),
        widens: change.widens(),
    };
    Ok(Json(PolicyProfile {
        profile: switch.from.name,
        profiles: Profile::ALL.iter().map(|profile| profile.name).collect(),
        to: switch.to.name,
        changes: switch.changes.iter().map(cell).collect(),
        version: row.version.get(),
    }))
}

/// The profile in force, and the difference to another one.
#[utoipa::path(
    get, path = "/api/v1/policy/profile", tag = "permissions", params(To),
    responses(
        (status = 200, description = "The profile and the difference", body = PolicyProfile),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 422, description = "No such profile", body = Document),
    )
)]
pub(crate) async fn profile(
    State(app): State<App>,
    person: Person,
    Query(query): Query<To>,
) -> Result<Json<PolicyProfile>, Problem> {
    act(&app, &person, move |studio, ctx| look(studio, ctx, query.to.as_deref())).await
}

/// Puts a profile in force, for everybody's next act.
#[utoipa::path(
    put, path = "/api/v1/policy/profile", tag = "permissions", request_body = Switch,
    responses(
        (status = 200, description = "In force", body = PolicyProfile),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 409, description = "Somebody else switched meanwhile", body = Document),
        (status = 422, description = "No such profile", body = Document),
    )
)]
pub(crate) async fn switch_profile(
    State(app): State<App>,
    person: Person,
    Json(body): Json<Switch>,
) -> Result<Json<PolicyProfile>, Problem> {
    act(&app, &person, move |studio, ctx| {
        let version = Some(Version::new(body.version));
        studio.set_setting(ctx, Setting::PolicyProfile.code(), &body.profile, version)?;
        look(studio, ctx, None)
    })
    .await
}
