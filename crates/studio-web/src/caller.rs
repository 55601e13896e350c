//! Who calls: a visitor, or the person of a session.

use std::net::IpAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use std::net::SocketAddr;
use studio_app::{Error, NoActor, OpCtx, Origin, OriginKind, Studio, Visit, Who};
use studio_text::Lang;

use crate::blocking::blocking;
use crate::cookie;
use crate::problem::Problem;
use crate::state::App;

/// Marks requests that a page made by itself: they never keep a session alive.
const REFRESH: &str = "x-refresh";

/// Anybody.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    pub(crate) visit: Visit,
    pub(crate) lang: Lang,
    /// The language that the visitor's program asked for, if it is one of ours.
    pub(crate) asked: Option<Lang>,
}

/// The person of a session that was recognised. Whether it still holds is decided in each use case.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) ctx: OpCtx,
    pub(crate) lang: Lang,
}

/// The number of a request: shared by answer, log line and audit entry.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

/// The address a request comes from: of the connection, or, behind a proxy that is trusted, the last one that such a proxy wrote.
fn address(parts: &Parts, app: &App) -> Option<IpAddr> {
    // On a socket for both families an IPv4 caller comes as `::ffff:192.0.2.7`: it is the same one.
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical())?;
    let trusted =
        |address: &IpAddr| app.config.trusted_proxies.iter().any(|network| network.contains(address));
    if !trusted(&peer) {
        return Some(peer);
    }
    let forwarded: Vec<IpAddr> = parts
        .headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map_while(|address| address.trim().parse().ok().map(|address: IpAddr| address.to_canonical()))
        .collect();
    forwarded.into_iter().rev().find(|address| !trusted(address)).or(Some(peer))
}

/// The first language that the caller's program asks for and we speak.
fn asked_for(headers: &HeaderMap) -> Option<Lang> {
    let value = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    value.split(',').find_map(|part| Lang::parse(part.split(';').next()?.trim()))
}

/// The language to answer in where nobody is known.
pub(crate) fn language(headers: &HeaderMap) -> Lang {
    asked_for(headers).unwrap_or(Lang::En)
}

fn visitor(parts: &Parts, app: &App) -> Result<Visitor, Problem> {
    let kind = if parts.uri.path().starts_with("/api/") { OriginKind::Api } else { OriginKind::Web };
    let origin = Origin { kind, address: address(parts, app) };
    let asked = asked_for(&parts.headers);
    let lang = asked.unwrap_or(Lang::En);
    let mut visit = app.studio.visit(origin).map_err(|error| Problem::new(&error, lang))?;
    if let Some(RequestId(id)) = parts.extensions.get() {
        visit.request_id.clone_from(id);
    }
    Ok(Visitor { visit, lang, asked })
}

/// The token of the request: a session's cookie, or the same token as `Authorization: Bearer`.
fn token(parts: &Parts, app: &App) -> Option<String> {
    let bearer = parts
        .headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(|token| token.trim().to_owned());
    bearer.or_else(|| cookie::token(&parts.headers, app.config.secure))
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        visitor(parts, app)
    }
}

impl FromRequestParts<App> for Person {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Visitor { visit, lang, .. } = visitor(parts, app)?;
        let problem = |error| Problem::new(&error, lang).of(&visit.request_id);
        let nobody = || problem(Error::NoActor(NoActor::Unknown));
        let token = token(parts, app).ok_or_else(nobody)?;
        let by_itself = parts.headers.contains_key(REFRESH);
        let seen = visit.clone();
        // One look-up by key: shorter than the way to a thread that may block and back.
        let ctx = match app.studio.recognise_at_once(&visit, &token).map_err(problem)? {
            Some(None) => None,
            Some(Some(found)) if by_itself || !found.renewal_due => {
                Some(seen.by(Who::Session(found.session)))
            }
            _ => blocking(app, move |studio| recognised(studio, &seen, &token, by_itself))
                .await
                .map_err(problem)?,
        };
        let ctx = ctx.ok_or_else(nobody)?;
        Ok(Self { ctx, lang })
    }
}

fn recognised(studio: &Studio, seen: &Visit, token: &str, by_itself: bool) -> Result<Option<OpCtx>, Error> {
    let Some(found) = studio.recognise(seen, token)? else { return Ok(None) };
    let ctx = seen.by(Who::Session(found.session));
    if found.renewal_due && !by_itself {
        studio.renew_session(&ctx, found.session)?;
    }
    Ok(Some(ctx))
}
