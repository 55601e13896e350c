//! Finding a time.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use studio_app::FreeInput;
use utoipa::{IntoParams, ToSchema};

use super::{act, times};
use crate::caller::Person;
use crate::extract::{Json, Query};
use crate::problem::{Document, Problem};
use crate::state::App;

/// What is looked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wish {
    /// How long, in minutes; without it, as the service takes.
    minutes: Option<String>,
    /// Id of a service, whose length is taken.
    service_id: Option<String>,
    /// Id of the artist; without it, any.
    artist_id: Option<String>,
    /// Weekdays with commas between them: `monday,friday`.
    days: Option<String>,
    /// `morning` (before 13:00), `afternoon` or `evening` (from 18:00).
    part: Option<String>,
    /// Not before this day or moment.
    from: Option<String>,
    /// For somebody who stands at the desk: the first time of each artist from now on.
    walk_in: Option<bool>,
}

/// A free time.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Slot {
    artist_id: i64,
    artist: String,
    starts_at: String,
    ends_at: String,
    /// Whether whoever asks may book it.
    may_book: bool,
}

/// Free times.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FreeTimes {
    /// At most ten, the earliest first; with `walk_in` one for each artist.
    items: Vec<Slot>,
    /// How long each is.
    minutes: u16,
    /// Always `null`.
    next_cursor: Option<String>,
}

/// The next ten times at which an appointment fits.
#[utoipa::path(
    get, path = "/api/v1/free-times", tag = "free_times", params(Wish),
    responses(
        (status = 200, description = "Free times", body = FreeTimes),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 422, description = "What is looked for is not valid", body = Document),
    )
)]
pub(crate) async fn find(
    State(app): State<App>,
    person: Person,
    Query(wish): Query<Wish>,
) -> Result<Json<FreeTimes>, Problem> {
    let input = FreeInput {
        minutes: wish.minutes.unwrap_or_default(),
        service: wish.service_id.unwrap_or_default(),
        artist: wish.artist_id.unwrap_or_default(),
        days: wish.days.unwrap_or_default().split(',').map(str::to_owned).collect(),
        part: wish.part.unwrap_or_default(),
        from: wish.from.unwrap_or_default(),
        walk_in: wish.walk_in.unwrap_or(false),
    };
    let found = act(&app, &person, move |studio, ctx| studio.free_times(ctx, &input)).await?;
    let zone = found.zone;
    let slot = |slot: studio_app::FreeSlot| Slot {
        artist_id: slot.artist.id.get(),
        artist: slot.artist.name,
        starts_at: times::at(zone, slot.span.start()),
        ends_at: times::at(zone, slot.span.end()),
        may_book: slot.may_book,
    };
    let items = found.slots.into_iter().map(slot).collect();
    Ok(Json(FreeTimes { items, minutes: found.minutes, next_cursor: None }))
}
