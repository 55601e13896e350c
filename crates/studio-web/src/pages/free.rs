//! Finding a time.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Error, FreeInput, FreeSlot, OpCtx, ServiceCard, Studio};
use studio_domain::{DayPart, Weekday};

use super::blocks::{artists, choices, places};
use super::{Form, PageError, Reader, Shell, Typed, html};
use crate::extract::Query;
use crate::state::App;

/// A time that is free.
struct Line {
    artist: String,
    when: String,
    until: String,
    machine: String,
    /// Where it is booked; `None`: not by this person.
    book: Option<String>,
}

#[derive(Template)]
#[template(path = "planning/find.html")]
struct Page {
    shell: Shell,
    places: Vec<(&'static str, &'static str)>,
    form: Form,
    artists: Vec<(String, String)>,
    services: Vec<(String, String)>,
    parts: Vec<(String, String)>,
    days: Vec<(&'static str, String)>,
    /// What was found; `None`: nothing was asked yet.
    found: Option<Vec<Line>>,
}

/// Fields of the form.
const FIELDS: [&str; 7] = ["minutes", "service", "artist", "day", "part", "from", "now"];

fn line(reader: &Reader, minutes: u16, slot: FreeSlot) -> Line {
    let (say, zone) = (&reader.shell.say, reader.frame.house.zone());
    let start = say.machine(&slot.span.start());
    let query =
        [("artist", slot.artist.id.to_string()), ("start", start.clone()), ("minutes", minutes.to_string())];
    let book = format!("/agenda/new?{}", serde_urlencoded::to_string(query).unwrap_or_default());
    Line {
        artist: slot.artist.name,
        when: say.moment(&slot.span.start()),
        until: zone.local(slot.span.end()).format("%H:%M").to_string(),
        machine: start,
        book: slot.may_book.then_some(book),
    }
}

/// The form, and the times that fit.
pub(crate) async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let typed = Typed::new(pairs).only(&FIELDS);
    let asked = typed.pairs().any(|(name, value)| {
        matches!(name.as_str(), "minutes" | "service" | "now") && !value.trim().is_empty()
    });
    let input = FreeInput {
        minutes: typed.get("minutes").to_owned(),
        service: typed.get("service").to_owned(),
        artist: typed.get("artist").to_owned(),
        days: typed.all("day"),
        part: typed.get("part").to_owned(),
        from: typed.get("from").to_owned(),
        walk_in: typed.get("now") == "1",
    };
    let work = |studio: &Studio, ctx: &OpCtx| -> Result<(Vec<ServiceCard>, Vec<_>), Error> {
        Ok((studio.services(ctx, false)?.items, artists(studio, ctx)?))
    };
    let (services, artists) = reader.act(&app, work).await?;
    let mut form = Form::new(typed);
    let mut status = StatusCode::OK;
    let found = if asked {
        match reader.try_act(&app, move |studio, ctx| studio.free_times(ctx, &input)).await {
            Ok(found) => {
                let minutes = found.minutes;
                Some(found.slots.into_iter().map(|slot| line(&reader, minutes, slot)).collect())
            }
            Err(error @ Error::Invalid(_)) => {
                let problem =
                    reader.problem(&error).renamed(&[("artist_id", "artist"), ("service_id", "service")]);
                status = problem.status();
                form = form.told(problem.told());
                None
            }
            Err(error) => return Err(reader.told(&error)),
        }
    } else {
        None
    };
    let say = &reader.shell.say;
    let page = Page {
        places: places(&reader),
        artists: choices(&artists),
        services: services
            .into_iter()
            .map(|card| {
                let minutes = say.count("appointment-minutes", usize::from(card.minutes));
                (card.id.to_string(), format!("{} · {minutes}", card.name))
            })
            .collect(),
        parts: DayPart::ALL
            .iter()
            .map(|part| (part.code().to_owned(), say.named("part", part.code())))
            .collect(),
        days: (1..)
            .zip(Weekday::ALL)
            .map(|(nth, day)| (day.code(), say.t(&format!("weekday-{nth}"))))
            .collect(),
        form,
        found,
        shell: reader.shell,
    };
    Ok(html(status, &page))
}
