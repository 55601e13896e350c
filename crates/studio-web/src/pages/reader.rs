//! The person who looks at a page, with the surroundings; somebody without a session is sent to the sign-in page and comes back.

use std::collections::HashMap;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Uri, header};
use studio_app::{Error, Frame, OpCtx, Studio};
use studio_policy::Action;

use super::error::PageError;
use super::shell::{Shell, lang_of};
use super::{Typed, local, sign_in, wants};
use crate::blocking::blocking;
use crate::caller::Person;
use crate::cookie;
use crate::problem::Problem;
use crate::state::App;

/// Who looks, and at what.
#[derive(Debug, Clone)]
pub(crate) struct Reader {
    pub(crate) ctx: OpCtx,
    pub(crate) frame: Frame,
    pub(crate) shell: Shell,
}

impl Reader {
    async fn of(app: &App, person: Person, here: &str, done: Option<String>) -> Result<Self, Error> {
        let ctx = person.ctx;
        let asked = ctx.clone();
        let frame = blocking(app, move |studio| studio.frame(&asked)).await?;
        let shell = Shell::of(&frame, ctx.visit.now, here, done);
        Ok(Self { ctx, frame, shell })
    }

    /// Runs a use case for this person; what goes wrong is a page.
    pub(crate) async fn act<R, F>(&self, app: &App, work: F) -> Result<R, PageError>
    where
        F: FnOnce(&Studio, &OpCtx) -> Result<R, Error> + Send + 'static,
        R: Send + 'static,
    {
        self.try_act(app, work).await.map_err(|error| self.told(&error))
    }

    /// Runs a use case for this person.
    pub(crate) async fn try_act<R, F>(&self, app: &App, work: F) -> Result<R, Error>
    where
        F: FnOnce(&Studio, &OpCtx) -> Result<R, Error> + Send + 'static,
        R: Send + 'static,
    {
        let ctx = self.ctx.clone();
        blocking(app, move |studio| work(studio, &ctx)).await
    }

    /// The same person as of now: what was true when the request came may have been changed by the request itself.
    pub(crate) async fn afresh(self, app: &App) -> Self {
        match self.try_act(app, Studio::frame).await {
            Ok(frame) => {
                let shell = Shell::of(&frame, self.ctx.visit.now, &self.shell.here, self.shell.done.clone());
                let shell = Shell { folded: self.shell.folded, ..shell };
                Self { frame, shell, ..self }
            }
            // What was known is better than no page.
            Err(_busy) => self,
        }
    }

    /// Whether the person may do it, now or with the master code.
    pub(crate) fn reaches(&self, action: Action) -> bool {
        self.frame.abilities.now.contains(action) || self.needs_code(action)
    }

    /// Whether the person may do it with the master code only.
    pub(crate) fn needs_code(&self, action: Action) -> bool {
        self.frame.abilities.locked.contains(action)
    }

    /// An error in this person's words.
    pub(crate) fn problem(&self, error: &Error) -> Problem {
        Problem::at(error, lang_of(&self.frame), self.ctx.visit.now, &self.ctx.visit.request_id)
    }

    /// An error as a page.
    pub(crate) fn told(&self, error: &Error) -> PageError {
        PageError::new(self.problem(error), self.shell.clone())
    }
}

/// The address without what is said only once.
fn here(parts: &Parts) -> (String, Option<String>) {
    let path = parts.uri.path();
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_str(parts.uri.query().unwrap_or_default()).unwrap_or_default();
    let (said, kept): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(key, _)| key == "done");
    let query = serde_urlencoded::to_string(kept).unwrap_or_default();
    let address = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    (address, said.into_iter().map(|(_, code)| code).next())
}

/// Where a form was sent from: the page to come back to, since its target is none.
fn sent_from(parts: &Parts) -> Option<String> {
    let from = parts.headers.get(header::REFERER)?.to_str().ok()?.parse::<Uri>().ok()?;
    local(from.path_and_query()?.as_str()).map(str::to_owned)
}

impl FromRequestParts<App> for Reader {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let (address, done) = match parts.method {
            Method::GET | Method::HEAD => here(parts),
            _ => (sent_from(parts).unwrap_or_else(|| "/".to_owned()), None),
        };
        let script =
            ["rows", "people", super::agenda::PART].into_iter().any(|part| wants(&parts.headers, part));
        match Person::from_request_parts(parts, app).await {
            Ok(person) => {
                let problem = {
                    let (lang, id) = (person.lang, person.ctx.visit.request_id.clone());
                    move |error: &Error| Problem::new(error, lang).of(&id)
                };
                let folded = cookie::value(&parts.headers, "folded").is_some_and(|value| value == "1");
                let found = Self::of(app, person, &address, done).await.map(|mut reader| {
                    reader.shell.folded = folded;
                    reader
                });
                found.map_err(|error| PageError::nobody(problem(&error), &address, script))
            }
            Err(problem) if parts.method == Method::GET || parts.method == Method::HEAD => {
                Err(PageError::nobody(problem, &address, script))
            }
            Err(problem) => Err(PageError::nobody(problem, "/", script)),
        }
    }
}

/// A form that was sent, with who sent it. Whoever is not signed in any more signs in first and finds the form as it was.
#[derive(Debug)]
pub(crate) struct Sent {
    pub(crate) reader: Reader,
    pub(crate) typed: Typed,
}

impl FromRequest<App> for Sent {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        let (mut parts, body) = request.into_parts();
        let lang = crate::caller::language(&parts.headers);
        let path = parts.uri.path().to_owned();
        let token = cookie::token(&parts.headers, app.config.secure);
        let reader = Reader::from_request_parts(&mut parts, app).await;
        let bytes = Bytes::from_request(Request::from_parts(parts, body), app).await;
        let read = |status: StatusCode, why: &str| PageError::bare(Problem::malformed(status, why, lang));
        let bytes = bytes.map_err(|rejection| read(rejection.status(), &rejection.body_text()))?;
        let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(&bytes)
            .map_err(|error| read(StatusCode::BAD_REQUEST, &error.to_string()))?;
        let typed = Typed::new(pairs);
        match reader {
            Ok(reader) => Ok(Self { reader, typed }),
            Err(error) if error.is_nobody() => Err(sign_in::ask_again(app, &path, &typed, token, lang).await),
            Err(error) => Err(error),
        }
    }
}

/// The language of the person.
pub(crate) fn lang(reader: &Reader) -> studio_text::Lang {
    lang_of(&reader.frame)
}

/// The values of a query, the last of each name.
pub(crate) type Pairs = HashMap<String, String>;
