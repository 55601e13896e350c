//! Calendar feeds: making and revoking them, and what a calendar reads.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use studio_app::{Error, FeedCard, OpCtx, Studio, feed_path};
use studio_domain::{ArtistId, FeedId, FeedPrivacy, Timestamp};
use studio_policy::Action;

use super::blocks::{artists, choices, own_or_all, places};
use super::reader::{Pairs, Sent};
use super::{Form, PageError, Reader, Shell, done, html};
use crate::blocking::blocking;
use crate::caller::Visitor;
use crate::extract::{Path, Query};
use crate::headers::outside;
use crate::problem::Problem;
use crate::state::App;

const PLACE: &str = "/agenda/feeds";

/// A feed as it is read.
struct Line {
    id: FeedId,
    privacy: String,
    made: Timestamp,
    by: String,
    read: Option<Timestamp>,
    revoked: Option<Timestamp>,
}

#[derive(Template)]
#[template(path = "planning/feeds.html")]
struct Page {
    shell: Shell,
    places: Vec<(&'static str, &'static str)>,
    artists: Vec<(String, String)>,
    artist: String,
    name: String,
    lines: Vec<Line>,
    privacies: Vec<(String, String)>,
    form: Form,
    /// The whole address of the one that was just made; shown this once.
    made: Option<String>,
}

/// The feeds of an artist: of the one who is asked for, else one's own, else the first.
pub(crate) async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let asked = query.get("artist").and_then(|raw| raw.parse::<ArtistId>().ok());
    page(&app, reader, asked, Form::default(), None, StatusCode::OK).await
}

async fn page(
    app: &App,
    reader: Reader,
    asked: Option<ArtistId>,
    form: Form,
    made: Option<String>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let all = reader
        .act(app, |studio, ctx| {
            studio.expect_agenda_export(ctx)?;
            artists(studio, ctx)
        })
        .await?;
    let choosable = own_or_all(&reader, all, Action::AgendaExport);
    let own = reader.frame.account.artist.as_ref().map(|(id, _)| *id);
    let artist = asked.or(own).or(choosable.first().map(|(id, _)| *id));
    let list = match artist {
        Some(artist) => Some(reader.act(app, move |studio, ctx| studio.feeds(ctx, artist)).await?),
        None => None,
    };
    let say = &reader.shell.say;
    let line = |card: FeedCard| Line {
        id: card.id,
        privacy: say.named("privacy", card.privacy.code()),
        made: card.created_at,
        by: card.created_by.map(|(_, name)| name).unwrap_or_default(),
        read: card.read_at,
        revoked: card.revoked_at,
    };
    let name = list.as_ref().map(|list| list.artist.name.clone()).unwrap_or_default();
    let page = Page {
        places: places(&reader),
        artists: choices(&choosable),
        artist: artist.map(|id| id.to_string()).unwrap_or_default(),
        name,
        lines: list.map(|list| list.items.into_iter().map(line).collect()).unwrap_or_default(),
        privacies: FeedPrivacy::ALL
            .iter()
            .map(|one| (one.code().to_owned(), say.named("privacy", one.code())))
            .collect(),
        form,
        made,
        shell: reader.shell,
    };
    Ok(html(status, &page))
}

/// Makes one, and shows its address this once.
pub(crate) async fn make(
    State(app): State<App>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let artist = typed.get("artist").trim().parse::<ArtistId>();
    let privacy = typed.get("privacy").to_owned();
    let asked = artist.as_ref().ok().copied();
    let work = move |studio: &Studio, ctx: &OpCtx| {
        studio.expect_agenda_export(ctx)?;
        let artist = artist.map_err(|wrong| Error::from(wrong.at("artist_id")))?;
        studio.make_feed(ctx, artist, &privacy)
    };
    match reader.try_act(&app, work).await {
        Ok(made) => {
            // A calendar needs to know where to ask.
            let address =
                format!("{}{}", outside(&app, &headers).unwrap_or_default(), feed_path(&made.token));
            page(&app, reader, asked, Form::default(), Some(address), StatusCode::OK).await
        }
        Err(error @ (Error::Invalid(_) | Error::Busy | Error::Unavailable(_))) => {
            let problem = reader.problem(&error).renamed(&[("artist_id", "artist")]);
            let form = Form::new(typed).told(problem.told());
            page(&app, reader, asked, form, None, problem.status()).await
        }
        Err(error) => Err(reader.told(&error)),
    }
}

/// Revokes one.
pub(crate) async fn revoke(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = FeedId::new(typed.get("id").trim().parse().unwrap_or(0));
    let artist = typed.get("artist").trim().parse::<ArtistId>().map(|id| id.to_string()).unwrap_or_default();
    reader
        .act(&app, move |studio, ctx| {
            studio.expect_agenda_export(ctx)?;
            studio.revoke_feed(ctx, id)
        })
        .await?;
    Ok(done(&format!("{PLACE}?artist={artist}"), "revoked"))
}

/// What a calendar reads: nobody is signed in, and whoever does not know the address is told that there is nothing.
pub(crate) async fn calendar(
    State(app): State<App>,
    visitor: Visitor,
    path: Result<Path<String>, Problem>,
) -> Result<Response, Problem> {
    let visit = visitor.visit.clone();
    let told = |error: &Error| Problem::at(error, visitor.lang, visit.now, &visit.request_id);
    let nothing = || told(&Error::NotFound { kind: "page", id: String::new() });
    let address = visit.origin.address;
    if app.strays.silent_until(address, visit.now).is_some() {
        // The same answer: nobody learns whether somebody listens.
        return Err(nothing());
    }
    let token = path.ok().and_then(|Path(name)| name.strip_suffix(".ics").map(str::to_owned));
    let found = match token {
        Some(token) => {
            let visit = visit.clone();
            blocking(&app, move |studio| studio.feed_calendar(&visit, &token))
                .await
                .map_err(|error| told(&error))?
        }
        None => None,
    };
    let Some(calendar) = found else {
        app.strays.missed(address, visit.now);
        return Err(nothing());
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    ];
    Ok((headers, calendar).into_response())
}
