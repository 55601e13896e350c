//! The booking form, for a new appointment and for one that is there. Whatever is not accepted comes back as it was typed.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, AppointmentSheet, BookingInput, ClientSheet, Duplicate, Error, Likeness};
use studio_domain::{
    AppointmentId, AppointmentStatus, ClientId, Email, NoteText, PersonName, Phone, ShortText,
};
use studio_policy::Action;

use super::check::{self, Found};
use super::choices::{Offered, artists, pairs, services, sessions};
use super::words::Line;
use super::{id_of, page_of, people, typed};
use crate::extract::{Path, Query};
use crate::pages::clients::rows::Row;
use crate::pages::elevation::Asked;
use crate::pages::reader::Pairs;
use crate::pages::{Form, PageError, Reader, Say, Shell, Typed, html};
use crate::problem::Problem;
use crate::state::App;

#[derive(Template)]
#[template(path = "booking/form.html")]
struct Page {
    shell: Shell,
    form: Form,
    title: String,
    /// Where the form goes.
    to: String,
    /// Names the draft of what is typed: each link into the form has its own.
    guard: String,
    back: String,
    back_words: String,
    /// Whether it leads to a place, which the browser knows better: as it was seen there.
    from_place: bool,
    save: String,
    version: Option<String>,
    /// What stood in the fields when the form was opened.
    was: Vec<(String, String)>,
    /// The appointment that is changed.
    id: Option<AppointmentId>,
    /// Whether the client is settled.
    client: Option<Chosen>,
    /// People whom the letters fit, to choose from where no script helps.
    people: Vec<Row>,
    /// Whether a client who is not there can be made here.
    may_add: bool,
    /// Whether that part of the form is open.
    new_client: bool,
    likely: Vec<Likely>,
    artists: Vec<(String, String)>,
    services: Vec<Offered>,
    /// The service that was chosen and is offered no longer.
    kept_service: Option<String>,
    styles: Vec<(String, String)>,
    placements: Vec<(String, String)>,
    /// Sessions of the client that this one can continue.
    sessions: Vec<(String, String)>,
    statuses: Vec<(String, String)>,
    /// Whether a commission can be agreed on here.
    may_rate: bool,
    /// Names of the two hours that the clock shows alike.
    twice: Vec<(String, String)>,
    grid: u32,
    max: Limits,
    found: Found,
    /// What stands in the way, after it was to be saved.
    conflicts: Vec<Line>,
    /// What has to be confirmed, after it was to be saved.
    warnings: Vec<String>,
    asked: Option<Asked>,
}

/// How many characters the fields take.
struct Limits {
    name: usize,
    phone: usize,
    email: usize,
    text: usize,
    notes: usize,
}

const LIMITS: Limits = Limits {
    name: PersonName::MAX,
    phone: Phone::MAX,
    email: Email::MAX,
    text: ShortText::MAX,
    notes: NoteText::MAX,
};

/// The client of the booking, with what must be known of them.
pub(super) struct Chosen {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) phone: String,
    pub(super) pinned: String,
    /// How often they did not come; empty: never.
    pub(super) no_shows: String,
    pub(super) minor: bool,
    pub(super) archived: bool,
}

/// A record that may be the same person.
struct Likely {
    id: i64,
    name: String,
    by: String,
}

/// What a form is about.
pub(super) enum About {
    New,
    There(Box<AppointmentSheet>),
}

impl About {
    pub(super) fn id(&self) -> Option<AppointmentId> {
        match self {
            Self::New => None,
            Self::There(sheet) => Some(sheet.card.id),
        }
    }
}

/// What came of trying to save.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) status: Option<StatusCode>,
    pub(super) likely: Vec<Duplicate>,
    pub(super) conflicts: Vec<Line>,
    pub(super) warnings: Vec<String>,
    pub(super) asked: Option<Asked>,
    /// Whether people are to be looked for by what was typed as the client.
    pub(super) find: bool,
}

/// A form for a new appointment, filled with what the address knows.
pub(crate) async fn new(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let zone = reader.frame.house.zone();
    let mut typed = Typed::default();
    typed.push("key", reader.ctx.visit.request_id.to_string());
    typed::put_query(&mut typed, &query, zone, reader.frame.house.currency());
    if typed.get("date").is_empty() {
        typed.push("date", zone.date(reader.ctx.visit.now).to_string());
    }
    if typed.get("artist_id").is_empty()
        && let Some((own, _)) = &reader.frame.account.artist
    {
        typed.push("artist_id", own.to_string());
    }
    let first = if typed.get("client_id").is_empty() { "client_q" } else { "service_id" };
    form(&app, reader, About::New, Form::new(typed).begin_in(first), Outcome::default()).await
}

