//! The JSON API, one module an aggregate. Handlers translate; the rules are in `studio-app`.

pub(crate) mod agenda_export;
pub(crate) mod appointment_files;
pub(crate) mod appointments;
pub(crate) mod artists;
pub(crate) mod audit;
pub(crate) mod blocks;
pub(crate) mod clients;
pub(crate) mod consents;
pub(crate) mod document;
pub(crate) mod elevation;
pub(crate) mod exchange;
pub(crate) mod faces;
pub(crate) mod feeds;
pub(crate) mod files;
pub(crate) mod free;
pub(crate) mod health;
pub(crate) mod permissions;
pub(crate) mod photos;
pub(crate) mod portfolio;
pub(crate) mod profile;
pub(crate) mod reminders;
pub(crate) mod screenings;
pub(crate) mod services;
pub(crate) mod session;
mod times;
mod whole;

use studio_app::{Error, OpCtx, Studio};

use crate::blocking::blocking;
use crate::caller::Person;
use crate::problem::Problem;
use crate::state::App;

/// Runs a use case for a person; what goes wrong is told in the person's language.
pub(crate) async fn act<R, F>(app: &App, person: &Person, work: F) -> Result<R, Problem>
where
    F: FnOnce(&Studio, &OpCtx) -> Result<R, Error> + Send + 'static,
    R: Send + 'static,
{
    let ctx = person.ctx.clone();
    let lang = person.lang;
    let (now, id) = (ctx.visit.now, ctx.visit.request_id.clone());
    blocking(app, move |studio| work(studio, &ctx)).await.map_err(|error| Problem::at(&error, lang, now, &id))
}
