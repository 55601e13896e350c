//! The permission profile: which reading of the permissions is in force, and what another one would change, shown before it is applied.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Error, OpCtx, ProfileSwitch, Studio};
use studio_domain::{Setting, Version};
use studio_policy::Profile;

use super::reader::Sent;
use super::{Form, PageError, Reader, Say, Shell, done, html};
use crate::state::App;

/// Where the page is.
const HERE: &str = "/settings/permissions";

#[derive(Template)]
#[template(path = "settings/permissions.html")]
struct Page {
    shell: Shell,
    form: Form,
    /// Name and description of the profile in force.
    now: (String, String),
    version: Version,
    others: Vec<Other>,
}

/// A profile that is not in force.
struct Other {
    code: &'static str,
    name: String,
    does: String,
    changes: Vec<Cell>,
}

/// A cell that would change: action, role, and the grant before and after.
struct Cell {
    action: String,
    role: String,
    from: String,
    to: String,
    /// Whether it gives something that was not given before.
    widens: bool,
}

impl Other {
    fn new(say: &Say, switch: &ProfileSwitch) -> Self {
        let cell = |change: &studio_policy::Change| Cell {
            action: say.named("action", change.action.code()),
            role: say.named("role", change.column.code()),
            from: say.named("grant", change.from.code()),
            to: say.named("grant", change.to.code()),
            widens: change.widens(),
        };
        let (name, does) = told(say, switch.to);
        Self { code: switch.to.name, name, does, changes: switch.changes.iter().map(cell).collect() }
    }
}

fn told(say: &Say, profile: Profile) -> (String, String) {
    (say.named("profile", profile.name), say.named("profile-does", profile.name))
}

/// What is in force, and what the others would change.
fn look(studio: &Studio, ctx: &OpCtx) -> Result<(Version, Vec<ProfileSwitch>), Error> {
    let version = studio.setting(ctx, Setting::PolicyProfile.code())?.version;
    let switches: Result<Vec<_>, _> =
        Profile::ALL.iter().map(|profile| studio.preview_profile(ctx, profile.name)).collect();
    Ok((version, switches?))
}

/// The page.
pub(crate) async fn show(State(app): State<App>, reader: Reader) -> Result<Response, PageError> {
    page(&app, reader, Form::default(), StatusCode::OK).await
}

async fn page(app: &App, reader: Reader, form: Form, status: StatusCode) -> Result<Response, PageError> {
    let (version, switches) = reader.act(app, look).await?;
    let say = &reader.shell.say;
    let now = switches.first().map_or(Profile::STANDARD, |switch| switch.from);
    let others = switches.iter().filter(|switch| switch.to != switch.from);
    let page = Page {
        now: told(say, now),
        others: others.map(|switch| Other::new(say, switch)).collect(),
        version,
        form,
        shell: reader.shell,
    };
    Ok(html(status, &page))
}

/// Puts another profile in force: not if somebody else did so since what is shown was shown.
pub(crate) async fn switch(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let profile = typed.get("profile").to_owned();
    let version = Version::new(typed.get("version").trim().parse().unwrap_or(-1));
    let work = move |studio: &Studio, ctx: &OpCtx| {
        studio.set_setting(ctx, Setting::PolicyProfile.code(), &profile, Some(version))
    };
    match reader.try_act(&app, work).await {
        Ok(_changed) => Ok(done(HERE, "switched")),
        Err(error @ (Error::Invalid(_) | Error::Stale { .. } | Error::Busy | Error::Unavailable(_))) => {
            let problem = reader.problem(&error);
            page(&app, reader, Form::default().told(problem.told()), problem.status()).await
        }
        Err(error) => Err(reader.told(&error)),
    }
}
