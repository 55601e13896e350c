//! One piece: its pictures, what is said about it, and the form that changes that.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, Error, ItemSheet};
use studio_domain::{PortfolioItemId, WorkTime};

use super::list::{choices, colours, states};
use super::subject::{Session, Unsettled, meant, settle, unclear};
use super::{Tile, can_be_put_right, id_of, input_of, wall_of};
use crate::extract::Path;
use crate::pages::clients::rows::Row;
use crate::pages::reader::Sent;
use crate::pages::{Form, PageError, Reader, Shell, Typed, done, go, html};
use crate::problem::Problem;
use crate::state::App;

#[derive(Template)]
#[template(path = "portfolio/item.html")]
struct Page {
    shell: Shell,
    tile: Tile,
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
    /// Why the picture that was sent was not taken.
    wrong_picture: Option<String>,
}

/// What there is to choose from in a form about pieces.
pub(super) struct Fields {
    pub(super) styles: Vec<(String, String)>,
    pub(super) placements: Vec<(String, String)>,
    pub(super) colours: Vec<(String, String)>,
    pub(super) states: Vec<(String, String)>,
    /// The artist's latest sessions.
    pub(super) sessions: Vec<Session>,
    /// Clients who may be meant, where that is not clear.
    pub(super) people: Vec<Row>,
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
        let zone = house.zone();
        let mut sessions: Vec<Session> =
            all.into_iter().map(|session| Session::new(say, zone, session)).collect();
        let chosen = form.value("appointment_id");
        if !chosen.is_empty() && !sessions.iter().any(|session| session.id == chosen) {
            sessions.push(Session {
                id: chosen.to_owned(),
                words: say.with("item-session", "id", chosen),
                client: form.value("client_id").to_owned(),
                name: form.value("client_q").to_owned(),
                day: String::new(),
            });
        }
        Ok(Self {
            styles: choices(house.styles(), form.value("style")),
            placements: choices(house.placements(), form.value("placement")),
            colours: colours(say),
            states: states(say),
            sessions,
            people: meant(app, reader, form).await?,
        })
    }
}

/// What a piece says, as the fields of its form.
fn typed_of(sheet: &ItemSheet) -> Typed {
    let item = &sheet.item;
    let client = item.client.as_ref().map(|(id, name)| (id.to_string(), name.clone()));
    let name =
        client.as_ref().map(|(id, name)| name.clone().unwrap_or_else(|| id.clone())).unwrap_or_default();
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
        ("client_id", client.map(|(id, _)| id).unwrap_or_default()),
        ("client_q", name.clone()),
        ("client_was", name),
        ("appointment_id", item.appointment.map(|id| id.to_string()).unwrap_or_default()),
        ("made_on", item.made_on.map(|day| day.to_string()).unwrap_or_default()),
        ("public", tick(item.is_public)),
        ("featured", tick(item.is_featured)),
    ]
    .into_iter()
    .collect()
}

/// The page; `wrong` is a form that did not work out.
pub(super) async fn page(
    app: &App,
    reader: Reader,
    id: PortfolioItemId,
    status: StatusCode,
    wrong: Option<Form>,
    wrong_picture: Option<String>,
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
        wrong_picture,
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
    page(&app, reader, id, StatusCode::OK, None, None).await
}

/// Saves what was typed.
pub(crate) async fn change(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    Sent { reader, mut typed }: Sent,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    match settle(&app, &reader, &mut typed).await {
        Ok(()) => {}
        Err(Unsettled::Failed(error)) => return Err(reader.told(&error)),
        Err(Unsettled::Unclear(words)) => {
            // Whoever may not change it is told that, not who is meant.
            reader.act(&app, move |studio, ctx| studio.expect_to_edit_item(ctx, id)).await?;
            let form = unclear(&reader.shell.say, &typed, words);
            return page(&app, reader, id, StatusCode::UNPROCESSABLE_ENTITY, Some(form), None).await;
        }
    }
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
            page(&app, reader, id, problem.status(), Some(form), None).await
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
