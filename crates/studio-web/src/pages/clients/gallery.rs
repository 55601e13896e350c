//! The pictures of a client: the newest in a pane of the page, all of them on a page of their own.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use studio_app::{Error, Gallery, GalleryFilter, GalleryImage};
use studio_domain::{ClientId, ImageKind};

use super::merging::lead_on;
use super::tab::{Body, View, body};
use super::{OK, id_of, page_of};
use crate::api::clients::gallery::addresses;
use crate::extract::{Path, Query};
use crate::pages::reader::Pairs;
use crate::pages::{LEFT_OUT, PageError, Reader, Say, Shell, done, go, html};
use crate::problem::Problem;
use crate::state::App;

/// Pictures in the pane.
const NEWEST: usize = 9;

/// A picture as it is shown.
pub(in crate::pages) struct Picture {
    /// Address of the picture to look at.
    pub(in crate::pages) large: String,
    /// Address of the picture among others.
    pub(in crate::pages) small: String,
    /// What it is, for whoever does not see it.
    pub(in crate::pages) alt: String,
    /// What it is about.
    about: Vec<String>,
    /// The session that it is about.
    session: Option<String>,
}

#[derive(Template)]
#[template(path = "clients/gallery.html")]
struct Pane<'a> {
    shell: &'a Shell,
    id: ClientId,
    pictures: Vec<Picture>,
    /// Says how many there are; empty: these are all.
    all: String,
}

#[derive(Template)]
#[template(path = "clients/pictures.html")]
struct Page {
    shell: Shell,
    id: ClientId,
    name: String,
    pictures: Vec<Picture>,
    /// How many were asked for.
    count: String,
    /// Whether there are any, asked for or not.
    any: bool,
    kinds: Vec<Choice>,
    artists: Vec<Choice>,
    years: Vec<Choice>,
    /// Query of the next page.
    more: Option<String>,
}

/// Something to narrow by.
struct Choice {
    value: String,
    words: String,
    chosen: bool,
}

/// A picture with what is said about it.
pub(in crate::pages) fn picture(say: &Say, client: ClientId, name: &str, image: &GalleryImage) -> Picture {
    let (large, small) = addresses(client, image);
    let date = say.date(&image.at);
    let what = match image.title.as_str() {
        "" => say.named("image", image.kind.code()),
        title => title.to_owned(),
    };
    let service = image.session.as_ref().and_then(|session| session.service.clone());
    let mut about = vec![date.clone()];
    about.extend(image.artist.as_ref().map(|artist| artist.name.clone()));
    about.extend(service.filter(|service| !service.is_empty()));
    let alt = match image.kind {
        ImageKind::Photo => say.with("photo-of", "name", name),
        ImageKind::Portfolio | ImageKind::Appointment => format!("{what}, {date}"),
    };
    about.insert(0, what);
    let session = image.session.as_ref().map(|session| format!("/appointments/{}/files", session.id));
    Picture { large, small, alt, about, session }
}

/// What stands in the pane.
pub(super) async fn pane(view: View<'_>) -> Result<Body, Error> {
    let id = view.id();
    let filter = GalleryFilter { limit: Some(NEWEST), ..GalleryFilter::default() };
    let found =
        view.reader.try_act(view.app, move |studio, ctx| studio.client_gallery(ctx, id, &filter)).await?;
    let (shell, name) = (&view.reader.shell, &view.sheet.card.name);
    body(&Pane {
        shell,
        id,
        all: if found.next_cursor.is_some() {
            shell.say.count("gallery-all", found.count)
        } else {
            String::new()
        },
        pictures: found.items.iter().map(|image| picture(&shell.say, id, name, image)).collect(),
    })
}

/// All pictures, narrowed.
pub(crate) async fn show(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    lead_on(&app, &reader, id).await?;
    let asked = |name: &str| query.get(name).cloned().unwrap_or_default();
    let filter = GalleryFilter {
        kind: asked("kind"),
        artist: asked("artist"),
        year: asked("year"),
        cursor: asked("cursor"),
        limit: None,
    };
    let narrowed = filter.clone();
    let found = reader
        .try_act(&app, move |studio, ctx| {
            let card = studio.client(ctx, id)?.card;
            let found = studio.client_gallery(ctx, card.id, &narrowed)?;
            Ok((card, found))
        })
        .await;
    let (card, found) = match found {
        Err(Error::Invalid(_)) => return Ok(done(&format!("{}/gallery", page_of(id)), LEFT_OUT)),
        found => found.map_err(|error| reader.told(&error))?,
    };
    if card.id != id {
        return Ok(go(&format!("{}/gallery", page_of(card.id))));
    }
    let say = &reader.shell.say;
    let Gallery { items, next_cursor, count, all, kinds, artists, years, .. } = found;
    let choice =
        |value: String, words: String, chosen: &str| Choice { chosen: value == chosen, value, words };
    let page = Page {
        id,
        pictures: items.iter().map(|image| picture(say, id, &card.name, image)).collect(),
        count: say.count("gallery-count", count),
        any: all > 0,
        kinds: kinds
            .into_iter()
            .map(|kind| choice(kind.code().to_owned(), say.named("image", kind.code()), &filter.kind))
            .collect(),
        artists: artists
            .into_iter()
            .map(|one| choice(one.id.to_string(), one.name, &filter.artist))
            .collect(),
        years: years
            .into_iter()
            .map(|year| choice(year.to_string(), year.to_string(), &filter.year))
            .collect(),
        more: next_cursor.map(|cursor| {
            let said = [
                ("kind", &filter.kind),
                ("artist", &filter.artist),
                ("year", &filter.year),
                ("cursor", &cursor),
            ];
            let said = said.into_iter().filter(|(_, value)| !value.is_empty());
            serde_urlencoded::to_string(said.collect::<Vec<_>>()).unwrap_or_default()
        }),
        name: card.name,
        shell: reader.shell,
    };
    Ok(html(OK, &page))
}