/// The form of an appointment; the address may say another time and another artist.
pub(crate) async fn open(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
    Query(mut query): Query<Pairs>,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    let sheet = to_edit(&app, &reader, id).await?;
    let (house, card) = (&reader.frame.house, &sheet.card);
    let mut typed = typed::filled(card, house.zone(), house.currency());
    // Whose appointment it is can't be changed here.
    query.remove("client");
    if query.contains_key("start") && !query.contains_key("end") && !query.contains_key("minutes") {
        let minutes = (card.ends_at.millis() - card.starts_at.millis()).max(0) / 60_000;
        query.insert("minutes".to_owned(), minutes.to_string());
    }
    if query.contains_key("start") || query.contains_key("end") {
        typed = typed.without(&[
            "date",
            "starts_at",
            "starts_which",
            "ends_at",
            "ends_which",
            "end_date",
            "minutes",
        ]);
        if !query.contains_key("start") {
            query.insert("start".to_owned(), card.starts_at.to_rfc3339());
        }
    }
    typed::put_query(&mut typed, &query, house.zone(), house.currency());
    if typed.get("starts_at").is_empty() {
        typed::put_span(&mut typed, house.zone(), card.starts_at, Some(card.ends_at));
    }
    let about = About::There(Box::new(sheet));
    form(&app, reader, about, Form::new(typed).begin_in("starts_at"), Outcome::default()).await
}

/// The appointment for a form that will change it: refused as the change itself would be.
pub(super) async fn to_edit(
    app: &App,
    reader: &Reader,
    id: AppointmentId,
) -> Result<AppointmentSheet, PageError> {
    let sheet = reader.act(app, move |studio, ctx| studio.appointment(ctx, id)).await?;
    if sheet.can.edit == Ability::No {
        // Trying it says why.
        let nothing = BookingInput::default();
        reader.act(app, move |studio, ctx| studio.edit_appointment(ctx, id, nothing, None)).await?;
    }
    Ok(sheet)
}

/// The form as it is shown.
pub(super) async fn form(
    app: &App,
    reader: Reader,
    about: About,
    mut form: Form,
    outcome: Outcome,
) -> Result<Response, PageError> {
    let told = |error: Error| reader.told(&error);
    let say = &reader.shell.say;
    let house = &reader.frame.house;
    let client = chosen(app, &reader, &mut form, &about).await.map_err(told)?;
    let people = if client.is_none() && outcome.find {
        people::people(app, &reader, form.value("client_q")).await.map_err(told)?
    } else {
        Vec::new()
    };
    let found = check::look(app, &reader, &form.typed, about.id()).await.map_err(told)?;
    let sessions = match &client {
        Some(client) => {
            let chosen = form.value("continues_id");
            let before = check::start_of(&form.typed, house.zone());
            sessions(app, &reader, client.id, (about.id(), before), chosen).await.map_err(told)?
        }
        None => Vec::new(),
    };
    let action = if about.id().is_some() { Action::AgendaEdit } else { Action::AgendaCreate };
    let artists = artists(app, &reader, action, &form).await.map_err(told)?;
    let services = services(app, &reader).await.map_err(told)?;
    let twice = form.errors.iter().any(|(field, _)| field.ends_with("_which"))
        || !form.value("starts_which").is_empty()
        || !form.value("ends_which").is_empty()
        || form.errors.iter().any(|(field, wrong)| {
            matches!(field.as_str(), "starts_at" | "ends_at") && *wrong == say.t("rule-happens-twice")
        });
    let was = match &about {
        About::New => Vec::new(),
        About::There(sheet) => opened_with(&form.typed).unwrap_or_else(|| {
            let filled = typed::filled(&sheet.card, house.zone(), house.currency());
            filled.without(&["version"]).pairs().cloned().collect()
        }),
    };
    let came_from = client.as_ref().filter(|_| form.value("from") == "client");
    let place = form.value("date").parse().map_or(("/".to_owned(), "nav-today"), |day| say.place_of(day));
    let (back, back_words) = match (&about, came_from) {
        (About::New, Some(client)) => (format!("/clients/{}", client.id), client.name.clone()),
        (About::New, None) => (place.0, say.t(place.1)),
        (About::There(sheet), _) => {
            (page_of(sheet.card.id), say.span(&sheet.card.starts_at, &sheet.card.ends_at))
        }
    };
    let page = Page {
        from_place: matches!(about, About::New) && came_from.is_none(),
        title: match &about {
            About::New => say.t("booking-new-title"),
            About::There(sheet) => say.with("booking-edit-title", "name", &sheet.card.client.name),
        },
        to: match &about {
            About::New => "/agenda/new".to_owned(),
            About::There(sheet) => format!("{}/edit", page_of(sheet.card.id)),
        },
        guard: reader.shell.here.clone(),
        back,
        back_words,
        save: say.t(if matches!(about, About::New) { "booking-book" } else { "client-save" }),
        version: form.typed.maybe("version").map(str::to_owned),
        was,
        id: about.id(),
        may_add: matches!(about, About::New) && reader.reaches(Action::ClientsCreate),
        new_client: ["new_name", "new_phone", "new_email"]
            .iter()
            .any(|field| !form.value(field).is_empty() || form.error(field).is_some()),
        likely: outcome.likely.into_iter().map(|one| likely(&reader, one)).collect(),
        kept_service: Some(form.value("service_id").to_owned())
            .filter(|id| !id.is_empty() && matches!(about, About::There(_)))
            .filter(|id| services.iter().all(|one| one.id != *id)),
        styles: pairs(&house.styles(), form.value("style")),
        placements: pairs(&house.placements(), form.value("placement")),
        statuses: [AppointmentStatus::Pending, AppointmentStatus::Confirmed]
            .map(|status| (status.code().to_owned(), say.named("appointment", status.code())))
            .to_vec(),
        may_rate: reader.frame.abilities.now.contains(Action::StaffManageUsers),
        twice: if twice {
            ["first", "second"].map(|code| (code.to_owned(), say.named("booking-which", code))).to_vec()
        } else {
            Vec::new()
        },
        grid: house.agenda_grid(),
        max: LIMITS,
        conflicts: outcome.conflicts,
        warnings: outcome.warnings,
        asked: outcome.asked,
        client,
        people,
        artists,
        services,
        sessions,
        found,
        form,
        shell: reader.shell,
    };
    Ok(html(outcome.status.unwrap_or(StatusCode::OK), &page))
}

