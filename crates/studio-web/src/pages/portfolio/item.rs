//! One piece: its pictures, what is said about it, and the form that changes that.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, Error, ItemSheet};
use studio_domain::{PictureSize, PortfolioItemId, WorkTime};

use super::list::{choices, colours, states};
use super::{Tile, can_be_put_right, id_of, input_of, wall_of};
use crate::api::portfolio::address;
use crate::extract::Path;
use crate::pages::reader::Sent;
use crate::pages::{Form, PageError, Reader, Shell, Typed, done, go, html};
use crate::problem::Problem;
use crate::state::App;

#[derive(Template)]
#[template(path = "portfolio/item.html")]
struct Page {
    shell: Shell,
    tile: Tile,
    original: String,
    stack: Vec<Tile>,
    cover: Option<PortfolioItemId>,
    wall: String,
    may_edit: bool,
    form: Form,
    fields: Fields,
    hours: String,
    made_on: String,
    uploaded: String,
    removed: bool,
}

/// What there is to choose from in a form about pieces.
pub(super) struct Fields {
    pub(super) styles: Vec<(String, String)>,
    pub(super) placements: Vec<(String, String)>,
    pub(super) colours: Vec<(String, String)>,
    pub(super) states: Vec<(String, String)>,
    /// The artist's latest sessions.
    pub(super) sessions: Vec<(String, String)>,
    /// Their clients.
    pub(super) clients: Vec<(String, String)>,
}

impl Fields {
    /// For the pieces of an artist; what is chosen already can be chosen again.
    pub(super) async fn of(
        app: &App,
        reader: &Reader,
        artist: studio_domain::ArtistId,
        form: &Form,
    ) -> Result<Self, PageError> {
        let all = reader.act(app, move |studio, ctx| studio.portfolio_sessions(ctx, artist)).await?;
        let say = &reader.shell.say;
        let house = &reader.frame.house;
        let mut clients: Vec<(String, String)> = Vec::new();
        for session in &all {
            let (id, name) = (session.client.0.to_string(), session.client.1.clone().unwrap_or_default());
            if !clients.iter().any(|(known, _)| *known == id) {
                clients.push((id, name));
            }
        }
        let mut sessions: Vec<(String, String)> = all
            .into_iter()
            .map(|session| {
                let when = say.moment(&session.starts_at);
                let rest = [session.client.1.unwrap_or_default(), session.service.unwrap_or_default()];
                let rest: Vec<String> = rest.into_iter().filter(|part| !part.is_empty()).collect();
                (session.id.to_string(), format!("{when} · {}", rest.join(" · ")))
            })
            .collect();
        let chosen = form.value("appointment_id");
        if !chosen.is_empty() && !sessions.iter().any(|(id, _)| id == chosen) {
            sessions.push((chosen.to_owned(), say.with("item-session", "id", chosen)));
        }
        Ok(Self {
            styles: choices(house.styles(), form.value("style")),
            placements: choices(house.placements(), form.value("placement")),
            colours: colours(say),
            states: states(say),
            sessions,
            clients,
        })
    }
}

/// What a piece says, as the fields of its form.
fn typed_of(sheet: &ItemSheet) -> Typed {
    let item = &sheet.item;
    let tick = |on: bool| if on { "1" } else { "0" }.to_owned();
    [
        ("version", item.version.to_string()),
        ("title", item.title.clone()),
        ("description", item.description.clone()),
        ("style", item.style.clone()),
        ("placement", item.placement.clone()),
        ("size", item.size.clone()),
        ("technique", item.technique.clone()),
        ("work_time", item.time.as_ref().map(WorkTime::to_string).unwrap_or_default()),
        ("colour", item.colour.map(|one| one.code().to_owned()).unwrap_or_default()),
        ("state", item.state.map(|one| one.code().to_owned()).unwrap_or_default()),
        ("tags", item.tags.join(", ")),
        ("client_id", item.client.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default()),
        ("appointment_id", item.appointment.map(|id| id.to_string()).unwrap_or_default()),
        ("made_on", item.made_on.map(|day| day.to_string()).unwrap_or_default()),
        ("public", tick(item.is_public)),
        ("featured", tick(item.is_featured)),
    ]
    .into_iter()
    .collect()
}

/// The page; `wrong` is a form that did not work out.
async fn page(
    app: &App,
    reader: Reader,
    id: PortfolioItemId,
    status: StatusCode,
    wrong: Option<Form>,
) -> Result<Response, PageError> {
    let sheet = reader.act(app, move |studio, ctx| studio.portfolio_item(ctx, id)).await?;
    let form = wrong.unwrap_or_else(|| Form::new(typed_of(&sheet)));
    let fields = Fields::of(app, &reader, sheet.item.artist.id, &form).await?;
    let say = &reader.shell.say;
    let hours = sheet.item.time.as_ref().map(WorkTime::to_string).unwrap_or_default();
    let made_on = sheet.item.made_on.map(|day| say.stored_date(&day.to_string())).unwrap_or_default();
    let date = say.date(&sheet.item.uploaded_at);
    let uploaded = match &sheet.item.uploaded_by {
        Some((_, name)) => say.both("photo-by", ("name", name), ("date", &date)),
        None => say.with("photo-by-house", "date", &date),
    };
    let page = Page {
        hours,
        made_on,
        uploaded,
        original: address(id, &sheet.item.pictures.original, PictureSize::Original),
        wall: wall_of(sheet.item.artist.id),
        cover: sheet.item.cover,
        removed: sheet.item.removed_at.is_some(),
        may_edit: sheet.edit == Ability::Yes,
        stack: sheet.stack.into_iter().map(|item| Tile::new(say, item)).collect(),
        tile: Tile::new(say, sheet.item),
        form,
        fields,
        shell: reader.shell,
    };
    Ok(html(status, &page))
}

/// The piece.
pub(crate) async fn show(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    page(&app, reader, id, StatusCode::OK, None).await
}

/// Saves what was typed.
pub(crate) async fn change(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    Sent { reader, typed }: Sent,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    let (input, version) = (input_of(&typed, true), super::super::clients::version(&typed));
    let saved = reader
        .try_act(&app, move |studio, ctx| studio.edit_portfolio_item(ctx, id, Some(version), &input))
        .await;
    match saved {
        Ok(_version) => Ok(done(&format!("/portfolio/{id}"), "itemsaved")),
        Err(error) if can_be_put_right(&error) => {
            let problem = reader.problem(&error);
            let mut form = Form::new(typed).told(problem.told());
            if let Error::Stale { now, .. } = &error {
                // What is sent again says that it has seen the other one's.
                form.typed.push("version", now.to_string());
            }
            page(&app, reader, id, problem.status(), Some(form)).await
        }
        Err(error) => Err(reader.told(&error)),
    }
}

/// Removes a piece; where one lands, it can be brought back.
pub(crate) async fn remove(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    Sent { reader, .. }: Sent,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    let artist = reader
        .act(&app, move |studio, ctx| {
            let artist = studio.portfolio_item(ctx, id)?.item.artist.id;
            studio.remove_portfolio_item(ctx, id)?;
            Ok(artist)
        })
        .await?;
    Ok(go(&format!("{}&undo={id}", wall_of(artist))))
}

/// Brings a removed piece back.
pub(crate) async fn restore(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    Sent { reader, .. }: Sent,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    reader.act(&app, move |studio, ctx| studio.restore_portfolio_item(ctx, id)).await?;
    Ok(done(&format!("/portfolio/{id}"), "itemback"))
}
