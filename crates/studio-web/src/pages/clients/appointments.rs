//! The pane of a client's appointments: what everybody sees of them, and service and price for those who may see the details.

use askama::Template;
use studio_app::{ClientAppointment, ClientCard, Error};
use studio_domain::{AppointmentId, AppointmentStatus, Invalid, Money, TimeSpan, Timestamp};

use super::tab::{Body, View, body};
use crate::pages::{Say, Shell};

#[derive(Template)]
#[template(path = "clients/appointments.html")]
struct Pane<'a> {
    shell: &'a Shell,
    card: &'a ClientCard,
    /// The next and the last one, where they are on this page of the list.
    next: Option<AppointmentId>,
    last: Option<AppointmentId>,
    /// Newest first.
    lines: Vec<Line>,
    /// Query of the next page.
    older: Option<String>,
    /// Whether this is not the first page.
    later: bool,
    tab: String,
}

/// One appointment.
struct Line {
    id: AppointmentId,
    at: Timestamp,
    /// How long it takes; empty if that is not known.
    minutes: String,
    artist: String,
    status: &'static str,
    /// The colour of the status, as styles name it.
    class: String,
    service: String,
    price: String,
}

/// What stands in the pane.
pub(super) async fn pane(view: View<'_>, tab: &str) -> Result<Body, Error> {
    let (reader, id) = (view.reader, view.id());
    let cursor = view.query.get("appointments").map(String::as_str);
    let before = before(cursor)?;
    let page =
        reader.try_act(view.app, move |studio, ctx| studio.client_appointments(ctx, id, before)).await?;
    let cut = page.items.last().filter(|_| page.more);
    let at = |moment: Option<Timestamp>, fits: fn(AppointmentStatus) -> bool| {
        page.items.iter().find(|one| Some(one.starts_at) == moment && fits(one.status)).map(|one| one.id)
    };
    let next = at(view.sheet.card.next_appointment, AppointmentStatus::is_open);
    let last = at(view.sheet.card.last_appointment, |status| status != AppointmentStatus::Cancelled);
    let currency = reader.frame.house.currency();
    let line = |one: ClientAppointment| Line {
        id: one.id,
        at: one.starts_at,
        minutes: minutes(&reader.shell.say, &one),
        artist: one.artist.name,
        status: one.status.code(),
        class: one.status.code().replace('_', "-"),
        price: one
            .details
            .as_ref()
            .and_then(|details| details.price)
            .map(|price| Money::new(price, currency).to_string())
            .unwrap_or_default(),
        service: one.details.map(|details| details.service).unwrap_or_default(),
    };
    body(&Pane {
        shell: &reader.shell,
        card: &view.sheet.card,
        next,
        last,
        older: cut.map(|one| format!("{}-{}", one.starts_at.millis(), one.id)),
        later: before.is_some(),
        lines: page.items.into_iter().map(line).collect(),
        tab: tab.to_owned(),
    })
}

/// How long it takes; one that was imported may end before it begins, and has no length.
fn minutes(say: &Say, one: &ClientAppointment) -> String {
    let span = TimeSpan::new(one.starts_at, one.ends_at).ok();
    let minutes = span.and_then(|span| usize::try_from(span.minutes()).ok());
    minutes.map(|minutes| say.count("appointment-minutes", minutes)).unwrap_or_default()
}

/// The cursor of appointments is start and id of the last one.
pub(super) fn before(cursor: Option<&str>) -> Result<Option<(Timestamp, AppointmentId)>, Invalid> {
    crate::api::clients::place(cursor)
}