/// What stood in the fields when the form was opened, where the form that was sent says so.
fn opened_with(typed: &Typed) -> Option<Vec<(String, String)>> {
    let was: Vec<_> = typed
        .pairs()
        .filter_map(|(name, value)| Some((name.strip_prefix("was.")?.to_owned(), value.clone())))
        .collect();
    (!was.is_empty()).then_some(was)
}

/// The client whom the form names, as far as there is one. One that is not there is taken out of the form.
async fn chosen(app: &App, reader: &Reader, form: &mut Form, about: &About) -> Result<Option<Chosen>, Error> {
    let id = match about {
        About::There(sheet) => Some(sheet.card.client.id),
        About::New => form.value("client_id").trim().parse::<ClientId>().ok(),
    };
    let found = match id {
        None => None,
        Some(id) => match reader.try_act(app, move |studio, ctx| studio.client(ctx, id)).await {
            Ok(sheet) => Some(sheet),
            Err(Error::NotFound { .. }) => None,
            Err(error) => return Err(error),
        },
    };
    let Some(sheet) = found else {
        if !form.value("client_id").is_empty() {
            form.typed = form.typed.without(&["client_id"]);
        }
        return Ok(None);
    };
    form.typed.push("client_id", sheet.card.id.to_string());
    form.typed.push("client_q", sheet.card.name.clone());
    Ok(Some(in_short(&reader.shell.say, sheet)))
}

/// A client in short.
pub(super) fn in_short(say: &Say, sheet: ClientSheet) -> Chosen {
    let ClientSheet { card, minor, no_shows, .. } = sheet;
    Chosen {
        id: card.id.get(),
        phone: card.phone.unwrap_or_default(),
        pinned: card.pinned_note.unwrap_or_default(),
        no_shows: match usize::try_from(no_shows) {
            Ok(count @ 1..) => say.count("client-no-shows", count),
            _ => String::new(),
        },
        minor,
        archived: card.status == studio_domain::ClientStatus::Archived,
        name: card.name,
    }
}

fn likely(reader: &Reader, one: Duplicate) -> Likely {
    let say = &reader.shell.say;
    let by: Vec<String> = one.by.into_iter().map(|by| say.named("likeness", Likeness::code(by))).collect();
    Likely { id: one.id.get(), name: one.name, by: by.join(", ") }
}
